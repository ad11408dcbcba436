"""Who does what in a sentence: each verb with its subject, where its clause begins, and its words.

A subject is sought to the left of a verb, as far as its clause goes. Verbs without one of their own
("and threatened", "to strike", "by offering") have that of the verb they hang on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goodoffices.sources.naming import Mention, Names
from goodoffices.sources.tokens import Token
from goodoffices.sources.verbs import Group, is_adverb, verb_groups
from goodoffices.sources.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    FIRST_PERSON,
    OBJECT_CONTROL,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)

Owners = tuple[str, ...]
_EDGES = SUBORDINATORS | frozenset(
    (";", ":", "—", "–", "“", "”", '"', "(", ")", "who", "which", "whose", "that", "than", "plus")
) - {"as", "so"}
_RELATIVE = frozenset(("who", "which", "that"))
_SPEECH = frozenset(SPEECH_VERBS.split())
_CONTROL = frozenset(OBJECT_CONTROL.split())
_THIRD = (SUBJECT_PRONOUNS | OBJECT_PRONOUNS | {"its", "his", "her", "their"}) - FIRST_PERSON


@dataclass(slots=True)
class Clause:
    """A verb, whose it is, and from which token on its clause runs.

    Attributes
    ----------
    actors
        The parties that are its subject; none where another or nobody known is.
    owner
        The parties that its subject belongs to: "Putin's demands", "the offer of the union".
    noun
        The main word of its subject where that is no party.
    """

    verb: Group
    start: int
    actors: Owners = ()
    owner: Owners = ()
    noun: str = ""
    governor: Clause | None = None


@dataclass(slots=True)
class Memory:
    """Who was spoken of last, for pronouns."""

    subjects: Owners = ()
    speaker: Owners = ()


@dataclass(slots=True)
class Sentence:
    """The words of a sentence, the parties in it, and its clauses."""

    words: Sequence[Token]
    mentions: list[Mention]
    clauses: list[Clause] = field(default_factory=list)

    def mention_from(self, at: int) -> Mention | None:
        """Return the party that is named from a token on."""
        return next((m for m in self.mentions if m.start <= at < m.end), None)


def parse(found: Sequence[Token], names: Names, memory: Memory) -> Sentence:
    """Find the clauses of a sentence, and note in the memory who was spoken of."""
    mentions = names.find(found)
    named = {k: m.end for m in mentions for k in range(m.start, m.end)}
    sentence = Sentence(found, mentions)
    reader = _Subjects(sentence, names, memory)
    for verb in verb_groups(found, named):
        sentence.clauses.append(reader.clause(verb))
    subjects = [c.actors for c in sentence.clauses if c.actors and c.verb.finite]
    if subjects:
        memory.subjects = subjects[-1]
    elif mentions:
        memory.subjects = (mentions[0].party,) if len({m.party for m in mentions}) == 1 else ()
    return sentence


class _Subjects:
    """The search for the subjects of one sentence's verbs, from left to right."""

    def __init__(self, sentence: Sentence, names: Names, memory: Memory) -> None:
        self.words = sentence.words
        self.sentence = sentence
        self.names = names
        self.memory = memory

    def clause(self, verb: Group) -> Clause:
        """Return the clause of the next verb."""
        before = self.sentence.clauses
        last = before[-1] if before else None
        if not verb.finite:
            return self._hanging(verb, last)
        edge, word = self._edge(verb.first)
        prior = next((c for c in reversed(before) if c.verb.finite and c.verb.end > edge), None)
        start = max(edge, prior.verb.end) if prior else edge
        middle = self._words_between(start, verb.first)
        if middle and self.words[verb.first - 1].word == ",":
            return self._after_insertion(verb, start)
        if not middle:
            return self._without_subject(verb, last, edge, word)
        if not (prior and prior.verb.lemma in _SPEECH) or self._comma(start, verb.first):
            part = self._last_part(start, verb.first)
            if prior and not self._words_between(part, verb.first):
                return self._shared(verb, last)
            if prior or self._new_subject(part, verb.first):
                start = part
        return self._with_subject(verb, start, prior)

    def _new_subject(self, start: int, end: int) -> bool:
        """Say whether a subject stands there by itself, after what has nothing to do with it."""
        mention = self.sentence.mention_from(start) if start < end else None
        pronoun = start < end and self.words[start].word in SUBJECT_PRONOUNS
        if not pronoun and (mention is None or mention.owner):
            return False
        k = start - 2
        while k >= 0 and self.words[k].word in {",", "and", "or"}:
            k -= 1
        before = self.sentence.mention_from(k) if k >= 0 else None
        return pronoun or before is None or before.owner

    def _edge(self, at: int) -> tuple[int, str]:
        """Return where the clause before a token begins, and the word that it begins after."""
        for k in range(at - 1, -1, -1):
            word = self.words[k].word
            that = word == "that" and k and self.words[k - 1].word in PREPOSITIONS
            if word in _EDGES and not that and not self._named(k):
                return k + 1, word
        return 0, ""

    def _named(self, at: int) -> bool:
        return self.sentence.mention_from(at) is not None

    def _words_between(self, start: int, end: int) -> bool:
        """Say whether more than conjunctions and adverbs stands there."""
        return any(
            self.words[k].word[:1].isalnum()
            and self.words[k].word not in COORDINATORS
            and not (is_adverb(self.words[k].word) and not self._named(k))
            for k in range(start, end)
        )

    def _last_part(self, start: int, end: int) -> int:
        """Return where the last member of a row begins: after its last "and", "but" or comma."""
        for k in range(end - 1, start - 1, -1):
            if self.words[k].word in COORDINATORS | {","}:
                if self.words[k].word == "and" and self._names_joined(k, start):
                    continue
                return k + 1
        return start

    def _names_joined(self, at: int, start: int) -> bool:
        """Say whether "and" joins two subjects: ", and Russia and Ukraine agreed"."""
        before = self.sentence.mention_from(at - 1)
        if before is None or before.owner:
            return False
        k = before.start - 1
        return k >= start and self.words[k].word in COORDINATORS | {","}

    def _hanging(self, verb: Group, last: Clause | None) -> Clause:
        """Give an infinitive or a participle the subject of the verb that it hangs on."""
        if verb.form == "participle" and verb.passive:
            noun, owner = self._noun_before(verb.first)
            return Clause(verb, verb.first, (), owner, noun, last)
        own = self._bare_subject(verb)
        if own:
            mention = own
            return Clause(verb, mention.start, (mention.party,), governor=last)
        if last is None:
            return Clause(verb, verb.first)
        actors = last.actors
        if verb.form == "infinitive" and last.verb.lemma in _CONTROL and not last.verb.passive:
            objects = self.parties_in(last.verb.end, verb.first, last)
            actors = objects or (() if last.verb.end < verb.first else actors)
        owned = last.owner if last.verb.lemma == "be" and not actors else ()
        return Clause(verb, verb.first, actors or owned, (), "", last)

    def _bare_subject(self, verb: Group) -> Mention | None:
        """Return "the US" of "the US walking away", "due to Russia initiating"."""
        if verb.form != "ing":
            return None
        k = verb.first - 1
        while k >= 0 and is_adverb(self.words[k].word):
            k -= 1
        mention = self.sentence.mention_from(k) if k >= 0 else None
        return mention if mention and not mention.owner else None

    def _without_subject(
        self, verb: Group, last: Clause | None, edge: int, word: str
    ) -> Clause:
        if word in _RELATIVE and edge > 1:
            k = edge - 2
            while k > 0 and self.words[k].word in {",", "to", "with", "by", "for"}:
                k -= 1
            mention = self.sentence.mention_from(k)
            governed = mention and self.words[mention.start - 1].word in PREPOSITIONS | {"and"}
            if mention and not mention.owner and (word == "who" or not governed):
                return Clause(verb, mention.start, (mention.party,))
            noun, owner = ("", ()) if mention else self._noun_before(k + 1)
            return Clause(verb, edge, (), owner, noun)
        return self._shared(verb, last)

    def _shared(self, verb: Group, last: Clause | None) -> Clause:
        """Give a verb after "and" the subject of the one before."""
        finite = [c for c in self.sentence.clauses if c.verb.finite]
        other = finite[-1] if finite else last
        if other is None:
            return Clause(verb, verb.first)
        return Clause(verb, verb.first, other.actors, other.owner, other.noun)

    def _after_insertion(self, verb: Group, start: int) -> Clause:
        """Find the subject before an insertion: "The union, which has 400 members, refused"."""
        comma = verb.first - 1
        appositive = self.sentence.mention_from(comma - 1)
        for k in range(comma - 1, -1, -1):
            if self.words[k].word == ",":
                subject = self.sentence.mention_from(k - 1) if k else None
                if subject is None and appositive and appositive.start > k:
                    subject = appositive
                if subject and not subject.owner:
                    return Clause(verb, subject.start, self._joined(subject))
                edge, _ = self._edge(k)
                return self._with_subject(verb, edge, None, k)
        return self._with_subject(verb, start, None)

    def _joined(self, mention: Mention) -> Owners:
        """Return a party with those that "and" joins to it on its left."""
        parties = [mention.party]
        k = mention.start - 1
        while k > 0 and self.words[k].word in {"and", ",", "or"}:
            other = self.sentence.mention_from(k - 1)
            if other is None or other.owner:
                break
            parties.insert(0, other.party)
            k = other.start - 1
        return tuple(dict.fromkeys(parties))

    def _with_subject(
        self, verb: Group, start: int, prior: Clause | None, end: int = 0
    ) -> Clause:
        """Take the first noun of a clause that no preposition governs."""
        end = end or verb.first
        at = self._past_opening(start, end)
        while at < end and self._passed_over(at):
            at += 1
        if at >= end:
            return self._shared(verb, prior)
        both = self.names.both(self.words, at, end)
        if both:
            return Clause(verb, at, both)
        mention = self.sentence.mention_from(at)
        word = self.words[at].word
        if mention is None and word in _THIRD:
            return self._of_pronoun(verb, at, word, end)
        if mention is None and word in FIRST_PERSON:
            return Clause(verb, at, self.memory.speaker)
        if mention is None:
            noun, owner = self._noun(at, end)
            return Clause(verb, at, (), owner, noun)
        if mention.owner:
            noun, _ = self._noun(mention.end, end)
            return Clause(verb, at, (), (mention.party,), noun)
        return self._of_mention(verb, mention, at, end)

    def _of_mention(self, verb: Group, mention: Mention, at: int, end: int) -> Clause:
        parties = [mention.party]
        k = mention.end
        while k < end and self.words[k].word in {"and", ",", "or", "as", "well", "the", "both"}:
            k += 1
            other = self.sentence.mention_from(k) if k < end else None
            if other:
                parties.append(other.party)
                k = other.end
        rest = self.words[k].word if k < end else ""
        compound = rest and rest[:1].isalpha() and rest not in PREPOSITIONS | {"itself"}
        if compound and not is_adverb(rest) and self.words[k].raw[:1].islower():
            noun, _ = self._noun(k, end)
            return Clause(verb, at, (), tuple(parties), noun)
        return Clause(verb, at, tuple(dict.fromkeys(parties)))

    def _of_pronoun(self, verb: Group, at: int, word: str, end: int) -> Clause:
        meant = self.meant(at)
        if word in POSSESSIVES:
            noun, _ = self._noun(at + 1, end)
            person = noun and self.names.called(noun) == "" and _acts_for(noun)
            return Clause(verb, at, meant if person else (), () if person else meant, noun)
        return Clause(verb, at, meant)

    def meant(self, at: int) -> Owners:
        """Return whom a pronoun means, where exactly one can be meant."""
        before = [c for c in self.sentence.clauses if c.verb.first < at]
        subject = next((c.actors or c.owner for c in reversed(before) if c.actors or c.owner), ())
        named = tuple(dict.fromkeys(m.party for m in self.sentence.mentions if m.end <= at))
        if self.words[at].word in OBJECT_PRONOUNS - {"it"}:
            others = tuple(party for party in named if party not in subject)
            if not others and len(self.memory.subjects) == 1:
                others = tuple(p for p in self.memory.subjects if p not in subject)
            return others if len(others) == 1 else ()
        if len(named) == 1:
            return named
        if not named:
            return self.memory.subjects
        return subject if len(subject) == 1 or self.words[at].word == "they" else ()

    def _past_opening(self, start: int, end: int) -> int:
        """Skip "and", "however," and an opening such as "On Monday,"."""
        at = start
        while at < end:
            word = self.words[at].word
            if word in COORDINATORS | {"like"} or not word[:1].isalnum() or (
                is_adverb(word) and word not in {"both", "all", "each"} and not self._named(at)
            ):
                at += 1
                continue
            comma = self._comma(at, end)
            if word in PREPOSITIONS | {"last", "this", "next"} and comma and not self._named(at):
                at = comma + 1
                continue
            return at
        return at

    def _comma(self, at: int, end: int) -> int:
        return next((k for k in range(at, end) if self.words[k].word == ","), 0)

    def _passed_over(self, at: int) -> bool:
        word = self.words[at].word
        return not self._named(at) and (word in {"both", "either", "neither"} or not word[:1].isalnum())

    def _noun(self, at: int, end: int) -> tuple[str, Owners]:
        """Return the main word of a noun from a token on, and whose it is."""
        noun = ""
        owner: Owners = ()
        k = at
        while k < end:
            word = self.words[k].word
            mention = self.sentence.mention_from(k)
            if mention and mention.owner:
                owner = (mention.party,)
                k = mention.end
                continue
            if word in PREPOSITIONS | {",", "to"} or word in COORDINATORS:
                break
            if word not in DETERMINERS and word[:1].isalnum():
                noun = word
            if word in POSSESSIVES & _THIRD:
                owner = self.meant(k)
            k += 1
        if k < end and self.words[k].word in {"of", "by", "from"} and not owner:
            after = k + 1 + (k + 1 < end and self.words[k + 1].word in DETERMINERS)
            mention = self.sentence.mention_from(after) if after < end else None
            owner = (mention.party,) if mention else ()
        return noun, owner

    def _noun_before(self, end: int) -> tuple[str, Owners]:
        """Return the noun that ends before a token, and whose it is."""
        k = end - 1
        while k >= 0 and self.words[k].word == ",":
            k -= 1
        noun = self.words[k].word if k >= 0 else ""
        while k >= 0:
            mention = self.sentence.mention_from(k)
            if mention and mention.owner:
                return noun, (mention.party,)
            word = self.words[k].word
            if word in BE | PREPOSITIONS | {","} or (k < end - 1 and word in DETERMINERS):
                break
            k -= 1
        return noun, ()

    def parties_in(self, start: int, end: int, clause: Clause) -> Owners:
        """Return the parties of an object: the first named, with those joined to it."""
        del clause
        for k in range(start, end):
            mention = self.sentence.mention_from(k)
            if mention and not mention.owner:
                parties = [mention.party]
                at = mention.end
                while at < end and self.words[at].word in {"and", ","}:
                    other = self.sentence.mention_from(at + 1)
                    if other is None or other.owner:
                        break
                    parties.append(other.party)
                    at = other.end
                return tuple(dict.fromkeys(parties))
            if self.words[k].word in OBJECT_PRONOUNS:
                return self.meant(k)
        return ()


def _acts_for(noun: str) -> bool:
    from goodoffices.sources.words import ORGAN_HEADS

    return noun in ORGAN_HEADS
