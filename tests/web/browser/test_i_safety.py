"""Loopback only, with a key, and nothing that a model file says is run."""

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.web.browser.pages import settled

HOSTILE = """\
goodoffices: 1
title: '<img src=x onerror="document.title=`run`">'
decision_makers:
  A:
    label: '<script>document.title="run"</script>'
    options: {a: '"><svg onload=document.title="run">'}
    preferences: {prioritized: [a]}
"""


def status(url: str, **headers: str) -> int:
    asked = urllib.request.Request(url, headers=headers)  # noqa: S310 - ours
    try:
        with urllib.request.build_opener(NoRedirect).open(asked) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Return nothing: a redirection is an answer."""


def test_without_the_key_nothing_is_served(address: str) -> None:
    base = "{0.scheme}://{0.netloc}/".format(urlsplit(address))
    assert status(base) in {401, 403}
    assert status(base + "api/models") in {401, 403}


def test_another_host_or_origin_is_refused(address: str) -> None:
    assert status(address, Host="evil.example") in {400, 403, 421}
    assert status(address, Origin="http://evil.example") in {400, 403}


def test_it_listens_on_this_machine_only(address: str) -> None:
    port = urlsplit(address).port
    table = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()
    rows = [line.split() for line in table[1:]]
    places = [row[1].split(":") for row in rows if row[3] == "0A"]
    listening = {place for place, at in places if int(at, 16) == port}
    assert listening == {"0100007F"}


def test_the_policy_allows_no_strings_to_run(page: Page, address: str) -> None:
    answer = page.request.get("{0.scheme}://{0.netloc}/".format(urlsplit(address)))
    policy = answer.headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "frame-ancestors" in policy


def test_texts_of_a_model_stay_texts(page: Page) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "hostile.yaml", "mimeType": "text/yaml", "buffer": HOSTILE.encode()}
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x")
    settled(page)
    assert page.title() != "run"
    expect(page.locator("main img, main script")).to_have_count(0)
