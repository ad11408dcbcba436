"""Every view passes axe (WCAG 2.2 A and AA), in light and dark; everything goes by keys."""

from playwright.sync_api import Browser, Page, expect

from tests.web.browser.pages import AXE, ISTANBUL, open_case, opened_page, settled, view

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


RUN = """async (tags) => {
  const asked = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
  return (await axe.run(document, asked)).violations.map(({id, help, nodes}) =>
    `${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`);
}"""
"""What passes is looked at as closely, but not written down: that takes a quarter of the time."""


def violations(page: Page) -> list[str]:
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def test_axe(lit: Page) -> None:
    page = lit
    expect(page.get_by_role("button", name=ISTANBUL)).to_be_visible()
    found = {"Start": violations(page)}
    open_case(page, ISTANBUL)
    for name in ("Model", "Outcomes", "Mediate", "Uncertainty", "Timeline", "Compare"):
        view(page, name)
        found[name] = violations(page)
    told = [f"{name}: {fault}" for name, faults in found.items() for fault in faults]
    assert not told, "\n".join(told)


def test_a_narrow_window_scrolls_one_way(browser: Browser, address: str) -> None:
    with opened_page(browser, address, size=(390, 800)) as page:
        expect(page.get_by_role("button", name=ISTANBUL)).to_be_visible()
        open_case(page, ISTANBUL)
        for name in ("Mediate", "Model"):
            view(page, name)
            settled(page)
            page.wait_for_function("document.scrollingElement.scrollWidth <= innerWidth + 1")
        options = page.get_by_role("textbox", name="Option of")
        assert options.count() == 7
        assert (
            options.evaluate_all("(all) => all.filter((o) => o.scrollWidth > o.clientWidth)") == []
        )
        heights = "(all) => all.filter((o) => o.scrollHeight > o.clientHeight + 1)"
        assert options.evaluate_all(heights) == []  # each can be read whole


def test_a_wide_window_does_not_scroll_as_a_whole(page: Page) -> None:
    open_case(page, ISTANBUL)
    page.get_by_role("tab", name="Source").click()
    expect(page.get_by_text("Statements", exact=False).first).to_be_visible()
    for name in ("Model", "Outcomes", "Mediate", "Uncertainty", "Timeline", "Compare"):
        view(page, name)
        page.wait_for_function("document.scrollingElement.scrollHeight <= innerHeight")


def test_plan_by_keys_alone(page: Page) -> None:
    page.get_by_role("button", name=ISTANBUL).focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="Views").get_by_role("link", name="Mediate")
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Find the cheapest plan").focus()
    page.keyboard.press("Space")
    use = page.get_by_role("button", name="Use this plan")
    expect(use).to_be_visible()
    use.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status", name="Verdict")).to_contain_text("Accepted, and it holds")
