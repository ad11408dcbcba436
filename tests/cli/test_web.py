"""``goodoffices web``: the address that it prints, what it opens, and what it refuses."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

import goodoffices as go
from goodoffices.web.drafts import Bench
from tests.cli.conftest import Run


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that a browser is opened on; nothing is served."""
    opened: list[str] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    monkeypatch.setattr("webbrowser.open", opened.append)
    return opened


def test_it_prints_its_address_and_opens_no_browser_when_told(run: Run, served: list[str]) -> None:
    first, second = run("web", "--no-browser").stdout.splitlines()
    assert re.fullmatch(r"The workbench is at http://127\.0\.0\.1:\d+/\?key=[\w-]{32}", first)
    assert second == "Nothing leaves this machine. End it with Ctrl-C."
    assert served == []


def test_a_port_in_use_is_refused(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("web", "--no-browser", "--port", str(port), status=2)
    assert f"cannot listen on port {port}: Address already in use" in told.stderr
    assert "choose another with --port, or 0 for any that is free" in told.stderr


def test_a_file_that_is_no_model_is_refused_by_line(run: Run, folder: Path) -> None:
    (folder / "bad.yaml").write_text("goodoffices: 1\ntitle: [\n")
    assert "bad.yaml:" in run("web", "bad.yaml", "--no-browser", status=2).stderr
    run("web", ".", "--no-browser", status=2)
    told = run("web", "nowhere/my.yaml", "--no-browser", status=2)
    assert "there is no folder 'nowhere'; make it first" in told.stderr
    assert not (folder / "nowhere").exists()


@pytest.mark.parametrize("name", ["chicken", "rapoport-guyer#66"])
def test_a_published_conflict_is_opened_and_saved_nowhere(
    run: Run, served: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    benches: list[Bench] = []
    monkeypatch.setattr("goodoffices.web.serve.make", lambda bench, _: benches.append(bench))
    run("web", name, "--no-browser")
    (one,) = benches[0].models.values()
    assert (benches[0].first, one.file) == (one.id, None)
    assert one.draft.conflict == go.case(name)
    assert list(folder.iterdir()) == []
    assert served == []
    assert "1 to 78" in run("web", "rapoport-guyer#79", "--no-browser", status=2).stderr


def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodoffices.errors.find_spec", lambda _: None)
    told = run("web", status=2)
    assert 'pip install "goodoffices[web]"' in told.stderr


def test_ctrl_c_ends_it_with_everything_saved(folder: Path) -> None:
    go.save(go.case("chicken"), folder / "my.yaml")
    command = [sys.executable, "-m", "goodoffices", "web", "my.yaml", "--no-browser"]
    path = os.pathsep.join(part for part in sys.path if part)
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as server:
        assert server.stdout is not None
        found = re.search(r"(http://\S+)/\?key=(\S+)", server.stdout.readline())
        assert found is not None
        with httpx2.Client(base_url=found[1], timeout=60) as client:
            client.get("/", params={"key": found[2]})
            first = client.get("/api/start").json()["first"]
            model = client.get(f"/api/models/{first}").json()
            change = {"op": "set", "path": ["title"], "value": "Saved at the end"}
            body = {"revision": model["revision"], "label": "Title", "changes": [change]}
            assert client.post(f"/api/models/{first}/edits", json=body).status_code == 200
        server.send_signal(signal.SIGINT)
        server.wait(20)
    assert go.load(folder / "my.yaml").title == "Saved at the end"
