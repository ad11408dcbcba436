"""The timeline for the page: each day told by itself, its picture, and the model as it stood."""

import pytest

import goodoffices as go
from goodoffices import stopping
from goodoffices.show.answers.on_date import on_date_blocks
from goodoffices.show.document import Text, bullets, flat
from tests.timeline.test_timeline import SMALL
from tests.web.client import client, opened, said
from tests.web.test_jobs import answer


def test_the_page_knows_what_happened_in_the_order_of_dates() -> None:
    model = opened(client())
    assert model["events"][0] == {"date": "2025-04-30", "event": "Before the missile package"}
    assert [one["date"] for one in model["events"]] == [
        "2025-04-30",
        "2025-05-01",
        "2025-05-05",
        "2025-05-06",
        "2025-05-08",
    ]
    assert opened(client(), case="chicken")["events"] == []


def test_a_day_is_told_by_itself() -> None:
    found = go.timeline(go.case("istanbul-2025"), samples=0)
    holding = (
        "Under SEQ, 17 of 72 states can hold: those with talks, ceasefire and neutrality; those "
        "with ceasefire, neutrality and cede; those with ceasefire, cede and walk_away; and 6 more."
    )
    plan = (
        "settlement 10 (YYNYNNN), resting on a bluff: “Threat to walk away” and “Conditions on "
        "the aid to Ukraine”."
    )
    told = [tuple(flat(on_date_blocks(found, one))) for one in found.dates]
    assert told[0] == (
        Text("The file as written, before any event.", "lead"),
        Text(holding),
        Text(f"A plan at a cost of 3.914: {plan}"),
    )
    assert told[4] == (
        Text("2025-05-06: Talks open", "lead"),
        Text("Known from: Assumption", "note"),
        *bullets(["No belief moves."]),
        Text(
            "The status quo moved, and with it what holds without a deal. Counted from no deal "
            "as it was before: plan 3.797; as it is now: plan 7.992."
        ),
        Text(holding),
        Text(f"A plan at a cost of 7.992: {plan}"),
    )
    assert told[5][2:3] == bullets(["Conditions on the aid to Ukraine 40 % → 18.2 %"])
    assert told[5][4] == Text(
        "No plan. Nearest comes state 10 (YYNYNNN): Ukraine lacks 3.163 points of the 179 "
        "between its worst and its best."
    )


def test_the_work_tells_every_day_and_draws_them() -> None:
    asked = client()
    model = opened(asked, text=SMALL, name="small.yaml")
    told = answer(asked, model, kind="timeline", samples=50)
    ends = [day[-1]["text"] for day in told["days"]]
    assert len(ends) == 4
    for end in ends:
        assert end.startswith("In ")
        assert end.endswith(" of 50 samples a settlement is agreed and holds with these levers.")
    assert "Written down on a later day, with hindsight." in str(told["days"][3])
    assert told["data"]["samples"] == 50
    picture = told["picture"]
    assert picture["told"].startswith("as written, as written: ")
    assert picture["dates"] == ["as written", "1: 2025-05-01", "2: 2025-05-02", "3: 2025-05-03"]
    beliefs, takes = picture["panels"]
    assert beliefs["shares"]
    assert not takes["shares"]
    (line,) = beliefs["lines"]
    assert line["points"][2] == {
        "at": 2,
        "value": 0.75,
        "lacks": False,
        "told": "2: 2025-05-02: 75 %",
    }
    assert [point["lacks"] for point in takes["lines"][0]["points"]] == [False] * 4


def test_progress_is_told_after_each_date() -> None:
    told: list[tuple[int, int]] = []
    go.timeline(go.loads(SMALL), samples=0, progress=lambda *so_far: told.append(so_far))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_going_through_what_happened_stops_when_asked() -> None:
    stop = stopping.Stop()
    stop.set()
    with stopping.using(stop), pytest.raises(go.Stopped):
        go.timeline(go.loads(SMALL), samples=0)


def test_the_model_as_it_stood_is_opened_beside_the_other() -> None:
    asked = client()
    model = opened(asked)
    place = f"/api/models/{model['id']}/at"
    other = said(asked.post(place, json={"date": "2025-05-06"}))
    assert other["id"] != model["id"]
    assert other["name"] == "istanbul-2025-2025-05-06.yaml"
    then = go.at(go.case("istanbul-2025"), "2025-05-06")
    assert go.loads(other["text"]) == then
    assert other["statusQuo"] == 1 + (then.status_quo_index or 0)
    assert said(asked.get(f"/api/models/{model['id']}"))["text"] == model["text"]


@pytest.mark.parametrize(
    ("case", "date", "message"),
    [
        ("istanbul-2025", "<b>", "'<b>' is no date; write one as 2025-05-06"),
        ("istanbul-2025", "../x", "'../x' is no date; write one as 2025-05-06"),
        (
            "chicken",
            "2025-05-06",
            "the model has no timeline; add what happened under timeline:",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused(case: str, date: str, message: str) -> None:
    asked = client()
    model = opened(asked, case=case)
    refused = said(asked.post(f"/api/models/{model['id']}/at", json={"date": date}), 422)
    assert refused["message"] == message


def test_an_event_is_added_in_one_step() -> None:
    asked = client()
    model = opened(asked, case="elmira-1991")
    entry = {"date": "2025-05-06", "event": "The order is modified", "took": ["modify"]}
    change = {"op": "set", "path": ["timeline"], "value": [entry]}
    body = {"revision": model["revision"], "label": "x", "changes": [change]}
    changed = said(asked.post(f"/api/models/{model['id']}/edits", json=body))
    assert changed["events"] == [{"date": "2025-05-06", "event": "The order is modified"}]
    more = {"op": "add", "path": ["timeline", 1], "value": {**entry, "event": "Again", "took": []}}
    body = {"revision": changed["revision"], "label": "x", "changes": [more]}
    changed = said(asked.post(f"/api/models/{model['id']}/edits", json=body))
    assert [one["event"] for one in changed["events"]] == ["The order is modified", "Again"]
