"""A roadmap and its parts; see ``goodoffices.mediation.roadmap.roadmap`` for what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.states import State


@dataclass(frozen=True)
class Need(Answer):
    """What a decision maker needs guaranteed at a state of the way.

    Attributes
    ----------
    kind
        ``exposure``: worse off than with no deal; ``temptation``: better off stopping there.
    payoff
        How much, in its payoff units.
    lever
        The smallest guarantee, as a lever: compensation at that state, or a penalty for stopping
        there; pulled to 1 it is what is needed.
    sources
        Whose levers of the model could give it; see ``Source``.
    """

    decision_maker: str
    kind: Literal["exposure", "temptation"]
    payoff: float
    lever: Lever = field(repr=False)
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Source(Answer):
    """A holder whose levers could give a guarantee, all of them together.

    Attributes
    ----------
    credible
        What they are worth to the one in need within what the holder would carry out.
    most
        The same at their limits.
    """

    holder: str
    levers: tuple[str, ...]
    credible: float
    most: float


@dataclass(frozen=True)
class Temptation(Answer):
    """Somebody whom nothing keeps at a state of the way, though the next step is not its.

    Attributes
    ----------
    lift
        How much more the state would have to be worth to it.
    """

    decision_maker: str
    lift: float


@dataclass(frozen=True)
class Step(Answer):
    """A state on the way, and how one comes there.

    Attributes
    ----------
    mover
        Who makes the step to it; empty at no deal.
    taken, dropped
        Options that it takes and gives up; empty where states are not made from options.
    irreversible
        Those that cannot be undone: a guarantor must already stand.
    exposed, tempted
        What decision makers need guaranteed there.
    loose
        Decision makers other than the next to move that nothing keeps there.
    """

    state: State
    mover: str
    taken: tuple[str, ...]
    dropped: tuple[str, ...]
    irreversible: tuple[str, ...]
    exposed: tuple[Need, ...]
    tempted: tuple[Need, ...]
    loose: tuple[Temptation, ...]

    @property
    def held(self) -> bool:
        """Whether nobody but the next to move has an undeterred improvement."""
        return not self.loose


@dataclass(frozen=True)
class Roadmap(Answer):
    """The order in which a settlement can be carried out.

    Attributes
    ----------
    under
        The conflict with the levers pulled that were asked for.
    order
        ``safest`` or ``cheapest``.
    steps
        The states of the way, no deal first.
    worst
        The worst exposure on the way, as a share of its party's payoff range.
    price
        Sum of price times exposure and temptation over the way.

    Examples
    --------
    >>> found = go.roadmap(go.case("istanbul-2025"), "YYNYNNN")
    >>> found.order, [step.state.number for step in found.steps]
    ('safest', [1, 3, 9, 10])
    """

    conflict: Conflict = field(repr=False)
    under: Conflict = field(repr=False)
    order: Literal["safest", "cheapest"]
    concept: str
    prices: Mapping[str, float]
    steps: tuple[Step, ...]
    worst: float
    price: float

    @property
    def settlement(self) -> State:
        """Where the way leads."""
        return self.steps[-1].state

    @property
    def needs(self) -> tuple[Need, ...]:
        """Everything that has to be guaranteed on the way."""
        return tuple(need for step in self.steps for need in (*step.exposed, *step.tempted))
