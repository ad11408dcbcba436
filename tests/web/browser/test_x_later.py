"""(x) Views whose code is loaded when they are shown, or before that, in idle time."""

from playwright.sync_api import Page, Route, expect

from tests.web.browser.pages import ELMIRA, open_case, view


def loaded(page: Page) -> set[str]:
    found: list[str] = page.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name.split('/').pop())"
    )
    return set(found)


def test_views_are_there_before_they_are_asked_for(page: Page) -> None:
    while "statements.js" not in loaded(page):
        page.wait_for_timeout(50)
    assert {"timeline.js", "compare.js", "present.js", "zone.js"} <= loaded(page)
    open_case(page, ELMIRA)
    before = loaded(page)
    for name in ("Model", "Mediate", "Uncertainty", "Timeline", "Compare"):
        view(page, name)
    expect(page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()
    assert {name for name in loaded(page) - before if name.endswith(".js")} == set()


def test_a_view_that_cannot_be_had_is_told(page: Page) -> None:
    page.route("**/parts/timeline.js", lambda route: route.fulfill(status=404))
    page.reload()
    open_case(page, ELMIRA)
    view(page, "Timeline")
    told = page.get_by_role("status").filter(has_text="The workbench does not answer any more.")
    expect(told).to_be_visible()
    view(page, "Compare")
    expect(page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()


def test_a_module_that_comes_between_first_sight_and_effect_is_shown(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    address = page.url
    page.goto("about:blank")  # so that what is held is not what the page before asked for
    page.route("**/parts/mediate.js", hold)
    slowed = "const soon = setTimeout; setTimeout = (f, ms, ...a) => soon(f, ms || 1500, ...a);"
    page.add_init_script(slowed)  # effects come after a moment, as on a busy machine
    page.goto(address)
    open_case(page, ELMIRA)
    while not held:
        page.wait_for_timeout(50)  # asked for in idle time
    view(page, "Mediate")
    held[0].continue_()
    expect(page.get_by_role("heading", name="Nothing is on the table yet")).to_be_visible()
