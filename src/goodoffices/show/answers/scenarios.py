"""Scenarios compared, as a report: the tally first, then the variants one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from goodoffices.ensemble.scenarios import AS_WRITTEN, ScenarioTally, Variant
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.about import about, parties, state_columns
from goodoffices.show.document import Block, Cell, Column, Document, Table
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import amount, enumerated, listing, quoted, short_name


@report.register(ScenarioTally)
def scenarios_report(found: ScenarioTally) -> Document:
    """Report what the variants of a model have in common, and in what they differ."""
    notes = (say("Equilibria are given by state number of the model as written."),)
    records = _listed(found, str)
    return about(found, "scenarios", *scenarios_blocks(found), records=records, notes=notes)


def scenarios_blocks(found: ScenarioTally) -> Iterator[Block]:
    """Tell what the variants have in common, in what they differ, and where claims hold."""
    count = len(found.variants)
    yield say_many(
        "{} scenario. The model as written is not counted.",
        "{} scenarios. The model as written is not counted.",
        count,
    )
    yield _tally(found)
    yield _listed(found)
    yield from pulled_sentences(found)
    if found.claims:
        yield _claims(found)


def _number(found: ScenarioTally, label: str) -> str:
    """Return the number of a state in the model as written, or its label where it has none."""
    index = found.conflict.states.index(label)
    return label if index is None else str(index + 1)


def _tally(found: ScenarioTally) -> Table:
    conflict = found.conflict
    places = [conflict.states.index(label) for label in found.tally]
    known = np.array([k for k in places if k is not None], np.int64)
    columns = [Column("state", kind="number")]
    values: list[list[Cell]] = [[_number(found, label) for label in found.tally]]
    if len(known) == len(places) and not conflict.in_graph_form:
        told = state_columns(conflict, known)
        columns, values = columns + told[0][2:], values + told[1][2:]
    else:
        columns, values = [*columns, Column("options")], [*values, list(found.tally)]
    columns += [Column(c, short_name(c), "number", say("Under")) for c in found.concepts]
    values += [[row[c] or None for row in found.tally.values()] for c in found.concepts]
    title = say("In how many scenarios each state is an equilibrium")
    return Table(tuple(columns), list(zip(*values, strict=True)), title, parties(conflict))


def _listed(found: ScenarioTally, tell: Callable[[str], str] = say) -> Table:
    """Return a row per scenario; ``tell`` says which is the model, and where nothing holds."""
    columns = [Column("scenario")]
    columns += [Column(c, short_name(c), "text", say("Equilibria")) for c in found.concepts]
    rows = list(_rows(found, tell))
    return Table(tuple(columns), rows, say("The scenarios one by one"), section=1)


def _rows(found: ScenarioTally, tell: Callable[[str], str]) -> Iterator[list[Cell]]:
    for variant in (found.written, *found.variants):
        cells = [
            " ".join(_number(found, label) for label in variant.equilibria[c])
            or tell(message("none"))
            for c in found.concepts
        ]
        yield [variant.name or tell(AS_WRITTEN), *cells]


def pulled_sentences(found: ScenarioTally) -> Iterator[str]:
    """Say which levers are pulled in which scenario."""
    for variant in found.variants:
        yield from pulled_sentence(found.conflict, variant.name, variant.pulled)


def pulled_sentence(
    conflict: Conflict, name: str, intensities: Mapping[str, float]
) -> Iterator[str]:
    """Say which levers are pulled in a scenario; nothing where none is."""
    titles = {lever.name: lever.title for lever in conflict.mediation.levers}
    pulled = [f"{titles.get(k, k)} {amount(t)}" for k, t in intensities.items() if t]
    if pulled:
        yield say("Levers pulled in scenario {}: {}.", quoted(name), listing(pulled))


def _claims(found: ScenarioTally) -> str:
    """Tell in which scenarios each claim holds."""
    lines = [say("Claims:")]
    for k, claim in enumerate(found.conflict.mediation.claims):
        held = [variant.name for variant in found.variants if variant.claims[k]]
        everywhere = len(held) == len(found.variants)
        listed = say("all") if everywhere else enumerated(held) or say("none")
        written = (
            message("As written: holds. Holds in: {}.")
            if found.written.claims[k]
            else message("As written: does not hold. Holds in: {}.")
        )
        told = say(written, listed)
        apart = [variant.name for variant in found.variants if variant.claims[k] is None]
        if apart:
            told = f"{told} {say('Does not apply in: {}.', enumerated(apart))}"
        lines += [f"- {claim.claim}", f"  {told}"]
    return "\n".join(lines)


shape(Variant, "scenario pulled equilibria claims", scenario=lambda variant: variant.name or None)
shape(ScenarioTally, "conflict concepts written scenarios=variants tally claims")
