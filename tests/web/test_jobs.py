"""Long work: its answer is the library's, it tells how far it is, and it stops."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

import goodoffices as go
from goodoffices import stopping
from goodoffices.errors import RequestError
from goodoffices.web.drafts import Bench
from goodoffices.web.jobs import MOST_AT_A_TIME, MOST_KEPT, Job, Jobs
from tests.web.client import client, opened, said


def ended(job: Job, seconds: float = 30) -> Job:
    limit = time.monotonic() + seconds
    while not job.over:
        assert time.monotonic() < limit
        job.wait(job.steps, 0.05)
    return job


def endless(_: Job) -> dict[str, Any]:
    while True:
        stopping.check()
        time.sleep(0.001)


def test_a_job_gives_its_answer() -> None:
    def work(job: Job) -> dict[str, Any]:
        job.report(1, 2)
        job.show({"so": "far"})
        return {"found": 1}

    job = Jobs().start("plan", "m1", work)
    assert job is not None
    told = ended(job).told()
    assert told["answer"] == {"found": 1}
    assert told["partial"] == {"so": "far"}
    assert (told["done"], told["over"], told["refusal"]) == (1.0, True, None)


def failing(error: Exception) -> Callable[[Job], dict[str, Any]]:
    def work(_: Job) -> dict[str, Any]:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (RequestError("no lever"), {"kind": "RequestError", "message": "no lever"}),
        (KeyError("x"), {"kind": "Fault", "message": "This went wrong here: KeyError('x')"}),
    ],
)
def test_a_refusal_is_told(error: Exception, refusal: dict[str, str]) -> None:
    job = Jobs().start("plan", "m1", failing(error))
    assert job is not None
    assert ended(job).refusal == refusal


def test_work_that_never_ends_stops_when_asked() -> None:
    job = Jobs().start("plan", "m1", endless)
    assert job is not None
    job.stop.set()
    assert ended(job, 5).refusal == {"kind": "Stopped", "message": "Stopped."}


def test_few_run_at_a_time_and_ended_ones_make_room() -> None:
    jobs = Jobs()
    running = [jobs.start("plan", "m1", endless) for _ in range(MOST_AT_A_TIME)]
    assert jobs.start("plan", "m1", endless) is None
    jobs.stop_all()
    for job in running:
        assert job is not None
        ended(job, 5)
    last = [jobs.start("plan", "m1", lambda _: {})]
    for _ in range(MOST_KEPT + 20):
        job = jobs.start("plan", "m1", lambda _: {})
        assert job is not None
        last.append(ended(job, 5))
    assert last[1] is not None
    assert jobs.get(last[1].id) is None
    assert last[-1] is jobs.of("m1")[0]


def test_closing_a_model_ends_its_work() -> None:
    bench = Bench()
    asked = client(bench)
    model = opened(asked, case="chicken")
    job = bench.jobs.start("plan", model["id"], endless)
    assert job is not None
    asked.delete(f"/api/models/{model['id']}")
    ended(job, 5)
    assert bench.jobs.get(job.id) is None


def events(asked: TestClient, job: str) -> list[tuple[str, dict[str, Any]]]:
    text = asked.get(f"/api/jobs/{job}/events").text
    lines = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(a.removeprefix("event: "), json.loads(b.removeprefix("data: "))) for a, b in lines]


def answer(asked: TestClient, model: dict[str, Any], **asks: Any) -> dict[str, Any]:
    job = said(asked.post(f"/api/models/{model['id']}/jobs", json=asks))["id"]
    *_, (name, told) = events(asked, job)
    assert name == "end"
    assert told["refusal"] is None, told["refusal"]
    found: dict[str, Any] = told["answer"]
    return found


def plain(data: object) -> object:
    """Return data as they are once they have travelled."""
    return json.loads(json.dumps(data))


UNSURE = go.dumps(go.case("indus-waters-1960")).replace("effect: 2", "effect: {uniform: [0, 3]}")


def test_the_answers_are_the_librarys() -> None:
    asked, conflict = client(), go.loads(UNSURE)
    model = opened(asked, text=UNSURE)
    plan = answer(asked, model, kind="plan")
    assert plan["data"] == plain(go.plan(conflict, limit=600.0).to_dict())
    assert plan["plan"]
    odds = answer(asked, model, kind="robustness", samples=300)
    found = go.robustness(go.sample(conflict, 300), ["seq"])
    assert odds["data"] == plain(found.to_dict())
    assert odds["claims"][0]["at"] == found.claims[0].probability
    sure = answer(asked, model, kind="sensitivity", samples=300, intensities={"fund": 5.0})
    ensemble = go.sample(conflict, 300)
    deciding = go.sensitivity(ensemble, intensities={"fund": 5.0})
    assert sure["data"] == plain(deciding.to_dict())
    zone = answer(asked, model, kind="settlements", intensities={"fund": 6.0})
    assert zone["data"]["count"] == go.settlements(conflict, pull={"fund": 6.0}).count


def test_a_page_that_comes_back_finds_the_answer() -> None:
    asked = client()
    model = opened(asked, text=UNSURE)
    found = answer(asked, model, kind="plan")
    kept = said(asked.get(f"/api/models/{model['id']}/jobs"))
    assert [(job["kind"], job["answer"]) for job in kept] == [("plan", found)]


def test_stopping_keeps_what_was_judged() -> None:
    asked = client()
    model = opened(asked, text=UNSURE)
    body = {"kind": "robustness", "samples": 5_000_000}
    job = said(asked.post(f"/api/models/{model['id']}/jobs", json=body))["id"]
    stopper = threading.Timer(1.0, lambda: asked.delete(f"/api/jobs/{job}"))
    stopper.start()
    *_, (name, told) = events(asked, job)
    stopper.join()
    assert name == "end"
    if told["refusal"] is None:
        assert 0 < told["answer"]["data"]["samples"] < 5_000_000
    else:
        assert told["refusal"]["kind"] == "Stopped"


def test_a_zone_of_many_packages_stops_when_asked() -> None:
    stop = stopping.Stop()
    stop.set()
    with stopping.using(stop), pytest.raises(go.Stopped):
        str(go.settlements(go.case("ukraine-articles-2025")))


def test_a_refusal_names_no_option_of_the_command_line() -> None:
    asked = client()
    model = opened(asked, case="elmira-1991")
    job = said(asked.post(f"/api/models/{model['id']}/jobs", json={"kind": "roadmap"}))["id"]
    *_, (_, told) = events(asked, job)
    assert told["refusal"]["message"] == (
        "no settlement for the steps to lead to; give mediation.settlement, or name a state"
    )
