"""Who is who, for tools that draw maps: read again by a library that reads GraphML."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]
MODEL = """\
goodoffices: 1
title: Who < who & why
decision_makers:
  A: {label: The "first", options: {x: X, z: Z}, preferences: {weights: {x: 1}}}
  B: {options: {y: Y}, preferences: {weights: {y: 1}}}
coalitions: [[A, B]]
status_quo: NNN
mediation:
  signatories: [A]
  settlement: x
  mediators: {M: A mediator}
  levers:
    aid: {held_by: M, on: A, where: x and y, effect: 1.5, max: 3, note: As it was said}
    B: {held_by: A, on: B, where: y, effect: -2, max: 1}
"""


def test_graphml_has_who_is_who_and_what_is_between_them(run: Run, folder: Path) -> None:
    (folder / "who.yaml").write_text(MODEL)
    run("export", "who.yaml", "-o", "who.graphml")
    graph = nx.read_graphml(folder / "who.graphml")
    assert isinstance(graph, nx.DiGraph)
    assert graph.nodes["A"] == {
        "label": 'The "first"',
        "kind": "party",
        "signs": "yes",
        "preferences": "weights",
        "options": "X; Z",
    }
    assert graph.nodes["B"]["signs"] == "no"
    assert graph.nodes["M"] == {"label": "A mediator", "kind": "mediator"}
    assert graph.nodes["aid"]["kind"] == "lever"
    assert (graph.nodes["aid"]["effect"], graph.nodes["aid"]["max"]) == (1.5, 3.0)
    assert graph.nodes["aid"]["where"] == "x and y"
    assert graph.nodes["aid"]["note"] == "As it was said"
    between = {(one, other): data for one, other, data in graph.edges(data=True)}
    assert between == {
        ("M", "aid"): {"kind": "holds"},
        ("aid", "A"): {"kind": "bites on", "effect": 1.5},
        ("A", "lever.B"): {"kind": "holds"},
        ("lever.B", "B"): {"kind": "bites on", "effect": -2.0},
        ("A", "B"): {"kind": "coalition"},
    }


def test_csv_has_actors_or_relations_and_json_both(run: Run, read: Read, folder: Path) -> None:
    (folder / "who.yaml").write_text(MODEL)
    actors = run("export", "who.yaml", "--what", "actors", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(actors)))
    assert [(row["id"], row["kind"]) for row in rows] == [
        ("A", "party"),
        ("B", "party"),
        ("M", "mediator"),
        ("aid", "lever"),
        ("lever.B", "lever"),
    ]
    relations = run("export", "who.yaml", "--what", "relations", "--format", "csv").stdout
    assert relations.splitlines() == [
        "source,target,kind,effect",
        "M,aid,holds,",
        "aid,A,bites on,1.5",
        "A,lever.B,holds,",
        "lever.B,B,bites on,-2.0",
        "A,B,coalition,",
    ]
    document = read("export", "who.yaml", "--what", "actors")
    assert [actor["id"] for actor in document["actors"]] == ["A", "B", "M", "aid", "lever.B"]
    assert document["relations"][0] == {"source": "M", "target": "aid", "kind": "holds"}


def test_what_is_of_states_is_refused(run: Run, folder: Path) -> None:
    (folder / "who.yaml").write_text(MODEL)
    said = run("export", "who.yaml", "--what", "actors", "--moves", status=2).stderr
    assert "--concept, --moves and --all are of states, not of actors" in said
    said = run("export", "who.yaml", "--what", "states", "--format", "graphml", status=2).stderr
    assert "GraphML has actors and relations; leave out --what states" in said
