"""(w) From words to rows: read, marked, judged by keys alone; values show their quotes."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browser.conftest import serving
from tests.web.browser.pages import ISTANBUL, TROUBLE, new_page, open_case, settled, view
from tests.web.browser.test_s_results import seen
from tests.web.test_notes import HOSTILE, STORY, VILLAGES


def opened(page: Page) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "villages.yaml", "mimeType": "text/yaml", "buffer": VILLAGES.encode()}
    )
    expect(page.get_by_role("heading", level=1, name="Two villages, one well")).to_be_visible()
    page.get_by_role("tab", name="Source").click()


def read(page: Page) -> Locator:
    form = page.get_by_role("form", name="Read a text")
    form.get_by_role("textbox", name="Source text").fill(STORY)
    form.get_by_label("Title").fill("A story")
    form.get_by_role("button", name="Read it").click()
    rows = page.get_by_role("list", name="Statements").get_by_role("listitem")
    expect(rows.first).to_contain_text("proposed")
    return rows


def test_a_text_is_read_and_judged_by_keys_alone(page: Page) -> None:
    opened(page)
    rows = read(page)
    expect(page.get_by_role("status", name="What was read")).to_contain_text(
        "2 of 3 lines speak of a dispute; left out: 1 headline."
    )
    passage = page.get_by_role("group", name="Passage")
    expect(passage).to_contain_text("Upper refused to open the sluice")
    expect(passage).not_to_contain_text("Ten ways with leeks")
    expect(passage.locator("mark")).not_to_have_count(0)
    first = rows.nth(0).get_by_role("button").first
    first.focus()
    page.keyboard.press("j")
    expect(rows.nth(1).get_by_role("button").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("c")
    expect(rows.nth(0)).to_contain_text("confirmed")
    expect(page.get_by_role("status").filter(has_text="s1 confirmed; ")).to_have_count(1)
    expect(rows.nth(1).get_by_role("button").first).to_be_focused()
    page.keyboard.press("r")
    expect(rows.nth(1)).to_contain_text("rejected")
    page.get_by_role("button", name="Undo in the notebook").click()
    expect(rows.nth(1)).to_contain_text("proposed")
    expect(rows.nth(0)).to_contain_text("confirmed")


def test_a_passage_is_marked_and_an_unread_sentence_by_its_button(page: Page) -> None:
    opened(page)
    rows = read(page)
    expect(rows).to_have_count(3)
    page.get_by_text(re.compile("^Unread")).click()
    page.get_by_role("button", name="Mark: Talks between the two broke down").click()
    expect(rows).to_have_count(4)
    settled(page)  # the passage is drawn anew, and what is chosen in it would be gone
    passage = page.get_by_role("group", name="Passage")
    passage.evaluate("""group => {
      const node = [...group.querySelectorAll('[data-at]')].at(-1).firstChild;
      const at = node.data.indexOf('a mediator');
      getSelection().setBaseAndExtent(node, at, node, at + 10);
    }""")
    page.get_by_role("button", name="Mark the chosen passage").click()
    expect(rows).to_have_count(5)
    marked = page.locator('.rows [aria-current="true"]')
    expect(marked).to_have_text(re.compile(r"s5 .*a mediator$"))


def test_a_row_is_changed_and_a_value_shows_its_quotes(page: Page) -> None:
    opened(page)
    rows = read(page)
    row = rows.nth(0)
    row.get_by_role("button", name="Confirm").click()
    expect(row).to_contain_text("confirmed")
    row.get_by_role("button").first.click()
    row.get_by_text("Change it, or tie a value to it").click()
    row.get_by_label("Hedge").select_option("likely")
    expect(row.get_by_role("button").first).to_contain_text("likely")
    row.get_by_label("About").select_option(label="+ Upper.guard")
    expect(row.get_by_role("button").first).to_contain_text("Upper.guard")
    form = row.get_by_role("form", name="Tie a value")
    form.get_by_label("Value").select_option("decision_makers.Upper.preferences.weights.open")
    form.get_by_label("As").select_option("claim")
    form.get_by_role("button", name="Tie").click()
    expect(row.get_by_role("list", name="Values that rest on it")).to_contain_text("claim")
    view(page, "Model")
    place = "decision_makers.Upper.preferences.weights.open"
    page.get_by_role("button", name=f"Rests on: {place}").click()
    expect(page.get_by_role("note", name="What it rests on")).to_contain_text("Lower demanded")


def test_what_a_page_says_stays_a_text(page: Page) -> None:
    opened(page)
    form = page.get_by_role("form", name="Read a text")
    form.get_by_label("Choose a text").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": HOSTILE.encode()}
    )
    form.get_by_role("button", name="Read it").click()
    passage = page.get_by_role("group", name="Passage")
    expect(passage).to_contain_text("<script>alert(2)</script>")
    expect(page.locator("#pane img, #pane script")).to_have_count(0)
    expect(page.get_by_role("list", name="Statements")).not_to_contain_text("confirmed")


def test_the_notebook_is_kept_beside_its_file_and_exported(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "villages.yaml").write_text(VILLAGES, encoding="utf-8")
    with serving(tmp_path, "villages.yaml") as address:
        page = new_page(browser, address)
        page.get_by_role("tab", name="Source").click()
        rows = read(page)
        rows.nth(0).get_by_role("button", name="Confirm").click()
        expect(rows.nth(0)).to_contain_text("confirmed")
        notes = tmp_path / "villages.sources.yaml"
        assert "state: confirmed" in notes.read_text(encoding="utf-8")
        notes.write_text(notes.read_text(encoding="utf-8") + "# theirs\n", encoding="utf-8")
        rows.nth(1).get_by_role("button").first.click()
        rows.nth(1).get_by_role("button", name="Reject").click()
        told = page.get_by_role("alert")
        expect(told).to_contain_text("villages.sources.yaml was changed by somebody else.")
        page.get_by_text("Export", exact=True).click()
        with page.expect_download() as got:
            page.get_by_role("link", name="Model with its notebook (ZIP)").click()
        got.value.save_as(tmp_path / "kept.zip")
        with zipfile.ZipFile(tmp_path / "kept.zip") as packed:
            assert "state: rejected" in packed.read("villages.sources.yaml").decode()
        page.get_by_text("Export", exact=True).click()
        told.get_by_role("button", name="Take theirs").click()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(rows.nth(1)).to_contain_text("proposed")
        page.reload()
        page.get_by_role("tab", name="Source").click()
        expect(rows.nth(0)).to_contain_text("confirmed")
        page.context.close()
        assert TROUBLE.pop(page) == []


def test_the_flagship_shows_its_quotes_though_its_text_is_not_at_hand(page: Page) -> None:
    open_case(page, ISTANBUL)
    page.get_by_role("tab", name="Source").click()
    pane = page.get_by_role("tabpanel", name="Source")
    expect(pane).to_contain_text("The text is not at hand; its quotes are below.")
    rows = pane.get_by_role("list", name="Statements").get_by_role("listitem")
    expect(rows.first).to_contain_text("The US' mediation between Russia and Ukraine")
    expect(rows.first).to_contain_text("confirmed")
    view(page, "Model")
    page.get_by_role("button", name="Rests on: mediation.levers.walk_away_threat").click()
    expect(page.get_by_role("note", name="What it rests on")).to_contain_text("assumption")


def test_axe_on_the_source(lit: Page) -> None:
    opened(lit)
    rows = read(lit)
    rows.nth(0).get_by_role("button", name="Confirm").click()
    expect(rows.nth(0)).to_contain_text("confirmed")
    lit.locator("#pane details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    expect(rows.nth(1).get_by_role("button").first).to_contain_text(re.compile("proposed"))
    found = seen(lit, "source")
    assert not found, "\n".join(found)
