"""A mediated conflict whose plans are found by hand.

Each side would rather fight on while the other keeps the truce: A by 1, B by 2. Under Nash it takes
a sanction of 1 on A, which costs the mediator 1 and is a bluff beyond 0.5, or permits worth 2 to A
for trade that costs it 1, which pays for something else; and a payment of 2 to B, whose
credibility is not assessed.
"""

MODEL = """\
goodoffices: 1
title: A truce
decision_makers:
  A:
    options: {truce: Keep the truce, trade: Trade across the line}
    preferences:
      weights: {A.truce and B.truce: 2, A.truce and not B.truce: -4, B.truce and not A.truce: 3,
                trade: -1}
  B:
    label: The other side
    options: {truce: Keep the truce}
    preferences:
      weights: {A.truce and B.truce: 2, B.truce and not A.truce: -4, A.truce and not B.truce: 4}
infeasible: [trade and not A.truce]
status_quo: NNN
mediation:
  settlement: A.truce and B.truce
  escalation: A.truce and not B.truce
  mediators: {M: The mediator, T: A trader}
  levers:
    sanction: {label: Sanctions, held_by: M, on: A, where: not A.truce, effect: -1, max: 5,
               cost: {commit: 1, execute: 2}, resolve: 1}
    payment: {held_by: M, on: B, where: A.truce and B.truce, effect: 1, max: 3, cost: {execute: 1}}
    permits: {held_by: T, on: A, where: trade, effect: 1, max: 3, cost: {execute: 0.25}, resolve: 9}
  claims:
    - {claim: The mediator brings a truce about., test: plan, with: {held_by: M, concept: nash}}
    - {claim: The sanction is a bluff., test: bluff, with: {lever: sanction, intensity: 0.5}}
"""
