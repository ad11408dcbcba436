"""Pictures of ensembles: what decides an outcome, and how likely a settlement is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from goodoffices.answer import Drawn
from goodoffices.ensemble.probability_map import probability_map
from goodoffices.ensemble.sample import sample
from goodoffices.ensemble.sensitivity import sensitivity
from goodoffices.errors import RequestError
from goodoffices.files.load import loads
from goodoffices.show.charts.contours import contours
from tests.ensemble.test_probability_map import UNCERTAIN
from tests.ensemble.test_sensitivity import ORDERS, UNIFORM, asked, found
from tests.io.pictures import Page

NUMBERS = arrays.arrays(
    np.float64,
    st.tuples(st.integers(2, 6), st.integers(2, 6)),
    elements=st.integers(0, 8).map(lambda k: k / 8),
)


@given(NUMBERS)
def test_contours_lie_between_points_on_both_sides_of_the_level(numbers: np.ndarray) -> None:
    rows, columns = numbers.shape
    x, y = np.arange(columns, dtype=float), np.arange(rows, dtype=float)
    above = numbers >= 0.45
    ends: dict[tuple[float, float], int] = {}
    for x1, y1, x2, y2 in contours(numbers, x, y, 0.45):
        for place in ((x1, y1), (x2, y2)):
            ends[place] = ends.get(place, 0) + 1
    crossed = set()
    for row in range(rows):
        for column in range(columns):
            for down, right in ((0, 1), (1, 0)):
                if row + down < rows and column + right < columns:
                    here, there = numbers[row, column], numbers[row + down, column + right]
                    if above[row, column] != above[row + down, column + right]:
                        part = (0.45 - here) / (there - here)
                        crossed.add((column + right * part, row + down * part))
    assert {(round(a, 9), round(b, 9)) for a, b in ends} == {
        (round(float(a), 9), round(float(b), 9)) for a, b in crossed
    }
    assert len(crossed) == len({(round(a, 9), round(b, 9)) for a, b in crossed})


def test_the_contour_of_a_slope_is_straight() -> None:
    x, y = np.linspace(0, 2, 5), np.array([0.0, 1.0, 3.0])
    lines = contours(np.tile(x / 2, (3, 1)), x, y, 0.6)
    assert sorted((min(a, b), max(a, b)) for _, a, _, b in lines) == [(0.0, 1.0), (1.0, 3.0)]
    assert all(line[0] == line[2] == pytest.approx(1.2) for line in lines)


def saddle(middle: float) -> list[tuple[float, float, float, float]]:
    return contours(np.array([[1.0, 0.0], [0.0, middle]]), np.arange(2.0), np.arange(2.0), 0.5)


def test_at_a_saddle_the_mean_decides_what_goes_together() -> None:
    """Where the mean is above the level the high corners are joined, and the low ones cut off."""
    joined, parted = saddle(1.5), saddle(0.75)
    assert len(joined) == len(parted) == 2
    low_corner, high_corner = (1.0, 0.0), (0.0, 0.0)

    def cut_off(
        lines: list[tuple[float, float, float, float]], corner: tuple[float, float]
    ) -> bool:
        return any(
            (x == corner[0] or y == corner[1]) and (x2 == corner[0] or y2 == corner[1])
            for x, y, x2, y2 in lines
        )

    assert cut_off(joined, low_corner)
    assert not cut_off(joined, high_corner)
    assert cut_off(parted, high_corner)
    assert not cut_off(parted, low_corner)


@pytest.fixture(scope="module")
def deciding() -> Drawn:
    return found(asked(b=UNIFORM), samples=1024).picture()


@pytest.fixture(scope="module")
def likely() -> Drawn:
    ensemble = sample(loads(UNCERTAIN), 64)
    return probability_map(ensemble, "A", "B", 5, ["nash", "seq"]).picture()


def test_what_decides_is_drawn_told_and_listed(deciding: Drawn) -> None:
    assert deciding.title == "One decides: what decides"
    assert "Most telling: Weight of 'deal' for A" in deciding.description
    assert deciding.table[0][0] == "What is uncertain"
    assert len(deciding.table) == 3
    svg = deciding.svg()
    assert "told from noise" in svg
    assert "not told from noise" not in svg
    assert svg.count("Weight of 'deal' for A") >= 2  # a bar, and a panel


def test_orders_have_yes_and_no_below_their_panels() -> None:
    svg = found(ORDERS, samples=1024).picture().svg()
    assert ">yes<" in svg
    assert ">no<" in svg


def test_nothing_is_drawn_of_what_is_certain() -> None:
    ensemble = sample(loads(asked("{uniform: [1, 2]}")), 64)
    with pytest.raises(RequestError, match="nothing to draw"):
        sensitivity(ensemble, "nash", outcome="YY").picture()


def test_a_map_has_a_panel_for_each_concept_and_its_lines(likely: Drawn) -> None:
    svg = likely.svg()
    assert ">Nash<" in svg
    assert ">SEQ<" in svg
    assert "Dashed line: 50 %" in svg
    assert {row[0] for row in likely.table[1:]} == {"Nash", "SEQ"}
    assert "Models per point: 64." in likely.description


@pytest.mark.parametrize("name", ["deciding", "likely"])
def test_the_page_has_all_in_words_and_needs_no_network(
    name: str, request: pytest.FixtureRequest
) -> None:
    picture: Drawn = request.getfixturevalue(name)
    page = Page(picture.html())
    assert {cell for row in picture.table for cell in row} <= set(page.words)
    assert picture.description in page.words
    assert not [src for _, attributes in page.elements if (src := attributes.get("src"))]
    assert picture.png().startswith(b"\x89PNG")
    assert picture.svg() == picture.svg()
