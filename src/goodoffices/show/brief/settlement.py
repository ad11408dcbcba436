"""The settlement in the brief: what could be agreed, what surrounds it, its order, its spoilers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.zone.zone import Zone
from goodoffices.show.answers.concerns import concerns
from goodoffices.show.answers.neighbourhood import exits_table
from goodoffices.show.answers.roadmap import (
    guarantees,
    roadmap_in_brief,
    roadmap_notes,
    steps_table,
)
from goodoffices.show.answers.spoilers import spoilers_blocks, spoilers_in_brief
from goodoffices.show.answers.zone import Choice, choices, efficient_blocks, zone_blocks, zone_notes
from goodoffices.show.brief.pictures import Pictures
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Figure, Points, Section, Table, paragraph
from goodoffices.show.language import say
from goodoffices.show.texts import clean
from goodoffices.show.words import listing, short_name

_MOST_STEPS, _MOST_ROWS = 8, 6


def agreed_section(found: Findings, voice: Voice, shown: Pictures) -> Section | None:
    """Tell what could be agreed: the zone and its picture, what rules choose, what is feared."""
    zone = found.zone
    if zone is None:
        return None
    rows = list(choices(zone, None))
    blocks: list[Block] = [*zone_blocks(zone, voice, rows)]
    if len(rows) > 1:  # or else there is nothing to compare
        blocks.append(_note(zone_notes(zone, voice, ())[0]))
    if "zone" in shown:
        blocks.append(_drawn(zone, voice, shown))
    blocks += _fears(found, rows, voice)
    return Section("agreed", say("What could be agreed"), tuple(blocks))


def _drawn(zone: Zone, voice: Voice, shown: Pictures) -> Figure:
    """Return the picture of the zone."""
    who = listing([voice.party(name) for name in zone.signatories])
    told = say("What the packages would bring {}, with no lever pulled; no deal is at nought.", who)
    return Figure(say("The packages."), clean(told), lambda: shown["zone"]().svg())


def _fears(found: Findings, rows: Sequence[Choice], voice: Voice) -> Iterator[Block]:
    """Yield what each fears of what the rules choose, and of the answer's settlement."""
    chosen = _chosen_options(found, rows)
    said: dict[str, list[str]] = {}
    for name, (owner, option) in found.conflict.option_of.items():
        if name in chosen and option.fear:
            said.setdefault(owner, []).append(option.fear)
    if said:
        yield Points(
            tuple(say("{} fears: {}.", voice.party(x), say("; ").join(y)) for x, y in said.items())
        )
        yield paragraph(voice.see("settlement", say("What is said and wanted")))


def _chosen_options(found: Findings, rows: Sequence[Choice]) -> dict[str, None]:
    states = [row.package.state for row in rows]
    states += [] if found.answer is None else [found.answer.settlement]
    return dict.fromkeys(option for state in states for option in state.options)


def neighbourhood_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what each party could do away from the settlement, and what keeps it."""
    around = found.neighbourhood
    if around is None or not around.exits:
        return None
    title = say("The best move of each away from {}", voice.state(around.state))
    blocks: tuple[Block, ...] = (
        paragraph(
            say(
                "With these levers pulled, judged by {}. {}"
                if levered(found)
                else "With no lever pulled, judged by {}. {}",
                short_name(around.concept),
                voice.see("settlement", say("All moves away from it")),
            )
        ),
        exits_table(around, around.chief, voice, title),
    )
    return Section("neighbourhood", say("Around the settlement"), blocks)


def order_section(found: Findings, voice: Voice) -> Section | None:
    """Tell in which order the settlement can be carried out, and what has to be guaranteed."""
    way = found.roadmap
    if way is None:
        return None
    blocks: list[Block] = [
        roadmap_in_brief(way, voice),
        *first_rows(steps_table(way, voice), _MOST_STEPS, voice),
        paragraph(
            say(
                "With these levers pulled, step by step. {}"
                if levered(found)
                else "With no lever pulled, step by step. {}",
                roadmap_notes(way)[0],
            ),
            "note",
        ),
        paragraph(voice.see("settlement", say("The smallest guarantees, and who could give them"))),
    ]
    return Section("order", say("In which order"), tuple(blocks))


def spoilers_section(found: Findings, voice: Voice) -> Section | None:
    """Tell who could wreck the settlement, and at which price it is held."""
    if found.spoilers is None:
        return None
    _, parties, *_ = spoilers_blocks(found.spoilers, voice)
    blocks: list[Block] = [spoilers_in_brief(found.spoilers, voice)]
    if isinstance(parties, Table):
        blocks += first_rows(narrowed(parties, ("party", "spoiler", "price")), _MOST_ROWS, voice)
    blocks.append(paragraph(voice.see("settlement", say("By which moves, and what holds each"))))
    return Section("spoilers", say("Who could wreck it"), tuple(blocks))


def settlement_annex(found: Findings, voice: Voice) -> Section | None:
    """Tell all moves away from the settlement, efficient packages, guarantees, and spoilers."""
    blocks: list[Block] = []
    if found.neighbourhood is not None and found.neighbourhood.exits:
        around = found.neighbourhood
        title = say("Every move away from {}", voice.state(around.state))
        blocks.append(exits_table(around, around.exits, voice, title))
    if found.zone is not None:
        blocks += efficient_blocks(found.zone, voice)
        rows = list(choices(found.zone, None))
        blocks += map(_note, zone_notes(found.zone, voice, rows))
        chosen = _chosen_options(found, rows)
        said = concerns(found.conflict, chosen, say("What is said, wanted and feared of it"))
        blocks += [] if said is None else [said]
    if found.roadmap is not None:
        steps = steps_table(found.roadmap, voice)
        blocks += [steps] if len(list(steps.rows)) > _MOST_STEPS else []
        blocks += [guarantees(found.roadmap, voice), *map(_note, roadmap_notes(found.roadmap))]
    if found.spoilers is not None:
        blocks += list(spoilers_blocks(found.spoilers, voice))[1:]
    if not blocks:
        return None
    return Section("settlement", say("The settlement: moves, packages, guarantees"), tuple(blocks))


def levered(found: Findings) -> bool:
    """Say whether levers are pulled in what the brief tells of the settlement."""
    return found.answer is not None and any(found.answer.intensities.values())


def _note(text: str) -> Block:
    return paragraph(text, "note")


def first_rows(table: Table, most: int, voice: Voice) -> Iterator[Block]:
    """Yield a table's first rows; where there are more, say where these stand."""
    rows = tuple(table.rows)
    yield replace(table, rows=rows[:most])
    if len(rows) > most:
        more = say("{:,} more", len(rows) - most)
        yield paragraph(voice.see("settlement", more) or say("And {}.", more), "note")


def narrowed(table: Table, keys: Sequence[str]) -> Table:
    """Return a table with some of its columns only."""
    kept = [place for place, column in enumerate(table.columns) if column.key in keys]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)
