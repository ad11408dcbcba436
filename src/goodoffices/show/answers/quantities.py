"""The uncertain numbers of a model by name, each with what it belongs to."""

from __future__ import annotations

from goodoffices.model.fields import number_name
from goodoffices.model.uncertainty import Quantity
from goodoffices.show.language import say
from goodoffices.show.words import Words, begun


def quantity_title(quantity: Quantity) -> str:
    """Return what a quantity is called: its label, or in words which number it is."""
    if not quantity.place:
        return quantity.title
    return begun(number_name(quantity.place))


def quantity_group(quantity: Quantity, words: Words) -> str:
    """Return what a quantity belongs to: a party's preferences, a lever, or neither."""
    place = quantity.place
    if not place:
        return say("Quantities")
    if place[0] == "decision_makers":
        return say("What {} wants", words.party(str(place[1])))
    return say("Lever: {}", words.lever(str(place[2])).title)
