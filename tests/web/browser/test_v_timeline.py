"""(v) What each event did: a slider over the dates, by keys; an entry is added by hand."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.timeline.test_timeline import SMALL
from tests.web.browser.pages import ELMIRA, ISTANBUL, model_file, open_case, opened_page, view
from tests.web.browser.test_s_results import seen

HOSTILE = SMALL.replace("A hint", "'<img src=x onerror=alert(1)> \u202e مرحبا'")


def opened(page: Page, text: str = SMALL) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "small.yaml", "mimeType": "text/yaml", "buffer": text.encode()}
    )
    expect(page.get_by_role("heading", level=1, name="Small")).to_be_visible()
    view(page, "Timeline")


def gone_through(page: Page) -> None:
    page.get_by_label("Samples").fill("50")
    page.get_by_role("button", name="Go through what happened").click()
    expect(page.get_by_role("region", name="On this day")).to_contain_text(
        "of 50 samples a settlement is agreed"
    )


def test_the_days_by_keys(page: Page) -> None:
    opened(page)
    slider = page.get_by_role("slider", name="Date")
    expect(slider).to_have_attribute("aria-valuetext", "As written")
    page.get_by_role("list", name="What happened").get_by_role("button", name="2025-05-02").click()
    expect(slider).to_have_attribute("aria-valuetext", "2025-05-02: A hint")
    slider.press("Home")
    gone_through(page)
    day = page.get_by_role("region", name="On this day")
    expect(day).to_contain_text("The file as written, before any event.")
    slider.focus()
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2025-05-01: Nothing new")
    expect(day).to_contain_text("2025-05-01: Nothing new")
    expect(day).to_contain_text("No belief moves.")
    slider.press("ArrowRight")
    expect(day).to_contain_text("2025-05-02: A hint")
    expect(day).to_contain_text("threat 50 % → 75 %")
    slider.press("End")
    expect(day).to_contain_text("Written down on a later day, with hindsight.")
    picture = page.get_by_role("img", name=re.compile("^as written, as written: "))
    expect(picture).to_be_visible()
    page.get_by_text("All days", exact=True).click()
    expect(page.get_by_role("table", name="What happened")).to_contain_text("Nothing new")


def test_the_model_is_opened_as_it_stood(page: Page) -> None:
    open_case(page, ISTANBUL)
    view(page, "Timeline")
    slider = page.get_by_role("slider", name="Date")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    day = page.get_by_role("region", name="On this day")
    expect(day).to_contain_text("2025-05-06: Talks open")
    page.get_by_role("button", name="Open the model as it stood on this day").click()
    then = f"{ISTANBUL}, on 2025-05-06"
    expect(page.get_by_role("heading", level=1, name=then)).to_be_visible()
    expect(page.get_by_role("region", name="Summary")).to_contain_text("17 of 72 states hold")


def test_an_entry_is_added_by_hand(page: Page) -> None:
    open_case(page, ELMIRA)
    view(page, "Timeline")
    expect(page.get_by_role("heading", name="Nothing is dated yet")).to_be_visible()
    form = page.get_by_role("form", name="What happened")
    form.get_by_label("What happened").fill("The order is modified")
    form.get_by_label("On", exact=True).fill("1991-06-01")
    form.get_by_label("Which changes").select_option(label="taken: Modify the control order")
    form.get_by_role("button", name="Add to the timeline").click()
    slider = page.get_by_role("slider", name="Date")
    slider.focus()
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "1991-06-01: The order is modified")
    written = r"timeline:\n  - date: 1991-06-01\n    event: The order is modified\n"
    expect(model_file(page)).to_have_value(re.compile(written))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Nothing is dated yet")).to_be_visible()


def test_what_an_event_says_stays_a_text(page: Page) -> None:
    opened(page, HOSTILE)
    gone_through(page)
    slider = page.get_by_role("slider", name="Date")
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(page.get_by_role("region", name="On this day")).to_contain_text("<img src=x onerror")
    expect(page.locator('main img:not([src^="data:image/svg+xml;base64,"])')).to_have_count(0)


def test_axe_on_the_timeline(lit: Page) -> None:
    opened(lit)
    gone_through(lit)
    found = seen(lit, "timeline")
    assert not found, "\n".join(found)


def test_the_picture_is_dark_and_as_wide_as_its_place(browser: Browser, address: str) -> None:
    with opened_page(browser, address, size=(390, 800), scheme="dark") as page:
        opened(page)
        gone_through(page)
        figure = page.get_by_role("figure", name="Picture of the timeline")
        how = "(e) => [getComputedStyle(e).backgroundColor, e.scrollWidth - e.clientWidth]"
        assert figure.evaluate(how) == ["rgb(23, 28, 34)", 0]
        slider = page.get_by_role("slider", name="Date")
        figure.locator(".event").nth(2).click()
        expect(slider).to_have_attribute("aria-valuetext", "2025-05-02: A hint")
