"""What the page is told, as plain data: a model once per version, the answers at each step.

Numbers come from the library and sentences from ``show``; nothing is decided or said here.
"""

from __future__ import annotations

import base64
import dataclasses
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from fastapi.responses import Response
from numpy.typing import NDArray

from goodoffices.cases.entries import catalogue
from goodoffices.mediation.live import Live, Moment
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import Moves
from goodoffices.model.preferences import Prioritized, Weights
from goodoffices.model.states import ListedStates
from goodoffices.show.answers.explanation import Teller
from goodoffices.show.answers.live import bluffs, headline, sentences, verdict
from goodoffices.show.charts.graph_layout import graph_layout
from goodoffices.show.charts.view import MOST_STATES
from goodoffices.show.glossary import glossary
from goodoffices.show.words import Words, foresight, short_name
from goodoffices.show.writers.data import compact
from goodoffices.stability.concepts import CONCEPTS, concept_key, usual_concepts
from goodoffices.stability.explain import explain
from goodoffices.web.days import events
from goodoffices.web.drafts import Bench, Open
from goodoffices.web.ranges import known, ranges
from goodoffices.web.wire import Pull, Ranking, Why

MOST_HELD_BY_PAGE = 4096
_GRAPHS: WeakKeyDictionary[Moves, dict[str, Any]] = WeakKeyDictionary()
MOST_SETTLEMENTS = 60
Data = dict[str, Any]


def start(bench: Bench) -> Data:
    """Return what the start page shows: the published cases, and what is open."""
    opened = [
        {"id": one.id, "name": one.name, "title": one.draft.conflict.title}
        for one in bench.models.values()
    ]
    cases = [dataclasses.asdict(entry) for entry in catalogue()]
    words = [dataclasses.asdict(term) for term in glossary()]
    return {"first": bench.first, "open": opened, "cases": cases, "glossary": words}


def model(one: Open) -> Data:
    """Return everything about a model as it is now that does not depend on the levers."""
    with one.lock:
        draft, conflict = one.draft, one.draft.conflict
        history, undone, content = draft.history, draft.undone, draft.content
        told = {
            "id": one.id,
            "name": one.name,
            "revision": draft.revision,
            "text": draft.text,
            "content": content,
            "history": history,
            "forgotten": draft.forgotten,
            "undo": history[-1] if history else None,
            "redo": undone[0] if undone else None,
            "file": {"kept": one.file is not None, "dirty": draft.dirty, "trouble": one.trouble},
        }
    return told | _conflict(conflict) | _mediation(conflict) | {"known": known(conflict, content)}


def _conflict(conflict: Conflict) -> Data:
    quo, no_deal = conflict.status_quo_index, conflict.no_deal_index
    count = len(conflict.states)
    listed = isinstance(conflict.states, ListedStates)
    return {
        "title": conflict.title,
        "notes": conflict.notes,
        "sources": list(conflict.sources),
        "count": count,
        "whole": count <= MOST_HELD_BY_PAGE,
        "labels": [state.label for state in conflict.states] if listed else None,
        "statusQuo": None if quo is None else quo + 1,
        "noDeal": None if no_deal is None else no_deal + 1,
        "parties": [
            {"name": dm.name, "title": dm.title, "cardinal": dm.preferences.cardinal}
            for dm in conflict.decision_makers
        ],
        "options": _options(conflict),
        "issues": {issue: list(names) for issue, names in conflict.issues.items()},
        "concepts": [
            {"key": key, "name": short_name(key), "means": foresight(key)}
            for key in usual_concepts()
        ],
        "graph": _graph(conflict),
        "quantities": ranges(conflict),
        "scenarios": [scenario.name for scenario in conflict.scenarios],
        "partly": list(conflict.partly_known),
        "views": [view.by for view in conflict.views],
        "events": events(conflict),
    }


def _graph(conflict: Conflict) -> Data | None:
    """Return where states stand and the moves between them; None where nobody could read it."""
    if len(conflict.states) > MOST_STATES:
        return None
    if conflict.moves not in _GRAPHS:  # edits of anything else leave states and moves alone
        layout = graph_layout(conflict)
        moves = [(arc.mover, arc.origin, arc.target) for arc in layout.arcs]
        _GRAPHS[conflict.moves] = {"points": np.round(layout.points, 1).tolist(), "moves": moves}
    return _GRAPHS[conflict.moves]


def _options(conflict: Conflict) -> list[Data]:
    count, apart = len(conflict.states), Words(conflict).apart
    everywhere = np.arange(count if count <= MOST_HELD_BY_PAGE else 0)
    return [
        {
            "party": owner,
            "name": name,
            "key": option.name,
            "title": option.title,
            "apart": apart[name],
            "issue": conflict.issue_of[name],
            "taken": _letters(conflict.holds_at(f"{owner}.{option.name}", everywhere)),
        }
        for name, (owner, option) in conflict.option_of.items()
    ]


def _letters(taken: NDArray[np.bool_]) -> str:
    return np.where(taken, "Y", "N").astype("U1").tobytes().decode("utf-32-le")


def _mediation(conflict: Conflict) -> Data:
    mediation, words = conflict.mediation, Words(conflict)
    sought = mediation.settlement
    return {
        "levers": [
            {
                "name": lever.name,
                "title": lever.title,
                "heldBy": lever.held_by,
                "holder": words.party(lever.held_by),
                "on": lever.on,
                "most": lever.most,
                "step": lever.step,
                "credible": lever.credible_up_to,
                "effect": lever.effect,
                "note": lever.note.strip(),
                "where": str(lever.where),
            }
            for lever in mediation.levers
        ],
        "settlement": None if sought is None else str(sought),
        "settlements": len(conflict.settlements),
        "signatories": list(conflict.signatories),
    }


def now(live: Live, asked: Pull) -> Data:
    """Return the answers at some intensities: who is stable where, ranks, what is settled."""
    found, concept = moment(live, asked)
    told = {"headline": headline(found, concept), **_settled(live, found, asked, concept)}
    if len(live.conflict.states) > MOST_HELD_BY_PAGE:
        return told | {"stable": None, "ranks": None}
    return told | {
        "stable": packed_masks(found.verdicts),
        "ranks": [ranks.tolist() for ranks in found.ranks],
    }


def moment(live: Live, asked: Pull) -> tuple[Moment, str]:
    """Return what follows, and the concept asked for: of a large conflict judged by that alone."""
    concept = concept_of(asked)
    small = len(live.conflict.states) <= MOST_HELD_BY_PAGE
    usual = usual_concepts() if small else ()
    unusual = () if concept in usual else (concept,)
    return live.at(asked.intensities, (*usual, *unusual)), concept


def concept_of(asked: Pull) -> str:
    """Return the key of the concept asked for."""
    return CONCEPTS[concept_key(asked.concept)].key


def packed_masks(verdicts: NDArray[np.bool_]) -> str:
    """Return a byte for each party and state, with a bit for each concept by which it is stable.

    Parameters
    ----------
    verdicts
        Shape (concepts, parties, states).
    """
    weights = np.uint8(1) << np.arange(len(verdicts), dtype=np.uint8)
    masks = np.tensordot(weights, verdicts.astype(np.uint8), 1).astype(np.uint8)
    return base64.b64encode(np.ascontiguousarray(masks).tobytes()).decode()


def _settled(live: Live, found: Moment, asked: Pull, concept: str) -> Data:
    conflict = live.conflict
    order = found.order(concept, MOST_SETTLEMENTS)
    if asked.settlement is not None and asked.settlement - 1 in conflict.settlements:
        chosen = conflict.states[asked.settlement - 1]
    elif order:
        chosen = order[0]
    else:
        return {"settlements": [], "chosen": None, "bands": {}, "price": None, "burdens": []}
    codes = found.codes(concept)
    bands = live.bands(found, chosen, concept) if asked.bands else {}
    price = found.price(chosen)
    return {
        "settlements": [
            {"state": s.number, "label": s.label, "code": int(codes[s.number - 1])}
            for s in (order if chosen in order else [*order, chosen])
        ],
        "chosen": chosen.number,
        "code": int(codes[chosen.number - 1]),
        "verdict": verdict(found, chosen, concept),
        "sentences": list(sentences(found, chosen, concept)),
        "gains": found.gains(chosen),
        "bands": {name: row.tolist() for name, row in bands.items()},
        "price": {"total": price.total, "levers": price.levers, "holders": price.borne_by},
        "burdens": [dataclasses.asdict(burden) for burden in found.burdens],
        "bluffs": list(bluffs(found)),
    }


def why(live: Live, asked: Why) -> Data:
    """Return what a state is, and why it is, or is not, stable for a party."""
    conflict, (now_, concept) = live.conflict, moment(live, asked)
    state = conflict.state(asked.state)
    found = explain(now_.analysis, asked.state, asked.party, concept)
    teller = Teller(found)
    answers = [
        {"deterred": answer.sanctioned, "told": " ".join(teller.improvement(answer))}
        for answer in found.answers
    ]
    here = state.number - 1
    return {
        "label": state.label,
        "taken": Words(conflict).taken(state) if state.pattern else {},
        "ranks": [int(ranks[here]) for ranks in now_.ranks],
        "concepts": now_.concepts,
        "standing": now_.verdicts[:, :, here].T.tolist(),
        "stable": found.stable,
        "lead": teller.lead(),
        "answers": answers,
    }


def ranking(conflict: Conflict, asked: Ranking) -> Data:
    """Return how a party would rank the states by preferences that are being tried."""
    place = conflict.decision_maker_index(asked.party)
    given = asked.prioritized
    wants = (
        Weights(tuple((asked.weights or {}).items()))
        if given is None
        else Prioritized(tuple(given))
    )
    makers = list(conflict.decision_makers)
    makers[place] = dataclasses.replace(makers[place], preferences=wants)
    bare = {"mediation": type(conflict.mediation)(), "uncertainty": None, "published": None}
    tried = conflict.replace(decision_makers=tuple(makers), scenarios=(), **bare)
    return {"ranks": tried.ranks[place].tolist()}


def packed(data: object, status: int = 200) -> Response:
    """Return plain data as an answer, without a schema in between."""
    return Response(compact(data), status, media_type="application/json")
