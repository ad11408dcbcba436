"""What an audit found: how many comparisons were made of which kind, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State

Said = bool | int | float | str | tuple[int, ...] | None


@dataclass(frozen=True)
class Difference(Answer):
    """One thing that brute force finds otherwise.

    Attributes
    ----------
    part
        The kind of comparison, as of ``Compared``.
    what
        What of it differs, such as ``stable``, ``cost`` or ``cheaper``.
    said, found
        What the answer says, and what brute force finds.
    concept, decision_maker, state
        The verdict, party and state that it is about; empty, or None, where it is about none.
    about
        The answer that it is in: ``answer``, ``credible`` or ``held_by``, ``on``, ``lever`` or
        ``claim``; empty where there is one only.
    name
        Of that answer: holders, parties, the lever or the claim; a holder's, a lever's or a rule's
        name elsewhere.
    levers
        Intensities at which it was found; of a plan's grid, the cheaper point.
    """

    part: str
    what: str
    said: Said
    found: Said
    concept: str = ""
    decision_maker: str = ""
    state: State | None = None
    about: str = ""
    name: str = ""
    levers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Compared(Answer):
    """The comparisons of one kind.

    Attributes
    ----------
    part
        ``model``, ``verdicts``, ``plans``, ``grid``, ``shortfalls``, ``zone``, ``coalitions`` or
        ``probabilities``.
    done, of
        How many were made, and how many there are to be made.
    differing
        How many of those made differ.
    why
        Why some were not made: ``limit``, ``stopped``, ``size`` or ``family``; empty where all
        were.
    """

    part: str
    done: int
    of: int
    differing: int
    why: str = ""


@dataclass(frozen=True, eq=False)
class Audit(Answer):
    """What the brief says, held against brute force.

    Attributes
    ----------
    concept
        Key of the concept that settlements are judged under; verdicts are compared by every one.
    parts
        The comparisons, by kind; kinds of which there is nothing to compare are left out.
    differences
        What differs; of what differs many times in one way, the first.
    limit
        Seconds that comparisons were to take at most; None for as long as they take.
    drawn
        How many models were drawn to count probabilities; 0 for none.
    stopped
        Whether it was interrupted.

    Examples
    --------
    >>> found = go.audit(go.case("indus-waters-1960"))
    >>> found.agrees, found.complete
    (True, True)
    """

    conflict: Conflict = field(repr=False)
    concept: str
    parts: tuple[Compared, ...]
    differences: tuple[Difference, ...]
    limit: float | None
    drawn: int = 0
    stopped: bool = False

    @property
    def comparisons(self) -> int:
        """How many comparisons were made."""
        return sum(one.done for one in self.parts)

    @property
    def differing(self) -> int:
        """How many of them differ."""
        return sum(one.differing for one in self.parts)

    @property
    def agrees(self) -> bool:
        """Whether nothing that was compared differs."""
        return not self.differing

    @property
    def complete(self) -> bool:
        """Whether everything that there is to compare was compared."""
        return all(one.done >= one.of for one in self.parts)

    def part(self, key: str) -> Compared | None:
        """Return the comparisons of one kind; None where there is nothing of it to compare."""
        return next((one for one in self.parts if one.part == key), None)
