"""(y) In a language that runs from right to left: the brief and the workbench are mirrored."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import goodoffices as go
from goodoffices.show.language import speaking
from goodoffices.show.telling import report
from goodoffices.show.writers.page import as_html
from tests.show.pseudo import PSEUDO, written
from tests.web.browser.pages import ISTANBUL, opened_page, settled
from tests.web.browser.test_j_access import violations
from tests.web.browser.test_m_everywhere import BOXES, OUTSIDE

VIEWS = ("Model", "Outcomes", "Mediate", "Uncertainty", "Timeline", "Compare")
BEGINS = """(all) => all.filter((e) => {
  const text = document.createRange();
  text.selectNodeContents(e);
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const edge = box.right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth);
  return Math.abs(Math.max(...[...text.getClientRects()].map((r) => r.right)) - edge) > 1;
}).map((e) => e.outerHTML.slice(0, 160))"""
"""What does not begin at the right of its place."""
TURNED = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [0];
  while (walk.nextNode()) for (const {0: pattern, index} of
      walk.currentNode.data.matchAll(/\\b[YN]{3,}\\b/g)) {
    found[0] += 1;
    const places = [...pattern].map((_, k) => {
      const letter = document.createRange();
      letter.setStart(walk.currentNode, index + k);
      letter.setEnd(walk.currentNode, index + k + 1);
      return letter.getBoundingClientRect().left;
    });
    if (places.some((left, k) => left < places[k - 1])) found.push(pattern);
  }
  return found;
}"""
"""How many patterns are shown, and those whose letters stand in another order."""
OVERLAP = """(all) => all.flatMap((one, k) => all.slice(k + 1).filter((other) => {
  const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
  return a.left < b.right - 1 && b.left < a.right - 1 &&
    a.top < b.bottom - 1 && b.top < a.bottom - 1;
}).map((other) => [one, other].map((e) => e.outerHTML.slice(0, 80))))"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    with speaking(PSEUDO):
        brief = go.brief(go.case("indus-waters-1960"), flips=False, samples=10)
        (folder / "brief.html").write_text(brief.html(), encoding="utf-8")
        (folder / "brief.pdf").write_bytes(brief.pdf())
        why = report(go.explain(go.analyze(go.case("elmira-1991")), 1, "Local", "seq"))
        (folder / "why.html").write_text(as_html(why), encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_a_brief_is_mirrored(browser: Browser, files: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((files / "brief.html").as_uri())
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    for what in ("h1", "h2", ".lead", "main li", "caption", "tbody th:not(.number)", "nav li"):
        assert page.locator(what).count() > 1 or what in {"h1", ".lead"}
        assert page.locator(what).evaluate_all(BEGINS) == []
    if width > 1000:
        nav, main = page.locator("nav, main").evaluate_all(BOXES)
        assert nav["x"] > main["x"] + main["width"]
    assert violations(page) == []
    page.close()


def test_patterns_keep_their_order(browser: Browser, files: Path) -> None:
    page = browser.new_page()
    page.goto((files / "why.html").as_uri())
    count, *turned = page.evaluate(TURNED)
    assert (count > 0, turned) == (True, [])
    page.close()


def test_a_brief_is_set_on_paper(files: Path) -> None:
    assert (files / "brief.pdf").read_bytes().startswith(b"%PDF-")


def open_istanbul(page: Page) -> None:
    page.get_by_role("button", name=ISTANBUL, exact=True).click()
    expect(page.get_by_role("grid", name=written("States"))).to_be_visible()


def view(page: Page, name: str) -> None:
    views = page.get_by_role("navigation", name=written("Views"))
    views.get_by_role("link", name=written(name), exact=True).click()


def fits(page: Page) -> None:
    page.wait_for_function("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUTSIDE) == []
    for bar in (".top > *", ".views > *", ".tools > *"):
        assert page.locator(bar).evaluate_all(OVERLAP) == []


def test_every_view_is_mirrored(browser: Browser, elsewhere: str) -> None:
    found = []
    with opened_page(browser, elsewhere, size=(1280, 900)) as page:
        open_istanbul(page)
        for name in VIEWS:
            view(page, name)
            settled(page)
            fits(page)
            main, inspector = page.locator("#main, .inspector").evaluate_all(BOXES)
            assert main["x"] >= inspector["x"] + inspector["width"]
            brand, tools = page.locator(".brand, .tools").evaluate_all(BOXES)
            assert brand["x"] > tools["x"] + tools["width"]
            assert page.locator("#main h2:not(:has(*))").evaluate_all(BEGINS) == []
            count, *turned = page.evaluate(TURNED)
            assert (count > 0, turned) == (True, [])
            found += [f"{name}: {fault}" for fault in violations(page)]
            page.set_viewport_size({"width": 390, "height": 900})
            fits(page)
            page.set_viewport_size({"width": 1280, "height": 900})
    assert not found, "\n".join(found)


def test_keys_go_the_way_that_is_seen(browser: Browser, elsewhere: str) -> None:
    with opened_page(browser, elsewhere, size=(1280, 900)) as page:
        open_istanbul(page)
        page.get_by_role("tab", name=written("Why")).press("ArrowLeft")
        expect(page.get_by_role("tab", name=written("Model file"))).to_be_focused()
        expect(page.get_by_role("textbox", name=written("Model file"))).to_have_css(
            "direction", "ltr"
        )
        foresight = page.get_by_role("group", name=written("Foresight")).get_by_role("radio")
        foresight.nth(3).focus()
        page.keyboard.press("ArrowLeft")
        expect(foresight.nth(4)).to_be_checked()
        view(page, "Mediate")
        slider = page.get_by_role("slider", name="Conditions on the aid to Ukraine")
        slider.press("ArrowLeft")
        assert float(slider.input_value()) > 0
        slider.press("ArrowRight")
        expect(slider).to_have_value("0")
        page.get_by_role("button", name=written("Present")).click()
        expect(page.get_by_role("button", name=written("Next"))).to_be_enabled()
        expect(page.get_by_role("button", name=written("Back"))).to_be_disabled()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("button", name=written("Back"))).to_be_enabled()
        forth, back = (
            page.get_by_role("button", name=written(n)).bounding_box() for n in ("Next", "Back")
        )
        assert forth is not None
        assert back is not None
        assert forth["x"] < back["x"]
