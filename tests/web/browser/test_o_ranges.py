"""Ranges given and taken away; long work that outlives a reload of the page."""

import re

from playwright.sync_api import Page, expect

from tests.web.browser.pages import model_file
from tests.web.browser.test_d_uncertainty import opened


def test_a_plain_number_gets_a_range_and_loses_it(page: Page) -> None:
    opened(page)
    text = model_file(page)
    page.get_by_role("button", name="Give it a range: Weight of 'b' for A").click()
    expect(text).to_have_value(re.compile(r"\n +b: \{?\s*triangular: \[2.1, 3, 3.9\]"))
    thumb = page.get_by_role("slider", name="Lowest: Weight of 'b' for A")
    thumb.focus()
    thumb.press("ArrowLeft")
    expect(text).to_have_value(re.compile(r"triangular: \[2\.0\d*, 3, 3.9\]"))
    page.get_by_role("button", name="Take the range away: Weight of 'b' for A").click()
    expect(text).to_have_value(re.compile(r"\n +b: 3\n"))
    expect(thumb).to_have_count(0)


def test_a_number_of_a_lever_gets_a_range(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Give it a range: Effect of gift").click()
    expect(page.get_by_role("group", name="Effect of gift")).to_be_visible()
    expect(model_file(page)).to_have_value(re.compile(r"triangular: \[1.4, 2, 2.6\]"))


def test_work_goes_on_while_the_page_is_loaded_anew(page: Page) -> None:
    opened(page)
    page.get_by_label("Samples").fill("10000000")
    page.get_by_role("button", name="Judge how likely each outcome holds").click()
    table = page.get_by_role("table", name="How likely each state holds")
    expect(table).to_contain_text("%", timeout=120_000)  # so far
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.reload()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(table).to_contain_text("%")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=60_000)
    expect(table).to_contain_text("%")
    expect(page.get_by_text(re.compile(r"of 10,000,000 samples judged"))).to_be_visible()


def test_a_result_outlives_a_reload(page: Page) -> None:
    opened(page)
    page.get_by_label("Samples").fill("300")
    page.get_by_role("button", name="Judge how likely each outcome holds").click()
    done = page.get_by_text("300 of 300 samples judged.")
    expect(done).to_be_visible(timeout=120_000)
    page.reload()
    expect(done).to_be_visible()
    page.get_by_role("button", name="Give it a range: Weight of 'b' for A").click()
    expect(page.get_by_text("found before the last edit")).to_be_visible()
