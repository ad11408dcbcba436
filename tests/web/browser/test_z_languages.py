"""(z) In another language the whole page speaks it: views, labels, hints and notices."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from goodoffices.show.language import say, speaking
from goodoffices.web.texts import said
from tests.show.pseudo import unsaid, written
from tests.web.browser.conftest import serving
from tests.web.browser.pages import ISTANBUL, opened_page, settled
from tests.web.browser.test_j_access import violations
from tests.web.browser.test_y_right_to_left import VIEWS, fits, open_istanbul, view

SHOWN = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode())
    if (!walk.currentNode.parentElement.closest("noscript, textarea, .passage"))
      found.push(walk.currentNode.data.trim());
  for (const one of document.querySelectorAll("*"))
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"])
      if (one.hasAttribute(name)) found.push(one.getAttribute(name));
  return found;
}"""
"""All that a page says, to eyes or to a screen reader."""
OWN = {"goodoffices", "yaml", "zip", "pdf", "csv", "nfg", "gmcr"}
LONGEST = 90


@pytest.fixture(scope="module")
def in_french(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("french")
    with serving(folder, "--language", "fr") as printed:
        yield printed


def texts(told: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON has
    """Yield all texts of plain data, keys included."""
    if isinstance(told, dict):
        yield from (text for pair in told.items() for one in pair for text in texts(one))
    elif isinstance(told, list):
        yield from (text for one in told for text in texts(one))
    elif isinstance(told, str):
        yield told


def left(page: Page, own: set[str]) -> list[str]:
    """Return the words in Latin letters that are not a model's own."""
    names = {text for text in own if len(text) < LONGEST}
    shown = (text for text in page.evaluate(SHOWN) if text not in own)
    return unsaid("\n".join(shown), names | OWN)


def asked(page: Page, address: str, path: str) -> Any:  # noqa: ANN401 - whatever JSON has
    return page.context.request.get(f"{address.partition('?')[0]}api/{path}").json()


def own_texts(page: Page, address: str) -> set[str]:
    """Return the texts of the model that is open, and of its notebook."""
    (model,) = asked(page, address, "start")["open"]
    paths = (f"models/{model['id']}", f"models/{model['id']}/notes")
    return {text.strip() for path in paths for text in texts(asked(page, address, path))}


def press_all(page: Page) -> None:
    """Ask for all that takes longer in a view."""
    for button in page.locator("#main .row button.primary").all():
        button.click()
        expect(page.locator("#main .busy")).to_have_count(0)
    settled(page)


def test_nothing_stays_in_english(browser: Browser, elsewhere: str) -> None:
    with opened_page(browser, elsewhere, size=(1280, 900)) as page:
        expect(page.locator(".card")).not_to_have_count(0)
        cases = asked(page, elsewhere, "start")["cases"]
        assert left(page, set(texts(cases))) == []
        open_istanbul(page)
        own = own_texts(page, elsewhere)
        for name in VIEWS:
            view(page, name)
            settled(page)
            press_all(page)
            assert (name, left(page, own)) == (name, [])
        for name in ("Model file", "Source", "Why"):
            page.get_by_role("tab", name=written(name)).click()
            settled(page)
            assert (name, left(page, own)) == (name, [])
        page.get_by_role("button", name=written("Present")).click()
        expect(page.get_by_role("button", name=written("Next"))).to_be_enabled()
        assert left(page, own) == []


def test_nothing_stays_in_english_of_what_is_begun(browser: Browser, elsewhere: str) -> None:
    with opened_page(browser, elsewhere, size=(1280, 900)) as page:
        for field, text in (("title", "Zwist"), ("first", "Xer"), ("second", "Yer")):
            page.locator(f"input[name={field}]").fill(text)
        page.get_by_role("button", name=written("Begin"), exact=True).click()
        for option in ("Zug", "Zank"):
            page.get_by_label(written("What {} can do").format("Xer")).fill(option)
            page.keyboard.press("Enter")
            expect(page.get_by_label(written("Remove option {}").format(option))).to_be_visible()
        page.get_by_label(written("Wants: {}").format("Zug")).first.click()
        expect(page.get_by_role("button", name=written("Undo"))).to_be_enabled()
        own = own_texts(page, elsewhere) | {"and", "not", "timeline"}
        for name in VIEWS:
            view(page, name)
            settled(page)
            assert (name, left(page, own)) == (name, [])
        view(page, "Model")
        page.get_by_label(written("Remove option {}").format("Zug")).click()
        expect(page.locator(".notice.error")).to_be_visible()
        assert left(page, own) == []


def english(page: Page) -> set[str]:
    """Return the messages that the page shows as they are in English."""
    alone = {told for told, _, context in said() if isinstance(told, str) and context is None}
    with speaking("fr"):
        translated = {told for told in alone if say(told) != told}
    return translated & set(page.evaluate(SHOWN))


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_page_speaks_french(
    browser: Browser, in_french: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened_page(browser, in_french, size=(width, 900), scheme=scheme) as page:
        title = (
            "Quelles issues d’un différend peuvent tenir, et que peut y faire un médiateur\u00a0?"
        )
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        assert english(page) == set()
        fits(page)
        page.get_by_role("button", name=ISTANBUL, exact=True).click()
        expect(page.get_by_role("grid", name="États")).to_be_visible()
        views = page.get_by_role("navigation", name="Vues").get_by_role("link")
        assert views.all_inner_texts() == [
            "Modèle",
            "Issues",
            "Médiation",
            "Incertitude",
            "Chronologie",
            "Comparer",
        ]
        for link in views.all():
            link.click()
            settled(page)
            assert english(page) == set()
            fits(page)
            assert violations(page) == []


def test_levers_edits_and_notices_are_told_in_french(browser: Browser, in_french: str) -> None:
    with opened_page(browser, in_french, size=(1280, 900)) as page:
        page.get_by_role("button", name=ISTANBUL, exact=True).click()
        page.get_by_role("link", name="Médiation").click()
        expect(page.get_by_role("heading", name="Sur la table")).to_be_visible()
        slider = page.get_by_role("slider", name="Conditions on the aid to Ukraine")
        expect(slider).to_have_attribute("aria-valuetext", "0 sur 3")
        slider.press("ArrowRight")
        expect(slider).to_have_attribute("aria-valuetext", "0,03 sur 3, coûte 0,024")
        page.get_by_role("button", name="Trouver le plan le moins coûteux").click()
        expect(page.get_by_role("button", name="Appliquer ce plan")).to_be_visible()
        page.get_by_role("link", name="Modèle").click()
        page.get_by_label("Ce que peut faire Russia").fill("Wait")
        page.get_by_role("button", name="Ajouter une option de Russia").click()
        undo = page.get_by_role("button", name="Annuler", exact=True)
        told = "Annuler «\u00a0Ajout de l’option Wait\u00a0»"
        expect(undo).to_have_attribute("title", told)
        page.get_by_role("button", name="Supprimer l’option Comply with the ceasefire").click()
        notice = page.get_by_role("status").filter(has_text="Tout supprimer")
        expect(notice).to_contain_text(
            "À supprimer avec tout ce qui en parle\u00a0: option Comply with the ceasefire"
        )


FILLED = """async () => {
  const { number, say, sayAs, sayMany } = await import("/html.js");
  return [
    say("Range of {}", "Élan"), say("Range of {}", "X"), say("{} of {}", 1.5, 4),
    say("{}: {}", "A. B, C", 2.5), sayAs("a day", "On"), number(-12345.6), number(0.25),
    ...[0, 1, 2, 1024].map((n) => sayMany("{:,} state", "{:,} states", n)),
    say("{}: {} under {}", "A", { an: "element" }, "SEQ"), say("{} of its own"),
    say("{1} {0}", 1, 2),
  ];
}"""


def test_messages_are_filled_as_python_does(browser: Browser, in_french: str) -> None:
    with opened_page(browser, in_french) as page:
        assert page.evaluate(FILLED) == [
            "Plage d’Élan",
            "Plage de X",
            "1,5 sur 4",
            "A. B, C\u00a0: 2,5",
            "Le",
            "−12\u202f350",
            "0,25",
            "0 état",
            "1 état",
            "2 états",
            "1\u202f024 états",
            ["A\u00a0: ", {"an": "element"}, " selon SEQ"],
            "{} of its own",
            "2 1",
        ]
