"""Acts that a noun tells, "Putin's demands that …", and leverage told as a share."""

from __future__ import annotations

from typing import NamedTuple

from goodoffices.sources.notebook import Act
from goodoffices.sources.reader.clauses import Owners, Sentence
from goodoffices.sources.reader.patterns import act_nouns
from goodoffices.sources.reader.words import POSSESSIVES, words

_COMPLEMENTS = words("to that for of on over against")
_SHARES = words("% percent cent percentage half third thirds quarter quarters most much all part")
_NUMBERS = words("one two three four nine nearly almost more than over per")
_FROM = words(
    "comes come came is are was passes pass passed flows flow stems goes go made supplied"
)
_NEAR = 4
_FAR = 20
_TOLD: frozenset[Act] = frozenset(("demand", "threaten", "refuse", "offer", "promise", "leverage"))


class NounRow(NamedTuple):
    """A statement that hangs on a noun, in tokens."""

    act: Act
    actors: Owners
    targets: Owners
    start: int
    head: int
    end: int


def noun_rows(sentence: Sentence) -> list[NounRow]:
    """Return what nouns tell that belong to a party and say what of: "its threat to leave"."""
    found = []
    for k, token in enumerate(sentence.words):
        act = act_nouns().get(token.word)
        after = sentence.words[k + 1].word if k + 1 < len(sentence.words) else ""
        if act not in _TOLD or after not in _COMPLEMENTS or sentence.mention_from(k):
            continue
        owner, start = _owner(sentence, k)
        if act == "leverage" and not owner:
            continue
        if owner and not (after == "of" and act != "threaten"):
            towards = tuple(p for p in _first_named(sentence, k + 1) if p not in owner)
            found.append(NounRow(act, owner, towards, start, k + 1, len(sentence.words)))
    return found


def _owner(sentence: Sentence, at: int) -> tuple[Owners, int]:
    """Return whose a noun is, and where that begins: "Putin's repeated demands"."""
    for k in range(at - 1, max(-1, at - _NEAR), -1):
        mention = sentence.mention_from(k)
        if mention:
            return ((mention.party,), mention.start) if mention.owner else ((), at)
        word = sentence.words[k].word
        if word in {"our", "my"}:
            return sentence.memory.voice, k
        if word == "your":
            return sentence.memory.addressee, k
        if word in POSSESSIVES - {"'s"}:
            return sentence.meant(k), k
    return (), at


def _first_named(sentence: Sentence, at: int) -> Owners:
    for k in range(at, min(len(sentence.words), at + _NEAR)):
        mention = sentence.mention_from(k)
        if mention:
            return sentence.parties_from(k) or (mention.party,)
    return ()


def share_rows(sentence: Sentence) -> list[NounRow]:
    """Return leverage told as a share: "95 % of its electricity is from France"."""
    found = sentence.words
    for k, token in enumerate(found):
        if token.word not in _SHARES or k + 1 >= len(found) or found[k + 1].word != "of":
            continue
        of = _whose(sentence, k + 2)
        holder: Owners = ()
        for j in range(k + 2, min(len(found) - 1, k + _FAR)):
            if found[j].word in {"from", "in", "by", "through"}:
                mention = sentence.mention_from(j + 1)
                holder = (mention.party,) if mention else ()
        told = any(t.word in _FROM for t in found[k + 2 : k + _FAR])
        if holder and told and of and holder != of:
            return [NounRow("leverage", holder, of, _number(sentence, k), k, len(found))]
    return []


def _number(sentence: Sentence, at: int) -> int:
    """Return where a share begins: "95 %", "one third", "half"."""
    start = at
    while start and (sentence.words[start - 1].word[:1].isdigit() or _counts(sentence, start - 1)):
        start -= 1
    return start


def _counts(sentence: Sentence, at: int) -> bool:
    return sentence.words[at].word in _NUMBERS


def _whose(sentence: Sentence, at: int) -> Owners:
    for k in range(at, min(len(sentence.words), at + _FAR)):
        mention = sentence.mention_from(k)
        if mention:
            return (mention.party,)
        if sentence.words[k].word in POSSESSIVES - {"'s", "our", "my", "your"}:
            return sentence.meant(k) or sentence.memory.subjects
    return ()
