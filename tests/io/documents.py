"""Hypothesis strategies for conflicts with everything that a model file can say."""

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model.conflict import CoalitionImprovements, Conflict, Published
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
        published=draw(st.none() | published(conflict)),
    )


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
    return st.builds(
        Published,
        st.just("") | TEXTS,
        by_concept,
        st.dictionaries(name, by_concept, max_size=2),
        st.lists(improvements, max_size=2).map(tuple),
    )


def documented() -> st.SearchStrategy[Conflict]:
    """Conflicts of every kind that use every key of the model file."""
    return decorated(conflicts())
