"""What is installed, what is kept where, and what is missing: to be read, or sent to who helps.

Nothing is imported here that may be missing: NumPy least of all, with which other words come.
"""

from __future__ import annotations

from typing import Any

from goodoffices.runs.installation import Installation, Place
from goodoffices.show.document import Cell, Document, Table, columns, paragraph, wide
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import data, picked, report

_LIBRARY = "name version extra"
_PLACE = "kind bytes writable"
_KINDS = {
    "runs": message("saved runs"),
    "compiled": message("compiled loops"),
    "pages": message("script of pages with pictures"),
}


@report.register(Installation)
def installation_report(found: Installation) -> Document:
    """Report what is installed, with the line that brings what is not."""
    return Document(
        "doctor",
        say("goodoffices {} with Python {} on {}", found.version, found.python, found.system),
        (paragraph(_verdict(found)), _libraries(found), _places(found)),
        wide(
            "name version extra",
            [[*picked(one, "name version extra").values()] for one in found.libraries],
        ),
        found.to_dict,
        (_machine(found),),
    )


@data.register(Installation)
def installation_data(found: Installation) -> dict[str, Any]:
    """Return everything that was found; bytes are whole numbers."""
    told = picked(found, "version python system cores browser gpu")
    return told | {
        "broken": list(found.broken),
        "libraries": [picked(one, _LIBRARY) for one in found.libraries],
        "places": [picked(one, _PLACE) | {"path": str(one.path)} for one in found.places],
    }


def _verdict(found: Installation) -> str:
    if found.broken:
        return say(
            "Missing, and always needed: {}. To mend it: pip install --force-reinstall goodoffices",
            ", ".join(found.broken),
        )
    missing = sorted({one.extra for one in found.libraries if one.extra and not one.version})
    if not missing:
        return say("Everything is there, all extras included.")
    lines = ", ".join(f'pip install "goodoffices[{extra}]"' for extra in missing)
    return say(
        "Everything that is always needed is there. Extras that are not whole come with {}.", lines
    )


def _libraries(found: Installation) -> Table:
    rows: list[list[Cell]] = [
        [one.name, one.version or say("missing"), one.extra or say("always")]
        for one in found.libraries
    ]
    return Table(columns("library version needed_for"), rows, say("Libraries"))


def _places(found: Installation) -> Table:
    rows: list[list[Cell]] = [
        [say(_KINDS[one.kind]), str(one.path), round(one.bytes / 1e6, 1), _open(one)]
        for one in found.places
    ]
    return Table(columns("what where megabytes# writable"), rows, say("What is kept where"))


def _open(place: Place) -> str:
    return say("yes") if place.writable else say("no")


def _machine(found: Installation) -> str:
    cores = say_many("{:,} core", "{:,} cores", found.cores)
    browser = found.browser or say("none found; the workbench prints its address")
    gpu = say("found") if found.gpu else say("none found")
    return say("{}; browser: {}; GPU: {}.", cores, browser, gpu)
