"""Audits: what was compared with brute force, how many times, and what differs."""

from __future__ import annotations

from goodoffices.show.language import say_many
from collections.abc import Iterator

from goodoffices.ensemble.audit.results import Audit, Compared, Difference, Said
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.document import (
    Block,
    Column,
    Document,
    Section,
    Table,
    bullets,
    paragraph,
)
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import Words, amount, percent, short_name

_PARTS = {
    "model": "The model: states, payoffs and moves",
    "verdicts": "Verdicts: each state, party and concept",
    "plans": "Plans at their levers",
    "grid": "Cheaper points around plans",
    "shortfalls": "Shortfalls",
    "zone": "The zone of possible agreement",
    "coalitions": "Coalitions",
    "probabilities": "Probabilities",
}
_WHY = {
    "": "",
    "limit": "time was over",
    "stopped": "interrupted",
    "size": "too large for brute force",
    "family": "nothing here draws or judges what it has",
}
_ABOUT = {
    "answer": "the answer",
    "credible": "the credible answer",
    "on": "the answer with levers on {name} only",
    "held_by": "the answer with the levers of {name}",
    "lever": "the answer with {name} alone",
    "claim": "the answer to claim {name}",
}
_JUDGED = {"plans", "shortfalls", "probabilities"}
_NOTE = (
    "Compared with the definitions, by code that shares none with the engines. That the model "
    "itself is right, no audit can show."
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
        blocks.append(f"And {say_many("{:,} difference", "{:,} differences", more)} more.")
    records = recorded(found.parts, "part done of differing why")
    return about(found, "audit", *blocks, records=records, notes=tuple(_notes(found)))


def _compared(found: Audit) -> Table:
    columns = (
        Column("part"),
        Column("compared", kind="number"),
        Column("of", kind="number"),
        Column("differing", kind="number"),
        Column("why"),
    )
    rows = [
        (_PARTS[one.part], one.done, one.of, one.differing, _WHY[one.why]) for one in found.parts
    ]
    return Table(columns, rows)


def _notes(found: Audit) -> Iterator[str]:
    if any(one.part in _JUDGED for one in found.parts):
        yield f"Settlements are judged by {short_name(found.concept)}, states by each concept."
    if found.drawn:
        yield (
            f"Probabilities are compared with those among {say_many("{:,} model", "{:,} models", found.drawn)} drawn "
            "anew, within intervals that an audit oversteps by chance once in a million times."
        )
    yield _NOTE


def audited_in_line(found: Audit) -> str:
    """Say in a line how many comparisons were made, and how many differ.

    Examples
    --------
    >>> audited_in_line(go.audit(go.case("prisoners-dilemma")))
    'audited: 81 comparisons, none differs'
    """
    differing = found.differing
    differ = (
        "none differs"
        if not differing
        else f"{differing:,} {'differs' if differing == 1 else 'differ'}"
    )
    left = sum(max(one.of - one.done, 0) for one in found.parts)
    unmade = f"; {say_many("{:,} comparison", "{:,} comparisons", left)} not made" if left else ""
    return f"audited: {say_many("{:,} comparison", "{:,} comparisons", found.comparisons)}, {differ}{unmade}"


@summary.register(Audit)
def audit_in_brief(found: Audit) -> str:
    """Say in a sentence how many comparisons were made, and how many differ."""
    return f"{audited_in_line(found)[0].upper()}{audited_in_line(found)[1:]}."


def differs(one: Difference, found: Audit) -> str:
    """Say what differs, exactly: which verdict of whom, in which state, by which concept."""
    words = Words(found.conflict)
    state = "" if one.state is None else f"state {words.ref(one.state)}"
    who = " + ".join(words.party(name) for name in one.decision_maker.split("+") if name)
    told = _WHAT[one.what].format(
        state=state, who=who, said=_value(one.said), found=_value(one.found), rule=one.name
    )
    under = f" under {short_name(one.concept) if one.part != 'coalitions' else one.concept}"
    whole = f"{told}{under if one.concept else ''}"
    if one.about:
        name = one.name or "nobody"
        whole += f", in {_ABOUT[one.about].format(name=name)}"
    if one.levers:
        pulled = ", ".join(f"{lever} {amount(t)}" for lever, t in one.levers.items() if t)
        whole += f", with {pulled or 'no lever'} pulled"
    outcome = _OUTCOME.get(one.what, "said {said}, found {found}")
    if one.part == "probabilities":
        outcome = "said {said}, found {found} of the time"
    return f"{whole}: {outcome.format(said=_shown(one, one.said), found=_shown(one, one.found))}."


def audit_section(found: Audit) -> Section:
    """Return what ends a brief: what differs, if anything does, and the line of the audit."""
    told = bullets(differs(one, found) for one in found.differences)
    return Section("audit", "A second opinion", (*told, paragraph(audited_in_line(found))))


_WHAT = {
    "states": "The number of states",
    "pattern": "The pattern of {state}",
    "payoff": "What {state} is worth to {who}",
    "moves": "Where {who} can move from {state}",
    "stable": "Whether {state} is stable for {who}",
    "accepted": "Whether {who} likes {state} better than no deal",
    "settlement": "Whether {state} is a settlement sought",
    "cost": "The cost of {state}",
    "borne": "The cost of {state} to {who}",
    "intensity": "How far a lever may be pulled for {state}",
    "cheaper": "The least cost of {state}",
    "missing": "What is missing in {state} in all",
    "less": "What is missing at least in {state}",
    "inside": "Whether {state} is in the zone",
    "gain": "What {who} gains in {state}",
    "chosen": "What is chosen by the rule {rule}",
    "improvements": "Where {who} can move together from {state}",
    "equilibrium": "How often {state} is an equilibrium",
    "settled": "How often a settlement holds",
    "agreed": "How often a settlement holds and is liked better than no deal",
    "agreed under levers": "How often, with the levers pulled, one holds and is liked better",
    "none": "How often no state holds",
}
_OUTCOME = {
    "cheaper": "said {said}, and {found} will do",
    "less": "said {said}, and {found} will do",
    "intensity": "said {said}, and {found} is the most, on its steps",
}


def _shown(one: Difference, value: Said) -> str:
    if one.part == "probabilities" and isinstance(value, int | float):
        return percent(float(value))
    return _value(value)


def _value(value: Said) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nowhere"
    if isinstance(value, int | float):
        return amount(value)
    return "otherwise" if value is None else value


shape(Compared, "part done of differing why")
shape(Difference, _KEYS)
shape(
    Audit,
    "conflict concept comparisons differing agrees complete limit drawn stopped parts differences",
)
