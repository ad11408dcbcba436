"""(b) A conflict of one's own from nothing, without YAML."""

import re

from playwright.sync_api import Page, expect

from tests.web.browser.pages import add_option, begin, model_file, view


def build(page: Page) -> None:
    begin(page)
    add_option(page, "Upper village", "Release water")
    add_option(page, "Lower village", "Pay")
    add_option(page, "Lower village", "Sue")
    expect(page.get_by_text(re.compile(r"^8 states"))).to_be_visible()


def test_parties_options_and_what_cannot_be(page: Page) -> None:
    build(page)
    group = page.get_by_role("group", name="Combination")
    group.get_by_role("button", name="Pay: either").click()
    group.get_by_role("button", name="Sue: either").click()
    page.get_by_role("button", name="This cannot be").click()
    expect(page.get_by_text(re.compile(r"^6 states"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile(r"^8 states"))).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_text(re.compile(r"^6 states"))).to_be_visible()


def wants(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)


def test_statements_are_ranked_by_keys_and_states_follow(page: Page) -> None:
    build(page)
    wants(page, "Wants: Pay", "Wants not: Sue", "Wants not: Release water")
    ranking = page.get_by_role("region", name="States as Upper village ranks them").get_by_role(
        "listitem"
    )
    expect(ranking.first).to_contain_text("Pay")
    statements = page.get_by_role("list", name="Statements, most important first").get_by_role(
        "listitem"
    )
    expect(statements.nth(0)).to_contain_text("Pay")
    page.get_by_role("button", name="Move up: Not: Sue").press("Enter")
    expect(statements.nth(0)).to_contain_text("Not: Sue")
    expect(model_file(page)).to_have_value(
        re.compile(r"not sue.*pay.*not release_water", re.DOTALL)
    )


def test_statements_are_ranked_by_dragging(page: Page) -> None:
    build(page)
    wants(page, "Wants: Pay", "Wants not: Sue")
    statements = page.get_by_role("list", name="Statements, most important first").get_by_role(
        "listitem"
    )
    statements.nth(1).drag_to(statements.nth(0))
    expect(statements.nth(0)).to_contain_text("Not: Sue")


def test_statements_are_ranked_by_questions(page: Page) -> None:
    build(page)
    wants(page, "Wants: Pay", "Wants not: Sue", "Wants not: Release water")
    page.get_by_role("button", name="Rank by questions").click()
    question = page.get_by_role("group", name="Question")
    order = ["Not: Release water", "Not: Sue", "Pay"]  # what the party answers by
    expect(question).to_be_visible()
    while question.count():
        offered = [b.strip() for b in question.get_by_role("button").all_inner_texts()][:2]
        asked = question.inner_text()
        question.get_by_role("button", name=min(offered, key=order.index), exact=True).click()
        page.wait_for_function(
            "t => document.querySelector('[aria-label=Question]')?.innerText !== t", arg=asked
        )
    statements = page.get_by_role("list", name="Statements, most important first").get_by_role(
        "listitem"
    )
    for place, text in enumerate(order):
        expect(statements.nth(place)).to_contain_text(text)


def test_a_status_quo_and_an_analysis(page: Page) -> None:
    build(page)
    wants(page, "Wants: Pay")
    page.get_by_role("group", name="Combination").get_by_role("button", name="Sue: either").click()
    page.get_by_role("button", name="This is the status quo").click()
    expect(page.get_by_text(re.compile("status quo: state"))).to_be_visible()
    view(page, "Outcomes")
    expect(page.get_by_role("region", name="Summary")).to_contain_text(
        re.compile(r"\d of 8 states hold")
    )


def test_removing_an_option_never_drops_a_statement_silently(page: Page) -> None:
    """GMCR+ erased 17 statements here. What speaks of the option is named before anything goes."""
    build(page)
    wants(page, "Wants: Pay")
    page.get_by_role("button", name="Remove option Pay").click()
    told = page.get_by_role("status").or_(page.get_by_role("alertdialog"))
    expect(told.filter(has_text=re.compile("pay", re.IGNORECASE)).first).to_be_visible()
    expect(page.get_by_role("button", name="Remove option Pay")).to_have_count(1)
    expect(page.get_by_role("list", name="Statements, most important first")).to_contain_text("Pay")


def test_from_nothing_to_a_plan(page: Page) -> None:
    build(page)
    wants(page, "Wants: Pay")
    page.get_by_role("group", name="Preferences of").get_by_role(
        "button", name="Lower village"
    ).click()
    wants(page, "Wants not: Pay")
    page.get_by_role("button", name="Give points instead").click()
    page.get_by_role("button", name="This is the status quo").click()
    expect(page.get_by_text(re.compile("status quo: state 1"))).to_be_visible()
    lever = page.get_by_role("form", name="New lever")
    lever.get_by_label("What is offered or threatened").fill("Regional fund")
    lever.get_by_label("By whom").fill("Region")
    lever.get_by_label("On whom").select_option(label="Lower village")
    lever.get_by_label("Where it bites").fill("pay")
    lever.get_by_label("Points per unit").fill("4")
    lever.get_by_label("At most").fill("5")
    lever.get_by_label("Cost per unit").fill("2")
    lever.get_by_label("Settlement sought").fill("pay")
    lever.get_by_role("button", name="Add the lever").click()
    expect(page.get_by_role("button", name="Remove lever Regional fund")).to_be_visible()
    view(page, "Mediate")
    page.get_by_role("button", name="Find the cheapest plan").click()
    found = page.get_by_role("region", name="Plan found")
    expect(found).to_contain_text("A plan at a cost of 5")  # 10 points at 4 a unit, 2 each
    found.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("Accepted, and it holds")
