"""What the page shows is what Python says, read off the page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

import goodoffices as go
from tests.web.browser.pages import ISTANBUL, open_case, view

CASES = ["istanbul-2025", "elmira-1991", "elmira-1991-graph", "chicken", "cuban-missile-1962"]
SHOWN = 12


def cells(page: Page, state: int) -> Locator:
    row = page.get_by_role("grid", name="States").get_by_role(
        "row", name=re.compile(rf"^{state}\*?\s")
    )
    return row.locator("th, td")


@pytest.mark.parametrize("name", CASES)
def test_the_table_of_outcomes(page: Page, name: str) -> None:
    conflict = go.case(name)
    open_case(page, conflict.title)
    found = go.analyze(conflict)
    concepts = ["nash", "gmr", "smr", "seq", "sseq"]
    count = int(found.equilibrium("seq").sum())
    expect(page.get_by_role("region", name="Summary")).to_contain_text(
        f"{count} of {len(conflict.states)} states hold under SEQ"
    )
    for state in list(conflict.states)[:SHOWN]:
        ranks = [str(ranks[state.number - 1]) for ranks in conflict.ranks]
        held = [bool(found.equilibrium(key)[state.number - 1]) for key in concepts]
        told = [*state.pattern, *ranks, *("●" if one else "" for one in held)]
        number = re.compile(rf"^{state.number}\*?$")
        expect(cells(page, state.number)).to_have_text([number, *told], use_inner_text=True)


@pytest.mark.parametrize("name", ["istanbul-2025", "indus-waters-1960"])
def test_gains_and_cost_of_the_plan(page: Page, name: str) -> None:
    conflict = go.case(name)
    plan = go.plan(conflict)
    assert isinstance(plan, go.Plan)
    open_case(page, conflict.title)
    view(page, "Mediate")
    page.get_by_role("button", name="Find the cheapest plan").click()
    page.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("Accepted, and it holds")
    expect(page.get_by_label("Total cost")).to_have_text(f"{plan.cost:.4g}")
    now = go.live(conflict).at(plan.intensities)
    rows = page.get_by_role("region", name="Gain over no deal").get_by_role("row")
    for row, (party, gain) in zip(rows.all(), now.gains(plan.settlement).items(), strict=True):
        title = conflict.decision_makers[conflict.decision_maker_index(party)].title
        expect(row).to_contain_text(title)
        if gain > 1e-3:
            figure = float(row.locator(".figure").inner_text().replace("+", "").replace("−", "-"))
            assert figure == pytest.approx(gain, rel=1e-3)


def test_how_likely_each_state_holds(page: Page) -> None:
    conflict = go.case("istanbul-2025")
    open_case(page, ISTANBUL)
    view(page, "Uncertainty")
    page.get_by_label("Samples").fill("300")
    page.get_by_role("button", name="Judge how likely each outcome holds").click()
    expect(page.get_by_text("300 of 300 samples judged")).to_be_visible(timeout=120_000)
    found = go.robustness(go.sample(conflict, 300), ["seq"])
    likely = found.probability("seq")
    table = page.get_by_role("table", name="How likely each state holds")
    for row in table.get_by_role("row").all()[:SHOWN]:
        title, figure = row.locator("th").inner_text(), row.locator(".figure").inner_text()
        state = int(title.removeprefix("State ").partition(" ")[0])
        share = figure.partition(" %")[0].lstrip("<>")
        assert float(share) == pytest.approx(100 * likely[state - 1], abs=0.1)
