"""(n) The tutorial, followed as it is written; with `--pictures` it writes the pictures anew."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.pages import ISTANBUL, add_option, open_case, opened_page, view
from tests.web.browser.pictures import HEIGHT, MOST_BYTES, WIDTH, take
from tests.web.test_notes import STORY, VILLAGES

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / "docs" / "_static" / "workbench"
SHOWN = ("README.md", "docs/tutorials/workbench.md", "docs/how-to/workbench.md")


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return KEPT if request.config.getoption("pictures", default=False) else tmp_path


@pytest.fixture
def sheet(browser: Browser, address: str) -> Iterator[Page]:
    with opened_page(browser, address, size=(WIDTH, HEIGHT)) as page:
        yield page


def wants(page: Page, party: str, *names: str) -> None:
    page.get_by_role("group", name="Preferences of").get_by_role("button", name=party).click()
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)


def combine(page: Page, *names: str, then: str) -> None:
    group = page.get_by_role("group", name="Combination")
    for name in names:
        group.get_by_role("button", name=f"{name}: either").click()
    page.get_by_role("button", name=then).click()
    expect(group.get_by_role("button", name=f"{names[0]}: either")).to_be_visible()


def test_the_tutorial(sheet: Page, folder: Path) -> None:
    page = sheet
    fields = ("What is the dispute about?", "First party", "Second party", "Third party")
    texts = ("Two villages, one well", "Upper village", "Lower village", "Region")
    for label, text in zip(fields, texts, strict=True):
        page.get_by_label(label).fill(text)
    take(page, folder, "begin")
    page.get_by_role("button", name="Begin", exact=True).click()

    add_option(page, "Upper village", "Release water")
    add_option(page, "Upper village", "Build a dam")
    for option in ("Pay", "Sue", "Cut the road"):
        add_option(page, "Lower village", option)
    add_option(page, "Region", "Fund a pipe")
    expect(page.get_by_text(re.compile("^64 states"))).to_be_visible()
    take(page, folder, "options")

    combine(page, "Pay", "Sue", then="This cannot be")
    combine(page, "Release water", "Build a dam", then="This cannot be")
    combine(page, "Sue", then="This is the status quo")
    expect(page.get_by_text(re.compile("^36 states; status quo: state"))).to_be_visible()
    page.get_by_role("button", name="This is the status quo").scroll_into_view_if_needed()
    page.get_by_role("list", name="Status quo").scroll_into_view_if_needed()
    take(page, folder, "cannot-be")

    wants(page, "Upper village", "Wants not: Sue", "Wants: Pay", "Wants: Fund a pipe")
    wants(page, "Lower village", "Wants: Release water", "Wants not: Pay", "Wants: Fund a pipe")
    wants(page, "Region", "Wants not: Cut the road", "Wants not: Sue", "Wants not: Fund a pipe")
    page.get_by_role("heading", name="What Region wants").scroll_into_view_if_needed()
    ranking = page.get_by_role("region", name="States as Region ranks them").get_by_role("listitem")
    expect(ranking.first).not_to_contain_text("Sue")
    take(page, folder, "wants")

    view(page, "Outcomes")
    told = re.compile(r"12 of 36 states hold under SEQ\. The status quo, state 7, is one of them")
    expect(page.get_by_role("region", name="Summary")).to_contain_text(told, timeout=120_000)
    page.get_by_label("Only states that hold").check()
    expect(page.get_by_role("button", name=re.compile("explain for"))).to_have_count(3)
    expect(page.get_by_role("region", name="Explanation")).to_be_visible()
    take(page, folder, "outcomes")

    page.get_by_role("button", name="Present").click()
    expect(page.get_by_role("heading", name="Who can do what")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Why it stays as it is now")).to_be_visible()
    take(page, folder, "wall")
    assert [path for path in folder.glob("*.png") if path.stat().st_size > MOST_BYTES] == []


def test_the_picture_of_mediate(sheet: Page, folder: Path) -> None:
    open_case(sheet, ISTANBUL)
    view(sheet, "Mediate")
    sheet.get_by_role("button", name="Find the cheapest plan").click()
    sheet.get_by_role("button", name="Use this plan").click(timeout=120_000)
    expect(sheet.get_by_label("Total cost")).to_have_text("3.914")
    sheet.evaluate("document.getElementById('main').scrollTop = 0")
    take(sheet, folder, "mediate")
    assert (folder / "mediate.png").stat().st_size <= MOST_BYTES


def test_the_picture_of_the_timeline(sheet: Page, folder: Path) -> None:
    open_case(sheet, ISTANBUL)
    view(sheet, "Timeline")
    sheet.get_by_role("button", name="Go through what happened").click()
    day = sheet.get_by_role("region", name="On this day")
    expect(day).to_contain_text("The file as written", timeout=120_000)
    slider = sheet.get_by_role("slider", name="Date")
    for _ in range(4):
        slider.press("ArrowRight")
    expect(day).to_contain_text("2025-05-06: Talks open")
    expect(day).to_contain_text("A plan at a cost of 7.992")
    take(sheet, folder, "timeline")
    assert (folder / "timeline.png").stat().st_size <= MOST_BYTES


def test_the_picture_of_the_source(sheet: Page, folder: Path) -> None:
    sheet.get_by_label("Choose a file").set_input_files(
        {"name": "villages.yaml", "mimeType": "text/yaml", "buffer": VILLAGES.encode()}
    )
    view(sheet, "Model")
    sheet.get_by_role("tab", name="Source").click()
    form = sheet.get_by_role("form", name="Read a text")
    form.get_by_role("textbox", name="Source text").fill(STORY)
    form.get_by_label("Title").fill("A story")
    form.get_by_role("button", name="Read it").click()
    rows = sheet.get_by_role("list", name="Statements").get_by_role("listitem")
    rows.first.get_by_role("button", name="Confirm").click()
    expect(rows.first).to_contain_text("confirmed")
    take(sheet, folder, "source")
    assert (folder / "source.png").stat().st_size <= MOST_BYTES


def test_every_picture_is_shown_and_small() -> None:
    kept = {path.name for path in KEPT.glob("*.png")}
    pages = "".join((ROOT / page).read_text(encoding="utf-8") for page in SHOWN)
    assert set(re.findall(r"_static/workbench/([\w-]+\.png)", pages)) == kept
    assert [path for path in KEPT.iterdir() if path.stat().st_size > MOST_BYTES] == []
