"""Robustness as a report, and as a kind of saved run (see ``kinds``)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.counting import RobustnessJob
from goodoffices.ensemble.proven import proven
from goodoffices.ensemble.robustness import Robustness, Share, robustness_job
from goodoffices.runs.job import Tally
from goodoffices.show.answers.about import about, parties, state_columns
from goodoffices.show.answers.ensemble_words import planned_anew
from goodoffices.show.document import Cell, Column, Document, Table, columns
from goodoffices.show.kinds import ensemble_of
from goodoffices.show.language import message, numeral, say
from goodoffices.show.telling import data, picked, plain, report
from goodoffices.show.words import amount, enumerated, percent, short_name, span

MOST_SHOWN = 20
_LEAST_SHOWN = 0.005
_RECORDS = "about what concept probability# low# high# open#"
_MOST_LISTED = 12


def job(description: Mapping[str, Any]) -> RobustnessJob:
    """Make the job again that described itself so."""
    return robustness_job(
        ensemble_of(description),
        description["concepts"],
        intensities=description["intensities"],
        keep=description["keep"],
        model=description["model"],
    )


def job_answer(made: RobustnessJob, tally: Tally) -> Robustness:
    """Return what the chunks done so far come to."""
    return Robustness(made, tally)


def job_report(made: RobustnessJob, tally: Tally) -> Document:
    """Report what the chunks done so far come to."""
    return robustness_report(job_answer(made, tally))


@report.register(Robustness)
def robustness_report(found: Robustness) -> Document:
    """Report how likely each outcome is an equilibrium, and each claim holds."""
    conflict = found.conflict
    body: list[str | Table] = [_asked(found), _states(found)]
    if conflict.mediation.settlement is not None:
        body.append(_settlements(found))
    if found.claims:
        body.append(_claims(found))
    records = Table(columns(_RECORDS), list(_records(found)))
    return about(found, "robustness", *body, records=records, notes=_notes(found))


def spread(share: Share) -> str:
    """Write a probability with its interval, as it stands in a column."""
    return say("{} ({})", percent(share.probability), span(share.low, share.high))


def _asked(found: Robustness) -> str:
    pulled = found.job.intensities
    levers = enumerated(_pulled(found, name, t) for name, t in pulled.items() if t)
    done, asked = found.samples, found.job.ensemble.samples
    count = say("{:,} models", done) if done == asked else say("{:,} of {:,} models", done, asked)
    ends = np.array([found.interval(concept) for concept in found.concepts])
    width = float((ends[..., 1] - ends[..., 0]).max()) / 2
    return say(
        "{} drawn (seed {}), {}. Probabilities of states are known within {:.2g} "
        "percentage points either way.",
        count,
        found.job.ensemble.seed,
        say("with levers pulled: {}", levers) if levers else say("no lever pulled"),
        width * 100,
    )


def _pulled(found: Robustness, name: str, intensity: float) -> str:
    """Say how far a lever is pulled, and where the model lets it go no further than less."""
    most = found.conflict.mediation.lever(name).most
    told = f"{name} {amount(intensity)}"
    return say("{} (beyond its limit, {})", told, amount(most)) if intensity > most else told


def _states(found: Robustness) -> Table | str:
    """Return the states that are equilibria in some samples, the likeliest first."""
    conflict = found.conflict
    chosen = _chosen(found)
    if not len(chosen):
        return say("No state is an equilibrium under any of the concepts in 0.5 % of the samples.")
    told, values = state_columns(conflict, chosen)
    for concept in found.concepts:
        told.append(Column(concept, short_name(concept), "number", say("Under")))
        values.append([percent(x) for x in found.probability(concept)[chosen].tolist()])
    title = say("How likely each state is an equilibrium")
    return Table(tuple(told), list(zip(*values, strict=True)), title, parties(conflict))


def _chosen(found: Robustness) -> NDArray[np.intp]:
    """Return the indices of the states that are shown, the likeliest first."""
    likely = np.array([found.probability(concept) for concept in found.concepts])
    order = np.argsort(-likely.mean(axis=0), kind="stable")[:MOST_SHOWN]
    chosen: NDArray[np.intp] = order[likely[:, order].max(axis=0) >= _LEAST_SHOWN]
    return chosen


def _hidden(found: Robustness) -> int:
    """Return how many states are equilibria in some samples and are not shown."""
    ever = np.any([found.probability(concept) for concept in found.concepts], axis=0)
    return int(np.count_nonzero(ever)) - len(_chosen(found))


def _settlements(found: Robustness) -> Table:
    rows: list[list[Cell]] = [
        [
            short_name(c),
            spread(found.settled(c)),
            spread(found.agreed(c)),
            spread(found.unsettled(c)),
        ]
        for c in found.concepts
    ]
    return Table(
        columns("concept settled agreed none"),
        rows,
        say("How likely a settlement holds (and 95 % intervals)"),
    )


def _claims(found: Robustness) -> Table:
    """Return how likely each claim holds; what was left open only where anything was."""
    told = columns("claim holds open" if any(x.open for x in found.claims) else "claim holds")
    rows: list[list[Cell]] = [
        [claim.claim, spread(share), percent(share.open)]
        for claim, share in zip(found.tested, found.claims, strict=True)
    ]
    rows = [row[: len(told)] for row in rows]
    return Table(told, rows, say("How likely each claim holds (and 95 % intervals)"))


def _notes(found: Robustness) -> Iterator[str]:
    hidden = _hidden(found)
    if hidden:
        yield say(
            "Not shown: {:,} more states that are equilibria less often; CSV and JSON have them "
            "all.",
            hidden,
        )
    yield from _proven(found)
    if found.claims:
        yield say("Claims pull the levers that they name.")
        yield from planned_anew(found.tested)
    if any(share.open for share in found.claims):
        yield say(
            "Left open: samples in which a plan was not searched for; how many of them count is "
            "estimated from those like them that were searched, and the interval allows for it."
        )
    for what, share in _undecided(found):
        needed = found.enough_for(share)
        yield (
            say("Too few samples to say whether this is likelier than not: {}.", what)
            if math.isinf(needed)
            else say(
                "Too few samples to say whether this is likelier than not: {}; about {} would "
                "tell.",
                what,
                _rounded(needed),
            )
        )
    if not found.complete:
        yield say("The run was stopped before all samples were judged.")
    yield say(
        "What is uncertain varies as the model file says, each value independently of the others "
        "unless they are correlated. The probabilities are about the model, not about the world."
    )


def _proven(found: Robustness) -> Iterator[str]:
    """Say of which shares of the states shown it is proven that they are all, or nothing."""
    shares, chosen = proven(found), np.sort(_chosen(found))
    verdicts = (shares.always, message("{} always")), (shares.never, message("{} never"))
    told = []
    for k, concept in enumerate(found.concepts):
        parts = [
            say(told_of, _numbered(chosen[held[k, chosen]] + 1))
            for held, told_of in verdicts
            if held[k, chosen].any()
        ]
        if parts:
            told.append(say("under {} {}", short_name(concept), enumerated(parts)))
    if told:
        yield say("Certain, whatever can be drawn, of the states shown: {}.", say("; ").join(told))


def _numbered(states: NDArray[np.intp]) -> str:
    """List numbers of states, of many the first ones."""
    listed = enumerated(map(str, states[:_MOST_LISTED]))
    more = len(states) - _MOST_LISTED
    return say("{} and {:,} more", listed, more) if more > 0 else listed


def _undecided(found: Robustness) -> Iterator[tuple[str, Share]]:
    """Yield what is told of settlement and claims whose interval holds one half."""
    told = [(f"'{c.claim}'", s) for c, s in zip(found.tested, found.claims, strict=True)]
    if found.conflict.mediation.settlement is not None:
        told += [
            (say("a settlement holds under {}", short_name(c)), found.settled(c))
            for c in found.concepts
        ]
    for what, share in told:
        if share.low < 0.5 < share.high:  # noqa: PLR2004 - likelier than not
            yield what, share


def _rounded(count: float) -> str:
    size = 10 ** max(int(math.log10(count)), 0)
    return numeral(f"{math.ceil(count / size) * size:,}")


def _records(found: Robustness) -> Iterator[list[Cell]]:
    for concept in found.concepts:
        likely, ends = found.probability(concept), found.interval(concept)
        for k in np.flatnonzero(likely):
            low, high = ends[k].tolist()
            yield ["state", str(k + 1), concept, float(likely[k]), low, high, 0.0]
    sought = found.conflict.mediation.settlement is not None
    for concept in found.concepts:
        yield ["state", "none", concept, *_figures(found.unsettled(concept))]
        if sought:
            yield ["settlement", "holds", concept, *_figures(found.settled(concept))]
            yield ["settlement", "is accepted", concept, *_figures(found.agreed(concept))]
    for claim, share in zip(found.tested, found.claims, strict=True):
        concept = str(claim.request.get("concept", "seq"))
        yield ["claim", claim.claim, concept, *_figures(share)]


def _figures(share: Share) -> list[Cell]:
    return [share.probability, share.low, share.high, share.open]


@data.register(Robustness)
def robustness_data(answer: Robustness) -> dict[str, Any]:
    """Return plain data for JSON: states that are equilibria in some sample, by number."""
    likely = np.array([answer.probability(concept) for concept in answer.concepts])
    states = [answer.conflict.states[int(k)] for k in np.flatnonzero(likely.any(axis=0))]
    return picked(
        answer,
        "conflict samples asked=job.ensemble.samples seed=job.ensemble.seed concepts "
        "intensities=job.intensities states certain settlement claims",
        certain=_certain(answer),
        states=[
            {
                "number": state.number,
                "label": state.label,
                "equilibrium": {c: answer.state(state.number, c) for c in answer.concepts},
            }
            for state in states
        ],
        settlement={
            c: {
                "holds": answer.settled(c),
                "accepted": answer.agreed(c),
                "nothing_holds": answer.unsettled(c),
            }
            for c in answer.concepts
        },
        claims=[
            {"claim": claim.claim, **plain(share)}
            for claim, share in zip(answer.tested, answer.claims, strict=True)
        ],
    )


def _certain(answer: Robustness) -> dict[str, Any]:
    """Return the states of which it is proven that they always hold, or never, by concept."""
    shares = proven(answer)
    return {
        concept: {
            "always": (np.flatnonzero(shares.always[k]) + 1).tolist(),
            "never": (np.flatnonzero(shares.never[k]) + 1).tolist(),
        }
        for k, concept in enumerate(answer.concepts)
    }
