"""The gallery has every kind of picture; what it shows, its page says with a command and a call."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

from docs.extensions.gallery import drawn_twice
from goodoffices.show import charts
from goodoffices.show.telling import picture

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "gallery.md"
CALL = 'analysis = go.analyze(go.case("prisoners-dilemma"))\ngo.graph(analysis)'
COMMAND = "goodoffices graph prisoners-dilemma -o graph.svg"


def drawn() -> list[str]:
    """Return the names of the classes of which there is a picture."""
    for module in pkgutil.iter_modules(charts.__path__):
        import_module(f"goodoffices.show.charts.{module.name}")
    return sorted(kind.__name__ for kind in picture.registry if kind is not object)


def test_every_kind_of_picture_is_on_the_page_once() -> None:
    shown = re.findall(r"^```\{picture\} (\w+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(shown) == drawn()
    assert len(shown) == 10


def test_each_is_followed_by_what_to_read_in_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    said = re.findall(
        r"^```\{picture\} .*?^```\n\n(\w.*?)(?:\n\n|\Z)", page, re.MULTILINE | re.DOTALL
    )
    assert [len(words.split()) > 20 for words in said] == [True] * 10


def test_a_command_and_a_call_draw_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert drawn_twice("Analysis", CALL, COMMAND).title.startswith("Prisoner's dilemma")


@pytest.mark.parametrize(
    ("kind", "call", "command", "message"),
    [
        ("Analysis", "1 + 1", COMMAND, "the call gives int, and no picture"),
        ("Zone", CALL, COMMAND, "the call makes no Zone"),
        (
            "Analysis",
            CALL,
            f"{COMMAND.removesuffix('-o graph.svg')}-c nash -o graph.svg",
            "something else than the call draws: goodoffices graph prisoners-dilemma -c nash",
        ),
        ("Analysis", CALL, "goodoffices graph nowhere -o g.svg", "nowhere"),
    ],
)
def test_what_is_not_the_same_picture_is_refused(  # noqa: PLR0913, PLR0917 - what is tried, and where
    kind: str,
    call: str,
    command: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((TypeError, ValueError), match=message):
        drawn_twice(kind, call, command)
