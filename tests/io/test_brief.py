"""The brief: what it tells, and that every format tells the same."""

import json
import math
import re
from pathlib import Path

import pytest

from goodoffices.cases.catalog import case
from goodoffices.ensemble.robustness import robustness
from goodoffices.ensemble.sample import sample
from goodoffices.errors import FileError, RequestError
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict
from goodoffices.model.distributions import INFINITY
from goodoffices.model.uncertainty import Distribution, Uncertainty, own_quantity
from goodoffices.show.brief.making import Brief, brief
from goodoffices.show.brief.ranges import spread
from goodoffices.show.document import (
    Table,
    shown,
)
from goodoffices.show.words import amount
from goodoffices.stability.analysis import analyze
from tests.io.briefs import (
    UNCERTAIN,
    hopeless,
    said,
    section,
    tables_of,
    texts,
    truce,
    without_levers,
)
from tests.io.pictures import Page

EVERY = [
    "summary",
    "conflict",
    "standing",
    "outcomes",
    "agreed",
    "plan",
    "wanted",
    "neighbourhood",
    "order",
    "spoilers",
    "evenness",
    "credibility",
    "side-deals",
    "mediators",
    "durability",
    "claims",
]
ANNEXES = [
    "assumptions",
    "outcomes-in-full",
    "levers",
    "settlement",
    "map",
    "reasons",
    "method",
    "states",
    "words",
]


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief(truce())


def test_every_section_is_there_in_order(made: Brief) -> None:
    assert [one.key for one in made.document.sections] == [*EVERY, *ANNEXES]


def test_annexes_come_last_and_are_numbered_and_pointed_to(made: Brief) -> None:
    titles = [one.title for one in made.document.sections][len(EVERY) :]
    assert titles == [
        "Annex 1. Every assumption, with its value",
        "Annex 2. Outcomes and settlements with no mediation",
        "Annex 3. The levers: what the plan hinges on, and how far they can be relied on",
        "Annex 4. The settlement: moves, packages, guarantees",
        "Annex 5. The pressure map",
        "Annex 6. Claims: the reasons, and how firm they are",
        "Annex 7. Method and limits",
        "Annex 8. The states named in this brief",
        "Annex 9. Words",
    ]
    assert "Lever by lever: annex 3." in said(section(made.document, "credibility"))
    assert "All moves away from it: annex 4." in said(section(made.document, "neighbourhood"))
    assert "Why, and how firmly: annex 6." in said(section(made.document, "claims"))
    assert "Those named here: annex 8; words: annex 9;" in said(section(made.document, "conflict"))


def test_the_flagship_is_told_in_2500_words_before_its_annexes() -> None:
    told = brief(case("istanbul-2025"), flips=False, samples=64).markdown()
    body, annexes = told.split("\n## Annex 1. ", 1)
    assert len(body.split()) <= 2470  # some 30 more with flips and all samples
    assert len(annexes.split()) > 2500


def test_a_state_is_told_in_full_once(made: Brief) -> None:
    body = [said(one) for one in made.document.sections if one.key in EVERY]
    full = (
        "state 8 (Coastal province: “Hold fire on the coast”; Hills: “Hold fire in the hills” and "
        "“Open the market”)"
    )
    assert "\n".join(body).count(full) == 1


def test_the_plan_is_the_plan(made: Brief) -> None:
    answer = plan(truce())
    assert isinstance(answer, Plan)
    told = section(made.document, "plan")
    assert f"state {answer.settlement.number} " in said(told)
    rows = shown(next(block for block in told.blocks if isinstance(block, Table))).rows
    assert [row[3] for row in rows] == [amount(t) for t in answer.intensities.values() if t > 0]
    assert f"at a cost of {amount(answer.cost)}." in said(told)


def test_bluffs_are_named_and_done_without_where_possible(made: Brief) -> None:
    answer = made.findings.answer
    assert isinstance(answer, Plan)
    told = said(section(made.document, "plan"))
    assert answer.bluffs == ("aid",)
    assert isinstance(plan(truce(), credible=True), Shortfall)
    assert "The plan bluffs with “Aid for reconstruction”" in told
    assert "Without bluffs: no plan: " in told
    assert "Pulled to the full, “Aid for reconstruction” is a bluff." in said(
        section(made.document, "credibility")
    )


def test_why_the_settlement_does_not_hold(made: Brief) -> None:
    analysis = analyze(truce())
    assert "state 8 would be left by Coastal province and Hills (by SEQ)" in said(
        section(made.document, "outcomes")
    )
    told = said(section(made.document, "outcomes-in-full"))
    settlement = next(s for s in analysis.conflict.states if s.pattern == "YYN")
    failing = [
        n for n in ("Coast", "Hills") if not analysis.stable(n, "seq")[settlement.number - 1]
    ]
    titles = {"Coast": "Coastal province", "Hills": "Hills"}
    for name in failing:
        assert f"does not hold for {titles[name]}:" in told
    assert "nothing deters it" in told
    lacking = "lacks 3 points of the 9 between its worst and its best."
    assert f"To stay in state 8, Coastal province {lacking}" in told


def test_the_side_deal_is_named_and_weighed_alone(made: Brief) -> None:
    told = said(section(made.document, "side-deals"))
    assert "“fishing” (The envoy, to Hills): pays for something else." in told
    assert isinstance(plan(truce(), levers=["fishing"]), Shortfall)
    assert "By itself it does not suffice." in told
    assert "“fishing”: no plan: " in said(section(made.document, "levers"))


def test_claims_have_their_answers_and_what_turns_them(made: Brief) -> None:
    (answers,) = tables_of(made, "claims")
    reasons, turns = tables_of(made, "reasons")
    assert [row[1] for row in answers.rows] == [
        "The bank can do it.",
        "Aid beyond two is a bluff.",
        "Alone, it ends badly.",
    ]
    assert [row[2] for row in answers.rows] == [
        "yes" if verdict.holds else "no" for verdict in made.findings.verdicts
    ]
    assert [row[1] for row in reasons.rows] == [row[2] for row in answers.rows]
    assert shown(turns).rows[1][1] in {"resolve of aid", "cost to execute of aid", "max of aid"}


def test_every_value_of_the_model_is_listed(made: Brief) -> None:
    told = texts(section(made.document, "assumptions"))
    for value in ("−6", "+3", "−2.5", "+0.5", "+0.25", "What was promised in spring."):
        assert value in told


def test_uncertain_values_are_listed_with_ranges_and_quantities_once() -> None:
    conflict = conflict_from_text(UNCERTAIN, "a text")
    told = section(brief(conflict, flips=False).document, "assumptions")
    tables = {block.title: block.rows for block in told.blocks if isinstance(block, Table)}
    assert tables["Quantities that other values follow from"] == (
        ("What a year brings", "yearly", "2", "between 1 and 4", "counted"),
    )
    assert tables["What A wants, in points that add up"] == (
        ("x", "−4", "-2 * yearly"),
        ("y", "+3", "between 2 and 5"),
    )
    assert tables["How uncertain the numbers of the levers are"] == (
        ("grain", "yearly", "between 20 % and 90 %"),
    )
    plain = section(brief(truce(), flips=False).document, "assumptions")
    assert not [b for b in plain.blocks if isinstance(b, Table) and "uncertain" in b.title]


def test_every_family_has_a_range_in_words() -> None:
    told = {
        "": Distribution("fixed", (2,)),
        "between −3 and −1": Distribution("uniform", (-3, -1)),
        "between −2 and −1": Distribution("triangular", (-3, -2, -1), within=(-2, INFINITY)),
        "between −3 and 2": Distribution("pert", (-3, -1, 2)),
        "between 0 and 1": Distribution("beta", (2, 5)),
        "one of 0, 5 and 10": Distribution("choice", (0, 5, 10)),
        "give or take 2": Distribution("normal", (10, 2)),
        "give or take 2, at least 0": Distribution("normal", (10, 2), within=(0, INFINITY)),
        "a factor of 2 either way": Distribution("lognormal", (3, math.log(2))),
        "a factor of 2 either way, at most 9": Distribution(
            "lognormal", (3, math.log(2)), within=(-INFINITY, 9)
        ),
    }
    assert [spread(distribution) for distribution in told.values()] == list(told)


def test_states_named_are_listed_and_only_those(made: Brief) -> None:
    states = section(made.document, "states").blocks
    table = next(block for block in states if isinstance(block, Table))
    listed = {int(row[0]) for row in shown(table).rows}
    before = [one for one in made.document.sections if one.key not in {"states", "method"}]
    named = {
        int(number)
        for one in before
        for text in texts(one)
        for number in re.findall(r"\bstate (\d+)", text)
        if one.key not in {"assumptions", "map"}
    }
    assert named <= listed


def test_a_shortfall_says_what_is_missing() -> None:
    made = brief(hopeless(), flips=False)
    answer = plan(hopeless())
    assert isinstance(answer, Shortfall)
    told = section(made.document, "plan")
    assert told.title == "What is missing for a settlement"
    assert f"lacks {amount(max(answer.missing.values()))} points" in said(told)
    keys = [one.key for one in made.document.sections]
    assert "durability" not in keys
    assert "claims" not in keys


def test_without_mediation_what_applies_is_told() -> None:
    made = brief(without_levers())
    keys = [one.key for one in made.document.sections]
    assert keys == [
        "summary",
        "conflict",
        "standing",
        "outcomes",
        "assumptions",
        "outcomes-in-full",
        "method",
        "states",
        "words",
    ]
    assert made.pdf().startswith(b"%PDF")


def test_html_tells_all_of_it(made: Brief) -> None:
    page = Page(made.html())
    seen = " ".join("".join(page.words).split())
    for text in texts(made.document):
        assert text in seen


def test_markdown_tells_all_of_it(made: Brief) -> None:
    plain = re.sub(r"\\([^\w\s])", r"\1", made.markdown())
    for text in texts(made.document):
        assert text in plain


def test_json_tells_all_of_it_and_the_answers(made: Brief) -> None:
    data = json.loads(made.json())
    assert (data["goodoffices"], data["command"]) == (1, "brief")
    assert data["document"] == made.document.to_dict()
    answer = plan(truce()).to_dict()
    del answer["conflict"]  # which the brief tells of once
    assert data["answers"]["answer"] == json.loads(json.dumps(answer))
    assert [claim["holds"] for claim in data["answers"]["claims"]] == [
        verdict.holds for verdict in made.findings.verdicts
    ]


def test_the_same_bytes_every_time(made: Brief) -> None:
    again = brief(truce())
    assert again.html() == made.html()
    assert again.pdf() == made.pdf()
    assert again.markdown() == made.markdown()
    assert again.json() == made.json()


def test_a_date_only_where_asked(made: Brief) -> None:
    assert "1 June 2025" in brief(truce(), flips=False, dated="1 June 2025").document.subtitle
    assert not re.search(r"\b20\d\d\b", said(made.document))


def test_the_request_is_passed_on() -> None:
    made = brief(truce(), "nash", flips=False, held_by=["Envoy"], credible=True)
    assert made.findings.answer is not None
    assert (
        made.findings.answer.request
        == plan(truce(), "nash", held_by=["Envoy"], credible=True).request
    )
    with pytest.raises(RequestError, match="holds no lever"):
        brief(truce(), held_by=["Nobody"])


def test_saved_by_suffix(made: Brief, tmp_path: Path) -> None:
    for name, start in {
        "b.html": b"<!doctype html>",
        "b.pdf": b"%PDF",
        "b.md": b"# Truce",
        "b.json": b"{",
    }.items():
        made.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(FileError, match="already there"):
        made.save(tmp_path / "b.html")
    with pytest.raises(FileError, match="cannot tell the format"):
        made.save(tmp_path / "b.doc")


def doubtful() -> Conflict:
    """Return the truce with one weight that is not known, and a claim."""
    place = ("decision_makers", "Hills", "preferences", "weights", "Hills.hold")
    unknown = own_quantity(place, Distribution("triangular", (-6.0, -2.5, -1.0)))
    return truce().replace(uncertainty=Uncertainty((unknown,)))


def test_it_tells_how_sure_its_answers_are() -> None:
    conflict = doubtful()
    made = brief(conflict, flips=False, samples=512)
    keys = [one.key for one in made.document.sections]
    assert keys == [*EVERY, "sureness", *ANNEXES[:6], "counts", *ANNEXES[6:]]
    answer = made.findings.answer
    assert isinstance(answer, Plan)
    odds = robustness(sample(conflict, 512), ["seq"])
    pulled = robustness(sample(conflict, 512), ["seq"], intensities=answer.intensities)
    told = made.markdown()
    assert odds.agreed("seq").probability == 0
    assert "in 0 % (0 % to 0.8 %) of them." in told
    shares = (share := pulled.agreed("seq")).probability, share.low, share.high
    assert shares == pytest.approx((0.305, 0.297, 0.312), abs=5e-4)
    assert "in 30.5 % (29.7 % to 31.2 %) of them." in told
    assert "does it in 30.5 % of the cases" in told
    assert [share.probability for share in odds.claims] == [0, 1, 1]
    for row in ("no | 0 % (0 % to 0.8 %)", *["yes | 100 % (99.2 % to 100 %)"] * 2):
        assert f"| {row} |" in told
    assert "| Weight of 'Hills.hold' for Hills |" in told
    data = made.to_dict()["answers"]
    assert data["sensitivity"]["samples"] == 512
    assert len(data["claims_hold"]) == len(made.findings.verdicts)


def test_the_plainest_forecast_stands_beside_every_probability() -> None:
    made = brief(doubtful(), flips=False, samples=64)
    assert "of the cases (“the status quo stays” says 0 %)." in said(
        section(made.document, "summary")
    )
    sureness = section(made.document, "sureness")
    assert "The plainest forecast, “the status quo stays”, says 0 %." in said(sureness)
    forecasts = {
        table.title: [row[-1] for row in table.rows]
        for key in ("claims", "reasons", "counts")
        for table in tables_of(made, key)
        if table.columns[-1].heading == "If status quo stays"
    }
    assert forecasts.pop("Claims and answers") == forecasts.pop("How often each claim holds")
    (states,) = forecasts.values()
    assert set(states) <= {"0 %", "100 %"}
    assert made.to_dict()["answers"]["status_quo_stays"]["settlement"] == 0


def test_agreements_in_general_stand_beside_what_would_last(made: Brief) -> None:
    assert (
        "Of 341 peace agreements since 1975, 29 % (19–44 %) were still quiet five years later; of "
        "319 with a quiet year, 52 % (36–70 %) five years after it. None of it is causal: "
        "agreements are not signed at random. More: annex 3."
    ) in said(section(made.document, "durability"))
    assert "CC BY 4.0" in said(section(made.document, "levers"))


def test_what_is_known_is_not_drawn() -> None:
    plain = brief(truce(), flips=False)
    assert plain.findings.odds is None
    spared = brief(doubtful(), flips=False, samples=0)
    assert "sureness" not in [one.key for one in spared.document.sections]
    assert spared.to_dict()["answers"]["sensitivity"] is None
