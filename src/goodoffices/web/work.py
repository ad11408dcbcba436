"""The long work of the workbench: each kind asks the library and hands over its blocks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np

import goodoffices as go
from goodoffices.answer import Answer
from goodoffices.ensemble.robustness import Share
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError, nearest
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.ensemble_words import outcome_words
from goodoffices.show.answers.roadmap_steps import steps_data
from goodoffices.show.answers.robustness import spread
from goodoffices.show.charts.timeline_data import timeline_data
from goodoffices.show.charts.zone_data import zone_data
from goodoffices.show.document import plain_blocks
from goodoffices.show.language import say
from goodoffices.show.telling import report
from goodoffices.show.words import brief, percent
from goodoffices.web import days
from goodoffices.web.drafts import Open
from goodoffices.web.jobs import Data, Job
from goodoffices.web.wire import Work

_PLAN_LIMIT = 600.0  # seconds
_PARTLY = 0.5
_MOST_BARS = 20
Doing = Callable[[Conflict, Work, Job], Data]


def of(one: Open, asked: Work) -> Callable[[Job], Data]:
    """Return what does a piece of work about a model as it is now.

    Raises
    ------
    RequestError
        There is no such kind.
    """
    if asked.kind not in _KINDS:
        raise RequestError(f"no work '{asked.kind}'; {nearest(asked.kind, _KINDS)}")
    conflict, revision, doing = one.draft.conflict, one.draft.revision, _KINDS[asked.kind]

    def done(job: Job) -> Data:
        return {**doing(conflict, asked, job), "revision": revision, "concept": asked.concept}

    return done


def told(answer: Answer, **options: object) -> Data:
    """Return an answer as its words and tables, and as its data."""
    document = report(answer, **options)
    return {
        "summary": answer.summary,
        "blocks": plain_blocks(document.blocks),
        "notes": list(document.notes),
        "data": answer.to_dict(),
    }


def _plan(conflict: Conflict, asked: Work, _job: Job) -> Data:
    found = go.plan(
        conflict,
        asked.concept,
        asked.settlement,
        credible=asked.credible,
        held_by=asked.held_by,
        limit=_PLAN_LIMIT,
    )
    return told(found) | {"plan": isinstance(found, go.Plan)}


def _samples(conflict: Conflict, asked: Work) -> Ensemble:
    return go.sample(conflict, asked.samples)


def _robustness(conflict: Conflict, asked: Work, job: Job) -> Data:
    seen = time.monotonic()

    def partly(found: go.Robustness) -> None:
        nonlocal seen
        if time.monotonic() - seen > _PARTLY:
            job.show(_odds(found))
            seen = time.monotonic()

    found = go.robustness(
        _samples(conflict, asked),
        [asked.concept],
        intensities=asked.intensities or None,
        progress=job.report,
        partly=partly,
    )
    return _odds(found)


def _odds(found: go.Robustness) -> Data:
    """Return how likely each outcome holds, also as bars."""
    concept = found.concepts[0]
    likely = found.probability(concept)
    order = np.argsort(-likely, kind="stable")[:_MOST_BARS]
    states = [found.conflict.states[int(k)] for k in order if likely[k] > 0]
    claims = zip(found.tested, found.claims, strict=True)
    return told(found) | {
        "states": [_bar(say("State {}", brief(s)), found.state(s.number, concept)) for s in states],
        "claims": [_bar(claim.claim, share) for claim, share in claims],
    }


def _bar(title: str, share: Share) -> Data:
    figures = {"at": share.probability, "low": share.low, "high": share.high}
    return {"title": title, "told": spread(share), **figures}


def _sensitivity(conflict: Conflict, asked: Work, job: Job) -> Data:
    ensemble = _samples(conflict, asked)
    pulled: Mapping[str, float] | None = asked.intensities or None
    found = go.sensitivity(ensemble, asked.concept, pulled, progress=job.report)
    rows = [
        {
            "title": one.factor.title,
            "low": one.lowest,
            "high": one.highest,
            "told": f"{percent(one.lowest)} … {percent(one.highest)}",
        }
        for one in found.influences[:_MOST_BARS]
    ]
    return told(found) | {"title": outcome_words(found), "rows": rows}


def _settlements(conflict: Conflict, asked: Work, _job: Job) -> Data:
    zone = go.settlements(conflict, pull=asked.intensities or "none", concept=asked.concept)
    return told(zone) | {"picture": zone_data(zone)}


def _roadmap(conflict: Conflict, asked: Work, _job: Job) -> Data:
    found = go.roadmap(
        conflict,
        to=asked.to,
        cheapest=asked.cheapest,
        pull=asked.intensities or "none",
        concept=asked.concept,
    )
    return told(found) | steps_data(found) | {"intensities": asked.intensities}


def _timeline(conflict: Conflict, asked: Work, job: Job) -> Data:
    found = go.timeline(conflict, asked.concept, samples=asked.samples, progress=job.report)
    return told(found) | {"days": days.days(found), "picture": timeline_data(found)}


def _claims(conflict: Conflict, _asked: Work, _job: Job) -> Data:
    return told(go.claims(conflict))


_KINDS: Mapping[str, Doing] = {
    "plan": _plan,
    "robustness": _robustness,
    "sensitivity": _sensitivity,
    "settlements": _settlements,
    "roadmap": _roadmap,
    "claims": _claims,
    "timeline": _timeline,
}
