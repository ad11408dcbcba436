"""The workbench: a step of a lever in the server and in the page, edits, memory.

``pytest benchmarks/test_workbench.py --benchmark-only`` measures the server in processor time;
with ``-m browser`` chromium as well. Figures stand in ``extra_info``: median and 95 % of the time
from input to change, of processor time in the server, and how memory grew over a long drag.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_weights
from goodoffices.cases import catalog
from goodoffices.files.draft import Draft
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.written import Mediation
from goodoffices.web import view
from goodoffices.web.drafts import MOST_OPEN, Bench
from goodoffices.web.wire import Pull
from tests.web.browser.conftest import address, browser, page  # noqa: F401 - fixtures
from tests.web.browser.pages import ISTANBUL, open_case
from tests.web.browser.pages import view as show

STEPS = 40
EARLY, LATE = 200, 1_000
GROWTH = 1.05


def levered(size: Size) -> Conflict:
    """Make a conflict of a size with a lever on each of the first two decision makers."""
    bare = random_weights(size)
    first, second = bare.names[:2]
    own = [bare.decision_makers[k].options[0].name for k in range(2)]
    levers = (
        Lever("gift", second, first, f"{first}.{own[0]}", 3.0, 5.0, commit=1.0),
        Lever("threat", first, second, f"not {second}.{own[1]}", -4.0, 5.0, execute=1.0),
    )
    sought = f"{first}.{own[0]} and {second}.{own[1]}"
    return bare.replace(status_quo=1, mediation=Mediation(sought, levers=levers))


CONFLICTS: dict[str, Callable[[], Conflict]] = {
    "72 states, 10 levers": lambda: go.case("istanbul-2025"),
    "512 states": lambda: levered(Size(3, 3)),
    "4,096 states": lambda: levered(Size(4, 3)),
    "262,144 states": lambda: levered(Size(3, 6)),
}


def spent(call: Callable[[float], object], times: int) -> list[float]:
    """Return the milliseconds of processor time that calls took, each with another share."""
    taken = []
    for k in range(times):
        start = time.process_time()
        call(k / times)
        taken.append(1e3 * (time.process_time() - start))
    return taken


def figures(taken: list[float]) -> dict[str, float]:
    """Return the median and the 95 % of times."""
    return {
        "median, ms": statistics.median(taken),
        "95 %, ms": statistics.quantiles(taken, n=20)[-1],
    }


def memory(process: Path) -> float:
    """Return the MB that a process holds."""
    status = (process / "status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_step_of_a_lever_in_the_server(benchmark: BenchmarkFixture, name: str) -> None:
    go.warm()
    live = go.live(CONFLICTS[name]())
    lever = live.levers[0]

    def step(share: float) -> None:
        asked = Pull(intensities={lever.name: share * lever.most})
        assert view.packed(view.now(live, asked)).status_code == 200

    step(1.0)
    benchmark.extra_info |= figures(spent(step, STEPS))
    benchmark(step, 0.5)


def test_opening_and_editing_the_flagship(benchmark: BenchmarkFixture) -> None:
    text = catalog.path("istanbul-2025").read_text(encoding="utf-8")
    opening = spent(lambda _: Draft.open("istanbul-2025.yaml", text), 5)
    draft = Draft.open("istanbul-2025.yaml", text)

    def edit(share: float) -> None:
        place = ["mediation", "levers", "aid_conditions", "max"]
        draft.edit([{"op": "set", "path": place, "value": 3 + share}], "Limit set")

    editing = spent(edit, STEPS)
    benchmark.extra_info |= {"opening, ms": min(opening), **figures(editing)}
    benchmark(edit, 0.5)
    assert draft.text != text


def test_fifty_models_are_open(benchmark: BenchmarkFixture) -> None:
    text = catalog.path("istanbul-2025").read_text(encoding="utf-8")
    view.now(go.live(Draft.open("first.yaml", text).conflict), Pull())
    bench, before = Bench(), memory(Path("/proc/self"))
    for _ in range(MOST_OPEN):
        one = bench.add(Draft.open("istanbul-2025.yaml", text), "istanbul-2025.yaml")
        assert view.now(one.live, Pull())["code"] == 2
    after = memory(Path("/proc/self"))
    benchmark.extra_info["MB for each"] = (after - before) / MOST_OPEN
    benchmark(view.start, bench)


DRAG = """async ([slider, steps]) => {
  const cost = document.querySelector('[aria-label="Total cost"]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const taken = [];
  for (let k = 0; k < steps; k++) {
    const start = performance.now();
    const changed = new Promise((done) => {
      const seen = new MutationObserver(() => { seen.disconnect(); done(); });
      seen.observe(cost, {subtree: true, childList: true, characterData: true});
    });
    set.call(slider, String((1 + k % 40) * slider.max / 40));
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    await changed;
    taken.push(performance.now() - start);
  }
  return taken;
}"""


@pytest.fixture
def server(address: str) -> Callable[[], float]:  # noqa: F811 - the fixture
    """Return what tells the MB of memory that the server holds."""
    port = int(re.findall(r":(\d+)/", address)[0])
    held = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[3] == "0A" and int(line.split()[1].split(":")[1], 16) == port
    }
    names = {f"socket:[{inode}]" for inode in held}

    def listens(process: Path) -> bool:
        try:
            return any(str(file.readlink()) in names for file in (process / "fd").iterdir())
        except OSError:
            return False

    process = next(p for p in Path("/proc").glob("[0-9]*") if listens(p))

    return lambda: memory(process)


@pytest.mark.browser
def test_a_long_drag_in_the_page(
    benchmark: BenchmarkFixture,
    page: Page,  # noqa: F811 - the fixture
    server: Callable[[], float],
) -> None:
    open_case(page, ISTANBUL)
    show(page, "Mediate")
    slider = page.get_by_role("slider", name="Conditions on the aid to Ukraine").element_handle()
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")

    def held() -> float:
        tools.send("HeapProfiler.collectGarbage")
        found = tools.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in found if m["name"] == "JSHeapUsedSize")) / 2**20

    page.evaluate(DRAG, [slider, EARLY])
    early = server(), held()
    taken = page.evaluate(DRAG, [slider, LATE - EARLY])
    late = server(), held()
    told = {"server, MB": (early[0], late[0]), "page, MB": (early[1], late[1])}
    benchmark.extra_info |= {**figures(taken), **told}
    benchmark(lambda: None)
    assert late[0] <= GROWTH * early[0]
    assert late[1] <= GROWTH * early[1]
