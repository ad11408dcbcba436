"""``goodoffices evenness``: whether levers on one side are enough."""

from __future__ import annotations

from typing import Any

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import conflict_argument, read_conflict
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.plan import SEARCHING, request_options


@click.command()
@conflict_argument
@request_options
@answer_options()
def evenness(source: str, request: dict[str, Any], sink: Sink) -> None:
    """Ask whether levers on one side are enough.

    The same plan with levers on one decision maker only, on the other only, and on both; and how
    hard each is pressed, in units of what lies between its worst and its best outcome.

    \b
    Examples:
      goodoffices evenness istanbul-2025
      goodoffices evenness istanbul-2025 --held-by US --credible
    """
    from goodoffices.mediation.evenness import evenness as compare

    conflict = read_conflict(source)
    with working(SEARCHING):
        found = compare(conflict, **request)
    sink.show(found)
