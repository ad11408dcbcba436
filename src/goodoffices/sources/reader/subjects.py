"""Who does what in a sentence: each verb with its subject, and where its clause begins.

A subject is sought to the left of a verb, as far as its clause goes. Verbs without one of their own
("and threatened", "to strike", "by offering") have that of the verb they hang on.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.sources.reader.clauses import Clause, Memory, Owners, Sentence
from goodoffices.sources.reader.naming import Mention, Names
from goodoffices.sources.reader.readings import is_adverb
from goodoffices.sources.reader.tokens import Token
from goodoffices.sources.reader.verbs import Group, verb_groups
from goodoffices.sources.reader.words import (
    COORDINATORS,
    DETERMINERS,
    HAVE,
    NO_PEOPLE,
    NUMBERS,
    OBJECT_CONTROL,
    ORGAN_HEADS,
    PEOPLE_ENDINGS,
    POSSESSIVES,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    THIRD_PERSON,
    TIMES,
)

_EDGES = SUBORDINATORS | frozenset(
    (";", ":", "—", "–", "“", "”", '"', "(", ")", "who", "which", "whose", "that", "than", "plus")
) - {"as", "so"}
_RELATIVE = frozenset(("who", "which", "that"))


def parse(found: Sequence[Token], names: Names, memory: Memory) -> Sentence:
    """Find the clauses of a sentence, and note in the memory who was spoken of."""
    sentence = Sentence(found, names, memory)
    search = _Search(sentence)
    for verb in verb_groups(found, frozenset(sentence.named)):
        sentence.clauses.append(search.clause(verb))
    subjects = [
        c.actors for c in sentence.clauses if c.actors and c.verb.finite and not c.first_person
    ]
    told = {m.party for m in sentence.mentions}
    if subjects:
        memory.subjects = subjects[0]
        others = [actors for actors in subjects if not set(actors) & set(memory.voice)]
        memory.others = others[0] if others else memory.others
    elif told:
        memory.subjects = tuple(told) if len(told) == 1 else ()
    return sentence


class _Search:
    """The search for the subjects of one sentence's verbs, from left to right."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words = sentence.words

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
            return self._elsewhere(verb, prior, edge, word)
        if not (prior and prior.verb.lemma in SPEECH_VERBS) or self._comma(start, verb.first):
            part = self._last_part(start, verb.first)
            if prior and not self._words_between(part, verb.first):
                return self._shared(verb, last)
            if prior or self._new_subject(part, verb.first):
                start = part
        return self._with_subject(verb, start, prior)

    def _elsewhere(self, verb: Group, prior: Clause | None, edge: int, word: str) -> Clause:
        """Find a subject that does not stand right before its verb."""
        last = self.sentence.clauses[-1] if self.sentence.clauses else None
        if prior and self._inserted(prior, verb):
            end = prior.start - 1
            return self._with_subject(verb, self._edge(end)[0], None, end)
        if word == ")":
            return self._after_bracket(verb, edge)
        return self._without_subject(verb, last, edge, word)

    def _inserted(self, clause: Clause, verb: Group) -> bool:
        """Say whether a clause only stands between two commas: "The plan, he said, is"."""
        before = self.words[clause.start - 1].word if clause.start > 1 else ""
        return before == "," and self.words[verb.first - 1].word == ","

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
            before = self.words[k - 1].word if k else ""
            no_edge = before in (
                PREPOSITIONS if word == "that" else HAVE if word == "since" else ()
            )
            if word in _EDGES and not no_edge and k not in self.sentence.named:
                return k + 1, word
        return 0, ""

    def _words_between(self, start: int, end: int) -> bool:
        """Say whether more than conjunctions and adverbs stands there."""
        return any(
            self.words[k].word[:1].isalnum()
            and self.words[k].word not in COORDINATORS
            and not (is_adverb(self.words[k].word) and k not in self.sentence.named)
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
            noun, owner = self.sentence.noun_before(verb.first)
            return Clause(verb, verb.first, (), owner, noun, last)
        own = self._bare_subject(verb)
        if own:
            mention = own
            return Clause(verb, mention.start, (mention.party,), governor=last)
        if last is None:
            return Clause(verb, verb.first)
        actors = last.actors
        controls = last.verb.lemma in OBJECT_CONTROL and not last.verb.passive
        if verb.form == "infinitive" and controls:
            objects = self.sentence.parties_within(last.verb.end, verb.first)
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

    def _without_subject(self, verb: Group, last: Clause | None, edge: int, word: str) -> Clause:
        if word in _RELATIVE and edge > 1:
            k = edge - 2
            while k > 0 and self.words[k].word in {",", "to", "with", "by", "for"}:
                k -= 1
            mention = self.sentence.mention_from(k)
            governed = mention and self.words[mention.start - 1].word in PREPOSITIONS | {"and"}
            if mention and not mention.owner and (word == "who" or not governed):
                return Clause(verb, mention.start, (mention.party,))
            noun, owner = ("", ()) if mention else self.sentence.noun_before(k + 1)
            return Clause(verb, edge, (), owner, noun)
        return self._shared(verb, last)

    def _shared(self, verb: Group, last: Clause | None) -> Clause:
        """Give a verb after "and" the subject of the one before."""
        finite = [c for c in self.sentence.clauses if c.verb.finite]
        party = [c for c in finite if c.actors]
        other = finite[-1] if finite else last
        if other and party and not (other.actors or other.owner):
            other = party[-1]
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

    def _after_bracket(self, verb: Group, edge: int) -> Clause:
        """Find the subject before brackets: "Mrs Okafor (Save the Meadow) asked"."""
        k = edge - 2
        while k > 0 and self.words[k].word != "(":
            k -= 1
        subject = self.sentence.mention_from(k - 1) if k else None
        if subject and not subject.owner:
            return Clause(verb, subject.start, self._joined(subject))
        return Clause(verb, verb.first)

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

    def _with_subject(self, verb: Group, start: int, prior: Clause | None, end: int = 0) -> Clause:
        """Take the first noun of a clause that no preposition governs."""
        end = end or verb.first
        at = self._past_opening(start, end)
        while at < end and self._passed_over(at):
            at += 1
        if at >= end:
            return self._shared(verb, prior)
        both = self.sentence.names.both(self.words, at, end)
        if both:
            return Clause(verb, at, both)
        first = at
        while first < end - 1 and self._counts(first):
            first += 1
        mention = self.sentence.mention_from(first)
        if mention is None:
            found = self._of_word(verb, at, end)
            comma = self._comma(at, end)
            known = found.actors or found.owner or found.first_person
            if comma and not known and self._words_between(comma, end):
                return self._with_subject(verb, comma + 1, prior, end)
            return found
        if mention.owner:
            noun, _ = self.sentence.noun(mention.end, end)
            return _of_noun(verb, at, (mention.party,), noun)
        return self._of_mention(verb, mention, at, end)

    def _counts(self, at: int) -> bool:
        """Say whether a word only tells how many: "the 140 tenants"."""
        word = self.words[at].word
        counts = word in DETERMINERS - POSSESSIVES or word in NUMBERS or word[:1].isdigit()
        return counts and at not in self.sentence.named

    def _of_word(self, verb: Group, at: int, end: int) -> Clause:
        """Return the clause of "we", "you", "she", "our members" or another noun."""
        word, memory = self.words[at].word, self.sentence.memory
        if word in {"our", "my", "your"}:
            whose = memory.addressee if word == "your" else memory.voice
            return _of_noun(verb, at, whose, self.sentence.noun(at + 1, end)[0])
        if word in THIRD_PERSON:
            return self._of_pronoun(verb, at, word, end)
        if word in {"we", "i", "you"}:
            we = word != "you"
            return Clause(verb, at, memory.voice if we else memory.addressee, first_person=we)
        noun, owner = self.sentence.noun(at, end)
        return _of_noun(verb, at, owner, noun)

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
            noun, _ = self.sentence.noun(k, end)
            return Clause(verb, at, (), tuple(parties), noun)
        return Clause(verb, at, tuple(dict.fromkeys(parties)))

    def _of_pronoun(self, verb: Group, at: int, word: str, end: int) -> Clause:
        meant = self.sentence.meant(at)
        if word in POSSESSIVES:
            noun, _ = self.sentence.noun(at + 1, end)
            return _of_noun(verb, at, meant, noun)
        return Clause(verb, at, meant)

    def _past_opening(self, start: int, end: int) -> int:
        """Skip "and", "however," and an opening such as "On Monday,"."""
        at = start
        while at < end:
            word = self.words[at].word
            named = at in self.sentence.named
            adverb = is_adverb(word) and word not in {"both", "all", "each"} and not named
            joins = word in COORDINATORS | {"like"} or not word[:1].isalnum()
            if adverb or joins or self._tells_time(at):
                at += 1
            elif word in PREPOSITIONS | {"according", "dear"} and not named:
                comma = self._comma(at, end)
                at = comma + 1 if comma else self._past_time(at, end) or end
            else:
                return at
        return at

    def _tells_time(self, at: int) -> bool:
        """Say whether a word is part of "last week", "this morning", "the same day"."""
        word = self.words[at].word
        after = self.words[at + 1].word if at + 1 < len(self.words) else ""
        before_time = word in {"last", "this", "next", "that", "the", "same"} and after in TIMES
        return word in TIMES or before_time

    def _past_time(self, at: int, end: int) -> int:
        """Return where a subject begins after "On Friday", "In March"; 0 where none does."""
        for k in range(at + 1, end):
            word = self.words[k].word
            mention = self.sentence.mention_from(k)
            starts = word in SUBJECT_PRONOUNS
            if mention:
                starts = mention.start == k and not mention.owner
            before = self.words[k - 1].word
            if starts and (before in TIMES or before not in PREPOSITIONS | DETERMINERS):
                return k
        return 0

    def _comma(self, at: int, end: int) -> int:
        return next((k for k in range(at, end) if self.words[k].word == ","), 0)

    def _passed_over(self, at: int) -> bool:
        word = self.words[at].word
        return at not in self.sentence.named and (
            word in {"both", "either", "neither"} or not word[:1].isalnum()
        )


def _of_noun(verb: Group, at: int, owner: Owners, noun: str) -> Clause:
    """Return the clause of a noun that belongs to a party: whose people act for it."""
    if noun in ORGAN_HEADS or (noun.endswith(PEOPLE_ENDINGS) and noun not in NO_PEOPLE):
        return Clause(verb, at, owner)
    return Clause(verb, at, (), owner, noun)
