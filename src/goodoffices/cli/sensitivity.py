"""``goodoffices sensitivity``: which of the things that are uncertain decide an outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    holding_option,
    model_text,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import PICTURES, Sink, tell_beside
from goodoffices.cli.options.runs import Place, place_options
from goodoffices.cli.options.samples import levers_of, levers_of_plan, pull_option, sample_options
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.ensemble.outcomes import Outcome
    from goodoffices.ensemble.sensitivity import Sensitivity
    from goodoffices.model.conflict import Conflict

_CLAIM = re.compile(r"claim\W*(\d*)")
_PLAN, _NO_PLAN, _NONE, _SETTLEMENT = "plan", "no plan", "none", "settlement"


@click.command()
@conflict_argument
@sample_options(16_384)
@holding_option
@pull_option("plan, where there is one")
@click.option(
    "--of",
    "wanted",
    default=_SETTLEMENT,
    metavar="OUTCOME",
    help="What may hold: settlement, an accepted one; a state; or a claim by its place in the "
    'file, as "claim 2".  '
    "[default: settlement]",
)
@place_options
@answer_options(*PICTURES)
def sensitivity(
    source: str,
    samples: int,
    seed: int,
    concept: str,
    pull: str | None,
    wanted: str,
    place: Place,
    sink: Sink,
) -> None:
    """Rank what is uncertain by how much it decides.

    Draws models, sorts them into those where the outcome holds and the others, and holds against
    that everything that was drawn: what it explains alone, which way it acts, and whether that is
    told from noise. The run is saved as it goes (see goodoffices runs); Ctrl-C stops it and shows
    what there is.

    \b
    Examples:
      goodoffices sensitivity my.yaml
      goodoffices sensitivity my.yaml -o deciding.html
      goodoffices sensitivity my.yaml --pull none --of "claim 2"
      goodoffices sensitivity my.yaml --pull sanctions=2,aid_conditions=1 --of 7 --format json
    """
    from goodoffices.ensemble.sample import sample
    from goodoffices.ensemble.sensitivity import judged, sensitivity_job

    conflict = read_conflict(source)
    ensemble = sample(conflict, samples, seed)
    outcome = _outcome(conflict, wanted)
    pulled, origin = _pulled(conflict, pull, concept, claim=bool(_CLAIM.fullmatch(wanted)))
    text = model_text(source, conflict)
    job = sensitivity_job(ensemble, concept, pulled, outcome, pull=origin, model=text)
    place.answer(
        job,
        "Looking for what decides",
        lambda tally: _send(judged(job, tally), origin, sink),
    )


def _send(found: Sensitivity, origin: str, sink: Sink) -> None:
    """Send an answer as a picture or a report; ``origin``: where the levers pulled come from."""
    if origin and sink.format in PICTURES:
        from goodoffices.show.answers.sensitivity import PULLED

        tell_beside(PULLED[origin])
    sink.show(found, origin)


def _outcome(conflict: Conflict, wanted: str) -> Outcome | None:
    """Read what may hold: nothing for a settlement, a state, or a claim."""
    if wanted == _SETTLEMENT:
        return None
    asked = _CLAIM.fullmatch(wanted)
    if asked is None:
        return state_reference(wanted)
    number = asked[1]
    claims = conflict.mediation.claims
    if not number or not 1 <= int(number) <= len(claims):
        there = f"1 to {len(claims)}" if claims else "none, as the model has no claims"
        raise RequestError(f"--of '{wanted}': expected claim and its number, {there}")
    return claims[int(number) - 1]


def _pulled(
    conflict: Conflict, pull: str | None, concept: str, *, claim: bool
) -> tuple[Mapping[str, float], str]:
    """Return how far levers are pulled, and a word on where that comes from."""
    if claim and pull not in {None, _NONE}:
        raise RequestError("a claim pulls the levers that it names; leave --pull out")
    if claim or pull == _NONE or (pull is None and not _can_plan(conflict)):
        return {}, ""
    if pull in {None, _PLAN}:
        return _of_plan(conflict, concept, insist=pull == _PLAN)
    return levers_of(str(pull)), ""


def _can_plan(conflict: Conflict) -> bool:
    mediation = conflict.mediation
    return bool(mediation.levers) and mediation.settlement is not None


def _of_plan(conflict: Conflict, concept: str, *, insist: bool) -> tuple[Mapping[str, float], str]:
    planned = levers_of_plan(conflict, concept)
    if planned is not None:
        return planned, _PLAN
    if insist:
        raise RequestError("there is no plan to pull: see goodoffices plan; or --pull none")
    return {}, _NO_PLAN
