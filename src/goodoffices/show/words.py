"""Words for states, moves and concepts, in the titles that the analyst gave; numbers and shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from goodoffices.errors import Path
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import number_name
from goodoffices.model.states import State
from goodoffices.show.language import message, numeral, say, say_many
from goodoffices.stability.concepts import CONCEPTS, concept_key

if TYPE_CHECKING:
    from goodoffices.mediation.pressure_map import Axis
    from goodoffices.model.levers import Lever
    from goodoffices.stability.paths import Move

_SEVERAL = 2
Form = Literal["could", "would", "does", "doing"]
"""How a verb stands: after "could", as what somebody would do or does, or as what accompanies."""
_DEEDS: Mapping[Form, tuple[str, str]] = {
    "could": (message("drop {}"), message("take {}")),
    "would": (message("would drop {}"), message("would take {}")),
    "does": (message("drops {}"), message("takes {}")),
    "doing": (message("dropping {}"), message("taking {}")),
}
_MOVING: Mapping[Form, str] = {
    "could": message("move"),
    "would": message("would move"),
    "does": message("moves"),
    "doing": message("moving"),
}
_NUMBERS: Mapping[Path, str] = {
    ("effect",): message("effect of {}"),
    ("max",): message("max of {}"),
    ("cost", "commit"): message("cost to commit of {}"),
    ("cost", "execute"): message("cost to execute of {}"),
    ("resolve",): message("resolve of {}"),
    ("belief",): message("belief of {}"),
    ("record",): message("record of {}"),
    ("step",): message("step of {}"),
}
NOTHING = 1e-9
"""What is pulled, paid or missing no more than so is not told of."""
_HAIR = 1e-4
_CERTAIN = 1 - 1e-12
_LEAST, _MOST = 0.001, 0.999
_LONG = 9_999.5


def within(title: str, name: str) -> str:
    """Return what to call somebody inside a sentence or on an axis.

    A label with a comma would break the sentence: the name stands for it there.
    """
    return name if "," in title else title


def axis_name(axis: Axis) -> str:
    """Return what to call an axis inside a sentence."""
    return axis.of if axis.kind == "lever" else say("levers on {}", within(axis.of, axis.name))


class Words:
    """What to call the parties, mediators, levers, options and states of a conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._parties = {dm.name: dm.title for dm in conflict.decision_makers}
        self._mediators = conflict.mediation.mediators
        self._options = {
            name: (owner, option.title) for name, (owner, option) in conflict.option_of.items()
        }

    def party(self, name: str) -> str:
        """Return what to call a decision maker or a mediator inside a sentence, by its name."""
        return within(self._mediators.get(name) or self._parties.get(name, name), name)

    def heading(self, name: str) -> str:
        """Return a decision maker's title, with its name where that is another."""
        title = self._parties[name]
        return title if title == name else f"{title} ({name})"

    def lever(self, name: str) -> Lever:
        """Return a lever by its name."""
        return self.conflict.mediation.lever(name)

    def pulled(self, intensities: Mapping[str, float]) -> list[tuple[Lever, float]]:
        """Return the levers that are pulled at all, with how far."""
        return [(self.lever(name), t) for name, t in intensities.items() if t > NOTHING]

    def option(self, name: str) -> str:
        """Return an option's title, given its name as states show it."""
        return self._options[name][1]

    @cached_property
    def apart(self) -> dict[str, str]:
        """Titles of all options by their names as states show them, no two the same.

        Behind a title that others have as well stands whose it is, or the name where that does not
        tell them apart either.
        """
        owned = {name: (self._parties[by], title) for name, (by, title) in self._options.items()}
        titles, pairs = Counter(title for _, title in owned.values()), Counter(owned.values())
        return {
            name: title
            if titles[title] == 1
            else f"{title} ({by if pairs[by, title] == 1 else name})"
            for name, (by, title) in owned.items()
        }

    def taken(self, state: State) -> dict[str, list[str]]:
        """Return the titles of the options taken in a state, by the names of those who take any."""
        done: dict[str, list[str]] = {}
        for name in state.options:
            owner, title = self._options[name]
            done.setdefault(owner, []).append(title)
        return done

    def levers(self, names: Iterable[str]) -> str:
        """Return levers by their titles, in quotation marks."""
        return listing([quoted(self.lever(name).title) for name in names])

    def label(self, name: str) -> str:
        """Return what stands for a decision maker or a mediator in a table with a legend."""
        return name

    def handle(self, lever: str) -> str:
        """Return what stands for a lever in a table that is to be narrow: its name."""
        return self.lever(lever).name

    def ref(self, state: State) -> str:
        """Write which state: "4 (YNYNN)"."""
        return brief(state)

    def tag(self, state: State) -> str:
        """Write which state, so that it tells something by itself: "4 (YNYNN)"."""
        return self.ref(state)

    def outcome(self, state: State) -> str:
        """Write a state with who takes what there: "state 2 (YN), where A takes “Truce”"."""
        if not state.pattern:
            return say("state {}", brief(state))
        deeds = [
            say("{} takes {}", self.party(name), listing(list(map(quoted, titles))))
            for name, titles in self.taken(state).items()
        ]
        done = say(", and ").join(deeds) or say("no option is taken")
        return say("state {}, where {}", brief(state), done)

    def cardinal(self, name: str) -> bool:
        """Say whether differences of a party's payoffs mean anything; or else only their order."""
        mover = self.conflict.decision_maker_index(name)
        return self.conflict.decision_makers[mover].preferences.cardinal

    def deed(self, move: Move, form: Form = "could", other: str | None = None) -> str:
        """Say what a move does: "drop “Delay” and take “Abandon”"; ``other`` where no option tells.

        Parameters
        ----------
        form
            As ``deed_of`` takes it.
        other
            The verb alone by default.
        """
        dropped, taken = ([quoted(self.option(o)) for o in m] for m in (move.dropped, move.taken))
        moves = moving(form) if other is None else other
        return deed_of(dropped, taken, form) or moves

    def lacking(self, missing: Iterable[tuple[str, float]]) -> str:
        """Say who lacks how much: "A lacks 2 points of the 9 between its worst and its best"."""
        return listing([say("{} lacks {}", self.party(w), self.payoff(x, w)) for w, x in missing])

    def payoff(self, payoff: float, name: str) -> str:
        """Write what a party lacks: points, or ranks where only the order of its states counts."""
        payoffs = self.conflict.payoffs[self.conflict.decision_maker_index(name)]
        spread = float(payoffs.max() - payoffs.min()) or 1.0
        if payoff < _HAIR * spread:
            return say("next to nothing: the least advantage would do")
        if not self.cardinal(name):
            of = len(np.unique(payoffs))
            return say_many("{} rank of its {}", "{} ranks of its {}", round(payoff), of)
        return say("{} of the {} between its worst and its best", score(payoff), amount(spread))


def yes_no(holds: bool) -> str:  # noqa: FBT001 - what is to be said
    """Say whether something holds, in a cell of a table."""
    return say("yes") if holds else say("no")


def quoted(title: str) -> str:
    """Put a title in quotation marks."""
    return say("“{}”", title)


def begun(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def brief(state: State) -> str:
    """Write a state as ``4 (YNYNN)``."""
    number = str(state.number)
    return number if state.label == number else f"{number} ({state.label})"


def short_name(concept: str) -> str:
    """Write a concept as the literature does: Nash, GMR, SEQ; of one per party, all of them."""
    row = CONCEPTS[concept_key(concept)]
    own = (say("{} by {}", party, short_name(of)) for party, of in row.by_party.items())
    return enumerated(own) or say(row.short)


def concept_name(concept: str) -> str:
    """Write the full name of a concept; of one for each party, how the literature writes them."""
    row = CONCEPTS[concept_key(concept)]
    return short_name(concept) if row.by_party else say(row.name)


def foresight(concept: str) -> str:
    """Say when a state holds by a concept."""
    row = CONCEPTS[concept_key(concept)]
    own = (say("for {}: {}", party, foresight(of)) for party, of in row.by_party.items())
    return say("; ").join(own) or say(row.foresight)


def deterrence(concept: str, who: str) -> str:
    """Say when a move of somebody is deterred under a concept."""
    row = CONCEPTS[concept_key(concept)]
    if row.by_party:
        own = short_name(concept)
        return say("Each decision maker is judged by its own concept ({}).", own)
    return say(row.rule, who=who)


def number_told(place: Path) -> str:
    """Say which number stands at a place of the model file: "cost to commit of sanctions"."""
    if place[0] == "quantities":
        return say("quantity {}", place[1])
    if place[0] == "mediation":
        known = _NUMBERS.get(place[3:])
        return number_name(place) if known is None else say(known, place[2])
    if place[3] == "weights":
        return say("weight of '{}' for {}", place[4], place[1])
    state = place[4] + 1 if isinstance(place[4], int) else place[4]
    return say("payoff of '{}' for {}", state, place[1])


def enumerated(parts: Iterable[str]) -> str:
    """Join parts as ``a, b, c``."""
    return say(", ").join(parts)


def listing(parts: Sequence[str], most: int | None = None) -> str:
    """Join parts as ``a, b and c``, where there are more than ``most`` as ``a, b and 2 more``."""
    if most is not None and len(parts) > most:
        parts = [*parts[:most], say("{} more", len(parts) - most)]
    *others, last = parts or [""]
    return say("{} and {}", enumerated(others), last) if others else last


def alternatives(parts: Sequence[str]) -> str:
    """Join parts as ``a, b or c``."""
    *others, last = parts or [""]
    return say("{} or {}", enumerated(others), last) if others else last


def deed_of(dropped: Sequence[str], taken: Sequence[str], form: Form = "could") -> str:
    """Say what is dropped and what is taken; nothing where neither is.

    Parameters
    ----------
    form
        ``could``: "drop a and take b"; ``would``: "would drop a and take b"; ``does``: "drops a and
        takes b"; ``doing``: "dropping a and taking b".
    """
    if form == "would" and dropped and taken:
        return say("would drop {} and take {}", listing(dropped), listing(taken))
    drops, takes = _DEEDS[form]
    told = [
        say(verb, listing(options))
        for verb, options in ((drops, dropped), (takes, taken))
        if options
    ]
    return listing(told)


def moving(form: Form) -> str:
    """Say that somebody moves, in a form as ``deed_of`` takes it."""
    return say(_MOVING[form])


def score(payoff: float) -> str:
    """Write a payoff, or a difference of two, with its unit: "1 point", "2.5 points"."""
    written = amount(payoff)
    return say_many("{} point", "{} points", told_as(payoff, written), written=written)


def told_as(number: float, written: str) -> int:
    """Return the whole number that takes the same form: English says 1.5 points, French 1,5 point.

    Examples
    --------
    >>> from goodoffices.show.words import told_as
    >>> [told_as(float(written), written) for written in ("0.5", "1", "1.5", "2.5")]
    [0, 1, 0, 2]
    """
    return 1 if written == "1" else 2 * (abs(number) >= _SEVERAL)


def amount(number: float) -> str:
    """Write a number to four figures, and whole from 10,000 on: 0.3333, 27, 12,345.

    Examples
    --------
    >>> amount(1 / 3), amount(27.0), amount(12_345.6)
    ('0.3333', '27', '12,346')
    """
    return numeral(f"{number + 0.0:,.4g}" if abs(number) < _LONG else f"{number:,.0f}")


def points(number: float) -> str:
    """Write a number as `amount` does, the minus as printers set it."""
    return amount(number).replace("-", "−")


def percent(share: float) -> str:
    """Write a share in per cent, to a tenth; neither nothing nor certainty is feigned.

    Only a share of 0 is "0 %" and only one of 1 is "100 %" (or short of it by less than 1e-12, as
    sums of floating-point numbers may be). What is more than nothing and less than 0.1 % is
    "<0.1 %"; what is more than 99.9 %, and not certain, is ">99.9 %". Between figure and sign
    stands a plain space.

    Parameters
    ----------
    share
        At least 0; above 1 it is no part of a whole, and written all the same.

    Examples
    --------
    >>> [percent(share) for share in (0, 1e-5, 0.75, 0.3414, 0.99957, 1)]
    ['0 %', '<0.1 %', '75 %', '34.1 %', '>99.9 %', '100 %']
    """
    return say("{} %", _in_hundred(share))


def interval(low: float, high: float) -> str:
    """Write an interval of shares inside a sentence: "33.6 % to 34.7 %"."""
    return say("{} to {}", percent(low), percent(high))


def span(low: float, high: float) -> str:
    """Write an interval of shares in a column: "33.6–34.7 %"."""
    return say("{}–{} %", _in_hundred(low), _in_hundred(high))


def change(share: float) -> str:
    """Write by what share something grows or shrinks: "+12.5 %", "-150 %"; a small one is not 0.

    Examples
    --------
    >>> change(0.125), change(-1.5), change(0.00004), change(0.0)
    ('+12.5 %', '-150 %', '+0.004 %', '0 %')
    """
    size = abs(100 * share)
    figures = _tenths(size) if size >= 100 * _LEAST else amount(size)
    return say("{} %", f"{'+' if share > 0 else '-' if share < 0 else ''}{figures}")


def _in_hundred(share: float) -> str:
    if 0 < share < _LEAST:
        return numeral("<0.1")
    if _MOST < share < _CERTAIN:
        return numeral(">99.9")
    return _tenths(100 * share)


def _tenths(number: float) -> str:
    return numeral(f"{number:,.1f}".removesuffix(".0"))
