"""Who acts in a text, guessed from its names; and who acts in a model, with the names of the file.

A guess is to be asked about: a name that acts may be a place, and two names one party. Known are
countries with their capitals and peoples; told is that a person acts for a party ("Minister Falk of
Norrey", "Brecht, Ostmark's president", "Mr Lisle (Crown Homes)") and that a surname is a person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from goodoffices.sources.notebook import Span
from goodoffices.sources.reader.clauses import Memory
from goodoffices.sources.reader.countries import COUNTRIES
from goodoffices.sources.reader.naming import Names
from goodoffices.sources.reader.patterns import act_of
from goodoffices.sources.reader.subjects import parse
from goodoffices.sources.reader.tokens import Token, sentences, tokens
from goodoffices.sources.reader.words import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    WEEKDAYS,
    words,
)

if TYPE_CHECKING:  # a page is read without a model, and without what models are made of
    from goodoffices.model.conflict import Conflict

_MOST_PARTIES, _MOST_NAMES = 8, 60
_LONGEST_SENTENCE = 2000
_NO_NAMES = (
    AUXILIARIES | COORDINATORS | DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | WEEKDAYS
) | (ADVERBS | words("q a yes no dear yours what who friends"))
_TITLES = PEOPLE | words(
    "mr mrs ms dr prof sir cllr judge captain rector sheriff prime foreign vice"
)
_COUNTRY_OF = {
    form: country
    for country, (own, seats, _) in COUNTRIES.items()
    for form in (*own, *seats)
    if country == own[0]
}
_LINKS = words("of the for and")
_GENERAL = words("union company council government ministry management residents tribe")


def guess_parties(text: str, spans: Iterable[Span]) -> dict[str, tuple[str, ...]]:
    """Guess the parties of a text: names that act, those that act most first, with other names.

    Examples
    --------
    >>> from goodoffices.sources.reader.parties import guess_parties
    >>> text = "Moscow offered talks. Ukraine demands that Russia accept them; Kyiv refused later."
    >>> guess_parties(text, [(0, len(text))])
    {'Ukraine': ('Kyiv',), 'Russia': ('Moscow',)}
    """
    found = [
        tokens(text, span)
        for span in sentences(text, spans)
        if span[1] - span[0] <= _LONGEST_SENTENCE
    ]
    plain = {token.word for sentence in found for token in sentence if not token.capital}
    counted = Counter(name for sentence in found for name in _names(sentence))
    inside = {name for sentence in found for name in _names(sentence[1:])}
    names = [
        name
        for name, _ in counted.most_common(_MOST_NAMES)
        if name.casefold() not in plain and (name in inside or name in _COUNTRY_OF)
    ]
    parties = _of_persons(_surnames(_countries(names)), found)
    taken = {word for name, others in parties.items() for word in " ".join((name, *others)).split()}
    for noun in sorted(_GENERAL - {word.casefold() for word in taken}):
        parties[noun.capitalize()] = (f"the {noun}",)
    acts = _acts(found, parties)
    acting = sorted((party for party in parties if acts[party]), key=lambda party: -acts[party])
    return {party: parties[party] for party in acting[:_MOST_PARTIES]}


def _names(sentence: Sequence[Token]) -> Iterator[str]:
    """Yield the names of a sentence: words with capitals in a row, "of" and "the" among them."""
    k = 0
    while k < len(sentence):
        if not _begins(sentence[k]):
            k += 1
            continue
        end = k + 1
        while end < len(sentence):
            link = end
            while link < len(sentence) and sentence[link].word in _LINKS and link - end < 2:  # noqa: PLR2004
                link += 1
            if link >= len(sentence) or not _begins(sentence[link]):
                break
            if link > end and sentence[end].word == "and":
                break
            end = link + 1
        while end - k > 1 and sentence[k].word in _TITLES:
            k += 1
        yield " ".join(token.raw for token in sentence[k:end])
        k = end


def _begins(token: Token) -> bool:
    common = token.word in _NO_NAMES and not token.raw.isupper()
    return token.capital and not common and len(token.word) > 1


def _countries(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Put the names of one country together: "Moscow" and "Russian" are Russia's."""
    peoples = {form: row[0][0] for row in COUNTRIES.values() for form in row[2]}
    parties: dict[str, tuple[str, ...]] = {}
    for name in names:
        country = _COUNTRY_OF.get(name, "")
        if name in peoples:
            continue
        known = next((p for p in parties if country and _COUNTRY_OF.get(p) == country), "")
        if not country:
            parties[name] = ()
        elif known and known != name:
            parties[known] = (*parties[known], name)
        elif name in COUNTRIES:
            parties.setdefault(name, ())
        else:
            parties[country] = (name,)
    return parties


def _surnames(parties: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Put "Brecht" and "Hanno Brecht" together, under the shorter name."""
    short = {name for name in parties if " " not in name}
    found = {name: others for name, others in parties.items() if name.split()[-1] == name}
    for name, others in parties.items():
        last = name.split()[-1]
        if last != name and last in short:
            found[last] = (*found[last], name)
        elif last != name:
            found[name] = others
    return found


def _of_persons(
    parties: dict[str, tuple[str, ...]], found: Iterable[Sequence[Token]]
) -> dict[str, tuple[str, ...]]:
    """Put the names of people to the parties that they are told to act for."""
    names = Names(parties)
    for_whom: dict[str, str] = {}
    for sentence in found:
        mentions = names.find(sentence)
        for one, other in pairwise(mentions):
            between = [token.word for token in sentence[one.end : other.start]]
            opens = between in (["("], [","])
            after = sentence[other.end].word if other.end < len(sentence) else "."
            organ = any(t.word in PEOPLE for t in sentence[other.start : other.end])
            if opens and one.party != other.party and (organ or after == ")"):
                for_whom.setdefault(one.party, other.party)
        for mention in mentions:
            told = " ".join(token.raw for token in sentence[mention.start : mention.end])
            for name in parties:
                if name != mention.party and told.endswith(f" {name}"):
                    for_whom.setdefault(name, mention.party)
    merged = {name: others for name, others in parties.items() if name not in for_whom}
    for name, party in for_whom.items():
        if party in merged:
            merged[party] = (*merged[party], name, *parties[name])
    return merged


def _acts(found: Iterable[Sequence[Token]], parties: dict[str, tuple[str, ...]]) -> Counter[str]:
    """Count what each party is said to do that is an act of a dispute."""
    names, memory = Names(parties), Memory()
    acts: Counter[str] = Counter()
    for sentence in found:
        for clause in parse(sentence, names, memory).clauses:
            verb = clause.verb
            if verb.finite and act_of(verb.lemma, sentence, verb.end)[0]:
                acts.update(clause.actors)
    return acts


def parties_of(conflict: Conflict) -> dict[str, tuple[str, ...]]:
    """Return the parties of a model, mediators too, each with the other names its labels give.

    Examples
    --------
    >>> from goodoffices.sources.reader.parties import parties_of
    >>> parties_of(go.case("indus-waters-1960"))["Bank"]
    ('World Bank',)
    """
    named = {dm.name: dm.label for dm in conflict.decision_makers}
    named |= conflict.mediation.mediators
    found: dict[str, tuple[str, ...]] = {}
    for name, label in named.items():
        short = label.partition(",")[0].partition("(")[0].strip()
        found[name] = (short,) if short and short != name else ()
    return found
