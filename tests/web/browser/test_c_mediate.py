"""(c) Levers by sliders: what holds, what is accepted, cost, who is pressed; plan and shortfall."""

import re

from playwright.sync_api import Page, expect

from tests.web.browser.pages import ISTANBUL, open_case, view


def mediate(page: Page) -> None:
    open_case(page, ISTANBUL)
    view(page, "Mediate")
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("Ukraine lacks 12")


def test_a_slider_moves_verdict_cost_and_pressure(page: Page) -> None:
    mediate(page)
    slider = page.get_by_role("slider", name="Conditions on the aid to Ukraine")
    slider.focus()
    slider.press("End")
    expect(page.get_by_label("Total cost")).to_have_text("2.4")
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("lacks 6")
    expect(page.get_by_role("region", name="Who is pressed")).to_contain_text(
        re.compile(r"[1-9]\d? %")
    )
    expect(page.get_by_role("region", name="Cost")).to_contain_text("bluff")
    page.get_by_role("button", name="Reset levers").click()
    expect(page.get_by_label("Total cost")).to_have_text("0")


def test_a_plan_is_found_and_used(page: Page) -> None:
    mediate(page)
    page.get_by_role("button", name="Find the cheapest plan").click()
    plan = page.get_by_role("region", name="Plan found")
    expect(plan).to_contain_text("3.914")
    expect(plan).to_contain_text("Threat to walk away")
    plan.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("Accepted, and it holds")
    expect(page.get_by_label("Total cost")).to_have_text("3.914")
    expect(page.get_by_role("slider", name="Threat to walk away")).to_have_value("1")


def test_a_shortfall_says_what_is_missing(page: Page) -> None:
    mediate(page)
    page.get_by_label("No bluffs").check()
    page.get_by_role("button", name="Find the cheapest plan").click()
    found = page.get_by_role("region", name="Plan found")
    expect(found).to_contain_text("No plan")
    expect(found).to_contain_text(re.compile(r"Ukraine lacks [\d.]+"))


def test_every_step_of_a_drag_is_answered(page: Page) -> None:
    """A drag over a lever ends in the answer for where it ended, whatever was skipped."""
    mediate(page)
    slider = page.get_by_role("slider", name="Hosting and monitoring a ceasefire")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(box["x"] + 8 + (box["width"] + 20) * step / 59, y)
    page.mouse.up()
    expect(slider).to_have_value("1")
    expect(page.get_by_label("Total cost")).to_have_text("1.8")
