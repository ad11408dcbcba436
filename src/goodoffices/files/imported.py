"""A conflict from another program's file or for one, whichever program that is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from goodoffices.answer import Answer
from goodoffices.errors import ModelError, SizeError
from goodoffices.model.conflict import Conflict

_JOINERS = "\u200c\u200d"  # which Persian and Hindi are spelt with


@dataclass(frozen=True)
class Remark(Answer):
    """What another program's file and a conflict do not both have; ``str`` says it in a sentence.

    Attributes
    ----------
    kind
        Which of the things that can be remarked upon.
    values
        Whom and what it is about: names, numbers, and tuples of them.
    """

    kind: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Imported:
    """A conflict from another program's file, and what of the file is not in it.

    Attributes
    ----------
    conflict
        The conflict.
    changes
        What was left out, completed or numbered anew.
    """

    conflict: Conflict
    changes: tuple[Remark, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """One sentence for each change."""
        return tuple(map(str, self.changes))


@dataclass(frozen=True)
class Exported:
    """A conflict as the file of another program, and what of the conflict is not in it.

    Attributes
    ----------
    text
        What the file holds.
    unsaid
        What such a file cannot say.
    """

    text: str
    unsaid: tuple[Remark, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """One sentence for each thing that such a file cannot say."""
        return tuple(map(str, self.unsaid))


@contextmanager
def naming(source: str) -> Iterator[None]:
    """Have what is wrong with the conflict that is made inside name the file it comes from."""
    try:
        yield
    except ModelError as error:
        raise ModelError(error.problems, source) from None
    except SizeError as error:
        raise SizeError(f"{source}: {error}") from None


def label_of(title: str, name: str) -> str:
    """Return what the file calls it; nothing where that is its name."""
    return "" if title == name else title


def in_a_line(text: object) -> str:
    """Return text in one line, without control characters, which could pass for other output."""
    printable = "".join(c if c.isprintable() or c in _JOINERS else " " for c in str(text))
    return " ".join(printable.split())
