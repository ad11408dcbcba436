"""What happened so far: how often a command ended how, and of each kind of fault an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Found:
    """What happened so far.

    Attributes
    ----------
    exits
        What was asked, and how that ended, to how often.
    faults
        Kind and place of a fault to how often.
    examples
        To each fault the folder in which its files and its command are kept.
    tried
        Kind of file to how many of it were tried.
    """

    folder: Path
    exits: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    tried: Counter[str] = field(default_factory=Counter)

    @property
    def files(self) -> int:
        """How many files were tried."""
        return self.tried.total()

    def note(self, fault: str, command: str, files: Mapping[str, bytes]) -> None:
        """Count a fault; of the first of its kind the files and the command are kept."""
        self.faults[fault] += 1
        if fault not in self.examples:
            kept = self.folder / f"fault-{len(self.examples) + 1}"
            kept.mkdir(parents=True)
            for name, content in files.items():
                (kept / name).write_bytes(content)
            told = f"{command}\n{fault}\n"
            (kept / "command.txt").write_text(told, encoding="utf-8", errors="surrogatepass")
            self.examples[fault] = f"{kept}: {command[:300]}"

    def __str__(self) -> str:
        """Tell it all, the faults last."""
        ends = Counter[int]()
        for (_, status), count in self.exits.items():
            ends[status] += count
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.tried.items()))
        told = [f"{self.files:,} files: {kinds}", f"{ends.total():,} times asked"]
        told += [f"  exit {status}: {count:,}" for status, count in sorted(ends.items())]
        told += [f"{self.faults.total():,} faults of {len(self.faults):,} kinds"]
        for fault, count in self.faults.most_common():
            told += [f"  {count:,} × {fault}", f"      {self.examples[fault]}"]
        return "\n".join(told)
