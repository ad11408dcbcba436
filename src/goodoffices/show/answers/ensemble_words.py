"""Answers about ensembles in plain English, for mediators who know no statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.influence import FEW
from goodoffices.model.levers import Claim
from goodoffices.show.answers.quantities import factor_title
from goodoffices.show.language import message, say, say_many
from goodoffices.show.words import (
    Words,
    amount,
    axis_name,
    brief,
    concept_name,
    interval,
    listing,
    percent,
    short_name,
)

if TYPE_CHECKING:
    from goodoffices.ensemble.probability_map import ProbabilityMap
    from goodoffices.ensemble.sensitivity import Influence, Sensitivity
    from goodoffices.model.conflict import Conflict

_HAIR = 0.0005


def headline(found: Sensitivity) -> list[str]:
    """Say what was asked, and how likely it is."""
    judged = found.samples - found.left_out
    if not judged:
        return [
            say("Nobody knows whether {}: no sample was searched to the end.", outcome_words(found))
        ]
    chance = found.probability
    if not found.influences:
        told = say(
            message(
                "In all of {:,} models {}. So nothing that is uncertain decides it, and there is "
                "no ranking."
            )
            if chance.probability
            else message(
                "In none of {:,} models {}. So nothing that is uncertain decides it, and there is "
                "no ranking."
            ),
            judged,
            outcome_words(found),
        )
        return [told, *_pulled(found)]
    share = say("{} ({})", percent(chance.probability), interval(chance.low, chance.high))
    return [say("In {} of {:,} models {}.", share, judged, outcome_words(found)), *_pulled(found)]


def _pulled(found: Sensitivity) -> list[str]:
    words = Words(found.conflict)
    pulled = [
        f"{words.levers([name])} {amount(intensity)}"
        for name, intensity in found.intensities.items()
        if intensity
    ]
    if pulled:
        return [say("Levers pulled: {}.", listing(pulled))]
    asks_claim = isinstance(found.outcome, Claim)
    return [say("No lever is pulled.")] if found.conflict.mediation and not asks_claim else []


def noise(found: Sensitivity) -> list[str]:
    """Say of how many things drawn it cannot be told that they matter."""
    rest = sum(not one.evident for one in found.influences)
    if not rest:
        return []
    if rest == len(found.influences):
        return [say("Nothing that is uncertain tells the two apart by more than noise.")]
    return [
        say_many(
            "The one other cannot be told from noise.",
            "The other {} cannot be told from noise.",
            rest,
        )
    ]


def told_influence(one: Influence, conflict: Conflict) -> str:
    """Say what a quantity explains, and which way it acts."""
    share = percent(one.share) if one.share >= _HAIR else say("next to nothing")
    way = say(
        "{} in its lowest fifth, {} in its highest", percent(one.lowest), percent(one.highest)
    )
    if all(step.least == step.most for step in one.bins):
        way = say(
            "{} where it is lowest, {} where highest", percent(one.lowest), percent(one.highest)
        )
    if one.factor.kind == "order":
        way = say(
            "{} where it is not so, {} where it is", percent(one.lowest), percent(one.highest)
        )
    return say("{}: {} ({})", factor_title(one.factor, conflict), share, way)


def unexplained(found: Sensitivity) -> list[str]:
    """Say what is left to how the quantities act together."""
    if not found.influences:
        return []
    share, low, high = found.unexplained
    told = say(
        message(
            "At most {} ({}) is left to how they act together. Some depend on each other: one may "
            "stand high for what goes with it."
        )
        if found.dependent
        else message("{} ({}) is left to how they act together."),
        percent(share),
        interval(low, high),
    )
    return [told]


def warnings(found: Sensitivity) -> list[str]:
    """Say what to beware of."""
    told = []
    if found.influences and found.rare < FEW:
        told.append(
            say(
                "Only {} of the samples are on one side: take the ranking with care, or draw "
                "more samples.",
                found.rare,
            )
        )
    if found.left_out:
        told.append(
            say(
                "{:,} of {:,} samples were not searched to the end and count for nothing "
                "here; they may well be different from the others.",
                found.left_out,
                found.samples,
            )
        )
    if not found.complete:
        told.append(
            say(
                "Stopped early: {:,} of {:,} samples were judged.",
                found.samples,
                found.ensemble.samples,
            )
        )
    return told


LIKELY = (0.5, 0.9)
"""Probabilities whose lines are drawn on a map, and told of."""


def tell_probabilities(found: ProbabilityMap) -> str:
    """Tell, per concept, how likely a settlement is over a map, and where most gently."""
    first = say(
        "{} (x) and {} (y): how likely a settlement holds and is liked better than "
        "no deal by all who sign, in {:,} models per point, each known within {:.2g} "
        "percentage points either way.",
        axis_name(found.x),
        axis_name(found.y),
        found.samples,
        _width(found),
    )
    told = [
        f"  {say('{}: {}', concept_name(c), told_probabilities(found, c))}" for c in found.concepts
    ]
    lines = [first, *told]
    if not found.complete:
        asked = found.ensemble.samples
        lines.append(say("Stopped early: {:,} of {:,} samples were judged.", found.samples, asked))
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
        return say("nowhere, in none of the models")
    most = percent(float(agreed[row, column]))
    told = [say("at most {}, {}", most, _at(found, int(row), int(column)))]
    for chance in LIKELY:
        if (agreed >= chance).any():
            share = float((agreed >= chance).mean())
            where = _at(found, *gentlest(agreed >= chance))
            told.append(
                say(
                    "{} or more on {} of the map, most gently {}",
                    percent(chance),
                    percent(share),
                    where,
                )
            )
    return say("; ").join(told)


def gentlest(cells: NDArray[np.bool_]) -> tuple[int, int]:
    """Return row and column of the cell that is nearest to nothing being pulled."""
    rows, columns = np.nonzero(cells)
    effort = rows / (cells.shape[0] - 1) + columns / (cells.shape[1] - 1)
    nearest = int(np.argmin(effort))
    return int(rows[nearest]), int(columns[nearest])


def _at(found: ProbabilityMap, row: int, column: int) -> str:
    return say("at x = {}, y = {}", amount(found.x.values[column]), amount(found.y.values[row]))


def outcome_words(found: Sensitivity) -> str:
    """Say what the outcome is, as in "Does ... hold?"."""
    outcome, concept = found.outcome, short_name(found.concept)
    if isinstance(outcome, Claim):
        return say("the claim “{}” holds", outcome.claim)
    if outcome is not None:
        return say(
            "state {} is an equilibrium under {}", brief(found.conflict.state(outcome)), concept
        )
    if found.conflict.no_deal_index is None:
        return say("a settlement holds under {}", concept)
    return say("a settlement holds under {} and all who sign prefer it to no deal", concept)


def planned_anew(claims: Sequence[Claim]) -> Iterator[str]:
    """Say what the share of a claim about plans asks, beside that of one plan kept as it is."""
    if any(claim.test in {"plan", "shortfall"} for claim in claims):
        yield say(
            "A claim about plans is asked anew of each draw: whether some use of its levers does "
            "it there, and not whether one plan, made beforehand and kept, does it in all."
        )
