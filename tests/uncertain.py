"""Hypothesis strategies that make conflicts uncertain, mostly by choices whose values make ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.errors import Path
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import written
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.preferences import Prioritized, Ranking
from goodoffices.model.uncertainty import (
    Correlation,
    Distribution,
    Quantity,
    Uncertainty,
    Use,
    own_quantity,
)
from goodoffices.model.written import DecisionMaker
from tests.mediation.strategies import asked

STEPS = (0.0, 1.0, -1.0, 0.5, 0.1, -0.25)
SHARED = (
    Quantity("much", Distribution("choice", (0.0, 1.0, -0.5), value=0.0)),
    Quantity("little", Distribution("uniform", (-1.0, 1.0), value=0.0)),
)


@st.composite
def unknown(draw: st.DrawFn, place: Path, value: float) -> Quantity | Use | None:
    """Draw how a weight or payoff is uncertain, if it is; its nominal value stays."""
    kind = draw(st.sampled_from(["not", "choice", "choice", "formula", "uniform", "normal"]))
    if kind == "not":
        return None
    if kind == "choice":
        steps = draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=3, unique=True))
        values = tuple(value + step for step in steps)
        weights = draw(st.sampled_from([(), tuple(range(1, len(values) + 1))]))
        inside = value if min(values) <= value <= max(values) else None
        if inside is None:
            values, weights = (value, *values), ()
        return own_quantity(place, Distribution("choice", values, weights, value=value))
    if kind == "formula":
        texts = ["({}) + much", "({}) - little * 2", "({}) * (1 + much)", "({}) + much / 4"]
        return Use(place, draw(st.sampled_from(texts)).format(repr(value)))
    if kind == "uniform":
        return own_quantity(place, Distribution("uniform", (value - 1.0, value + 1.0), value=value))
    return own_quantity(place, Distribution("normal", (value, 1.5), within=(value - 2, value + 3)))


@st.composite
def unknown_number_of_a_lever(draw: st.DrawFn, place: Path, value: float) -> Quantity | None:
    """Draw how a number of a lever is uncertain, within what levers may have."""
    if draw(st.booleans()):
        return None
    if place[-1] == "belief":
        values: tuple[float, ...] = (value, 0.0, 1.0, 0.5)
    elif place[-1] == "effect":
        values = (value, -value, value / 2)
    elif place[-1] == "max":
        values = (value, value + 1.0, value + 0.75)  # a step fits in as before
    else:
        values = (value, value + 1.0, value / 2)
    return own_quantity(place, Distribution("choice", values, value=value))


@st.composite
def uncertain(draw: st.DrawFn, conflict: Conflict) -> Conflict:
    """Make a conflict uncertain: numbers, orders of statements, rankings."""
    parties = tuple(draw(unsure(dm)) for dm in conflict.decision_makers)
    found: list[Quantity | Use] = []
    levers = conflict.mediation.levers
    ordinal = {dm.name for dm in parties if not dm.preferences.cardinal}
    free = {lever.name for lever in levers if lever.held_by in ordinal}  # of execution costs
    for place, value in written(conflict).items():
        if place[0] != "mediation":
            one: Quantity | Use | None = draw(unknown(place, value))
        elif place[-1] == "execute" and place[2] in free:
            one = None
        else:
            one = draw(unknown_number_of_a_lever(place, value))
        found += [] if one is None else [one]
    own = tuple(one for one in found if isinstance(one, Quantity))
    names = [one.name for one in (*SHARED, *own)]
    groups = []
    if draw(st.booleans()):
        size = draw(st.integers(2, len(names)))
        strength = draw(st.sampled_from([0.5, 0.9]))
        rows = tuple(tuple(1.0 if i == j else strength for j in range(size)) for i in range(size))
        groups.append(Correlation(tuple(names[:size]), rows))
    uses = tuple(one for one in found if isinstance(one, Use))
    uncertainty = Uncertainty((*SHARED, *own), uses, tuple(groups))
    return conflict.replace(decision_makers=parties, uncertainty=uncertainty)


@st.composite
def unsure(draw: st.DrawFn, dm: DecisionMaker) -> DecisionMaker:
    """Make ordinal preferences uncertain."""
    wanted = dm.preferences
    if isinstance(wanted, Ranking):
        return replace(dm, preferences=replace(wanted, swaps=draw(st.integers(0, 4))))
    if isinstance(wanted, Prioritized):
        count = len(wanted.statements)
        ends = sorted(draw(st.sets(st.integers(0, count), max_size=4)))
        runs = zip(ends[::2], ends[1::2], strict=False)
        unordered = tuple((a, b) for a, b in runs if b - a > 1)
        return replace(dm, preferences=replace(wanted, unordered=unordered))
    return dm


@st.composite
def some_claim(draw: st.DrawFn, conflict: Conflict) -> Claim:
    """Draw a claim of any test, whose request can be met."""
    levers = conflict.mediation.levers
    concept = draw(st.sampled_from(["nash", "gmr", "smr", "seq", "SSEQ", "Nash stability"]))
    test = draw(st.sampled_from(["plan", "shortfall", "plan", "bluff", "escalates"]))
    if test in {"plan", "shortfall"}:
        want = draw(asked(conflict))
        request = {"concept": concept, "accept": want.accept, "credible": want.credible}
        if want.margin is not None:
            request["margin"] = want.margin
        if want.decision_makers is not None:
            request["decision_makers"] = want.decision_makers
        return Claim("Planned.", test, request)
    lever = draw(st.sampled_from(levers))
    pulled = draw(st.sampled_from([{}, {lever.name: 0.5}, {lever.name: 2.0}]))
    if test == "bluff":
        return Claim("A bluff.", test, {"lever": lever.name, **_intensity(lever, pulled)})
    also = draw(st.booleans())
    return Claim("On and on.", test, {"concept": concept, "intensities": pulled, "also": also})


def _intensity(lever: Lever, pulled: Mapping[str, float]) -> dict[str, float]:
    return {"intensity": pulled[lever.name]} if pulled else {}
