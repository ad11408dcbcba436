"""Bring the catalogues of messages up to date: add what is said now, drop what is said no more."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

import goodoffices.show
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.show.headings import in_words
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.web.texts import said as said_by_page

SHOW = Path(goodoffices.show.__file__).parent
WEB = SHOW.parent / "web"
CATALOGUES = SHOW / "languages"
# Which arguments of a call are messages: alone, in two forms, or behind a context.
ALONE = {"say": (0,), "message": (0,), "Term": (0, 1, 2, 3)}
PLURAL = {"say_many": (0, 1), "count": (1, 2)}
KEYS = {"columns", "Column"}

Told = str | tuple[str, str]


def said() -> Iterator[tuple[Told, str, str | None]]:
    """Yield each message that stands in the code, where, and in which context."""
    for path in (*sorted(SHOW.rglob("*.py")), *sorted(WEB.glob("*.py"))):
        place = path.relative_to(SHOW if path.is_relative_to(SHOW) else SHOW.parent).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = dict(_constants(tree))
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Name(name), arguments):
                    texts = [list(_texts(argument, known)) for argument in arguments]
                    yield from ((told, place, context) for told, context in _told(name, texts))
    yield from said_by_page()
    for row in CONCEPTS.values():
        for text in (row.name, row.short, row.foresight, row.rule):
            yield text, "the concepts of stability", None
    for number in LEVER_NUMBERS:
        for text in (number.heading, number.told, number.absent):
            yield text, "the numbers of a lever", None


def _told(name: str, texts: list[list[str]]) -> Iterator[tuple[Told, str | None]]:
    """Yield the messages of a call by what it can be given, and their contexts."""
    for place in ALONE.get(name, ()):
        yield from ((text, None) for text in (texts[place] if place < len(texts) else ()))
    if name in PLURAL:
        one, many = (texts[place] for place in PLURAL[name])
        yield from ((pair, None) for pair in zip(one, many, strict=True))
    if name == "say_as":
        yield from ((text, texts[0][0]) for text in texts[1] if texts[0])
    if name in KEYS and len(texts) == 1:  # or else a heading is given
        keys = [key.removesuffix("#") for key in " ".join(texts[0]).split()]
        yield from ((in_words(key), None) for key in keys if key == key.strip("_"))


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of a module's constants, which may be keys of columns."""
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name(name)], ast.Constant(str(text))):
                yield name, text


def _texts(node: ast.expr, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts that an argument can be, as far as they stand there."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.Name(name) if name in known:
            yield known[name]
        case ast.IfExp(_, first, second):
            yield from (*_texts(first, known), *_texts(second, known))
        case ast.JoinedStr(parts):  # keys of columns, of which some are known elsewhere
            yield from (text for part in parts for text in _texts(part, known))


def template() -> Catalog:
    """Return all messages, without translations."""
    catalog = Catalog()
    for told, place, context in said():
        if told:
            catalog.add(told, locations=[(place, 0)], context=context)
    return catalog


def updated(path: Path) -> Catalog:
    """Return a catalogue as it is to be: what is said, with the translations that there are."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.project, catalog.version = "goodoffices", ""
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.revision_date = catalog.creation_date
    catalog.header_comment = f"# What goodoffices says, in the language {path.stem}."
    return catalog


def main() -> None:
    """Write the catalogues of all languages; a new one begins as an empty file."""
    for path in sorted(CATALOGUES.glob("*.po")):
        catalog = updated(path)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, omit_header=False, include_lineno=False)
        missing = sum(not translated(one) for one in catalog if one.id)
        sys.stdout.write(f"{path.name}: {len(catalog)} messages, {missing} not translated\n")


def translated(one: Message) -> bool:
    """Return whether a message is translated in all its forms."""
    return all(one.string) if isinstance(one.string, tuple) else bool(one.string)


if __name__ == "__main__":
    main()
