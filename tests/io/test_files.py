"""Every error of a model file in one run, each at its place, and none that only follows.

A ``§`` stands in front of every place that has to be named; exactly these places are.
"""

from pathlib import Path

import pytest

from goodoffices.cases import catalog
from goodoffices.errors import ModelError, Problem, SizeError
from goodoffices.files.load import check, load, loads
from goodoffices.files.scenarios import checked_conflict
from tests.io.spoilt import ANN_AND_BOB, GRAPH, HEAD, SPOILT, model


def problems(marked: str) -> tuple[Problem, ...]:
    """Read a text and return its problems, which have to be at the marked places."""
    lines = marked.split("\n")
    places = []
    for number, line in enumerate(lines, start=1):
        parts = line.split("§")
        before = [len("".join(parts[:k])) for k in range(1, len(parts))]
        places += [(number, column + 1) for column in before]
    with pytest.raises(ModelError) as info:
        checked_conflict(marked.replace("§", ""), "model.yaml")
    found = info.value.problems
    assert [(p.line, p.column) for p in found] == places, str(info.value)
    return found


@pytest.mark.parametrize("name", SPOILT)
def test_every_error_is_told_at_its_place(name: str) -> None:
    marked, said = SPOILT[name]
    found = problems(marked)
    for problem, words in zip(found, said, strict=True):
        assert words in str(problem)
    for problem in found:
        assert problem.expected or problem.remedy


# What only follows from another error is not told.


@pytest.mark.parametrize(
    "marked",
    [
        # an option that could not be read is not "unknown", and states depend on it
        model(("stay: Stay", "§stay it: Stay"), ("[stay,", "[stay it,")),
        model(("{go: , stay: Stay}", "§[go, stay]")),
        model(("stay: Stay", "stay: §*stay")),
        model(("stay: Stay", "§[stay]: Stay")),
        # a rule that could not be read may have taken states away
        model(("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "ranking: [1, 2, 3, 4]"))
        + "infeasible: [§styled]\n",
        model(("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "payoffs: [1, 2, 3, 4]"))
        + "exactly_one: [[stay, §styled]]\nstatus_quo: NNNN\n"
        "published: {equilibria: {nash: [9]}}\n",
        model(("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "payoffs: [1, 2, 3, 4]"))
        + "same_state: §stay\n",
        # a decision maker that could not be read is not "unknown"
        ANN_AND_BOB + "  Cid: §5\ncoalitions: [[Ann, Cid]]\ninfeasible: [rise]\n",
        ANN_AND_BOB + "  Cid: §5\nno_move: [{by: Cid, from: stay, to: rise}]\n",
        # one bad entry does not make the rest incomplete
        model(("[1, 2, 3, [4, 5, 6], 7, 8]", "[1, 2, 3, [4, 5, §6.0], 7, 8]")),
        model(("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "payoffs: [1, §x, 3, 4, 5, 6, 7, 8]")),
        # listed states that could not be read
        model(("[calm, war, peace]", "§true"), base=GRAPH) + "status_quo: peace\n",
        # a misspelt key still counts as what it was meant to be
        model(("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "ranking: [1, 2, 3, 4]"))
        + "§exactly_on: [[Ann.go, stay]]\n",
    ],
)
def test_what_follows_from_an_error_is_not_told(marked: str) -> None:
    problems(marked)


def test_a_message_says_what_was_found_expected_and_helps() -> None:
    with pytest.raises(ModelError) as info:
        loads(model(("[stay,", "[stay and sty,")), "my.yaml")
    assert str(info.value) == (
        "my.yaml:7:30: unknown option 'sty'\n"
        "    stay and sty\n"
        "             ^\n"
        "  expected: an option of a decision maker\n"
        "  to mend:  did you mean 'stay'?"
    )


def test_paths_are_those_of_the_file() -> None:
    marked = model(("[stay,", "[stay, §5, §sty, §6,"))
    where = [problem.where for problem in problems(marked)]
    assert where == [("decision_makers", "Ann", "preferences", "prioritized", k) for k in (1, 2, 3)]


def test_check_lists_problems_and_load_raises_them(tmp_path: Path) -> None:
    file = tmp_path / "model.yaml"
    file.write_text(ANN_AND_BOB + "status_quo: 99\nfoo: 1\n", encoding="utf-8")
    found = check(file)
    assert [problem.line for problem in found] == [13, 14]
    with pytest.raises(ModelError) as info:
        load(file)
    assert info.value.problems == tuple(found)
    assert str(info.value).startswith(f"{file}:13:13: there is no state 99")
    assert check(catalog.path("chicken")) == []


def test_a_conflict_that_is_too_large_says_so() -> None:
    options = ", ".join(f"x{k}: " for k in range(40))
    text = (
        HEAD
        + f"decision_makers:\n  A: {{options: {{{options}}}, preferences: {{weights: {{}}}}}}\n"
    )
    with pytest.raises(SizeError, match=r"model\.yaml: a decision maker with more than"):
        loads(text, "model.yaml")
    problems(text + "§foo: 1\n")


def test_many_errors_are_cut_short() -> None:
    text = ANN_AND_BOB + "sources: [" + ", ".join(map(str, range(1000))) + "]\n"
    with pytest.raises(ModelError) as info:
        loads(text)
    assert len(info.value.problems) == 1000
    assert str(info.value).endswith("and 950 more problems")


# Forms that a file may use.


def test_options_have_three_forms() -> None:
    options = "{a: , b: Do b, c: {}, d: {label: Do d, reversible: false}, e: {once_dropped: true}}"
    text = (
        HEAD + f"decision_makers:\n  A:\n    options: {options}\n    preferences: {{weights: {{}}}}"
    )
    (party,) = loads(text).decision_makers
    assert [(o.name, o.label, o.reversible, o.once_dropped) for o in party.options] == [
        ("a", "", True, False),
        ("b", "Do b", True, False),
        ("c", "", True, False),
        ("d", "Do d", False, False),
        ("e", "", True, True),
    ]


def test_names_that_other_yaml_readers_take_for_switches_are_names() -> None:
    text = (
        HEAD + "decision_makers:\n  no:\n    options: {on: , off: , y: , yes: }\n"
        "    preferences: {prioritized: [on, no.off]}\nstatus_quo: on and off and y and yes\n"
    )
    conflict = loads(text)
    assert conflict.names == ("no",)
    assert conflict.status_quo_index == 15


def test_states_may_be_counted() -> None:
    conflict = loads(model(("[calm, war, peace]", "3"), ("[war, peace]", "[2, 3]"), base=GRAPH))
    assert [state.label for state in conflict.states] == ["1", "2", "3"]


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    assert loads(model(("title: T", f"title: $(touch {trace})"))).title.startswith("$(touch")
    tagged = f"title: §!!python/object/apply:os.system ['touch {trace}']"
    problems(model(("title: T", tagged)))
    assert not trace.exists()
