"""What the browser tests do on the page, by roles, labels and texts only."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

expect.set_options(timeout=60_000)
AXE = Path(__file__).parent / "axe.min.js"
ISTANBUL = "Mediation between Russia and Ukraine before the Istanbul talks, May 2025"
ELMIRA = "Elmira groundwater contamination, 1991"


TROUBLE: dict[Page, list[str]] = {}
"""What pages did that they must not: errors, refusals of their own policy, requests elsewhere."""
UNDER_WAY: dict[Page, set[Request]] = {}
"""What pages have asked for and have no answer to yet."""
_OURS = re.compile(r"(https?://127\.0\.0\.1:|data:|blob:)")


def new_page(
    browser: Browser,
    address: str,
    *,
    size: tuple[int, int] = (1440, 900),
    scheme: Literal["light", "dark"] = "light",
) -> Page:
    """Open the workbench in a browser of its own."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, color_scheme=scheme).new_page()
    watch(page)
    page.goto(address)
    return page


@contextmanager
def opened_page(
    browser: Browser,
    address: str,
    *,
    size: tuple[int, int] = (1440, 900),
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """Open a page for a while; whatever is done on it must do nothing that is not allowed.

    What is open then is closed, so that pages to come may open as many; what is in a file stays.
    """
    page = new_page(browser, address, size=size, scheme=scheme)
    yield page
    models = address.partition("?")[0].rstrip("/") + "/api/models"
    asked = page.context.request
    for model in asked.get(models.replace("models", "start")).json()["open"]:
        asked.delete(f"{models}/{model['id']}")
    page.context.close()
    assert TROUBLE.pop(page) == []


def watch(page: Page) -> None:
    """Note whatever a page does that it must not."""
    trouble = TROUBLE.setdefault(page, [])
    under_way = UNDER_WAY.setdefault(page, set())

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            trouble.append(message.text)

    def asked(request: Request) -> None:
        if request.resource_type != "eventsource":  # those stay open
            under_way.add(request)
        if not _OURS.match(request.url):
            trouble.append(f"asked {request.url}")

    def ended(request: Request) -> None:
        under_way.discard(request)

    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("console", said)
    page.on("request", asked)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)


def settled(page: Page) -> None:
    """Wait until a page has all that it asked for, and asks for nothing more."""
    quiet = 0
    for _ in range(1200):
        page.wait_for_timeout(50)
        quiet = 0 if UNDER_WAY.get(page) else quiet + 1
        if quiet == 4:
            return
    message = f"no answer in a minute to {[request.url for request in UNDER_WAY[page]]}"
    raise AssertionError(message)


def open_case(page: Page, title: str) -> None:
    page.get_by_role("button", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_role("grid", name="States")).to_be_visible()


def view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Views").get_by_role("link", name=name, exact=True).click()


def begin(
    page: Page,
    title: str = "Two villages, one well",
    first: str = "Upper village",
    second: str = "Lower village",
) -> None:
    page.get_by_label("What is the dispute about?").fill(title)
    page.get_by_label("First party").fill(first)
    page.get_by_label("Second party").fill(second)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def add_option(page: Page, party: str, option: str) -> None:
    page.get_by_label(f"What {party} can do").fill(option)
    page.get_by_role("button", name=f"Add an option of {party}").click()
    expect(page.get_by_role("button", name=f"Remove option {option}")).to_be_visible()


def model_file(page: Page) -> Locator:
    page.get_by_role("tab", name="Model file").click()
    return page.get_by_role("textbox", name="Model file")
