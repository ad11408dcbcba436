"""An explanation in plain English, exact, for readers who know no game theory."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.model.states import State
from goodoffices.show.answers.about import about, steps
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape, text
from goodoffices.show.words import (
    Form,
    Words,
    brief,
    concept_name,
    deterrence,
    listing,
    short_name,
)
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.explain import Explanation, Explanations, Reply

if TYPE_CHECKING:
    from goodoffices.stability.paths import Move


_KEYS = "concept decision_maker state stable improvement sanctioned replies outcome"


@report.register(Explanation)
def explanation_report(found: Explanation) -> Document:
    """Report why a state is, or is not, stable for a decision maker."""
    return about(found, "explain", records=wide(_KEYS, _rows(found)))


@report.register(Explanations)
def explanations_report(found: Explanations) -> Document:
    """Report the explanations one after the other."""
    rows = [row for explanation in found for row in _rows(explanation)]
    told = (*map(str, found), *_combined(found))
    return about(found, "explain", *told, records=wide(_KEYS, rows))


def _combined(found: Explanations) -> Iterator[str]:
    """Say of each concept that combines others for whom the state is stable by it, and why."""
    words = Words(found.conflict)
    for concept in found.combined:
        by = {words.party(name): keys for name, keys in found.stable_by(concept).items()}
        fine = [
            say("{} (by {})", who, listing(list(map(short_name, by[who])))) for who in by if by[who]
        ]
        loose = [who for who, keys in by.items() if not keys]
        parts = [say("stable for {}", listing(fine))] if fine else []
        parts += [say("not stable for {}", listing(loose))] if loose else []
        state = brief(found.state)
        yield say(
            "Under {}, state {} is {}.", short_name(concept), state, say(", and ").join(parts)
        )


def _rows(explanation: Explanation) -> list[list[Cell]]:
    """Return one row per improvement, or one that says that there is none."""
    start: list[Cell] = [
        explanation.concept,
        explanation.decision_maker,
        explanation.state.number,
        explanation.stable,
    ]
    rows: list[list[Cell]] = [
        [
            *start,
            answer.improvement.target.number,
            answer.sanctioned,
            steps(answer.replies),
            answer.outcome.number,
        ]
        for answer in explanation.answers
    ]
    return rows or [[*start, None, None, None, None]]


@text.register(Explanation)
def explanation_text(answer: Explanation) -> str:
    """Tell what the verdict is, what it means and what happens to each improvement."""
    return "\n".join(Teller(answer).lines())


class Teller:
    """Sentences about one explanation."""

    def __init__(self, explanation: Explanation) -> None:
        conflict = explanation.conflict
        self._told = explanation
        self._words = Words(conflict)
        self._who = self._words.party(explanation.decision_maker)
        mover = conflict.decision_maker_index(explanation.decision_maker)
        self._cardinal = conflict.decision_makers[mover].preferences.cardinal
        self._payoffs, self._ranks = conflict.payoffs[mover], conflict.ranks[mover]
        self._concept = CONCEPTS[explanation.concept]
        self._could = self._concept.replies == "any"
        self._moves_again = self._concept.value == "escape"

    def lines(self) -> list[str]:
        """Return the explanation line by line."""
        told = self._told
        verdict = say("stable") if told.stable else say("not stable")
        heading = self._words.heading(told.decision_maker)
        lines = [
            say(
                "{} at state {} under {}: {}.",
                heading,
                brief(told.state),
                _full_name(told.concept),
                verdict,
            ),
            *self.lead(),
        ]
        for answer in told.answers:
            could, then = self.improvement(answer)
            lines += [f"- {could}", f"  {then}"]
        return lines

    def lead(self) -> list[str]:
        """Say what the state is worth, what comes of the improvements, and what deters one."""
        now = self._standing(self._told.state)
        worth = (
            say("For {} this state has {}.", self._who, now)
            if self._cardinal
            else say(
                "For {} this state has {} of {}, 1 being the best.",
                self._who,
                now,
                self._ranks.max(),
            )
        )
        told = " ".join(filter(None, [worth, self._summary(), self._lacking()]))
        rule = deterrence(self._told.concept, self._who)
        return [told, rule] if self._told.answers else [told]

    def improvement(self, answer: Reply) -> tuple[str, str]:
        """Say what an improvement is, and what answers it."""
        reached = self._standing(answer.improvement.target)
        could = say("{} could {}: {}.", self._who, self._deed(answer.improvement), reached)
        return could, self._answer(answer)

    def _summary(self) -> str:
        answers = self._told.answers
        kept = [self._words.tag(a.improvement.target) for a in answers if not a.sanctioned]
        if not answers:
            return say("No move of its own leads to a state that it prefers.")
        if not kept:
            return say_many(
                "It has one improvement, which is deterred.",
                "It has {} improvements, all of them deterred.",
                len(answers),
            )
        if len(kept) == len(answers):
            return say_many(
                "It has one improvement, which is not deterred.",
                "It has {} improvements, none of them deterred.",
                len(answers),
            )
        return say_many(
            "It has {1} improvements; the one to state {2} is not deterred.",
            "It has {1} improvements; those to states {2} are not deterred.",
            len(kept),
            len(answers),
            listing(kept),
        )

    def _lacking(self) -> str:
        """Say what the state would have to be worth to be stable."""
        if self._told.stable:
            return ""
        here, lift = self._told.state.number - 1, self._told.lift
        if not self._cardinal:
            return say("The state would be stable with rank {}.", self._ranks[here] - round(lift))
        enough = self._payoffs[here] + lift
        return say("The state would be stable with payoff {:.12g}, {:.12g} more.", enough, lift)

    def _answer(self, answer: Reply) -> str:
        if not self._concept.in_turn:
            return self._at_once(answer)
        if answer.sanctioned:
            return say("But then {} {}", self._sequence(answer), self._conclusion(answer))
        if answer.replies:
            worst = (
                message("The worst that the others could do in reply: {} {}")
                if self._could
                else message("The worst that the others would do in reply: {} {}")
            )
            return say(worst, self._sequence(answer), self._conclusion(answer))
        if self._concept.replies == "none":
            return self._conclusion(answer)
        stay = say("No such reply leaves it worse off than if the others stay.")
        return " ".join(filter(None, [stay, self._escape(answer), self._conclusion(answer)]))

    def _sequence(self, answer: Reply) -> str:
        """Tell replies one after the other, and what can be done about them."""
        steps = [
            say("{} could {}", who, self._deed(move))
            if self._could
            else say("{} {}", who, self._deed(move, "would"))
            for move in answer.replies
            for who in [self._words.party(move.mover)]
        ]
        escape = self._escape(answer)
        if self._moves_again and not escape:
            escape = say("No move of its own would then help {}.", self._who)
        told = say("{}.", say("; then ").join(steps))
        return f"{told} {escape}" if escape else told

    def _escape(self, answer: Reply) -> str:
        if answer.escape is None:
            return ""
        return say("At best {} could then {}.", self._who, self._deed(answer.escape))

    def _conclusion(self, answer: Reply) -> str:
        end = self._standing(answer.escape.target if answer.escape else answer.outcome)
        if answer.sanctioned:
            return say("So {} ends up no better off than now ({}): deterred.", self._who, end)
        return say("So {} ends up better off than now ({}): not deterred.", self._who, end)

    def _at_once(self, answer: Reply) -> str:
        if not answer.sanctioned:
            return say(
                "Nothing that others could do at the same time to improve on the present "
                "state leaves {} no better off than now: not deterred.",
                self._who,
            )
        deeds = [
            f"{self._words.party(move.mover)} {self._words.deed(move, 'does')}"
            for move in answer.replies
        ]
        return say(
            "But if at the same time {}, the outcome is state {}. {}",
            listing(deeds),
            brief(answer.outcome),
            self._conclusion(answer),
        )

    def _deed(self, move: Move, form: Form = "could") -> str:
        """Say what a move does and where it leads."""
        deed, target = self._words.deed(move, form, other=""), brief(move.target)
        if deed:
            return say("{}, leading to state {}", deed, target)
        return say("would move to state {}" if form == "would" else "move to state {}", target)

    def _standing(self, state: State) -> str:
        """Say how good a state is for the decision maker."""
        index = state.number - 1
        if self._cardinal:
            return say("payoff {:.12g}", self._payoffs[index])
        return say("rank {}", self._ranks[index])


def _full_name(concept: str) -> str:
    row, full = CONCEPTS[concept], concept_name(concept)
    if row.name.startswith(row.short):
        return full
    return say("{} ({})", short_name(concept), f"{full[0].lower()}{full[1:]}")


shape(
    Explanation,
    "decision_maker state label=state.label concept stable margin lift improvements=answers",
    margin=lambda found: found.margin if math.isfinite(found.margin) else None,
)
shape(
    Explanations,
    "conflict state explanations combined",
    combined=lambda found: {concept: found.stable_by(concept) for concept in found.combined},
)
