"""A model file with everything that can be unknown, and ways to spoil it."""

from __future__ import annotations

MODEL = """\
goodoffices: 1
title: A dam, invented
decision_makers:
  Up:
    options: {release: , build: Build}
    preferences:
      weights:
        release: {triangular: [-6, -4, -1]}   # a guess
        build: price
        pay: 2 * price - 1
  Down:
    options: {pay: }
    preferences:
      prioritized: [release, {unordered: [pay, not build]}, build]
quantities:
  price: {uniform: [1, 5], label: Price, note: From a newspaper}
  rate: 0.25
  Höhe: {choice: [1, 2, 3], weights: [1, 2, 1], within: [null, 5], value: 3}
correlated:
  - {quantities: [price, Höhe], correlation: 0.5}
  - quantities: [rate, decision_makers.Up.preferences.weights.release]
    correlation: [[1, -0.2], [-0.2, 1]]
status_quo: NNN
mediation:
  settlement: release
  mediators: {Bank: }
  levers:
    fund: {held_by: Bank, on: Up, where: release, effect: {normal: [2, 0.5], within: [0.1, null]},
           max: {lognormal: [3, 0.2]}, cost: {commit: rate, execute: {beta: [2, 2]}},
           resolve: "1 + Höhe", belief: 1 - rate}
scenarios:
  low: {quantities: {price: 1}}
  ranked:
    decision_makers: {Down: {preferences: {ranking: [8, 7, 6, 5, 4, 3, 2, 1], swaps: 2}}}
"""


def changed(*changes: tuple[str, str]) -> str:
    text = MODEL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# A ``§`` stands in front of every place that has to be named, as in ``spoilt``; then what is said.

SPOILT: dict[str, tuple[tuple[tuple[str, str], ...], list[str]]] = {
    "two distributions": (
        (("{uniform: [1, 5], label", "§{uniform: [1, 5], normal: [1, 2], label"),),
        ["2 distributions: uniform, normal as price"],
    ),
    "no distribution": ((("{uniform: [1, 5], label", "§{label"),), ["no distribution as price"]),
    "no distribution in place": (
        (("{triangular: [-6, -4, -1]}", "§{}"),),
        ["no distribution as release"],
    ),
    "a family there is not": (
        (("{uniform: [1, 5], label", "{§unifrom: [1, 5], label"),),
        ["did you mean 'uniform'"],
    ),
    "a label in place": (
        (("{triangular: [-6, -4, -1]}", "{triangular: [-6, -4, -1], §label: x}"),),
        ["unknown key 'label'"],
    ),
    "too few parameters": (
        (("[-6, -4, -1]", "§[-6, -4]"),),
        ["2 numbers for triangular"],
    ),
    "out of order": ((("[-6, -4, -1]", "§[-6, -7, -1]"),), ["triangular of -6, -7, -1"]),
    "no list": ((("[-6, -4, -1]", "§-6"),), ["the number -6 as triangular"]),
    "no number": ((("[-6, -4, -1]", "[-6, §low, §true]"),), ["the text 'low'", "true in"]),
    "too large a number": ((("[-6, -4, -1]", "[-6, -4, §.inf]"),), ["the number .inf"]),
    "one bound": ((("within: [null, 5]", "within: §[5]"),), ["1 bounds"]),
    "three bounds": ((("within: [null, 5]", "within: §[1, 2, 5]"),), ["3 bounds"]),
    "bounds as text": ((("within: [null, 5]", "within: [§none, 5]"),), ["the text 'none'"]),
    "bounds the wrong way round": (
        (("within: [0.1, null]", "within: §[3, 1]"),),
        ["bounds 3 and 1"],
    ),
    "bounds beside": ((("within: [null, 5]", "within: §[null, 2]"),), ["a value to choose"]),
    "weights of a choice": ((("weights: [1, 2, 1]", "weights: §[1, 2]"),), ["weights 1, 2"]),
    "weights beside no choice": (
        (("{uniform: [1, 5], ", "{uniform: [1, 5], weights: §[1, 1], "),),
        ["weights beside no choice"],
    ),
    "a nominal value out of reach": ((("value: 3", "value: §4"),), ["the nominal value 4"]),
    "no nominal value": ((("value: 3", "value:§ "),), ["nothing as value"]),
    "a text for a quantity": ((("rate: 0.25", "rate: §1 / 4"),), ["the text '1 / 4' as rate"]),
    "a name that is none": (
        (("  rate: 0.25", "  rate: 0.25\n  §1st: 1\n  §not: 2"),),
        ["quantity name '1st'", "a word of the statement language"],
    ),
    "an unknown quantity": (
        (("build: price", "build: §prise"), ("1 - rate", "1 - §rte")),
        ["did you mean 'price'", "did you mean 'rate'"],
    ),
    "a formula that stops": ((("2 * price - 1", "2 * price -§ "),), ["ends too early"]),
    "a formula in the wrong tongue": ((("2 * price - 1", "2 §^ price"),), ["'^' is not expected"]),
    "code": ((("2 * price - 1", '__import__§("os")'),), ["'(' is not expected"]),
    "division by zero": (
        (("2 * price - 1", "§1 / (price - 3)"),),
        ["a formula that divides by zero"],
    ),
    "a belief beyond one": (
        (("belief: 1 - rate", "belief: §price"),),
        ["belief 3 of lever 'fund'"],
    ),
    "a limit that may be negative": (
        (("max: {lognormal: [3, 0.2]}", "max: §{normal: [3, 0.2]}"),),
        ["add within: [0, null]"],
    ),
    "a correlation of one": (
        (("[price, Höhe]", "§[price]"),),
        ["a list of one entry as quantities"],
    ),
    "a correlation with whom": ((("[price, Höhe]", "[price, §Hohe]"),), ["unknown quantity"]),
    "a correlation too strong": (
        (("correlation: 0.5", "correlation: §1.5"),),
        ["no matrix of correlations"],
    ),
    "a correlation as text": ((("correlation: 0.5", "correlation: §high"),), ["the text 'high'"]),
    "a matrix of another shape": (
        (("[[1, -0.2], [-0.2, 1]]", "§[[1, -0.2]]"),),
        ["a matrix of another shape"],
    ),
    "a quantity in two groups": (
        (("[rate, decision", "[§price, decision"),),
        ["quantity 'price' in a second place"],
    ),
    "statements of unknown order": (
        (("[pay, not build]", "[§pey, §5]"), ("release, {", "§{unordred: [a, b]}, {")),
        ["a mapping in prioritized", "did you mean 'pay'", "the number 5"],
    ),
    "one statement of unknown order": (
        (("[pay, not build]", "§[pay]"),),
        ["a list of one entry as unordered"],
    ),
    "swaps": ((("swaps: 2", "§swaps: -1"),), ["the number -1 as swaps"]),
    "a belief that may be beyond one": (
        (("belief: 1 - rate", "belief: §price / 4"),),
        ["belief of 'fund' that can be anything from 0.25 to 1.25"],
    ),
    "a scenario that is none": (
        (("low: {quantities: {price: 1}}", "low: §5"),),
        ["the number 5 as low"],
    ),
    "a scenario without anything": (
        (("low: {quantities: {price: 1}}", "low:§"),),
        ["nothing as low"],
    ),
    "a scenario with unknown keys": (
        (
            (
                "low: {quantities: {price: 1}}",
                "low: {§titel: x, decision_makers: {Up: {options: {build: {§lable: x}}}}}",
            ),
        ),
        ["in scenario 'low': unknown key 'titel'", "in scenario 'low': unknown key 'lable'"],
    ),
    "a scenario with a new quantity": (
        (("low: {quantities: {price: 1}}", "low: {quantities: {§prise: 1}}"),),
        ["in scenario 'low': unknown quantity 'prise'"],
    ),
    "a scenario with a wrong number": (
        (
            ("low: {quantities: {price: 1}}", "low: {quantities: {price: {§uniform: [5, 1]}}}"),
            ("swaps: 2", "swaps: 2, §weights: {pay: 1}"),
        ),
        ["in scenario 'low': uniform of 5, 1", "in scenario 'ranked': preferences"],
    ),
}
