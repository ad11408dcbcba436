"""The words of the field that the brief uses, each in the glossary's sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from goodoffices.model.conflict import Conflict
from goodoffices.show.document import Section, plain_blocks, table
from goodoffices.show.glossary import used
from goodoffices.show.language import say
from goodoffices.show.texts import clean


def words_section(sections: Iterable[Section], conflict: Conflict) -> Section:
    """Explain the words of the field that stand in sections, the model's own texts aside."""
    text = "\n".join(_texts([(one.title, plain_blocks(one.blocks)) for one in sections]))
    own = {clean(one) for one in _texts(conflict) if " " in one.strip()}
    for one in sorted(own, key=len, reverse=True):
        text = text.replace(one, "")
    rows = [
        (say("{} ({})", one.term, one.plain) if one.plain else one.term, one.sentence)
        for one in used(text)
    ]
    return Section(
        "words",
        say("Words"),
        table(say("What words mean here"), [say("Word"), say("What it means")], rows),
    )


def _texts(value: object) -> Iterator[str]:
    """Yield the texts that a value is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.items():
            yield from _texts(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
