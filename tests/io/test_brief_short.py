"""The brief on one page."""

import dataclasses
import re
from collections.abc import Callable

import pytest

from goodoffices.cases.catalog import case
from goodoffices.files.load import loads
from goodoffices.model.conflict import Conflict
from goodoffices.show.brief.making import brief
from tests.io.briefs import HOSTILE, hopeless, hostile, said, section, truce, without_levers
from tests.io.pictures import Page


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has, by the root of its tree of pages."""
    (count,) = re.findall(rb"/Type/Pages/Count (\d+)", pdf)
    return int(count)


def wordy() -> Conflict:
    """Return the truce with labels of a thousand characters."""
    conflict = hostile()
    levers = (
        dataclasses.replace(lever, label=f"{lever.name} {HOSTILE * 4}")
        for lever in conflict.mediation.levers
    )
    changed = dataclasses.replace(conflict.mediation, levers=tuple(levers))
    return dataclasses.replace(conflict, mediation=changed)


@pytest.mark.parametrize("made", [truce, hopeless, without_levers, hostile, wordy])
def test_it_is_one_page_of_a4(made: Callable[[], Conflict]) -> None:
    pdf = brief(made(), short=True).pdf()
    assert pages(pdf) == 1
    assert b"/MediaBox[0 0 595.2756 841.8898]" in pdf
    assert pages(brief(truce(), flips=False).pdf()) > 1


def test_the_flagship_fits_with_everything() -> None:
    made = brief(case("istanbul-2025"), short=True, samples=64)
    assert pages(made.pdf()) == 1
    assert [one.key for one in made.document.sections] == [
        "summary",
        "plan",
        "agreed",
        "order",
        "spoilers",
        "method",
    ]
    assert len(made.markdown().split()) <= 700
    agreed, wrecked = (said(section(made.document, key)) for key in ("agreed", "spoilers"))
    assert agreed == (
        "What could be agreed\n"
        "There is no zone of possible agreement: of 6 packages none is better than no deal, state "
        "1, for every signatory. Credible levers bring in 0 more; with bluffs, 1."
    )
    assert wrecked == (
        "Who could wreck it\n"
        "Who could wreck state 10, or has to be won over for it: Ukraine. A plan holds everybody "
        "at a cost of 3.914."
    )


def test_it_tells_answer_levers_order_and_limits() -> None:
    made = brief(truce(), short=True)
    told = said(made.document)
    assert made.document.subtitle == "One page for mediators, from one analyst's model"
    assert "What it takes: “Aid for reconstruction” (The envoy, on Coastal province)" in told
    assert "Cost: 2.875, of which 0.125 in any case" in told
    assert "by these values: state 8 (" in told
    assert "With these levers pulled, the safest order has 2 steps, to state 8. " in told
    assert "This is one analyst's model." in told
    assert "annex" not in told
    assert "which stand in the whole brief" in told
    assert [verdict.sought for verdict in made.findings.verdicts] == [False] * 3


def test_a_zone_without_a_settlement_sought_names_what_rules_choose() -> None:
    text = """\
goodoffices: 1
title: An exchange
decision_makers:
  A: {options: {a: Give a}, preferences: {weights: {a: -3, b: 5}}}
  B: {options: {b: Give b}, preferences: {weights: {a: 4, b: -2}}}
mediation: {no_deal: NN}
"""
    told = section(brief(loads(text), short=True).document, "agreed")
    assert said(told) == (
        "What could be agreed\n"
        "1 of 4 packages is in the zone of possible agreement: every signatory likes it better "
        "than no deal, state 1. State chosen by rule: Nash bargaining 4, Kalai–Smorodinsky "
        "4 and Even ranks 4."
    )


def test_a_shortfall_says_how_near_one_comes() -> None:
    told = section(brief(hopeless(), short=True).document, "plan")
    assert told.title == "How near one comes"
    assert "There Coastal province lacks" in said(told)


def test_the_page_has_no_contents_and_markdown_is_the_same() -> None:
    made = brief(truce(), short=True)
    tags = [tag for tag, _ in Page(made.html()).elements]
    assert "nav" not in tags
    assert tags.count("section") == 6
    assert made.markdown().count("\n## ") == 6
    assert made.json() == brief(truce(), short=True).json()
