"""How far fuzzing is, kept in a file between calls: a process that is killed loses one chunk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.found import Found

CHUNK = 1000
"""Files that are drawn from one seed."""


def chunks(done: int, total: int) -> Iterator[tuple[int, int]]:
    """Yield the number and the size of each chunk that is left."""
    for first in range(done, total, CHUNK):
        yield first // CHUNK, min(CHUNK, total - first)


@dataclass
class Progress:
    """The state of a search."""

    seed: int
    found: Found

    @property
    def done(self) -> int:
        """How many files of whole chunks were tried; a shorter one at the end is made anew."""
        return self.found.files // CHUNK * CHUNK

    @classmethod
    def read(cls, store: Path, seed: int) -> Progress:
        """Return the state in a file, or a new one where there is none."""
        found = Found(store.with_name(f"{store.name}.faults"))
        if not store.exists():
            return cls(seed, found)
        state = json.loads(store.read_text(encoding="utf-8"))
        for what, status, count in state["exits"]:
            found.exits[what, status] = count
        found.faults, found.examples = Counter(state["faults"]), state["examples"]
        found.tried = Counter(state["tried"])
        return cls(state["seed"], found)

    def write(self, store: Path) -> None:
        """Write the state, whole or not at all."""
        found = self.found
        state = {
            "seed": self.seed,
            "tried": found.tried,
            "exits": [[*key, count] for key, count in found.exits.items()],
            "faults": found.faults,
            "examples": found.examples,
        }
        beside = store.with_name(f"{store.name}.part")
        beside.write_text(json.dumps(state, indent=1), encoding="utf-8")
        beside.replace(store)
