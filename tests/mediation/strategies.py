"""Hypothesis strategies for conflicts with levers, small enough for a grid and brute force."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever, Mediation
from goodoffices.model.preferences import Condition, Payoffs, Preferences, Ranking
from goodoffices.reference.graph_model import Reference
from goodoffices.reference.plans import Asked
from tests.strategies import blind_statements, constrained, graph_conflicts, levels_of

MEDIATORS = ("M", "W")
MOST_STATES = 32


@st.composite
def mediated_conflicts(draw: st.DrawFn, *, exact: bool = False) -> Conflict:
    """Conflicts of two or three parties, up to 32 states and up to three levers.

    ``exact``: payoffs and effects are short binary fractions, so that sums do not round.
    """
    options = constrained(free=draw(st.booleans()), merging=True, counts=(2, 3), most=5)
    bare = draw(st.one_of(options, options, options, graph_conflicts(counts=(2, 3))))
    reference = Reference(bare)
    count = len(reference.states)
    scales = [1.0, 4.0] if exact else [1.0, 4.0, 97.0]
    cardinal = [draw(st.sampled_from([True, True, True, False])) for _ in bare.decision_makers]
    cardinal[draw(st.integers(0, len(cardinal) - 1))] = True

    def wants(*, numbers: bool) -> Preferences:
        scale = draw(st.sampled_from(scales))
        values = draw(levels_of(int(8 * scale) if scale > 1 else 3, count))
        if numbers:
            return Payoffs(tuple(k / scale for k in values))
        tiers = sorted(set(values), reverse=True)
        return Ranking(tuple(tuple(s + 1 for s in range(count) if values[s] == t) for t in tiers))

    parties = tuple(
        replace(dm, preferences=wants(numbers=numbers))
        for dm, numbers in zip(bare.decision_makers, cardinal, strict=True)
    )
    conflict = bare.replace(decision_makers=parties)
    targets = [dm.name for dm, numbers in zip(parties, cardinal, strict=True) if numbers]
    state = st.integers(1, count)
    sought = draw(state | holding_somewhere(reference))
    levers = tuple(
        draw(a_lever(f"lever_{k}", reference, targets, sought))
        for k in range(draw(st.integers(1, 3)))
    )
    names = [dm.name for dm in parties]
    signatories = draw(st.sampled_from([(), (), tuple(names[:2])]))
    return conflict.replace(
        status_quo=draw(st.one_of(state, state, state, st.none())),
        mediation=Mediation(
            settlement=sought,
            no_deal=draw(st.one_of(st.none(), st.none(), state)),
            mediators={name: "" for name in MEDIATORS if name in {one.held_by for one in levers}},
            signatories=signatories,
            levers=levers,
        ),
    )


def holding_somewhere(reference: Reference) -> st.SearchStrategy[Condition]:
    """Statements that hold in some state and tell no merged patterns apart; in a graph, states."""
    if reference.conflict.states_listed:
        numbers = st.integers(1, len(reference.states))
        return st.lists(numbers, min_size=1, max_size=4, unique=True).map(tuple)

    def mended(text: str) -> str:
        anywhere = any(reference.holds(text, patterns[0]) for patterns in reference.states)
        return text if anywhere else f"not ({text})"

    return blind_statements(reference).map(mended)


def at_and_off(reference: Reference, sought: Condition) -> tuple[Condition, Condition]:
    """Return a condition for where the settlement sought is, and one for everywhere else."""
    if isinstance(sought, str):
        holds = [reference.holds(sought, patterns[0]) for patterns in reference.states]
        return sought, sought if all(holds) else f"not ({sought})"
    numbers = sought if isinstance(sought, tuple) else (sought,)
    others = tuple(s for s in range(1, len(reference.states) + 1) if s not in numbers)
    return numbers, others or numbers


@st.composite
def a_lever(
    draw: st.DrawFn, name: str, reference: Reference, targets: list[str], sought: Condition
) -> Lever:
    """Draw a lever that a mediator holds, or one of ``targets`` other than the one it is on.

    Every second one is an inducement at what is sought, or pressure wherever else.
    """
    there, elsewhere = at_and_off(reference, sought)
    effects, where = draw(
        st.sampled_from(
            [
                ((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0), None),
                ((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0), None),
                ((0.5, 1.0, 3.0), there),
                ((-0.5, -1.0, -3.0), elsewhere),
            ]
        )
    )
    on = draw(st.sampled_from(targets))
    holders = [*MEDIATORS, *(other for other in targets if other != on)]
    return Lever(
        name,
        held_by=draw(st.sampled_from(holders)),
        on=on,
        where=draw(holding_somewhere(reference)) if where is None else where,
        effect=draw(st.sampled_from(effects)),
        most=float(draw(st.integers(1, 6))),
        commit=draw(st.sampled_from([0.0, 1.0, 0.25, 2.0])),
        execute=draw(st.sampled_from([0.0, 1.0, 0.5, 2.0])),
        resolve=draw(st.sampled_from([None, None, 1.0, 2.0])),
        belief=draw(st.sampled_from([1.0, 0.5, 0.75, 0.0])),
        step=draw(st.sampled_from([None, None, None, 0.5, 1.0])),
    )


@st.composite
def asked(draw: st.DrawFn, conflict: Conflict) -> Asked:
    """Draw what is asked of a plan for a conflict, besides acceptance."""
    return Asked(
        credible=draw(st.sampled_from([False, False, True])),
        margin=draw(st.sampled_from([None, None, None, 0.5])),
        decision_makers=draw(st.sampled_from([None, None, None, conflict.names[:1]])),
    )
