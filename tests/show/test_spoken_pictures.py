"""In a language without Latin letters no picture of a model without any has one."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

import goodoffices as go
from goodoffices.answer import Drawn
from goodoffices.model.conflict import Conflict
from goodoffices.show.charts.picture import Picture
from goodoffices.show.language import speaking
from tests.io.pictures import Page
from tests.show.pseudo import PSEUDO, unsaid

MODEL = """\
goodoffices: 1
title: მშვიდობა
decision_makers:
  ა:
    label: ათენი
    options: {ზ: ზავი, თ: ვაჭრობა}
    preferences:
      weights: {ა.ზ and ბ.ზ: 2, ა.ზ and not ბ.ზ: {triangular: [-6, -4, -3]},
                ბ.ზ and not ა.ზ: {uniform: [2, 4]}, თ: -1}
  ბ:
    label: სპარტა
    options: {ზ: ზავი}
    preferences: {weights: {ა.ზ and ბ.ზ: 2, ბ.ზ and not ა.ზ: -4, ა.ზ and not ბ.ზ: 4}}
issues: {ი: [ა.ზ, ბ.ზ]}
status_quo: NNN
sources: [წყარო]
mediation:
  settlement: ა.ზ and ბ.ზ
  no_deal: NNN
  mediators: {მ: დელფი}
  levers:
    კ: {label: სანქცია, held_by: მ, on: ა, where: not ა.ზ, effect: {uniform: [-2, -1]}, max: 5,
        cost: {commit: 1, execute: 2}, resolve: 1, belief: {beta: [2, 2]}}
    პ: {label: გადახდა, held_by: მ, on: ბ, where: ა.ზ and ბ.ზ, effect: 1, max: 3,
        cost: {execute: 1}}
  claims: [{claim: კი, test: bluff, with: {lever: კ, intensity: 0.5}}]
timeline:
  - {date: 2025-04-30, event: პირველი, source: წყარო, evidence: {კ: {if_meant: 0.1, if_bluff: 0.3}}}
"""
PULLED = {"კ": 1.5, "პ": 3.0}
CALLS: dict[str, Callable[[Conflict], Drawn]] = {
    "graph": lambda c: go.analyze(c).picture(),
    "graph in part": lambda c: go.certain(c).picture(),
    "map": lambda c: go.pressure_map(c, "კ", "პ", 5, ["nash"]).picture(plan=go.plan(c)),
    "probabilities": lambda c: go.probability_map(go.sample(c, 64), "კ", "პ", 4).picture(),
    "zone": lambda c: go.settlements(c, pull=PULLED).picture(),
    "zone shares": lambda c: go.zone_shares(go.sample(c, 64)).picture(),
    "robustness": lambda c: go.robustness(go.sample(c, 64), intensities=PULLED).picture(),
    "sensitivity": lambda c: go.sensitivity(
        go.sample(c, 256), "nash", outcome=6, intensities=PULLED
    ).picture(),
    "frontier": lambda c: go.frontier(go.sample(c, 640), scenarios=10, fresh=50).picture(),
    "timeline": lambda c: go.timeline(c, samples=0).picture(),
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    conflict = go.loads(MODEL)
    with speaking(PSEUDO):
        return {name: cast("Picture", call(conflict)) for name, call in CALLS.items()}


def tooltips(spec: dict[str, Any], data: dict[str, Any], name: str = "") -> Iterator[str]:
    """Yield what the pointer brings up in a chart: headings and facts."""
    name = spec.get("data", {}).get("name", name)
    for part in (*spec.get("layer", ()), *spec.get("concat", ())):
        yield from tooltips(part, data, name)
    told = spec.get("encoding", {}).get("tooltip", [])
    for one in told if isinstance(told, list) else [told]:
        yield one.get("title", "")
        yield from (str(row[one["field"]]) for row in data[name])


def chosen(spec: dict[str, Any]) -> Iterator[str]:
    """Yield what stands beside the controls of a picture."""
    for one in spec["params"]:
        bind = one.get("bind")
        if isinstance(bind, dict):
            yield from (bind["name"], *(bind.get("labels") or ()))


@pytest.mark.parametrize("name", CALLS)
def test_all_that_a_picture_shows_is_said(drawn: dict[str, Picture], name: str) -> None:
    picture = drawn[name]
    svg = ET.fromstring(picture.svg())  # noqa: S314 - our own output
    seen = [text for element in svg.iter() for text in element.itertext()]
    heard = [element.get("aria-label", "") for element in svg.iter()]
    table = [cell for row in picture.table for cell in row]
    spec = picture.chart.to_dict()
    pointed = [*tooltips(spec, spec["datasets"]), *chosen(spec)]
    texts = [picture.title, picture.description, picture.hint, *seen, *heard, *table, *pointed]
    assert len(seen) > 20
    statements = ["and not"] if name == "sensitivity" else []  # as the model has them
    assert {word for text in texts for word in unsaid(text, statements)} == set()
    assert 'xml:lang="ar"' in picture.svg()


def test_numbers_on_axes_have_the_marks_of_the_language(drawn: dict[str, Picture]) -> None:
    assert ">\u20672\u066b5\u2069</text>" in drawn["map"].svg()


def test_a_line_from_right_to_left_is_isolated(drawn: dict[str, Picture]) -> None:
    svg = drawn["graph"].svg()
    assert svg.startswith('<svg direction="ltr" ')
    lines = re.findall(r">([^<>]+)</(?:text|tspan)>", svg)
    assert all(line[0] + line[-1] == "\u2067\u2069" for line in lines)


def test_a_picture_keeps_the_language_it_was_made_in(drawn: dict[str, Picture]) -> None:
    page = Page(drawn["frontier"].html())
    assert ("html", {"lang": "ar", "dir": "rtl"}) in page.elements
    words = [word for word in page.words if not word.startswith((":root", "\n"))]
    assert {found for word in words for found in unsaid(word, [])} == set()
    menu = json.loads(page.scripts[0])["menu"]
    assert {found for word in menu.values() for found in unsaid(word, [])} == set()
