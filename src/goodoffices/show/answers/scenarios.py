"""Scenarios compared, as a report: the tally first, then the variants one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.ensemble.scenarios import AS_WRITTEN, ScenarioTally, Variant
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, report, text
from goodoffices.show.words import short_name


@report.register(ScenarioTally)
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
    notes = ("Equilibria are given by state number of the model as written.",)
    return about(found, "scenarios", *body, records=_listed(found), notes=notes)


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
    columns += [Column(c, short_name(c), "number", "Scenarios with it") for c in found.concepts]
    return Sheet(tuple(columns), rows, "In how many scenarios each state is an equilibrium")


def _listed(found: ScenarioTally) -> Sheet:
    columns = [Column("scenario", "Scenario")]
    columns += [Column(c, short_name(c), "text", "Equilibria") for c in found.concepts]
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
    lines = ["Claims:"]
    for k, claim in enumerate(found.conflict.mediation.claims):
        held = [variant.name for variant in found.variants if variant.claims[k]]
        listed = "all" if len(held) == len(found.variants) else ", ".join(held) or "none"
        apart = [variant.name for variant in found.variants if variant.claims[k] is None]
        if apart:
            listed += f". Does not apply in: {', '.join(apart)}"
        written = "holds" if found.written.claims[k] else "does not hold"
        lines += [f"- {claim.claim}", f"  As written: {written}. Holds in: {listed}."]
    return "\n".join(lines)


@data.register(Variant)
def variant_data(answer: Variant) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "scenario": answer.name or None,
        "equilibria": {concept: list(labels) for concept, labels in answer.equilibria.items()},
        "claims": list(answer.claims),
    }


@data.register(ScenarioTally)
def scenario_tally_data(answer: ScenarioTally) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "conflict": conflict_data(answer.conflict),
        "concepts": list(answer.concepts),
        "written": answer.written.to_dict(),
        "scenarios": [variant.to_dict() for variant in answer.variants],
        "tally": {label: dict(found) for label, found in answer.tally.items()},
        "claims": list(answer.claims),
    }


@text.register(ScenarioTally)
def scenario_tally_text(answer: ScenarioTally) -> str:
    """List, per concept, the states with the number of variants in which they hold."""
    lines = [f"{answer.conflict.title}: {len(answer.variants)} scenarios"]
    for concept in answer.concepts:
        found = {label: row[concept] for label, row in answer.tally.items() if row[concept]}
        listed = ", ".join(f"{label} {count}" for label, count in found.items())
        lines.append(f"  {concept}: {listed or 'none'}")
    return "\n".join(lines)
