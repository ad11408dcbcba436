"""The picture of a pressure map: regions, the line around the settlement, its words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from goodoffices.answer import Drawn
from goodoffices.cases.catalog import case
from goodoffices.files.load import loads
from goodoffices.mediation.map_cells import cells
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.pressure_map import PressureMap, pressure_map
from goodoffices.model.conflict import Conflict
from goodoffices.show.charts.pressure_chart import described, exactness, holdings, table
from goodoffices.show.charts.regions import borders, rectangles, roomiest
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


@given(GRIDS)
def test_rectangles_cover_every_cell_once_with_its_code(codes: np.ndarray) -> None:
    drawn = np.full_like(codes, -1)
    for code, box in rectangles(codes):
        cells = drawn[box.low : box.high, box.left : box.right]
        assert (cells == -1).all()
        cells[:] = code
    assert (drawn == codes).all()


@given(GRIDS)
def test_borders_are_as_long_as_cells_differ(codes: np.ndarray) -> None:
    length = sum((x2 - x) + (y2 - y) for x, y, x2, y2 in borders(codes))
    differing = (codes[1:] != codes[:-1]).sum() + (codes[:, 1:] != codes[:, :-1]).sum()
    assert length == differing


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
    parts = cells(found)
    assert parts.x.tolist() == pytest.approx([0, 1, 4, 5])
    assert parts.y.tolist() == pytest.approx([0, 2, 3])
    assert parts.inside.agreed("nash").tolist() == [[False] * 3, [False, True, True]]
    assert parts.areas.tolist() == [
        pytest.approx([2 / 15, 6 / 15, 2 / 15]),
        pytest.approx([1 / 15, 3 / 15, 1 / 15]),
    ]
    agreed = [
        row for row in table(found, {"nash": holdings(found, "nash")}) if "accepted" in row[2]
    ]
    assert ("1 to 5", "2 to 3") in {row[4:] for row in agreed}
    rows = next(iter(spec(picture)["datasets"].values()))
    drawn = [row for row in rows if row["kind"] == "a settlement holds, and is accepted"]
    assert min(row["x"] for row in drawn) == pytest.approx(1)  # where the plan is marked
    assert min(row["y"] for row in drawn) == pytest.approx(2)


def test_slanting_borders_are_finer_than_the_points() -> None:
    both = MODEL.replace("payment: {held_by: M, on: B", "payment: {held_by: M, on: A")
    willing = both.replace("A.truce and not B.truce: 4}", "A.truce and not B.truce: 1}")
    found = pressure_map(loads(willing), "sanction", "payment", 5, ["nash"])
    parts = cells(found)
    assert parts.x[[0, -1]].tolist() == [0, 5]
    held = parts.areas[parts.inside.settled("nash")].sum()
    assert held == pytest.approx(1 - 1 / 2 / 15, abs=0.01)  # sanction + payment from 1 on
    assert found.settled("nash").mean() < 0.93
    assert "most gently from x = 1, y = 0 on" in " ".join(str(found).split())
    assert (
        "Borders that slant are drawn in steps, up to 0.3125 across and 0.1875 upwards off"
        in " ".join(found.picture().svg().split())
    )
    assert exactness(pressure_map(loads(MODEL), "sanction", "payment", 5, ["nash"])) == ""


def test_what_is_thinner_than_the_points_is_drawn_and_not_listed() -> None:
    both = MODEL.replace("payment: {held_by: M, on: B", "payment: {held_by: M, on: A")
    found = pressure_map(loads(both), "sanction", "payment", 5, ["nash"])
    regions = holdings(found, "nash")
    seen = {tuple(k + 1 for k in region.states) for region in regions if region.listed}
    points = {tuple(s.number for s in found.equilibria("nash", i, j)) for i, j in np.ndindex(5, 5)}
    assert seen <= points | {()}
    assert len(table(found, {"nash": regions})) == 1 + sum(region.listed for region in regions)


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
