"""(u) Known in part: what always holds, what can, what to ask; and as whom one looks."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

import goodoffices as go
from tests.web.browser.conftest import serving
from tests.web.browser.pages import TROUBLE, new_page, view
from tests.web.browser.test_j_access import violations

DEMANDS = """\
goodoffices: 1
title: Two villages, one well
decision_makers:
  Upper:
    options: {open: Open the sluice, guard: Guard the well}
    preferences: {wants: [pay, not open]}
  Lower:
    options: {pay: Pay for water}
    preferences: {wants: [open, not pay]}
status_quo: NNN
mediation: {settlement: open and pay}
"""
MISREAD = """\
goodoffices: 1
title: A hidden pact
decision_makers:
  A:
    options: {attack: Attack}
    preferences: {payoffs: [3, 4, 1, 5, 2, 0, 0, 0]}
  B:
    options: {retaliate: Retaliate, pact: Join the pact}
    preferences: {payoffs: [4, 1, 3, 0, 2, 3, 1, 2]}
status_quo: NNN
views:
  A: {hidden: [B.pact]}
"""
Scheme = Literal["light", "dark"]


def _closed(page: Page) -> None:
    page.context.close()
    assert TROUBLE.pop(page) == []


def test_what_is_known_in_part_is_told_and_asked_about(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "villages.yaml"
    file.write_text(DEMANDS, encoding="utf-8")
    found = go.certain(go.load(file))
    with serving(tmp_path, file.name) as address:
        page = new_page(browser, address)
        view(page, "Outcomes")
        always, can = found.always("seq"), found.can("seq")
        expect(page.get_by_role("region", name="Summary")).to_contain_text(
            f"Of 8, {len(always)} state{'s hold' if len(always) != 1 else ' holds'} under SEQ "
            f"whatever is not known of preferences; {len(can) - len(always)} more can."
        )
        marks = page.locator('tr td.now span[title="Can hold under SEQ"]')
        expect(marks).to_have_count(len(can) - len(always))
        asked = page.get_by_role("region", name="What to ask next")
        question = go.questions(go.load(file), "seq", most=1)[0]
        expect(asked).to_contain_text(
            f"Which does {question.decision_maker} prefer: "
            f"state {question.one.number} or state {question.other.number}?"
        )
        asked.get_by_role("button", name=f"State {question.one.number}", exact=True).click()
        expect(page.get_by_role("button", name="Undo")).to_be_enabled()
        pair = [question.one.pattern, question.other.pattern]
        written = go.load(file).decision_makers
        (party,) = (dm for dm in written if dm.name == question.decision_maker)
        assert isinstance(party.preferences, go.Partial)
        assert [list(map(str, one)) for one in party.preferences.better] == [pair]
        view(page, "Model")
        expect(page.get_by_role("list", name="Demands and refusals")).to_be_visible()
        view(page, "Mediate")
        expect(page.get_by_role("main")).to_contain_text(
            "Upper, Lower prefer is known only in part"
        )
        page.get_by_role("button", name="Present").click()
        expect(page.get_by_role("heading", level=2, name="Who can do what")).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", level=2, name="What holds for sure")).to_be_visible()
        _closed(page)


def test_a_list_of_demands_loses_its_order_and_gets_it_back(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "villages.yaml"
    ordered = DEMANDS.replace("{wants: [pay, not open]}", "{prioritized: [pay, not open]}")
    file.write_text(ordered, encoding="utf-8")
    with serving(tmp_path, file.name) as address:
        page = new_page(browser, address)
        view(page, "Model")
        page.get_by_role("button", name="They have no order").click()
        expect(page.get_by_role("list", name="Demands and refusals")).to_be_visible()
        assert "wants: [pay, not open]" in file.read_text(encoding="utf-8")
        page.get_by_role("button", name="Wants not: Guard the well").click()
        expect(page.get_by_text("Not: Guard the well")).to_be_visible()
        page.get_by_role("button", name="Remove: Pay for water").click()
        expect(page.get_by_role("button", name="Wants: Pay for water")).to_be_visible()
        page.get_by_role("button", name="Put them in an order instead").click()
        expect(page.get_by_role("list", name="Statements, most important first")).to_be_visible()
        assert go.load(file).decision_makers[0].preferences == go.Prioritized(
            ("not open", "not guard")
        )
        _closed(page)


def test_one_looks_as_a_party_sees_it(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "pact.yaml").write_text(MISREAD, encoding="utf-8")
    with serving(tmp_path, "pact.yaml") as address:
        page = new_page(browser, address)
        view(page, "Outcomes")
        summary = page.get_by_role("region", name="Summary")
        expect(summary).to_contain_text("4 of 8 states hold under SEQ.")
        page.get_by_label("Seen by").select_option("A")
        expect(summary).to_contain_text("As A sees it, 1 of 8 states hold under SEQ.")
        grid = page.get_by_role("grid", name="States")
        expect(grid.locator("tr.holds")).to_have_count(1)
        expect(grid.locator("tr.holds th")).to_have_text("2")
        grid.get_by_role("row", name=re.compile("^5")).click()
        expect(page.get_by_role("complementary", name="Inspector")).to_contain_text(
            "A does not know that this can come about."
        )
        page.get_by_label("Seen by").select_option("")
        expect(summary).to_contain_text("4 of 8 states hold under SEQ.")
        _closed(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_on_what_is_known_in_part(browser: Browser, tmp_path: Path, scheme: Scheme) -> None:
    (tmp_path / "villages.yaml").write_text(DEMANDS, encoding="utf-8")
    with serving(tmp_path, "villages.yaml") as address:
        size = (1440, 900) if scheme == "light" else (390, 844)
        page = new_page(browser, address, size=size, scheme=scheme)
        for name in ("Model", "Outcomes", "Mediate"):
            view(page, name)
            expect(page.get_by_role("main")).to_be_visible()
            if name == "Outcomes":
                expect(page.get_by_role("region", name="What to ask next")).to_be_visible()
            assert violations(page) == []
        _closed(page)
