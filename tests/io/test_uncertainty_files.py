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
from goodoffices.files.dumps import dumps
from goodoffices.files.load import load, loads
from goodoffices.files.save import set_value, updated
from goodoffices.files.scenarios import checked_conflict, variants
from goodoffices.files.schema import json_schema
from goodoffices.files.yaml.text import parse
from goodoffices.model.conflict import Conflict
from goodoffices.model.distributions import INFINITY
from goodoffices.model.preferences import Prioritized, Weights
from goodoffices.model.uncertainty import (
    Correlation,
    Distribution,
    Quantity,
    Scenario,
    Use,
)
from tests.io.documents import TEXTS, documented
from tests.io.unknowns import MODEL, SPOILT, changed
from tests.mediation.strategies import mediated_conflicts
from tests.uncertain import uncertain

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


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
        checked_conflict(text, "<text>")
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
        ("quantities.price", "{uniform: [1]}", "1 number for uniform"),
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
