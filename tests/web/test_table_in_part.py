"""The table of a large conflict that is known only in part: rows as what is certain says."""

from __future__ import annotations

import random

import pytest

import goodoffices as go
from goodoffices.web import standing, view
from tests.web.client import client, opened, said

OPTIONS = (3, 2)


def text() -> str:
    """Return a file of 32 states: of Ann every payoff is known, of Bob within bounds."""
    rng = random.Random(1)
    exact = [rng.randrange(4) for _ in range(2**5)]
    bounds = [[low, low + rng.randrange(20)] for low in rng.choices(range(30), k=2**5)]
    ann, bob = (
        "{" + ", ".join(f"{letter}{k}: " for k in range(count)) + "}"
        for letter, count in zip("ab", OPTIONS, strict=True)
    )
    return (
        "goodoffices: 1\ntitle: Large and known in part\ndecision_makers:\n"
        f"  Ann: {{options: {ann}, preferences: {{payoffs: {exact}}}}}\n"
        f"  Bob: {{options: {bob}, preferences: {{payoffs: {bounds}}}}}\n"
    )


def test_rows_are_those_of_what_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_HELD_BY_PAGE", 16)
    monkeypatch.setattr(standing, "MOST_COMPARED", 16)
    asked, written = client(), text()
    model = opened(asked, text=written)
    found = go.certain(go.loads(written), ["seq"])
    always, can = found.always_at("seq"), found.can_at("seq")
    assert model["whole"] is False

    def rows(**what: object) -> dict[str, object]:
        told: dict[str, object] = said(asked.post(f"/api/models/{model['id']}/ask/rows", json=what))
        return told

    whole = rows(first=7, count=200)
    assert whole["total"] == 2**5
    for row in whole["rows"]:  # type: ignore[attr-defined]
        place = row["state"] - 1
        assert (row["held"], row["can"]) == (always[place], can[place])
        assert row["stable"] == found.surely[0, :, place].tolist()
        assert row["ranks"][1] == ""
    holding = rows(holding=True, count=1)
    assert holding["total"] == can.sum()
    best = rows(by="Ann", count=3, wanted={"a0": "Y"})
    assert best["total"] == 2**4
    assert [row["ranks"][0] for row in best["rows"]] == [1, 1, 1]  # type: ignore[attr-defined]
    assert [row["label"][0] for row in best["rows"]] == ["Y"] * 3  # type: ignore[attr-defined]
    by_bob = rows(by="Bob", count=2)["rows"]
    assert [row["state"] for row in by_bob] == [1, 2]  # type: ignore[attr-defined]
    now = said(asked.post(f"/api/models/{model['id']}/ask/now", json={}))
    assert now["stable"] is None
    why = said(asked.post(f"/api/models/{model['id']}/ask/why", json={"state": 1, "party": "Bob"}))
    assert why["blocks"] == []
    assert said(asked.post(f"/api/models/{model['id']}/ask/questions", json={})) == []


def test_a_concept_that_is_not_judged_in_part_is_refused() -> None:
    asked = client()
    model = opened(asked, text=text())
    for place, what in (("rows", {"by": "Ann"}), ("why", {"state": 1, "party": "Bob"})):
        body = {"concept": "seq-or-sim", **what}
        refused = said(asked.post(f"/api/models/{model['id']}/ask/{place}", json=body), 422)
        assert refused["message"]
