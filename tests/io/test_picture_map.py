"""The picture of a pressure map: regions, the line around the settlement, its words."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from goodoffices.answer import Drawn
from goodoffices.cases.catalog import case
from goodoffices.files.load import loads
from goodoffices.mediation.map_cutting import pieces
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.pressure_map import PressureMap, judged, pressure_map
from goodoffices.model.conflict import Conflict
from goodoffices.show.charts.pressure_chart import described, holdings, table
from goodoffices.show.charts.regions import outline, roomiest
from tests.cli.truce import MODEL
from tests.io.pictures import Page
from tests.io.test_picture_pages import spec

GRIDS = arrays.arrays(
    np.int64, st.tuples(st.integers(2, 7), st.integers(2, 7)), elements=st.integers(0, 2)
)


@pytest.fixture(scope="module")
def truce() -> Conflict:
    return loads(MODEL)


@pytest.fixture(scope="module")
def found(truce: Conflict) -> PressureMap:
    return pressure_map(truce, "sanction", "payment", 11, ["nash", "seq"])


@pytest.fixture(scope="module")
def picture(truce: Conflict, found: PressureMap) -> Drawn:
    answer = plan(truce, "nash", held_by=["M"])
    assert isinstance(answer, Plan)
    return found.picture(plan=answer)


@given(st.lists(st.floats(0, 6.2), min_size=3, max_size=9))
def test_an_outline_encloses_the_area_of_its_polygon(turns: list[float]) -> None:
    angles = np.unique(np.round(turns, 3))
    corners = np.column_stack([np.cos(angles), np.sin(angles)])  # on a circle: convex
    x, y = corners.T
    rows = np.array(list(outline(corners)))
    heights = rows[:, 2] - rows[:, 1]
    enclosed = ((heights[1:] + heights[:-1]) / 2 * np.diff(rows[:, 0])).sum()
    order = np.argsort(np.arctan2(y, x))
    shoelace = np.sum(x[order] * np.roll(y[order], -1) - y[order] * np.roll(x[order], -1)) / 2
    assert enclosed == pytest.approx(abs(shoelace), abs=1e-9)


@given(GRIDS)
def test_the_roomiest_rectangle_is_the_largest_of_all(codes: np.ndarray) -> None:
    cells = codes == 0
    rows, columns = cells.shape
    areas = [
        (high - low) * (right - left)
        for low in range(rows)
        for high in range(low + 1, rows + 1)
        for left in range(columns)
        for right in range(left + 1, columns + 1)
        if cells[low:high, left:right].all()
    ]
    box = roomiest(cells, 1, 1)
    if box is None:
        assert not areas
    else:
        assert cells[box.low : box.high, box.left : box.right].all()
        assert (box.high - box.low) * (box.right - box.left) == max(areas)


def test_regions_are_where_hand_calculation_puts_them(found: PressureMap) -> None:
    regions = holdings(found, "nash")
    assert sum(region.share for region in regions) == pytest.approx(1)
    (agreed,) = [
        region for region in regions if region.kind == "a settlement holds, and is accepted"
    ]
    assert agreed.states == (4,)
    assert agreed.share == pytest.approx(4 / 5 * 1 / 3)  # a sanction of 1 to 5, a payment of 2 to 3


def test_borders_are_computed_and_not_rounded_to_points(truce: Conflict, picture: Drawn) -> None:
    found = pressure_map(truce, "sanction", "payment", 4, ["nash"])
    parts = pieces(found)
    agreed = parts.inside.agreed("nash")[0].astype(np.int64)
    ends = sorted(tuple(round(v, 6) for v in line) for line in parts.borders(agreed))
    assert ends == [(1.0, 2.0, 1.0, 3.0), (5.0, 2.0, 1.0, 2.0)]
    assert parts.areas[agreed == 1].sum() == pytest.approx(4 / 5 * 1 / 3)
    listed = [
        row for row in table(found, {"nash": holdings(found, "nash")}) if "accepted" in row[2]
    ]
    assert ("1 to 5", "2 to 3") in {row[4:] for row in listed}
    rows = next(iter(spec(picture)["datasets"].values()))
    drawn = [row for row in rows if row["kind"] == "a settlement holds, and is accepted"]
    assert min(row["x"] for row in drawn) == pytest.approx(1)  # where the plan is marked
    assert min(row["y"] for row in drawn) == pytest.approx(2)


def test_borders_that_slant_are_exact() -> None:
    both = MODEL.replace("payment: {held_by: M, on: B", "payment: {held_by: M, on: A")
    willing = both.replace("A.truce and not B.truce: 4}", "A.truce and not B.truce: 1}")
    found = pressure_map(loads(willing), "sanction", "payment", 5, ["nash"])
    parts = pieces(found)
    settled = parts.inside.settled("nash")[0]
    assert parts.areas[settled].sum() == pytest.approx(1 - 1 / 2 / 15)  # sanction + payment >= 1
    (border,) = parts.borders(settled.astype(np.int64))
    first, last = sorted([border[:2], border[2:]])
    assert first == pytest.approx((0, 1), abs=1e-6)
    assert last == pytest.approx((1, 0), abs=1e-6)
    assert found.settled("nash").mean() < 0.93
    assert "most gently from x = 1, y = 0 on" in " ".join(str(found).split())
    assert "96.7 %" in " ".join(found.picture().description.split())


@pytest.mark.parametrize(
    ("x", "y", "concepts", "unseen"),
    [
        ("Russia", "Ukraine", ["nash", "gmr", "sseq"], 0),
        ("Russia", "Ukraine", ["nash", "sseq"], 2),  # in a strip of a thousandth of the map
        ("sanctions", "china_trade", ["seq"], 0),
    ],
)
def test_what_holds_at_any_point_is_what_its_piece_says(
    x: str, y: str, concepts: list[str], unseen: int
) -> None:
    found = pressure_map(case("istanbul-2025"), x, y, 21, concepts)
    parts = pieces(found)
    points = np.random.default_rng(20261129).random((3_000, 2))
    places = points * parts.scale
    axes = replace(found.x, values=places[:, 0]), replace(found.y, values=places[:, 1])
    verdicts, accepted = judged(found.conflict, axes, {}, found.concepts, paired=True)
    piece = parts.at(points)
    wrong = (verdicts[:, 0] != parts.inside.verdicts[:, 0, piece]).any(axis=(0, 2))
    assert wrong.sum() == unseen
    assert (accepted[0] == parts.inside.accepted[0, piece]).all()


def test_an_uneven_plan_is_not_taken_for_a_point_of_the_map() -> None:
    conflict = case("istanbul-2025")
    answer = plan(conflict, "seq")
    assert isinstance(answer, Plan)
    told = described(pressure_map(conflict, "Russia", "Ukraine", 5), answer)
    assert "it pulls levers on a party unevenly, the map all alike" in told


def test_label_and_table_say_that_they_list_settlements_first(found: PressureMap) -> None:
    header, *rows = table(found, {"nash": holdings(found, "nash")})
    assert header[1] == "What holds there"
    assert [row[1] for row in rows if row[2] == "a settlement holds, and is accepted"] == [
        f"5 ({found.conflict.states[4].label})"
    ]
    words = " ".join(found.picture().svg().split())
    assert "Numbers: the settlements that hold; where none does," in words


def test_the_plan_is_marked_where_it_stands(picture: Drawn) -> None:
    assert (
        "the plan, with bluffs, settlement 5 under Nash, at 1 across and 2 upwards"
        in picture.description
    )
    assert (
        "the plan, with bluffs, settlement 5 under Nash, at 1 across and 2 upwards" in picture.svg()
    )


def test_a_plan_is_marked_in_the_panel_of_its_concept(truce: Conflict, found: PressureMap) -> None:
    answer = plan(truce, "gmr", held_by=["M"])
    assert isinstance(answer, Plan)
    assert "Marked" not in found.picture(plan=answer).description


def test_the_picture_is_told_in_words_and_as_a_table(picture: Drawn) -> None:
    assert "Across: Sanctions (intensity)." in picture.description
    assert "Under Nash: " in picture.description
    assert {row[0] for row in picture.table[1:]} == {"Nash", "SEQ"}
    assert any("5 (YNY)" in row[1] for row in picture.table)


def test_the_page_needs_nothing_else_and_shows_the_picture_as_it_stands(picture: Drawn) -> None:
    page = Page(picture.html())
    names = [name for name, _ in page.elements]
    assert "svg" in names
    assert not [a for _, a in page.elements if a.get("src") or a.get("href", "#")[0] != "#"]
    assert picture.svg() in picture.html()
    assert picture.png().startswith(b"\x89PNG")
    assert picture.svg() == picture.svg()


def test_decision_makers_make_axes_of_shares(truce: Conflict) -> None:
    drawn = pressure_map(truce, "A", "B", 3, ["gmr"]).picture()
    assert "All levers on A (share of their limits)" in drawn.svg()
    assert "100 %" in drawn.svg()
