"""The words of the field, each in a sentence: one list for all that explains a word.

The docs print it, the workbench's hints show it, the brief ends with those of its words, and notes
below answers take their meaning from here. The plain word stands first where people use one; the
field's word beside it. The concepts of stability are told as ``goodoffices.stability.concepts`` has
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import combining, normalize

from goodoffices.show.language import say, say_as
from goodoffices.show.words import begun, concept_name, foresight, short_name
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
    key
        What it is asked for by in any language: the word as the code has it, or a concept's key.
    """

    term: str
    plain: str
    sentence: str
    also: str = ""
    met: bool = True
    key: str = ""

    def said(self) -> Term:
        """Return the term in the language spoken."""
        told = (say(self.term), say(self.plain), say(self.sentence), say(self.also))
        return Term(*told, self.met, self.term)

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


_WORDS = (
    Term(
        "party",
        "decision maker",
        "Whoever has options of its own and ranks the outcomes.",
        "parties|decision makers",
    ),
    Term("option", "", "Something that a party can do or leave undone."),
    Term(
        "state",
        "outcome",
        "One combination of what everybody does and leaves undone.",
        "outcome|outcomes",
    ),
    Term("status quo", "where things stand", "The state that the parties are in now."),
    Term(
        "constraint", "what cannot be", "A combination of options that is left out of the states."
    ),
    Term(
        "preference statement",
        "what a party wants",
        "A condition on a state that its party likes to see met; one higher in the list counts "
        "more than all below it together.",
    ),
    Term(
        "points",
        "weights",
        "What a statement is worth to a party, in its own points; points of two parties are never "
        "added up.",
    ),
    Term(
        "rank",
        "",
        "The place of a state in a party's eyes: 1 is the best, equals share a place.",
        "ranked",
    ),
    Term("move", "", "A change of a party's own options, the others' left as they are."),
    Term("improvement", "unilateral improvement", "A move to a state that its mover likes better."),
    Term(
        "deterred",
        "sanctioned",
        "Of an improvement: the others could, or would, answer it so that its mover ends up no "
        "better off.",
        "deters|deter|undeterred",
    ),
    Term("stable", "stays", "Of a state for a party: every improvement of the party is deterred."),
    Term(
        "holds",
        "equilibrium",
        "A state that is stable for every party, so that nobody leaves it.",
        "hold",
    ),
    Term(
        "foresight", "stability concept", "Which answers to a move a party is taken to reckon with."
    ),
    Term(
        "settlement", "what is sought", "A state that the mediation tries to bring about and keep."
    ),
    Term(
        "no deal", "breakdown", "The state that a party compares a settlement with before it signs."
    ),
    Term(
        "signatory",
        "who signs",
        "A party without whose consent there is no settlement.",
        "signatories|sign",
    ),
    Term("accepted", "", "Liked better than no deal by every signatory."),
    Term(
        "zone of possible agreement",
        "what could be agreed",
        "All states that every signatory likes better than no deal.",
        "zone",
    ),
    Term(
        "efficient",
        "Pareto optimal",
        "Of a state: no other is as good for all signatories and better for one.",
    ),
    Term(
        "lever",
        "what is on the table",
        "Something that a mediator or party can offer or threaten, up to a limit and at a cost, "
        "to move what a state is worth to another.",
    ),
    Term("inducement", "offer", "A lever that makes a state worth more to a party."),
    Term(
        "pressure", "threat", "A lever that makes a state worth less to a party.", "threat|threats"
    ),
    Term(
        "bluff",
        "",
        "Of a lever as it is pulled: to carry it out would cost the holder more than it would "
        "bear.",
        "bluffing",
    ),
    Term(
        "belief",
        "",
        "Of a lever on a party: how likely the party thinks it that the lever will be pulled.",
    ),
    Term(
        "package",
        "",
        "A settlement sought, taken as one whole of what everybody does and leaves undone.",
    ),
    Term("issue", "", "Something that is bargained over: one or more options."),
    Term(
        "mediator",
        "",
        "Whoever brings parties to a settlement; it may hold levers, and need not be a party.",
    ),
    Term(
        "credible",
        "",
        "Of a lever as it is pulled: carrying it out costs no more than its holder would bear.",
    ),
    Term("side deal", "", "An inducement that touches nothing the settlement is about."),
    Term(
        "joint move",
        "",
        "A move that several parties make at once, each changing options of its own.",
    ),
    Term(
        "ripe",
        "",
        "Of a conflict for mediation: its parties are stuck, that hurts them all, and they see a "
        "way out.",
        "ripeness",
    ),
    Term(
        "escalated",
        "",
        "Of a state: the model's own condition of escalation is met there.",
        "escalation",
    ),
    Term("intensity", "", "Of a lever: how far it is pulled, in units of its own.", "intensities"),
    Term(
        "plan", "cheapest plan", "Levers, and how far to pull each, that make a settlement stand."
    ),
    Term("shortfall", "what is missing", "How near levers come where no plan exists."),
    Term(
        "exposed",
        "",
        "Of a party on the way to a settlement: worse off than with no deal.",
        "exposure",
    ),
    Term(
        "tempted", "", "Of a party on the way: better off stopping there, with steps still to make."
    ),
    Term(
        "guarantee",
        "cover",
        "What somebody promises so that a party is not exposed or tempted at a step.",
        "guaranteed",
    ),
    Term("spoiler", "", "A party that could wreck a settlement, or has to be won over for it."),
    Term("robustness", "how sure", "In how many samples of what is uncertain a state holds."),
    Term("sample", "", "One draw of every uncertain number from its range."),
    Term("claim", "", "A sentence about the conflict that is tested, in every sample as well."),
    Term(
        "sensitivity", "what decides", "How far each uncertain number sways the answer by itself."
    ),
    Term("scenario", "", "The same conflict with a few things said otherwise, kept in its file."),
    Term(
        "known in part",
        "partial preferences",
        "Of what a party prefers: some states are known to be liked better than others, not all.",
    ),
    Term("always", "", "Of a verdict: under every preference that fits what is known.", met=False),
    Term(
        "can",
        "",
        "Of a verdict: under some preferences that fit what is known, not all.",
        met=False,
    ),
    Term("prevented", "", "Of a state that would hold if every party saw the conflict as it is."),
    Term(
        "strongly stable",
        "",
        "Of a state for a party: whatever better it moves to, it may end up greatly worse off.",
        "strongly",
    ),
    Term("view", "how a party sees it", "What a party takes to be otherwise than it is."),
    Term(
        "by illusion",
        "",
        "Of a state that holds: it would not if every party saw the conflict as it is.",
        "illusion",
    ),
    Term("truth", "", "What a party could be told, so that it sees something as it is."),
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
            short_name(key),
            concept_name(key),
            say("A state holds by it if {}.", foresight(key)),
            key=key,
        )
        for key in CONCEPTS
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
    return {one.term: one for one in _WORDS}[term].said()


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
    def bare(term: Term) -> str:
        letters = normalize("NFD", term.term.casefold())
        return "".join(one for one in letters if not combining(one))

    return tuple(sorted(glossary(), key=bare))


def page() -> str:
    """Return the list of terms as a page of the documentation has it (Markdown)."""
    entries = (
        f"**{term.term}**{f' ({term.plain})' if term.plain else ''}\n: {term.sentence}\n"
        for term in _sorted()
    )
    return "\n".join(entries)
