"""``goodoffices web my.yaml``: opens on the file, saves each edit, never over somebody else's."""

from pathlib import Path

from playwright.sync_api import Browser, expect

import goodoffices as go
from tests.web.browser.conftest import serving
from tests.web.browser.pages import TROUBLE, new_page


def test_a_file_of_the_command_line(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    text = go.dumps(go.case("chicken")) + "# the last line\n"
    file.write_text(text, encoding="utf-8")
    with serving(tmp_path, "my.yaml") as address:
        page = new_page(browser, address)
        expect(page.get_by_role("heading", level=1, name="Chicken")).to_be_visible()
        name = page.get_by_label("Name of party 1")
        old = name.input_value()
        name.fill("The first driver")
        name.press("Tab")
        expect(page.get_by_role("button", name="Undo")).to_be_enabled()
        saved = file.read_text(encoding="utf-8")
        assert "label: The first driver" in saved
        assert saved.endswith("# the last line\n")
        file.write_text(text.replace("title: Chicken", "title: Theirs"), encoding="utf-8")
        name.fill("Somebody")
        name.press("Tab")
        told = page.get_by_role("status").filter(has_text="changed by somebody else")
        expect(told).to_be_visible()
        assert "title: Theirs" in file.read_text(encoding="utf-8")
        page.get_by_role("button", name="Take theirs").click()
        expect(page.get_by_role("heading", level=1, name="Theirs")).to_be_visible()
        expect(page.get_by_label("Name of party 1")).to_have_value(old)
        file.unlink()
        name.fill("Somebody")
        name.press("Tab")
        expect(page.get_by_role("status").filter(has_text="my.yaml was deleted")).to_be_visible()
        page.get_by_role("button", name="Write it again").click()
        expect(page.locator(".notices")).to_have_text("")
        assert "label: Somebody" in file.read_text(encoding="utf-8")
        page.get_by_role("link", name="goodoffices, all conflicts").click()
        expect(page.get_by_role("link", name="Theirs")).to_be_visible()
        page.context.close()
        assert TROUBLE.pop(page) == []
