"""The model at a date equals the file that one would write by hand for that date, loaded anew."""

import copy
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.files.load import check

Data = dict[str, Any]
BASE: Data = {
    "goodoffices": 1,
    "title": "Random",
    "decision_makers": {
        "A": {
            "options": {"x": None, "y": None},
            "preferences": {"weights": {"x": -3, "y": "2 * size", "z": 5, "x and z": 1}},
        },
        "B": {"options": {"z": None}, "preferences": {"weights": {"x": 4, "z": -6}}},
    },
    "infeasible": ["x and y"],
    "status_quo": "NNN",
    "mediation": {
        "settlement": "x and z",
        "mediators": {"M": None},
        "levers": {
            "known": {
                "held_by": "M",
                "on": "A",
                "where": "not x",
                "effect": -2,
                "max": 4,
                "belief": 0.4,
                "record": 6,
            },
            "drawn": {
                "held_by": "A",
                "on": "B",
                "where": "z",
                "effect": {"uniform": [1, 3]},
                "max": 3,
                "cost": {"commit": 0.5, "execute": 0.25},
                "belief": {"triangular": [0.2, 0.5, 0.9]},
            },
        },
    },
    "quantities": {"size": {"uniform": [0, 2]}},
}


class ByHand:
    """The file of a date, kept up by hand."""

    def __init__(self) -> None:
        self.data = copy.deepcopy(BASE)
        self.pattern = "NNN"
        self.belief = Fraction(2, 5)
        self.worth = Fraction(6)
        self.formula = "belief_in_drawn"
        self.in_force: dict[str, int] = {}

    def written(self, day: str) -> str:
        """Write the file, in the order in which a person would add to it."""
        data = copy.deepcopy(self.data)
        data["title"] = f"Random, on {day}"
        data["status_quo"] = self.pattern
        levers = data["mediation"]["levers"]
        levers["known"] |= {"belief": float(self.belief), "record": float(self.worth)}
        if self.formula != "belief_in_drawn":
            data["quantities"]["belief_in_drawn"] = levers["drawn"]["belief"]
            levers["drawn"]["belief"] = self.formula
        of_a, of_b = (data["decision_makers"][n]["preferences"]["weights"] for n in ("A", "B"))
        for name, steps in self.in_force.items():
            if name == "known":
                of_a["not x"] = -2 * steps
                levers["known"]["max"] = 4 - steps
                if steps == 4:
                    del levers["known"]
            else:
                data["quantities"]["effect_of_drawn"] = {"uniform": [1, 3]}
                of_b["(z)"] = f"{steps} * effect_of_drawn"
                of_a["(z)"] = -0.25 * steps
                levers["drawn"] |= {"effect": "effect_of_drawn", "max": 3 - steps}
                if steps == 3:
                    del levers["drawn"]
        return json.dumps(data)


def evidence(hand: ByHand, rng: np.random.Generator) -> Data:
    meant, bluff = (int(k) for k in rng.integers(1, 10, 2))
    given = {"if_meant": meant / 10, "if_bluff": bluff / 10}
    if rng.random() < 0.5:
        top = hand.belief * meant
        hand.belief = top / (top + (1 - hand.belief) * bluff)
        return {"evidence": {"known": given}}
    ratio = Fraction(meant, bluff)
    n, d = ratio.numerator, ratio.denominator
    inside = hand.formula if hand.formula == "belief_in_drawn" else f"({hand.formula})"
    if n > d:
        hand.formula = f"{n}/{n - d} * (1 - {d}/({d} + {n - d} * {inside}))"
    elif n < d:
        hand.formula = f"-{n}/{d - n} * (1 - {d}/({d} - {d - n} * {inside}))"
    return {"evidence": {"drawn": given}}


def due(hand: ByHand, rng: np.random.Generator) -> Data:
    kept = bool(rng.integers(2))
    share = Fraction(int(rng.integers(1, 5)), 4)
    worth = hand.worth + share
    hand.belief = (hand.worth * hand.belief + share * kept) / worth
    hand.worth = worth
    return {"due": {"known": {"carried_out": kept, "relevance": float(share)}}}


def moved(hand: ByHand, rng: np.random.Generator) -> Data:
    place = int(rng.choice([0, 2]))
    letters = list(hand.pattern)
    kind = "dropped" if letters[place] == "Y" else "took"
    letters[place] = "N" if kind == "dropped" else "Y"
    hand.pattern = "".join(letters)
    return {kind: ["xyz"[place]]}


def changed(hand: ByHand, rng: np.random.Generator) -> Data:
    weight = int(rng.integers(-9, 9))
    hand.data["decision_makers"]["B"]["preferences"]["weights"]["x"] = weight
    return {"change": {"decision_makers": {"B": {"preferences": {"weights": {"x": weight}}}}}}


def pulled(hand: ByHand, rng: np.random.Generator) -> Data:
    name, most = [("known", 4), ("drawn", 3)][int(rng.integers(2))]
    already = hand.in_force.get(name, 0)
    if already == most:
        del hand.in_force[name]
        return {"withdrawn": [name]}
    hand.in_force[name] = already + int(rng.integers(1, most - already + 1))
    return {"pulled": {name: hand.in_force[name] - already}}


KINDS: list[Callable[[ByHand, np.random.Generator], Data]] = [
    evidence,
    due,
    moved,
    changed,
    pulled,
]


@pytest.mark.parametrize("seed", range(20))
def test_a_random_history_equals_the_file_of_each_date(seed: int) -> None:
    rng = np.random.default_rng(seed)
    hand, entries, files = ByHand(), [], {}
    for k in range(8):
        kind = KINDS[int(rng.integers(len(KINDS)))]
        day = f"2025-03-{k + 1:02}"
        entries.append({"date": day, "event": "e", **kind(hand, rng)})
        files[day] = hand.written(day)
    conflict = go.loads(json.dumps(BASE | {"timeline": [entries[k] for k in rng.permutation(8)]}))
    for day, text in files.items():
        then, by_hand = go.at(conflict, day), go.loads(text)
        assert in_names(then) == in_names(by_hand)
        assert then == go.loads(go.dumps(then))


def in_names(conflict: go.Conflict) -> go.Conflict:
    """Return a conflict with quantities, weights and formulas in the order of their names."""
    makers = tuple(
        go.DecisionMaker(
            dm.name, go.Weights(tuple(sorted(dm.preferences.weights))), dm.options, dm.label
        )
        for dm in conflict.decision_makers
        if isinstance(dm.preferences, go.Weights)
    )
    known = conflict.uncertainty
    assert known is not None
    ordered = go.Uncertainty(
        tuple(sorted(known.quantities, key=lambda q: q.name)),
        tuple(sorted(known.uses, key=lambda use: use.place)),
    )
    return conflict.replace(decision_makers=makers, uncertainty=ordered)


def test_what_parties_then_want_is_what_levers_in_force_make_of_it() -> None:
    """Payoffs under a lever in force are those under the lever pulled, where it is believed."""
    data = copy.deepcopy(BASE)
    data["mediation"]["levers"]["drawn"] |= {"belief": 1, "effect": 2}
    plain = go.loads(json.dumps(data))
    event = {"date": "2025-03-01", "event": "e", "pulled": {"drawn": 2}}
    then = go.at(go.loads(json.dumps(data | {"timeline": [event]})), "2025-03-01")
    for ours, others in zip(then.payoffs, plain.under({"drawn": 2}).payoffs, strict=True):
        assert ours.tolist() == others.tolist()
    assert then.mediation.lever("drawn").most == 1


def test_before_anything_happened_the_model_is_as_written() -> None:
    istanbul = go.case("istanbul-2025")
    before = go.at(istanbul, "2025-04-29")
    assert before == istanbul.replace(
        title=f"{istanbul.title}, on 2025-04-29", timeline=(), scenarios=(), published=None
    )


@pytest.mark.parametrize(
    ("entry", "place", "found"),
    [
        ({"took": ["w"]}, ("took", 0), "unknown option 'w'"),
        ({"dropped": ["x"]}, ("dropped", 0), "'x' is not taken already"),
        ({"took": ["x", "y"]}, ("took", 0), "YYN is not feasible"),
        ({"withdrawn": ["known"]}, ("withdrawn", 0), "lever 'known' withdrawn"),
        ({"pulled": {"known": 5}}, ("pulled", "known"), "lever 'known' in force to 5 in all"),
        (
            {"change": {"quantities": {"new": 2}}},
            ("change", "quantities", "new"),
            "a new quantity 'new', from which nothing follows",
        ),
        (
            {"change": {"mediation": {"levers": {"known": {"belief": 3}}}}},
            ("change", "mediation", "levers", "known", "belief"),
            "belief 3",
        ),
    ],
)
def test_what_could_not_happen_is_told_at_its_place(
    entry: Data, place: tuple[str | int, ...], found: str, tmp_path: Path
) -> None:
    events = [{"date": "2025-03-02", "event": "e", **entry}]
    path = tmp_path / "model.yaml"
    path.write_text(json.dumps(BASE | {"timeline": events}, indent=1))
    problems = check(path)
    assert [p.where for p in problems] == [("timeline", 0, *place)]
    assert problems[0].found.startswith("on 2025-03-02: ")
    assert found in problems[0].found
    assert problems[0].line > 1


@pytest.mark.parametrize(
    ("entry", "place", "found"),
    [
        ({"date": "May 5"}, ("date",), "'May 5' as a date"),
        ({"date": "20250505"}, ("date",), "'20250505' as a date"),
        ({"recorded": "later"}, ("recorded",), "'later' as a date"),
        ({"change": {"title": "X"}}, ("change", "title"), "title in an event"),
        (
            {"evidence": {"known": {"if_meant": 1.5, "if_bluff": 0.2}}},
            ("evidence", "known", "if_meant"),
            "1.5 as if_meant",
        ),
        (
            {"evidence": {"known": {"if_meant": 0, "if_bluff": 0}}},
            ("evidence", "known"),
            "evidence that could not be seen at all",
        ),
        (
            {"due": {"known": {"carried_out": True, "relevance": 2}}},
            ("due", "known", "relevance"),
            "2 as relevance",
        ),
        ({"pulled": {"known": -1}}, ("pulled", "known"), "lever 'known' pulled by -1"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(
    entry: Data, place: tuple[str, ...], found: str
) -> None:
    events = [{"date": "2025-03-02", "event": "e", **entry}]
    with pytest.raises(go.ModelError) as caught:
        go.loads(json.dumps(BASE | {"timeline": events}))
    assert [p.where for p in caught.value.problems] == [("timeline", 0, *place)]
    assert caught.value.problems[0].found == found


def test_the_other_keys_are_closed() -> None:
    for entry in ({"dates": 1}, {"evidence": {"known": {"if_mean": 1}}}):
        events = [{"date": "2025-03-02", "event": "e", **entry}]
        with pytest.raises(go.ModelError, match="unknown key"):
            go.loads(json.dumps(BASE | {"timeline": events}))


def test_there_is_no_timeline_or_no_date() -> None:
    with pytest.raises(go.RequestError, match="the model has no timeline"):
        go.at(go.case("elmira-1991"), "2025-05-06")
    with pytest.raises(go.RequestError, match="'6 May' is no date; write one as 2025-05-06"):
        go.at(go.case("istanbul-2025"), "6 May")
