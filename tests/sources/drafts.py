"""What rows say of a model, written straight from the table, without the package's own words.

Names are taken as they come: the reference is asked about rows in which every option is written as
``Party.option`` and every party by one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from hypothesis import strategies as st

from goodoffices.sources.notebook import ACTS, HEDGES, Act, Document, Notebook, Statement

HEDGED = {
    "none": (0.4, 0.9),
    "reported": (0.3, 0.8),
    "likely": (0.5, 0.9),
    "possible": (0.1, 0.5),
    "unlikely": (0.05, 0.3),
    "unclear": (0.0, 1.0),
}
NAMES = (
    "Russia",
    "Putin",
    "Ukraine",
    "US",
    "United States",
    "not",
    "2nd party",
    "Ça va",
    "Ж",
    "a.b",
)
THINGS = (
    "talks",
    "cease fire",
    "cease_fire",
    "if",
    "🤝",
    "x" * 40,
    "x" * 41,
    "Ünïon: #1",
    "9",
    "a.b",
)


def row(
    name: str, act: Act, actors: str = "", targets: str = "", about: str = "", **more: str
) -> Statement:
    """Return a confirmed row; names with commas between them."""
    named = [tuple(filter(None, text.split(","))) for text in (actors, targets, about)]
    told = {"hedge": "none", "speaker": "author", "condition": "", "standing": "confirmed"} | more
    return Statement(name, "d1", (0, 1), f"The words of {name}", act, *named, **told)  # type: ignore[arg-type]


def signs(rows: Iterable[Statement]) -> Mapping[tuple[str, str], set[int]]:
    """Return the signs that rows say, by party and ``Party.option``."""
    found: dict[tuple[str, str], set[int]] = {}
    for one in rows:
        bargain = one.act in {"accept", "offer", "promise"} and one.condition
        if one.hedge in {"unlikely", "unclear"} or bargain:
            continue
        for option in one.about:
            if one.act in {"demand", "offer", "promise", "accept"}:
                for party in one.actors:
                    found.setdefault((party, option), set()).add(1)
            if one.act == "refuse":
                for party in one.actors:
                    found.setdefault((party, option), set()).add(-1)
            if one.act == "threaten":
                for party in one.targets:
                    found.setdefault((party, option), set()).add(-1)
    return found


def taken(rows: Iterable[Statement]) -> set[str]:
    """Return the options that rows say are taken by now."""
    done = (
        r for r in rows if r.act == "act" and r.hedge in {"none", "reported"} and not r.condition
    )
    return set(chain.from_iterable(one.about for one in done))


@st.composite
def plain_notebooks(draw: st.DrawFn) -> Notebook:
    """Draw notebooks that the reference understands: every option with its owner."""
    parties = st.sampled_from(["A", "B", "C"])
    options = st.sampled_from(["A.u", "A.v", "B.w", "B.x", "C.y"])
    several = st.lists(parties, min_size=1, max_size=2, unique=True).map(tuple)
    rows = st.builds(
        Statement,
        st.just("s"),
        st.just("d1"),
        st.just((0, 1)),
        st.just("…"),
        st.sampled_from([act for act in ACTS if act != "leverage"]),
        several,
        several,
        st.lists(options, min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(HEDGES),
        st.sampled_from(["author", "A"]),
        st.sampled_from(["", "if"]),
        standing=st.sampled_from(["confirmed", "confirmed", "proposed", "rejected"]),
    )
    return _named(draw(st.lists(rows, min_size=1, max_size=8)))


@st.composite
def any_notebooks(draw: st.DrawFn) -> Notebook:
    """Draw notebooks with names that are no identifiers, clash, or say nothing."""
    parties = st.sampled_from(NAMES)
    things = st.one_of(
        st.sampled_from(THINGS), st.builds("{}.{}".format, parties, st.sampled_from(THINGS))
    )
    words = st.text(st.characters(exclude_categories=["C"]), max_size=8)
    several = st.lists(parties, max_size=2).map(tuple)
    rows = st.builds(
        Statement,
        st.just("s"),
        st.sampled_from(["d1", "d2"]),
        st.just((0, 1)),
        words,
        st.sampled_from(ACTS),
        several,
        several,
        st.lists(st.one_of(things, words), max_size=2).map(tuple),
        st.sampled_from(HEDGES),
        st.sampled_from(["author", "Russia"]),
        st.sampled_from(["", "if"]),
        standing=st.sampled_from(["confirmed", "confirmed", "confirmed", "proposed"]),
    )
    known = draw(st.sampled_from([{}, {"Russia": ("Putin",), "US": ("United States", "Russia")}]))
    return _named(draw(st.lists(rows, max_size=8)), known)


def _named(rows: list[Statement], parties: Mapping[str, tuple[str, ...]] | None = None) -> Notebook:
    named = tuple(replace(one, name=f"s{k}") for k, one in enumerate(rows))
    return Notebook((Document("d1"), Document("d2")), parties or {}, named)
