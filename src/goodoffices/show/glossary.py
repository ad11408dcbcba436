"""The words of the field, each in a sentence: one list for all that explains a word.

The docs print it, the workbench's hints show it, the brief ends with those of its words, and notes
below answers take their meaning from here. The plain word stands first where people use one; the
field's word beside it. The concepts of stability are told as ``goodoffices.stability.concepts`` has
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.show.language import message, say, say_as
from goodoffices.show.words import begun
from goodoffices.stability.concepts import CONCEPTS


@dataclass(frozen=True)
class Term:
    """A word of the field.

    Attributes
    ----------
    term
        The word as it stands on pages and in tables.
    plain
        What people say instead, or the name in full; empty where there is nothing to add.
    sentence
        What it means; "Of a state: ..." where the word is said of something.
    also
        Other forms in which texts have the word, besides the term and its plural; | between them.
    met
        False for a word of every day, which is one of the field in tables only.
    """

    term: str
    plain: str
    sentence: str
    also: str = ""
    met: bool = True

    def said(self) -> Term:
        """Return the term in the language spoken."""
        told = (say(self.term), say(self.plain), say(self.sentence), say(self.also))
        return Term(*told, self.met)

    @property
    def meaning(self) -> str:
        """What it means, to be said of something: without a full stop."""
        told = re.sub(say_as("a pattern: what it is said of", "^Of [^:]*: "), "", self.sentence)
        return f"{told[0].lower()}{told[1:]}".removesuffix(".")

    def stands_in(self, text: str) -> bool:
        """Return whether a text has the word, in any of its forms."""
        other = f"|{self.also}" if self.also else ""
        case = re.IGNORECASE if self.term.islower() else 0
        return self.met and bool(re.search(rf"\b(?:{self.term}s?{other})\b", text, case))


def _told(number: str) -> str:
    """Return what the brief says that a number of a lever is."""
    return next(row.told for row in LEVER_NUMBERS if row.attribute == number)


_WORDS = (
    Term(
        message("party"),
        message("decision maker"),
        message("Whoever has options of its own and ranks the outcomes."),
        message("parties|decision makers"),
    ),
    Term(message("option"), "", message("Something that a party can do or leave undone.")),
    Term(
        message("state"),
        message("outcome"),
        message("One combination of what everybody does and leaves undone."),
        message("outcome|outcomes"),
    ),
    Term(message("status quo"), message("where things stand"), message("The state that the parties are in now.")),
    Term(
        message("constraint"), message("what cannot be"), message("A combination of options that is left out of the states.")
    ),
    Term(
        message("preference statement"),
        message("what a party wants"),
        message("A condition on a state that its party likes to see met; one higher in the list counts "
        "more than all below it together."),
    ),
    Term(
        message("points"),
        message("weights"),
        message("What a statement is worth to a party, in its own points; points of two parties are never "
        "added up."),
    ),
    Term(
        message("rank"),
        "",
        message("The place of a state in a party's eyes: 1 is the best, equals share a place."),
        message("ranked"),
    ),
    Term(message("move"), "", message("A change of a party's own options, the others' left as they are.")),
    Term(message("improvement"), message("unilateral improvement"), message("A move to a state that its mover likes better.")),
    Term(
        message("deterred"),
        message("sanctioned"),
        message("Of an improvement: the others could, or would, answer it so that its mover ends up no "
        "better off."),
        message("deters|deter|undeterred"),
    ),
    Term(message("stable"), message("stays"), message("Of a state for a party: every improvement of the party is deterred.")),
    Term(
        message("holds"),
        message("equilibrium"),
        message("A state that is stable for every party, so that nobody leaves it."),
        message("hold"),
    ),
    Term(
        message("foresight"), message("stability concept"), message("Which answers to a move a party is taken to reckon with.")
    ),
    Term(
        message("settlement"), message("what is sought"), message("A state that the mediation tries to bring about and keep.")
    ),
    Term(
        message("no deal"), message("breakdown"), message("The state that a party compares a settlement with before it signs.")
    ),
    Term(
        message("signatory"),
        message("who signs"),
        message("A party without whose consent there is no settlement."),
        message("signatories|sign"),
    ),
    Term(message("accepted"), "", message("Liked better than no deal by every signatory.")),
    Term(
        message("zone of possible agreement"),
        message("what could be agreed"),
        message("All states that every signatory likes better than no deal."),
        message("zone"),
    ),
    Term(
        message("efficient"),
        message("Pareto optimal"),
        message("Of a state: no other is as good for all signatories and better for one."),
    ),
    Term(
        message("lever"),
        message("what is on the table"),
        message("Something that a mediator or party can offer or threaten, up to a limit and at a cost, "
        "to move what a state is worth to another."),
    ),
    Term(message("inducement"), message("offer"), message("A lever that makes a state worth more to a party.")),
    Term(
        message("pressure"), message("threat"), message("A lever that makes a state worth less to a party."), message("threat|threats")
    ),
    Term(
        message("bluff"),
        "",
        message("Of a lever as it is pulled: to carry it out would cost the holder more than it would "
        "bear."),
        message("bluffing"),
    ),
    Term(message("belief"), "", f"Of a lever on a party: {_told('belief')}."),
    Term(
        message("package"),
        "",
        message("A settlement sought, taken as one whole of what everybody does and leaves undone."),
    ),
    Term(message("issue"), "", message("Something that is bargained over: one or more options.")),
    Term(
        message("mediator"),
        "",
        message("Whoever brings parties to a settlement; it may hold levers, and need not be a party."),
    ),
    Term(
        message("credible"),
        "",
        message("Of a lever as it is pulled: carrying it out costs no more than its holder would bear."),
    ),
    Term(message("side deal"), "", message("An inducement that touches nothing the settlement is about.")),
    Term(
        message("joint move"),
        "",
        message("A move that several parties make at once, each changing options of its own."),
    ),
    Term(
        message("ripe"),
        "",
        message("Of a conflict for mediation: its parties are stuck, that hurts them all, and they see a "
        "way out."),
        message("ripeness"),
    ),
    Term(
        message("escalated"),
        "",
        message("Of a state: the model's own condition of escalation is met there."),
        message("escalation"),
    ),
    Term(message("intensity"), "", message("Of a lever: how far it is pulled, in units of its own."), message("intensities")),
    Term(
        message("plan"), message("cheapest plan"), message("Levers, and how far to pull each, that make a settlement stand.")
    ),
    Term(message("shortfall"), message("what is missing"), message("How near levers come where no plan exists.")),
    Term(
        message("exposed"),
        "",
        message("Of a party on the way to a settlement: worse off than with no deal."),
        message("exposure"),
    ),
    Term(
        message("tempted"), "", message("Of a party on the way: better off stopping there, with steps still to make.")
    ),
    Term(
        message("guarantee"),
        message("cover"),
        message("What somebody promises so that a party is not exposed or tempted at a step."),
        message("guaranteed"),
    ),
    Term(message("spoiler"), "", message("A party that could wreck a settlement, or has to be won over for it.")),
    Term(message("robustness"), message("how sure"), message("In how many samples of what is uncertain a state holds.")),
    Term(message("sample"), "", message("One draw of every uncertain number from its range.")),
    Term(message("claim"), "", message("A sentence about the conflict that is tested, in every sample as well.")),
    Term(
        message("sensitivity"), message("what decides"), message("How far each uncertain number sways the answer by itself.")
    ),
    Term(message("scenario"), "", message("The same conflict with a few things said otherwise, kept in its file.")),
    Term(
        message("known in part"),
        message("partial preferences"),
        message("Of what a party prefers: some states are known to be liked better than others, not all."),
    ),
    Term(message("always"), "", message("Of a verdict: under every preference that fits what is known."), met=False),
    Term(
        message("can"),
        "",
        message("Of a verdict: under some preferences that fit what is known, not all."),
        met=False,
    ),
    Term(message("prevented"), "", message("Of a state that would hold if every party saw the conflict as it is.")),
    Term(
        message("strongly stable"),
        "",
        message("Of a state for a party: whatever better it moves to, it may end up greatly worse off."),
        message("strongly"),
    ),
    Term(message("view"), message("how a party sees it"), message("What a party takes to be otherwise than it is.")),
    Term(
        message("by illusion"),
        "",
        message("Of a state that holds: it would not if every party saw the conflict as it is."),
        message("illusion"),
    ),
    Term(message("truth"), "", message("What a party could be told, so that it sees something as it is.")),
)


def glossary() -> tuple[Term, ...]:
    """Return every term, the concepts of stability at the end.

    Examples
    --------
    >>> from goodoffices.show.glossary import glossary
    >>> [term.sentence for term in glossary() if term.term == "Nash"]
    ['A state holds by it if nobody can gain by one move of its own.']
    """
    concepts = (
        Term(
            say(row.short),
            say(row.name),
            say("A state holds by it if {}.", say(row.foresight)),
        )
        for row in CONCEPTS.values()
    )
    return (*(one.said() for one in _WORDS), *concepts)


def meant(term: str) -> str:
    """Return what a word means, to be said of something; the word as the code has it.

    Examples
    --------
    >>> from goodoffices.show.glossary import meant
    >>> meant("exposed")
    'worse off than with no deal'
    """
    return _said(term).meaning


def noted(*terms: str) -> str:
    """Return a note that explains words, given as the code has them.

    Examples
    --------
    >>> from goodoffices.show.glossary import noted
    >>> noted("sample")
    'Sample: one draw of every uncertain number from its range.'
    """
    told = (_said(term) for term in terms)
    return " ".join(say("{}: {}.", begun(one.term), one.meaning) for one in told)


def _said(term: str) -> Term:
    return next(one.said() for one in _WORDS if one.term == term)


def used(text: str) -> tuple[Term, ...]:
    """Return the terms that stand in a text, by the alphabet.

    Examples
    --------
    >>> from goodoffices.show.glossary import used
    >>> [term.term for term in used("By SEQ both states can hold.")]
    ['holds', 'SEQ', 'state']
    """
    return tuple(term for term in _sorted() if term.stands_in(text))


def _sorted() -> tuple[Term, ...]:
    return tuple(sorted(glossary(), key=lambda term: term.term.casefold()))


def page() -> str:
    """Return the list of terms as a page of the documentation has it (Markdown)."""
    entries = (
        f"**{term.term}**{f' ({term.plain})' if term.plain else ''}\n: {term.sentence}\n"
        for term in _sorted()
    )
    return "\n".join(entries)
