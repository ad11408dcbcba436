"""Files of GMCR+ as documents: some by hand, random ones, and what they mean, computed apart."""

import itertools
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.strategies import levels_of

Document = dict[str, Any]
Pattern = tuple[bool, ...]

ELMIRA: Document = {
    "program": "gmcr-py",
    "version": "0.3.6",
    "options": [
        {"name": "Modify", "permittedDirection": "fwd"},
        {"name": "Delay", "permittedDirection": "back"},
        {"name": "Accept", "permittedDirection": "both"},
        {"name": "Abandon", "permittedDirection": "fwd"},
        {"name": "Insist", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {
            "name": "MoE",
            "options": [0],
            "preferences": [],
            "preferenceRanking": [9, 3, 4, 10, 7, 1, 2, 8, [11, 5, 6, 12]],
        },
        {
            "name": "Uniroyal",
            "options": [1, 2, 3],
            "preferences": [],
            "preferenceRanking": [1, 4, 10, 7, [5, 11, 6, 12], 2, 3, 9, 8],
        },
        {
            "name": "Local Government",
            "options": [4],
            "preferences": [],
            "preferenceRanking": [9, 3, 7, 1, 10, 8, 4, 2, [11, 5, 12, 6]],
        },
    ],
    "infeasibles": [
        [[1, "Y"], [2, "Y"]],
        [[1, "Y"], [3, "Y"]],
        [[2, "Y"], [3, "Y"]],
        [[1, "N"], [2, "N"], [3, "N"]],
    ],
    "useManualPreferenceRanking": True,
    "coalitions": [0, [1, 2]],
}

# Options in turns: bits 0 and 2 are Ann's, bits 1 and 3 Bob's. Of 16 states, 12 are feasible.
TURNS: Document = {
    "options": [{"name": name, "permittedDirection": "both"} for name in ("a1", "b1", "a2", "b2")],
    "decisionMakers": [
        {"name": "Ann", "options": [0, 2], "preferences": [[[1, "Y"], [2, "N"]], [[3, "Y"]]]},
        {"name": "Bob", "options": [1, 3], "preferences": [[[0, "Y"]]]},
    ],
    "infeasibles": [[[0, "Y"], [3, "Y"]]],
    "useManualPreferenceRanking": False,
    "coalitions": [0, 1],
}


# The meaning of a document, computed from the document alone.


def holds(statement: Document | list[list[Any]], pattern: Pattern) -> bool:
    conditions = statement["members"] if isinstance(statement, dict) else [statement]
    return any(all(pattern[k] == (yes == "Y") for k, yes in c) for c in conditions)


def feasible(document: Document) -> list[Pattern]:
    bits = itertools.product((False, True), repeat=len(document["options"]))
    patterns = sorted(row[::-1] for row in bits)
    kept = [p for p in patterns if not any(holds(c, p) for c in document["infeasibles"])]
    return sorted(kept, key=lambda p: sum(taken << k for k, taken in enumerate(p)))


def order(document: Document, party: Document) -> dict[Pattern, Any]:
    """Return for each feasible pattern something that is larger for better ones."""
    patterns = feasible(document)
    if not document["useManualPreferenceRanking"]:
        return {p: [holds(s, p) for s in party["preferences"]] for p in patterns}
    levels: dict[Pattern, Any] = dict.fromkeys(patterns, -len(patterns) - 1)
    for place, item in enumerate(party["preferenceRanking"]):
        for number in item if isinstance(item, list) else [item]:
            levels[patterns[number - 1]] = -place
    return levels


def regrouped(document: Document, pattern: Pattern) -> str:
    bits = [pattern[k] for dm in document["decisionMakers"] for k in dm["options"]]
    return "".join("NY"[bit] for bit in bits)


def dense(values: Sequence[Any]) -> list[int]:
    distinct = sorted({tuple(v) if isinstance(v, list) else (v,) for v in values})
    return [distinct.index(tuple(v) if isinstance(v, list) else (v,)) for v in values]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose options are owned in any order, with all that this importer reads."""
    count = draw(st.integers(1, 5))
    parties = draw(st.integers(1, 3))
    names = st.text(max_size=6) | st.sampled_from(["not", "If", "1st", "a b", "a-b", "a", "é"])
    order_of_options = draw(st.permutations(range(count)))
    owners = draw(st.lists(st.integers(0, parties - 1), min_size=count, max_size=count))
    literals = st.tuples(st.integers(0, count - 1), st.sampled_from("YN")).map(list)
    conditions = st.lists(literals, min_size=1, max_size=3)
    compounds = st.lists(conditions, max_size=3).map(lambda c: {"compound": True, "members": c})
    directions = st.sampled_from(["both", "fwd", "back"])
    document: Document = {
        "options": [
            {"name": draw(names), "permittedDirection": draw(directions)} for _ in range(count)
        ],
        "infeasibles": draw(st.lists(conditions, max_size=2)),
        "useManualPreferenceRanking": draw(st.booleans()),
        "decisionMakers": [],
    }
    states = len(feasible(document))
    if not states:
        document["infeasibles"] = []
        states = len(feasible(document))
    for i in range(parties):
        levels = draw(levels_of(3, states))
        tiers = [[k + 1 for k in range(states) if levels[k] == level] for level in range(4)]
        document["decisionMakers"].append(
            {
                "name": draw(names),
                "options": [k for k in order_of_options if owners[k] == i],
                "preferences": draw(st.lists(conditions | compounds, max_size=4)),
                "preferenceRanking": [t[0] if len(t) == 1 else t for t in tiers if t],
            }
        )
    return document
