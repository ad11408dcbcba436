"""What model files say of the unknown: reading, errors at their places, writing, scenarios."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import ModelError
from goodoffices.io.files import load, loads
from goodoffices.io.scenarios import variants
from goodoffices.io.schema import json_schema
from goodoffices.io.writing import dumps, set_value, updated
from goodoffices.io.yamltext import parse
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized, Ranking, Weights
from goodoffices.model.uncertainty import (
    INFINITY,
    Correlation,
    Distribution,
    Quantity,
    Scenario,
    Uncertainty,
    Use,
)
from tests.io.documents import TEXTS, documented
from tests.mediation.strategies import mediated_conflicts
from tests.uncertain import uncertain

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
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


def test_reading() -> None:
    conflict = loads(MODEL)
    known = conflict.uncertainty
    assert known is not None
    up, lever = ("decision_makers", "Up", "preferences", "weights"), ("mediation", "levers", "fund")
    named = {q.name: q for q in known.quantities if not q.place}
    assert named == {
        "price": Quantity("price", Distribution("uniform", (1, 5)), "Price", "From a newspaper"),
        "rate": Quantity("rate", Distribution("fixed", (0.25,))),
        "Höhe": Quantity(
            "Höhe", Distribution("choice", (1, 2, 3), (1, 2, 1), (-INFINITY, 5), value=3)
        ),
    }
    assert {q.place: q.distribution for q in known.quantities if q.place} == {
        (*up, "release"): Distribution("triangular", (-6, -4, -1)),
        (*lever, "effect"): Distribution("normal", (2, 0.5), within=(0.1, INFINITY)),
        (*lever, "max"): Distribution("lognormal", (3, 0.2)),
        (*lever, "cost", "execute"): Distribution("beta", (2, 2)),
    }
    assert known.uses == (
        Use((*up, "build"), "price"),
        Use((*up, "pay"), "2 * price - 1"),
        Use((*lever, "cost", "commit"), "rate"),
        Use((*lever, "resolve"), "1 + Höhe"),
        Use((*lever, "belief"), "1 - rate"),
    )
    assert known.correlated == (
        Correlation(("price", "Höhe"), ((1, 0.5), (0.5, 1))),
        Correlation(
            ("rate", "decision_makers.Up.preferences.weights.release"), ((1, -0.2), (-0.2, 1))
        ),
    )


def test_nominal_values_are_what_every_other_command_sees() -> None:
    conflict = loads(MODEL)
    first, second = conflict.decision_makers
    assert first.preferences == Weights((("release", -4), ("build", 3), ("pay", 5)))
    assert second.preferences == Prioritized(("release", "pay", "not build", "build"), ((1, 3),))
    assert conflict.mediation is not None
    (lever,) = conflict.mediation.levers
    numbers = [lever.effect, lever.most, lever.commit, lever.execute, lever.resolve, lever.belief]
    assert numbers == [2, 3, 0.25, 0.5, 4, 0.75]
    plain = conflict.under({})
    assert [p.tolist() for p in plain.payoffs] == [p.tolist() for p in conflict.payoffs]


def test_uncertain_payoffs_by_list_and_by_state() -> None:
    for written, keys in (
        ("payoffs: [1, {choice: [2, 3]}, rate, 4, 5, 6, 7, 8]", [1, 2]),
        (
            "payoffs: {NNN: 1, YNN: {choice: [2, 3]}, 3: rate, NNY: 5, 4: 4, 6: 6, 7: 7, 8: 8}",
            ["YNN", 3],
        ),
    ):
        conflict = loads(
            changed(("prioritized: [release, {unordered: [pay, not build]}, build]", written))
        )
        known = conflict.uncertainty
        assert known is not None
        places = [q.place for q in known.quantities] + [use.place for use in known.uses]
        assert [p[-1] for p in places if p and p[1] == "Down"] == keys
        assert conflict.payoffs[1].tolist() == [1, 2, 0.25, 4, 5, 6, 7, 8]


# errors at their places, as in ``spoilt``

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


@pytest.mark.parametrize("name", SPOILT)
def test_errors_are_named_at_their_places(name: str) -> None:
    changes, said = SPOILT[name]
    marked = changed(*changes)
    parts = marked.split("§")
    text = "".join(parts)
    places = []
    for k in range(1, len(parts)):
        before = "".join(parts[:k])
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
    with pytest.raises(ModelError) as caught:
        loads(text)
    found = caught.value.problems
    assert [(p.line, p.column) for p in found] == places, str(caught.value)
    for problem, part in zip(found, said, strict=True):
        assert part in str(problem)


# writing


@st.composite
def with_scenarios(draw: st.DrawFn, conflict: Conflict) -> Conflict:
    """Add labels, notes and scenarios, each with any text."""
    known = conflict.uncertainty
    assert known is not None
    told = tuple(
        q if q.place else dataclasses.replace(q, label=draw(TEXTS), note=draw(TEXTS))
        for q in known.quantities
    )
    name = conflict.names[0]
    changes: list[dict[str, Any]] = [
        {"title": draw(TEXTS)},
        {"quantities": {"much": 0.25, "little": {"normal": [0, 1]}}},
        {"decision_makers": {name: {"label": draw(TEXTS)}}, "status_quo": None},
        {},
    ]
    names = draw(st.lists(TEXTS, max_size=3, unique=True))
    named = tuple(Scenario(one, draw(st.sampled_from(changes))) for one in names)
    return conflict.replace(
        uncertainty=dataclasses.replace(known, quantities=told), scenarios=named
    )


UNCERTAIN = st.one_of(documented(), mediated_conflicts()).flatmap(uncertain)


@given(UNCERTAIN)
@settings(max_examples=35)
def test_an_uncertain_conflict_comes_back_equal(conflict: Conflict) -> None:
    text = dumps(conflict)
    again = loads(text)
    assert again == conflict
    assert dumps(again) == text
    VALIDATOR.validate(json.loads(json.dumps(parse(text).root.plain())))


@given(mediated_conflicts().flatmap(uncertain).flatmap(with_scenarios))
@settings(max_examples=20)
def test_labels_and_scenarios_come_back_equal(conflict: Conflict) -> None:
    again = loads(dumps(conflict))
    assert again == conflict
    assert set(variants(again)) == {one.name for one in conflict.scenarios}


@given(UNCERTAIN, UNCERTAIN)
@settings(max_examples=20)
def test_one_uncertain_conflict_is_changed_into_another_in_place(
    tmp_path_factory: pytest.TempPathFactory, before: Conflict, after: Conflict
) -> None:
    file = tmp_path_factory.getbasetemp() / "uncertain.yaml"
    file.write_text(dumps(before), encoding="utf-8")
    text = updated(file, after)
    assert text is not None
    assert loads(text) == after


def test_what_is_read_is_written_again(tmp_path: Path) -> None:
    conflict = loads(MODEL)
    assert loads(dumps(conflict)) == conflict
    file = tmp_path / "dam.yaml"
    file.write_text(MODEL, encoding="utf-8")
    assert updated(file, conflict) in {None, MODEL}


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("quantities.price", "2", "{uniform: [1, 5], label: Price, note: From a newspaper}", "2"),
        ("quantities.price.uniform[1]", "6", "uniform: [1, 5]", "uniform: [1, 6]"),
        ("quantities.rate", "{beta: [1, 3]}", "rate: 0.25", "rate: {beta: [1, 3]}"),
        ("quantities.Höhe.value", "2", "value: 3", "value: 2"),
        (
            "decision_makers.Up.preferences.weights.release",
            "{uniform: [-5, -3]}",
            "{triangular: [-6, -4, -1]}",
            "{uniform: [-5, -3]}",
        ),
        (
            "decision_makers.Up.preferences.weights.release",
            "-4",
            "{triangular: [-6, -4, -1]}",
            "-4",
        ),
        ("decision_makers.Up.preferences.weights.pay", "price / 2", "2 * price - 1", "price / 2"),
        ("mediation.levers.fund.max.lognormal[1]", "0.4", "[3, 0.2]", "[3, 0.4]"),
        ("mediation.levers.fund.belief", "0.5", "belief: 1 - rate", "belief: 0.5"),
        ("correlated[0].correlation", "-0.5", "correlation: 0.5", "correlation: -0.5"),
        ("scenarios.low.quantities.price", "1.5", "{price: 1}", "{price: 1.5}"),
        (
            "decision_makers.Down.preferences.prioritized[1].unordered[0]",
            "not pay",
            "[pay, not",
            "[not pay, not",
        ),
    ],
)
def test_setting_one_value(tmp_path: Path, key: str, value: str, old: str, new: str) -> None:
    file = tmp_path / "dam.yaml"
    text = MODEL
    if key.endswith("weights.release") and value != "{uniform: [-5, -3]}":
        text = text.replace(  # a number that is uncertain no longer is in no group
            "  - quantities: [rate, decision_makers.Up.preferences.weights.release]\n"
            "    correlation: [[1, -0.2], [-0.2, 1]]\n",
            "",
        )
    assert text.count(old) == 1
    file.write_text(text, encoding="utf-8")
    set_value(file, key, value)
    assert file.read_text(encoding="utf-8") == text.replace(old, new)
    load(file)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("quantities.price.uniform[1]", "0", "uniform of 1, 0"),
        ("quantities.price", "{uniform: [1]}", "1 numbers for uniform"),
        ("quantities.rate", "2", "belief -1 of lever 'fund'"),
        ("decision_makers.Up.preferences.weights.release", "-4", "unknown quantity"),
        ("decision_makers.Up.preferences.weights.pay", "2 * prize", "did you mean 'price'"),
        ("scenarios.low.quantities", "{prize: 1}", "in scenario 'low': unknown quantity 'prize'"),
    ],
)
def test_a_value_that_spoils_the_file_is_not_set(
    tmp_path: Path, key: str, value: str, said: str
) -> None:
    file = tmp_path / "dam.yaml"
    file.write_text(MODEL, encoding="utf-8")
    with pytest.raises(ModelError, match=r"(?s).*") as caught:
        set_value(file, key, value)
    assert said in str(caught.value)
    assert file.read_text(encoding="utf-8") == MODEL


# what editors accept


@pytest.mark.parametrize(
    "formula",
    ["price", "-price", " 2*(price+1)/3 ", "1e-2 * price", ".5 + Höhe", "Höhe\n* 2", "+price-1."],
)
def test_what_the_reader_accepts_an_editor_accepts(formula: str) -> None:
    text = changed(("2 * price - 1", json.dumps(formula)))
    loads(text)
    VALIDATOR.validate(json.loads(json.dumps(parse(text).root.plain())))


def test_the_pattern_of_formulas_means_the_same_to_javascript() -> None:
    (pattern,) = {
        node["pattern"]
        for node in _nodes(json_schema())
        if node.get("title") == "Formula over quantities"
    }
    assert r"\w" not in pattern, "only ASCII there, and letters of every script here"


def _nodes(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any part of a schema
    if isinstance(value, dict):
        return [value, *(one for inner in value.values() for one in _nodes(inner))]
    if isinstance(value, list):
        return [one for inner in value for one in _nodes(inner)]
    return []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{triangular: [-6, -4, -1]}", "a lot"),
        ("{triangular: [-6, -4, -1]}", "price, rate"),
        ("{triangular: [-6, -4, -1]}", "{triangular: -6}"),
        ("within: [null, 5]", "within: [5]"),
        ("rate: 0.25", "rate: 1 / 4"),
        ("correlation: 0.5", "correlation: high"),
        ("[pay, not build]", "[pay]"),
        ("{quantities: {price: 1}}", "5"),
    ],
)
def test_an_editor_marks_what_is_wrong(old: str, new: str) -> None:
    text = changed((old, new))
    assert not VALIDATOR.is_valid(json.loads(json.dumps(parse(text).root.plain())))


# scenarios


def variant(changes: str) -> Conflict:
    text = changed(("  low: {quantities: {price: 1}}\n", f"  low: {changes}\n"))
    return variants(loads(text))["low"]


def test_mappings_are_merged_and_values_replaced() -> None:
    made = variant("{quantities: {price: 2}, decision_makers: {Up: {label: Uplands}}}")
    up, down = made.decision_makers
    assert up.label == "Uplands"
    assert up.preferences == Weights((("release", -4), ("build", 2), ("pay", 3)))
    assert down == loads(MODEL).decision_makers[1]
    assert made.title == "A dam, invented: low"


def test_a_distribution_is_replaced_and_not_merged() -> None:
    made = variant("{quantities: {Höhe: {uniform: [0, 4]}}}")
    assert made.uncertainty is not None
    (found,) = [q for q in made.uncertainty.quantities if q.name == "Höhe"]
    assert found.distribution == Distribution("uniform", (0, 4))
    number = variant("{mediation: {levers: {fund: {effect: {choice: [1, 2]}}}}}")
    assert number.mediation is not None
    assert number.mediation.levers[0].effect == 1
    assert number.mediation.levers[0].most == 3


def test_another_form_of_preferences_takes_the_place_of_the_old_one() -> None:
    ranked = variants(loads(MODEL))["ranked"].decision_makers[1].preferences
    assert ranked == Ranking(tuple((n,) for n in range(8, 0, -1)), swaps=2)
    same = variant("{decision_makers: {Down: {preferences: {prioritized: [pay]}}}}")
    assert same.decision_makers[1].preferences == Prioritized(("pay",))


def test_null_takes_out_and_lists_are_whole() -> None:
    made = variant(
        "{status_quo: null, correlated: null, infeasible: [build and pay], "
        "decision_makers: {Up: {preferences: {weights: {pay: null, build and release: 7}}}}}"
    )
    assert made.status_quo is None
    assert made.infeasible == ("build and pay",)
    assert made.decision_makers[0].preferences == Weights(
        (("release", -4), ("build", 3), ("build and release", 7))
    )
    assert made.uncertainty is not None
    assert made.uncertainty.correlated == ()
    alone = variant("{mediation: null}")
    assert alone.mediation is None
    assert alone.uncertainty is not None
    assert {q.name for q in alone.uncertainty.quantities if not q.place} == {
        "price",
        "rate",
        "Höhe",
    }


def test_an_option_more_is_a_model_with_other_states() -> None:
    made = variant("{status_quo: NNNN, decision_makers: {Down: {options: {sue: {label: Sue}}}}}")
    assert len(made.states) == 16


def test_certain_is_a_model_without_uncertainty() -> None:
    text = "goodoffices: 1\ntitle: T\ndecision_makers:\n  A: {preferences: {payoffs: [1]}}\n"
    assert loads(text).uncertainty is None
    only = loads(text + "quantities: {q: 1}\n").uncertainty
    assert only == Uncertainty((Quantity("q", Distribution("fixed", (1.0,))),))
