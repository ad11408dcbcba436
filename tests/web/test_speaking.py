"""The server answers in the language it was made with, at once and in jobs."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from goodoffices.show.language import speaking, spoken
from goodoffices.web.drafts import Bench
from tests.show.pseudo import PSEUDO, written
from tests.web.client import client, opened, said


def test_answers_are_given_in_the_language_and_hints_are_found_in_any() -> None:
    asked, plain = client(language=PSEUDO), client()
    headlines, names = [], []
    for one in (plain, asked):
        model = opened(one, case="elmira-1991")
        told = said(one.post(f"/api/models/{model['id']}/ask/now", json={}))
        headlines.append(told["headline"])
        names.append([term["key"] for term in said(one.get("/api/start"))["glossary"]])
    assert headlines[0] != headlines[1]
    assert PSEUDO.messages.gettext("states") in headlines[1]
    assert names[0] == names[1]
    assert {"lever", "holds", "seq", "nash"} <= set(names[0])
    assert spoken().code == "en"


def test_a_job_speaks_the_language_too() -> None:
    asked = client(language=PSEUDO)
    model = opened(asked, case="elmira-1991")
    job = said(asked.post(f"/api/models/{model['id']}/jobs", json={"kind": "claims"}))["id"]
    with asked.stream("GET", f"/api/jobs/{job}/events") as events:
        last = [line for line in events.iter_lines() if line.startswith("data: ")][-1]
    answer = json.loads(last.removeprefix("data: "))["answer"]
    assert "\u0621" <= answer["blocks"][0]["text"][-2] <= "\u064a"


def test_the_page_runs_as_the_language_does() -> None:
    assert '<html lang="en" dir="ltr">' in client().get("/").text
    assert '<html lang="ar" dir="rtl">' in client(language=PSEUDO).get("/").text


def test_the_page_is_handed_what_it_says() -> None:
    assert handed(client().get("/").text) == {}
    told = handed(client(language="fr").get("/").text)
    assert told["messages"]["State"] == "État"
    assert told["messages"]["{:,} state\x04{:,} states"] == {
        "one": "{:,} état",
        "other": "{:,} états",
    }
    assert told["messages"]["a day\x04On"] == "Le"
    assert told["marks"] == {",": "\u202f", ".": ","}
    assert handed(client(language=PSEUDO).get("/").text)["messages"]["Undo"] == written("Undo")


def handed(page: str) -> dict[str, Any]:
    found = re.search('<div id="app" data-language="([^"]*)">', page)
    assert found is not None
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def test_the_page_finds_states_in_what_is_said() -> None:
    """By the word before their number, which is also what is read above a column of them."""
    asked = client(language="fr")
    model = opened(asked, case="elmira-1991")
    why = {"state": 1, "party": "Local", "concept": "seq"}
    told = said(asked.post(f"/api/models/{model['id']}/ask/why", json=why))
    assert "l’état 7 (NYNNY)" in str(told)


def test_without_scripts_the_page_speaks_the_language() -> None:
    page = client(language="fr").get("/").text
    assert "Chargement…" in page
    assert "L’établi a besoin de JavaScript, servi par cette seule machine." in page


def test_steps_are_called_in_the_language() -> None:
    asked = client(language="fr")
    model = opened(asked, case="chicken")
    text = model["text"].replace("title:", "title: A dare, or")
    put = {"revision": 1, "text": text}
    told = said(asked.put(f"/api/models/{model['id']}/file", json=put))
    assert told["undo"] == "Modification du fichier du modèle"
    read = {"op": "read", "text": "Iran said it would attack.", "title": "Déclaration"}
    asked_of = f"/api/models/{model['id']}/notes"
    told = said(asked.post(asked_of, json={"revision": 1, "change": read}))
    assert told["undo"] == "Lecture de Déclaration"


def test_a_file_is_begun_in_the_language(tmp_path: Path) -> None:
    with speaking("fr"):
        (one,) = Bench(tmp_path / "eau.yaml").models.values()
    titles = [maker.title for maker in one.draft.conflict.decision_makers]
    assert titles == ["Première partie", "Deuxième partie"]
