"""Ask a workbench that runs for its page and for a conflict, as a browser does: ADDRESS."""

from __future__ import annotations

import json
import re
import sys
from http.cookiejar import CookieJar
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener


def main(address: str) -> None:
    """Fetch the page, each file that it names, and the answers about a published conflict."""
    opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def fetched(path: str, body: object = None) -> str:
        data = None if body is None else json.dumps(body).encode()
        sent = {"content-type": "application/json"}
        request = Request(urljoin(address, path), data, sent)  # noqa: S310 - our own address
        with opener.open(request, timeout=60) as answer:  # anything but 200 raises
            text: str = answer.read().decode()
        return text

    page = fetched(address)
    for name in re.findall(r'(?:href|src)="([\w/.-]+)"', page):
        fetched(name)
    model = json.loads(fetched("/api/models", {"case": "chicken"}))
    told = json.loads(fetched(f"/api/models/{model['id']}/ask/now", {"concept": "nash"}))
    expect("2 of 4 states hold under Nash.", told["headline"])
    expect("Chicken", fetched(f"/api/models/{model['id']}/download/short.html"))


def expect(wanted: str, found: str) -> None:
    """End with a message where a text lacks what it should say."""
    if wanted not in found:
        sys.exit(f"ask_workbench: expected “{wanted}” in: {found[:300]}")


if __name__ == "__main__":
    main(sys.argv[1])
