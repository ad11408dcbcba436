"""What happens to a window while the model, its file or its names change under it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.pages import (
    TROUBLE,
    add_option,
    begin,
    model_file,
    new_page,
    open_case,
    view,
    watch,
)


@pytest.fixture
def own(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """Open the workbench on a file of one's own that is not there yet."""
    command = [sys.executable, "-m", "goodoffices", "web", "two-wells.yaml", "--no-browser"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        page = new_page(browser, found[0])
        yield page
        page.context.close()
        server.terminate()
        assert TROUBLE.pop(page) == []


def test_the_file_that_was_named_is_what_is_shown(own: Page, tmp_path: Path) -> None:
    expect(own.get_by_role("heading", level=1, name="Two wells")).to_be_visible()
    add_option(own, "First party", "Share the well")
    file = tmp_path / "two-wells.yaml"
    assert "Share the well" in file.read_text(encoding="utf-8")
    own.get_by_role("link", name="goodoffices, all conflicts").click()
    expect(own.get_by_role("heading", name="Begin a new conflict")).to_be_visible()


def test_a_copy_kept_leaves_no_refusal_behind(own: Page, tmp_path: Path) -> None:
    add_option(own, "First party", "Share the well")
    (tmp_path / "two-wells.yaml").write_text("a: [\n", encoding="utf-8")
    own.get_by_label("What First party can do").fill("Dig another")
    own.get_by_role("button", name="Add an option of First party").click()
    own.get_by_role("button", name="Take theirs").click()
    notices = own.locator(".notices")
    expect(notices).to_contain_text("two-wells.yaml:2:1: not YAML")
    own.get_by_role("button", name="Keep mine as a copy").click()
    expect(notices).to_have_text("")
    assert "Dig another" in (tmp_path / "two-wells-2.yaml").read_text(encoding="utf-8")


def test_a_text_begun_before_another_windows_edit_does_not_undo_it(page: Page) -> None:
    begin(page)
    field = model_file(page)
    field.fill(field.input_value() + "notes: Mine\n")
    other = page.context.new_page()
    watch(other)
    other.goto(page.url)
    add_option(other, "Upper village", "Open the sluice")
    notice = page.get_by_text("This model was changed in another window")
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("alert")).to_contain_text("changed after you began to write")
    expect(field).to_have_value(re.compile("notes: Mine"))
    expect(other.get_by_role("button", name="Remove option Open the sluice")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(field).to_have_value(re.compile("Open the sluice"))
    assert TROUBLE.pop(other) == []


def test_a_filter_and_an_order_by_what_is_named_otherwise_end(page: Page) -> None:
    open_case(page, "Chicken")
    grid = page.get_by_role("grid", name="States")
    grid.get_by_role("button", name="Ann.swerve: filter by").click()
    grid.get_by_role("button", name="Ann", exact=True).click()
    expect(page.get_by_text("2 of 4 shown")).to_be_visible()
    field = model_file(page)
    field.fill(re.sub(r"\bAnn\b", "Anna", field.input_value()))
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("4 of 4 shown")).to_be_visible()
    expect(grid.get_by_role("button", name="Anna", exact=True)).to_be_visible()
    view(page, "Model")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
