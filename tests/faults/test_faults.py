"""Every model here once went wrong: each is now answered, or refused with one message."""

from pathlib import Path

import pytest

from tests.fuzz.found import Found
from tests.fuzz.watching import run

HERE = Path(__file__).parent
COMMANDS = (
    ("check",),
    ("analyze",),
    ("claims",),
    ("plan",),
    ("brief", "--no-flips", "--samples", "64"),
    ("robustness", "--samples", "64", "--no-store"),
)
LONG_COMMENT = f"""\
goodoffices: 1
title: T
decision_makers:
  A:
    options: {{x: }}
    preferences:
      weights:
        # a{" " * 20_000}b
        x: 1
  B:
    options: {{z: }}
    preferences:
      weights:
        z: 1
"""
MODELS = {path.stem: path.read_text() for path in sorted(HERE.glob("*.yaml"))}
MODELS["comment-20000"] = LONG_COMMENT
REFUSED = {name for name in MODELS if name.startswith("claim-")} - {"claim-settlement-list"}
"""Models that say what cannot be; of the others, some cannot be asked everything."""


@pytest.mark.parametrize("name", MODELS)
def test_every_command_answers_or_refuses_in_one_message(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("model.yaml").write_text(MODELS[name])
    screen = tmp_path / "screen.txt"
    screen.write_text("")
    found = Found(tmp_path)
    for command, *options in COMMANDS:
        assert run([command, "model.yaml", *options], screen, found) == []
    exits = dict(found.exits.keys())
    assert set(exits.values()) <= {0, 2}
    assert (exits["check"] == 2) == (name in REFUSED)
    assert capfd.readouterr() == ("", "")
