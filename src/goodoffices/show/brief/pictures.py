"""The pictures of a brief, which can be begun before it is written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import cache, partial

from goodoffices.ensemble.survey import Findings
from goodoffices.errors import MissingExtraError
from goodoffices.mediation.plan.results import Plan
from goodoffices.show.charts import engine
from goodoffices.show.charts.picture import Picture
from goodoffices.show.telling import picture

Pictures = Mapping[str, Callable[[], Picture]]
"""What makes each, once: of the ``map`` and of the ``zone``, where there is something to draw."""

_DRAWN_FLAT = 2


def pictures(found: Findings) -> Pictures:
    """Return the pictures that tell some findings."""
    made: dict[str, Callable[[], Picture]] = {}
    drawn, zone = found.pressure_map, found.zone
    if drawn is not None and drawn.settlements:
        plan = found.answer if isinstance(found.answer, Plan) else None
        made["map"] = cache(partial(picture, drawn, plan=plan))
    parties = 0 if zone is None else len(zone.signatories)
    if zone is not None and (parties == _DRAWN_FLAT or (parties > _DRAWN_FLAT and zone.count)):
        made["zone"] = cache(partial(picture, zone))
    return made


def begin(shown: dict[str, Callable[[], Picture]], found: Findings) -> None:
    """Add the pictures of some findings, drawn from now on where what draws was started ahead.

    What is not installed is missed when a picture is asked for.
    """
    shown.update(pictures(found))
    if engine.AHEAD:
        with contextlib.suppress(MissingExtraError):
            for make in shown.values():
                make().begin()
