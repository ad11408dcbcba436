"""A model from confirmed rows: against the table, and on notebooks drawn at random."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

import goodoffices as go
from goodoffices.errors import RequestError
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.drafted import drafted_text
from goodoffices.files.notebooks.check import model_of
from goodoffices.model.preferences import Partial, Weights
from goodoffices.sources.checking import check_notebook
from goodoffices.sources.drafting import model_draft as drafting
from goodoffices.sources.drafting.decisive import Decisive
from goodoffices.sources.notebook import Document, Notebook, Statement
from goodoffices.sources.signs import valued
from tests.sources.drafts import HEDGED, any_notebooks, plain_notebooks, row, signs, taken

DISPUTE = (
    row("s1", "demand", "Ukraine", "Russia", "Russia.ceasefire"),
    row("s2", "demand", "Russia", "Ukraine", "Ukraine.cede"),
)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the samples, which decide the order of questions only."""
    monkeypatch.setattr(drafting, "decisive", lambda _: Decisive())


def drafted(*rows: Statement, **parties: tuple[str, ...]) -> go.NotebookDraft:
    return go.draft_model(Notebook(parties=parties, statements=rows))


def asked(draft: go.NotebookDraft, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.reason, one.names) for one in draft.questions if one.kind == kind]


@given(plain_notebooks())
def test_signs_options_and_status_quo_are_those_of_the_table(notebook: Notebook) -> None:
    confirmed = [one for one in notebook.statements if one.standing == "confirmed"]
    options = {option for one in confirmed for option in one.about}
    owners = {option.partition(".")[0] for option in options}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafting, "decisive", lambda _: Decisive())
        if len(owners) < 2:
            with pytest.raises(RequestError, match="confirmed"):
                go.draft_model(notebook)
            return
        draft = go.draft_model(notebook)
    conflict = draft.conflict
    assert {f"{d.name}.{o.name}" for d in conflict.decision_makers for o in d.options} == options
    expected = signs(confirmed)
    for one in draft.signs:
        owner, _ = conflict.option_of[one.option]
        told = expected.get((one.decision_maker, f"{owner}.{one.option}"), set())
        assert one.value == (next(iter(told)) if len(told) == 1 else 0)
        assert one.contradicted == (told == {1, -1})
    pattern = conflict.states[conflict.status_quo_index or 0].pattern
    names = [f"{d.name}.{o.name}" for d in conflict.decision_makers for o in d.options]
    assert {n for n, letter in zip(names, pattern, strict=True) if letter == "Y"} == taken(
        confirmed
    )


@given(any_notebooks())
def test_every_draft_is_a_model_file_that_says_what_it_rests_on(notebook: Notebook) -> None:
    draft = None
    with pytest.MonkeyPatch.context() as patch, suppress(RequestError):
        patch.setattr(drafting, "decisive", lambda _: Decisive())
        draft = go.draft_model(notebook)
    if draft is None:
        return
    text = drafted_text(draft)
    assert conflict_from_text(text, "") == draft.conflict
    assert text.startswith("# Drafted from")
    names = {one.name for one in notebook.statements if one.standing == "confirmed"}
    assert all(names.issuperset(ground.statements) for ground in draft.notebook.grounds)
    assert str(draft)
    judged = replace(draft.notebook, statements=draft.notebook.confirmed)
    checked = check_notebook(judged, {}, model_of(text, ""))
    unclear = {name for one in draft.questions if one.kind == "about" for name in one.statements}
    unclear |= {one.statement for one in draft.candidates}
    assert {problem.where[1] for problem in checked.broken} <= unclear
    assert checked.unsourced == ()
    assert go.loads_notebook(go.dumps_notebook(draft.notebook)) == draft.notebook


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((), "no row is confirmed, of 0; expected rows that somebody let stand"),
        (
            (row("s1", "demand", "A", "B", "pay", standing="proposed"),),
            "no row is confirmed, of 1;",
        ),
        ((row("s1", "demand", "A", "B", "pay"),), "only B has an option by the confirmed rows;"),
        ((row("s1", "leverage", "US", "A,B"),), "nobody has an option by the confirmed rows;"),
        ((row("s1", "threaten", "US", "China"),), "nobody has an option by the confirmed rows;"),
    ],
)
def test_rows_that_are_no_dispute_are_refused(rows: tuple[Statement, ...], found: str) -> None:
    with pytest.raises(RequestError) as raised:
        drafted(*rows)
    assert str(raised.value).startswith(found)


def test_more_options_than_a_draft_can_have_are_refused() -> None:
    rows = [row(f"s{k}", "demand", "A", "B", f"do{k}") for k in range(16)]
    with pytest.raises(RequestError, match="17 options by the confirmed rows; expected at most 16"):
        drafted(*rows, row("s", "demand", "B", "A", "pay"))


@pytest.mark.usefixtures("undrawn")
def test_a_third_party_holds_levers_and_its_moves_make_it_a_question() -> None:
    draft = drafted(
        *DISPUTE,
        row("s3", "threaten", "US", "Russia", "sanctions", hedge="likely"),
        row("s4", "offer", "US", "Ukraine", "guarantees", hedge="possible"),
        row("s5", "threaten", "China", "Russia", "trade"),
        row("s6", "threaten", "US", "Ukraine", "US.walk_away"),
    )
    assert draft.conflict.names == ("Ukraine", "Russia", "US")
    assert dict(draft.conflict.mediation.mediators) == {"China": ""}
    told = [(v.name, v.held_by, v.on, v.where, v.effect) for v in draft.conflict.mediation.levers]
    assert told == [
        ("sanctions", "US", "Russia", "not ceasefire", -5.5),
        ("guarantees", "US", "Ukraine", "cede", 5.5),
        ("trade", "China", "Russia", "not ceasefire", -5.5),
    ]
    assert asked(draft, "role") == [("moves", ("US",))]
    assert asked(draft, "lever") == [("", ("sanctions", "guarantees", "trade"))]


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("hedge", list(HEDGED))
def test_belief_in_a_lever_comes_from_the_hedge_of_its_row(hedge: str) -> None:
    draft = drafted(*DISPUTE, row("s3", "threaten", "US", "Russia", "sanctions", hedge=hedge))
    assert draft.conflict.uncertainty is not None
    ends = {q.name: q.distribution.parameters for q in draft.conflict.uncertainty.quantities}
    assert ends["mediation.levers.sanctions.belief"] == HEDGED[hedge]
    assert ends["mediation.levers.sanctions.effect"] == (-10, -1)


@pytest.mark.usefixtures("undrawn")
def test_a_lever_of_several_rows_is_believed_within_all_their_ranges() -> None:
    draft = drafted(
        *DISPUTE,
        row("s3", "threaten", "US", "Russia", "sanctions"),
        row("s4", "threaten", "US", "Russia", "Sanctions", hedge="possible"),
    )
    assert draft.conflict.uncertainty is not None
    ends = {q.name: q.distribution.parameters for q in draft.conflict.uncertainty.quantities}
    assert ends["mediation.levers.sanctions.belief"] == (0.1, 0.9)


@pytest.mark.usefixtures("undrawn")
def test_between_two_a_threat_is_an_option_and_no_lever() -> None:
    draft = drafted(
        row("s1", "demand", "Union", "Firm", "pay"),
        row("s2", "threaten", "Union", "Firm", "strike"),
    )
    assert [o.name for d in draft.conflict.decision_makers for o in d.options] == ["strike", "pay"]
    assert not draft.conflict.mediation.levers
    assert [(s.decision_maker, s.option, s.value) for s in draft.signs if s.value] == [
        ("Union", "pay", 1),
        ("Firm", "strike", -1),
    ]


@pytest.mark.usefixtures("undrawn")
def test_where_signs_are_all_there_is_the_draft_says_them_as_wants() -> None:
    rows = (
        row("s1", "demand", "Union", "Firm", "pay"),
        row("s2", "refuse", "Firm", "Union", "pay"),
        row("s3", "demand", "Firm", "Union", "work"),
        row("s4", "accept", "Union", "Firm", "Union.work"),
    )
    draft = drafted(*rows)
    assert [dm.preferences for dm in draft.conflict.decision_makers] == [
        Partial(("work", "pay")),
        Partial(("work", "not pay")),
    ]
    assert draft.conflict.uncertainty is None
    assert "        - work  # claim: s3\n        - not pay  # claim: s2\n" in drafted_text(draft)
    assert [one.kind for one in draft.questions] == ["settlement", "infeasible", "irreversible"]
    unsure = drafted(*rows[:-1], row("s4", "accept", "Union", "Firm", "work", hedge="unclear"))
    assert isinstance(unsure.conflict.decision_makers[0].preferences, Weights)
    assert asked(unsure, "sign") == [("", ("Union", "work"))]


@pytest.mark.usefixtures("undrawn")
def test_names_of_one_party_are_asked_about() -> None:
    both = (
        row("s3", "offer", "Putin", "Ukraine", "Putin.talks"),
        row("s4", "accept", "Russia", "", "Russia.talks"),
        row("s5", "demand", "United States,West", "Russia", "Russia.ceasefire"),
        row("s6", "threaten", "US", "Russia", "sanctions"),
    )
    assert asked(drafted(*DISPUTE, *both), "same") == [
        ("wants", ("Ukraine", "United States")),
        ("wants", ("Ukraine", "West")),
        ("options", ("Russia", "Putin")),
        ("wants", ("United States", "West")),
        ("names", ("United States", "US")),
    ]
    known = {"Russia": ("Putin",), "US": ("United States",), "Ukraine": ("West",)}
    assert asked(drafted(*DISPUTE, *both, **known), "same") == []


@pytest.mark.usefixtures("undrawn")
def test_rows_that_say_nothing_of_an_option_are_asked_about() -> None:
    draft = drafted(
        *DISPUTE,
        row("s3", "demand", "Ukraine", "Russia"),
        row("s4", "accept", "Russia", "", "nothing known"),
        row("s5", "demand", "US", "", "peace"),
        row("s6", "threaten", "US", "", "sanctions"),
        row("s7", "threaten", "US", "Turkey", "tariffs"),
        row("s8", "leverage", "US", "Russia"),
    )
    assert asked(draft, "about") == [
        ("nothing", ()),
        ("whose", ("peace",)),
        ("whom", ("sanctions",)),
        ("whom", ("tariffs",)),
    ]
    assert [one.statement for one in draft.candidates] == ["s8"]


@pytest.mark.usefixtures("undrawn")
def test_contradicting_rows_come_before_settlement_and_signs() -> None:
    draft = drafted(
        *DISPUTE,
        row("s3", "accept", "Russia", "", "ceasefire"),
        row("s4", "refuse", "Russia", "", "ceasefire"),
        row("s5", "threaten", "US", "Russia", "trade"),
        row("s6", "offer", "US", "Russia", "trade"),
    )
    assert asked(draft, "contradiction") == [
        ("", ("Russia", "ceasefire")),
        ("lever", ("trade", "trade_2")),
    ]
    order = ["contradiction", "settlement", "infeasible", "irreversible", "lever", "sign", "size"]
    assert list(dict.fromkeys(one.kind for one in draft.questions)) == order
    assert "ceasefire: {uniform: [-10, 10]}  # assumption, after s3, s4\n" in drafted_text(draft)


def test_signs_and_sizes_are_ranked_by_what_they_decide_and_noise_is_left_out() -> None:
    draft = drafted(*DISPUTE, row("s3", "refuse", "Ukraine", "Russia", "cede"))
    assert draft.states
    ranked = [one for one in draft.questions if one.kind in {"sign", "size"}]
    assert [one.names for one in ranked if one.kind == "sign"] == [("Russia", "ceasefire")]
    assert all(one.share is not None and one.share > 0 for one in ranked)
    for kind in ("sign", "size"):
        shares = [one.share or 0 for one in ranked if one.kind == kind]
        assert shares == sorted(shares, reverse=True)
    assert len(ranked) + len(draft.idle) == len(draft.signs)
    assert all(one.share is None for one in draft.idle)


@pytest.mark.usefixtures("undrawn")
def test_a_fact_is_what_a_party_says_itself() -> None:
    draft = drafted(
        row("s1", "demand", "Ukraine", "Russia", "ceasefire", speaker="Ukraine"),
        row("s2", "demand", "Russia", "Ukraine", "cede"),
        row("s3", "act", "Russia", "", "Russia.advance", hedge="reported"),
    )
    kinds = {one.place: (one.kind, one.statements) for one in draft.notebook.grounds}
    assert kinds["decision_makers.Ukraine.preferences.weights.ceasefire"] == ("fact", ("s1",))
    assert kinds["decision_makers.Russia.preferences.weights.cede"] == ("claim", ("s2",))
    assert kinds["decision_makers.Russia.preferences.weights.advance"] == ("assumption", ("s3",))
    assert kinds["status_quo"] == ("claim", ("s3",))
    assert draft.conflict.states[draft.conflict.status_quo_index or 0].pattern == "NNY"


def test_documents_that_rows_quote_become_sources() -> None:
    documents = (
        Document("d1", title="A commentary", publisher="A paper", date="2025-05-12"),
        Document("d2", title="Another"),
    )
    draft = go.draft_model(Notebook(documents, statements=DISPUTE))
    assert draft.conflict.sources == ("A commentary, A paper, 2025-05-12",)


@pytest.mark.usefixtures("undrawn")
def test_copies_of_one_text_are_one_voice() -> None:
    rows = (
        *DISPUTE,
        replace(row("s3", "accept", "Russia", "", "ceasefire"), document="d1"),
        replace(row("s4", "accept", "Russia", "", "ceasefire"), document="d2"),
        replace(row("s5", "refuse", "Russia", "", "ceasefire"), document="d3"),
    )
    notebook = Notebook(tuple(map(Document, ("d1", "d2", "d3"))), statements=rows)
    text = "Russia says yes to a truce on all fronts from Monday on, its envoy told reporters."
    texts = {"d1": text, "d2": f"{text} More follows.", "d3": "Moscow says no to any truce at all."}

    def voices(draft: go.NotebookDraft) -> list[tuple[int, int]]:
        return [(s.wanted_by, s.unwanted_by) for s in draft.signs if s.contradicted]

    assert voices(go.draft_model(notebook)) == [(2, 1)]
    assert voices(go.draft_model(notebook, texts)) == [(1, 1)]
    told = " ".join(str(go.draft_model(notebook, texts)).split())
    assert (
        "Does Russia want “ceasefire” or not? Bears on what Russia would move for. 1 voice says it "
        "does and 1 voice says it does not." in told
    )


@pytest.mark.usefixtures("undrawn")
def test_rows_of_the_notebook_beside_speak_in_the_names_of_the_model() -> None:
    draft = drafted(
        row("s1", "demand", "West", "Moscow", "cease fire"),
        row("s2", "demand", "Moscow", "Ukraine", "Ukraine.cede"),
        row("s3", "refuse", "Ukraine", "", "cede", speaker="Kyiv"),
        row("s4", "accept", "Moscow", "", "Moscow.Cease-fire"),
        row("s5", "threaten", "US", "Moscow", "more sanctions"),
        row("s6", "offer", "Moscow", "", "talks", standing="proposed"),
        Russia=("Moscow",),
    )
    assert {one.name: one.about for one in draft.notebook.statements} == {
        "s1": ("Russia.cease_fire",),
        "s2": ("Ukraine.cede",),
        "s3": ("cede",),
        "s4": ("Russia.cease_fire",),
        "s5": ("more_sanctions",),
        "s6": ("talks",),
    }
    assert list(draft.notebook.parties) == ["Russia", "West", "Ukraine", "US", "Kyiv"]


@pytest.mark.usefixtures("undrawn")
def test_the_rows_of_the_flagship_make_its_options_and_the_levers_that_they_threaten() -> None:
    flagship = go.case("istanbul-2025")
    folder = Path(go.__file__).parent / "cases"
    draft = go.draft_model(go.load_notebook(folder / "istanbul-2025.sources.yaml"))

    def options(conflict: go.Conflict) -> set[tuple[str, str]]:
        return {(dm.name, o.name) for dm in conflict.decision_makers for o in dm.options}

    assert options(draft.conflict) == options(flagship)
    assert [(v.name, v.held_by, v.on) for v in draft.conflict.mediation.levers] == [
        ("partnership", "US", "Russia"),
        ("sanctions", "US", "Russia"),
        ("military_aid", "US", "Russia"),
        ("walk_away_threat", "US", "Ukraine"),
    ]
    assert (draft.told, len(draft.signs)) == (8, 21)
    assert asked(draft, "role") == [("moves", ("US",))]
    assert asked(draft, "about") == [
        ("nothing", ()),
        ("third", ("aid_conditions", "US")),
        ("third", ("missile_package", "US")),
    ]
    assert len(asked(draft, "sign")) == 13
    values = {one.place: one.sign for one in valued(flagship)}
    drawn = {one.place: one.sign for one in valued(draft.conflict) if one.sign}
    both = values.keys() & drawn.keys()
    assert len(both) == 12
    assert {place for place in both if values[place] != drawn[place]} == set()
