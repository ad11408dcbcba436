"""What the server answers: the library's numbers, refusals in its words, nobody's edit lost."""

import base64
import json
from typing import Any

import httpx2
import numpy as np
import pytest
from starlette.testclient import TestClient

import goodoffices as go
from goodoffices.stability.engines.batch import Batch
from goodoffices.web.drafts import MOST_OPEN
from tests.io.gmcr_documents import ELMIRA, feasible
from tests.web.client import HOST, KEY, client, opened, said

CASES = [
    "istanbul-2025",
    "elmira-1991",
    "elmira-1991-graph",
    "indus-waters-1960",
    "cuban-missile-1962",
]


def masks(told: dict[str, Any], model: dict[str, Any]) -> np.ndarray:
    flat = np.frombuffer(base64.b64decode(told["stable"]), np.uint8)
    return flat.reshape(len(model["parties"]), model["count"])


@pytest.mark.parametrize("name", CASES)
def test_what_the_page_is_told_is_what_python_says(name: str) -> None:
    asked, conflict = client(), go.case(name)
    model = opened(asked, case=name)
    assert model["title"] == conflict.title
    assert model["count"] == len(conflict.states)
    quo = conflict.status_quo_index
    assert model["statusQuo"] == (None if quo is None else quo + 1)
    told = said(asked.post(f"/api/models/{model['id']}/ask/now", json={}))
    found, stable = go.analyze(conflict), masks(told, model)
    for k, concept in enumerate(model["concepts"]):
        row = found.concepts.index(concept["key"])
        assert ((stable >> k & 1).astype(bool) == found.verdicts[row]).all()
    assert told["ranks"] == [ranks.tolist() for ranks in conflict.ranks]
    patterns = [
        "".join(letters) for letters in zip(*(o["taken"] for o in model["options"]), strict=True)
    ]
    assert patterns == [state.pattern for state in conflict.states if state.pattern]


def test_levers_move_what_the_library_says_they_move() -> None:
    asked, conflict = client(), go.case("istanbul-2025")
    model = opened(asked)
    plan = go.plan(conflict)
    assert isinstance(plan, go.Plan)
    body = {"intensities": plan.intensities, "settlement": plan.settlement.number}
    told = said(asked.post(f"/api/models/{model['id']}/ask/now", json=body))
    assert told["verdict"] == "Accepted, and it holds"
    assert told["price"]["total"] == pytest.approx(plan.cost)
    assert told["code"] == 3
    under = go.analyze(plan.under)
    assert (masks(told, model) >> 3 & 1 == under.verdicts[under.concepts.index("seq")]).all()


def test_a_state_is_explained_in_the_words_of_explain() -> None:
    asked = client()
    model = opened(asked, case="elmira-1991")
    body = {"state": 1, "party": "Local", "concept": "seq"}
    told = said(asked.post(f"/api/models/{model['id']}/ask/why", json=body))
    assert not told["stable"]
    assert told["label"] == go.case("elmira-1991").states[0].label
    text = str(go.explain(go.analyze(go.case("elmira-1991")), 1, "Local", "seq"))
    flat = " ".join(text.split())
    for line in [*told["lead"], *(answer["told"] for answer in told["answers"])]:
        assert all(sentence in flat for sentence in line.split(". "))


def edit(asked: TestClient, model: dict[str, Any], **change: object) -> httpx2.Response:
    body = {"revision": model["revision"], "label": "x", "changes": [{"op": "set"} | change]}
    return asked.post(f"/api/models/{model['id']}/edits", json=body)


def test_an_edit_leaves_every_other_line_and_can_be_undone() -> None:
    asked = client()
    model = opened(asked)
    changed = said(edit(asked, model, path=["title"], value="Another title"))
    before, after = model["text"].splitlines(), changed["text"].splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        "title: Another title"
    ]
    assert (changed["undo"], changed["redo"]) == ("x", None)
    back = said(asked.post(f"/api/models/{model['id']}/history/undo"))
    assert back["text"] == model["text"]
    assert (back["undo"], back["redo"]) == (None, "x")


def test_a_stale_edit_changes_nothing_and_shows_the_model_as_it_is() -> None:
    asked = client()
    model = opened(asked)
    first = said(edit(asked, model, path=["title"], value="One"))
    refused = said(edit(asked, model, path=["title"], value="Two"), 409)
    assert refused["kind"] == "Stale"
    assert refused["model"]["title"] == "One"
    assert refused["model"]["revision"] == first["revision"]


def test_a_mistake_is_told_by_line_and_changes_nothing() -> None:
    asked = client()
    model = opened(asked, case="elmira-1991")
    text = model["text"].replace("status_quo:", "status_qou:")
    line = 1 + model["text"].splitlines().index(
        next(row for row in model["text"].splitlines() if row.startswith("status_quo:"))
    )
    body = {"revision": model["revision"], "text": text}
    refused = said(asked.put(f"/api/models/{model['id']}/file", json=body), 422)
    assert refused["kind"] == "ModelError"
    assert [problem["line"] for problem in refused["problems"]] == [line]
    assert "status_quo" in refused["problems"][0]["remedy"] + refused["problems"][0]["expected"]
    assert said(asked.get(f"/api/models/{model['id']}"))["text"] == model["text"]


def test_what_others_speak_of_is_not_removed_in_silence() -> None:
    asked = client()
    model = opened(asked, case="elmira-1991")
    party = model["parties"][0]["name"]
    option = next(o["key"] for o in model["options"] if o["party"] == party)
    path = ["decision_makers", party, "options", option]
    refused = said(edit(asked, model, op="remove", path=path), 422)
    assert refused["kind"] == "MentionedError"
    assert refused["mentions"]
    assert f"{party}.preferences" in refused["mentions"][0]
    assert said(asked.get(f"/api/models/{model['id']}"))["text"] == model["text"]


@pytest.mark.parametrize(
    ("path", "body", "said_"),
    [
        ("ask/now", {"intensities": {"gold": 1}}, "no lever 'gold'"),
        ("ask/now", {"concept": "nsh"}, "no concept 'nsh'; did you mean 'nash'?"),
        ("ask/now", {"intensities": {"sanctions": -1}}, "greater than or equal to 0"),
        ("ask/now", {"intensities": {"sanctions": "NaN"}}, "finite"),
        ("ask/now", {"spy": 1}, "Extra inputs are not permitted"),
        ("ask/why", {"state": 73, "party": "Russia"}, "73"),
        ("ask/why", {"state": 1, "party": "Nobody"}, "no decision maker 'Nobody'"),
        ("ask/ranking", {"party": "Russia", "prioritized": ["nothing"]}, "nothing"),
        ("jobs", {"kind": "magic"}, "no work 'magic'"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(path: str, body: object, said_: str) -> None:
    asked = client()
    model = opened(asked)
    answer = asked.post(f"/api/models/{model['id']}/{path}", json=body)
    assert answer.status_code in {400, 422}
    assert said_ in answer.json()["message"]


def test_numbers_that_json_does_not_have_are_refused() -> None:
    asked = client()
    model = opened(asked)
    content = b'{"intensities": {"sanctions": 1e999}}'
    headers = {"content-type": "application/json"}
    answer = asked.post(f"/api/models/{model['id']}/ask/now", content=content, headers=headers)
    assert answer.status_code == 400


def test_a_fault_of_ours_is_told_and_the_page_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = TestClient(client().app, HOST, raise_server_exceptions=False)
    asked.get("/", params={"key": KEY})
    monkeypatch.setattr("goodoffices.web.view.start", lambda _: 1 / 0)
    told = said(asked.get("/api/start"), 500)
    assert told["kind"] == "Fault"
    assert told["message"].startswith("This went wrong here, and nothing was changed: ZeroDiv")
    monkeypatch.undo()
    assert asked.get("/api/start").status_code == 200


def test_what_is_not_open_is_not_there() -> None:
    asked = client()
    assert asked.get("/api/models/m0").status_code == 404
    assert asked.get("/api/jobs/j0/events").status_code == 404
    assert asked.get("/nothing").status_code == 404


def test_the_model_beyond_the_most_is_refused_and_closing_one_makes_room() -> None:
    asked = client()
    first = opened(asked, case="chicken")
    for _ in range(MOST_OPEN - 1):
        opened(asked, case="chicken")
    refused = said(asked.post("/api/models", json={"case": "chicken"}), 422)
    assert refused["message"] == (
        "50 models are open, which is the most; close one first, such as “Chicken”, opened "
        "longest ago"
    )
    asked.delete(f"/api/models/{first['id']}")
    assert opened(asked, case="chicken")["title"] == "Chicken"


def test_a_gmcr_file_is_opened_from_its_bytes() -> None:
    content = base64.b64encode(json.dumps(ELMIRA).encode()).decode()
    model = opened(client(), foreign=content, name="old.gmcr")
    assert model["count"] == len(feasible(ELMIRA))
    assert model["name"] == "old.yaml"


@pytest.mark.parametrize("content", ["no base64!", base64.b64encode(b"\x80\x04.").decode()])
def test_what_is_no_gmcr_file_is_refused(content: str) -> None:
    answer = client().post("/api/models", json={"foreign": content, "name": "old.gmcr"})
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("old.gmcr")


@pytest.mark.parametrize("name", ["chicken.nfg", "chicken.csv"])
def test_a_game_and_a_table_of_payoffs_are_opened_from_their_bytes(name: str) -> None:
    case = go.case("chicken")
    game = go.export_nfg(case).text
    table = "Ann.swerve,Bob.swerve,payoff_Ann,payoff_Bob,x\nN,N,1,1,\nY,N,2,4,\nN,Y,4,2,\nY,Y,3,3,"
    content = {"chicken.nfg": game, "chicken.csv": table}[name]
    asked = client()
    model = opened(asked, foreign=base64.b64encode(content.encode()).decode(), name=name)
    assert (model["name"], model["count"]) == ("chicken.yaml", 4)
    assert model["remarks"] == ([] if name == "chicken.nfg" else ["columns left out: x"])
    told = said(asked.post(f"/api/models/{model['id']}/ask/now", json={}))
    assert told["ranks"] == [ranks.tolist() for ranks in case.ranks]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.nfg", "a.nfg:1:1: 'no'"),
        ("a.csv", "a.csv:1:1: no row of a state"),
        ("a.efg", "a.efg: a game tree; in a conflict every party may move at any time"),
    ],
)
def test_what_is_no_game_and_no_table_is_refused(name: str, message: str) -> None:
    content = base64.b64encode(b"no game").decode()
    answer = client().post("/api/models", json={"foreign": content, "name": name})
    assert said(answer, 422)["message"].startswith(message)


def test_a_case_that_is_chosen_by_its_number_is_opened() -> None:
    asked = client()
    listed = {one["name"]: one["numbered"] for one in said(asked.get("/api/start"))["cases"]}
    assert listed["rapoport-guyer"] == 78
    assert set(listed.values()) == {0, 78}
    model = opened(asked, case="rapoport-guyer#66")
    assert model["title"] == "Game 66 of Rapoport and Guyer (chicken)"
    assert model["name"] == "rapoport-guyer-66.yaml"
    refused = said(asked.post("/api/models", json={"case": "rapoport-guyer#79"}), 422)
    assert refused["message"].startswith("rapoport-guyer has games by the numbers 1 to 78")


def test_a_file_name_is_a_name_and_no_path() -> None:
    text = go.dumps(go.case("chicken"))
    assert opened(client(), text=text, name="../../etc/pass\nwd.yaml")["name"] == "passwd.yaml"
    assert opened(client(), text=text, name="...")["name"] == "model.yaml"


@pytest.mark.parametrize(
    ("what", "start"),
    [("yaml", "goodoffices: 1"), ("states.csv", "state,"), ("short.html", "<!doctype html>")],
)
def test_downloads(what: str, start: str) -> None:
    asked = client()
    model = opened(asked, case="elmira-1991")
    answer = asked.get(f"/api/models/{model['id']}/download/{what}")
    assert answer.text.startswith(start)
    assert answer.headers["content-disposition"].startswith('attachment; filename="elmira-1991')


def test_what_is_typed_while_trying_changes_nothing() -> None:
    asked, conflict = client(), go.case("elmira-1991")
    model = opened(asked, case="elmira-1991")
    wanted = [str(text) for text in ("not insist", "accept", "modify")]
    body = {"party": "MoE", "prioritized": wanted}
    told = said(asked.post(f"/api/models/{model['id']}/ask/ranking", json=body))
    makers = list(conflict.decision_makers)
    tried = go.DecisionMaker("MoE", go.Prioritized(tuple(wanted)), makers[0].options)
    changed = conflict.replace(decision_makers=(tried, *makers[1:]), published=None)
    assert told["ranks"] == changed.ranks[0].tolist()
    assert said(asked.get(f"/api/models/{model['id']}"))["text"] == model["text"]


def test_texts_of_a_model_stay_data() -> None:
    title = "<script>alert(1)</script>\u202e"
    model = opened(client(), title=title, parties=["<b>A</b>", "B"])
    assert model["title"] == title
    assert json.loads(json.dumps(model))["parties"][0]["title"] == "<b>A</b>"


def test_a_filter_for_an_option_that_is_gone_is_refused_by_name() -> None:
    asked = client()
    model = opened(asked, case="chicken")
    body = {"wanted": {"Ann.swerv": "Y"}}
    answer = said(asked.post(f"/api/models/{model['id']}/ask/rows", json=body), 422)
    assert answer["message"] == "no option 'Ann.swerv'; did you mean 'Ann.swerve'?"


def test_a_version_that_was_taken_back_is_refused_by_number() -> None:
    asked = client()
    model = opened(asked, case="chicken")
    body = {"version": 3}
    answer = said(asked.post(f"/api/models/{model['id']}/ask/difference", json=body), 422)
    assert answer["message"] == "no version 4; the last one is 1"


@pytest.mark.parametrize(
    ("place", "body", "told"),
    [
        ("now", {"intensities": {"fund": 1}}, "no lever 'fund'; the model has none"),
        ("difference", {"scenario": "mild"}, "no scenario 'mild'; the model has none"),
    ],
)
def test_what_a_model_has_none_of_is_told(place: str, body: dict[str, Any], told: str) -> None:
    asked = client()
    model = opened(asked, case="chicken")
    answer = said(asked.post(f"/api/models/{model['id']}/ask/{place}", json=body), 422)
    assert answer["message"] == told


def test_versions_are_numbered_on_after_steps_that_cannot_be_undone_any_more() -> None:
    asked = client()
    model = opened(asked, case="chicken")
    place = f"/api/models/{model['id']}"
    for number in range(102):
        change = {"op": "set", "path": ["title"], "value": f"Title {number}"}
        body = {"revision": number + 1, "label": "Title", "changes": [change]}
        model = said(asked.post(f"{place}/edits", json=body))
    assert (len(model["history"]), model["forgotten"]) == (100, 2)
    told = said(asked.post(f"{place}/ask/difference", json={"version": 0}))
    assert "-title: Title 1" in told["lines"]
    answer = said(asked.post(f"{place}/ask/difference", json={"version": 101}), 422)
    assert answer["message"] == "no version 104; the last one is 103"


def test_options_of_the_same_name_are_told_apart() -> None:
    model = opened(client(), case="chicken")
    told = [(one["title"], one["apart"]) for one in model["options"]]
    assert told == [("Swerve", "Swerve (Ann)"), ("Swerve", "Swerve (Bob)")]


def test_a_scenario_is_judged_once_for_its_sentence_and_its_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = client()
    model = opened(asked, case="istanbul-2025")
    judged = []
    judge = Batch.judge

    def counting(self: Batch, *given: Any) -> Any:  # noqa: ANN401 - whatever it returns
        judged.append(self)
        return judge(self, *given)

    monkeypatch.setattr(Batch, "judge", counting)
    monkeypatch.setattr("goodoffices.stability.difference.analyze", None)
    body = {"scenario": model["scenarios"][0]}
    said(asked.post(f"/api/models/{model['id']}/ask/difference", json=body))
    assert len(judged) == 2


def test_a_concept_that_the_page_does_not_show_is_refused() -> None:
    asked = client()
    model = opened(asked, case="chicken")
    for place in ("rows", "now"):
        answer = asked.post(f"/api/models/{model['id']}/ask/{place}", json={"concept": "sim"})
        assert said(answer, 422)["message"] == (
            "no live verdicts by 'sim'; use one of: nash, gmr, smr, seq, sseq"
        )
