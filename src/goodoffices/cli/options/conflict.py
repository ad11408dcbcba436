"""What the commands share that ask about a conflict: which one, which concepts, which state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.types import Command
from goodoffices.errors import FileError, ModelError, RequestError
from goodoffices.stability.concepts import CONCEPTS, usual_concepts

if TYPE_CHECKING:
    from goodoffices.errors import Problem
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.preferences import StateReference


class _ConceptOption(click.Option):
    """An option whose help names the concepts that there are when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how the option is written and what it is for, concepts filled in."""
        record = super().get_help_record(ctx)
        usual = usual_concepts()
        others = [key for key in CONCEPTS if key not in usual]
        known = {"every": ", ".join(CONCEPTS), "usual": ", ".join(usual)}
        return record and (record[0], record[1].format(**known, others=" and ".join(others)))


_AT = "goodoffices.at"


def file_argument(command: Command) -> Command:
    """Add the argument FILE|CASE; the command gets the text as ``source``."""
    return click.argument("source", metavar="FILE|CASE")(command)


documents_option = click.option(
    "--documents",
    metavar="FOLDER",
    help="Where the texts are that are not kept beside the notebook; they are known by checksum, "
    "whatever they are called.",
)


def conflict_argument(command: Command) -> Command:
    """Add FILE|CASE as ``file_argument`` does, and --at, by which the conflict is read."""

    def note(context: click.Context, _: click.Parameter, value: str | None) -> None:
        context.meta[_AT] = value

    dated = click.option(
        "--at",
        metavar="DATE",
        expose_value=False,
        callback=note,
        help="Answer for the model as it stood on DATE, by its timeline.",
    )
    return file_argument(dated(command))


def state_option(default: str = "") -> Callable[[Command], Command]:
    """Return the option --state: of one state, which has to be named where there is no default."""
    told = "The state: its number, pattern, label, or a statement true in it alone."
    return click.option(
        "--state",
        "-s",
        required=not default,
        metavar="STATE",
        help=f"{told}  [default: {default}]" if default else told,
    )


def model_text(source: str, conflict: Conflict) -> str:
    """Return the text of a model file that says what was read: the file, or that of a date."""
    from goodoffices.files.dumps import dumps

    return source_text(source)[0] if asked_date() is None else dumps(conflict)


def asked_date() -> str | None:
    """Return the date that --at asks for; None where it does not."""
    context = click.get_current_context(silent=True)
    date: str | None = None if context is None else context.meta.get(_AT)
    return date


def at_date(conflict: Conflict, source: str) -> Conflict:
    """Return a conflict as it stood on the date asked for; the conflict itself where none is."""
    date = asked_date()
    if date is None:
        return conflict
    from goodoffices.files.timeline import at

    try:
        return at(conflict, date)
    except ModelError:
        read_with_scenarios(source)  # which says where in the file
        raise


def concept_option(command: Command) -> Command:
    """Add --concept, which may be repeated; the command gets the keys as ``concept``."""
    return _concepts(
        "Stability concept, one of {every}, or one for each decision maker (A=sim,B=seq); may "
        "be repeated.  [default: all but {others}]"
    )(command)


def judging_option(command: Command) -> Command:
    """Add --concept, which may be repeated and is SEQ by default; see ``concept_option``."""
    return _concepts("Stability concept, one of {every}; may be repeated.  [default: seq]")(command)


def _concepts(what: str) -> Callable[[Command], Command]:
    return click.option(
        "--concept", "-c", cls=_ConceptOption, multiple=True, metavar="CONCEPT", help=what
    )


def holding_option(command: Command) -> Command:
    """Add --concept, by which one thing is judged; the command gets text as ``concept``."""
    return click.option(
        "--concept",
        "-c",
        cls=_ConceptOption,
        default="seq",
        metavar="CONCEPT",
        help="What to hold means: one of {usual}.  [default: seq]",
    )(command)


def is_published(source: str) -> bool:
    """Say whether FILE|CASE stands for a published conflict; a file that exists wins."""
    from goodoffices.cases.catalog import is_case

    return is_case(source) and not Path(source).exists()


def read_conflict(source: str) -> Conflict:
    """Load the conflict in a file, or the published one of that name, which is kept."""
    from goodoffices.cases.catalog import case

    if is_published(source):
        return at_date(case(source), source)
    return read_anew(source)


def read_anew(source: str) -> Conflict:
    """Load a conflict as ``read_conflict`` does, and make it even where it is kept."""
    from goodoffices.files.load import loads

    return at_date(loads(*source_text(source)), source)


def read_with_hints(source: str) -> tuple[Conflict, list[Problem]]:
    """Load a conflict as ``read_with_scenarios`` does; return it with hints."""
    from goodoffices.files.scenarios import conflict_with_hints

    return conflict_with_hints(*source_text(source))


def read_with_scenarios(source: str) -> Conflict:
    """Load a conflict as ``read_conflict`` does, and check its scenarios with it."""
    from goodoffices.files.scenarios import checked_conflict

    return checked_conflict(*source_text(source))


def source_text(source: str) -> tuple[str, str]:
    """Return the text of the model that FILE|CASE stands for, and what messages call it."""
    from goodoffices.cases.catalog import text
    from goodoffices.files.read import read_model

    if is_published(source):
        return text(source), source
    return read_model(source_path(source)), source


def source_notebook(source: str) -> Path | None:
    """Return the notebook beside the model that FILE|CASE stands for; None where there is none."""
    from goodoffices.cases.catalog import notebook
    from goodoffices.files.notebooks.check import notebook_beside

    if is_published(source):
        return notebook(source)
    beside = notebook_beside(source_path(source))
    return beside if beside.is_file() else None


def source_path(source: str) -> Path:
    """Return the model file that FILE|CASE stands for."""
    from goodoffices.cases.catalog import listed, path

    if is_published(source):
        return path(source)
    if Path(source).exists():
        return Path(source)
    raise _unknown(Path(source), listed())


def _unknown(path: Path, cases: list[str]) -> FileError | RequestError:
    """Say that there is neither a file nor a case of this name, and which name is nearest."""
    from difflib import get_close_matches

    beside = {file.stem.casefold(): str(file) for file in path.parent.glob("[!.]*.y*ml")}
    known = {name: name for name in cases} | beside
    close = get_close_matches(path.stem.casefold(), known, n=1)
    advice = f"did you mean '{known[close[0]]}'?" if close else "goodoffices cases lists conflicts"
    if path.suffix or path.parent != Path():
        return FileError(f"there is no file '{path}'; {advice}")
    return RequestError(f"there is no file and no published conflict '{path}'; {advice}")


def state_reference(text: str) -> StateReference:
    """Read a state from the command line: a number, or a pattern, label or statement."""
    return int(text) if text.isdecimal() else text
