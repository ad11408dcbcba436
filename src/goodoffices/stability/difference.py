"""Two conflicts side by side: which states hold in one and not in the other.

States are matched by the options taken in them (by label in a graph), as their numbers and patterns
differ where the options do. A merged state counts with the options that all of it shares.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.errors import expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.concepts import concept_keys


@dataclass(frozen=True)
class Outcome(Answer):
    """A state that holds in one conflict, in the other, or in both.

    Attributes
    ----------
    taken
        The options taken, each behind its owner (``Firm.pay``); the label in a graph.
    here, there
        The state in the one conflict and in the other; None where there is none.
    holds_here, holds_there
        Keys of the concepts under which it holds.
    """

    taken: tuple[str, ...]
    here: State | None
    there: State | None
    holds_here: tuple[str, ...]
    holds_there: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether it holds under the same concepts in both."""
        return self.holds_here == self.holds_there


@dataclass(frozen=True)
class Difference(Answer):
    """What holds in one conflict and what in another.

    Attributes
    ----------
    conflict, other
        The conflicts: *here* and *there*.
    concepts
        Keys of the concepts that were asked for.
    outcomes
        The states that hold in either under any of them, those here first, by their numbers.
    lines
        The lines in which their texts differ, as ``difflib`` marks them; empty without texts.

    Examples
    --------
    >>> conflict = go.case("indus-waters-1960")
    >>> found = go.difference(conflict, conflict.under({"fund": 10}), ["nash"])
    >>> [(one.taken, one.holds_here, one.holds_there) for one in found.outcomes if not one.same]
    [(('India.divide', 'Pakistan.divide'), (), ('nash',))]
    """

    conflict: Conflict = field(repr=False)
    other: Conflict = field(repr=False)
    concepts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    lines: tuple[str, ...] = ()


def difference(
    one: Conflict,
    other: Conflict,
    concepts: Iterable[str] | None = None,
    texts: tuple[str, str] | None = None,
) -> Difference:
    r"""Compare two conflicts: an earlier version, a scenario, another model.

    Parameters
    ----------
    concepts
        Keys or names of stability concepts; Nash, GMR, SMR, SEQ and SSEQ by default.
    texts
        The texts of both, to tell in which lines they differ.

    Raises
    ------
    RequestError
        A concept that there is not.

    Examples
    --------
    >>> chicken, stag = go.case("chicken"), go.case("stag-hunt")
    >>> [one.holds_here for one in go.difference(chicken, chicken, ["nash"]).outcomes]
    [('nash',), ('nash',)]
    >>> go.difference(chicken, chicken, texts=("a\nb", "a\nc")).lines
    (' a', '-b', '+c')
    """
    expect(one, Conflict)
    expect(other, Conflict)
    keys = concept_keys(concepts)
    return compared(analyze(one, keys), analyze(other, keys), keys, texts)


def compared(
    one: Analysis, other: Analysis, keys: tuple[str, ...], texts: tuple[str, str] | None = None
) -> Difference:
    """Compare two analyses under concepts that both have; see ``difference``."""
    here, there = _holding(one, keys), _holding(other, keys)
    outcomes = tuple(
        Outcome(
            taken,
            _state(one.conflict, taken, here),
            _state(other.conflict, taken, there),
            tuple(here[taken][1]) if taken in here else (),
            tuple(there[taken][1]) if taken in there else (),
        )
        for taken in {**here, **there}
    )
    lines = changed_lines(*texts) if texts is not None else ()
    return Difference(one.conflict, other.conflict, keys, outcomes, lines)


def changed_lines(old: str, new: str) -> tuple[str, ...]:
    """Return the lines in which two texts differ, and one around them, as ``difflib`` marks them.

    Stretches that lie apart are divided by a line that starts with ``@@``.
    """
    found = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm=""))[2:]
    return tuple(found[1:])


Holding = dict[tuple[str, ...], tuple[State, list[str]]]


def _holding(analysis: Analysis, keys: tuple[str, ...]) -> Holding:
    """Return the states that hold and the concepts, by the options taken, in order of number."""
    found: dict[int, tuple[State, list[str]]] = {}
    for concept in keys:
        for state in analysis.iterate(concept):
            found.setdefault(state.number, (state, []))[1].append(concept)
    return {_taken(analysis.conflict, found[n][0]): found[n] for n in sorted(found)}


def _taken(conflict: Conflict, state: State) -> tuple[str, ...]:
    if conflict.in_graph_form:
        return (state.label,)
    named = (conflict.option_of[name] for name in state.options)
    return tuple(f"{owner}.{option.name}" for owner, option in named)


def _state(conflict: Conflict, taken: tuple[str, ...], holding: Holding) -> State | None:
    """Return the state of a conflict in which just these options are taken."""
    if taken in holding:
        return holding[taken][0]
    if conflict.in_graph_form:
        index = conflict.states.index(taken[0]) if len(taken) == 1 else None
    else:
        owned = [f"{dm.name}.{o.name}" for dm in conflict.decision_makers for o in dm.options]
        known = set(taken) <= set(owned)
        pattern = "".join("Y" if name in taken else "N" for name in owned)
        index = conflict.states.index(pattern) if known else None
    return None if index is None else conflict.states[index]
