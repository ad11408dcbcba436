"""What a browser loads before the first screen stands; what other views need comes later."""

import re
from pathlib import Path

from goodoffices.web.texts import PAGE

BUDGET = 150_000
LATER = ["compare", "file", "mediate", "model", "present", "source", "timeline", "uncertainty"]
FROM = re.compile(r'^(?:import|export) [^"\n]*"(\.[^"]+)";|from"(\./[^"]+)"', re.MULTILINE)
WHEN_SHOWN = re.compile(r'import\("\./parts/(\w+)\.js"\)')


def loaded(module: Path, found: set[Path]) -> set[Path]:
    """Return a module with all that it imports at once."""
    if module not in found:
        found.add(module)
        for pair in FROM.findall(module.read_text(encoding="utf-8")):
            loaded((module.parent / "".join(pair)).resolve(), found)
    return found


def test_the_first_screen_is_small() -> None:
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    linked = {PAGE / name for name in re.findall(r'href="([\w.]+)"', page)}
    modules = loaded(PAGE / "app.js", set())
    assert {"preact.js", "state.js", "start.js", "outcomes.js"} <= {path.name for path in modules}
    assert not {path.stem for path in modules} & set(LATER)
    files = modules | linked | {PAGE / "index.html"}
    assert sum(path.stat().st_size for path in files) <= BUDGET


def test_every_other_view_is_loaded_when_it_is_shown() -> None:
    program = (PAGE / "app.js").read_text(encoding="utf-8")
    assert sorted(WHEN_SHOWN.findall(program)) == LATER
    everything = loaded(PAGE / "app.js", set())
    for name in LATER:
        everything = loaded(PAGE / "parts" / f"{name}.js", everything)
    assert everything == set(PAGE.rglob("*.js"))
