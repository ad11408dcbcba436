"""``mediation`` in a model file: read, written and kept, with every error at its place."""

from pathlib import Path

import jsonschema
import pytest

from goodoffices.errors import ModelError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.files.save import save, set_value
from goodoffices.files.schema import json_schema
from goodoffices.files.yaml.text import parse
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.written import Mediation

TOY = """\
goodoffices: 1
title: A toy
decision_makers:
  A:
    options: {fight: , talk: }
    preferences: {weights: {fight: 2, talk: 1}}
  B:
    options: {resist: }
    preferences: {prioritized: [resist]}
infeasible: [fight and talk]
status_quo: fight and resist
mediation:
  settlement: talk and not fight   # what is sought
  no_deal: 5
  escalation: [NYY, 5]
  mediators: {US: United States, UN: }
  signatories: [A]
  levers:
    # pressure
    sanctions: {label: Sanctions, held_by: US, on: A, where: fight, effect: -1, max: 5,
                cost: {commit: 0.5, execute: 1}, resolve: 4, belief: 0.8, step: 0.5, note: assumed}
    aid:  # an inducement
      held_by: UN
      on: A
      where: [2, 5]
      effect: 1
      max: 2.5
  claims:
    - {claim: "No, never.", test: shortfall, with: {levers: [aid], held_by: UN, limit: 9,
                   credible: true, concept: seq, margin: 0.5, settlement: 3}}
    - {claim: Peace., test: plan}
"""
READ = Mediation(
    "talk and not fight",
    5,
    ("NYY", 5),
    {"US": "United States", "UN": ""},
    ("A",),
    (
        Lever("sanctions", "US", "A", "fight", -1, 5, "Sanctions", 0.5, 1, 4, 0.8, 0.5, "assumed"),
        Lever("aid", "UN", "A", (2, 5), 1, 2.5),
    ),
    (
        Claim(
            "No, never.",
            "shortfall",
            {
                "levers": ("aid",),
                "held_by": "UN",
                "limit": 9,
                "credible": True,
                "concept": "seq",
                "margin": 0.5,
                "settlement": 3,
            },
        ),
        Claim("Peace.", "plan"),
    ),
)


def changed(*changes: tuple[str, str]) -> str:
    text = TOY
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_every_key_is_read() -> None:
    assert loads(TOY).mediation == READ


def test_nothing_is_lost_on_the_way_out_and_back() -> None:
    conflict = loads(TOY)
    assert loads(dumps(conflict)) == conflict
    bare = conflict.replace(mediation=Mediation())
    assert loads(dumps(bare)) == bare
    assert "mediation" not in dumps(bare)
    assert not loads(dumps(bare)).mediation


def test_a_changed_lever_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "toy.yaml"
    file.write_text(TOY)
    set_value(file, "mediation.levers.aid.max", "3")
    set_value(file, "mediation.levers.sanctions.cost.commit", "0")
    wanted = changed(("max: 2.5", "max: 3"), ("commit: 0.5", "commit: 0"))
    assert file.read_text() == wanted
    save(loads(wanted), file, force=True)
    assert file.read_text() == wanted


def test_the_json_schema_says_the_same() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.validate(parse(TOY).root.plain())
    wrong = changed(("test: plan", "test: plann"), ("label: Sanctions", "lable: Sanctions"))
    assert len(list(validator.iter_errors(parse(wrong).root.plain()))) > 0


SPOILT = {
    "keys nearly right": (
        [("  settlement", "  §settlment"), ("label:", "§lable:"), ("commit", "§comit")],
        ["'settlement'", "'label'", "'commit'"],
    ),
    "a holder, a target, a statement and an effect at once": (
        [
            (
                "held_by: US, on: A, where: fight, effect: -1",
                "held_by: §USA, on: §B, where: not §figt, effect: -1",
            ),
            ("      effect: 1\n", "      effect: §0\n"),
            ("max: 2.5", "max: §much"),
        ],
        [
            "did you mean 'US'?",
            "leave effect out for plans in ranks, or give B weights or payoffs",
            "did you mean 'fight'?",
            "other than 0",
            "a number",
        ],
    ),
    "numbers out of bounds": (
        [
            ("max: 5", "max: §-5"),
            (
                "{commit: 0.5, execute: 1}, resolve: 4",
                "{commit: §-1, execute: §.inf}, resolve: §-4",
            ),
            ("belief: 0.8, step: 0.5", "belief: §1.8, step: §0"),
        ],
        ["max -5", "commit cost -1", "the number .inf", "resolve -4", "from 0 to 1", "step 0"],
    ),
    "what a lever needs": (
        [
            ("      held_by: UN\n", ""),
            ("    aid:", "    §§aid:"),
            ("      max: 2.5\n", ""),
            ("where: [2, 5]", "where: §[]"),
        ],
        ["no held_by for aid", "no max for aid", "an empty list"],
    ),
    "outcomes": (
        [
            ("talk and not fight ", "§talk and fight "),
            ("no_deal: 5", "no_deal: §fight"),
            ("NYY, 5", "NYY, §7"),
        ],
        ["holds in no feasible state", "holds in 2 states", "there is no state 7"],
    ),
    "mediators that nobody can read": (
        [("{US: United States, UN: }", "§[US, UN]")],
        ["a list as mediators"],
    ),
    "a mediator of a wrong name": (
        [("{US: United", "{§U-S: United"), ("held_by: US", "held_by: U-S")],
        ["mediator name 'U-S'"],
    ),
    "a party that cannot be used": ([("\n  A:\n", "\n  §A-:\n")], ["decision maker name 'A-'"]),
    "a statement about options that cannot be used": (
        [("options: {fight: , talk: }", "options: §5")],
        ["5 as options"],
    ),
    "claims": (
        [
            ("test: shortfall", "test: §shortfal"),
            ("[aid]", "[§{}]"),
            ("margin: 0.5", "margin: §.nan"),
            ("{claim: Peace., test: plan}", "§{§clame: Peace.}"),
        ],
        ["did you mean 'shortfall'?", "a name", "a finite number", "no test", "'claim'"],
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_every_error_is_told_at_its_place(name: str) -> None:
    changes, messages = SPOILT[name]
    marked = changed(*changes)
    places = [
        (number, column + 1 - line[:column].count("§"))
        for number, line in enumerate(marked.split("\n"), start=1)
        for column, letter in enumerate(line)
        if letter == "§"
    ]
    with pytest.raises(ModelError) as info:
        loads(marked.replace("§", ""))
    found = info.value.problems
    assert [(p.line, p.column) for p in found] == places, str(info.value)
    for problem, message in zip(found, messages, strict=True):
        assert message in str(problem)
