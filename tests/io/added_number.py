"""A number on a lever that no line of the package names, used as any other; in its own process."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from goodoffices.model.fields import written
from goodoffices.model.lever_numbers import LeverNumber, register

register(
    LeverNumber(
        ("delay",),
        "delay",
        "Delay",
        "Months until the lever bites.",
        "a number of months from 0 to 24",
        heading="Months until it bites",
        told="the months that pass before it is felt",
        least=0.0,
        most=24.0,
        default=0.0,
        beside_intensity=True,
    )
)

from click.testing import CliRunner  # noqa: E402 - after the number is registered

from goodoffices.cli.main import main as command_line  # noqa: E402
from goodoffices.ensemble.sample import sample  # noqa: E402
from goodoffices.errors import ModelError  # noqa: E402
from goodoffices.files.dumps import dumps  # noqa: E402
from goodoffices.files.load import loads  # noqa: E402
from goodoffices.files.schema import json_schema  # noqa: E402
from goodoffices.mediation.plan.planning import plan  # noqa: E402
from goodoffices.model.changes import apply  # noqa: E402

MODEL = """\
goodoffices: 1
title: Invented
decision_makers:
  A:
    options: {fight: Fight}
    preferences: {weights: {fight: 1}}
  B:
    options: {hold: Hold}
    preferences: {weights: {hold: 1}}
status_quo: "YY"
mediation:
  settlement: not fight
  mediators: {M: Mediator}
  levers:
    toll: {held_by: M, on: A, where: fight, effect: -2, max: 3, delay: 6, note: assumed}
    fine: {held_by: M, on: A, where: fight, effect: -0.5, max: 1}
"""
PLACE = ("mediation", "levers", "toll", "delay")
RANGE = "delay: {uniform: [2, 8], within: [3, null]}"


def say(*parts: object) -> None:
    """Print what the test compares."""
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


def output(folder: str, text: str, *arguments: str) -> str:
    """Return what a command prints of a model."""
    file = Path(folder) / "model.yaml"
    file.write_text(text, "utf-8")
    command, *options = arguments
    done = CliRunner(env={"COLUMNS": "120"}).invoke(command_line, (command, str(file), *options))
    assert done.exit_code == 0, done.output
    return done.stdout


def main() -> None:
    """Load, check, draw, change, write and print it."""
    conflict, uncertain = loads(MODEL), loads(MODEL.replace("delay: 6", RANGE))
    toll, fine = conflict.mediation.levers
    say(toll.others, fine.others, written(conflict)[PLACE])
    say(apply(conflict, {PLACE: 7.5}).mediation.lever("toll").others)
    say("Months until the lever bites." in str(json_schema()))
    say(loads(dumps(conflict)) == conflict, loads(dumps(uncertain)) == uncertain)
    say(*(line.strip() for line in dumps(uncertain).splitlines() if "delay" in line))
    ensemble = sample(uncertain, 4096)
    values = ensemble.block(0).number(uncertain.mediation.lever("toll"), "delay")
    say(values.min() >= 3, values.max() <= 8, 5 < values.mean() < 6)
    say(3 <= ensemble.at(5).mediation.lever("toll").others[0][1] <= 8)
    for spoilt in ("delay: 30", "delay: long stay", "delay: {uniform: [20, 30]}", "dely: 6"):
        try:
            loads(MODEL.replace("delay: 6", spoilt))
        except ModelError as error:
            say(error.problems[0].line, *(str(error.problems[0]).split(": ", 1)[1:]))
    say(plan(conflict).to_dict()["levers"][0]["delay"])
    with TemporaryDirectory() as folder:
        say(json.loads(output(folder, MODEL, "plan", "--format", "json"))["levers"][0]["delay"])
        say(*(row for row in output(folder, MODEL, "plan").splitlines() if "Months" in row))
        say(output(folder, MODEL, "plan", "--format", "csv").splitlines()[0].split(",")[9:14])
        brief = output(folder, MODEL.replace("delay: 6", RANGE), "brief", "--no-flips")
        say(brief.count("Months until it bites"), "between 3 and 8" in brief)
        say("Months until it bites: the months that pass before it is felt." in brief)


main()
