"""What the page itself says: messages that stand in its JavaScript, for a language besides English.

There ``say``, ``sayMany`` and ``sayAs`` are given a message as a text in double quotes, so that it
is found without running anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from goodoffices.errors import require
from goodoffices.show.language import ENGLISH, Language, say, say_as, speaking

PAGE = Path(__file__).parent / "page"
Told = str | tuple[str, str]
_TEXT = r'("(?:[^"\\\n]|\\.)*")'
_CALL = re.compile(rf"\b(?:say\({_TEXT}|sayMany\({_TEXT},\s*{_TEXT}|sayAs\({_TEXT},\s*{_TEXT})")
_SEEN = 200  # whichever form a language has, a number below this takes it


def said() -> Iterator[tuple[Told, str, str | None]]:
    """Yield each message that stands in the page's modules, in which, and in which context."""
    for path in sorted(PAGE.rglob("*.js")):
        place = f"web/{path.relative_to(PAGE.parent).as_posix()}"
        for found in _CALL.findall(path.read_text(encoding="utf-8")):
            alone, one, many, context, told = (json.loads(text or '""') for text in found)
            yield (one, many) if one else alone or told, place, context or None


def handed_over(language: Language) -> str:
    """Return what the page needs to speak a language, as JSON; nothing where that is English."""
    if language is ENGLISH:
        return "{}"
    with speaking(language):
        messages = dict(_entry(told, context, language) for told, _, context in said())
    marks, cut = dict(language.marks), language.elided.pattern
    return json.dumps({"messages": messages, "marks": marks, "elided": cut}, ensure_ascii=False)


def _entry(told: Told, context: str | None, language: Language) -> tuple[str, str | dict[str, str]]:
    """Return a message's key and what stands for it: one text, or one for each kind of number."""
    if isinstance(told, tuple):
        require("languages", "babel")
        from babel import Locale

        kind = Locale.parse(language.code).plural_form
        forms = {kind(n): language.messages.ngettext(*told, n) for n in range(_SEEN)}
        return "\x04".join(told), forms
    return (told, say(told)) if context is None else (f"{context}\x04{told}", say_as(context, told))
