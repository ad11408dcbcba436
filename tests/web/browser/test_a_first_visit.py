"""(a) Pick a published case, see what holds and why."""

import re

from playwright.sync_api import Page, expect

from tests.web.browser.pages import ELMIRA, ISTANBUL, open_case


def test_elmira_says_what_holds(page: Page) -> None:
    open_case(page, ELMIRA)
    summary = page.get_by_role("region", name="Summary")
    expect(summary).to_contain_text("6 of 12 states hold under SEQ")
    page.get_by_role("radio", name="GMR").check(force=True)
    expect(summary).to_contain_text("8 of 12 states hold under GMR")
    page.get_by_role("radio", name="Nash").check(force=True)
    expect(summary).to_contain_text("6 of 12 states hold under Nash")


def test_a_click_on_a_state_explains_it(page: Page) -> None:
    open_case(page, ELMIRA)
    page.get_by_role("row", name=re.compile(r"^1\*?\s")).click()
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("heading", name=re.compile("State 1"))).to_be_visible()
    inspector.get_by_role("button", name="explain for Local government").click()
    told = inspector.get_by_role("region", name="Explanation")
    expect(told).to_contain_text("Insist on the original order")
    expect(told).to_contain_text("Not deterred")
    told.get_by_role("button", name="Go to state 7").first.click()
    expect(inspector.get_by_role("heading", name=re.compile("State 7"))).to_be_visible()


def test_only_states_that_hold_and_filters(page: Page) -> None:
    open_case(page, ISTANBUL)
    page.get_by_label("Only states that hold").check()
    expect(page.get_by_text("17 of 72 shown")).to_be_visible()
    page.get_by_role(
        "button", name=re.compile("filter by Comply with the ceasefire", re.IGNORECASE)
    ).click()
    shown = page.get_by_text(re.compile(r"^\d+ of 72 shown$"))
    expect(shown).not_to_have_text("17 of 72 shown")


def test_the_graph_and_the_table_choose_together(page: Page) -> None:
    open_case(page, ELMIRA)
    page.get_by_role("region", name="Graph").get_by_role(
        "button", name="State 10", exact=True
    ).click()
    expect(page.get_by_role("row", selected=True)).to_contain_text("10")


def test_the_table_by_keys(page: Page) -> None:
    open_case(page, ELMIRA)
    page.get_by_role("row", name=re.compile(r"^1\*?\s")).focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(
        page.get_by_role("complementary", name="Inspector").get_by_role(
            "heading", name=re.compile("State 4")
        )
    ).to_be_visible()


def test_a_game_by_its_number_and_a_table_of_another_program(page: Page) -> None:
    number = page.get_by_label("Number, 1 to 78")
    number.fill("66")
    page.get_by_role("button", name="The 78 strict ordinal 2×2 games").click()
    title = "Game 66 of Rapoport and Guyer (chicken)"
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    page.goto(page.url.partition("#")[0])
    table = b"Ann.swerve;Bob.swerve;payoff_Ann;payoff_Bob;who\nN;N;1;1;x\nY;N;2;4;x\nN;Y;4,5;2;x"
    page.get_by_label("Choose a file").set_input_files(
        {"name": "Race.csv", "mimeType": "text/csv", "buffer": table}
    )
    expect(page.get_by_role("heading", level=1, name="Race")).to_be_visible()
    told = page.get_by_role("status").get_by_text("Not as in the file: columns left out: who.")
    expect(told).to_be_visible()
