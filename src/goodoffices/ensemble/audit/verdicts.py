"""The model as it was read, and the verdicts on its states, compared with the definitions."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.audit.bench import Bench, Chunk, Part
from goodoffices.ensemble.audit.results import Difference, Said
from goodoffices.errors import SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized
from goodoffices.reference.graph_model import COALITION_CONCEPTS
from goodoffices.reference.unlisted import OutOfReachError
from goodoffices.stability.coalitions import CoalitionAnalysis, coalitions

_MOST_FOR_COALITIONS = 128
_LARGEST = 5


def model_part(bench: Bench) -> Part:
    """Compare states, payoffs and moves with what the file's words come to."""
    of = 1 + bench.count * (1 + 2 * len(bench.names))
    return Part("model", of, _model(bench) if bench.possible else iter(()))


def _model(bench: Bench) -> Iterator[Chunk]:
    reference = bench.reference
    if bench.listed:
        found = len(reference.states)
        differs = () if bench.alike else (Difference("model", "states", bench.count, found),)
        yield Chunk(1, differs)
        if not bench.alike:
            return
    else:
        yield Chunk(1)  # its states are not listed: each is held against the rules below
    for k in bench.order:
        yield Chunk(1 + 2 * len(bench.names), tuple(_state(bench, k)))


def _state(bench: Bench, k: int) -> Iterator[Difference]:
    """Yield what differs in one state."""
    conflict, reference, s = bench.conflict, bench.reference, bench.place(k)
    state = conflict.states[k]
    if not conflict.states_listed:
        pattern = reference.patterns(s)[0]
        found = "".join("NY"[taken] for taken in pattern)
        if found != state.pattern or reference.number(pattern) is None:
            yield Difference("model", "pattern", state.pattern, found, state=state)
            return
    for i, dm in enumerate(conflict.decision_makers):
        worth = float(conflict.payoffs[i][k])
        levels = isinstance(dm.preferences, Prioritized) and not bench.listed
        if not levels and worth != reference.payoff(i, s):
            found_worth = reference.payoff(i, s)
            yield Difference(
                "model", "payoff", worth, found_worth, decision_maker=dm.name, state=state
            )
        there = conflict.moves.destinations(i, k).tolist()
        if {bench.place(t) for t in there} != reference.moves_from(i, s):
            wanted = tuple(sorted(t + 1 for t in there))
            yield Difference("model", "moves", wanted, None, decision_maker=dm.name, state=state)


def verdicts_part(bench: Bench) -> Part:
    """Compare the verdict on every state, of every party, by every concept."""
    of = bench.count * len(bench.names) * len(bench.concepts)
    can = bench.possible and bench.alike
    return Part("verdicts", of, _verdicts(bench) if can else iter(()))


def _verdicts(bench: Bench) -> Iterator[Chunk]:
    analysis, states = bench.found.analysis, bench.conflict.states
    said = {
        (concept, name): analysis.stable(name, concept)
        for concept in bench.concepts
        for name in bench.names
    }
    for k in bench.order:
        s = bench.place(k)
        for i, name in enumerate(bench.names):
            for concept in bench.concepts:
                stable, held = _stable(bench, concept, i, s), bool(said[concept, name][k])
                one = Difference(
                    "verdicts",
                    "stable",
                    held,
                    stable,
                    concept=concept,
                    decision_maker=name,
                    state=states[k],
                )
                yield Chunk(int(stable is not None), (one,) if stable is (not held) else ())


def _stable(bench: Bench, concept: str, i: int, s: int) -> bool | None:
    try:
        return bench.reference.stable(concept, i, s)
    except OutOfReachError:
        return None


def coalitions_part(bench: Bench) -> Part | None:
    """Compare what coalitions can do together, where that is cheap; None where it is not."""
    if bench.count > _MOST_FOR_COALITIONS or not bench.alike or not bench.listed:
        return None
    if len(bench.names) > _LARGEST and not bench.conflict.coalitions:
        return None
    found = _coalitions(bench.conflict)
    if found is None:
        return None
    of = bench.count * len(found.coalitions) * (1 + len(COALITION_CONCEPTS))
    return Part("coalitions", of, _compared(bench, found))


def _coalitions(conflict: Conflict) -> CoalitionAnalysis | None:
    try:
        return coalitions(conflict) if len(conflict.names) > 1 else None
    except SizeError:
        return None


def _compared(bench: Bench, analysis: CoalitionAnalysis) -> Iterator[Chunk]:
    for names in analysis.coalitions:
        members = [bench.names.index(name) for name in names]
        moves = analysis.improvements(names)
        stable = {concept: analysis.stable(names, concept) for concept in COALITION_CONCEPTS}
        for k in bench.order:
            said: dict[str, Said] = {c: bool(held[k]) for c, held in stable.items()}
            said["improvements"] = tuple(moves.get(k + 1, ()))
            better = bench.reference.coalition_improvements(members, k)
            found: dict[str, Said] = {
                c: bench.reference.coalition_stable(c, members, k) for c in COALITION_CONCEPTS
            }
            found["improvements"] = tuple(sorted(t + 1 for t in better))
            differs = tuple(
                Difference(
                    "coalitions",
                    "improvements" if key == "improvements" else "stable",
                    said[key],
                    found[key],
                    concept="" if key == "improvements" else key,
                    decision_maker="+".join(names),
                    state=bench.conflict.states[k],
                )
                for key in found
                if said[key] != found[key]
            )
            yield Chunk(len(found), differs)
