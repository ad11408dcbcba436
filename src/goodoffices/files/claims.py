"""Whether there is what the claims of a model file ask for."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.errors import Path, Problem, RequestError
from goodoffices.model.applying import misfits
from goodoffices.model.conflict import Conflict
from goodoffices.stability.concepts import concept_in_turn, concept_key


def claim_problems(conflict: Conflict) -> Iterator[Problem]:
    """Yield what the claims of a conflict ask for and it does not have."""
    for k, claim in enumerate(conflict.mediation.claims):
        where: Path = ("mediation", "claims", k)
        concept = claim.request.get("concept", "seq")
        try:
            concept_key(str(concept)) if claim.test == "escalates" else concept_in_turn(
                str(concept), "no plan can be made under"
            )
        except RequestError as error:
            found, _, remedy = str(error).partition("; ")
            yield Problem((*where, "with", "concept"), found, "a stability concept", remedy)
        yield from misfits(conflict, claim, where)
