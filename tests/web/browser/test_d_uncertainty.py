"""(d) Ranges by dragging, robustness with progress that can be stopped, and what decides."""

import re

from playwright.sync_api import Page, expect

from tests.web.browser.pages import model_file, view

MODEL = """\
goodoffices: 1
title: Small and unsure  # this comment stays
decision_makers:
  A:
    options: {a: Act}
    preferences:
      weights:
        a: {triangular: [-1, 1, 2]}  # a guess
        b: 3
  B:
    options: {b: Back}
    preferences:
      weights:
        b: {triangular: [-2, -1, 3]}
        a: 1
status_quo: NN
mediation:
  settlement: a and b
  levers:
    gift: {held_by: A, 'on': B, where: b, effect: 2, max: 2, cost: {commit: 1}}
"""


def opened(page: Page) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "unsure.yaml", "mimeType": "text/yaml", "buffer": MODEL.encode()}
    )
    expect(page.get_by_role("heading", level=1, name="Small and unsure")).to_be_visible()
    view(page, "Uncertainty")


def test_a_range_is_dragged_and_written(page: Page) -> None:
    opened(page)
    thumb = page.get_by_role("slider", name="Highest: Weight of 'a' for A")
    thumb.focus()
    for _ in range(10):
        thumb.press("ArrowRight")
    written = model_file(page)
    expect(written).not_to_have_value(re.compile(r"triangular: \[-1, 1, 2\]"))
    expect(written).to_have_value(re.compile(r"a: \{triangular: \[-1, 1, 2\.\d+\]\}  # a guess"))
    expect(written).to_have_value(re.compile("# this comment stays"))


def test_robustness(page: Page) -> None:
    opened(page)
    page.get_by_label("Samples").fill("500")
    page.get_by_role("button", name="Judge how likely each outcome holds").click()
    table = page.get_by_role("table", name="How likely each state holds")
    expect(table).to_contain_text("%", timeout=120_000)
    expect(page.get_by_text("500 of 500 samples judged")).to_be_visible()


def test_long_work_shows_progress_and_stops(page: Page) -> None:
    opened(page)
    page.get_by_label("Samples").fill("1000000")
    page.get_by_role("button", name="Judge how likely each outcome holds").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=60_000)
    expect(page.get_by_role("button", name="Judge how likely each outcome holds")).to_be_enabled()


def test_what_decides(page: Page) -> None:
    opened(page)
    page.get_by_label("Samples").fill("1000")
    page.get_by_role("button", name="Find what decides").click()
    expect(page.get_by_role("table", name=re.compile("What decides"))).to_contain_text(
        "for A", timeout=120_000
    )
