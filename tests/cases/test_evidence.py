"""The page on evidence says what the package computes."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "write_evidence.py"


def test_the_page_is_what_the_answers_say() -> None:
    """Written anew by scripts/write_evidence.py."""
    spec = spec_from_file_location("write_evidence", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.PAGE.read_text(encoding="utf-8")
    assert script.page() == page
    assert "without the engines: 0 differ" in page
    assert " 0 fail. " in page
