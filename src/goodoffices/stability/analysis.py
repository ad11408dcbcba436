"""Which states are stable for whom, under which concept, and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import MissingExtraError, RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
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
        verdict: Bools = self.verdicts[self._row(concept), mover]
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
        units (levels where its preferences are ordinal); -inf where it has no improvement.
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
        return self._structure.gather(worst_case(self._structure, mover, CONCEPTS[key]))

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
        chosen = range(len(self.conflict.states)) if where is None else np.flatnonzero(where)
        return {
            "title": self.conflict.title,
            "decision_makers": list(self.conflict.names),
            "concepts": list(self.concepts),
            "status_quo": _number(self.conflict.status_quo_index),
            "states": [self._state_dict(int(k)) for k in chosen],
        }

    def _state_dict(self, index: int) -> dict[str, Any]:
        state = self.conflict.states[index]
        verdicts = self.verdicts[:, :, index]
        names = self.conflict.names
        return {
            "number": state.number,
            "pattern": state.pattern,
            "label": state.label,
            "options": list(state.options),
            "rank": {n: int(r[index]) for n, r in zip(names, self.conflict.ranks, strict=True)},
            "payoff": {
                n: float(p[index]) for n, p in zip(names, self.conflict.payoffs, strict=True)
            },
            "equilibrium": [c for c, row in zip(self.concepts, verdicts, strict=True) if row.all()],
            "stable": {
                c: [n for n, yes in zip(names, row, strict=True) if yes]
                for c, row in zip(self.concepts, verdicts, strict=True)
            },
        }

    def to_xarray(self) -> xr.DataArray:
        """Return the verdicts with labels: dims state, decision_maker, concept."""
        try:
            import xarray as xr
        except ImportError as error:
            raise _missing("xarray") from error
        numbers = np.arange(1, len(self.conflict.states) + 1)
        return xr.DataArray(
            np.moveaxis(self.verdicts, 2, 0).swapaxes(1, 2),
            dims=("state", "decision_maker", "concept"),
            coords={
                "state": numbers,
                "label": ("state", [state.label for state in self.conflict.states]),
                "decision_maker": list(self.conflict.names),
                "concept": list(self.concepts),
            },
            name="stable",
            attrs={"title": self.conflict.title},
        )

    def to_dataframe(self) -> pd.DataFrame:
        """Return a table with a row per state: pattern, ranks, verdicts and equilibria."""
        try:
            import pandas as pd
        except ImportError as error:
            raise _missing("pandas") from error
        states = self.conflict.states
        columns: dict[str, Any] = {"label": [state.label for state in states]}
        for name, ranks in zip(self.conflict.names, self.conflict.ranks, strict=True):
            columns[f"rank_{name}"] = ranks
        for concept, rows in zip(self.concepts, self.verdicts, strict=True):
            columns[concept] = rows.all(axis=0)
            for name, row in zip(self.conflict.names, rows, strict=True):
                columns[f"{concept}_{name}"] = row
        index = pd.RangeIndex(1, len(states) + 1, name="state")
        return pd.DataFrame(columns, index=index)


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


def _number(index: int | None) -> int | None:
    return None if index is None else index + 1


def _missing(library: str) -> MissingExtraError:
    return MissingExtraError(f'this needs {library}: pip install "goodoffices[notebook]"')
