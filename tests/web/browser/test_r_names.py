"""What is called the same is told apart, also in Compare; the start is asked once."""

from playwright.sync_api import Browser, Page, expect

from tests.web.browser.pages import TROUBLE, new_page, open_case, view


def test_options_called_the_same_are_told_apart(page: Page) -> None:
    open_case(page, "Chicken")
    view(page, "Model")
    combination = page.get_by_role("group", name="Combination")
    expect(combination.get_by_role("button")).to_have_text(["Swerve (Ann)", "Swerve (Bob)"])
    expect(page.get_by_role("textbox", name="Option of Ann")).to_have_value("Swerve")
    page.get_by_role("button", name="Remove option Swerve (Bob)").click()
    expect(page.get_by_role("button", name="Remove all of it")).to_be_visible()


def test_the_start_is_asked_once(browser: Browser, address: str) -> None:
    page = new_page(browser, "about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    expect(page.get_by_role("button", name="Chicken", exact=True)).to_be_visible()
    assert sum(url.endswith("/api/start") for url in asked) == 1
    open_case(page, "Chicken")
    page.reload()
    expect(page.get_by_role("button", name="What does “holds” mean?")).to_be_visible()
    page.context.close()
    assert TROUBLE.pop(page) == []


def test_versions_and_models_of_the_same_title(page: Page) -> None:
    open_case(page, "Chicken")
    page.get_by_role("link", name="goodoffices, all conflicts").click()
    open_case(page, "Chicken")
    page.get_by_role("link", name="goodoffices, all conflicts").click()
    open_case(page, "Chicken")
    view(page, "Compare")
    named = page.get_by_label("Compare with").get_by_role("option")
    expect(named.filter(has_text="Version 1: as it was opened")).to_have_count(1)
    expect(named.filter(has_text="Model: Chicken (")).not_to_have_count(0)
    told = named.all_inner_texts()
    assert len(set(told)) == len(told)
