"""Serving the workbench on this machine, until it is stopped."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from goodoffices.cases.catalog import case
from goodoffices.errors import RequestError
from goodoffices.mediation.live import Live
from goodoffices.show.language import Language, speaking
from goodoffices.stability.warming import warm
from goodoffices.web.app import make
from goodoffices.web.drafts import Bench
from goodoffices.web.guard import Guard
from goodoffices.web.opening import opened
from goodoffices.web.wire import Opening

_MOST_AT_ONCE = 200


def serve(  # noqa: PLR0913 - what it is asked to serve, and how
    file: Path | None,
    port: int,
    *,
    browser: bool,
    told: Callable[[str], None],
    published: str | None = None,
    language: str | Language = "en",
) -> None:
    """Serve the workbench on 127.0.0.1 until it is stopped.

    Parameters
    ----------
    file
        A model file to work on; one that is not there is begun.
    port
        Where to listen; 0 for any that is free.
    browser
        Whether to open a browser on it.
    told
        Gets the address to open, with its key.
    published
        A published case to open in place of a file; no edit of it is saved.
    language
        What answers are given in.

    Raises
    ------
    ModelError, FileError
        The file cannot be read.
    RequestError
        Something else listens on the port, or there is no such language.
    """
    with speaking(language):
        bench = Bench(file)
        if published is not None:
            bench.first = opened(bench, Opening(case=published))[0].id
    app, listener = make(bench, language), _listening(port)
    port, key = listener.getsockname()[1], secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{port}/?key={key}"
    threading.Thread(target=_loaded, name="goodoffices warming", daemon=True).start()
    told(address)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    with listener:
        _Server(Guard(app, port, key), bench).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise RequestError(
            f"cannot listen on port {port}: {error.strerror}; choose another with --port, or 0 "
            "for any that is free"
        ) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or answers wait 40 ms
    return listener


def _loaded() -> None:
    """Load the compiled loops before somebody waits for them."""
    warm()
    for name in ("chicken", "elmira-1991"):  # moves that can be undone, and such as cannot
        Live(case(name)).at({})


class _Server(uvicorn.Server):
    """Ends all work first of all, when it is asked to end."""

    def __init__(self, app: Guard, bench: Bench) -> None:
        config = uvicorn.Config(
            app,
            log_level="critical",
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=1,
            server_header=False,
        )
        super().__init__(config)
        self._bench = bench

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._bench.jobs.stop_all()
        await super().shutdown(sockets)
