"""Bytes as text: by their mark, as UTF-8, as they declare, else as windows-1252, which is said."""

from __future__ import annotations

import codecs
import re

from goodoffices.errors import FileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_KNOWN = re.compile(
    r"cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-\w+|shift_jis|euc_\w+|gb\w+|big5\w*"
    r"|iso2022_jp|tis-620"
)
_ALWAYS = "cp1252"
_NO_TEXT = {*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF} - {*b"\t\n\r", 0x85}
_SHOWN = dict.fromkeys(_NO_TEXT, "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(b"\v\f", "\n")
_HEAD = 1024


def text_of(content: bytes, source: str) -> tuple[str, str]:
    """Return the text of some bytes without a byte order mark, and the encoding that was guessed.

    Where bytes are not UTF-8, and declare nothing that they are, they are read as windows-1252, as
    browsers do; only then is an encoding returned beside the text.

    Raises
    ------
    FileError
        They are no text.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _whole(_decoded(content[len(mark) :], name, source), source), ""
    try:
        return _whole(content.decode(), source), ""
    except UnicodeDecodeError:
        pass
    declared = _declared(content)
    if declared:
        return _whole(content.decode(declared, "replace"), source), ""
    return _whole(content.decode(_ALWAYS, "replace"), source), "windows-1252"


def without_controls(text: str) -> str:
    """Return a text of the same length without characters that steer a terminal or break a file.

    Ends of pages, as in text out of a PDF, become ends of lines.
    """
    return text.translate(_SHOWN)


def _decoded(content: bytes, encoding: str, source: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileError(
            f"{source}: byte {error.start} is not {encoding.upper()}, as the file's mark says; "
            "save it as UTF-8"
        ) from None


def _whole(text: str, source: str) -> str:
    if "\0" in text:
        raise FileError(f"{source}: no text, no HTML and no feed; save the page as one of these")
    return text.lstrip("\ufeff")


def _declared(content: bytes) -> str:
    """Return the encoding that the first bytes declare, where it is one of texts."""
    found = _DECLARED.search(content, 0, _HEAD)
    if found is None:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    if name in {"iso8859-1", "ascii"}:
        return _ALWAYS  # as browsers read them
    return name if _KNOWN.fullmatch(name) else ""
