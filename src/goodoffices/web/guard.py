"""Who may talk to the workbench: a page that it served itself, on this machine, with the key.

A browser lets any page of the web send requests to 127.0.0.1, and a name under an attacker's
control can point there (DNS rebinding). So the Host must be ours, the Origin must be ours where
there is one, and the secret in the address that was printed must have become a cookie.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 4 * 2**20
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",  # or the browser keeps what was asked on the disk
}
_REFUSALS = {
    400: "The request could not be read.",
    401: "Open the workbench with the address that 'goodoffices web' printed.",
    403: "Another page may not use the workbench.",
    413: "That is more than 4 MB, the most that the workbench takes.",
    421: "The workbench answers on this machine only.",
}


class _TooLargeError(Exception):
    pass


class Guard:
    """An application behind the rules above; every answer carries the page's policy.

    Parameters
    ----------
    key
        The secret.
    port
        Where the application listens.
    """

    def __init__(self, app: ASGIApp, port: int, key: str) -> None:
        self._app, self._key = app, key
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"goodoffices_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        status, extra = self._judge(scope)
        if status:
            await _refuse(send, status, extra)
            return
        body, begun = _Body(receive), False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if body.too_large and not begun:
                return  # refused below, whatever the application makes of it
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": _with_policy(message["headers"])}
            await send(message)

        with suppress(_TooLargeError):
            await self._app(scope, body, guarded)
        if body.too_large and not begun:
            await _refuse(send, 413, {})

    def _judge(self, scope: Scope) -> tuple[int, Mapping[str, str]]:
        """Return the status of a refusal and what goes with it; 0 for a request to hand on."""
        headers = {
            name.decode("latin1"): value.decode("latin1") for name, value in scope["headers"]
        }
        host = headers.get("host", "")
        if host not in self._hosts:
            return 421, {}
        own = headers.get("origin", f"http://{host}") == f"http://{host}"
        if not own or headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return 403, {}
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return 400, {}
        if int(length) > MOST_BODY:
            return 413, {}
        if scope["path"] == "/" and self._is_key(scope["query_string"].decode("latin1")):
            cookie = f"{self._cookie}={self._key}; HttpOnly; SameSite=Strict; Path=/"
            return 303, {"location": "/", "set-cookie": cookie}
        return (0 if self._has_key(headers.get("cookie", "")) else 401), {}

    def _is_key(self, query: str) -> bool:
        name, _, value = query.partition("=")
        return name == "key" and hmac.compare_digest(value.encode(), self._key.encode())

    def _has_key(self, cookies: str) -> bool:
        pairs = (part.strip().partition("=") for part in cookies.split(";"))
        given = next((value for name, _, value in pairs if name == self._cookie), "")
        return hmac.compare_digest(given.encode(), self._key.encode())


class _Body:
    """Receives a body of any announced length, up to the most."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._taken = receive, 0

    @property
    def too_large(self) -> bool:
        return self._taken > MOST_BODY

    async def __call__(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self.too_large:
            raise _TooLargeError
        return message


def _with_policy(given: Any) -> list[tuple[bytes, bytes]]:  # noqa: ANN401 - as ASGI has it
    own = {name for name, _ in given}
    ours = ((name.encode(), value.encode()) for name, value in HEADERS.items())
    return [*given, *((name, value) for name, value in ours if name not in own)]


async def _refuse(send: Send, status: int, extra: Mapping[str, str]) -> None:
    headers = {"content-type": "text/plain; charset=utf-8", **extra}
    given = [(name.encode(), value.encode()) for name, value in headers.items()]
    start = {"type": "http.response.start", "status": status, "headers": _with_policy(given)}
    await send(start)
    await send({"type": "http.response.body", "body": _REFUSALS.get(status, "").encode()})
