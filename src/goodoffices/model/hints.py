"""Hints: what a modeller trips over in a model that can be analysed as it is.

Each is true of the model as written, and may be meant so.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path, Problem
from goodoffices.model.applying import misfits
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.model.preferences import Prioritized, Weights
from goodoffices.model.rules import Rule
from goodoffices.model.states import OptionStates

MOST_STATES = 2**20
"""Of a conflict that is searched for hints; larger ones get none."""
_MOST_NAMED = 3
Bools = NDArray[np.bool_]


def hints(conflict: Conflict) -> list[Problem]:
    """Return hints on a conflict, of severity ``hint``; their places are those of the file.

    Examples
    --------
    >>> hints(go.case("elmira-1991"))
    []
    """
    if len(conflict.states) > MOST_STATES:
        return []
    asked = (_options, _indifferent, _idle, _ties, _unsaid, _uncompared, _hindsight, _hearsay)
    of_payoffs = (_indifferent, _ties) if conflict.partly_known else ()
    return [hint for of in asked if of not in of_payoffs for hint in of(conflict)]


def _hint(where: Path, found: str, remedy: str, *, on_key: bool = True) -> Problem:
    return Problem(where, found, remedy=remedy, on_key=on_key, severity="hint")


def unasked(name: str, variant: Conflict, claims: tuple[Claim, ...]) -> Iterator[Problem]:
    """Yield a hint for each claim that does not apply in a scenario, given by name."""
    for claim in claims:
        wrong = next(misfits(variant, claim), None)
        if wrong is not None:
            found = f"in scenario '{name}' the claim '{claim.claim}' does not apply: {wrong.found}"
            yield _hint(("scenarios", name), found, "")


def _options(conflict: Conflict) -> Iterator[Problem]:
    """Tell of options that rules hold in one position, always or where the conflict starts."""
    for index, (name, (owner, option)) in enumerate(conflict.option_of.items()):
        where: Path = ("decision_makers", owner, "options", option.name)
        truth = conflict.where(name)
        about = [rule for rule in conflict.rules if index in rule.options]
        if about and (truth.all() or not truth.any()):
            found = f"'{option.name}' is taken in {'every' if truth.any() else 'no'} state"
            yield _hint(where, f"{found}{_because(about)}", "change a rule, or drop the option")
            continue
        blocking = _blocking(conflict, conflict.names.index(owner), index)
        if blocking is not None:
            done = "dropped" if _now(conflict, index) else "taken"
            yield _hint(
                where,
                f"'{option.name}' cannot be {done} at the status quo, whatever {owner} does: the "
                f"rule '{blocking.text}' binds options of others, and moves are made by one party "
                "at a time",
                f"where {owner} can do it all the same, drop the rule",
            )


def _because(rules: list[Rule]) -> str:
    told = "; ".join(rule.text for rule in rules[:_MOST_NAMED])
    return f": {told}" + ("; …" if len(rules) > _MOST_NAMED else "")


def _now(conflict: Conflict, option: int) -> bool:
    """Say whether an option is taken at the status quo."""
    return conflict.states[conflict.status_quo_index or 0].pattern[option : option + 1] == "Y"


def _blocking(conflict: Conflict, mover: int, option: int) -> Rule | None:
    """Return a rule across parties that keeps an option as it is at the status quo, if any does."""
    states, here = conflict.states, conflict.status_quo_index
    if here is None or not isinstance(states, OptionStates) or "-" in states[here].label:
        return None
    now = states[here].pattern
    reached = [states[int(k)].label for k in conflict.moves.destinations(mover, here)]
    if any(label[option] != now[option] for label in reached):
        return None
    start = sum(rows.shape[1] for rows in states.own[:mover])
    rows = states.own[mover]
    dm = conflict.decision_makers[mover].options[option - start]
    if (now[option] == "Y" and not dm.reversible) or (now[option] == "N" and dm.once_dropped):
        return None
    changed = [row for row in rows if row[option - start] == (now[option] == "N")]
    taken = np.array([letter == "Y" for letter in now])
    for row in changed:
        there = taken.copy()
        there[start : start + rows.shape[1]] = row
        broken = [rule for rule in conflict.rules if rule.excludes(there)]
        if not broken:
            return None  # something else than a rule keeps it
        blocking = broken[0]
    return blocking if changed else None


def _indifferent(conflict: Conflict) -> Iterator[Problem]:
    """Tell of parties that like every state equally, whatever their numbers come to."""
    if len(conflict.states) == 1:
        return
    for dm, payoffs in zip(conflict.decision_makers, conflict.payoffs, strict=True):
        if not np.ptp(payoffs) and not _varies(conflict, dm.name):
            where: Path = ("decision_makers", dm.name, "preferences")
            found = f"{dm.name} likes every state equally, so that every state is stable for it"
            yield _hint(where, found, "say what it wants, if anything")


def _varies(conflict: Conflict, name: str) -> bool:
    """Say whether a number among the preferences of a party is uncertain."""
    of = ("decision_makers", name)
    bounds = {} if conflict.uncertainty is None else conflict.uncertainty.supports()
    return any(low < high for place, (low, high) in bounds.items() if place[:2] == of)


def _idle(conflict: Conflict) -> Iterator[Problem]:
    """Tell of statements in preferences that never decide between two states."""
    states = conflict.states
    if not isinstance(states, OptionStates):
        return
    for dm in conflict.decision_makers:
        where: Path = ("decision_makers", dm.name, "preferences", dm.preferences.key)
        if isinstance(dm.preferences, Weights):
            for text, _ in dm.preferences.weights:
                truth = states.holds(conflict.statement(text))
                if truth.all() or not truth.any():
                    yield _hint((*where, text), _never(text, truth), "drop it, or change a rule")
        elif isinstance(dm.preferences, Prioritized):
            truths = [states.holds(conflict.statement(s)) for s in dm.preferences.statements]
            for k in _undecided(truths, dm.preferences.unordered):
                text = dm.preferences.statements[k]
                place = dm.preferences.place(k)
                found = _never(text, truths[k])
                yield _hint((*where, *place), found, "drop it, or say it earlier", on_key=False)


def _never(text: str, truth: Bools) -> str:
    if truth.all() or not truth.any():
        return f"'{text}' never decides: it holds in {'every' if truth.any() else 'no'} state"
    return f"'{text}' never decides: the statements before it leave nothing to decide"


def _undecided(truths: list[Bools], runs: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """Yield the statements that tell no two states apart which those before them leave together.

    In a run of unknown order each is held against what comes before the run.
    """
    if not truths:
        return
    first = {k: start for start, end in runs for k in range(start, end)}
    group = [np.zeros(len(truths[0]), np.int64)]
    for truth in truths:
        group.append(np.unique(group[-1] * 2 + truth, return_inverse=True)[1])
    for k, truth in enumerate(truths):
        before = group[first.get(k, k)]
        if len(np.unique(before * 2 + truth)) == int(before.max()) + 1:
            yield k


def _ties(conflict: Conflict) -> Iterator[Problem]:
    """Tell of signatories that no settlement sought is better for than no deal."""
    no_deal, sought = conflict.no_deal_index, conflict.settlements
    if no_deal is None or not sought:
        return
    swayed = {lever.on for lever in conflict.mediation.levers}
    for name in conflict.signatories:
        mover = conflict.decision_maker_index(name)
        payoffs, wants = conflict.payoffs[mover], conflict.decision_makers[mover].preferences
        gain = payoffs[sought].max() - payoffs[no_deal]
        where: Path = ("mediation", "settlement")
        if gain == 0 and not _varies(conflict, name):
            found = f"{name} likes no settlement sought better than no deal, and one just as well"
            told = " a lever has to tip it" if name in swayed else " no lever is on it"
            yield _hint(where, f"{found};{told}", "a signatory accepts only what it likes better")
        elif gain < 0 and not wants.cardinal and swayed - {name} == swayed != set():
            found = (
                f"{name} likes no settlement sought as well as no deal, and no lever can move it"
            )
            remedy = f"give {name} weights or payoffs in place of {wants.key}"
            yield _hint(where, found, f"{remedy}, or leave it out of signatories")


def _uncompared(conflict: Conflict) -> Iterator[Problem]:
    """Tell of published results that nothing can be compared with."""
    if conflict.published is not None and conflict.partly_known:
        told = " and ".join(conflict.partly_known)
        found = f"published results are not compared: of {told} preferences are known only in part"
        yield _hint(("published",), found, "say the preferences in full, or leave the results out")


def _unsaid(conflict: Conflict) -> Iterator[Problem]:
    """Tell of options without a position, interest or fear, once some have one."""
    for kind in ("position", "interest", "fear"):
        options = {
            ("decision_makers", dm.name, "options", option.name): getattr(option, kind)
            for dm in conflict.decision_makers
            for option in dm.options
        }
        lacking = [where for where, said in options.items() if not said]
        if lacking and len(lacking) < len(options):
            named = ", ".join(f"'{where[-1]}'" for where in lacking[:_MOST_NAMED])
            more = len(lacking) - _MOST_NAMED
            told = f"{named} and {more} more" if more > 0 else named
            have = "has" if len(lacking) == 1 else "have"
            yield _hint(
                lacking[0],
                f"{told} {have} no '{kind}', and {len(options) - len(lacking)} of "
                f"{len(options)} options do",
                "say it of each option that it matters to",
            )


def _hindsight(conflict: Conflict) -> Iterator[Problem]:
    """Tell of events that were written down on a later day than they are of."""
    for k, event in enumerate(conflict.timeline):
        if event.with_hindsight:
            found = f"'{event.event}' of {event.date} was recorded on {event.recorded}"
            remedy = "likelihoods set with hindsight prove nothing; say so in source"
            yield _hint(("timeline", k, "recorded"), found, remedy, on_key=False)


def _hearsay(conflict: Conflict) -> Iterator[Problem]:
    """Tell of an outcome that nobody is named for."""
    if conflict.observed is not None and not conflict.observed.source.strip():
        yield _hint(("observed",), "an outcome observed by nobody", "say who tells so in source")
