"""The uncertain numbers of a model by name, each with what it belongs to."""

from __future__ import annotations

from goodoffices.ensemble.factors import Factor
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized
from goodoffices.model.uncertainty import Quantity, Uncertainty
from goodoffices.show.language import say
from goodoffices.show.words import Words, begun, number_told


def quantity_title(quantity: Quantity) -> str:
    """Return what a quantity is called: its label, or in words which number it is."""
    if not quantity.place:
        return quantity.title
    return begun(number_told(quantity.place))


def factor_title(factor: Factor, conflict: Conflict) -> str:
    """Return what a factor is called: a quantity, or a question of order."""
    if factor.kind == "order":
        told = _order(factor, conflict)
    else:
        known = (conflict.uncertainty or Uncertainty()).quantities
        quantity = next(one for one in known if one.name == factor.name)
        if not quantity.place:
            return factor.title
        told = quantity_title(quantity)
    return say("{} ({})", told, factor.name) if factor.title.endswith(f"({factor.name})") else told


def _order(factor: Factor, conflict: Conflict) -> str:
    """Say which of two comes first, for whom."""
    dm = conflict.decision_makers[factor.mover]
    first, second = factor.first, factor.second
    if isinstance(dm.preferences, Prioritized):
        one, other = (dm.preferences.statements[k] for k in (first, second))
        return say("{}: '{}' before '{}'", dm.title, one, other)
    return say("{}: rank {} above rank {}, as written", dm.title, first + 1, second + 1)


def quantity_group(quantity: Quantity, words: Words) -> str:
    """Return what a quantity belongs to: a party's preferences, a lever, or neither."""
    place = quantity.place
    if not place:
        return say("Quantities")
    if place[0] == "decision_makers":
        return say("What {} wants", words.party(str(place[1])))
    return say("Lever: {}", words.lever(str(place[2])).title)
