"""What could be agreed and in which order; levers kept as a scenario of the model."""

import re

from playwright.sync_api import Locator, Page, expect

import goodoffices as go
from tests.web.browser.pages import ISTANBUL, model_file, open_case, view

ARTICLES = "Twenty articles for a peace between Russia and Ukraine, 2025"
THREE = """\
goodoffices: 1
title: Three who share a lake
decision_makers:
  North: {options: {fish: Fish less}, preferences: {weights: {fish: -1, clean: 3, pay: 1}}}
  South: {options: {clean: Clean it}, preferences: {weights: {fish: 2, clean: -2, pay: 3}}}
  West:
    label: The western town
    options: {pay: Pay}
    preferences: {weights: {fish: 2, clean: 2, pay: -1}}
status_quo: NNN
"""


def mediate(page: Page) -> None:
    open_case(page, ISTANBUL)
    view(page, "Mediate")
    expect(page.get_by_role("status", name="Verdict")).to_be_visible()


def use_the_plan(page: Page) -> None:
    page.get_by_role("button", name="Find the cheapest plan").click()
    page.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_label("Total cost")).to_have_text("3.914")


def agreed(page: Page) -> Locator:
    return page.get_by_role("region", name="What could be agreed")


def test_without_levers_there_is_no_zone(page: Page) -> None:
    mediate(page)
    page.get_by_role("button", name="Find what could be agreed").click()
    expect(agreed(page)).to_contain_text("There is no zone of possible agreement: of 6 packages")
    picture = page.get_by_role("figure", name="Picture of what could be agreed")
    expect(picture.get_by_role("button", name=re.compile("^state "))).to_have_count(6)
    expect(picture).to_contain_text("All 6 packages are drawn.")


def test_a_package_is_chosen_in_the_picture(page: Page) -> None:
    mediate(page)
    use_the_plan(page)
    page.get_by_role("tab", name="Model file").click()
    page.get_by_role("button", name="Find what could be agreed").click()
    picture = page.get_by_role("figure", name="Picture of what could be agreed")
    chosen = picture.get_by_role("button", name=re.compile("Nash bargaining"))
    expect(chosen).to_have_attribute("aria-pressed", "true")
    other = picture.get_by_role("button", name=re.compile("^state 21 "))
    other.click()
    expect(page.get_by_role("heading", name="State 21")).to_be_visible()
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("state 21")
    expect(page.get_by_role("combobox", name="Settlement")).to_have_value("21")
    table = agreed(page).get_by_role("group", name="What rules of choice choose")
    table.get_by_role("button", name="Go to state 10").first.click()
    expect(page.get_by_role("heading", name="State 10")).to_be_visible()


def test_packages_by_keys_and_the_levers_have_moved(page: Page) -> None:
    mediate(page)
    use_the_plan(page)
    page.get_by_role("button", name="Find what could be agreed").click()
    picture = page.get_by_role("figure", name="Picture of what could be agreed")
    zone = go.settlements(go.case("istanbul-2025"))
    order = sorted(zip(zone.candidate_gains.tolist(), zone.candidates.tolist(), strict=True))
    names = [state + 1 for _, state in order]
    picture.get_by_role("button", name=re.compile("^state 10 ")).focus()
    page.keyboard.press("ArrowRight")
    following = names[names.index(10) + 1]
    after = picture.get_by_role("button", name=re.compile(f"^state {following} "))
    expect(after).to_be_focused()
    expect(after).to_have_attribute("aria-pressed", "true")
    expect(agreed(page)).not_to_contain_text("the levers have moved since")
    page.get_by_role("button", name="Reset levers").click()
    expect(agreed(page)).to_contain_text("the levers have moved since")


def test_three_who_sign_two_at_a_time_or_side_by_side(page: Page) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "lake.yaml", "mimeType": "text/yaml", "buffer": THREE.encode()}
    )
    expect(page.get_by_role("heading", level=1, name="Three who share a lake")).to_be_visible()
    view(page, "Mediate")
    page.get_by_role("button", name="Find what could be agreed").click()
    picture = page.get_by_role("figure", name="Picture of what could be agreed")
    expect(picture).to_contain_text("Gain of North, in its points")
    picture.get_by_label("Across").select_option(label="The western town")
    expect(picture).to_contain_text("Gain of The western town, in its points")
    picture.get_by_label("Upwards").select_option(label="The western town")
    expect(picture.get_by_label("Across")).to_have_value("1")
    picture.get_by_role("radio", name="All who sign").check()
    zone = go.settlements(go.loads(THREE))
    lines = picture.get_by_role("button", name=re.compile("^state "))
    expect(lines).to_have_count(len(zone.efficient))
    line = picture.get_by_role("button", name=re.compile("^state 7 "))
    line.focus()
    page.keyboard.press("Enter")
    expect(line).to_have_attribute("aria-pressed", "true")
    expect(line).to_be_focused()


def test_a_zone_of_many_packages_is_sought(page: Page) -> None:
    page.get_by_role("button", name=ARTICLES).click()
    expect(page.get_by_role("heading", level=1, name=ARTICLES)).to_be_visible()
    view(page, "Mediate")
    page.get_by_role("button", name="Find what could be agreed").click()
    zone = go.settlements(go.case("ukraine-articles-2025"))
    expect(agreed(page)).to_contain_text(f"{zone.count:,}", timeout=120_000)
    drawn = agreed(page).get_by_role("figure").get_by_role("button", name=re.compile("^state "))
    expect(drawn).to_have_count(len(zone.efficient))
    expect(page.get_by_role("button", name="Find what could be agreed")).to_be_enabled()


def test_in_which_order(page: Page) -> None:
    mediate(page)
    use_the_plan(page)
    order = page.get_by_role("region", name="In which order")
    order.get_by_role("button", name="Find the order").click()
    steps = order.get_by_role("list", name="Steps").get_by_role("listitem")
    expect(order).to_contain_text("The safest order has 3 steps")
    expect(order).to_contain_text("Comply with the ceasefire")
    expect(order).to_contain_text(re.compile(r"Ukraine.*a penalty of [\d.]+ for stopping there"))
    expect(order).to_contain_text("Who could give it: nobody")
    steps.get_by_role("button", name="Go to state 3").click()
    expect(page.get_by_role("heading", name="State 3")).to_be_visible()
    order.get_by_role("radio", name="Cheapest to guarantee").check()
    order.get_by_role("button", name="Find the order").click()
    expect(order).to_contain_text("The order cheapest to guarantee has")


def test_levers_are_kept_pulled_again_and_compared(page: Page) -> None:
    mediate(page)
    use_the_plan(page)
    page.get_by_role("button", name="Keep in the model").click()
    page.get_by_label("Name of what is kept").fill("The plan: all of it")
    page.keyboard.press("Enter")
    kept = page.get_by_role("list", name="Kept in the model")
    expect(kept).to_contain_text("The plan: all of it")
    text = model_file(page)
    expect(text).to_have_value(
        re.compile(r"The plan: all of it\W+pulled:.*walk_away_threat: 1", re.DOTALL)
    )
    page.get_by_role("button", name="Reset levers").click()
    expect(page.get_by_label("Total cost")).to_have_text("0")
    kept.get_by_role("button", name="Pull the levers of The plan: all of it").click()
    expect(page.get_by_label("Total cost")).to_have_text("3.914")
    kept.get_by_role("button", name="Compare with The plan: all of it").click()
    expect(page.get_by_label("Compare with")).to_have_value("scenario:The plan: all of it")
    table = page.get_by_role("table", name="What holds under SEQ")
    row = table.get_by_role("row").filter(has_text="NYNYNNN")
    expect(row.get_by_role("cell")).to_contain_text(["○ does not", "● holds", "ceasefire"])
    there = page.get_by_role("definition").nth(1)
    expect(there).to_contain_text("19 of 72 states hold under SEQ.")
    beside = page.get_by_role("main")
    expect(beside).to_contain_text(
        "Under SEQ 16 states hold in both, 1 only here and 3 only there."
    )
    expect(beside).to_contain_text("Threat to walk away 1")
    page.get_by_role("button", name="Undo").click()
    view(page, "Mediate")
    expect(kept).to_have_count(0)
