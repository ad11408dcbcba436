"""The workbench as a process, attacked from outside: it goes on, and answers who may ask."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest

import goodoffices as go
from goodoffices.web.drafts import MOST_OPEN

HOSTILE = """\
goodoffices: 1
title: "<img src=x onerror=alert(1)> \\u202e\\e[31m"
decision_makers:
  A:
    label: "<script>alert(1)</script>"
    options: {a: "\\u2067سلم", b: "'; DROP TABLE states; --"}
    preferences: {prioritized: [a]}
  B:
    label: "{{7*7}} ${7*7}"
    options: {c: "javascript:alert(1)"}
    preferences: {prioritized: [c]}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = [sys.executable, "-m", "goodoffices", "web", "--no-browser"]
    found_at = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    folder = tmp_path_factory.mktemp("outside")
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, text=True, env=found_at
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        yield found[0]
        assert server.poll() is None
        server.terminate()
        server.wait(10)
        assert list(folder.iterdir()) == []


@pytest.fixture
def client(address: str) -> Iterator[httpx2.Client]:
    base = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    with httpx2.Client(base_url=base, timeout=60) as client:
        client.get(address)
        yield client


def raw(address: str, request: bytes) -> socket.socket:
    port = urlsplit(address).port
    assert port is not None
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(request)
    return connection


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /api/models HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ],
    ids=["no host", "host of bytes", "TLS", "long path", "huge body", "websocket"],
)
def test_what_is_no_request_of_the_page_is_refused(
    address: str, client: httpx2.Client, request_: bytes
) -> None:
    with raw(address, request_) as connection:
        answer = connection.recv(65536)
    assert not answer.startswith(b"HTTP/1.1 2")
    assert client.get("/api/start").status_code == 200


def test_a_client_that_never_reads_holds_up_nobody(address: str, client: httpx2.Client) -> None:
    model = client.post("/api/models", json={"case": "istanbul-2025"}).json()
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    host = urlsplit(address).netloc
    ask = f"HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"
    events = f"GET /api/models/{model['id']}/events {ask}".encode()
    deaf = [raw(address, events) for _ in range(20)]
    deaf += [raw(address, f"GET /api/models/{model['id']} {ask}".encode()) for _ in range(5)]
    try:
        for number in range(30):
            change = {"op": "set", "path": ["title"], "value": f"Title {number}"}
            revision = client.get(f"/api/models/{model['id']}").json()["revision"]
            body = {"revision": revision, "label": "x", "changes": [change]}
            answer = client.post(f"/api/models/{model['id']}/edits", json=body)
            assert answer.status_code == 200
    finally:
        for connection in deaf:
            connection.close()
    assert client.get("/api/start").status_code == 200


def test_thousands_of_models_are_refused_after_the_most(client: httpx2.Client) -> None:
    text = go.dumps(go.case("chicken"))
    codes = [client.post("/api/models", json={"text": text}).status_code for _ in range(2_000)]
    assert codes.count(200) <= MOST_OPEN
    assert set(codes) == {200, 422}
    for one in client.get("/api/start").json()["open"]:
        client.delete(f"/api/models/{one['id']}")
    assert client.get("/api/start").json()["open"] == []


def test_a_hostile_model_is_data(client: httpx2.Client) -> None:
    answer = client.post("/api/models", json={"text": HOSTILE, "name": "h.yaml"})
    if answer.status_code == 422:  # control characters are refused, by line
        assert answer.json()["problems"][0]["line"] == 2
        answer = client.post("/api/models", json={"text": HOSTILE.replace("\\e[31m", "")})
    model = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert model["parties"][0]["title"] == "<script>alert(1)</script>"
    now = client.post(f"/api/models/{model['id']}/ask/now", json={})
    assert now.headers["content-type"] == "application/json"
    brief = client.get(f"/api/models/{model['id']}/download/brief.html").text
    assert "<script>alert(1)" not in brief
    assert "<img src=x" not in brief
    client.delete(f"/api/models/{model['id']}")


def test_work_that_takes_for_ever_is_stopped_from_outside(client: httpx2.Client) -> None:
    unsure = go.dumps(go.case("indus-waters-1960")).replace(
        "effect: 2", "effect: {uniform: [0, 3]}"
    )
    model = client.post("/api/models", json={"text": unsure}).json()
    body = {"kind": "robustness", "samples": 10_000_000}
    jobs = [client.post(f"/api/models/{model['id']}/jobs", json=body) for _ in range(3)]
    assert [job.status_code for job in jobs] == [200, 200, 429]
    assert jobs[2].json()["message"].startswith("Two pieces of work run already")
    assert client.post(f"/api/models/{model['id']}/ask/now", json={}).status_code == 200
    client.delete(f"/api/models/{model['id']}")
    limit = time.monotonic() + 30
    other = client.post("/api/models", json={"case": "chicken"}).json()
    while (
        client.post(f"/api/models/{other['id']}/jobs", json={"kind": "claims"}).status_code == 429
    ):
        assert time.monotonic() < limit
        time.sleep(0.1)
