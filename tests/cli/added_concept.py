"""A concept that no line of the package names, asked of every command; run in its own process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from goodoffices.stability.concepts import Concept, register

register(
    Concept(
        "wary",
        "Wary stability",
        "WRY",
        "Y",
        value="escape",
        replies="none",
        rule="{who} is deterred by nothing.",
        foresight="nobody foresees a thing",
    )
)

from click.testing import CliRunner  # noqa: E402 - after the concept is registered

from goodoffices.cli.main import main  # noqa: E402
from goodoffices.ensemble.robustness import robustness  # noqa: E402
from goodoffices.ensemble.sample import sample  # noqa: E402
from goodoffices.files.load import loads  # noqa: E402
from goodoffices.files.schema import json_schema  # noqa: E402
from goodoffices.model.moves import TensorMoves  # noqa: E402
from goodoffices.stability.analysis import analyze  # noqa: E402
from goodoffices.stability.engines.large import LargeTensor  # noqa: E402
from tests.cli.judging import CALLS, MODEL, written  # noqa: E402


def output(name: str, *arguments: str, columns: str = "80") -> str:
    """Return what a command prints and writes."""
    call = (name, *CALLS[name], *arguments)
    done = CliRunner(env={"COLUMNS": columns}).invoke(main, call, prog_name="goodoffices")
    assert done.exit_code == 0, done.output
    file = written(call)
    return done.stdout + (Path(file).read_text("utf-8") if file else "")


def help_of(name: str) -> str:
    """Return a command's help, lines joined."""
    return " ".join(CliRunner().invoke(main, (name, "--help")).stdout.split())


def say(*parts: object) -> None:
    """Print what the test compares."""
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


def judged() -> None:
    """Judge by it alone and beside the others, in every way and by every command."""
    conflict = loads(MODEL.replace("{nash: [1, 5]}", "{wary: [1, 5]}"))
    assert conflict.published
    assert isinstance(conflict.moves, TensorMoves)
    say(conflict.published.equilibria["wary"], "wary" in str(json_schema()))
    found = analyze(conflict)
    say(found.concepts)
    say((found.verdicts[-1] == found.verdicts[0]).all())
    packed = LargeTensor(conflict.moves, conflict.payoffs).judge(found.concepts)
    say((packed == found.packed).all())
    drawn = robustness(sample(loads(MODEL), 64))
    say(all(drawn.state(k, "wary") == drawn.state(k, "nash") for k in range(1, 7)))
    for name in CALLS:
        told = output(name, "-c", "wary")
        say(name, "WRY" in told or "Wary stability" in told)
    say(output("explain", "--state", "2", "--decision-maker", "A", "-c", "wary"))
    say(json.loads(output("analyze", "--format", "json"))["concepts"])
    brief = output("brief")
    say("| WRY (Wary stability) | A state holds by it if nobody foresees a thing. |" in brief)
    say("By Nash and WRY a party looks one step ahead" in brief)
    say("--concept CONCEPT" in (asked := help_of("analyze")), "sim, seq-or-sim, wary, or" in asked)
    say("one of nash, gmr, smr, seq, sseq, wary. [default: seq]" in help_of("plan"))
    say(*(line for line in output("analyze", columns="44").splitlines() if "WRY" in line))


judged()
