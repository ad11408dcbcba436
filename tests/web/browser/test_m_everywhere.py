"""(m) On the wall, words explained, undo by keys, addresses, paper, long names and Arabic ones."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.pages import (
    ELMIRA,
    ISTANBUL,
    add_option,
    begin,
    open_case,
    opened_page,
    settled,
    view,
)
from tests.web.browser.test_j_access import violations

LONG = "The Interregional Commission for the Restitution of Irrigation Rights of the Upper Basin"
ARABIC = "مجلس القرية العليا"


def test_on_the_wall_by_keys(page: Page) -> None:
    open_case(page, ISTANBUL)
    page.get_by_role("button", name="Present").click()
    expect(page).to_have_url(re.compile(r"\?present#/m\d+/"))
    wall = page.get_by_role("main")
    expect(wall.get_by_role("heading", level=1, name=ISTANBUL)).to_be_visible()
    titles = ["Who can do what", "What can hold", "Why it stays as it is now"]
    titles += ["What is sought", "What could be agreed", "What is next"]
    for title in titles:
        expect(wall.get_by_role("heading", level=2, name=title)).to_be_visible()
        assert not re.search(
            r"\bstate \d|\d %|\bpoints\b", wall.get_by_role("article").inner_text()
        )
        page.keyboard.press("ArrowRight")
    expect(wall.get_by_role("button", name="Next")).to_be_disabled()
    page.keyboard.press("ArrowLeft")
    expect(wall.get_by_role("heading", level=2, name="What could be agreed")).to_be_visible()
    expect(page.get_by_role("complementary", name="Inspector")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Views")).to_be_visible()
    expect(page).not_to_have_url(re.compile("present"))


def test_the_wall_says_what_is_on_the_table(page: Page) -> None:
    open_case(page, ISTANBUL)
    view(page, "Mediate")
    page.get_by_role("slider", name="Conditions on the aid to Ukraine").press("End")
    page.get_by_role("button", name="Present").click()
    for _ in range(3):
        page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("article")).to_contain_text(
        "Conditions on the aid to Ukraine (United States)"
    )
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("slider", name="Conditions on the aid to Ukraine")).to_have_value("3")


def test_a_word_is_explained_by_keys(page: Page) -> None:
    open_case(page, ELMIRA)
    page.get_by_role("button", name="What does “SEQ” mean?").press("Enter")
    note = page.get_by_role("note", name="SEQ")
    expect(note).to_contain_text(
        "A state holds by it if whoever might gain by a move fears answers"
    )
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.get_by_role("radio", name="GMR").check(force=True)
    page.get_by_role("button", name="What does “GMR” mean?").click()
    expect(page.get_by_role("note", name="GMR")).to_contain_text("General metarationality")


def test_undo_and_redo_by_keys_outside_text_fields(page: Page) -> None:
    begin(page)
    add_option(page, "Upper village", "Release water")
    options = page.get_by_role("button", name="Remove option Release water")
    field = page.get_by_label("What Upper village can do")
    field.fill("Build")
    field.press("Control+z")
    expect(options).to_have_count(1)
    page.get_by_role("link", name="Model", exact=True).focus()
    page.keyboard.press("Control+z")
    expect(options).to_have_count(0)
    page.keyboard.press("Control+Shift+Z")
    expect(options).to_have_count(1)


def test_an_address_opens_a_view_and_a_state(page: Page) -> None:
    open_case(page, ELMIRA)
    page.get_by_role("row", name=re.compile(r"^10\s")).click()
    expect(page).to_have_url(re.compile(r"#/m\d+/outcomes/10$"))
    other = page.context.new_page()
    other.goto(page.url)
    inspector = other.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("heading", name="State 10")).to_be_visible()
    other.goto(re.sub(r"outcomes/10$", "uncertainty", page.url))
    expect(other.get_by_role("heading", name="How sure is that?")).to_be_visible()
    other.go_back()
    expect(other.get_by_role("grid", name="States")).to_be_visible()
    other.goto(re.sub(r"#.*", "#/m99999/model", page.url))
    expect(other.get_by_role("heading", name="Begin a new conflict")).to_be_visible()


def build_with_long_names(page: Page) -> None:
    begin(page, "خلاف على بئر — " + LONG, LONG, ARABIC)
    add_option(page, LONG, LONG + ", without delay")
    add_option(page, ARABIC, "إطلاق المياه")
    page.get_by_role("button", name=f"Wants: {LONG}, without delay").click()
    page.get_by_role("button", name="Wants not: إطلاق المياه").click()
    expect(
        page.get_by_role("list", name="Statements, most important first").get_by_role("listitem")
    ).to_have_count(2)
    page.get_by_role("button", name="This is the status quo").click()
    expect(page.get_by_role("list", name="Status quo")).to_be_visible()


BOXES = "all => all.map((e) => e.getBoundingClientRect().toJSON())"
OUTSIDE = """() => [...document.querySelectorAll('#main *, .top *')].filter((e) => {
  const inner = e.getBoundingClientRect();
  return inner.width > 0 && (inner.right > innerWidth + 1 || inner.left < -1)
    && !e.closest('.wide, .scroll, .hidden, .skip, svg, [popover], .menu ul');
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [390, 1400])
def test_long_and_arabic_names_stay_in_their_places(
    browser: Browser, address: str, width: int
) -> None:
    with opened_page(browser, address, size=(width, 900)) as page:
        build_with_long_names(page)
        assert page.evaluate(OUTSIDE) == []
        boxes = page.locator(".column > section, .wants").evaluate_all(BOXES)
        assert len(boxes) > 2
        for one in boxes:
            for other in boxes:
                apart = (
                    one is other
                    or one["x"] + one["width"] <= other["x"] + 1
                    or other["x"] + other["width"] <= one["x"] + 1
                    or one["y"] + one["height"] <= other["y"] + 1
                    or other["y"] + other["height"] <= one["y"] + 1
                )
                assert apart
        for name in ("Outcomes", "Mediate"):
            view(page, name)
            settled(page)
            assert page.evaluate(OUTSIDE) == []
        page.get_by_role("button", name="Present").click()
        expect(page.get_by_role("heading", level=2, name="Who can do what")).to_be_visible()
        assert page.evaluate(OUTSIDE) == []


def test_axe_on_what_is_new(lit: Page) -> None:
    page = lit
    build_with_long_names(page)
    found = violations(page)
    page.get_by_role("button", name="Give points instead").click()
    page.get_by_role("button", name="Range of Not: إطلاق المياه").click()
    page.get_by_role("button", name="What does “points” mean?").click()
    found += violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove option إطلاق المياه").click()
    expect(page.get_by_role("button", name="Remove all of it")).to_be_visible()
    found += violations(page)
    page.get_by_role("button", name="Present").click()
    expect(page.get_by_role("heading", level=2, name="Who can do what")).to_be_visible()
    found += violations(page)
    assert not found, "\n".join(found)


def test_on_paper_there_are_no_controls(page: Page) -> None:
    open_case(page, ELMIRA)
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Summary")).to_be_visible()
    for gone in ("Undo", "Present", "Table and graph"):
        expect(page.get_by_text(gone, exact=True)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Views")).to_be_hidden()
    both = page.get_by_role("grid", name="States").or_(page.get_by_role("tabpanel"))
    grid, pane = both.evaluate_all(BOXES)
    assert grid["y"] + grid["height"] <= pane["y"] + 1


def test_every_row_goes_on_paper_with_the_names_of_options_and_parties(page: Page) -> None:
    open_case(page, ISTANBUL)
    grid = page.get_by_role("grid", name="States")
    rows = grid.locator("tbody tr:not(.space)")
    expect(rows.first).to_be_visible()
    expect(rows.nth(71)).not_to_be_attached()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(rows).to_have_count(72)
    expect(grid.get_by_text("ceasefire", exact=True)).to_be_visible()
    standing = page.get_by_role("table", name="Stability by party and foresight")
    expect(standing.get_by_text("Ukraine", exact=True)).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(rows).not_to_have_count(72)
