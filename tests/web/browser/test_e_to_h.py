"""(e) source beside the model, (f) compare and undo, (g) files and briefs, (h) two windows."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.web.browser.pages import (
    ELMIRA,
    ISTANBUL,
    model_file,
    new_page,
    open_case,
    settled,
    view,
)


def test_e_a_passage_becomes_a_row(page: Page) -> None:
    open_case(page, ELMIRA)
    page.get_by_role("tab", name="Source").click()
    text = page.get_by_role("textbox", name="Source text")
    text.fill("The well was poisoned in 1989. Nobody drinks from it.")
    page.get_by_role("button", name="Read it").click()
    passage = page.get_by_role("group", name="Passage")
    expect(passage).to_contain_text("Nobody drinks from it.")
    settled(page)
    passage.evaluate("""group => {
      const text = group.querySelector('[data-at]').firstChild;
      getSelection().setBaseAndExtent(text, 0, text, 30);
    }""")
    page.get_by_role("button", name="Mark the chosen passage").click()
    row = page.get_by_role("list", name="Statements").get_by_role("listitem")
    expect(row).to_contain_text("The well was poisoned in 1989.")
    expect(page.get_by_role("region", name="Sources")).to_contain_text("Fang")


def test_f_a_scenario_beside_the_model(page: Page) -> None:
    open_case(page, ISTANBUL)
    view(page, "Compare")
    page.get_by_label("Compare with").select_option(label="Scenario: reading 2")
    table = page.get_by_role("table", name="What holds under SEQ")
    expect(table).to_contain_text("● holds")
    expect(table).to_contain_text("○ does not")


def test_f_an_earlier_version_beside_the_model(page: Page) -> None:
    open_case(page, ELMIRA)
    view(page, "Model")
    name = page.get_by_label("Name of party 1")
    name.fill("The ministry")
    name.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    view(page, "Compare")
    changed = page.get_by_role("region", name="Changed lines")
    expect(changed).to_contain_text("The ministry")
    expect(changed).to_contain_text("Ministry of the Environment")


def test_g_the_file_keeps_its_comments(page: Page, tmp_path: Path) -> None:
    open_case(page, ISTANBUL)
    before = model_file(page)
    expect(before).to_have_value(re.compile("# claim: demanded"))
    old = before.input_value()
    view(page, "Model")
    name = page.get_by_label("Name of party 3")
    name.fill("USA")
    name.press("Tab")
    now = model_file(page)
    expect(now).to_have_value(re.compile("label: USA"))
    differing = [
        pair
        for pair in zip(old.splitlines(), now.input_value().splitlines(), strict=True)
        if pair[0] != pair[1]
    ]
    assert len(differing) == 1, differing
    page.get_by_role("button", name="Undo").click()
    expect(now).to_have_value(old)
    with page.expect_download() as got:
        page.get_by_role("link", name="Download", exact=True).click()
    got.value.save_as(tmp_path / "m.yaml")
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8") == old


def test_g_a_mistake_in_the_file_is_told_by_its_line(page: Page) -> None:
    open_case(page, ELMIRA)
    text = model_file(page)
    expect(text).to_have_value(re.compile("status_quo"))
    text.fill(text.input_value().replace("status_quo:", "status_qou:"))
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("alert")).to_contain_text(
        re.compile(r"Line \d+.*status_quo", re.DOTALL)
    )
    page.get_by_role("button", name="Discard").click()
    expect(text).to_have_value(re.compile("status_quo"))


def test_g_a_brief(page: Page, tmp_path: Path) -> None:
    open_case(page, ELMIRA)
    page.get_by_text("Export").click()
    for name, start in (("Brief (web page)", b"<!DOCTYPE html>"), ("Brief (PDF)", b"%PDF")):
        with page.expect_download(timeout=120_000) as got:
            page.get_by_role("link", name=name).click()
        got.value.save_as(tmp_path / "brief")
        assert (tmp_path / "brief").read_bytes()[: len(start)].lower() == start.lower()


def test_h_two_windows_on_one_model(page: Page) -> None:
    open_case(page, ELMIRA)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("heading", level=1, name=ELMIRA)).to_be_visible()
    view(page, "Model")
    view(other, "Model")
    name = page.get_by_label("Name of party 1")
    name.fill("The ministry")
    name.press("Tab")
    expect(other.get_by_label("Name of party 1")).to_have_value("The ministry")
    expect(other.get_by_role("status").filter(has_text="changed in another window")).to_be_visible()


def test_h_two_models_do_not_touch(page: Page, browser: Browser, address: str) -> None:
    open_case(page, ELMIRA)
    second = new_page(browser, address)
    open_case(second, ELMIRA)
    view(page, "Model")
    name = page.get_by_label("Name of party 1")
    name.fill("The ministry")
    name.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    view(second, "Model")
    expect(second.get_by_label("Name of party 1")).to_have_value("Ministry of the Environment")
    second.context.close()
