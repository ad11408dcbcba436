"""The picture of a zone of possible agreement: what is drawn, said and refused."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.responsive import responsive
from tests.cli.conftest import Run, folder, run

__all__ = ["folder", "run"]
UNSURE = """\
goodoffices: 1
title: An exchange
decision_makers:
  A: {options: {a: Give a}, preferences: {weights: {a: {uniform: [-6, -3]}, b: 5}}}
  B: {options: {b: Give b}, preferences: {weights: {a: 4, b: -2}}}
mediation: {no_deal: NN}
"""


def rows(picture: Picture, *keys: str) -> list[dict[str, Any]]:
    """Return all rows drawn that have these keys."""
    data: dict[str, list[dict[str, Any]]] = picture.chart.to_dict()["datasets"]
    return [row for found in data.values() for row in found if set(keys) <= set(row)]


def drafts(count: int = 2) -> Conflict:
    table = {"A": (0, 2, 4, 6, 10, 5), "B": (0, 12, 7, 5, 3.2, 4), "C": (0, 1, 1, 1, 1, 1)}
    makers = [DecisionMaker(name, Payoffs(values)) for name, values in table.items()]
    labels = ("no deal", "1", "2", "3", "4", "5")
    return Conflict("Drafts", tuple(makers[:count]), states_listed=labels, status_quo=1)


def picture_of(conflict: Conflict) -> Picture:
    found = go.settlements(conflict).picture()
    assert isinstance(found, Picture)
    return found


def test_two_signatories_lie_in_a_plane() -> None:
    found = picture_of(drafts())
    points = rows(found, "kind", "x")
    assert {(r["x"], r["y"]) for r in points if r["kind"] == "in the zone"} == {
        (2, 12),
        (4, 7),
        (6, 5),
        (10, 3.2),
        (5, 4),
    }
    assert [(r["x"], r["y"]) for r in points if r["kind"] == "not in the zone"] == [(0, 0)]
    assert {(r["x"], r["text"]) for r in rows(found, "text", "left")} == {
        (0, "No deal"),
        (10, "Nash bargaining"),
        (6, "Kalai–Smorodinsky, Even ranks"),
    }
    assert found.title == "Drafts: what could be agreed"
    assert "Nash bargaining: state 5 (4): A 10, B 3.2." in found.description
    assert found.table[1] == ("5", "4", "10", "3.2", "Nash bargaining")


def test_three_signatories_are_axes_side_by_side() -> None:
    found = picture_of(drafts(3))
    lines = rows(found, "party", "share")
    assert {row["party"] for row in lines} == {"A (best 10)", "B (best 12)", "C (best 1)"}
    nash = {r["party"][0]: r["share"] for r in lines if r["rule"] == "Nash bargaining"}
    assert nash == pytest.approx({"A": 1, "B": 3.2 / 12, "C": 1})


def test_many_packages_are_counted_in_cells() -> None:
    conflict = go.case("ukraine-articles-2025")
    two = dataclasses.replace(conflict.mediation, signatories=("Ukraine", "Russia"))
    found = picture_of(conflict.replace(mediation=two))
    points = [row for row in rows(found, "kind", "count") if row["kind"] != "efficient"]
    assert len(points) < 2_500
    assert sum(row["count"] for row in points) == 248_832
    inside = sum(row["count"] for row in points if row["kind"] == "in the zone")
    assert inside == go.settlements(conflict.replace(mediation=two)).count


def test_what_is_chosen_is_told_by_issue_in_the_picture() -> None:
    found = picture_of(go.case("ukraine-articles-2025"))
    told = rows(found, "package", "issue")
    nash = {row["issue"]: row["text"] for row in told if "Nash" in row["package"]}
    assert nash == {
        "Territory": "a1, a3, a4",
        "Security": "a5, a7, a10, a11, a9",
        "Economy": "a16, a17, a12, a14",
        "Justice and politics": "a20, a19",
    }
    assert {row["package"] for row in told} == {
        "Nash bargaining: state 137664",
        "Kalai–Smorodinsky: state 136512",
        "Even ranks: state 132864",
    }
    for word in ("Territory", "a16, a17, a12, a14", "What is taken, by issue"):
        assert f">{word}<" in found.svg()
    assert len(responsive(found.chart.to_dict()).panels) == 2


def test_shares_of_samples_are_bars_by_package() -> None:
    ensemble = go.sample(go.loads(UNSURE), 200)
    shares = go.zone_shares(ensemble)
    found = shares.picture()
    assert isinstance(found, Picture)
    bars = rows(found, "package", "share")
    assert [row["package"] for row in bars[:5]] == ["State 4 (a, b)"] * 5
    assert [row["kind"] for row in bars[:5]] == [
        "In the zone",
        "Efficient",
        "Chosen by Nash bargaining",
        "Chosen by Kalai–Smorodinsky",
        "Chosen by Even ranks",
    ]
    assert bars[0]["share"] == shares.package(4, "inside").probability
    assert (bars[0]["low"], bars[0]["high"]) == (
        shares.package(4, "inside").low,
        shares.package(4, "inside").high,
    )
    assert found.title == "An exchange: how often it could be agreed"
    assert found.table[0] == ("Package", "Is", "Share", "From", "To")
    chosen = shares.picture(rule="ks", state=4)
    assert isinstance(chosen, Picture)
    assert [row["kind"] for row in rows(chosen, "package", "share")] == [
        "In the zone",
        "Efficient",
        "Chosen by Kalai–Smorodinsky",
    ]
    assert found.svg().startswith("<svg")


def test_what_cannot_be_drawn_is_refused() -> None:
    conflict = drafts()
    alone = dataclasses.replace(conflict.mediation, signatories=("A",))
    with pytest.raises(RequestError, match="two or more have to sign"):
        go.settlements(conflict.replace(mediation=alone)).picture()
    nowhere = dataclasses.replace(drafts(3).mediation, no_deal="4")
    with pytest.raises(RequestError, match="There is no zone"):
        go.settlements(drafts(3).replace(mediation=nowhere)).picture()


@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_command_draws(run: Run, folder: Path, suffix: str, start: bytes) -> None:
    run("settlements", "istanbul-2025", "-o", f"zone.{suffix}")
    assert (folder / f"zone.{suffix}").read_bytes().startswith(start)
