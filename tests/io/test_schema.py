"""The schema of the model file, as published for editors."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from goodoffices.cases import catalog
from goodoffices.errors import ModelError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.files.schema import json_schema
from goodoffices.files.starter import starter
from goodoffices.files.yaml.text import parse
from goodoffices.model.conflict import Conflict
from tests.io.documents import documented

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def as_json(text: str) -> Any:  # noqa: ANN401 - what JSON can say
    """Read a model file as an editor does, with every key as text."""
    return json.loads(json.dumps(parse(text).root.plain()))


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    json.dumps(schema, allow_nan=False)


@pytest.mark.parametrize("name", catalog.names())
def test_every_case_is_valid(name: str) -> None:
    VALIDATOR.validate(as_json(Path(catalog.path(name)).read_text(encoding="utf-8")))


def test_the_starter_is_valid() -> None:
    VALIDATOR.validate(as_json(starter()))


@given(documented())
@settings(max_examples=50)
def test_whatever_is_saved_is_valid(conflict: Conflict) -> None:
    VALIDATOR.validate(as_json(dumps(conflict)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goodoffices: 1", "goodoffices: 2"),
        ("title:", "titel:"),
        ("reversible: false", "reversible: 0"),
        ("prioritized:", "priorities:"),
        ("build: -6", "build: a lot"),
        ("status_quo: NNNN", "status_quo: [1]"),
        ("status_quo: NNNN", "status_quo:"),
        ("infeasible:", "decision_maker:"),
        ("      weights:", "      payoffs: [1]\n      weights:"),
    ],
)
def test_an_editor_marks_what_is_wrong(old: str, new: str) -> None:
    assert old in starter()
    assert not VALIDATOR.is_valid(as_json(starter().replace(old, new)))


def test_every_key_has_a_title_and_a_description() -> None:
    schema = json_schema()
    bare = [
        f"{name}.{key}"
        for name, section in [("", schema), *schema["$defs"].items()]
        for key, field in section["properties"].items()
        if not (field.get("title") and len(field.get("description", "")) > 10)
    ]
    assert not bare


def test_published_results_may_name_every_concept() -> None:
    entry = json_schema()["$defs"]["PublishedEntry"]["properties"]
    named = {"enum": ["nash", "gmr", "smr", "seq", "sseq", "sim", "seq-or-sim"]}
    assert entry["equilibria"]["propertyNames"] == named
    assert entry["stable_for"]["additionalProperties"]["propertyNames"] == named


@pytest.mark.parametrize("key", ["sek", 1])
def test_published_results_of_no_concept_are_refused(key: str | int) -> None:
    with pytest.raises(ModelError) as raised:
        loads(f"{starter()}\npublished: {{equilibria: {{{key}: [1]}}}}\n")
    (problem,) = raised.value.problems
    assert problem.found == f"unknown concept '{key}'"
    assert problem.expected == "one of nash, gmr, smr, seq, sseq, sim, seq-or-sim"
