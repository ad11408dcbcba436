"""The zone of possible agreement, compared with its definition package by package."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.audit.bench import Bench, Chunk, Part
from goodoffices.ensemble.audit.results import Difference
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.states import State
from goodoffices.reference.zones import Gains, chosen_by_rules, undominated

_MOST_CHOSEN = 200
_NEAR = 1e-9


def zone_part(bench: Bench) -> Part | None:
    """Compare what is in the zone, and what is efficient and chosen in it; None where is none."""
    zone = bench.found.zone
    if zone is None:
        return None
    of = bench.count * (1 + len(zone.signatories)) + (len(_rules(zone)) if bench.listed else 0)
    can = bench.possible and bench.alike and not zone.intensities and not zone.fix
    return Part("zone", of, _compared(bench, zone) if can else iter(()))


def _rules(zone: Zone) -> list[str]:
    """Return which choices can be compared: what is efficient, and the rules that fit."""
    if zone.count > _MOST_CHOSEN:
        return []
    even = len(set(zone.power)) <= 1
    return ["efficient", *(key for key in zone.rules if even or key != "nash")]


def _compared(bench: Bench, zone: Zone) -> Iterator[Chunk]:
    inside = {int(k): row for k, row in zip(zone.states, zone.gains.tolist(), strict=True)}
    found: Gains = {}
    for k in bench.order:
        gains = _gains(bench, zone, k)
        sought = _sought(bench, zone, k)
        here = sought and all(gain > 0 for gain in gains)
        if here:
            found[k] = gains
        state, said = bench.conflict.states[k], inside.get(k)
        if (said is not None) != here:
            differs = [Difference("zone", "inside", said is not None, here, state=state)]
        else:
            differs = list(_of_gains(zone, state, said or [], gains))
        yield Chunk(1 + len(zone.signatories), tuple(differs))
    if bench.listed:
        for rule, chosen in _chosen(found, _rules(zone)).items():
            yield Chunk(1, tuple(_of_rule(zone, rule, chosen)))


def _gains(bench: Bench, zone: Zone, k: int) -> list[float]:
    """Return what each signatory gains over no deal, by brute force."""
    here, none = bench.place(k), bench.place(zone.no_deal.number - 1)
    payoff = bench.reference.payoff
    return [float(payoff(i, here) - payoff(i, none)) for i in zone.signing]


def _sought(bench: Bench, zone: Zone, k: int) -> bool:
    wanted = zone.conflict.mediation.settlement
    if wanted is None:
        return True
    if bench.listed:
        return bench.reference.where(wanted)[k]
    pattern = bench.reference.patterns(bench.place(k))[0]
    return bench.reference.holds(str(wanted), pattern)


def _of_gains(
    zone: Zone, state: State, said: list[float], gains: list[float]
) -> Iterator[Difference]:
    """Yield what differs in the gains of a package."""
    for name, told, found in zip(zone.signatories, said, gains, strict=False):
        if name not in zone.ordinal and abs(told - found) > _NEAR * max(1.0, abs(found)):
            yield Difference("zone", "gain", told, found, decision_maker=name, state=state)


def _chosen(inside: Gains, rules: list[str]) -> dict[str, set[int]]:
    by_rule = {"efficient": undominated(inside), **chosen_by_rules(inside)}
    return {rule: by_rule[rule] for rule in rules if rule in by_rule}


def _of_rule(zone: Zone, rule: str, chosen: set[int]) -> Iterator[Difference]:
    if rule == "efficient":
        said = {int(k) for k in zone.states[zone.efficient_places]}
    else:
        said = {state.number - 1 for state in zone.choice(rule)}
    if said != chosen:
        numbers = (tuple(sorted(k + 1 for k in some)) for some in (said, chosen))
        told, found = numbers
        yield Difference("zone", "chosen", told, found, name=rule)
