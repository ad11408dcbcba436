r"""The code blocks of README.md and of the documentation do what they say.

Each page is followed from top to bottom in a directory of its own:

- `console`: every line that starts with "$ " is run by bash, or within this process where it is a
  command of goodoffices and nothing else; a line that ends in a backslash goes on in the next.
  Output that is shown is compared with what was printed on both streams, white space at line ends
  aside; a line `...` stands for any number of lines. A command may fail with 2, bad input, where
  the page shows what it prints; no command may fail otherwise.
- `python` is executed, `pycon` as well and its output compared.
- `yaml`, `json`: parsed. If the first line is a comment with a file name (`# my.yaml`), the block
  is saved under that name for the commands that follow.
- `text` is left alone. Any other language is refused, so that no example goes untested by mistake.
"""

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML
from sybil import Document, Example, Region
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from goodoffices.cli.main import main
from tests.consoles import SETTINGS, agree, commands_and_outputs

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCKS = RawFencedCodeBlockLexer(re.compile(r"(?P<language>[^\s`]*)[^\n]*$\n", re.MULTILINE))
BAD_INPUT = 2
SHELL = re.compile(r"[|<>&;$*?~`\\'\n]")
FILE_NAME = re.compile(r"# (?P<name>[\w.-]+\.\w+)\n")


def run_console(example: Example) -> str | None:
    for command, shown in commands_and_outputs(example.parsed):
        printed, status = run_command(command)
        if shown and not agree(shown, printed):
            lines = shown.splitlines(), printed.strip("\n").splitlines()
            difference = "\n".join(unified_diff(*lines, "shown", "printed", lineterm=""))
            return f"$ {command}\n{difference}"
        if status not in {0, BAD_INPUT} or (status and not shown):
            return f"$ {command}\nfailed with {status} and printed:\n{printed}"
    return None


def run_command(command: str) -> tuple[str, int]:
    """Return what a command printed on both streams, and its status."""
    if not SHELL.search(command):
        program, *arguments = shlex.split(command)
        if program == "goodoffices":
            done = CliRunner().invoke(main, arguments, prog_name=program, env=SETTINGS)
            return done.output, done.exit_code
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, **SETTINGS, "PATH": path},
        check=False,
    )
    return run.stdout, run.returncode


def save(text: str) -> None:
    if named := FILE_NAME.match(text):
        Path(named["name"]).write_text(text, encoding="utf-8")


def read_yaml(example: Example) -> None:
    YAML(typ="safe").load(example.parsed)
    save(example.parsed)


def read_json(example: Example) -> None:
    json.loads(example.parsed)


def leave_alone(_: Example) -> None:
    """Text has nothing to run."""


EVALUATORS: dict[str, Callable[[Example], str | None]] = {
    "console": run_console,
    "json": read_json,
    "python": PythonEvaluator(),
    "text": leave_alone,
    "yaml": read_yaml,
}
DOCTESTS = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS))


def refuse(example: Example) -> str:
    language = example.region.lexemes["language"]
    return f"a block in '{language}'; expected one of {', '.join([*EVALUATORS, 'pycon'])}"


def parse_blocks(document: Document) -> Iterator[Region]:
    for block in BLOCKS(document):
        language, source = block.lexemes["language"], block.lexemes["source"]
        if language == "pycon":
            for region in DOCTESTS(source, document.path):
                region.adjust(block, source)
                yield region
        elif not language.startswith("{"):
            block.parsed = source
            block.evaluator = EVALUATORS.get(language, refuse)
            yield block


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_code_blocks(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("GOODOFFICES_STORE", "runs.sqlite")
    for example in Document.parse(str(page), parse_blocks).examples():
        example.evaluate()


def test_shown_output_is_really_compared() -> None:
    assert agree("one\n...\nthree", "one  \ntwo\nthree\n")
    assert agree("one\n...", "one\n")
    assert not agree("one\nthree", "one\ntwo\nthree\n")
    assert not agree("one\n...\nfour", "one\ntwo\nthree\n")
    block = "$ first \\\n  --more\nits output\n$ second\n"
    assert list(commands_and_outputs(block)) == [
        ("first \\\n  --more", "its output"),
        ("second", ""),
    ]
