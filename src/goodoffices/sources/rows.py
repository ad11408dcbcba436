"""The statements of one sentence: the act of each of its clauses, by whom, to whom, how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goodoffices.sources.acts import LEVERAGE_ADJECTIVES, UNWILLING, WILLING
from goodoffices.sources.clauses import Clause, Memory, Sentence
from goodoffices.sources.hedging import TokenSpan, conditions, hedge_of
from goodoffices.sources.notebook import Act, Hedge
from goodoffices.sources.patterns import act_nouns, act_of, hurts
from goodoffices.sources.verbs import is_adverb
from goodoffices.sources.words import (
    BE,
    DETERMINERS,
    OBJECT_PRONOUNS,
    OBLIGING,
    PREPOSITIONS,
    SPEECH_VERBS,
    WILL,
)

_SPEECH = frozenset(SPEECH_VERBS.split())
_WILLING = frozenset(WILLING.split(", "))
_UNWILLING = frozenset(UNWILLING.split(", "))
_DEPENDENT = frozenset(LEVERAGE_ADJECTIVES.split(", "))
_LIGHT = frozenset(
    """make issue give put submit present table raise repeat renew reiterate restate voice express
    extend deliver send announce reaffirm maintain have lodge file set step""".split()
)
_STATIVE = frozenset(
    """be have do know seem appear mean matter last take happen become remain cost need like want
    hope belong differ exist lie feel think see show find lead result work help begin""".split()
)
_REFUSED_WHEN_NOT: frozenset[Act] = frozenset(("accept", "yield"))
_ANNOUNCED: frozenset[Act] = frozenset(("act", "accept", "yield", "offer"))
_COMPLEMENTS = frozenset(("to", "that", "for", "of", "on", "over", "against"))
_OPENINGS = frozenset(("and", "but", "or", "while", "which", "who", "that", "whereas", "although"))
_FAILING = frozenset(("fail", "refuse", "decline"))
_TOWARDS = frozenset(("on", "against", "with", "to", "from", "at", "of", "for", "over", "by"))


@dataclass(frozen=True, slots=True)
class Row:
    """A statement in tokens of its sentence; see ``notebook.Statement``."""

    act: Act
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    start: int
    end: int
    verb: int
    hedge: Hedge = "none"
    speaker: str = ""
    condition: TokenSpan | None = None
    nested: bool = False


def rows_of(sentence: Sentence, memory: Memory) -> list[Row]:
    """Return the statements of a sentence, in the order of their words."""
    return _Reader(sentence, memory).rows()
