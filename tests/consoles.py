"""Console blocks of a page: the commands, and whether they print what the page shows."""

import re
from collections.abc import Iterator

SETTINGS = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
"""What the pages were written under."""


def commands_and_outputs(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command = re.match(r"(?:[^\n]*\\\n)*[^\n]*", part)
        assert command is not None
        yield command[0], part[command.end() :].strip("\n")


def agree(shown: str, printed: str) -> bool:
    """Compare line by line; a shown line `...` stands for any lines, or none."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()) + r"[ \t]*\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None
