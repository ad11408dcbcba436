"""How the brief names parties, levers and states, for readers who meet them for the first time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.ensemble.robustness import Share
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.show.language import message, numeral, say, say_as, say_many
from goodoffices.show.words import Words, begun, interval, listing, percent, points, quoted
from goodoffices.stability.paths import Move

_SMALL = (
    message("none"),
    *(message("one"), message("two"), message("three"), message("four"), message("five")),
    *(message("six"), message("seven"), message("eight"), message("nine"), message("ten")),
)


class Voice(Words):
    """Names things, and remembers which states were named so that a table can tell them all."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict)
        self._named: dict[int, State] = {}
        self._told: set[int] = set()
        self._annexes: dict[str, int] = {}

    def number(self, annexes: Sequence[str]) -> None:
        """Take the keys of the annexes in their order, for the body to point to."""
        self._told.clear()
        self._annexes = {key: place for place, key in enumerate(annexes, start=1)}

    def see(self, annex: str, what: str) -> str:
        """Say in which annex something stands: "All of them: annex 2."; nothing without one."""
        return say("{}: {}.", what, self.annex(annex)) if annex in self._annexes else ""

    def annex(self, key: str) -> str:
        """Name an annex by its number; where there are none, they are in the whole brief."""
        return say("annex {}", self._annexes[key]) if self._annexes else say("the whole brief")

    @property
    def named(self) -> list[State]:
        """The states named so far, in the order of their numbers."""
        return [self._named[number] for number in sorted(self._named)]

    def parties(self, names: Iterable[str]) -> str:
        """Return several parties as ``a, b and c``."""
        return listing([self.party(name) for name in names])

    def label(self, name: str) -> str:
        """Return what to call a holder or a party in a table, which has no legend here."""
        return self.party(name)

    def handle(self, lever: str) -> str:
        """Return what stands for a lever in a table: its title."""
        return quoted(self.lever(lever).title)

    def ref(self, state: State) -> str:
        """Name a state by its number alone; the brief lists at its end what is done there."""
        self._named[state.number] = state
        return str(state.number)

    def tag(self, state: State) -> str:
        """Name a state by its number and what is taken there, in short."""
        taken = listing(state.options) or say("nothing taken")
        return say("{} ({})", self.ref(state), taken if state.pattern else state.label)

    def outcome(self, state: State) -> str:
        """Name a state and tell what everybody does there, the first time that it is named so."""
        if state.number in self._told:
            return self.state(state)
        self._told.add(state.number)
        return say("{} ({})", self.state(state), self.situation(state))

    def state(self, state: State) -> str:
        """Name a state by its number."""
        return say("state {}", self.ref(state))

    def situation(self, state: State) -> str:
        """Tell what everybody does in a state."""
        if self.conflict.in_graph_form:
            return quoted(state.label)
        told = [
            say("{}: {}", self.party(name), listing(list(map(quoted, titles))))
            for name, titles in self.taken(state).items()
        ]
        return say("; ").join(told) or say("nobody takes any option")

    def move(self, move: Move) -> str:
        """Tell a move: "Russia drops “Talk” and takes “Expand”, to state 5"."""
        deed = self.deed(move, "does")
        return say("{} {}, to {}", self.party(move.mover), deed, self.state(move.target))

    def worth(self, state: State, name: str) -> str:
        """Write what a state is worth to a party: points, or its rank."""
        i = self.conflict.decision_maker_index(name)
        if self.conflict.decision_makers[i].preferences.cardinal:
            return points(float(self.conflict.payoffs[i][state.number - 1]))
        return say("rank {}", self.conflict.ranks[i][state.number - 1])


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning and a full stop at its end."""
    capital = begun(text)
    return capital if capital.endswith((".", "?", "!")) else say("{}.", capital)


def figure(number: int) -> str:
    """Write a small number in letters."""
    return say(_SMALL[number]) if 0 <= number < len(_SMALL) else numeral(f"{number:,}")


def count(number: int, one: str, many: str) -> str:
    """Say a message about a number of things, as ``say_many`` does, small ones in letters.

    Examples
    --------
    >>> from goodoffices.show.brief.voice import count
    >>> [count(number, "{} claim", "{} claims") for number in (0, 1, 12)]
    ['no claims', 'one claim', '12 claims']
    """
    written = figure(number) if number else say_as("before a noun", "no")
    return say_many(one, many, number, written=written)


def share(one: Share) -> str:
    """Write a share with the interval that it is known within."""
    return say("{} ({})", percent(one.probability), interval(one.low, one.high))
