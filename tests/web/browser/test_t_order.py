"""Options and parties are put in order by hand, by keys as well; the file keeps its comments."""

import re

from playwright.sync_api import Page, expect

from tests.web.browser.pages import model_file, view

MODEL = """\
goodoffices: 1
title: Three steps
decision_makers:
  A:
    label: The upper village
    options:
      # what it would do first
      dig: Dig
      pay: Pay  # in kind
      leave: Leave
    preferences: {weights: {dig: 1, pay: 2}}
  # the other side
  B:
    options: {wait: Wait}
    preferences: {weights: {wait: 1}}
status_quo: YNNN
"""


def opened(page: Page) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "steps.yaml", "mimeType": "text/yaml", "buffer": MODEL.encode()}
    )
    expect(page.get_by_role("heading", level=1, name="Three steps")).to_be_visible()
    view(page, "Model")


def test_options_change_places_and_patterns_follow(page: Page) -> None:
    opened(page)
    expect(page.get_by_role("button", name="Move up: option Dig")).to_be_disabled()
    down = page.get_by_role("button", name="Move down: option Dig")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up: option Dig")).to_be_enabled()
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(down).to_be_disabled()
    options = page.get_by_role("textbox", name="Option of The upper village")
    expect(options.nth(0)).to_have_value("Pay")
    expect(options.nth(2)).to_have_value("Dig")
    file = model_file(page)
    moved = r"pay: Pay  # in kind\n +leave: Leave\n +# what it would do first\n +dig: Dig\n"
    expect(file).to_have_value(re.compile(moved))
    expect(file).to_have_value(re.compile("status_quo: NNYN"))
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(file).to_have_value(MODEL)


def test_parties_change_places(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Move up: party B").click()
    expect(page.get_by_label("Name of party 1")).to_have_value("B")
    expect(page.get_by_label("Name of party 2")).to_have_value("The upper village")
    file = model_file(page)
    expect(file).to_have_value(re.compile("status_quo: NYNN"))
    expect(file).to_have_value(re.compile(r"  # the other side\n  B:\n"))
