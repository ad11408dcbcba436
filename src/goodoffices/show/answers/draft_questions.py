"""The questions of a draft in words: what is asked, what it bears on, and how to answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from goodoffices.errors import Path, dotted
from goodoffices.show.document import Block, Text, clean, points
from goodoffices.show.words import Words, listing, percent
from goodoffices.sources.drafting.gaps import DraftQuestion
from goodoffices.sources.drafting.model_draft import CandidateClaim, NotebookDraft

_MOST_QUOTED = 2
_LONGEST = 110
_SEVERAL = ("do", "They count", "their")
_LIKE = {
    "names": "Their names look like one another.",
    "options": "Both have an option of one name.",
    "wants": "Both say the same.",
}


class Asking:
    """Puts the questions of a draft.

    Parameters
    ----------
    lines
        The line of the model file at which each of its values stands.
    """

    def __init__(self, found: NotebookDraft, lines: Mapping[Path, int]) -> None:
        self.found = found
        self.lines = lines
        self.words = Words(found.conflict)

    def told(self, number: int, one: DraftQuestion) -> Iterator[Block]:
        """Return a question under its number, and the quotes behind it."""
        yield Text(f"{number}. {self._asked(one)}")
        yield from points(self._quotes(one.statements))

    def _asked(self, one: DraftQuestion) -> str:
        if one.kind == "settlement":
            return self._settlement()
        if one.kind == "infeasible":
            return (
                "Which options cannot go together? Bears on which of the "
                f"{len(self.found.conflict.states):,} states there are. Add infeasible: a list of "
                "statements that never hold."
            )
        if one.kind == "irreversible":
            return (
                "What cannot be undone once it is done? Bears on who can go back. Add reversible: "
                "false to such an option."
            )
        put: Mapping[str, Callable[[DraftQuestion], str]] = {
            "same": self._same,
            "role": self._role,
            "about": self._about,
            "contradiction": self._contradiction,
            "lever": self._levers,
            "sign": self._sign,
            "size": self._size,
        }
        return put[one.kind](one)

    def named(self, one: DraftQuestion) -> str:
        """Name what a question about a sign or a size is about."""
        if one.kind == "sign" or one.reason == "weight":
            party, option = one.names
            what = "whether" if one.kind == "sign" else "how much"
            wants = "does not want" if one.kind == "size" and self._value(one) < 0 else "wants"
            return f"{what} {self.words.party(party)} {wants} {self._option(option)}"
        return f"the {one.reason} of {self._held(one.names[0])}"

    def candidate(self, one: CandidateClaim) -> str:
        """Return a row that may become a claim, with the test that would fit it."""
        told = f"{clean(one.statement)}: “{_cut(clean(one.claim))}”"
        if not one.test:
            return told
        asked = [f"held_by: [{', '.join(one.held_by)}]"]
        asked += [f"'on': [{', '.join(one.on)}]"] if one.on else []
        return f"{told} As a claim: test: {one.test}, with: {{{', '.join(asked)}}}"

    def _same(self, one: DraftQuestion) -> str:
        a, b = map(clean, one.names)
        return (
            f"Are {a} and {b} one party? {_LIKE[one.reason]} Bears on who there is. If so, write "
            f"one among the other's names, under parties in the notebook."
        )

    def _role(self, one: DraftQuestion) -> str:
        who = clean(one.names[0])
        if one.reason == "nothing":
            return (
                f"What can {who} do? Bears on who there is: no row gives it an option, so the "
                f"draft leaves it out. Name what it does as {who}.option in about of a row."
            )
        asked = (
            f"Is {who} a party to the dispute or a mediator? Bears on whose moves there are: "
            "nobody demands anything of it, and "
        )
        if one.reason == "moves":
            return (
                f"{asked}it has moves of its own. The draft has it as a decision maker. For a "
                f"mediator, name its moves without “{who}.” in about: they are levers then."
            )
        return (
            f"{asked}it wants something itself. The draft has it as a mediator. For a party, name "
            f"what it does as {who}.option in about."
        )

    def _about(self, one: DraftQuestion) -> str:
        rows = listing([clean(name) for name in one.statements])
        if one.reason == "nothing":
            do, are, have = ("does", "It counts", "its") if len(one.statements) == 1 else _SEVERAL
            return (
                f"What {do} {rows} speak of? {are} for nothing until {have} about names an option, "
                "as Party.option, or a lever."
            )
        name = f"“{clean(one.names[0])}”"
        if one.reason == "whom":
            return (
                f"On whom is {name}? As a lever it has to be on a party that has an option; name "
                f"one as target of {rows}, or write Party.option for a move of its own."
            )
        if one.reason == "third":
            who = listing([clean(party) for party in one.names[1:]])
            return (
                f"What is {name} of {rows} to {who}: a move of its own, or a lever? A move is "
                f"written {clean(one.names[1])}.option in about; a lever takes a row that "
                "threatens or offers it."
            )
        return (
            f"Whose is {name} in {rows}? Nobody, or more than one party, has an option of that "
            "name. Write Party.option in about."
        )

    def _contradiction(self, one: DraftQuestion) -> str:
        if one.reason == "lever":
            name = self._held(one.names[0])
            return (
                f"Is {name} a threat or an offer? Bears on what it can bring about. Rows say both, "
                "so the draft has it twice; reject those that hold no more."
            )
        party, option = one.names
        return (
            f"Does {self.words.party(party)} want {self._option(option)} or not? "
            f"Bears on what {self.words.party(party)} would move for. {self._voices(one.names)} "
            f"Reject those that hold no more, or change {self._at(one.places[0])}."
        )

    def _voices(self, names: tuple[str, ...]) -> str:
        """Say how many voices say the one, and how many the other."""
        signs = self.found.signs
        sign = next(s for s in signs if (s.decision_maker, s.option) == names)
        said = [(sign.wanted_by, "it does"), (sign.unwanted_by, "it does not")]
        told = [f"{count} {'voice says' if count == 1 else 'voices say'} {x}" for count, x in said]
        return f"{listing(told)}."

    def _settlement(self) -> str:
        wanted = dict.fromkeys(sign.option for sign in self.found.signs if sign.value > 0)
        example = " and ".join(
            [*wanted, *self.found.conflict.option_of][: max(1, min(2, len(wanted)))]
        )
        return (
            "What could be agreed? Bears on every plan. Add settlement under mediation, a "
            f"statement such as “{example}”."
        )

    def _levers(self, one: DraftQuestion) -> str:
        told = [
            f"{self._held(lever)} {self._at(p)}"
            for lever, p in zip(one.names, one.places, strict=True)
        ]
        return (
            "Where does each lever bite, how many steps has it, what does a step cost its holder, "
            "and how much would the holder bear? Bears on every plan. To start from, one step and "
            "no cost; change where and max, and add cost and resolve: "
            f"{'; '.join(told)}."
        )

    def _sign(self, one: DraftQuestion) -> str:
        party, option = one.names
        return (
            f"Does {self.words.party(party)} want {self._option(option)}?{self._bearing(one)} At "
            f"{self._at(one.places[0])}, write {{uniform: [1, 10]}} if it does, "
            "{uniform: [-10, -1]} if it does not."
        )

    def _size(self, one: DraftQuestion) -> str:
        if one.reason == "weight":
            party, option = one.names
            way = "is {} against" if self._value(one) < 0 else "does {} want"
            asked = (
                f"By how many points {way.format(self.words.party(party))} {self._option(option)}?"
            )
        elif one.reason == "effect":
            asked = f"How much does a step of {self._held(one.names[0])} do, in points?"
        else:
            asked = f"How likely is it thought that {self._held(one.names[0])} is pulled?"
        return f"{asked}{self._bearing(one)} Narrow {self._at(one.places[0])}."

    def _bearing(self, one: DraftQuestion) -> str:
        return (
            f" Alone it explains {percent(one.share)} of what is open."
            if one.share is not None
            else ""
        )

    def _at(self, place: Path) -> str:
        """Say which line of the file to change, and what stands there."""
        line = f"line {self.lines[place]}, " if place in self.lines else ""
        return f"{line}{dotted(place)}"

    def _value(self, one: DraftQuestion) -> int:
        signs = self.found.signs
        told = (s.value for s in signs if (s.decision_maker, s.option) == one.names)
        return next(told, 0)

    def _option(self, name: str) -> str:
        return f"“{self.words.apart.get(name, name)}”"

    def _held(self, lever: str) -> str:
        return f"“{self.words.lever(lever).title}”"

    def _quotes(self, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the words of the rows behind a question, of the first ones in full."""
        rows = [row for name in names if (row := self.found.notebook.statement(name))]
        for row in rows[:_MOST_QUOTED]:
            yield f"{clean(row.name)}: “{_cut(clean(row.quote))}”"
        if rows[_MOST_QUOTED:]:
            yield f"also {listing([clean(row.name) for row in rows[_MOST_QUOTED:]])}"


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rsplit(' ', 1)[0]} …"
