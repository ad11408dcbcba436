"""What holds in a sentence, where preferences are known in part or a party sees it otherwise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.show.language import message, say, say_many
from goodoffices.show.words import Words, short_name
from goodoffices.stability.certainty.certainty import Certainty
from goodoffices.stability.certainty.questions import Question


def surely_hold(found: Certainty, concept: str) -> str:
    """Say how many states always hold, and how many more can."""
    always = int(found.always_at(concept).sum())
    more = int(found.can_at(concept).sum()) - always
    return say_many(
        "Of {1:,}, {0} state holds under {2} whatever is not known of preferences; {3:,} more can.",
        "Of {1:,}, {0:,} states hold under {2} whatever is not known of preferences; "
        "{3:,} more can.",
        always,
        len(found.conflict.states),
        short_name(concept),
        more,
    )


def stands(found: Certainty, state: State, decision_maker: str, concept: str) -> str:
    """Say whether a state is always stable for a decision maker, can be, or cannot."""
    who, here = Words(found.conflict).party(decision_maker), state.number - 1
    if found.always_at(concept, decision_maker)[here]:
        return say("Whatever is not known of preferences, {} stays.", who)
    if found.can_at(concept, decision_maker)[here]:
        return say("What is known leaves it open whether {} stays.", who)
    return say("Whatever is not known of preferences, {} would leave.", who)


def wording(question: Question, conflict: Conflict) -> str:
    """Ask which of two states a decision maker prefers."""
    who = Words(conflict).party(question.decision_maker)
    one, other = question.one.number, question.other.number
    return say("Which does {} prefer: state {} or state {}?", who, one, other)


def seen_to_hold(
    conflict: Conflict, decision_maker: str, held: NDArray[np.bool_], concept: str
) -> str:
    """Say how many states a decision maker takes to hold, and whether the status quo is one."""
    who = Words(conflict).party(decision_maker)
    count, name = held.sum(), short_name(concept)
    told = say("As {} sees it, {:,} of {:,} states hold under {}.", who, count, len(held), name)
    quo = conflict.status_quo_index
    if quo is None:
        return told
    one_of_them = (
        message("The status quo, state {}, is one of them.")
        if held[quo]
        else message("The status quo, state {}, is not one of them.")
    )
    return f"{told} {say(one_of_them, quo + 1)}"


def unknown_to(conflict: Conflict, decision_maker: str) -> str:
    """Say that a decision maker does not know of a state."""
    return say("{} does not know that this can come about.", Words(conflict).party(decision_maker))
