"""``goodoffices map``: what holds under how much pressure, as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from goodoffices.cli.exchange import PICTURES
from goodoffices.cli.options import answer_options, concept_option, conflict_argument, read_conflict
from goodoffices.cli.output import Sink, progressing, working
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.mediation.pressure_map import PressureMap


@click.command("map")
@conflict_argument
@click.option(
    "--x", "across", required=True, metavar="NAME", help="A decision maker, or a lever: across."
)
@click.option(
    "--y", "upwards", required=True, metavar="NAME", help="A decision maker, or a lever: upwards."
)
@click.option(
    "--points",
    type=click.IntRange(min=2),
    default=41,
    help="Points along each axis.  [default: 41]",
)
@click.option("--plan", "marked", is_flag=True, help="Mark the plan, made under the first concept.")
@concept_option
@answer_options(*PICTURES, default="html")
def map_command(
    source: str,
    across: str,
    upwards: str,
    points: int,
    marked: bool,
    concept: tuple[str, ...],
    sink: Sink,
) -> None:
    """Draw which states hold under how much pressure.

    Each axis is a lever, from nothing to its limit, or a decision maker, on whom all levers are
    pulled together. One panel per concept; the region where a settlement holds and is accepted is
    marked. The formats besides html, svg and png list regions or points.

    \b
    Examples:
      goodoffices map istanbul-2025 --x Russia --y Ukraine -o map.html
      goodoffices map istanbul-2025 --x sanctions --y aid_conditions -c seq --plan -o map.svg
      goodoffices map istanbul-2025 --x Russia --y Ukraine --points 11 -o map.csv
    """
    if sink.path is None and sink.format == "html":
        raise RequestError("a picture goes to a file; add -o map.html, map.svg or map.png")
    from goodoffices.mediation.pressure_map import pressure_map

    conflict = read_conflict(source)
    with progressing("Drawing the map") as advance:
        found = pressure_map(
            conflict,
            across,
            upwards,
            points,
            concept or None,
            progress=lambda done, total: advance(done / total),
        )
    if sink.format in PICTURES:
        with working("Drawing"):
            content = _picture(found, sink.format, marked=marked)
        sink.send(content)
    else:
        from goodoffices.io.maps import map_report

        sink.emit(map_report(found))


def _picture(found: PressureMap, form: str, *, marked: bool) -> str | bytes:
    """Draw a map in one of the formats of pictures, with the plan on it where it is wanted."""
    from goodoffices.io.picture import map_picture
    from goodoffices.mediation.plan import plan
    from goodoffices.mediation.results import Plan

    answer = plan(found.conflict, found.concepts[0]) if marked else None
    if marked and not isinstance(answer, Plan):
        click.echo("There is no plan to mark: see goodoffices plan", err=True)
    picture = map_picture(found, answer if isinstance(answer, Plan) else None)
    making: dict[str, Callable[[], str | bytes]] = {
        "html": picture.html,
        "svg": picture.svg,
        "png": picture.png,
    }
    return making[form]()


COMMANDS = (map_command,)
