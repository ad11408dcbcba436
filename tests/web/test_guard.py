"""Nobody but a page that the workbench served, on this machine and with the key, is answered."""

import pytest

from goodoffices.web.guard import MOST_BODY
from tests.web.client import HOST, KEY, client, stranger


def test_without_the_key_nothing_is_served() -> None:
    asked = stranger()
    for path in ("/", "/app.js", "/api/start", "/nothing"):
        answer = asked.get(path)
        assert answer.status_code == 401
        assert answer.text == "Open the workbench with the address that 'goodoffices web' printed."


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "x", "ключ"])
def test_another_key_is_none(key: str) -> None:
    assert stranger().get("/", params={"key": key}).status_code == 401


def test_the_key_opens_the_page_once_and_stays_out_of_the_address() -> None:
    asked = stranger()
    answer = asked.get("/", params={"key": KEY})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert asked.get("/").status_code == 200


def test_the_key_counts_at_the_front_door_only() -> None:
    assert stranger().get("/api/start", params={"key": KEY}).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:1", "127.0.0.1.evil.example:8765", "", "[::1]:8765"]
)
def test_another_host_is_refused(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": HOST.replace("http", "https")},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_page_is_refused(headers: dict[str, str]) -> None:
    assert client().get("/api/start", headers=headers).status_code == 403


def test_the_own_page_is_answered() -> None:
    headers = {"origin": HOST, "sec-fetch-site": "same-origin"}
    assert client().get("/api/start", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/app.js", "/api/start", "/nothing", "/api/models/m0"])
def test_every_answer_carries_the_policy(path: str) -> None:
    for asked in (client(), stranger()):
        headers = asked.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_a_body_beyond_the_most_is_refused() -> None:
    answer = client().post("/api/models", content=b"x" * (MOST_BODY + 1))
    assert answer.status_code == 413
    assert answer.text == "That is more than 4 MB, the most that the workbench takes."


def test_a_body_that_does_not_say_how_long_it_is_is_measured() -> None:
    parts = (b"x" * 2**16 for _ in range(MOST_BODY // 2**16 + 2))
    assert client().post("/api/models", content=parts).status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "¹"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    headers = [(b"content-length", length.encode())]
    assert client().post("/api/models", content=b"x", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../guard.py",
        "/%2e%2e/guard.py",
        "/..%2fguard.py",
        "/vendor/../../guard.py",
        "//etc/passwd",
    ],
)
def test_no_path_leaves_the_page(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code in {404, 405}
    assert "hmac" not in answer.text


def test_no_pages_of_the_framework_are_there() -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client().get(path).status_code == 404
