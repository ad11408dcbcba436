"""The questions of a draft in words: what is asked, what it bears on, and how to answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from goodoffices.errors import Path, dotted
from goodoffices.show.document import Block, Text, points
from goodoffices.show.language import message, say, say_many
from goodoffices.show.texts import clean
from goodoffices.show.words import Words, listing, percent, quoted
from goodoffices.sources.drafting.gaps import DraftQuestion
from goodoffices.sources.drafting.model_draft import CandidateClaim, NotebookDraft

_MOST_QUOTED = 2
_LONGEST = 110
_LIKE = {
    "names": message("Their names look like one another."),
    "options": message("Both have an option of one name."),
    "wants": message("Both say the same."),
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
            return say(
                "Which options cannot go together? Bears on which of the {:,} states there "
                "are. Add infeasible: a list of statements that never hold.",
                len(self.found.conflict.states),
            )
        if one.kind == "irreversible":
            return say(
                "What cannot be undone once it is done? Bears on who can go back. Add "
                "reversible: false to such an option."
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
        if one.reason == "effect":
            return say("the effect of {}", self._held(one.names[0]))
        if one.reason == "belief":
            return say("the belief of {}", self._held(one.names[0]))
        told = message("whether {} wants {}")
        if one.kind == "size":
            told = message("how much {} wants {}")
            told = message("how much {} does not want {}") if self._value(one) < 0 else told
        party, option = one.names
        return say(told, self.words.party(party), self._option(option))

    def candidate(self, one: CandidateClaim) -> str:
        """Return a row that may become a claim, with the test that would fit it."""
        told = say("{}: “{}”", clean(one.statement), _cut(clean(one.claim)))
        if not one.test:
            return told
        asked = [f"held_by: [{', '.join(one.held_by)}]"]
        asked += [f"'on': [{', '.join(one.on)}]"] if one.on else []
        return say("{} As a claim: {}", told, f"test: {one.test}, with: {{{', '.join(asked)}}}")

    def _same(self, one: DraftQuestion) -> str:
        a, b = map(clean, one.names)
        return say(
            "Are {} and {} one party? {} Bears on who there is. If so, write one among "
            "the other's names, under parties in the notebook.",
            a,
            b,
            say(_LIKE[one.reason]),
        )

    def _role(self, one: DraftQuestion) -> str:
        who = clean(one.names[0])
        if one.reason == "nothing":
            return say(
                "What can {} do? Bears on who there is: no row gives it an option, so the "
                "draft leaves it out. Name what it does as {}.option in about of a row.",
                who,
                who,
            )
        if one.reason == "moves":
            return say(
                "Is {} a party to the dispute or a mediator? Bears on whose moves there are: "
                "nobody demands anything of it, and it has moves of its own. The draft has it as "
                "a decision maker. For a mediator, name its moves without “{}.” in about: they "
                "are levers then.",
                who,
                who,
            )
        return say(
            "Is {} a party to the dispute or a mediator? Bears on whose moves there are: nobody "
            "demands anything of it, and it wants something itself. The draft has it as a "
            "mediator. For a party, name what it does as {}.option in about.",
            who,
            who,
        )

    def _about(self, one: DraftQuestion) -> str:
        rows = listing([clean(name) for name in one.statements])
        if one.reason == "nothing":
            return say_many(
                "What does {1} speak of? It counts for nothing until its about names an option, "
                "as Party.option, or a lever.",
                "What do {1} speak of? They count for nothing until their about names an option, "
                "as Party.option, or a lever.",
                len(one.statements),
                rows,
            )
        name = quoted(clean(one.names[0]))
        if one.reason == "whom":
            return say(
                "On whom is {}? As a lever it has to be on a party that has an option; name "
                "one as target of {}, or write Party.option for a move of its own.",
                name,
                rows,
            )
        if one.reason == "third":
            who = listing([clean(party) for party in one.names[1:]])
            return say(
                "What is {} of {} to {}: a move of its own, or a lever? A move is written "
                "{}.option in about; a lever takes a row that threatens or offers it.",
                name,
                rows,
                who,
                clean(one.names[1]),
            )
        return say(
            "Whose is {} in {}? Nobody, or more than one party, has an option of that "
            "name. Write Party.option in about.",
            name,
            rows,
        )

    def _contradiction(self, one: DraftQuestion) -> str:
        if one.reason == "lever":
            name = self._held(one.names[0])
            return say(
                "Is {} a threat or an offer? Bears on what it can bring about. Rows say "
                "both, so the draft has it twice; reject those that hold no more.",
                name,
            )
        party, option = one.names
        return say(
            "Does {} want {} or not? Bears on what {} would move for. {} Reject those "
            "that hold no more, or change {}.",
            self.words.party(party),
            self._option(option),
            self.words.party(party),
            self._voices(one.names),
            self._at(one.places[0]),
        )

    def _voices(self, names: tuple[str, ...]) -> str:
        """Say how many voices say the one, and how many the other."""
        signs = self.found.signs
        sign = next(s for s in signs if (s.decision_maker, s.option) == names)
        told = [
            say_many("{} voice says it does", "{} voices say it does", sign.wanted_by),
            say_many("{} voice says it does not", "{} voices say it does not", sign.unwanted_by),
        ]
        return f"{listing(told)}."

    def _settlement(self) -> str:
        wanted = dict.fromkeys(sign.option for sign in self.found.signs if sign.value > 0)
        example = " and ".join(
            [*wanted, *self.found.conflict.option_of][: max(1, min(2, len(wanted)))]
        )
        return say(
            "What could be agreed? Bears on every plan. Add settlement under mediation, "
            "a statement such as “{}”.",
            example,
        )

    def _levers(self, one: DraftQuestion) -> str:
        told = [
            f"{self._held(lever)} {self._at(p)}"
            for lever, p in zip(one.names, one.places, strict=True)
        ]
        return say(
            "Where does each lever bite, how many steps has it, what does a step cost "
            "its holder, and how much would the holder bear? Bears on every plan. To "
            "start from, one step and no cost; change where and max, and add cost and "
            "resolve: {}.",
            say("; ").join(told),
        )

    def _sign(self, one: DraftQuestion) -> str:
        party, option = one.names
        asked = say("Does {} want {}?", self.words.party(party), self._option(option))
        told = say(
            "At {}, write {} if it does, {} if it does not.",
            self._at(one.places[0]),
            "{uniform: [1, 10]}",
            "{uniform: [-10, -1]}",
        )
        return " ".join([asked, *self._bearing(one), told])

    def _size(self, one: DraftQuestion) -> str:
        if one.reason == "weight":
            party, option = one.names
            asked = say(
                message("By how many points is {} against {}?")
                if self._value(one) < 0
                else message("By how many points does {} want {}?"),
                self.words.party(party),
                self._option(option),
            )
        elif one.reason == "effect":
            asked = say("How much does a step of {} do, in points?", self._held(one.names[0]))
        else:
            asked = say("How likely is it thought that {} is pulled?", self._held(one.names[0]))
        return " ".join([asked, *self._bearing(one), say("Narrow {}.", self._at(one.places[0]))])

    def _bearing(self, one: DraftQuestion) -> Iterator[str]:
        if one.share is not None:
            yield say("Alone it explains {} of what is open.", percent(one.share))

    def _at(self, place: Path) -> str:
        """Say which line of the file to change, and what stands there."""
        if place not in self.lines:
            return dotted(place)
        return say("line {}, {}", self.lines[place], dotted(place))

    def _value(self, one: DraftQuestion) -> int:
        signs = self.found.signs
        told = (s.value for s in signs if (s.decision_maker, s.option) == one.names)
        return next(told, 0)

    def _option(self, name: str) -> str:
        return quoted(self.words.apart.get(name, name))

    def _held(self, lever: str) -> str:
        return quoted(self.words.lever(lever).title)

    def _quotes(self, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the words of the rows behind a question, of the first ones in full."""
        rows = [row for name in names if (row := self.found.notebook.statement(name))]
        for row in rows[:_MOST_QUOTED]:
            yield say("{}: “{}”", clean(row.name), _cut(clean(row.quote)))
        if rows[_MOST_QUOTED:]:
            yield say("also {}", listing([clean(row.name) for row in rows[_MOST_QUOTED:]]))


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rsplit(' ', 1)[0]} …"
