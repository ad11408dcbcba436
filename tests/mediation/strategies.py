"""Hypothesis strategies for conflicts with levers, small enough for a grid and brute force."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Condition, Payoffs, Preferences, Ranking
from goodoffices.model.written import Mediation
from goodoffices.reference.graph_model import Reference
from goodoffices.reference.plans import Asked
from tests.strategies import Dice, blind_statements, constrained, dice, graph_conflicts, levels_of

MEDIATORS = ("M", "W")
MOST_STATES = 32
OF_A_LEVER = 10


@st.composite
def mediated_conflicts(draw: st.DrawFn, *, exact: bool = False) -> Conflict:
    """Conflicts of two or three parties, up to 32 states and up to three levers.

    ``exact``: payoffs and effects are short binary fractions, so that sums do not round.
    """
    options = constrained(free=draw(st.booleans()), merging=True, counts=(2, 3), most=5)
    bare = draw(st.one_of(options, options, options, graph_conflicts(counts=(2, 3))))
    reference = Reference(bare)
    count = len(reference.states)
    scales = [1.0, 4.0] if exact else [1.0, 4.0, 97.0]
    thrown = draw(dice(15))
    cardinal = [thrown.pick((True, True, True, False)) for _ in bare.decision_makers]
    cardinal[thrown.below(len(cardinal))] = True

    def wants(*, numbers: bool) -> Preferences:
        scale = thrown.pick(scales)
        values = draw(levels_of(int(8 * scale) if scale > 1 else 3, count))
        if numbers:
            return Payoffs(tuple(k / scale for k in values))
        tiers = sorted(set(values), reverse=True)
        return Ranking(tuple(tuple(s + 1 for s in range(count) if values[s] == t) for t in tiers))

    parties = tuple(
        replace(dm, preferences=wants(numbers=numbers))
        for dm, numbers in zip(bare.decision_makers, cardinal, strict=True)
    )
    conflict = bare.replace(decision_makers=parties)
    targets = [dm.name for dm, numbers in zip(parties, cardinal, strict=True) if numbers]
    numbers = range(1, count + 1)
    of_many = draw(holding_somewhere(reference))
    sought = of_many if thrown.below(2) else thrown.pick(numbers)
    drawn = [
        (draw(dice(OF_A_LEVER)), draw(holding_somewhere(reference)))
        for _ in range(1 + thrown.below(3))
    ]
    levers = tuple(
        a_lever(one, f"lever_{k}", targets, where, at_and_off(reference, sought))
        for k, (one, where) in enumerate(drawn)
    )
    signatories = thrown.pick([(), (), tuple(dm.name for dm in parties[:2])])
    return conflict.replace(
        status_quo=thrown.pick(numbers) if thrown.below(4) < 3 else None,
        mediation=Mediation(
            settlement=sought,
            no_deal=thrown.pick(numbers) if thrown.below(3) > 1 else None,
            mediators={name: "" for name in MEDIATORS if name in {one.held_by for one in levers}},
            signatories=signatories,
            levers=levers,
        ),
    )


def holding_somewhere(reference: Reference) -> st.SearchStrategy[Condition]:
    """Statements that hold in some state and tell no merged patterns apart; in a graph, states."""
    if reference.conflict.states_listed:
        numbers = st.integers(1, len(reference.states))
        return st.lists(numbers, min_size=1, max_size=4, unique=True).map(tuple)

    def mended(text: str) -> str:
        anywhere = any(reference.holds(text, patterns[0]) for patterns in reference.states)
        return text if anywhere else f"not ({text})"

    return blind_statements(reference).map(mended)


def at_and_off(reference: Reference, sought: Condition) -> tuple[Condition, Condition]:
    """Return a condition for where the settlement sought is, and one for everywhere else."""
    if isinstance(sought, str):
        holds = [reference.holds(sought, patterns[0]) for patterns in reference.states]
        return sought, sought if all(holds) else f"not ({sought})"
    numbers = sought if isinstance(sought, tuple) else (sought,)
    others = tuple(s for s in range(1, len(reference.states) + 1) if s not in numbers)
    return numbers, others or numbers


def a_lever(
    dice: Dice,
    name: str,
    targets: list[str],
    anywhere: Condition,
    at_and_off: tuple[Condition, Condition],
) -> Lever:
    """Make a lever that a mediator holds, or one of ``targets`` other than the one it is on.

    Every second one is an inducement at what is sought, or pressure wherever else.
    """
    there, elsewhere = at_and_off
    effects, where = dice.pick(
        [
            ((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0), anywhere),
            ((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0), anywhere),
            ((0.5, 1.0, 3.0), there),
            ((-0.5, -1.0, -3.0), elsewhere),
        ]
    )
    on = dice.pick(targets)
    holders = [*MEDIATORS, *(other for other in targets if other != on)]
    return Lever(
        name,
        held_by=dice.pick(holders),
        on=on,
        where=where,
        effect=dice.pick(effects),
        most=1.0 + dice.below(6),
        commit=dice.pick([0.0, 1.0, 0.25, 2.0]),
        execute=dice.pick([0.0, 1.0, 0.5, 2.0]),
        resolve=dice.pick([None, None, 1.0, 2.0]),
        belief=dice.pick([1.0, 0.5, 0.75, 0.0]),
        step=dice.pick([None, None, None, 0.5, 1.0]),
    )


@st.composite
def asked(draw: st.DrawFn, conflict: Conflict) -> Asked:
    """Draw what is asked of a plan for a conflict, besides acceptance."""
    return Asked(
        credible=draw(st.sampled_from([False, False, True])),
        margin=draw(st.sampled_from([None, None, None, 0.5])),
        decision_makers=draw(st.sampled_from([None, None, None, conflict.names[:1]])),
    )
