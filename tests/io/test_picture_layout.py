"""Where states, arcs and labels stand, so that people can read the picture."""

import itertools
import re

import numpy as np
import pytest

from goodoffices.cases.catalog import case, names
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker
from goodoffices.show.charts.arcs import RADIUS, Arc, Floats, bend
from goodoffices.show.charts.labels import place_labels, place_pointer, text_width
from goodoffices.show.charts.layout import lay_out
from goodoffices.show.charts.scene import scene
from goodoffices.show.charts.view import View, view
from goodoffices.stability.analysis import analyze

DRAWN = sorted({*names()} - {"ukraine-articles-2025"})  # which has too many states


def whole(conflict: Conflict) -> View:
    return view(analyze(conflict), None, None, None, improvements_only=False)


def places(conflict: Conflict) -> Floats:
    shown = whole(conflict)
    links = sorted({(min(a.origin, a.target), max(a.origin, a.target)) for a in shown.arcs})
    return lay_out(conflict, shown.chosen, np.array(links, int).reshape(-1, 2)).points


def apart(points: Floats) -> float:
    pairs = itertools.combinations(points.tolist(), 2)
    return min((float(np.hypot(a[0] - b[0], a[1] - b[1])) for a, b in pairs), default=np.inf)


def listed(count: int, *moves: tuple[tuple[int, int], ...]) -> Conflict:
    parties = tuple(
        DecisionMaker(f"P{k}", Payoffs(tuple(float(s) for s in range(count))), moves=own)
        for k, own in enumerate(moves)
    )
    return Conflict("Listed", parties, states_listed=tuple(f"s{k}" for k in range(count)))


def along(path: str) -> Floats:
    """Return points along a quadratic Bézier curve that an SVG path draws, with y upwards."""
    numbers = np.array(re.findall(r"-?[\d.]+", path), float).reshape(3, 2) * [1, -1]
    start, control, end = numbers
    t = np.linspace(0, 1, 401)[:, None]
    curve: Floats = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return curve


@pytest.mark.parametrize("name", DRAWN)
def test_states_stand_apart_and_arcs_keep_clear_of_them(name: str) -> None:
    conflict = case(name)
    points = places(conflict)
    assert apart(points) >= 70
    arcs = whole(conflict).arcs
    for arc, curve in zip(arcs, bend(points, arcs), strict=True):
        others = np.delete(points, [arc.origin, arc.target], axis=0)
        away = np.hypot(*(curve.line[:, None] - others).transpose(2, 0, 1))
        assert away.min(initial=np.inf) > RADIUS


@pytest.mark.parametrize(
    "name", ["prisoners-dilemma", "cuban-missile-1962", "elmira-1991", "garrison-diversion-1976"]
)
def test_moves_of_a_decision_maker_run_parallel(name: str) -> None:
    conflict = case(name)
    points = places(conflict)
    directions: dict[int, set[float]] = {}
    for arc in whole(conflict).arcs:
        step = points[arc.target] - points[arc.origin]
        angle = float(np.degrees(np.arctan2(step[1], step[0])) % 180)
        directions.setdefault(arc.mover, set()).add(round(angle) % 180)
    assert all(len(angles) == 1 for angles in directions.values())
    assert len({angle for angles in directions.values() for angle in angles}) >= min(
        len(directions), 3
    )


def test_columns_and_rows_of_a_grid_are_named() -> None:
    shown = whole(case("cuban-missile-1962"))
    columns, rows = lay_out(shown.conflict, shown.chosen, np.zeros((0, 2), int)).headings
    assert (columns.owner, columns.side) == ("United States", "below")
    assert [name for name, _ in columns.strategies] == [
        "none", "air_strike", "blockade", "air_strike + blockade",
    ]  # fmt: skip
    assert [name for name, _ in rows.strategies] == ["none", "withdraw", "escalate"]


def test_a_grid_over_some_states_counts_their_strategies_only() -> None:
    shown = view(
        analyze(case("cuban-missile-1962")), None, None, "not escalate", improvements_only=False
    )
    layout = lay_out(shown.conflict, shown.chosen, np.zeros((0, 2), int))
    assert len({y for _, y in layout.points.tolist()}) == 2
    assert [name for name, _ in layout.headings[1].strategies] == ["none", "withdraw"]


def test_a_merged_state_stands_amid_its_patterns() -> None:
    points = places(case("elmira-1991-nine"))
    assert apart(points) >= 70
    abandoned = case("elmira-1991-nine").index("abandon")
    others = np.delete(points, abandoned, axis=0)
    assert points[abandoned, 0] > others[:, 0].max()
    assert others[:, 1].min() < points[abandoned, 1] < others[:, 1].max()


@pytest.mark.parametrize(
    "conflict",
    [
        listed(1, ()),
        listed(2, ((1, 2),)),
        listed(5, ()),
        listed(6, ((1, 2), (2, 3)), ((4, 5), (5, 6))),
        listed(7, tuple((a, b) for a in range(1, 8) for b in range(1, 8) if a != b)),
    ],
    ids=["one state", "two", "no moves", "two parts", "all moves"],
)
def test_any_graph_finds_a_place(conflict: Conflict) -> None:
    points = places(conflict)
    assert points.shape == (len(conflict.states), 2)
    assert np.isfinite(points).all()
    assert apart(points) >= 70
    assert np.ptp(points, axis=0).max() < 1500


def test_both_directions_and_all_movers_show() -> None:
    points = np.array([[0.0, 0.0], [120.0, 0.0]])
    arcs = [Arc(mover, *ends, improvement=False) for mover in (0, 1) for ends in ((0, 1), (1, 0))]
    middles = [curve.line[len(curve.line) // 2, 1] for curve in bend(points, arcs)]
    gaps = [abs(a - b) for a, b in itertools.combinations(middles, 2)]
    assert min(gaps) > 8
    assert [middle < 0 for middle in middles] == [True, False, True, False], "to the right each"


def test_heads_point_along_the_move_and_end_before_the_target() -> None:
    points = np.array([[0.0, 0.0], [120.0, 0.0], [0.0, 120.0], [60.0, -60.0]])
    arcs = [Arc(0, 0, target, improvement=True) for target in (1, 2, 3)]
    curves = bend(points, arcs)
    assert [curve.angle for curve in curves] == [90, 0, 135]
    for arc, curve in zip(arcs, curves, strict=True):
        assert RADIUS < np.hypot(*(np.array(curve.head) - points[arc.target])) < 2.5 * RADIUS


def test_an_arc_goes_around_a_state_in_its_way() -> None:
    points = np.array([[0.0, 0.0], [120.0, 0.0], [240.0, 0.0]])
    (curve,) = bend(points, [Arc(0, 0, 2, improvement=True)])
    assert np.abs(curve.line[:, 1]).max() > RADIUS


@pytest.mark.parametrize("name", DRAWN)
def test_labels_cover_neither_states_nor_each_other(name: str) -> None:
    shown = whole(case(name))
    points = places(shown.conflict)
    texts = [[state.label[:20]] for state in shown.states]
    boxes = place_labels(points, texts, bend(points, shown.arcs))
    for box in boxes:
        inside = (
            (points[:, 0] > box.left)
            & (points[:, 0] < box.right)
            & (points[:, 1] > box.bottom)
            & (points[:, 1] < box.top)
        )
        assert not inside.any()
    for a, b in itertools.combinations(boxes, 2):
        across = a.left < b.right and b.left < a.right
        assert not (across and a.bottom < b.top and b.bottom < a.top)


def test_a_path_follows_its_line() -> None:
    points = np.array([[0.0, 0.0], [120.0, 0.0], [240.0, 0.0], [0.0, 120.0]])
    ends = ((0, 2), (2, 0), (0, 1), (3, 1))
    curves = bend(points, [Arc(0, *both, improvement=True) for both in ends])
    assert curves[2].path() == "M0,0Q35.9,0.0 71.7,0.0"
    for curve in curves:
        away = np.hypot(*(curve.line[:, None] - curve.line[0] - along(curve.path())).T)
        assert away.min(axis=0).max() < 0.5


def test_the_pointer_keeps_clear_of_arcs() -> None:
    points = np.array([[0.0, 0.0], [-100.0, 100.0]])
    curves = bend(points, [Arc(0, 1, 0, improvement=True)])
    pointer = place_pointer(points, 0, curves)
    assert (pointer.y, pointer.angle) == (0, 90), "from the left, the upper left being taken"
    assert pointer.x < -RADIUS


@pytest.mark.parametrize("name", DRAWN)
def test_everything_lies_within_the_picture(name: str) -> None:
    content = scene(whole(case(name)))
    left, right, bottom, top = content.extent
    for row in content.texts:
        width = text_width(row["text"])
        start = row["x"] - width * {"left": 0, "center": 0.5, "right": 1}[row["align"]]
        assert left <= start + 1
        assert start + width <= right + 1
        assert bottom <= row["y"] <= top
    for arc in content.arcs:
        x, y = along(arc["path"]).T
        assert left <= arc["x"] + x.min() <= arc["x"] + x.max() <= right
        assert bottom <= arc["y"] + y.min() <= arc["y"] + y.max() <= top


def test_the_legend_fits_beside_the_smallest_picture() -> None:
    analysis = analyze(case("elmira-1991"))
    one = view(analysis, None, None, "modify and delay and insist", improvements_only=False)
    _, _, bottom, top = scene(one).extent
    assert top - bottom >= 190
