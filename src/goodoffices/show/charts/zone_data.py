"""A zone of possible agreement as plain data, for pages that draw it themselves.

Packages worth the same to every signatory are one point. Where there are too many points to tell
apart, only the efficient ones and what rules choose are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from goodoffices.mediation.zone.efficient import alike
from goodoffices.mediation.zone.zone import Package, Zone
from goodoffices.show.answers.packages import taken
from goodoffices.show.answers.zone import choices, rule_name
from goodoffices.show.language import message, say
from goodoffices.show.words import Words, amount, enumerated

MOST_POINTS, MOST_EFFICIENT = 600, 250


def zone_data(zone: Zone) -> dict[str, Any]:
    """Return the axes and the points of a picture of a zone.

    Returns
    -------
    dict
        ``axes``: per signatory ``name``, ``title``, whether it counts in points (``cardinal``) and
        its ``best`` gain. ``points``: those the first signatory likes least first, with ``state``,
        ``gains`` and their ``shares`` of the best (None where nothing can be gained), ``inside``
        the zone, ``efficient``, ``rules`` that choose it, and the same ``told`` in words.
        ``drawn``: which packages the points are, in a sentence.

    Examples
    --------
    >>> zone = go.settlements(go.case("indus-waters-1960"), pull={"fund": 6})
    >>> told = zone_data(zone)
    >>> [axis["best"] for axis in told["axes"]], told["points"][0]["told"]
    (['10', '0.8'], 'state 5 (India.divide, Pakistan.divide): India 10, Pakistan 0.8')
    """
    words, best = Words(zone.conflict), np.array(zone.best)
    rules: dict[int, list[str]] = {}
    chosen: dict[int, Package] = {}
    for choice in choices(zone, None):
        rules.setdefault(choice.package.state.number, []).append(rule_name(choice.rule))
        chosen[choice.package.state.number] = choice.package
    efficient = {package.state.number: package for package in _some(zone.efficient)}
    every = _every(zone)
    shown = {p.state.number: p for p in every or ()} | efficient | chosen
    inside = set((zone.states + 1).tolist()) & shown.keys()
    ordered = sorted(shown.values(), key=lambda package: (*package.gains, package.state.number))
    return {
        "axes": list(_axes(zone, words)),
        "points": [
            {
                "state": package.state.number,
                "gains": list(package.gains),
                "shares": _shares(package, best),
                "inside": package.state.number in inside,
                "efficient": package.state.number in efficient,
                "rules": rules.get(package.state.number, []),
                "told": _told(zone, package, words),
            }
            for package in ordered
        ],
        "drawn": _drawn(zone, len(shown), whole=every is not None),
    }


def _axes(zone: Zone, words: Words) -> Iterator[dict[str, Any]]:
    for name, most in zip(zone.signatories, zone.best, strict=True):
        cardinal = name not in zone.ordinal
        titled = {"name": name, "title": words.party(name)}
        yield {**titled, "cardinal": cardinal, "best": amount(most)}


def _every(zone: Zone) -> list[Package] | None:
    """Return all packages, in the zone or not; None where they are too many to draw."""
    first, group = alike(zone.candidate_gains)
    if len(first) > MOST_POINTS:
        return None
    counts = np.bincount(group, minlength=len(first))
    return [
        Package(
            zone.conflict.states[int(zone.candidates[k])],
            int(n),
            tuple(zone.candidate_gains[k].tolist()),
        )
        for k, n in zip(first.tolist(), counts.tolist(), strict=True)
    ]


def _some(packages: tuple[Package, ...]) -> Iterator[Package]:
    """Yield as many packages as can be told apart, evenly from the first to the last."""
    places = np.unique(np.linspace(0, len(packages) - 1, MOST_EFFICIENT).astype(int))
    return (packages[k] for k in places) if packages else iter(())


def _shares(package: Package, best: Iterable[float]) -> list[float | None]:
    gains = zip(package.gains, best, strict=True)
    return [gain / most if most > 0 else None for gain, most in gains]


def _told(zone: Zone, package: Package, words: Words) -> str:
    gains = enumerated(
        f"{words.party(name)} {amount(gain)}"
        for name, gain in zip(zone.signatories, package.gains, strict=True)
    )
    done = taken(zone.conflict, package.state)
    told = say("state {} ({}): {}", package.state.number, done, gains)
    return say("{}; {:,} alike", told, package.alike) if package.alike > 1 else told


def _drawn(zone: Zone, points: int, *, whole: bool) -> str:
    of = len(zone.candidates)
    if whole and of == 1:
        return say("It is the only package.")
    if whole and points == of:
        return say("All {:,} packages are drawn.", of)
    if whole:
        alike = message("All {:,} packages are drawn, as {:,} points, those worth the same as one.")
        return say(alike, of, points)
    efficient = len(zone.efficient)
    if efficient <= MOST_EFFICIENT:
        return say(
            "Of {:,} packages the {:,} efficient ones and what rules choose are drawn, "
            "those worth the same as one.",
            of,
            efficient,
        )
    return say(
        "Of {:,} packages {:,} of the {:,} efficient ones and what rules choose are drawn, "
        "those worth the same as one.",
        of,
        MOST_EFFICIENT,
        efficient,
    )
