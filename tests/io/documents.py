"""Hypothesis strategies for conflicts with everything that a model file can say."""

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.preferences import Condition
from goodoffices.model.written import (
    CoalitionImprovements,
    Discrepancy,
    Mediation,
    Outcome,
    Published,
)
from tests.strategies import conflicts, references_to_states

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")
AWKWARD = (
    "no", "on", "true", "null", "~", "1", "1.5", "1e3", "0x1F", ".nan", "- a", "a: b", "a #b", "#",
    "'", '"', "\\", "&a", "*a", "!a", "%a", "@a", "`a`", "[a", "{a", "a]", "|", ">", "?", "? a",
    ":", "a\nb", "a\n", "\n", "\na", "a\n\nb\n", " a", "a ", "a\tb", "\t", "a\u2028b", "\x85", "é",
    "word " * 40, "x" * 200, "two  spaces " * 12, "lines of\n  several\nlengths \nhere", "<<",
    "\U0001d4b3", "=",
    "2001-01-01", "a\r\nb", "---", "...", "--- a", ",", "a, b",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=30),
    st.text("ab :#-'\"\n,[]{}\\", max_size=12),
)


@st.composite
def decorated(draw: st.DrawFn, plain: st.SearchStrategy[Conflict]) -> Conflict:
    """Add labels, sources and so on to a conflict, each with any text."""
    conflict = draw(plain)
    some_text = st.just("") | TEXTS
    parties = tuple(
        replace(
            dm,
            label=draw(some_text),
            options=tuple(replace(option, label=draw(some_text)) for option in dm.options),
        )
        for dm in conflict.decision_makers
    )
    members = st.lists(st.sampled_from(conflict.names), min_size=1, unique=True).map(tuple)
    return conflict.replace(
        title=draw(TEXTS),
        decision_makers=parties,
        sources=tuple(draw(st.lists(TEXTS, max_size=3))),
        notes=draw(some_text),
        status_quo=draw(st.none() | references_to_states(conflict)),
        coalitions=tuple(draw(st.lists(members, max_size=2))),
        mediation=draw(st.just(Mediation()) | mediations(conflict)),
        published=draw(st.none() | published(conflict)),
        observed=draw(
            st.none() | st.builds(Outcome, references_to_states(conflict), st.just("") | TEXTS)
        ),
    )


@st.composite
def mediations(draw: st.DrawFn, conflict: Conflict) -> Mediation:
    """Levers on whom they can be on, and the rest with any text."""
    conditions = conditions_of(conflict)
    some_text = st.just("") | TEXTS
    mediators = draw(st.dictionaries(st.sampled_from(["US", "UN", "Côté"]), some_text, max_size=2))
    cardinal = [dm.name for dm in conflict.decision_makers if dm.preferences.cardinal]
    names = draw(st.lists(st.sampled_from(["aid", "arms", "on", "x_1"]), unique=True, max_size=3))
    holders = [*mediators, *conflict.names]
    number = st.integers(1, 9).map(float) | st.floats(1e-3, 1e6)
    levers = []
    for name in names if cardinal else []:
        holder = draw(st.sampled_from(holders))
        pays = holder in mediators or holder in cardinal
        most = draw(number)
        lever = Lever(
            name,
            held_by=holder,
            on=draw(st.sampled_from(cardinal)),
            where=draw(conditions),
            effect=draw(number | number.map(lambda x: -x)),
            most=most,
            label=draw(some_text),
            commit=draw(st.just(0.0) | number),
            execute=draw(st.just(0.0) | number) if pays else 0.0,
            resolve=draw(st.none() | st.just(0.0) | number),
            belief=draw(st.sampled_from([0.0, 1.0]) | st.floats(1e-9, 1)),
            step=draw(st.none() | st.just(most / 2)),
            note=draw(some_text),
        )
        levers.append(lever)
    return Mediation(
        settlement=draw(st.none() | conditions),
        no_deal=draw(st.none() | references_to_states(conflict)),
        escalation=draw(st.just("") | conditions),
        mediators=mediators,
        signatories=tuple(draw(st.lists(st.sampled_from(conflict.names), unique=True))),
        levers=tuple(levers),
        claims=tuple(draw(st.lists(claims(levers, conditions), max_size=2))),
    )


def conditions_of(conflict: Conflict) -> st.SearchStrategy[Condition]:
    """Statements, states and lists of states that hold somewhere."""
    numbers = st.lists(st.integers(1, len(conflict.states)), min_size=1, max_size=3).map(tuple)
    return references_to_states(conflict) | numbers


def claims(
    levers: list[Lever], settlement: st.SearchStrategy[Condition]
) -> st.SearchStrategy[Claim]:
    """Claims that can be tested, asked with values of every kind."""
    number = st.floats(0, allow_nan=False, allow_infinity=False) | st.integers(0, 9)
    names = [lever.name for lever in levers]
    some = st.lists(st.sampled_from(names), unique=True) if names else st.just([])
    asked = st.fixed_dictionaries(
        {"settlement": settlement},
        optional={
            "concept": st.sampled_from(["nash", "gmr", "smr", "seq", "sseq"]),
            "accept": st.booleans(),
            "margin": number,
            "levers": some.map(tuple),
        },
    )
    plans = st.builds(Claim, TEXTS, st.sampled_from(["plan", "shortfall"]), asked)
    if not names:
        return plans
    bluff = st.fixed_dictionaries({"lever": st.sampled_from(names)}, optional={"intensity": number})
    return plans | st.builds(Claim, TEXTS, st.just("bluff"), bluff)


def published(conflict: Conflict) -> st.SearchStrategy[Published]:
    """Results that name states and decision makers of a conflict."""
    number = st.integers(1, len(conflict.states))
    numbers = st.lists(number, max_size=4).map(tuple)
    by_concept = st.dictionaries(st.sampled_from(CONCEPTS), numbers, max_size=3)
    name = st.sampled_from(conflict.names)
    improvements = st.builds(
        CoalitionImprovements,
        st.lists(name, min_size=1, unique=True).map(tuple),
        st.dictionaries(number, numbers, max_size=3),
    )
    whose = st.just("") | name
    differences = st.builds(Discrepancy, st.sampled_from(CONCEPTS), numbers, TEXTS, whose)
    return st.builds(
        Published,
        st.just("") | TEXTS,
        by_concept,
        st.dictionaries(name, by_concept, max_size=2),
        st.lists(improvements, max_size=2).map(tuple),
        st.lists(differences, max_size=2).map(tuple),
    )


def documented() -> st.SearchStrategy[Conflict]:
    """Conflicts of every kind that use every key of the model file."""
    return decorated(conflicts())
