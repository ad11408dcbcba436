"""How well pages are filtered: python -m benchmarks.passages.

The lines that are kept of each page of the tests, against those marked by hand before the filter
was written; lines of which either is right are not counted. ``unseen`` is the honest figure.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from benchmarks.reading import Tally, total
from goodoffices.files.pages.page_files import load_pages
from goodoffices.sources.passages import find_passages
from tests.sources.marked import HALVES, Page, pages


def kept_of(page: Page) -> Tally:
    """Return how many lines of a page are kept rightly, are kept, and should be."""
    text = load_pages(page.path)[0].text
    spans = find_passages(text).kept
    kept = Counter(_stripped("\n".join(text[slice(*span)] for span in spans)))
    wanted = Counter(_stripped("\n".join(page.kept)))
    kept -= Counter(_stripped("\n".join(page.either)))
    return Tally((kept & wanted).total(), kept.total(), wanted.total())


def _stripped(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def main(halves: Sequence[str]) -> None:
    """Print the lines of each page and of each half."""
    say = sys.stdout.write
    for half in halves:
        say(f"{half:24}{'right':>5}{'kept':>10}{'marked':>8}{'precision':>11}{'recall':>8}\n")
        tallies = {page.path.stem: kept_of(page) for page in pages(half)}
        for name, tally in tallies.items():
            say(f"{name:24}{tally}\n")
        say(f"{'all lines':24}{total(tallies.values())}\n\n")


if __name__ == "__main__":
    main(sys.argv[1:] or HALVES)
