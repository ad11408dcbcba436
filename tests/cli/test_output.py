"""Formats, files, and what is refused before any work is done."""

import csv
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
import pytest

from goodoffices.cases import catalog
from goodoffices.cases.entries import catalogue
from goodoffices.cli.main import main
from goodoffices.cli.options.conflict import is_published
from goodoffices.runs.places import store_path
from goodoffices.runs.resume import execute_saved
from goodoffices.show import kinds
from goodoffices.show.language import speaking
from tests.cli.conftest import Run
from tests.cli.judging import MODEL
from tests.cli.test_files import OLD
from tests.ensemble import fakes
from tests.ensemble.fakes import KIND, Draws, refuse
from tests.scripts import script
from tests.show.pseudo import MESSAGES, PSEUDO, unsaid
from tests.sources import strike

ANSWERS = {
    "analyze": ["elmira-1991"],
    "explain": ["elmira-1991", "--state", "4", "--concept", "seq"],
    "inverse": ["istanbul-2025", "--state", "9", "--weights", "--orders"],
    "concepts": ["elmira-1991", "--observed", "5"],
    "certain": ["istanbul-2025"],
    "views": ["misread.yaml"],
    "truths": ["misread.yaml", "--state", "5"],
    "timeline": ["misread.yaml", "--samples", "64"],
    "paths": ["elmira-1991", "--to", "5"],
    "coalitions": ["elmira-1991"],
    "plan": ["istanbul-2025"],
    "settlements": ["istanbul-2025"],
    "roadmap": ["istanbul-2025"],
    "spoilers": ["indus-waters-1960"],
    "mediators": ["istanbul-2025"],
    "evenness": ["istanbul-2025"],
    "threats": ["istanbul-2025"],
    "durability": ["istanbul-2025"],
    "baserates": [],
    "audit": ["indus-waters-1960"],
    "ripeness": ["istanbul-2025"],
    "drift": ["istanbul-2025"],
    "claims": ["istanbul-2025"],
    "map": ["istanbul-2025", "--x", "Russia", "--y", "Ukraine", "--points", "5"],
    "robustness": ["istanbul-2025", "--samples", "256"],
    "scenarios": ["missile-crisis-nine-views"],
    "sensitivity": ["istanbul-2025", "--samples", "64"],
    "runs": [],
    "check": ["elmira-1991"],
    "read": ["page.txt"],
    "sources": ["check", "istanbul-2025"],
    "seal": ["chicken"],
    "new": ["new.yaml", "--force"],
    "set": ["my.yaml", "title", "Another"],
    "import": ["old.gmcr"],
    "export": ["elmira-1991"],
    "graph": ["elmira-1991"],
    "cases": [],
    "schema": [],
    "doctor": [],
}


# What people type stands as it is in every language: options, commands, what pip installs.
CODE = re.compile(r"--[a-z-]+|goodoffices [a-z]+|pip install \S+")
SAID = {(told, context) for told, _, context in script("write_messages").said()}
# What keys of a file mean is told by its schema, what an import lost by what reads it, as errors.
IN_ENGLISH = {"schema", "import"}
# Names that are no model's: of libraries and places, of results in the literature, of files.
OWN = {
    "coalitions": ["CNash CGMR CSMR CSEQ"],
    "read": ["Russia Ukraine Putin Moscow"],  # of the example in its help
    "runs": ["runs.sqlite"],
    "cases": [json.dumps([asdict(entry) for entry in catalogue()])],
}
MISREAD = re.sub(r"\bsanction\b", "sanctions", MODEL)


NOTEBOOK = """\
parties: {MoE: [the ministry]}
grounds:
  decision_makers.MoE.preferences: {kind: assumption}
"""


PAGE = """\
The union demanded a raise of five percent from Acme on Monday. Acme refused to talk about pay
before the end of the strike. The union threatened to extend the strike to the northern plant, and
a mediator offered talks. Acme rejected the offer, and the union called for a vote on the strike.
"""
FEED = f"""\
<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>A strike</title><description>{PAGE}</description></item></channel></rss>
"""


@pytest.fixture
def files(folder: Path, run: Run) -> Path:
    run("new", "my.yaml", "--from", "elmira-1991")
    Path("old.gmcr").write_text(json.dumps(OLD))
    shutil.copy("my.yaml", "mine.yaml")
    run("export", "chicken", "-o", "game.nfg")
    run("export", "chicken", "-o", "payoffs.csv")
    Path("misread.yaml").write_text(MISREAD)
    Path("my.sources.yaml").write_text(NOTEBOOK)
    Path("texts").mkdir()
    Path("page.txt").write_text(PAGE)
    Path("page.html").write_text(f"<html><body><p>{PAGE}</p></body></html>")
    Path("feed.xml").write_text(FEED)
    return folder


def tried(arguments: tuple[str, ...]) -> list[str]:
    """Return an example with one file, few samples and no cluster."""
    shorter = {"*.yaml": "my.yaml", "10000000": "64", "100000": "64"}
    left = [shorter.get(argument, argument) for argument in arguments]
    if "delete" in left and "--yes" not in left:  # nobody is there to agree
        left.append("--yes")
    if "<" in left:
        left = [argument for argument in left if argument not in {"-", "<"}]
    if "--scheduler" in left:
        place = left.index("--scheduler")
        del left[place : place + 2]
    return left


def test_every_command_is_tried_here() -> None:
    others = {"brief", "web"}  # has formats of its own; serves until it is stopped
    assert {*ANSWERS, *others} == set(main.commands)


@pytest.mark.parametrize("command", ANSWERS)
def test_every_command_answers_in_every_format(run: Run, files: Path, command: str) -> None:
    def answer(form: str) -> str:
        return run(command, *ANSWERS[command], "--format", form).stdout

    assert (files / "my.yaml").exists()
    assert isinstance(json.loads(answer("json")), dict)
    rows = list(csv.reader(answer("csv").splitlines()))
    assert len({len(row) for row in rows}) == 1
    assert len(rows[0]) >= 2
    assert answer("markdown").startswith("# ")
    table = answer("table")
    assert table == table.strip("\n") + "\n"
    assert not [line for line in table.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("command", [*(one for one in ANSWERS if one not in IN_ENGLISH), "brief"])
def test_every_command_says_all_in_the_language_spoken(run: Run, files: Path, command: str) -> None:
    arguments = ANSWERS.get(command, ["indus-waters-1960", "--no-flips", "--samples", "64"])
    own = [catalog.text(argument) for argument in arguments if is_published(argument)]
    own += [path.read_text() for path in files.iterdir() if path.is_file()]
    own += [run("doctor", "--format", "json").stdout] if command == "doctor" else []
    own += [*arguments, *OWN.get(command, ()), str(files), "yaml"]
    MESSAGES.asked.clear()
    with speaking(PSEUDO):
        told = run(command, *arguments, "--format", "markdown").stdout
    assert unsaid(CODE.sub(" ", told), own) == []
    assert [one for one in MESSAGES.asked if one not in SAID] == []


@pytest.mark.parametrize("command", ANSWERS)
def test_every_command_writes_to_a_file_once(run: Run, files: Path, command: str) -> None:
    arguments = [command, *(a for a in ANSWERS[command] if a != "--force"), "-o", "answer.json"]
    result = run(*arguments)
    assert "Wrote answer.json" in result.stderr
    written = (files / "answer.json").read_text(encoding="utf-8")
    assert json.loads(written)
    if command == "new":
        (files / "new.yaml").unlink()
    refused = run(*arguments, status=2)
    assert "--force" in refused.stderr
    assert (files / "answer.json").read_text(encoding="utf-8") == written
    run(*arguments, "--force")
    assert sorted(file.name for file in files.iterdir() if file.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", "{\n"),
        ("a.CSV", "state,"),
        ("a.md", "# Chicken"),
        ("a.markdown", "# Chicken"),
        ("a.txt", "Chicken\n"),
        ("a", "Chicken\n"),
    ],
)
def test_the_suffix_sets_the_format(run: Run, folder: Path, name: str, start: str) -> None:
    run("analyze", "chicken", "--output", name)
    assert (folder / name).read_text().startswith(start)


def test_an_explicit_format_wins_over_the_suffix(run: Run, folder: Path) -> None:
    run("analyze", "chicken", "--format", "csv", "-o", "a.json")
    assert (folder / "a.json").read_text().startswith("state,")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.xlsx", ".csv"),
        ("missing/a.csv", "there is no folder 'missing'"),
        ("folder.csv", "directory"),
    ],
)
def test_what_cannot_be_written_is_refused(run: Run, folder: Path, name: str, message: str) -> None:
    (folder / "folder.csv").mkdir()
    assert message in run("analyze", "chicken", "-o", name, status=2).stderr
    assert not (folder / name).is_file()


def test_columns_set_the_width_and_a_pipe_has_100(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def widest() -> int:
        return max(len(line) for line in run("analyze", "elmira-1991").stdout.splitlines())

    assert 80 < widest() <= 100
    monkeypatch.setenv("COLUMNS", "80")
    assert 60 < widest() <= 80


def test_hostile_text_does_not_reach_the_terminal(run: Run, folder: Path) -> None:
    (folder / "hostile.yaml").write_text(
        'goodoffices: 1\ntitle: "[bold]not bold[/bold] \\u202e"\ndecision_makers:\n'
        '  A: {label: "a|b", options: {x: "[link]"}, preferences: {ranking: [1, 2]}}\n'
    )
    for form, title in (
        ("table", "[bold]not bold[/bold]"),
        ("markdown", r"\[bold\]not bold\[/bold\]"),
    ):
        text = run("analyze", "hostile.yaml", "--format", form).stdout
        assert "\u202e" not in text
        assert title in text


def commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        assert isinstance(command, click.Command)
        yield name, command
        if isinstance(command, click.Group):
            yield from commands(command)


def examples() -> Iterator[tuple[str, ...]]:
    for name, command in commands(main):
        shown = re.findall(r"^ +(goodoffices .+)$", command.help or "", re.MULTILINE)
        assert shown, f"{name} has no example"
        yield from (tuple(shlex.split(line)[1:]) for line in shown)


def prepare(run: Run, files: Path, arguments: tuple[str, ...]) -> None:
    """Put there what an example takes, and away what it writes."""
    if arguments[0] == "new":
        (files / "my.yaml").unlink()
    if arguments[0] == "read":
        (files / "my.sources.yaml").unlink()
    if arguments[0] == "seal":
        run("seal", "my.yaml")
    if arguments[:2] == ("sources", "draft"):
        (files / "my.yaml").unlink()
        (files / "my.sources.yaml").write_text(strike.NOTEBOOK.partition("grounds:")[0])
    if arguments[0] in {"views", "truths"}:
        shutil.copy("misread.yaml", "my.yaml")


@pytest.mark.parametrize("arguments", list(dict.fromkeys(examples())), ids=" ".join)
def test_the_examples_of_the_help_texts_run(
    run: Run, files: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    if arguments[0] == "web":
        monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
        monkeypatch.setattr("webbrowser.open", lambda _: True)
    if arguments[0] == "runs":
        monkeypatch.setitem(kinds.HOMES, KIND, fakes.__name__)
        for seed in range(3):
            execute_saved(Draws(chunks=2, seed=seed), store_path(), trouble=refuse)
        shutil.copy(store_path(), files / "results.sqlite")
    if {"robustness", "scenarios", "sensitivity", "--samples"} & {*arguments}:
        for name in ("my.yaml", "big.yaml"):
            run("new", name, "--from", "istanbul-2025", "--force")
    prepare(run, files, arguments)
    run(*tried(arguments))
