"""Coalitions: which joint moves help all of their members, and which states stand up to them.

Let H be a coalition, N all decision makers and p_i the payoffs of i.

- A *legal sequence* of some movers is any number of their moves in which nobody moves twice in a
  row. R_H(s) are the states that legal sequences of members of H reach from s.
- CI_H(s), the *coalitional improvements*: the states of R_H(s) that every member of H strictly
  prefers to s.
- x is *no better* than s for H when p_i(x) <= p_i(s) for some member i.

A state s is stable for H under

- CNash when CI_H(s) is empty;
- CGMR when from every q of CI_H(s) the others can reach, within R_(N∖H)(q), a state x no better
  than s for H;
- CSMR when that x, besides, leaves H no escape: every state of R_H(x) is no better than s for H;
- CSEQ when such an x (without regard to escapes) is reached from q by a legal sequence whose
  movers are the sub-coalitions of N∖H, single members included, and whose moves are their
  coalitional improvements: K takes t to a state of CI_K(t). No sub-coalition moves twice in a row;
  the same decision maker may, as a member of two different ones (so that CSEQ implies CGMR where
  moves compose, and need not in graph form).

Sources: Kilgour, Hipel, Fang & Peng (2001), Coalition analysis in group decision support; Inohara
& Hipel (2008), Coalition analysis in the graph model for conflict resolution.

Sets of states are whole numbers here, bit k for the state with index k: conflicts are small.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_, or_
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, SizeError, described, expect, nearest
from goodoffices.model.conflict import Conflict

Bools = NDArray[np.bool_]
Coalition = tuple[str, ...]
COALITION_CONCEPTS: Mapping[str, str] = MappingProxyType(
    {"cnash": "CNash", "cgmr": "CGMR", "csmr": "CSMR", "cseq": "CSEQ"}
)
MOST_MEMBERS_FOR_ALL = 5
MOST_WORK = 200_000_000


@dataclass(frozen=True, eq=False)
class CoalitionAnalysis(Answer):
    """What coalitions can achieve, and which states stand up to them.

    Attributes
    ----------
    coalitions
        Members by name, in the order of the conflict.
    moves
        Per coalition, the coalitional improvements: state number to the numbers reached.
    verdicts
        Shape (concepts, coalitions, states), concepts in the order of ``COALITION_CONCEPTS``;
        True where stable.

    Examples
    --------
    >>> found = go.coalitions(go.case("elmira-1991"))
    >>> found.universal("cnash")[6:10]
    array([False, False,  True,  True])
    """

    conflict: Conflict
    coalitions: tuple[Coalition, ...]
    moves: tuple[Mapping[int, tuple[int, ...]], ...]
    verdicts: Bools

    def improvements(self, coalition: str | Iterable[str]) -> dict[int, tuple[int, ...]]:
        """Return a coalition's improvements by state number; states without any are left out.

        The members are given by name, in any order, or as one text joined by ``+``.
        """
        return dict(self.moves[self._row(coalition)])

    def stable(self, coalition: str | Iterable[str], concept: str) -> Bools:
        """Say which states are stable for a coalition. Shape (states,)."""
        verdict: Bools = self.verdicts[_concept_row(concept), self._row(coalition)]
        return verdict

    def universal(self, concept: str) -> Bools:
        """Say which states are stable for every coalition listed. Shape (states,)."""
        verdict: Bools = self.everywhere[_concept_row(concept)]
        return verdict

    @property
    def everywhere(self) -> Bools:
        """What is stable for every coalition listed. Shape (concepts, states)."""
        everywhere: Bools = np.logical_and.reduce(self.verdicts, axis=1)
        return everywhere

    def _row(self, coalition: str | Iterable[str]) -> int:
        members = _members(self.conflict, coalition)
        if members not in self.coalitions:
            known = ", ".join("+".join(c) for c in self.coalitions)
            raise RequestError(f"coalition {'+'.join(members)} was not analysed, only {known}")
        return self.coalitions.index(members)


def coalitions(
    conflict: Conflict, coalitions: Iterable[str | Iterable[str]] | None = None
) -> CoalitionAnalysis:
    """Find the coalitional improvements and the coalitional stability of every state.

    Parameters
    ----------
    coalitions
        The coalitions of interest, each as names or as one text joined by ``+``. By default every
        coalition of two or more where there are up to five decision makers, else the conflict's
        own ``coalitions``.

    Raises
    ------
    RequestError
        Unknown members, or no coalition to look at.
    SizeError
        So many states or opponents that it would take minutes: 4,096 states of three decision
        makers pass, 1,024 of five.

    Examples
    --------
    >>> found = go.coalitions(go.case("elmira-1991"), ["MoE+Uniroyal"])
    >>> found.improvements("MoE+Uniroyal")
    {2: (4,), 7: (10,), 8: (10,)}
    """
    expect(conflict, Conflict)
    chosen = _chosen(conflict, coalitions)
    _refuse_if_large(conflict, chosen)
    search = _Search(conflict)
    count = len(conflict.states)
    verdicts = np.empty((len(COALITION_CONCEPTS), len(chosen), count), bool)
    moves = []
    for row, names in enumerate(chosen):
        members = frozenset(conflict.names.index(name) for name in names)
        improvements = search.improvements(members)
        moves.append(
            {s + 1: tuple(q + 1 for q in _listed(c)) for s, c in enumerate(improvements) if c}
        )
        for s in range(count):
            verdicts[:, row, s] = search.verdicts(members, s)
    return CoalitionAnalysis(conflict, chosen, tuple(moves), verdicts)


class _Search:
    """Sets of states per coalition (of indices), each worked out once."""

    def __init__(self, conflict: Conflict) -> None:
        everybody = range(len(conflict.names))
        states = range(len(conflict.states))
        self._steps = [
            [conflict.moves.destinations(i, s).tolist() for s in states] for i in everybody
        ]
        self._better = [_strictly_better(payoffs) for payoffs in conflict.payoffs]
        self._everybody = frozenset(everybody)
        self.improvements = cache(self._improvements)
        self._reach = cache(self._legal_moves)
        self._replies = cache(self._coalitional_replies)
        self._trapped = cache(self._without_escape)

    def verdicts(self, members: frozenset[int], state: int) -> tuple[bool, bool, bool, bool]:
        """Say whether a state is CNash, CGMR, CSMR and CSEQ stable for a coalition."""
        improvements = _listed(self.improvements(members)[state])
        if not improvements:
            return True, True, True, True
        others = self._everybody - members
        preferred = self._preferred(members, state)
        reach, replies = self._reach(others), self._replies(others)
        trapped = self._trapped(members, preferred)
        return (
            False,
            all(reach[q] & ~preferred for q in improvements),
            all(reach[q] & trapped for q in improvements),
            all(replies[q] & ~preferred for q in improvements),
        )

    def _preferred(self, members: frozenset[int], state: int) -> int:
        """States that every member strictly prefers."""
        return reduce(and_, (self._better[i][state] for i in members))

    def _legal_moves(self, members: frozenset[int]) -> list[int]:
        """R_H(s) for every s."""
        return _legal_sequences([self._steps[i] for i in sorted(members)], len(self._steps[0]))

    def _improvements(self, members: frozenset[int]) -> list[int]:
        """CI_H(s) for every s."""
        reach = self._reach(members)
        return [reached & self._preferred(members, s) for s, reached in enumerate(reach)]

    def _coalitional_replies(self, opponents: frozenset[int]) -> list[int]:
        """Return what legal sequences of improvements by sub-coalitions reach from every s."""
        coalitions = [
            frozenset(members)
            for size in range(1, len(opponents) + 1)
            for members in itertools.combinations(sorted(opponents), size)
        ]
        steps = [[_listed(c) for c in self.improvements(k)] for k in coalitions]
        return _legal_sequences(steps, len(self._steps[0]))

    def _without_escape(self, members: frozenset[int], preferred: int) -> int:
        """States that are not preferred and from which H reaches none that is."""
        reach = self._reach(members)
        trapped = [not (reached | 1 << x) & preferred for x, reached in enumerate(reach)]
        return _packed(np.array(trapped))


def _legal_sequences(steps: Sequence[Sequence[Sequence[int]]], count: int) -> list[int]:
    """Return what sequences of steps in which nobody moves twice in a row reach from every state.

    Parameters
    ----------
    steps
        Per mover and state, the states that one step leads to.
    """
    first = [[0] * count for _ in steps]  # reached when this mover makes the first step
    growing = True
    while growing:
        growing = False
        for mover, targets in enumerate(steps):
            others = [row for k, row in enumerate(first) if k != mover]
            after = [reduce(or_, (row[t] for row in others), 1 << t) for t in range(count)]
            for s, reached in enumerate(first[mover]):
                grown = reduce(or_, (after[t] for t in targets[s]), reached)
                if grown != reached:
                    first[mover][s] = grown
                    growing = True
    return [reduce(or_, (row[s] for row in first), 0) for s in range(count)]


def _strictly_better(payoffs: NDArray[np.float64]) -> list[int]:
    """Return the set of states better than each state."""
    sets = {value: _packed(payoffs > value) for value in set(payoffs.tolist())}
    return [sets[value] for value in payoffs.tolist()]


def _packed(mask: Bools) -> int:
    """Return a set of states from a truth per state."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def _listed(states: int) -> list[int]:
    """Return the members of a set of states, increasing."""
    octets = np.frombuffer(states.to_bytes((states.bit_length() + 7) // 8, "little"), np.uint8)
    members: list[int] = np.flatnonzero(np.unpackbits(octets, bitorder="little")).tolist()
    return members


def _chosen(
    conflict: Conflict, wanted: Iterable[str | Iterable[str]] | None
) -> tuple[Coalition, ...]:
    """Return the coalitions to look at, each once."""
    names = conflict.names
    if wanted is not None and not isinstance(wanted, Iterable):
        raise RequestError(f"{described(wanted)} in place of coalitions; expected a list of them")
    if wanted is not None:
        chosen = tuple(dict.fromkeys(_members(conflict, coalition) for coalition in wanted))
    elif len(names) <= MOST_MEMBERS_FOR_ALL:
        sizes = range(2, len(names) + 1)
        chosen = tuple(c for size in sizes for c in itertools.combinations(names, size))
    else:
        chosen = tuple(dict.fromkeys(_members(conflict, c) for c in conflict.coalitions))
    if chosen:
        return chosen
    if len(names) == 1:
        raise RequestError("a coalition needs two decision makers; this conflict has one")
    raise RequestError(
        f"{len(names)} decision makers form too many coalitions to list them all; "
        f'name those of interest, e.g. "{names[0]}+{names[1]}", or list them under coalitions'
    )


def _members(conflict: Conflict, coalition: str | Iterable[str]) -> Coalition:
    """Return a coalition's members in the order of the conflict."""
    if not isinstance(coalition, str | Iterable):
        raise RequestError(f'{described(coalition)} in place of a coalition; write "A+B"')
    named = coalition if not isinstance(coalition, str) else map(str.strip, coalition.split("+"))
    places = {conflict.decision_maker_index(name) for name in named}
    if not places:
        raise RequestError("a coalition without members")
    return tuple(conflict.names[k] for k in sorted(places))


def _refuse_if_large(conflict: Conflict, chosen: Collection[Coalition]) -> None:
    """Raise SizeError where the work, measured at up to 1e-7 s per unit, would take minutes."""
    states, parties = len(conflict.states), len(conflict.names)
    work = states**2 * sum(2 ** (parties - len(members)) for members in chosen)
    if work > MOST_WORK:
        raise SizeError(
            f"{states:,} states are too many for the coalitions asked for: states squared, times "
            f"the coalitions that their opponents can form, come to {work:.1e}; the limit is "
            f"{MOST_WORK:.0e}. Name fewer coalitions, exclude states that cannot occur, or merge "
            "those that come to the same (same_state)"
        )


def _concept_row(name: str) -> int:
    folded = name.strip().casefold()
    if folded not in COALITION_CONCEPTS:
        hint = nearest(name, COALITION_CONCEPTS)
        raise RequestError(f"no stability concept '{name}' for coalitions; {hint}")
    return list(COALITION_CONCEPTS).index(folded)
