"""A model, and a way to call every command that takes a concept, as the tests of concepts need."""

import click

from goodoffices.cli.main import main
from tests.cli.truce import MODEL as TRUCE

MODEL = (
    TRUCE.replace("effect: -1, max: 5", "effect: {uniform: [-2, 0]}, max: 5")
    + """\
views:
  A: {mediation: {levers: {payment: {belief: 0.5}}}}
truths:
  believed: {to: A, about: mediation.levers.payment}
timeline:
  - {date: 2025-05-01, event: A first payment, evidence: {payment: {if_meant: 0.9, if_bluff: 0.3}}}
scenarios:
  dearer: {mediation: {levers: {payment: {cost: {execute: 2}}}}}
published:
  equilibria: {nash: [1, 5]}
"""
)
CALLS = {
    "analyze": ("model.yaml",),
    "explain": ("model.yaml", "--state", "1"),
    "inverse": ("model.yaml", "--state", "5"),
    "concepts": ("model.yaml", "--observed", "5"),
    "timeline": ("model.yaml", "--samples", "64"),
    "paths": ("model.yaml",),
    "plan": ("model.yaml",),
    "settlements": ("model.yaml",),
    "roadmap": ("model.yaml", "--to", "5"),
    "spoilers": ("model.yaml",),
    "mediators": ("model.yaml",),
    "evenness": ("model.yaml",),
    "durability": ("model.yaml",),
    "drift": ("model.yaml", "--from", "1"),
    "map": (
        "model.yaml",
        "--x",
        "sanction",
        "--y",
        "payment",
        "--points",
        "3",
        "-o",
        "map.svg",
        "--force",
    ),
    "certain": ("model.yaml",),
    "brief": ("model.yaml", "--samples", "0", "--no-flips"),
    "audit": ("model.yaml", "--samples", "0"),
    "robustness": ("model.yaml", "--samples", "64", "--no-store"),
    "scenarios": ("model.yaml",),
    "views": ("model.yaml", "--pull", "payment=1"),
    "truths": ("model.yaml", "--state", "5"),
    "sensitivity": ("model.yaml", "--samples", "64", "--pull", "none"),
    "export": ("model.yaml", "-o", "export.md", "--force"),
    "graph": ("model.yaml", "-o", "graph.svg", "--force"),
}


def judging() -> set[str]:
    """Return the commands that take a concept."""
    taking = (
        name
        for name, command in main.commands.items()
        if any(isinstance(p, click.Option) and "--concept" in p.opts for p in command.params)
    )
    return set(taking)


def written(call: tuple[str, ...]) -> str:
    """Return the file that a call writes its answer to, or nothing."""
    return call[call.index("-o") + 1] if "-o" in call else ""
