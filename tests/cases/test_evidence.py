"""The page on evidence says what the package computes."""

from tests.scripts import script


def test_the_page_is_what_the_answers_say() -> None:
    """Written anew by scripts/write_evidence.py."""
    written = script("write_evidence")
    page = written.PAGE.read_text(encoding="utf-8")
    assert written.page() == page
    assert "without the engines: 0 differ" in page
    assert " 0 fail. " in page
