"""Answers about ensembles in plain English, for mediators who know no statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.influence import FEW
from goodoffices.model.levers import Claim
from goodoffices.show.charts.pressure_chart import axis_name
from goodoffices.show.words import Words, amount, brief, interval, listing, percent, short_name
from goodoffices.stability.concepts import CONCEPTS

if TYPE_CHECKING:
    from goodoffices.ensemble.probability_map import ProbabilityMap
    from goodoffices.ensemble.sensitivity import Influence, Sensitivity

_HAIR = 0.0005


def headline(found: Sensitivity) -> list[str]:
    """Say what was asked, and how likely it is."""
    judged = found.samples - found.left_out
    if not judged:
        return [f"Nobody knows whether {outcome_words(found)}: no sample was searched to the end."]
    chance = found.probability
    if not found.influences:
        every = "all" if chance.probability else "none"
        told = (
            f"In {every} of {judged:,} models {outcome_words(found)}. So nothing that is uncertain "
        )
        return [f"{told}decides it, and there is no ranking.", *_pulled(found)]
    share = f"{percent(chance.probability)} ({interval(chance.low, chance.high)})"
    return [f"In {share} of {judged:,} models {outcome_words(found)}.", *_pulled(found)]


def _pulled(found: Sensitivity) -> list[str]:
    words = Words(found.conflict)
    pulled = [
        f"{words.levers([name])} {amount(intensity)}"
        for name, intensity in found.intensities.items()
        if intensity
    ]
    if pulled:
        return [f"Levers pulled: {listing(pulled)}."]
    asks_claim = outcome_words(found).startswith("the claim")
    return ["No lever is pulled."] if found.conflict.mediation and not asks_claim else []


def noise(found: Sensitivity) -> list[str]:
    """Say of how many things drawn it cannot be told that they matter."""
    rest = sum(not one.evident for one in found.influences)
    if not rest:
        return []
    if rest == len(found.influences):
        return ["Nothing that is uncertain tells the two apart by more than noise."]
    told = f"The other {rest}" if rest > 1 else "The one other"
    return [f"{told} cannot be told from noise."]


def told_influence(one: Influence) -> str:
    """Say what a quantity explains, and which way it acts."""
    share = percent(one.share) if one.share >= _HAIR else "next to nothing"
    way = f"{percent(one.lowest)} in its lowest fifth, {percent(one.highest)} in its highest"
    if all(step.least == step.most for step in one.bins):
        way = f"{percent(one.lowest)} where it is lowest, {percent(one.highest)} where highest"
    if one.factor.kind == "order":
        way = f"{percent(one.lowest)} where it is not so, {percent(one.highest)} where it is"
    return f"{one.factor.title}: {share} ({way})"


def unexplained(found: Sensitivity) -> list[str]:
    """Say what is left to how the quantities act together."""
    if not found.influences:
        return []
    share, low, high = found.unexplained
    most = "At most " if found.dependent else ""
    told = f"{most}{percent(share)} ({interval(low, high)}) is left to how they act together."
    if found.dependent:
        told += " Some depend on each other: one may stand high for what goes with it."
    return [told]


def warnings(found: Sensitivity) -> list[str]:
    """Say what to beware of."""
    told = []
    if found.influences and found.rare < FEW:
        told.append(
            f"Only {found.rare} of the samples are on one side: take the ranking with care, or "
            "draw more samples."
        )
    if found.left_out:
        told.append(
            f"{found.left_out:,} of {found.samples:,} samples were not searched to the end and "
            "count for nothing here; they may well be different from the others."
        )
    if not found.complete:
        told.append(
            f"Stopped early: {found.samples:,} of {found.ensemble.samples:,} samples were judged."
        )
    return told


LIKELY = (0.5, 0.9)
"""Probabilities whose lines are drawn on a map, and told of."""


def tell_probabilities(found: ProbabilityMap) -> str:
    """Tell, per concept, how likely a settlement is over a map, and where most gently."""
    first = (
        f"{axis_name(found.x)} (x) and {axis_name(found.y)} (y): how likely a settlement "
        f"holds and is liked better than no deal by all who sign, in {found.samples:,} models per "
        f"point, each known within {_width(found):.2g} percentage points either way."
    )
    told = [f"  {CONCEPTS[c].name}: {told_probabilities(found, c)}" for c in found.concepts]
    lines = [first, *told]
    if not found.complete:
        asked = found.ensemble.samples
        lines.append(f"Stopped early: {found.samples:,} of {asked:,} samples were judged.")
    return "\n".join(lines)


def _width(found: ProbabilityMap) -> float:
    """Return half the widest interval of a map, in percentage points."""
    ends = np.array([found.interval(concept) for concept in found.concepts])
    return float((ends[:, 1] - ends[:, 0]).max()) * 50


def told_probabilities(found: ProbabilityMap, concept: str) -> str:
    """Say where a settlement is likeliest, and from where on it is likely."""
    agreed = found.agreed(concept)
    row, column = np.unravel_index(int(agreed.argmax()), agreed.shape)
    if not agreed[row, column]:
        return "nowhere, in none of the models"
    told = f"at most {percent(float(agreed[row, column]))}, {_at(found, int(row), int(column))}"
    for chance in LIKELY:
        if (agreed >= chance).any():
            share = float((agreed >= chance).mean())
            where = _at(found, *gentlest(agreed >= chance))
            told += (
                f"; {percent(chance)} or more on {percent(share)} of the map, most gently {where}"
            )
    return told


def gentlest(cells: NDArray[np.bool_]) -> tuple[int, int]:
    """Return row and column of the cell that is nearest to nothing being pulled."""
    rows, columns = np.nonzero(cells)
    effort = rows / (cells.shape[0] - 1) + columns / (cells.shape[1] - 1)
    nearest = int(np.argmin(effort))
    return int(rows[nearest]), int(columns[nearest])


def _at(found: ProbabilityMap, row: int, column: int) -> str:
    return f"at x = {amount(found.x.values[column])}, y = {amount(found.y.values[row])}"


def outcome_words(found: Sensitivity) -> str:
    """Say what the outcome is, as in "Does ... hold?"."""
    outcome, concept = found.outcome, short_name(found.concept)
    if isinstance(outcome, Claim):
        return f"the claim “{outcome.claim}” holds"
    if outcome is not None:
        return f"state {brief(found.conflict.state(outcome))} is an equilibrium under {concept}"
    if found.conflict.no_deal_index is None:
        return f"a settlement holds under {concept}"
    return f"a settlement holds under {concept} and all who sign prefer it to no deal"


def planned_anew(claims: Sequence[Claim]) -> Iterator[str]:
    """Say what the share of a claim about plans asks, beside that of one plan kept as it is."""
    if any(claim.test in {"plan", "shortfall"} for claim in claims):
        yield (
            "A claim about plans is asked anew of each draw: whether some use of its levers does "
            "it there, and not whether one plan, made beforehand and kept, does it in all."
        )
