"""The numbers that the page can set: ranges, and known ones with a first range."""

from __future__ import annotations

import goodoffices as go
from goodoffices.files.draft import Draft
from goodoffices.web.ranges import known, ranges
from tests.io.unknowns import MODEL

PLAIN = """\
goodoffices: 1
title: A bridge
decision_makers:
  East: {options: {open: }, preferences: {weights: {open: 0, share: {pert: [1, 2, 6]}}}}
  West: {options: {share: }, preferences: {weights: {share: {value: -45, confidence: low}}}}
status_quo: NN
mediation:
  settlement: open and share
  mediators: {Bank: }
  levers:
    loan: {held_by: Bank, 'on': West, where: share, effect: 1, max: 4, belief: 0.9}
"""


def test_ranges_have_three_thumbs_and_a_value_to_go_back_to() -> None:
    found = {one["title"]: one for one in ranges(go.loads(PLAIN))}
    assert found["Weight of 'share' for East"] == {
        "title": "Weight of 'share' for East",
        "group": "What East wants",
        "path": ["decision_makers", "East", "preferences", "weights", "share"],
        "family": "pert",
        "values": [1, 2, 6],
        "known": 2,
    }
    assert found["Weight of 'share' for West"]["values"] == [-72, -45, -18]


def test_known_numbers_begin_with_a_range_within_what_they_may_be() -> None:
    draft = Draft.open("bridge.yaml", PLAIN)
    found = {one["title"]: one for one in known(draft.conflict, draft.content)}
    assert {title: one["start"] for title, one in found.items()} == {
        "Weight of 'open' for East": [-1, 0, 1],
        "Effect of loan": [0.7, 1, 1.3],
        "Max of loan": [2.8, 4, 5.2],
        "Belief of loan": [0.63, 0.9, 1],
    }
    for one in found.values():
        draft.set(one["path"], {"triangular": one["start"]})
    assert known(draft.conflict, draft.content) == []


def test_a_fixed_quantity_is_known_and_formulas_are_neither() -> None:
    draft = Draft.open("dam.yaml", MODEL)
    found = [one["path"] for one in known(draft.conflict, draft.content)]
    assert found == [["quantities", "rate"]]
