"""What the browser tests do on the page, by roles, labels and texts only."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

expect.set_options(timeout=30_000)
AXE = Path(__file__).parent / "axe.min.js"
ISTANBUL = "Mediation between Russia and Ukraine before the Istanbul talks, May 2025"
ELMIRA = "Elmira groundwater contamination, 1991"


class Trouble(list):
    """What a page did that it must not: errors, refusals of its own policy, requests elsewhere."""


def new_page(browser, address, **settings):
    context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | settings))
    page = context.new_page()
    watch(page)
    page.goto(address)
    return page


def watch(page):
    page.trouble = Trouble()
    page.on("pageerror", lambda e: page.trouble.append(f"error: {e}"))
    page.on("console", lambda m: m.type == "error" and "status of 4" not in m.text and page.trouble.append(m.text))
    page.on(
        "request",
        lambda r: not re.match(r"(https?://127\.0\.0\.1:|data:|blob:)", r.url) and page.trouble.append(f"asked {r.url}"),
    )


def open_case(page, title):
    page.get_by_role("button", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_role("grid", name="States")).to_be_visible()


def view(page, name):
    page.get_by_role("navigation", name="Views").get_by_role("link", name=name, exact=True).click()


def begin(page, title="Two villages, one well", first="Upper village", second="Lower village"):
    page.get_by_label("What is the dispute about?").fill(title)
    page.get_by_label("First party").fill(first)
    page.get_by_label("Second party").fill(second)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def add_option(page, party, option):
    page.get_by_label(f"What {party} can do").fill(option)
    page.get_by_role("button", name=f"Add an option of {party}").click()
    expect(page.get_by_role("button", name=f"Remove option {option}")).to_be_visible()


def model_file(page):
    page.get_by_role("tab", name="Model file").click()
    return page.get_by_role("textbox", name="Model file")

