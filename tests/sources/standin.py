"""A stand-in for a language model on this machine, which answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """A request, kept; the answer is the test's."""

    answer: Answer
    seen: list[dict[str, Any]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.seen.append({"path": self.path, **body})
        type(self).answer(self)

    def log_message(self, *_: object) -> None:
        return

    def tell(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def says(content: object) -> Answer:
    """Answer with a chat completion whose content is a text, or data as JSON."""
    told = content if isinstance(content, str) else json.dumps(content)
    data = json.dumps({"choices": [{"message": {"content": told}}]}).encode()
    return lambda asked: asked.tell(data)


def drips(asked: Asked) -> None:
    """Answer with a byte now and then."""
    asked.send_response(200)
    asked.end_headers()
    try:
        for _ in range(100):
            asked.wfile.write(b" ")
            asked.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


@contextmanager
def standing_in(answer: Answer) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Run the stand-in; yields its address and what it was asked."""
    seen: list[dict[str, Any]] = []
    handler = type("Handler", (Asked,), {"answer": staticmethod(answer), "seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
