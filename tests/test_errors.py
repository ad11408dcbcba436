"""Errors as data, for programs that show them in their own way."""

import pytest

import goodoffices as go


def test_a_problem_tells_line_place_and_parts() -> None:
    with pytest.raises(go.ModelError) as info:
        go.loads("goodoffices: 1\ntitle: T\nstatus_qou: 1\ndecision_makers: {A: {}}\n", "m.yaml")
    told = info.value.to_dict()
    assert (told["kind"], told["source"]) == ("ModelError", "m.yaml")
    assert told["problems"][0] == {
        "where": ["status_qou"],
        "found": "unknown key 'status_qou'",
        "expected": "",
        "remedy": "did you mean 'status_quo'?",
        "offset": None,
        "text": "",
        "on_key": True,
        "severity": "error",
        "line": 3,
        "column": 1,
    }


def test_a_question_that_does_not_fit_tells_its_parts() -> None:
    with pytest.raises(go.RequestError) as info:
        go.analyze(go.case("chicken"), ["nsh"])
    assert info.value.to_dict() == {
        "kind": "RequestError",
        "message": "no concept 'nsh'; did you mean 'nash'?",
        "argument": "concept",
        "code": "unknown-concept",
        "found": "no concept 'nsh'",
        "expected": "",
        "remedy": "did you mean 'nash'?",
    }
    with pytest.raises(go.RequestError) as info:
        go.loads(3)  # type: ignore[arg-type]
    assert info.value.found.startswith("3 in place of the text")
    assert go.RequestError().found == ""


def test_an_error_with_no_parts_tells_its_message() -> None:
    with pytest.raises(go.FileError) as info:
        go.load("nowhere.yaml")
    assert info.value.to_dict() == {
        "kind": "FileError",
        "message": "nowhere.yaml: there is no such file",
    }
