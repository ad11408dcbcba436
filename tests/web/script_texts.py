"""The texts that stand in JavaScript: plain ones, and what people would read of htm's markup."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<regex>(?<=[(,=:!&|?;\[{])\s*/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+/\w*)"
    r"|(?P<template>\w*`)|(?P<brace>[{}])",
    re.DOTALL,
)
_PART = re.compile(r"(?P<value>\$\{)|(?P<end>`)|\\.", re.DOTALL)
_READ = re.compile(r"(?:aria-label|aria|title|placeholder|label|alt)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^<>]*>")
VALUE = "\0"  # stands where a value goes


def texts_of(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of each text (plain, template or markup), the code before it, and itself."""
    found: list[tuple[str, str, str]] = []
    _code(source, 0, found)
    yield from found


def _code(source: str, at: int, found: list[tuple[str, str, str]]) -> int:
    """Read code up to the brace that closes it, and return where that ends."""
    depth = 0
    while token := _TOKEN.search(source, at):
        at, kind, start = token.end(), token.lastgroup, token.start()
        if kind == "text":
            found.append(("plain", source[:start], token[0][1:-1]))
        elif kind == "template":
            at = _template(source, at, token[0], source[:start], found)
        elif kind == "brace":
            depth += 1 if token[0] == "{" else -1
            if depth < 0:
                return at
    return len(source)


def _template(
    source: str, at: int, tag: str, before: str, found: list[tuple[str, str, str]]
) -> int:
    held, begun = "", at
    while part := _PART.search(source, at):
        at = part.end()
        if part.lastgroup is None:
            continue
        held += source[begun : part.start()]
        if part.lastgroup == "end":
            break
        at = begun = _code(source, at, found)
        held += VALUE
    if tag != "html`":
        found.append(("template", before, held))
        return at
    read = [*_TAG.split(held), *(text for tag in _TAG.findall(held) for text in _READ.findall(tag))]
    found.extend(("markup", before, " ".join(text.split())) for text in read)
    return at
