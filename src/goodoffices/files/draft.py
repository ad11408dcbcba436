"""A model file that is being edited: its text, its conflict, and every step so far.

An edit changes the content of the file at a path; the text keeps its comments, its order and its
style. Text, content and conflict always agree: what would not be a conflict is refused, and then
nothing has changed.
"""

from __future__ import annotations

import codecs
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from goodoffices.errors import FileChangedError, FileError, RequestError, described, dotted
from goodoffices.files.atomic import write_text
from goodoffices.files.editing import changed, checked
from goodoffices.files.read import MOST_BYTES, checksum, decoded_model, read_bytes
from goodoffices.files.scenarios import conflict_of
from goodoffices.files.schema import SCHEMA_VERSION
from goodoffices.files.yaml import write as yamlout
from goodoffices.files.yaml.reparse import changed_stretch, reparsed
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document
from goodoffices.model.conflict import Conflict
from goodoffices.model.identifiers import identifier

MOST_STEPS = 100


@dataclass(frozen=True)
class _Version:
    """A text with what it says."""

    document: Document
    conflict: Conflict

    @cached_property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document.root.plain()
        return found


@dataclass(frozen=True)
class _Step:
    """What was done: where the text changed, from what to what."""

    label: str
    start: int
    old: str
    new: str

    def redone(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def undone(self, text: str) -> str:
        return text[: self.start] + self.old + text[self.start + len(self.new) :]


class Draft:
    """A model file in memory, to be edited step by step.

    Made by ``Draft.open`` from a text, by ``Draft.read`` from a file and by ``begin`` from
    nothing. For one caller at a time: edits from several threads need a lock around them.

    Attributes
    ----------
    name
        What messages call the text, usually the name of its file.
    revision
        A number that grows with every change of the text, undoing included.
    forgotten
        How many steps came before those that can still be undone, of which there are 100 at most.

    Examples
    --------
    >>> draft = go.Draft.open("chicken.yaml", go.dumps(go.case("chicken")))
    >>> draft.edit([{"op": "set", "path": ["title"], "value": "A dare"}], "Title changed")
    >>> draft.conflict.title, draft.history, draft.dirty
    ('A dare', ['Title changed'], True)
    >>> draft.undo()
    'Title changed'
    >>> draft.conflict == go.case("chicken")
    True
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.revision = 1
        self._now = self._read(text)
        self._steps: list[_Step] = []
        self._at = 0
        self.forgotten = 0
        self._saved = text
        self._mark = b""
        self._file: tuple[FilePath, str] | None = None

    @classmethod
    def open(cls, name: str, text: str) -> Draft:
        """Begin to edit a text.

        Parameters
        ----------
        name
            What messages call it.
        text
            YAML, see the reference of the file format.

        Raises
        ------
        ModelError
            The text, or a scenario in it, does not describe a conflict; lists every problem.
        SizeError
            The conflict is larger than can be analysed.
        """
        return cls(name, text)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Draft:
        """Begin to edit a file, which ``save`` writes back to.

        Raises
        ------
        FileError
            The file cannot be read, or is no model file.
        ModelError, SizeError
            As ``open`` raises them.
        """
        content = read_bytes(path)
        draft = cls(str(path), decoded_model(content, path))
        draft._is(FilePath(path).resolve(), content)
        return draft

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._now.document.text

    @property
    def conflict(self) -> Conflict:
        """The conflict that the text describes."""
        return self._now.conflict

    @property
    def content(self) -> dict[str, Any]:
        """What the text says, as it is written: dicts, lists, text and numbers, by the file's keys.

        A copy of no use to change; ``edit`` does.
        """
        return self._now.content

    @property
    def history(self) -> list[str]:
        """Labels of the steps that can be undone, the first one first."""
        return [step.label for step in self._steps[: self._at]]

    @property
    def undone(self) -> list[str]:
        """Labels of the steps that can be done again, the next one first."""
        return [step.label for step in self._steps[self._at :]]

    @property
    def dirty(self) -> bool:
        """True where the text is not as it was opened or last saved."""
        return self.text != self._saved

    @property
    def saved(self) -> bool:
        """True where the text is as it was opened or last saved."""
        return not self.dirty

    def text_before(self, steps: int) -> str:
        """Return the text as it was some steps ago; 0 for now."""
        if not 0 <= steps <= self._at:
            raise RequestError(f"{steps} steps back; there have been {self._at}")
        text = self.text
        for step in reversed(self._steps[self._at - steps : self._at]):
            text = step.undone(text)
        return text

    def edit(self, changes: Iterable[Mapping[str, Any]], label: str = "") -> None:
        """Make changes, all of them or none.

        Parameters
        ----------
        changes
            One after the other, each a mapping with ``op``, ``path`` and mostly ``value``:
            ``set`` puts a value in a place; ``add`` does where nothing is yet, and makes room in a
            list; ``remove`` takes out what nothing speaks of (``with_mentions: True``: with all
            that does); ``rename`` gives a key the name ``value``, in all that speaks of it, too;
            ``move`` brings an entry to the place ``value`` among its neighbours, from 0. A path
            lists keys, and positions in lists from 0. Patterns of states follow the options.
        label
            What the step is called in the history; made from the first change by default.

        Raises
        ------
        MentionedError
            Something is to be removed that other places speak of.
        RequestError
            A change that cannot be made: no such place, or a name that is taken.
        ModelError
            The text would not describe a conflict; lists every problem by its line.
        """
        listed = [checked(change) for change in changes]
        document = self._now.document
        for change in listed:
            document = changed(document, self.conflict, change, self.name)
        told = label or (f"{listed[0].op} {dotted(listed[0].path)}" if listed else "")
        self._push(self._agreed(document), told)

    def write(self, text: str, label: str = "Model file edited") -> None:
        """Put another text in the place of the whole text.

        Raises
        ------
        ModelError, SizeError
            As ``open`` raises them; nothing has changed then.
        """
        _refuse_large(text)
        self._push(self._agreed(reparsed(self._now.document, text, self.name)), label)

    def set(self, path: Sequence[str | int], value: object) -> None:
        """Put a value in a place; see ``edit``."""
        self.edit([{"op": "set", "path": path, "value": value}])

    def remove(self, path: Sequence[str | int], *, with_mentions: bool = False) -> None:
        """Take something out, on request with all that speaks of it; see ``edit``."""
        self.edit([{"op": "remove", "path": path, "with_mentions": with_mentions}])

    def rename(self, path: Sequence[str | int], new: str) -> None:
        """Give something another name, in all that speaks of it as well; see ``edit``."""
        self.edit([{"op": "rename", "path": path, "value": new}])

    def move(self, path: Sequence[str | int], place: int) -> None:
        """Bring an entry to another place among its neighbours; see ``edit``."""
        self.edit([{"op": "move", "path": path, "value": place}])

    def undo(self) -> str | None:
        """Take the last step back; return its label, or None where there is none."""
        if self._at == 0:
            return None
        step = self._steps[self._at - 1]
        self._go(step.undone(self.text), self._at - 1)
        return step.label

    def redo(self) -> str | None:
        """Do the step again that was last taken back; return its label, or None."""
        if self._at == len(self._steps):
            return None
        step = self._steps[self._at]
        self._go(step.redone(self.text), self._at + 1)
        return step.label

    def save(self, path: str | os.PathLike[str] | None = None, *, anew: bool = False) -> None:
        """Write the text to its file, or to a new one, whole or not at all.

        Parameters
        ----------
        path
            Where to; by default where it was read from or last saved to.
        anew
            True to write its file again where somebody took it away.

        Raises
        ------
        FileChangedError
            The file is no longer as it was read, or no longer there; nothing is written.
        FileError
            There is another file of that name, or it cannot be written.
        """
        if path is None and self._file is None:
            raise RequestError(f"{self.name} has no file yet; say where to save it")
        file = self._file[0] if path is None and self._file else FilePath(str(path))
        ours = self._file is not None and file.resolve() == self._file[0]
        gone = ours and not file.exists()
        if gone and not anew:
            told = f"{path or file}: taken away since it was read; save it anew, or elsewhere"
            raise FileChangedError(told, gone=True)
        if ours and not gone and self._file and _digest_of(file) != self._file[1]:
            raise FileChangedError(f"{path or file}: changed since it was read; read it anew")
        data = self._mark + self.text.encode()
        write_text(file, data, force=ours and not gone)
        self._saved = self.text
        self._is(file.resolve(), data)

    def reread(self, label: str = "Taken from the file") -> None:
        """Take its file as it is by now in place of the text, a step that can be undone.

        Raises
        ------
        FileError
            The file cannot be read, or there is none.
        ModelError, SizeError
            As ``open`` raises them; nothing has changed then.
        """
        if self._file is None:
            raise RequestError(f"{self.name} has no file yet")
        file, content = self._file[0], read_bytes(self._file[0])
        self.write(decoded_model(content, file), label)
        self._saved = self.text
        self._is(file, content)

    def _is(self, file: FilePath, content: bytes) -> None:
        """Note which file the text is that of, and how the file is."""
        self._mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        self._file = (file, checksum(content))

    def _go(self, text: str, at: int) -> None:
        self._now = self._agreed(reparsed(self._now.document, text, self.name))
        self._at = at
        self.revision += 1

    def _push(self, version: _Version, label: str) -> None:
        _refuse_large(version.document.text)
        start, end, new_end = changed_stretch(self.text, version.document.text)
        old, new = self.text[start:end], version.document.text[start:new_end]
        if old == new:
            return
        self._steps[self._at :] = [_Step(label, start, old, new)]
        self.forgotten += max(0, len(self._steps) - MOST_STEPS)
        self._steps = self._steps[-MOST_STEPS:]
        self._now, self._at = version, len(self._steps)
        self.revision += 1

    def _read(self, text: str) -> _Version:
        document = parse(text, self.name)
        return _Version(document, conflict_of(document, self.name))

    def _agreed(self, document: Document) -> _Version:
        return _Version(document, conflict_of(document, self.name, self.conflict))


def begin(title: str, parties: Iterable[str], name: str = "new.yaml") -> Draft:
    """Begin a new conflict: its title and its parties, who have no options yet and want nothing.

    Parameters
    ----------
    title
        What the conflict is called.
    parties
        What they are called, in any script: one at least. Their names in statements are made of
        it; what they are called becomes the label where the name differs.
    name
        What messages call the text.

    Raises
    ------
    RequestError
        There is no title, or no party.

    Examples
    --------
    >>> draft = go.begin("Water rights", ["Upper valley", "Lower valley"])
    >>> draft.conflict.names
    ('Upper_valley', 'Lower_valley')
    >>> place = ["decision_makers", "Upper_valley", "options", "dam"]
    >>> draft.edit([{"op": "add", "path": place, "value": "Build a dam"}])
    >>> len(draft.conflict.states)
    2
    """
    if isinstance(parties, str):
        raise RequestError(f"{described(parties)} in place of parties; expected a list of names")
    called = [" ".join(_told(party, "a party").split()) for party in parties]
    if not called:
        raise RequestError("no parties; expected the name of one at least")
    makers: dict[str, Any] = {}
    for one in called:
        key = identifier(one, makers)
        label = {} if key == one else {"label": one}
        makers[key] = {**label, "preferences": {"prioritized": []}}
    head = {"goodoffices": SCHEMA_VERSION, "title": " ".join(_told(title, "a title").split())}
    return Draft(name, yamlout.document({**head, "decision_makers": makers}))


def _told(text: object, what: str) -> str:
    shown = "".join(" " if unicodedata.category(c) == "Cc" else c for c in str(text))
    if not isinstance(text, str) or not shown.strip():
        raise RequestError(f"{described(text)} in place of {what}; expected a name")
    return shown


def _refuse_large(text: str) -> None:
    if len(text.encode(errors="replace")) > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        raise RequestError(f"a text of more than {most} MB; a model file has at most that")


def _digest_of(file: FilePath) -> str:
    try:
        return checksum(read_bytes(file))
    except FileError:
        return ""
