"""What ``goodoffices plan`` does where numbers are uncertain: plans of some reliability."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import click

from goodoffices.cli.options.output import PICTURES, Sink, progressing, working
from goodoffices.cli.types import Command, Count, Share
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

_AHEAD = 64  # so that the scenarios come from one net of samples


@dataclass(frozen=True)
class Surety:
    """How sure a plan has to be, and of what samples it is made; None where not given."""

    reliability: float | None
    samples: int | None
    seed: int | None
    fresh: int | None
    frontier: bool

    @property
    def asked(self) -> bool:
        """Whether a robust plan is asked for at all."""
        return self.reliability is not None or self.frontier

    def refuse_if_idle(self, sink: Sink) -> None:
        """Raise RequestError where options are given that mean nothing together."""
        if not self.frontier and sink.format in PICTURES:
            raise RequestError(
                "a picture shows what reliability costs; add --frontier, or write the plan to a "
                "file of another format"
            )
        given = any(value is not None for value in (self.samples, self.seed, self.fresh))
        if given and not self.asked:
            raise RequestError(
                "--samples, --seed and --fresh are for plans of some reliability; add "
                "--reliability, as 0.9, or --frontier"
            )


_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option(
        "--reliability",
        type=Share(),
        metavar="SHARE",
        help="Where numbers are uncertain: in at least this share of samples it has to be a plan, "
        "as 0.9.",
    ),
    click.option(
        "--frontier", is_flag=True, help="What plans of more and less reliability would cost."
    ),
    click.option(
        "--samples",
        type=Count(min=1),
        metavar="N",
        help="Samples that such plans are made on.  [default: 200]",
    ),
    click.option(
        "--fresh",
        type=Count(min=1),
        metavar="N",
        help="Other samples that they are checked on.  [default: 10000]",
    ),
    click.option(
        "--seed",
        type=Count(min=0),
        metavar="N",
        help="The same seed gives the same samples.  [default: 1]",
    ),
)


def surety_options(command: Command) -> Command:
    """Add what can be asked of a robust plan; the command gets it as ``surety``."""

    @functools.wraps(command)
    def run(*args: object, **given: Any) -> object:
        names = ("reliability", "samples", "seed", "fresh", "frontier")
        surety = Surety(**{name: given.pop(name) for name in names})
        return command(*args, surety=surety, **given)

    return functools.reduce(lambda c, add: add(c), reversed(_OPTIONS), cast("Command", run))


def emit_robust(conflict: Conflict, request: dict[str, Any], surety: Surety, sink: Sink) -> None:
    """Find a robust plan, or a frontier, and send it where it goes."""
    from goodoffices.ensemble.robust.frontier import frontier_of
    from goodoffices.ensemble.robust.plan import FRESH_SAMPLES, SCENARIOS, Making
    from goodoffices.ensemble.sample import sample
    from goodoffices.mediation.question import Request

    count = surety.samples or SCENARIOS
    ensemble = sample(conflict, count * _AHEAD, 1 if surety.seed is None else surety.seed)
    making = Making(ensemble, Request(**request), count, surety.fresh or FRESH_SAMPLES)
    answer = None
    if surety.reliability is not None:
        with working(f"Searching for the cheapest levers on {count:,} samples"):
            answer = making.answer(surety.reliability)
        if not surety.frontier:
            sink.show(answer)
            return
    with progressing("Asking what reliability costs") as advance:
        found = frontier_of(making, progress=advance)
    sink.show(found, answer)
