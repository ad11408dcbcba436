"""Scenarios compared, as a report: the tally first, then the variants one by one."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.scenarios import AS_WRITTEN, ScenarioTally
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.answers.verdicts import CONCEPT_HEADERS, conflict_data, without_title


def scenarios_report(found: ScenarioTally) -> Report:
    """Report what the variants of a model have in common, and in what they differ."""
    count = len(found.variants)
    body: list[str | Sheet] = [
        f"{count} scenario{'' if count == 1 else 's'}. The model as written is not counted.",
        _tally(found),
        _listed(found),
    ]
    if found.claims:
        body.append(_claims(found))
    return Report(
        command="scenarios",
        title=found.conflict.title,
        body=tuple(body),
        records=_listed(found),
        data=lambda: {"conflict": conflict_data(found.conflict), **without_title(found.to_dict())},
        notes=("Equilibria are given by state number of the model as written.",),
    )


def _number(found: ScenarioTally, label: str) -> str:
    """Return the number of a state in the model as written, or its label where it has none."""
    index = found.conflict.states.index(label)
    return label if index is None else str(index + 1)


def _tally(found: ScenarioTally) -> Sheet:
    rows: list[list[Cell]] = [
        [_number(found, label), label, *(row[c] or None for c in found.concepts)]
        for label, row in found.tally.items()
    ]
    columns = [Column("state", "State", "number"), Column("label", "Options")]
    columns += [
        Column(c, CONCEPT_HEADERS[c], "number", "Scenarios with it") for c in found.concepts
    ]
    return Sheet(tuple(columns), rows, "In how many scenarios each state is an equilibrium")


def _listed(found: ScenarioTally) -> Sheet:
    columns = [Column("scenario", "Scenario")]
    columns += [Column(c, CONCEPT_HEADERS[c], "text", "Equilibria") for c in found.concepts]
    return Sheet(tuple(columns), list(_rows(found)), "The scenarios one by one", section=1)


def _rows(found: ScenarioTally) -> Iterator[list[Cell]]:
    for variant in (found.written, *found.variants):
        cells = [
            " ".join(_number(found, label) for label in variant.equilibria[c]) or "none"
            for c in found.concepts
        ]
        yield [variant.name or AS_WRITTEN, *cells]


def _claims(found: ScenarioTally) -> str:
    """Tell in which scenarios each claim holds."""
    mediation = found.conflict.mediation
    lines = ["Claims:"]
    for k, claim in enumerate(mediation.claims if mediation else ()):
        held = [variant.name for variant in found.variants if variant.claims[k]]
        listed = "all" if len(held) == len(found.variants) else ", ".join(held) or "none"
        written = "holds" if found.written.claims[k] else "does not hold"
        lines += [f"- {claim.claim}", f"  As written: {written}. Holds in: {listed}."]
    return "\n".join(lines)
