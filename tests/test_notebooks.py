"""The notebooks of the documentation run, show what they say, and are kept without outputs."""

import json
import re
from pathlib import Path

import pytest

from docs.extensions.cells import Ran, cells_of, run, run_all, shown
from goodoffices.show.charts.picture import Picture

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "notebooks"
NAMES = ["first-conflict", "how-sure", "mediation"]
# What cells print or show, and what the words around them say of it.
SAID = {
    "first-conflict": {
        "analyze": "4 states. Equilibria: Nash 1, GMR 2, SMR 2, SEQ 2, SSEQ 2.",
        "why": "to state 3 (NY). So Mine ends up no better off than now (rank 3): deterred.",
        "drift": "Village takes “Block the road to the mine” → 3 (NY)",
        "promise": "So Mine ends up better off than now (rank 1): not deterred.",
        "compare": "as it was ['YN', 'NY']\nwith the promise ['NN']\n",
    },
    "mediation": {
        "zone": "Pakistan 10\nshort of what no deal is worth.",
        "plan": "5.556     9  5.556  credible",
        "hand": "5.555555555555555",
        "other": "Pakistan still lacks 10 points of the 50 between its worst and its best there.",
        "order": "1  Pakistan  take “Give up the       4 (NNYN)  Pakistan 25",
        "last": "Without “Indus Basin Development Fund” it still holds.",
        "credible": "((), 'YNYN', 'YNYN')",
    },
    "how-sure": {
        "plan": "Province  Mine      6.667    10  6.667",
        "robustness": "SEQ      88.7 % (87.3–89.9 %)  35.1 % (34.2–35.9 %)",
        "deposit": "80% of the draws: 7.1\n",
        "audit": "audited: 216 comparisons, none differs",
    },
}
WORDS = {
    "first-conflict": ["In state 3 the road is blocked", "State 2 holds by all of them but Nash"],
    "mediation": ["India would gain 10 points. Pakistan would lose 10", "is 25 points down"],
    "how-sure": [
        "it works in 35.1 % of the draws",
        "half of the draws costs 7.3 units; in four of five, 9.9; and 82 % is the most",
        "in four of five draws for 7.1 units what cost 9.9",
    ],
}
TITLES = {
    "first-conflict": ["A mine and a village: integrated graph"],
    "mediation": [
        "Division of the Indus rivers, 1960: what could be agreed",
        "Division of the Indus rivers, 1960: pressure map",
    ],
    "how-sure": [
        "A mine and a village, in numbers: how likely it holds",
        "A mine and a village, in numbers: what decides",
        "A mine and a village, in numbers: what reliability costs",
    ],
}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")


def words_of(name: str) -> str:
    """Return what a notebook says between its cells of code, white space aside."""
    said = " ".join(cell.source for cell in cells_of(text_of(name)) if not cell.is_code)
    return " ".join(said.split())


def told(ran: Ran) -> str:
    return ran.printed + ("" if ran.value is None else str(ran.value))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_shows_what_its_words_say(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {}
    done = run_all(FOLDER / f"{name}.ipynb", namespace)
    assert {cell: part for cell, part in SAID[name].items() if part not in told(done[cell])} == {}
    assert [part for part in WORDS[name] if part not in words_of(name)] == []
    drawn = [ran.value for ran in done.values() if isinstance(ran.value, Picture)]
    assert [picture.title for picture in drawn] == TITLES[name]
    for ran in done.values():
        if isinstance(ran.value, Picture):
            assert shown(ran.value, ["image/svg+xml"])[1].startswith("<svg ")
        elif ran.value is not None:
            form, page = shown(ran.value)
            assert form == "text/plain" or re.match(r"<(p|table|div|ul)\b", page)
    if name == "how-sure":
        frontier = namespace["frontier"]
        costs = [round(point.cost, 1) for point in frontier.points]  # type: ignore[attr-defined]
        assert costs == [6.5, 7.3, 9.1, 9.9, 10.0]
        assert frontier.points[-1].in_sample == 0.82  # type: ignore[attr-defined]


def test_all_notebooks_are_here() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_kept_without_outputs_as_jupyter_writes_it(name: str) -> None:
    text = text_of(name)
    kept = json.loads(text)
    code = [cell for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []
    assert [cell["id"] for cell in kept["cells"] if cell["metadata"]] == []
    assert len({cell["id"] for cell in kept["cells"]}) == len(kept["cells"])
    assert (kept["nbformat"], kept["nbformat_minor"]) == (4, 5)
    assert set(kept["metadata"]) == {"kernelspec", "language_info"}
    assert text == json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert len(text) < 10_000


def test_a_cell_gives_what_jupyter_would_show() -> None:
    namespace: dict[str, object] = {}
    assert run("a = 2\nprint(a)\na + 1", namespace) == Ran("2\n", 3)
    assert run("a = a + 1", namespace) == Ran("", None)
    assert run("for a in (5, 6):\n    print(a)", namespace) == Ran("5\n6\n", None)
    assert shown(3) == ("text/plain", "3")
    assert namespace["a"] == 6
