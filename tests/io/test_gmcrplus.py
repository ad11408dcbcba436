"""Files of GMCR+: the conflict imported is the one in the file, and nothing is lost in silence."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.cases import catalog
from goodoffices.errors import FileError, ModelError
from goodoffices.files.dumps import dumps
from goodoffices.files.gmcr import import_gmcr
from goodoffices.files.imported import Imported
from goodoffices.files.load import loads
from goodoffices.model.identifiers import identifier, identifiers
from goodoffices.model.preferences import Prioritized
from tests.io.gmcr_documents import (
    ELMIRA,
    TURNS,
    Document,
    dense,
    documents,
    feasible,
    order,
    regrouped,
)


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


@given(st.lists(st.sampled_from(["a", "A b", "a_2", "", "not", "1", "é" * 30])))
def test_names_are_made_together_as_one_by_one(names: list[str]) -> None:
    alone: list[str] = []
    for name in names:
        alone.append(identifier(name, alone))
    assert identifiers(names) == alone


def test_many_parties_of_one_name_are_told_apart() -> None:
    assert identifiers(["Party"] * 20_000)[-2:] == ["Party_19999", "Party_20000"]


def test_no_name_forges_a_line_or_reaches_the_terminal_raw(folder: Path) -> None:
    forged = "Ann\r\nRemark: all is well\x1b[31m\u202e\ud800"
    options = [{"name": name} for name in (forged, "b1", "a2", "b2")]
    document = changed(
        with_party(with_party(TURNS, 0, name=forged), 1, misperceptions=[[[0, "Y"]]], payoffs=[1]),
        options=options,
        version="1\n\x07",
        **{"key\nRemark: x": 1},
    )
    found = imported(folder, document)
    ann, _ = found.conflict.decision_makers
    assert ann.label == ann.options[0].label == "Ann Remark: all is well [31m"
    assert found.conflict.notes == "Imported from old.gmcr, a file of GMCR+ 1."
    assert all(remark.isprintable() for remark in found.remarks)
    assert "the key 'key Remark: x' of the file is not imported" in found.remarks
    assert loads(dumps(found.conflict)) == found.conflict
    with pytest.raises(ModelError) as info:
        imported(folder, changed(document, options=[*options, {"name": forged}]))
    assert "option 4 'Ann Remark: all is well [31m' belongs to no" in str(info.value)


class Old:
    """What old versions pickled; making one again would be told by a file."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (Path("opened"),)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_told_and_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, protocol: int
) -> None:
    monkeypatch.chdir(folder)
    (folder / "old.gmcr").write_bytes(pickle.dumps({"options": [Old()]}, protocol))
    with pytest.raises(FileError) as info:
        import_gmcr("old.gmcr")
    assert str(info.value) == (
        "old.gmcr: a Python pickle, as old versions of GMCR+ wrote; it is not opened, as opening "
        "one can run any program. Save it anew from a later version of GMCR+"
    )
    assert [path.name for path in folder.iterdir()] == ["old.gmcr"]


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
