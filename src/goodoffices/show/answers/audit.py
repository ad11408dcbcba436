"""Audits: what was compared with brute force, how many times, and what differs."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.audit.results import Audit, Compared, Difference, Said
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.document import (
    Block,
    Document,
    Section,
    Table,
    bullets,
    columns,
    paragraph,
)
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import Words, amount, begun, enumerated, percent, short_name, yes_no

_PARTS = {
    "model": message("The model: states, payoffs and moves"),
    "verdicts": message("Verdicts: each state, party and concept"),
    "plans": message("Plans at their levers"),
    "grid": message("Cheaper points around plans"),
    "shortfalls": message("Shortfalls"),
    "zone": message("The zone of possible agreement"),
    "coalitions": message("Coalitions"),
    "probabilities": message("Probabilities"),
}
_WHY = {
    "": "",
    "limit": message("time was over"),
    "stopped": message("interrupted"),
    "size": message("too large for brute force"),
    "family": message("nothing here draws or judges what it has"),
}
_ABOUT = {
    "answer": message("the answer"),
    "credible": message("the credible answer"),
    "on": message("the answer with levers on {name} only"),
    "held_by": message("the answer with the levers of {name}"),
    "lever": message("the answer with {name} alone"),
    "claim": message("the answer to claim {name}"),
}
_JUDGED = {"plans", "shortfalls", "probabilities"}
_NOTE = message(
    "Compared with the definitions, by code that shares none with the engines. "
    "That the model itself is right, no audit can show."
)
_KEYS = "part what concept decision_maker state about name said found levers"


@report.register(Audit)
def audit_report(found: Audit) -> Document:
    """Report what was compared, how many times, and what differs."""
    blocks: list[Block] = [audited_in_line(found)]
    blocks.append(_compared(found))
    if found.differences:
        blocks += bullets(differs(one, found) for one in found.differences)
    if found.differing > len(found.differences):
        more = found.differing - len(found.differences)
        blocks.append(say_many("And {:,} difference more.", "And {:,} differences more.", more))
    records = recorded(found.parts, "part done of differing why")
    return about(found, "audit", *blocks, records=records, notes=tuple(_notes(found)))


def _compared(found: Audit) -> Table:
    rows = [
        (say(_PARTS[one.part]), one.done, one.of, one.differing, say(_WHY[one.why]))
        for one in found.parts
    ]
    return Table(columns("part compared# of# differing# why"), rows)


def _notes(found: Audit) -> Iterator[str]:
    if any(one.part in _JUDGED for one in found.parts):
        yield say(
            "Settlements are judged by {}, states by each concept.", short_name(found.concept)
        )
    if found.drawn:
        yield say_many(
            "Probabilities are compared with those among {:,} model drawn anew, within intervals "
            "that an audit oversteps by chance once in a million times.",
            "Probabilities are compared with those among {:,} models drawn anew, within intervals "
            "that an audit oversteps by chance once in a million times.",
            found.drawn,
        )
    yield say(_NOTE)


def audited_in_line(found: Audit) -> str:
    """Say in a line how many comparisons were made, and how many differ.

    Examples
    --------
    >>> audited_in_line(go.audit(go.case("prisoners-dilemma")))
    'audited: 81 comparisons, none differs'
    """
    differing = found.differing
    differ = (
        say_many("{:,} differs", "{:,} differ", differing) if differing else say("none differs")
    )
    told = say_many(
        "audited: {:,} comparison, {}", "audited: {:,} comparisons, {}", found.comparisons, differ
    )
    left = sum(max(one.of - one.done, 0) for one in found.parts)
    if not left:
        return told
    return say_many("{1}; {0:,} comparison not made", "{1}; {0:,} comparisons not made", left, told)


@summary.register(Audit)
def audit_in_brief(found: Audit) -> str:
    """Say in a sentence how many comparisons were made, and how many differ."""
    return say("{}.", begun(audited_in_line(found)))


def differs(one: Difference, found: Audit) -> str:
    """Say what differs, exactly: which verdict of whom, in which state, by which concept."""
    words = Words(found.conflict)
    state = "" if one.state is None else say("state {}", words.ref(one.state))
    who = " + ".join(words.party(name) for name in one.decision_maker.split("+") if name)
    whole = say(_WHAT[one.what], state=state, who=who, rule=one.name)
    if one.concept:
        named = one.concept if one.part == "coalitions" else short_name(one.concept)
        whole = say("{} under {}", whole, named)
    if one.about:
        whole = say("{}, in {}", whole, say(_ABOUT[one.about], name=one.name or say("nobody")))
    if one.levers:
        pulled = enumerated(f"{lever} {amount(t)}" for lever, t in one.levers.items() if t)
        whole = say("{}, with {} pulled", whole, pulled or say("no lever"))
    outcome = _OUTCOME.get(one.what, _OTHERWISE)
    if one.part == "probabilities":
        outcome = message("said {said}, found {found} of the time")
    told = say(outcome, said=_shown(one, one.said), found=_shown(one, one.found))
    return say("{}: {}.", whole, told)


def audit_section(found: Audit) -> Section:
    """Return what ends a brief: what differs, if anything does, and the line of the audit."""
    told = bullets(differs(one, found) for one in found.differences)
    return Section("audit", say("A second opinion"), (*told, paragraph(audited_in_line(found))))


_WHAT = {
    "states": message("The number of states"),
    "pattern": message("The pattern of {state}"),
    "payoff": message("What {state} is worth to {who}"),
    "moves": message("Where {who} can move from {state}"),
    "stable": message("Whether {state} is stable for {who}"),
    "accepted": message("Whether {who} likes {state} better than no deal"),
    "settlement": message("Whether {state} is a settlement sought"),
    "cost": message("The cost of {state}"),
    "borne": message("The cost of {state} to {who}"),
    "intensity": message("How far a lever may be pulled for {state}"),
    "cheaper": message("The least cost of {state}"),
    "missing": message("What is missing in {state} in all"),
    "less": message("What is missing at least in {state}"),
    "inside": message("Whether {state} is in the zone"),
    "gain": message("What {who} gains in {state}"),
    "chosen": message("What is chosen by the rule {rule}"),
    "improvements": message("Where {who} can move together from {state}"),
    "equilibrium": message("How often {state} is an equilibrium"),
    "settled": message("How often a settlement holds"),
    "agreed": message("How often a settlement holds and is liked better than no deal"),
    "agreed under levers": message(
        "How often, with the levers pulled, one holds and is liked better"
    ),
    "none": message("How often no state holds"),
}
_OTHERWISE = message("said {said}, found {found}")
_OUTCOME = {
    "cheaper": message("said {said}, and {found} will do"),
    "less": message("said {said}, and {found} will do"),
    "intensity": message("said {said}, and {found} is the most, on its steps"),
}


def _shown(one: Difference, value: Said) -> str:
    if one.part == "probabilities" and isinstance(value, int | float):
        return percent(float(value))
    return _value(value)


def _value(value: Said) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, tuple):
        return enumerated(map(str, value)) or say("nowhere")
    if isinstance(value, int | float):
        return amount(value)
    return say("otherwise") if value is None else value


shape(Compared, "part done of differing why")
shape(Difference, _KEYS)
shape(
    Audit,
    "conflict concept comparisons differing agrees complete limit drawn stopped parts differences",
)
