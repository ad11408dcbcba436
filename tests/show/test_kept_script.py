"""The script of pages is bundled once, and read where it is kept whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
import vl_convert

from goodoffices.show.charts.script import bundled


@pytest.fixture(autouse=True)
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Keep scripts in a folder of the test; return the snippets that were bundled."""
    made: list[str] = []

    def bundle(snippet: str, vl_version: str) -> str:
        made.append(snippet)
        return f"/* Vega-Lite {vl_version} */\r\n{snippet} “é”"

    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "kept")
    monkeypatch.setattr(vl_convert, "javascript_bundle", bundle)
    bundled.cache_clear()
    yield made
    bundled.cache_clear()


def again(snippet: str, version: str = "6.1") -> str:
    """Ask as another process would."""
    bundled.cache_clear()
    return bundled(snippet, version)


def test_a_script_is_bundled_once_for_each_snippet_and_version(asked: list[str]) -> None:
    assert again("draw()") == again("draw()") == "/* Vega-Lite 6.1 */\r\ndraw() “é”"
    assert asked == ["draw()"]
    again("draw()", "6.2")
    again("erase()")
    assert asked == ["draw()", "draw()", "erase()"]


def test_a_damaged_script_is_bundled_anew(asked: list[str], tmp_path: Path) -> None:
    whole = again("draw()")
    (file,) = (tmp_path / "kept").iterdir()
    for damaged in (b"", b"\xff\xfe", file.read_bytes()[:-1], file.read_bytes() + b"alert()"):
        file.write_bytes(damaged)
        assert again("draw()") == whole
    assert len(asked) == 5
    assert again("draw()") == whole
    assert len(asked) == 5


def test_a_folder_that_cannot_be_written_does_not_matter(asked: list[str], tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in its place")
    assert again("draw()") == again("draw()")
    assert len(asked) == 2
