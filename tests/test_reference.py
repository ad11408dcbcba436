"""What the reference says in tables to read as files, held against the code."""

import inspect
import pydoc
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from sphinx.application import Sphinx

import goodoffices
from docs import conf
from goodoffices.cli.main import main
from goodoffices.files.notebooks.schema import notebook_schema
from goodoffices.files.schema import json_schema
from goodoffices.sources.notebook import ACTS, HEDGES

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def first_sentence(text: str) -> str:
    """Return the first paragraph of a docstring on one line, code marked as in Markdown."""
    paragraph = inspect.cleandoc(text).partition("\n\n")[0]
    return " ".join(paragraph.split()).replace("``", "`")


def commands(group: click.Group, before: str = "goodoffices") -> Iterator[tuple[str, str]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{before} {name}", first_sentence(command.help or "")
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")


def test_the_page_of_commands_has_a_row_for_each() -> None:
    assert ROW.findall(page("command-line.md")) == list(commands(main))


def test_the_page_of_the_library_has_a_row_for_each_name() -> None:
    text = page("api.md")
    listed = re.findall(r"^\.\. auto\w+:: goodoffices\.(\S+)$", text, re.MULTILINE)
    things = [pydoc.locate(f"goodoffices.{n}") or getattr(goodoffices, n) for n in listed]
    told = [first_sentence(inspect.getdoc(thing) or "") for thing in things]
    assert ROW.findall(text) == list(zip(listed, told, strict=True))


def keys_in(heading: str, name: str = "model-file.md") -> set[str]:
    """Return the keys in the first table below a heading of a page about a file."""
    below = page(name).split(f"\n{heading}\n", 1)[1]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table is not None
    cells = re.findall(r"^\| (`[^|]+) \|", table[0], re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("## The whole file", ""),
        ("## Decision makers", "DecisionMakerEntry"),
        ("### Options", "OptionSettings"),
        ("## `no_move`", "NoMoveEntry"),
        ("## `mediation`", "MediationEntry"),
        ("### Levers", "LeverEntry"),
        ("### Claims", "ClaimEntry"),
        ("## `published`", "PublishedEntry"),
    ],
)
def test_the_tables_of_the_model_file_have_every_key(heading: str, part: str) -> None:
    schema = json_schema()
    described = schema["$defs"][part] if part else schema
    assert keys_in(heading) == set(described["properties"])


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("## Documents", "DocumentEntry"),
        ("## Statements", "StatementEntry"),
        ("## Grounds", "GroundEntry"),
    ],
)
def test_the_tables_of_the_notebook_have_every_key(heading: str, part: str) -> None:
    assert keys_in(heading, "notebook.md") == set(notebook_schema()["$defs"][part]["properties"])


def test_the_page_of_acts_tells_every_act_and_hedge() -> None:
    text = page("acts.md")
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert rows == [*ACTS, *HEDGES]
    assert set(HEDGES) <= set(re.findall(r"`(\w+)`", page("notebook.md")))


def test_a_field_of_which_no_more_is_said_is_listed_once(tmp_path: Path) -> None:
    (tmp_path / "index.rst").write_text(".. autoclass:: goodoffices.model.written.Published\n")
    settings = {"extensions": ["sphinx.ext.autodoc"], "autodoc_default_options": {"members": True}}
    made = tmp_path / "made"
    app = Sphinx(tmp_path, None, made, made, "text", confoverrides=settings, status=None)
    app.connect("autodoc-skip-member", conf.leave_out_numbers)
    app.build()
    page = (made / "index.txt").read_text(encoding="utf-8")
    assert page.startswith("class goodoffices.model.written.Published(")
    assert "Results that are known not to be reproduced." in page
    assert "Alias" not in page
