"""How well the lines about a dispute are kept: ``python -m benchmarks.keeping [seen]``.

Of R lines rightly kept, of K kept and D that were due, precision is R / K and recall R / D. Lines
that may be kept or not are not counted, nor are empty ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from benchmarks.reading import Tally, total
from goodoffices.files.pages.page_files import load_pages
from goodoffices.sources.passages import find_passages
from tests.sources.marked import HALVES, Page, pages


def kept_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that were kept, at least by half."""
    kept, start = find_passages(text).kept, 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        covered = sum(max(0, min(end, b) - max(start, a)) for a, b in kept)
        if line.strip() and 2 * covered > end - start:
            yield line
        start += len(line)


def plain(lines: Sequence[str]) -> list[str]:
    """Return lines that hold anything, each with single spaces."""
    return [" ".join(line.split()) for line in lines if line.strip()]


def lines_of(page: Page) -> Tally:
    """Return how many lines of a page were kept, and were to be kept."""
    (read,) = load_pages(page.path)
    due, either = plain(page.kept), set(plain(page.either))
    kept = [line for line in plain([*kept_lines(read.text)]) if line not in either]
    return Tally(sum(line in due for line in kept), len(kept), len(due))


def main(halves: Sequence[str]) -> None:
    """Print the tables."""
    say = sys.stdout.write
    for half in halves:
        say(f"{half:30}{'right':>5}{'kept':>10}{'due':>8}{'precision':>11}{'recall':>8}\n")
        tallies = {page.path.name: lines_of(page) for page in pages(half)}
        for name, tally in [*tallies.items(), ("all", total(tallies.values()))]:
            say(f"{name:30}{tally}\n")
        say("\n")


if __name__ == "__main__":
    main(sys.argv[1:] or HALVES)
