"""The pressure map in the brief: where a settlement holds as two sides are pressed."""

from __future__ import annotations

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.pressure_map import Axis
from goodoffices.show.brief.pictures import Pictures
from goodoffices.show.brief.voice import Voice
from goodoffices.show.charts.pressure_chart import described
from goodoffices.show.document import Block, Figure, Section, paragraph
from goodoffices.show.language import say
from goodoffices.show.texts import clean
from goodoffices.show.words import short_name


def map_annex(found: Findings, voice: Voice, shown: Pictures) -> Section | None:
    """Show and tell where on the map a settlement is accepted and holds."""
    drawn = found.pressure_map
    if drawn is None or "map" not in shown:
        return None
    plan = found.answer if isinstance(found.answer, Plan) else None
    x, y, measure = _title(drawn.x, voice), _title(drawn.y, voice), short_name(found.concept)
    caption = say("Pressure map: {} across, {} upwards, judged by {}.", x, y, measure)
    blocks: tuple[Block, ...] = (
        paragraph(
            say(
                "The map shows what becomes of the settlement as two things are pulled "
                "further and further at once, with every other lever left alone. It does not "
                "ask what that costs, nor whether it is credible."
            )
        ),
        Figure(clean(caption), clean(described(drawn, plan)), lambda: shown["map"]().svg()),
    )
    return Section("map", say("The pressure map"), blocks)


def _title(axis: Axis, voice: Voice) -> str:
    if axis.kind == "lever":
        return say("“{}”", axis.levers[0].title)
    return say("all levers on {}", voice.party(axis.name))
