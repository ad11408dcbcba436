"""The statements of one sentence: the act of each of its clauses, by whom, to whom, how sure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.sources.notebook import Act, Hedge
from goodoffices.sources.reader.clauses import Clause, Owners, Sentence
from goodoffices.sources.reader.doing import doing
from goodoffices.sources.reader.hedging import Condition, conditions, hedge_of
from goodoffices.sources.reader.nouns import NounRow, noun_rows, share_rows
from goodoffices.sources.reader.telling import Telling, named_at
from goodoffices.sources.reader.words import (
    COORDINATORS,
    OBJECT_PRONOUNS,
    SPEECH_VERBS,
    WILL,
    words,
)

_TOWARDS = frozenset(("on", "against", "with", "to", "from", "at", "of", "for", "over", "upon"))
_TRAILING = COORDINATORS | frozenset(
    ("while", "which", "who", "that", "whereas", "although", "though", "so", "because", "to")
)
_SUPPOSING = frozenset(("if", "should", "were", "had", "unless"))
_BESIDE = frozenset(("and", "but", "while", "whereas", "although", "though", "so"))
_LINKS = _BESIDE | words(
    """to which who whom that all with by for of the since because after before when then hours days
    weeks months"""
)
_NEAR = 4
_SAYING = words(
    """say add tell argue claim warn insist declare announce state write maintain reply respond
    explain note stress acknowledge admit report complain assert contend believe think"""
)
_REFUSING = frozenset(("refuse", "decline"))
_REPORTING = frozenset(("would", "could", "'d"))
_ABSORBING = ("infinitive", "ing")


@dataclass(frozen=True, slots=True)
class Row:
    """A statement in tokens of its sentence; see ``notebook.Statement``."""

    act: Act
    actors: Owners
    targets: Owners
    start: int
    end: int
    verb: int
    hedge: Hedge = "none"
    speaker: str = ""
    condition: tuple[int, int] | None = None


def rows_of(sentence: Sentence) -> list[Row]:
    """Return the statements of a sentence, in the order of their words."""
    if sentence.words[-1].word == "?":
        return []
    return _Reader(sentence).rows()


class _Reader:
    """The reading of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.conditions = conditions(self.words)
        self.told: list[Clause] = []
        self.speeches = {id(c): self._speech(c) for c in sentence.clauses}

    def rows(self) -> list[Row]:
        """Return the rows of clauses and of nouns; a clause ends where the next one begins."""
        found = []
        for clause in self.sentence.clauses:
            row = self._row(clause)
            if row:
                found.append(row)
                self.told.append(clause)
        found += self._supposed() if not found else []
        for noun in noun_rows(self.sentence) + share_rows(self.sentence):
            if not any(
                row.start <= noun.start < row.end and row.actors == noun.actors for row in found
            ):
                found.append(self._of_noun(noun))
        said = [clause.actors[0] for clause in self.speeches.values() if clause]
        self.sentence.memory.reported = said[0] if said else self._still_reported(found)
        return self._cut(sorted(found, key=lambda row: (row.start, row.verb)))

    def _of_noun(self, noun: NounRow) -> Row:
        end = self._clause_end(noun.head)
        hedge = hedge_of(self.words, noun.start, end, None)
        targets = noun.targets or self.sentence.names.others(noun.actors)
        return Row(noun.act, noun.actors, targets, noun.start, end, noun.start, hedge)

    def _row(self, clause: Clause) -> Row | None:
        verb = clause.verb
        inside = any(c.start <= verb.first < c.end for c in self.conditions)
        before = self.words[clause.start - 1].word if clause.start else ""
        if inside or self._absorbed(clause) or before == "like":
            return None
        speech = self.speeches[id(clause)]
        hanging = self._condition(clause)
        reported = self.sentence.memory.reported
        continued = (
            bool(reported) and verb.modal in _REPORTING and clause.actors in {(), (reported,)}
        )
        voice = speech.actors[0] if speech else reported if continued else self._voice()
        act, after, actors = doing(Telling(self.sentence, clause, hanging, voice))
        if clause.first_person and speech and not self._voice():
            actors = speech.actors
        if act is None or not actors:
            return None
        end = self._clause_end(verb.end)
        voice = actors[0] if act == "claim" else voice
        targets = self._targets(clause, after, end, actors, speech)
        start = self._beginning(clause, actors)
        row = Row(act, actors, targets, start, end, verb.first, "none", voice)
        row = replace(row, hedge=hedge_of(self.words, self._opening(clause), end, verb))
        return self._with_condition(row, hanging)

    def _beginning(self, clause: Clause, actors: Owners) -> int:
        """Return where the words of a row begin: "reacted by offering" with who reacted."""
        above = clause.governor
        hangs = clause.start == clause.verb.first and not clause.verb.finite
        if hangs and above and above.verb.finite and above.actors == actors:
            return above.start
        return clause.start

    def _with_condition(self, row: Row, hanging: Condition | None) -> Row:
        if hanging is None:
            return row
        start, end = min(row.start, hanging.start), max(row.end, hanging.end)
        return replace(row, condition=hanging[:2], start=start, end=end)

    def _supposed(self) -> list[Row]:
        """Return what the writer says will be if something is: "If the US leaves, … will …"."""
        if self._voice() or not self.conditions or self.conditions[0].mark not in _SUPPOSING:
            return []
        condition = self.conditions[0]
        after = [c for c in self.sentence.clauses if c.start >= condition.end and c.verb.finite]
        main = [c for c in after if c.verb.modal in WILL]
        opens = not any(token.word[:1].isalnum() for token in self.words[: condition.start])
        if not (opens and main) or self.speeches[id(main[0])]:
            return []
        inside = [
            c.actors for c in self.sentence.clauses if condition.start <= c.start < condition.end
        ]
        actors = main[0].actors or next((found for found in inside if found), ())
        end = self._trimmed(len(self.words))
        hedge = hedge_of(self.words, condition.end, end, main[0].verb)
        return [
            Row(
                "conditional",
                actors,
                (),
                condition.start,
                end,
                main[0].verb.first,
                hedge,
                condition=condition[:2],
            )
        ]

    def _still_reported(self, found: list[Row]) -> str:
        reported = self.sentence.memory.reported
        return reported if any(row.speaker == reported for row in found) else ""

    def _voice(self) -> str:
        return next(iter(self.sentence.memory.voice), "")

    def _opening(self, clause: Clause) -> int:
        """Return where the words stand that hedge a clause: "it is unclear whether" before it."""
        k = clause.start
        while k and self.words[k - 1].word not in {",", ";", ":", "and", "but"}:
            k -= 1
        return k

    # Speech --------------------------------------------------------------------------------

    def _speech(self, clause: Clause) -> Clause | None:
        """Return the clause of who says it: "The union said (that)", "…, the union said"."""
        if not clause.verb.finite:
            return None
        for other in self.sentence.clauses:
            says = other.verb.lemma in SPEECH_VERBS and other.actors and not other.verb.passive
            if not says or other is clause or other.verb.negated:
                continue
            if self._inserted(other):
                return other
            after = clause.start >= other.verb.end
            opens = self.words[min(other.verb.end, len(self.words) - 1)].word == "that"
            if other.verb.lemma not in _SAYING and not opens:
                continue
            if after and not self._side_by_side(other, clause):
                return other
            if not after and other.start > clause.verb.end and self._trails(other):
                return other
        return None

    def _inserted(self, clause: Clause) -> bool:
        """Say whether a clause stands between commas: "His government, he said, had none"."""
        before = self.words[clause.start - 1].word if clause.start else ""
        after = [token.word for token in self.words[clause.verb.end : clause.verb.end + 3]]
        return before == "," and "," in after and after[0] != "that"

    def _side_by_side(self, one: Clause, other: Clause) -> bool:
        """Say whether a clause stands beside another: "said no and threatened to leave"."""
        if other.start == other.verb.first and other.actors == one.actors:
            return True
        between = [token.word for token in self.words[one.verb.end : other.start]]
        beside = any(
            word == ";" or (word in _BESIDE - {"and", "so"} and k and between[k - 1] == ",")
            for k, word in enumerate(between)
        )
        return beside or (bool(between) and between[-1] in {"but", "while", "whereas"})

    def _trails(self, clause: Clause) -> bool:
        """Say whether a clause only tells who said what stands before it."""
        before = self.words[clause.start - 1].word if clause.start else ""
        after = self.words[clause.verb.end].word if clause.verb.end < len(self.words) else "."
        return before in {",", "”", '"'} and (
            not after[:1].isalnum() or after in {"on", "in", "at"}
        )

    # Parts of a row ------------------------------------------------------------------------

    def _absorbed(self, clause: Clause) -> bool:
        """Say whether a clause is what another, already read, is about: "threatened to leave"."""
        verb = clause.verb
        if verb.form not in _ABSORBING or clause.governor is None:
            return False
        before = self.words[verb.first - 1].word if verb.first else ""
        if verb.form == "ing" and before in {",", "by"} and clause.start == verb.first:
            return clause.governor.verb.lemma in SPEECH_VERBS and before == ","
        above: Clause | None = clause.governor
        while above is not None:
            if any(above is told for told in self.told):
                return True
            above = above.governor if above.verb.form in _ABSORBING else None
        return False

    def _condition(self, clause: Clause) -> Condition | None:
        """Return what a clause depends on."""
        verb = clause.verb
        for condition in self.conditions:
            if condition.only_after_not and not (verb.negated or verb.lemma in _REFUSING):
                continue
            if condition.start >= verb.end:
                between = [t.word for t in self.words[verb.end : condition.start]]
                later = [
                    c
                    for c in self.sentence.clauses
                    if verb.end <= c.start < condition.start
                    and c.verb.finite
                    and self.words[c.start - 1].word != "that"
                ]
                if not {";", "but"} & set(between) and not later:
                    return condition
            elif condition.end <= clause.start <= condition.end + 2:
                return condition
        return None

    def _targets(
        self, clause: Clause, after: int, end: int, actors: Owners, speech: Clause | None
    ) -> Owners:
        """Return towards whom: the object, "on" whom, whose offer it is, or to whom it is said."""
        verb = clause.verb
        both = self.sentence.names.both(self.words, after, after + _NEAR, actors)
        if verb.passive or actors != clause.actors:
            found = clause.actors or clause.owner
        else:
            found = both or named_at(self.sentence, after) or self._towards(after, end)
        found = found or clause.owner
        if not found and speech:
            found = named_at(self.sentence, speech.verb.end)
        found = tuple(party for party in found if party not in actors)
        return found or self.sentence.names.others(actors)

    def _towards(self, start: int, end: int) -> Owners:
        """Return the first party of an object: "on Russia", "Russia's demand", "him"."""
        for k in range(start, end):
            word = self.words[k].word
            mention = self.sentence.mention_from(k)
            if mention and mention.owner:
                return (mention.party,)
            if mention and (k == start or self.words[mention.start - 1].word in _TOWARDS):
                return self.sentence.parties_from(k)
            if word in OBJECT_PRONOUNS - {"it"} and not mention:
                return self.sentence.meant(k)
            if mention:
                return (mention.party,)
        return ()

    def _clause_end(self, verb_end: int) -> int:
        """Return where a clause ends: where the next verb with a subject beside it begins."""
        for other in self.sentence.clauses:
            begins = other.start
            if begins < verb_end or not other.verb.finite:
                continue
            k = begins - 1
            while k > verb_end and self.words[k].word in _LINKS:
                k -= 1
            linked = [token.word for token in self.words[k:begins]]
            if linked[0] in {",", ";"} or linked[-1] in _BESIDE:
                return self._trimmed(k + 1 if linked[0] in {",", ";"} else begins)
        return self._trimmed(len(self.words))

    def _trimmed(self, end: int) -> int:
        while end and (
            not self.words[end - 1].word[:1].isalnum() or self.words[end - 1].word in _TRAILING
        ):
            if self.words[end - 1].word in {"”", '"', ")"} and end < len(self.words):
                break
            end -= 1
        return end

    def _cut(self, rows: list[Row]) -> list[Row]:
        """Drop rows without words."""
        return [row for row in rows if row.end > row.start]
