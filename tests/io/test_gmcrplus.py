"""Files of GMCR+: the conflict imported is the one in the file, and nothing is lost in silence."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.cases import catalog
from goodoffices.errors import FileError, ModelError
from goodoffices.io.files import loads
from goodoffices.io.gmcrplus import Imported, import_gmcr
from goodoffices.io.writing import dumps
from goodoffices.model.preferences import Prioritized

Document = dict[str, Any]
Pattern = tuple[bool, ...]

ELMIRA: Document = {
    "program": "gmcr-py",
    "version": "0.3.6",
    "options": [
        {"name": "Modify", "permittedDirection": "fwd"},
        {"name": "Delay", "permittedDirection": "back"},
        {"name": "Accept", "permittedDirection": "both"},
        {"name": "Abandon", "permittedDirection": "fwd"},
        {"name": "Insist", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {
            "name": "MoE",
            "options": [0],
            "preferences": [],
            "preferenceRanking": [9, 3, 4, 10, 7, 1, 2, 8, [11, 5, 6, 12]],
        },
        {
            "name": "Uniroyal",
            "options": [1, 2, 3],
            "preferences": [],
            "preferenceRanking": [1, 4, 10, 7, [5, 11, 6, 12], 2, 3, 9, 8],
        },
        {
            "name": "Local Government",
            "options": [4],
            "preferences": [],
            "preferenceRanking": [9, 3, 7, 1, 10, 8, 4, 2, [11, 5, 12, 6]],
        },
    ],
    "infeasibles": [
        [[1, "Y"], [2, "Y"]],
        [[1, "Y"], [3, "Y"]],
        [[2, "Y"], [3, "Y"]],
        [[1, "N"], [2, "N"], [3, "N"]],
    ],
    "useManualPreferenceRanking": True,
    "coalitions": [0, [1, 2]],
}

# Options in turns: bits 0 and 2 are Ann's, bits 1 and 3 Bob's. Of 16 states, 12 are feasible.
TURNS: Document = {
    "options": [{"name": name, "permittedDirection": "both"} for name in ("a1", "b1", "a2", "b2")],
    "decisionMakers": [
        {"name": "Ann", "options": [0, 2], "preferences": [[[1, "Y"], [2, "N"]], [[3, "Y"]]]},
        {"name": "Bob", "options": [1, 3], "preferences": [[[0, "Y"]]]},
    ],
    "infeasibles": [[[0, "Y"], [3, "Y"]]],
    "useManualPreferenceRanking": False,
    "coalitions": [0, 1],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def imported(folder: Path, document: object) -> Imported:
    file = folder / "old.gmcr"
    text = document if isinstance(document, str) else json.dumps(document)
    file.write_text(text, encoding="utf-8")
    return import_gmcr(file)


def changed(document: Document, **changes: object) -> Document:
    return {**document, **changes}


def with_party(document: Document, place: int, **changes: object) -> Document:
    parties = list(document["decisionMakers"])
    parties[place] = {**parties[place], **changes}
    return {**document, "decisionMakers": parties}


# The meaning of a document, computed from the document alone.


def holds(statement: Document | list[list[Any]], pattern: Pattern) -> bool:
    conditions = statement["members"] if isinstance(statement, dict) else [statement]
    return any(all(pattern[k] == (yes == "Y") for k, yes in c) for c in conditions)


def feasible(document: Document) -> list[Pattern]:
    bits = itertools.product((False, True), repeat=len(document["options"]))
    patterns = sorted(row[::-1] for row in bits)
    kept = [p for p in patterns if not any(holds(c, p) for c in document["infeasibles"])]
    return sorted(kept, key=lambda p: sum(taken << k for k, taken in enumerate(p)))


def order(document: Document, party: Document) -> dict[Pattern, Any]:
    """Return for each feasible pattern something that is larger for better ones."""
    patterns = feasible(document)
    if not document["useManualPreferenceRanking"]:
        return {p: [holds(s, p) for s in party["preferences"]] for p in patterns}
    levels: dict[Pattern, Any] = dict.fromkeys(patterns, -len(patterns) - 1)
    for place, item in enumerate(party["preferenceRanking"]):
        for number in item if isinstance(item, list) else [item]:
            levels[patterns[number - 1]] = -place
    return levels


def regrouped(document: Document, pattern: Pattern) -> str:
    bits = [pattern[k] for dm in document["decisionMakers"] for k in dm["options"]]
    return "".join("NY"[bit] for bit in bits)


def dense(values: Sequence[Any]) -> list[int]:
    distinct = sorted({tuple(v) if isinstance(v, list) else (v,) for v in values})
    return [distinct.index(tuple(v) if isinstance(v, list) else (v,)) for v in values]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose options are owned in any order, with all that this importer reads."""
    count = draw(st.integers(1, 5))
    parties = draw(st.integers(1, 3))
    names = st.text(max_size=6) | st.sampled_from(["not", "If", "1st", "a b", "a-b", "a", "é"])
    order_of_options = draw(st.permutations(range(count)))
    owners = draw(st.lists(st.integers(0, parties - 1), min_size=count, max_size=count))
    literals = st.tuples(st.integers(0, count - 1), st.sampled_from("YN")).map(list)
    conditions = st.lists(literals, min_size=1, max_size=3)
    compounds = st.lists(conditions, max_size=3).map(lambda c: {"compound": True, "members": c})
    directions = st.sampled_from(["both", "fwd", "back"])
    document: Document = {
        "options": [
            {"name": draw(names), "permittedDirection": draw(directions)} for _ in range(count)
        ],
        "infeasibles": draw(st.lists(conditions, max_size=2)),
        "useManualPreferenceRanking": draw(st.booleans()),
        "decisionMakers": [],
    }
    states = len(feasible(document))
    if not states:
        document["infeasibles"] = []
        states = len(feasible(document))
    for i in range(parties):
        levels = draw(st.lists(st.integers(0, 3), min_size=states, max_size=states))
        tiers = [[k + 1 for k in range(states) if levels[k] == level] for level in range(4)]
        document["decisionMakers"].append(
            {
                "name": draw(names),
                "options": [k for k in order_of_options if owners[k] == i],
                "preferences": draw(st.lists(conditions | compounds, max_size=4)),
                "preferenceRanking": [t[0] if len(t) == 1 else t for t in tiers if t],
            }
        )
    return document


@given(documents())
def test_states_and_preferences_are_those_of_the_document(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    conflict = imported(tmp_path_factory.getbasetemp(), document).conflict
    patterns = feasible(document)
    ours = {state.pattern: state.number - 1 for state in conflict.states}
    assert ours.keys() == {regrouped(document, p) for p in patterns}
    for party, payoffs in zip(document["decisionMakers"], conflict.payoffs, strict=True):
        wanted = order(document, party)
        found = [float(payoffs[ours[regrouped(document, p)]]) for p in patterns]
        assert dense(found) == dense([wanted[p] for p in patterns])


@given(documents())
def test_what_is_imported_can_be_saved(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    conflict = imported(tmp_path_factory.getbasetemp(), document).conflict
    assert loads(dumps(conflict)) == conflict
    for option, direction in zip(
        (option for dm in conflict.decision_makers for option in dm.options),
        (document["options"][k] for dm in document["decisionMakers"] for k in dm["options"]),
        strict=True,
    ):
        assert option.reversible == (direction["permittedDirection"] != "fwd")
        assert option.once_dropped == (direction["permittedDirection"] == "back")


def test_elmira_is_the_published_case(folder: Path) -> None:
    result = imported(folder, ELMIRA)
    case = catalog.case("elmira-1991")
    assert [s.pattern for s in result.conflict.states] == [s.pattern for s in case.states]
    for ours, published in zip(result.conflict.payoffs, case.payoffs, strict=True):
        assert np.array_equal(ours, published)
    assert result.conflict.coalitions == (("Uniroyal", "Local_Government"),)
    assert result.conflict.decision_makers[2].label == "Local Government"
    assert result.conflict.title == "old"
    assert result.remarks == ()


def test_older_files_call_it_a_vector(folder: Path) -> None:
    parties = [
        {("preferenceVector" if k == "preferenceRanking" else k): v for k, v in dm.items()}
        for dm in ELMIRA["decisionMakers"]
    ]
    document = {k: v for k, v in ELMIRA.items() if k != "useManualPreferenceRanking"}
    older = {**document, "decisionMakers": parties, "useManualPreferenceVectors": True}
    assert imported(folder, older).conflict == imported(folder, ELMIRA).conflict


def test_options_in_turns_get_new_numbers(folder: Path) -> None:
    # File: a1 b1 a2 b2 with a1 and b2 excluded; here: a1 a2 b1 b2. File state 3 is NYNN (b1),
    # here NNYN; four a-patterns with neither b come first here, so it becomes state 5.
    ranking = [3, 1, 2, *range(4, 13)]
    document = with_party(
        with_party(changed(TURNS, useManualPreferenceRanking=True), 0, preferenceRanking=ranking),
        1,
        preferenceRanking=[list(range(1, 13))],
    )
    result = imported(folder, document)
    best = int(np.argmax(result.conflict.payoffs[0]))
    assert (best + 1, result.conflict.states[best].pattern) == (5, "NNYN")
    (moved,) = [r for r in result.remarks if "other numbers" in r]
    assert "3 is now 5, 4 is now 6, 5 is now 3" in moved


def test_numbers_that_stay_are_not_remarked_upon(folder: Path) -> None:
    assert not any("numbers" in remark for remark in imported(folder, ELMIRA).remarks)


@pytest.mark.parametrize(
    ("document", "remark"),
    [
        (
            with_party(TURNS, 0, misperceptions=[[[0, "Y"], [1, "N"]], [[3, "Y"]]]),
            "Ann: the misperception of states with 'a1 and not b1' is not imported",
        ),
        (
            with_party(TURNS, 0, misperceptions=[[[0, "Y"], [1, "N"]], [[3, "Y"]]]),
            "Ann: the misperception of states with 'b2' is not imported",
        ),
        (changed(TURNS, attitudes=[1]), "the key 'attitudes' of the file is not imported"),
        (with_party(TURNS, 1, power=3), "the key 'power' of 'Bob' is not imported"),
        (
            changed(TURNS, options=[{**TURNS["options"][0], "cost": 5}, *TURNS["options"][1:]]),
            "the key 'cost' of option 'a1' is not imported",
        ),
        (
            with_party(TURNS, 1, payoffs=list(range(12))),
            "Bob: its payoffs are not imported; they differ from its preferences",
        ),
        (with_party(TURNS, 1, payoffs=[1, 2]), "Bob: 2 payoffs for 12 states are not imported"),
        (
            with_party(TURNS, 1, preferenceRanking=[2, 1, *range(3, 13)]),
            "Bob: its ranking is not imported, because the file goes by the statements",
        ),
        (
            with_party(ELMIRA, 0, preferences=[[[0, "Y"]]]),
            "MoE: its statements are not imported, because the file goes by the rankings",
        ),
        (
            with_party(ELMIRA, 0, preferenceRanking=None),
            "MoE: the file goes by rankings but has none here; the statements are imported",
        ),
        (
            with_party(ELMIRA, 0, preferenceRanking=[9, 3, 4, 10, 7, 1, 2, 8, [11, 5]]),
            "MoE: the ranking leaves out states 6, 12 (numbers of the file)",
        ),
    ],
)
def test_what_is_left_out_is_said(folder: Path, document: Document, remark: str) -> None:
    remarks = imported(folder, document).remarks
    assert any(said.startswith(remark) for said in remarks), remarks


def test_omitted_states_are_ranked_last_as_equals(folder: Path) -> None:
    document = with_party(ELMIRA, 0, preferenceRanking=[9, 3, 4, 10, 7, 1, 2, 8, [11, 5]])
    payoffs = imported(folder, document).conflict.payoffs[0]
    assert set(np.flatnonzero(payoffs == payoffs.min()) + 1) == {6, 12}


def test_payoffs_that_agree_are_not_remarked_upon(folder: Path) -> None:
    # Bob wants a1 only: in the file's numbering that is every second of the first eight states.
    payoffs = [6, 9, 6, 9, 6, 9, 6, 9, 6, 6, 6, 6]
    assert not any(
        "payoffs" in r for r in imported(folder, with_party(TURNS, 1, payoffs=payoffs)).remarks
    )


def test_an_empty_key_is_nothing_to_remark_upon(folder: Path) -> None:
    document = changed(TURNS, attitudes=[], program="gmcr-py", coalitionsFull=[{"name": "x"}])
    assert imported(folder, document).remarks == imported(folder, TURNS).remarks


def test_names_become_identifiers_and_stay_as_labels(folder: Path) -> None:
    options = [
        {"name": name, "permittedDirection": "both"}
        for name in ("1st offer", "not", "1st offer", "Ünïcode – with a very long explanation")
    ]
    document = changed(with_party(TURNS, 0, name="Ann & Co."), options=options)
    ann, bob = imported(folder, document).conflict.decision_makers
    assert (ann.name, ann.label) == ("Ann_Co", "Ann & Co.")
    assert [(o.name, o.label) for o in ann.options] == [
        ("_1st_offer", "1st offer"),
        ("_1st_offer_2", "1st offer"),
    ]
    assert [(o.name, o.label) for o in bob.options] == [
        ("not_", "not"),
        ("Ünïcode_with_a_very_long", "Ünïcode – with a very long explanation"),
    ]


def test_statements_keep_their_meaning(folder: Path) -> None:
    compound = {"compound": True, "members": [[[0, "Y"], [1, "N"]], [[3, "Y"]]]}
    document = with_party(TURNS, 0, preferences=[compound, [], {"compound": True, "members": []}])
    preferences = imported(folder, document).conflict.decision_makers[0].preferences
    assert isinstance(preferences, Prioritized)
    assert preferences.statements == ("(a1 and not b1) or b2", "true", "false")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "1:2: not JSON"),
        ("goodoffices: 1\ntitle: T\n", "needs no import"),
        ("[" * 100_000, "too deep"),
        ("[1, 2]", "is this a GMCR+ file?"),
        ("{}", "decisionMakers: is missing"),
        ('{"options": [], "decisionMakers": []}', "decisionMakers"),
        (changed(TURNS, infeasibles=[[[9, "Y"]]]), "infeasibles[0]: there is no option 9"),
        (changed(TURNS, infeasibles=[[[0, "X"]]]), "infeasibles[0][0][1]"),
        (changed(TURNS, infeasibles=[[[0]]]), "infeasibles[0][0]"),
        (changed(TURNS, infeasibles=[[]]), "no feasible state"),
        (changed(TURNS, infeasibles="none"), 'infeasibles: "none" is not what is expected'),
        (changed(TURNS, coalitions=[[0, 7]]), "coalitions[0]: there is no decision maker 7"),
        (with_party(TURNS, 0, options=[0, 2, 1]), "option 1 'b1' belongs to 'Ann' already"),
        (with_party(TURNS, 0, options=[0]), "option 2 'a2' belongs to no decision maker"),
        (with_party(TURNS, 0, options=[0, 2, 4]), "there is no option 4"),
        (with_party(TURNS, 0, name=5), "decisionMakers[0].name: 5 is not what is expected"),
        (with_party(TURNS, 0, payoffs=[float("nan")]), "decisionMakers[0].payoffs[0]"),
        (with_party(TURNS, 0, preferences=[5]), "decisionMakers[0].preferences[0]"),
        (
            changed(TURNS, options=[{"name": "a1", "permittedDirection": "up"}]),
            "options[0].permittedDirection",
        ),
        (
            with_party(ELMIRA, 0, preferenceRanking=[13, *range(1, 13)]),
            "decisionMakers[0].preferenceRanking[0]: there is no state 13",
        ),
        (
            with_party(ELMIRA, 2, preferenceRanking=[1, [2, 1], *range(3, 13)]),
            "decisionMakers[2].preferenceRanking[1]: state 1 is ranked twice",
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_its_place(folder: Path, document: object, said: str) -> None:
    with pytest.raises(ModelError) as info:
        imported(folder, document)
    assert f"{folder / 'old.gmcr'}:" in str(info.value)
    assert said in str(info.value)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    document = changed(with_party(TURNS, 0, options=[0, 9]), infeasibles=[[[8, "Y"]]])
    with pytest.raises(ModelError) as info:
        imported(folder, document)
    assert len(info.value.problems) == 3


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        import_gmcr(folder / "none.gmcr")


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["options", "decisionMakers", "infeasibles", "name", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_anything_else_gets_a_message(
    tmp_path_factory: pytest.TempPathFactory, content: object
) -> None:
    with pytest.raises((ModelError, FileError)):
        imported(tmp_path_factory.getbasetemp(), content)
