"""Without pictures and PDF everything else answers, and what needs them says how to get them."""

import subprocess
import sys
from pathlib import Path

import pytest

BARE = """
import sys
for name in ("altair", "networkx", "typst", "vl_convert"):
    sys.modules[name] = None
from goodoffices.cli.main import main
main(prog_name="goodoffices")
"""


def bare(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line where the extra ``report`` is not installed."""
    return subprocess.run(
        [sys.executable, "-c", BARE, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        "analyze elmira-1991",
        "plan indus-waters-1960",
        "drift indus-waters-1960",
        "map indus-waters-1960 --points 3 --format table",
        "brief indus-waters-1960 --no-flips --format markdown",
    ],
)
def test_answers_in_words_need_no_extra(command: str) -> None:
    run = bare(*command.split())
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout


def test_pictures_and_papers_say_what_to_install(tmp_path: Path) -> None:
    graph = bare("graph", "elmira-1991", "-o", str(tmp_path / "graph.svg"))
    assert graph.returncode == 2
    assert graph.stderr == (
        'Error: this needs networkx and vl_convert: pip install "goodoffices[report]"\n'
    )
    paper = bare("brief", "elmira-1991", "--no-flips", "-o", str(tmp_path / "brief.pdf"))
    assert paper.returncode == 2
    assert paper.stderr == 'Error: this needs typst: pip install "goodoffices[report]"\n'
    page = bare("brief", "indus-waters-1960", "--no-flips", "-o", str(tmp_path / "brief.html"))
    assert page.returncode == 2
    assert page.stderr == ('Error: this needs vl_convert: pip install "goodoffices[report]"\n')
    assert list(tmp_path.iterdir()) == []
