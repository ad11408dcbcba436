"""What Mediate and Uncertainty find passes axe too, in light and dark, narrow and wide."""

from playwright.sync_api import Page, expect

from tests.web.browser.pages import ISTANBUL, open_case, view
from tests.web.browser.test_j_access import violations

CLAIMED = """\
goodoffices: 1
title: Claims and doubts
decision_makers:
  A: {options: {a: Act}, preferences: {weights: {a: {triangular: [-1, 1, 2]}, b: 3}}}
  B: {options: {b: Back}, preferences: {weights: {b: {triangular: [-2, -1, 3]}, a: 1}}}
status_quo: NN
mediation:
  settlement: a and b
  levers:
    gift: {held_by: A, 'on': B, where: b, effect: 2, max: 2, cost: {commit: 1}}
  claims:
    - {claim: The gift is enough, test: plan, with: {levers: [gift]}}
    - {claim: Nothing does without it, test: shortfall, with: {levers: []}}
"""


def seen(page: Page, what: str) -> list[str]:
    """Return what axe finds with a result open, in a wide window and in a narrow one."""
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    found = []
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{what}, {width} px wide: {fault}" for fault in violations(page)]
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth + 1"):
            found.append(f"{what}, {width} px wide: the page scrolls sideways")
    return found


def test_axe_on_what_mediate_finds(lit: Page) -> None:
    open_case(lit, ISTANBUL)
    view(lit, "Mediate")
    lit.get_by_label("No bluffs").check()
    lit.get_by_role("button", name="Find the cheapest plan").click()
    expect(lit.get_by_role("button", name="Set these levers")).to_be_visible()
    found = seen(lit, "shortfall")
    lit.get_by_label("No bluffs").uncheck()
    lit.get_by_role("button", name="Find the cheapest plan").click()
    lit.get_by_role("button", name="Use this plan").click()
    expect(lit.get_by_role("status", name="Verdict")).to_contain_text("Accepted, and it holds")
    found += seen(lit, "plan")
    lit.get_by_role("button", name="Find what could be agreed").click()
    expect(lit.get_by_role("figure", name="Picture of what could be agreed")).to_be_visible()
    found += seen(lit, "zone")
    lit.get_by_role("button", name="Find the order").click()
    expect(lit.get_by_role("list", name="Steps").get_by_role("listitem")).not_to_have_count(0)
    found += seen(lit, "roadmap")
    assert not found, "\n".join(found)


def test_axe_on_what_uncertainty_finds(lit: Page) -> None:
    lit.get_by_label("Choose a file").set_input_files(
        {"name": "claimed.yaml", "mimeType": "text/yaml", "buffer": CLAIMED.encode()}
    )
    expect(lit.get_by_role("heading", level=1, name="Claims and doubts")).to_be_visible()
    view(lit, "Uncertainty")
    lit.get_by_role("button", name="Judge how likely each outcome holds").click()
    expect(lit.get_by_role("table", name="How likely each claim holds")).to_be_visible()
    expect(lit.get_by_role("table", name="How likely each state holds")).to_be_visible()
    found = seen(lit, "robustness and claims")
    lit.get_by_role("button", name="Find what decides").click()
    expect(lit.get_by_role("table", name="What decides")).to_be_visible()
    found += seen(lit, "what decides")
    assert not found, "\n".join(found)
