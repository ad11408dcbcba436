"""Write the page on evidence anew: what the package was held against, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import goodoffices as go
from goodoffices.cases import taxonomy
from goodoffices.cases.published import Comparison, compare
from goodoffices.reference.graph_model import Reference
from goodoffices.show.answers.success import success_table
from goodoffices.show.document import Column, Document, Table, Text, wide
from goodoffices.show.words import short_name
from goodoffices.show.writers.markdown import as_markdown
from goodoffices.stability.concepts import CONCEPTS

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "evidence.md"
CONCEPTS_COMPARED = ("nash", "gmr", "smr", "seq", "sseq", "sim")
MOST_STATES = 100
INTRODUCTION = (
    "This page is written by `scripts/write_evidence.py` from answers of the package, and a test "
    "holds it to them."
)
FEW = (
    "Outcomes are known here only where a text that can be opened tells them. So few conflicts "
    "prove nothing: one more hit or miss moves every row by a third. In two of them a mediator "
    "brought the outcome about (the Indus, Syria and Iraq), while what is judged are the parties "
    "by themselves, with no lever pulled: a miss there is what the models are meant to say. "
    "Judged is whether an outcome lasts, not whether one gets there. Predictive success is the "
    "share of outcomes that hold less the mean share of states that hold (Selten 1991): a concept "
    "under which everything holds has 0."
)
FAULTS = (
    (
        "GMCR+ lets the others answer a move with one move only. With three parties or more the "
        "definitions allow a sequence; in `garrison-diversion-1976` that adds three equilibria "
        "under GMR and SMR."
    ),
    (
        "The guide of GMCR+ prints 420 of 720 rankings for its inverse analysis; by the "
        "definitions it is 384 under GMR and SEQ, 300 under SMR and SSEQ. The [page on the "
        "inverse](inverse.md) has the smallest example."
    ),
    (
        "A draft of 2026 about arXiv 2610.11690, not that paper, leaves out state s2 under SEQ in "
        "`dvd-formats-1995`, though the answer to the move is an improvement for whoever gives it."
    ),
)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the text of the page."""
    found = {name: compare(go.case(name)) for name in go.case_names()}
    return (
        "\n\n".join(
            [
                "# Evidence",
                INTRODUCTION,
                "## Results of the literature, computed anew",
                *_reproduced(found),
                _games(),
                "## Differences, explained",
                "\n".join(_differences(found)),
                "## Verdicts compared by brute force",
                _verdicts(),
                "## Plans checked",
                _plans(),
                "## Faults found in other tools",
                "\n".join(f"- {fault}" for fault in FAULTS),
                "## What history observed",
                *_history(),
            ]
        )
        + "\n"
    )


def _markdown(*blocks: Text | Table | str) -> str:
    """Return blocks as Markdown, without the title of a document."""
    document = Document("", "x", blocks, wide("", []), dict)
    return as_markdown(document).removeprefix("# x").strip()


def _reproduced(found: dict[str, list[Comparison]]) -> Iterator[str]:
    keys = [key for key in CONCEPTS if any(_of(one, key) for one in found.values())]
    columns = [Column("case"), *(Column(key, short_name(key)) for key in keys)]
    columns += [Column("coalitions", "Coalitions"), Column("all", "All")]
    rows = []
    for name, comparisons in found.items():
        if comparisons:
            parts = [_of(comparisons, key) for key in keys]
            told = [c for c in comparisons if c.origin is not None]
            rows.append([name, *map(_share, [*parts, told, comparisons])])
    every = [c for comparisons in found.values() for c in comparisons]
    yield (
        f"Of {len(every)} published results in {len(rows)} cases {sum(c.agrees for c in every)} "
        "are reproduced, and the others are explained. Each cell: reproduced of published. Not all "
        "are printed in the literature: where a case says so, those of textbook games are worked "
        "by hand from the definitions, as is that of the nine views. The three forms of Elmira are "
        "one conflict, and so are `us-china-trade-76`, its options and its forecast; the five on "
        "North Korea are one stand-off under five readings. The crisis of 1962 is there as two "
        "sources model it. Many of the games of two by two are from course blogs and programs, not "
        "papers; each result counts the same."
    )
    yield _markdown(Table(tuple(columns), rows))


def _games() -> str:
    games = [go.case(f"{taxonomy.NAME}#{number}") for number in range(1, taxonomy.COUNT + 1)]
    counts = [len(go.analyze(one, "nash").equilibria("nash")) for one in games]
    held = [compared(one) for one in games]
    one, two, none = (counts.count(k) for k in (1, 2, 0))
    return (
        f"Of the {len(games)} strict ordinal 2×2 games of Rapoport and Guyer (1966), "
        f"`{taxonomy.NAME}#1` to `#{len(games)}`, {one} have one pure Nash equilibrium, {two} two "
        f"and {none} none, as the taxonomy has it. All {sum(n for n, _ in held):,} of their "
        "verdicts were held against the definitions, as those below: "
        f"{sum(d for _, d in held)} differ."
    )


def _of(comparisons: list[Comparison], key: str) -> list[Comparison]:
    return [c for c in comparisons if c.about == key]


def _share(comparisons: list[Comparison]) -> str:
    if not comparisons:
        return "–"
    return f"{sum(c.agrees for c in comparisons)} of {len(comparisons)}"


def _differences(found: dict[str, list[Comparison]]) -> Iterator[str]:
    for name, comparisons in found.items():
        for one in comparisons:
            if not one.agrees:
                yield f"- `{name}`, {' '.join(str(one).split())}"


def compared(conflict: go.Conflict) -> tuple[int, int]:
    """Return how many verdicts were compared with the definitions, and how many differ."""
    concepts = [key for key in CONCEPTS_COMPARED if key != "sim" or _plain(conflict)]
    reference, analysis = Reference(conflict), go.analyze(conflict, concepts)
    differing = sum(
        reference.stable(key, mover, state) != bool(analysis.stable(name, key)[state])
        for key in concepts
        for mover, name in enumerate(conflict.names)
        for state in range(len(conflict.states))
    )
    return len(concepts) * len(conflict.names) * len(conflict.states), differing


def _plain(conflict: go.Conflict) -> bool:
    """Say whether simultaneous moves are defined, in a conflict given by options alone."""
    return not (conflict.in_graph_form or conflict.same_state)


def _verdicts() -> str:
    every = {name: go.case(name) for name in go.case_names()}
    small = [one for one in every.values() if len(one.states) <= MOST_STATES]
    counts = [compared(one) for one in small]
    left = [f"`{name}`" for name, one in every.items() if len(one.states) > MOST_STATES]
    return (
        f"{sum(n for n, _ in counts):,} verdicts (a party, a state, a concept) of {len(small)} "
        f"cases were held against sets written from the definitions, without the engines: "
        f"{sum(d for _, d in counts)} differ. Left out, as more than {MOST_STATES} states are too "
        f"many for that: {', '.join(left) or 'none'}. The tests do the same on conflicts drawn at "
        "random."
    )


def _plans() -> str:
    checked, wrong, shortfalls, cases = 0, 0, 0, 0
    for name in go.case_names():
        conflict = go.case(name)
        if not conflict.mediation.levers or conflict.no_deal_index is None:
            continue
        cases += 1
        for concept in CONCEPTS_COMPARED[:-1]:
            plan = go.plan(conflict, concept=concept)
            if isinstance(plan, go.Plan):
                checked += 1
                wrong += not _does(conflict, plan, concept)
            else:
                shortfalls += 1
    return (
        f"{checked} plans, for {cases} cases under each of five concepts, were put into their "
        "conflicts and judged by the same brute force: at the levers of the plan the settlement "
        f"has to hold, and every signatory has to like it better than no deal. {wrong} fail. "
        f"Questions without a plan, which have a shortfall: {shortfalls}. That no cheaper plan "
        "exists is compared by the tests, on grids."
    )


def _does(conflict: go.Conflict, plan: go.Plan, concept: str) -> bool:
    reference = Reference(conflict.under(plan.intensities))
    settled, without = plan.settlement.number - 1, conflict.no_deal_index or 0
    holds = all(reference.stable(concept, mover, settled) for mover in reference.movers)
    signing = [conflict.decision_maker_index(name) for name in conflict.signatories]
    better = (reference.payoffs[i][settled] > reference.payoffs[i][without] for i in signing)
    return holds and all(better)


def _history() -> Iterator[str]:
    known = {
        one.title: one
        for one in map(go.case, go.case_names())
        if one.observed is not None and not one.scenarios
    }
    found = go.predictive_success(known.values(), ["nash", "gmr", "smr", "seq", "sseq"])
    yield FEW
    yield _markdown(success_table(found))
    yield "\n".join(_outcomes(list(known.values())))


def _outcomes(known: list[go.Conflict]) -> Iterator[str]:
    for one, outcome in ((one, one.observed) for one in known):
        if outcome is None:
            continue
        state = one.states[one.index(outcome.state)]
        source = " ".join(outcome.source.split())
        yield f"- {one.title}: state {state.number} ({state.label}). {source}."


if __name__ == "__main__":
    main()
