"""``goodoffices cases``: the published conflicts that come with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink

if TYPE_CHECKING:
    from goodoffices.show.document import Document


@click.command()
@answer_options()
def cases(sink: Sink) -> None:
    """List the published conflicts with their sources.

    Each name may be given in place of a model file. For a copy to work on: goodoffices new.

    \b
    Examples:
      goodoffices cases
      goodoffices cases --format json
    """
    sink.emit(_report())


def _report() -> Document:
    from goodoffices.show.document import Document, wide

    entries = [_entry(name) for name in _names()]
    rows = [[*list(entry.values())[:-1], "; ".join(entry["sources"])] for entry in entries]
    return Document(
        command="cases",
        title="Published conflicts",
        blocks=tuple(_paragraph(entry) for entry in entries),
        records=wide("name title decision_makers options states sources", rows),
        data=lambda: {"cases": entries},
        notes=(
            "Try: goodoffices analyze NAME. To change one: goodoffices new my.yaml --from NAME.",
        ),
    )


def _names() -> list[str]:
    from goodoffices.cases.catalog import names

    return names()


def _entry(name: str) -> dict[str, Any]:
    from goodoffices.cases.catalog import case

    conflict = case(name)
    return {
        "name": name,
        "title": conflict.title,
        "decision_makers": len(conflict.decision_makers),
        "options": sum(len(dm.options) for dm in conflict.decision_makers),
        "states": len(conflict.states),
        "sources": list(conflict.sources),
    }


def _paragraph(entry: dict[str, Any]) -> str:
    form = f"{entry['options']} options" if entry["options"] else "as a graph"
    size = f"{entry['decision_makers']} decision makers, {form}, {entry['states']} states"
    lines = [entry["name"], f"  {entry['title']}: {size}"]
    return "\n".join([*lines, *(f"  {source}" for source in entry["sources"])])
