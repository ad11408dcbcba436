"""Which states are stable for whom, under which concept, and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.stability import labelled
from goodoffices.stability.concepts import CONCEPTS, SIMULTANEOUS, concept_key, concept_keys
from goodoffices.stability.simultaneous import simultaneous_margins
from goodoffices.stability.structure import Structure, structure, worst_case

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Analysis:
    """Verdicts on every state of a conflict.

    Attributes
    ----------
    conflict
        The conflict that was analysed.
    concepts
        Keys of the concepts, in the order of ``verdicts``.
    verdicts
        Shape (concepts, decision makers, states); True where stable.
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    verdicts: Bools

    def stable(self, decision_maker: str, concept: str) -> Bools:
        """Say which states are stable for a decision maker. Shape (states,)."""
        mover = self.conflict.decision_maker_index(decision_maker)
        verdict: Bools = self.verdicts[self._row(concept), mover].copy()
        return verdict

    def equilibrium(self, concept: str) -> Bools:
        """Say which states are stable for every decision maker. Shape (states,)."""
        verdict: Bools = self.verdicts[self._row(concept)].all(axis=0)
        return verdict

    def equilibria(self, concept: str) -> list[State]:
        """Return the states that are stable for every decision maker."""
        states = self.conflict.states
        return [states[int(k)] for k in np.flatnonzero(self.equilibrium(concept))]

    def margin(self, decision_maker: str, concept: str) -> Floats:
        """Return by how much each state fails (above 0) or holds. Shape (states,).

        The greatest of m(s1) - p(s) over the improvements s1, in the decision maker's payoff
        units (levels where its preferences are ordinal); -inf where it has no improvement. Under
        Nash stability nobody replies, so that m(s1) is p(s1) itself.
        """
        mover = self.conflict.decision_maker_index(decision_maker)
        return _margins(self.conflict, self._structure, mover, concept_key(concept))

    def worst_case(self, decision_maker: str, concept: str) -> Floats:
        """Return m: how badly each state can turn out for a decision maker. Shape (states,).

        The least sanction value over the state and everything that the others reach from it by
        replies that the concept believes in (see ``goodoffices.stability.concepts``).

        Raises
        ------
        RequestError
            For ``sim``, where a sanction depends on the state that was left.
        """
        key = concept_key(concept)
        if key == SIMULTANEOUS:
            raise RequestError("sim has no worst case after a move; ask for its margin")
        mover = self.conflict.decision_maker_index(decision_maker)
        worst = worst_case(self._structure, mover, CONCEPTS[key])
        return self._structure.gather(worst).copy()

    @cached_property
    def _structure(self) -> Structure:
        return structure(self.conflict)

    def _row(self, concept: str) -> int:
        key = concept_key(concept)
        if key not in self.concepts:
            done = ", ".join(self.concepts)
            raise RequestError(f"this analysis has no '{key}', only {done}; analyse again with it")
        return self.concepts.index(key)

    def to_dict(self, where: Bools | None = None) -> dict[str, Any]:
        """Return plain data for JSON: one entry per state, or per state where ``where`` holds."""
        return labelled.to_dict(self, where)

    def to_xarray(self) -> xr.DataArray:
        """Return the verdicts with labels: dims state, decision_maker, concept."""
        return labelled.to_xarray(self)

    def to_dataframe(self) -> pd.DataFrame:
        """Return a table with a row per state: label, ranks, verdicts and equilibria."""
        return labelled.to_dataframe(self)

    def __str__(self) -> str:
        """List the equilibria by concept."""
        return labelled.to_text(self)

    def _repr_html_(self) -> str:
        """Show the equilibria as a table in a notebook."""
        return labelled.to_html(self)


def analyze(conflict: Conflict, concepts: Iterable[str] | None = None) -> Analysis:
    """Judge every state for every decision maker.

    Parameters
    ----------
    conflict
        The conflict.
    concepts
        Keys or names of stability concepts; Nash, GMR, SMR, SEQ and SSEQ by default, ``sim`` on
        request.

    Raises
    ------
    RequestError
        A concept that does not exist, or ``sim`` where moves have no options.
    SizeError
        ``sim`` on a conflict with too many combinations of moves.
    """
    keys = concept_keys(concepts)
    parts = structure(conflict)
    movers = range(len(conflict.decision_makers))
    verdicts = np.empty((len(keys), len(movers), len(conflict.states)), bool)
    for mover in movers:
        for row, key in enumerate(keys):
            verdicts[row, mover] = _margins(conflict, parts, mover, key) <= 0
    return Analysis(conflict, keys, verdicts)


def _margins(conflict: Conflict, parts: Structure, mover: int, key: str) -> Floats:
    if key == SIMULTANEOUS:
        return simultaneous_margins(conflict, mover)
    worst = parts.worst_improvement(mover, worst_case(parts, mover, CONCEPTS[key]))
    return parts.gather(worst) - conflict.payoffs[mover]
