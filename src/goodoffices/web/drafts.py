"""The models that are open: each a draft with its live answers, its windows and its file."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import FileChangedError, FileError, GoodOfficesError, RequestError
from goodoffices.files.atomic import refuse_existing
from goodoffices.files.draft import Draft, begin
from goodoffices.files.notebooks.check import notebook_beside
from goodoffices.files.notebooks.notes import Notes
from goodoffices.files.views import seen_by
from goodoffices.mediation.live import Live
from goodoffices.model.conflict import Conflict
from goodoffices.model.matching import places
from goodoffices.show.language import say
from goodoffices.stability.certainty.certainty import Certainty, certain
from goodoffices.web.jobs import Jobs

MOST_OPEN = 50
_numbers = itertools.count(1)
Listener = Callable[[], None]
Made = TypeVar("Made")


class Sight(NamedTuple):
    """Answers for a conflict as it is seen, and where each state of it as it is stands there."""

    live: Live
    places: NDArray[np.int64]


def _seen(conflict: Conflict) -> dict[str, Sight]:
    seen = seen_by(conflict).items()
    return {name: Sight(Live(other), places(conflict, other)) for name, other in seen}


class Open:
    """A model that is open.

    Attributes
    ----------
    file
        Where edits are saved to; None where they are not.
    lock
        Held by whoever changes the draft, or reads several things of it that are to agree.
    trouble
        Why the file was not written: ``changed`` or ``gone`` since it was read, or a sentence;
        empty where it was, or where there is no file.
    notes
        The notebook of the model; ``notes_trouble`` is about its file.
    read
        What was said of the last text that was read, as plain blocks.
    """

    def __init__(
        self, draft: Draft, name: str, file: Path | None = None, notes: Notes | None = None
    ) -> None:
        self.id = f"m{next(_numbers)}"
        self.notes, self.notes_trouble = notes or Notes(), ""
        self.read: list[dict[str, Any]] = []
        self.draft, self.name, self.file = draft, name, file
        self._stem = "" if file is None else file.stem  # copies are numbered from the first
        self.lock = threading.RLock()
        self.listeners: set[Listener] = set()
        self.trouble = ""
        self._kept: tuple[int, dict[Callable[[Conflict], Any], Any]] = (-1, {})

    @property
    def live(self) -> Live:
        """Answers at any intensities, for the model as it is now."""
        return self._once(Live)

    @property
    def certain(self) -> Certainty:
        """What holds whatever is not known of preferences, and what can."""
        return self._once(certain)

    @property
    def seen(self) -> dict[str, Sight]:
        """Answers for the model as it is seen, by whoever sees it otherwise than it is."""
        return self._once(_seen)

    def _once(self, make: Callable[[Conflict], Made]) -> Made:
        """Return what is made of the model as it is now, made once."""
        with self.lock:
            if self._kept[0] != self.draft.revision:
                self._kept = (self.draft.revision, {})
            made = self._kept[1]
            if make not in made:
                made[make] = make(self.draft.conflict)
            found: Made = made[make]
        return found

    def change(self, revision: int | None, work: Callable[[Draft], Any]) -> bool:
        """Change the draft as it was at a revision; false where it is another one by now."""
        with self.lock:
            if revision is not None and revision != self.draft.revision:
                return False
            before = self.draft.revision
            work(self.draft)
            if self.draft.revision != before and self.file is not None:
                self.save()
            elif self.draft.revision != before:
                self.tell()
        return True

    def tell(self) -> None:
        """Tell every window that there is something new."""
        for listener in list(self.listeners):
            listener()

    def save(self, *, anew: bool = False) -> None:
        """Write the draft to its file, unless somebody else has changed that meanwhile."""
        with self.lock:
            try:
                self.draft.save(self.file, anew=anew)
            except FileChangedError as error:
                self.trouble = "gone" if error.gone else "changed"
            except FileError as error:
                self.trouble = str(error)
            else:
                self.trouble = ""
        self.tell()

    @property
    def notes_file(self) -> Path | None:
        """Where the notebook is saved to; None where it is not."""
        return None if self.file is None else notebook_beside(self.file)

    def note(self, revision: int | None, work: Callable[[Notes], Any]) -> bool:
        """Change the notebook as it was at a revision; false where it is another one by now."""
        with self.lock:
            if revision is not None and revision != self.notes.revision:
                return False
            before = self.notes.revision
            work(self.notes)
            if self.notes.revision != before:
                self.save_notes()
        return True

    def save_notes(self, *, anew: bool = False) -> None:
        """Write the notebook to its file, unless somebody else has changed that meanwhile."""
        with self.lock:
            if self.notes_file is not None:
                try:
                    self.notes.save(self.notes_file, anew=anew)
                except FileChangedError as error:
                    self.notes_trouble = "gone" if error.gone else "changed"
                except GoodOfficesError as error:
                    self.notes_trouble = str(error)
                else:
                    self.notes_trouble = ""
        self.tell()

    def reread_notes(self) -> None:
        """Take the notebook's file as it is by now in place of what is here."""
        with self.lock:
            if self.notes_file is not None:
                self.notes.reread(self.notes_file)
                self.notes_trouble = ""
        self.tell()

    def again(self) -> None:
        """Write the file again, which somebody took away."""
        self.save(anew=True)

    def theirs(self) -> None:
        """Take the file as it is by now in place of the draft."""
        with self.lock:
            self.draft.reread(say("Taken from the file"))
            self.trouble = ""
        self.tell()

    def copy(self) -> None:
        """Save the draft under another name beside its file, and go on with that."""
        with self.lock:
            if self.file is None:
                return
            stems = (f"{self._stem}-{number}" for number in itertools.count(2))
            names = (self.file.with_stem(stem) for stem in stems)
            self.file = next(name for name in names if not name.exists())
            self.draft.save(self.file)
            self.name, self.trouble = self.file.name, ""
            if not self.notes.empty:
                self.notes = self.notes.elsewhere()
                self.save_notes()
        self.tell()


class Bench:
    """Everything that is open on a workbench."""

    def __init__(self, file: Path | None = None) -> None:
        self.models: dict[str, Open] = {}
        self.jobs = Jobs()
        self.first: str | None = None
        self._lock = threading.Lock()
        if file is not None:
            self.first = self.add(_from(file), file.name, file, Notes.of(notebook_beside(file))).id

    def add(
        self, draft: Draft, name: str, file: Path | None = None, notes: Notes | None = None
    ) -> Open:
        """Open a model.

        Raises
        ------
        RequestError
            As many are open as may be.
        """
        with self._lock:
            self.refuse_more()
            one = Open(draft, name, file, notes)
            self.models[one.id] = one
        return one

    def refuse_more(self) -> None:
        """Raise RequestError where as many models are open as may be."""
        if len(self.models) >= MOST_OPEN:
            oldest = next(iter(self.models.values()))
            raise RequestError(
                f"{MOST_OPEN} models are open, which is the most; close one first, such as "
                f"“{oldest.draft.conflict.title}”, opened longest ago"
            )

    def close(self, model: str) -> None:
        """Close a model, and end the work about it."""
        with self._lock, suppress(KeyError):
            self.models.pop(model).tell()
        self.jobs.forget(model)


def _from(file: Path) -> Draft:
    """Return a draft of a file; of one that is not there a new model, saved with the first edit."""
    if file.exists():
        return Draft.read(file)
    refuse_existing(file, force=False)  # says what is wrong with such a name, before any edit
    title = file.stem.replace("_", " ").replace("-", " ").strip().capitalize()
    parties = [say("First party"), say("Second party")]
    return begin(title or say("New conflict"), parties, str(file))
