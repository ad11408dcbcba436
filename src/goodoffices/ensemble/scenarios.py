"""Scenarios compared: the equilibria of each variant of a model, and their tally.

The tally is the one that analysts publish of a sensitivity exercise: in how many of the variants
each outcome is an equilibrium. The model as it is written stands beside and is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from goodoffices.answer import Answer
from goodoffices.errors import RequestError
from goodoffices.mediation.claims import holds
from goodoffices.mediation.pulled import under_levers
from goodoffices.model.applying import misfits
from goodoffices.model.conflict import Conflict
from goodoffices.model.uncertainty import Scenario
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import concept_keys

AS_WRITTEN = "as written"


@dataclass(frozen=True)
class Variant(Answer):
    """One variant.

    Attributes
    ----------
    name
        Empty for the model as it is written.
    pulled
        Intensities of the levers that are pulled in it, by name.
    equilibria
        Per concept, the labels of its equilibria, with these levers pulled.
    claims
        Whether each claim of the model holds, which pulls the levers that it names; None where it
        does not apply, because the variant leaves out what it names.
    """

    name: str
    equilibria: Mapping[str, tuple[str, ...]]
    claims: tuple[bool | None, ...]
    pulled: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ScenarioTally(Answer):
    """Variants and what they have in common.

    States are named by pattern (by label in a graph), as variants may have other states. Numbers
    are those of the model as it is written.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> text += "scenarios: {poor: {mediation: {levers: {fund: {max: 5}}}}}"
    >>> go.scenarios(go.loads(text), ["seq"]).tally
    {'NNNN': {'seq': 1}, 'YNYN': {'seq': 1}, 'NNNY': {'seq': 1}}
    """

    conflict: Conflict = field(repr=False)
    concepts: tuple[str, ...]
    written: Variant
    variants: tuple[Variant, ...]

    @cached_property
    def tally(self) -> dict[str, dict[str, int]]:
        """Per state, by label, and concept: in how many variants it is an equilibrium."""
        counts: dict[str, dict[str, int]] = {}
        for state in self.conflict.states:
            counts[state.label] = dict.fromkeys(self.concepts, 0)
        for variant in self.variants:
            for concept, labels in variant.equilibria.items():
                for label in labels:
                    counts.setdefault(label, dict.fromkeys(self.concepts, 0))[concept] += 1
        return {label: found for label, found in counts.items() if any(found.values())}

    @property
    def claims(self) -> tuple[int, ...]:
        """In how many variants each claim holds."""
        return tuple(
            sum(map(bool, held)) for held in zip(*(v.claims for v in self.variants), strict=True)
        )


def compare_variants(
    conflict: Conflict, variants: Mapping[str, Conflict], concepts: Iterable[str] | None = None
) -> ScenarioTally:
    """Analyse a model and its variants.

    Raises
    ------
    RequestError
        There are no variants, or a concept that there is not.
    """
    if not variants:
        raise RequestError("the model names no scenarios; add some under scenarios:")
    keys = concept_keys(concepts)
    written = _variant(Scenario(""), conflict, keys, conflict)
    named = {scenario.name: scenario for scenario in conflict.scenarios}
    found = [
        _variant(named.get(name, Scenario(name)), other, keys, conflict)
        for name, other in variants.items()
    ]
    return ScenarioTally(conflict, keys, written, tuple(found))


def _variant(
    scenario: Scenario, variant: Conflict, keys: tuple[str, ...], written: Conflict
) -> Variant:
    name, pulled = scenario.name, {lever: float(t) for lever, t in scenario.pulled.items()}
    analysis = analyze(under_levers(variant, pulled), keys)
    equilibria = {key: tuple(state.label for state in analysis.equilibria(key)) for key in keys}
    claims = written.mediation.claims
    own = variant.mediation.claims
    tested = own if len(own) == len(claims) else claims
    try:
        held = (None if any(misfits(variant, c)) else holds(variant, c) for c in tested)
        return Variant(name, equilibria, tuple(held), pulled)
    except RequestError as error:
        raise RequestError(f"scenario '{name}': {error}" if name else str(error)) from None
