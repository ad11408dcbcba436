"""The commands views and truths, and the others on a file that has views."""

from __future__ import annotations

from pathlib import Path

import goodoffices as go
from tests.cli.conftest import Run
from tests.io.test_views import MODEL

BLUFF = """\
views:
  Ukraine:
    decision_makers:
      US: {preferences: {weights: {walk_away and not neutrality and not cede: 15}}}
truths:
  the_bluff: {to: Ukraine, about: decision_makers.US.preferences}
"""


def test_every_other_command_judges_the_conflict_as_it_is(run: Run, folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL)
    plain = MODEL.partition("views:\n")[0]
    (folder / "plain.yaml").write_text(plain)
    for call in (
        ("analyze", "--stability", "--format", "csv"),
        ("explain", "--state", "1"),
        ("threats", "--state", "1"),
        ("paths",),
    ):
        told = [run(call[0], name, *call[1:]).stdout for name in ("model.yaml", "plain.yaml")]
        assert told[0] == told[1]
    assert (
        go.analyze(go.loads(MODEL)).packed.tolist() == go.analyze(go.loads(plain)).packed.tolist()
    )


def test_analyze_says_that_parties_see_it_otherwise(run: Run, folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL)
    (folder / "plain.yaml").write_text(MODEL.partition("views:\n")[0])
    note = (
        "By the model, A sees the conflict otherwise than it is; here it is judged as it is. What "
        "holds then, or by illusion, tells: goodoffices views FILE."
    )
    assert " ".join(run("analyze", "model.yaml").stdout.split()).endswith(note)
    assert "otherwise" not in run("analyze", "plain.yaml").stdout


def test_the_brief_says_that_it_judges_the_conflict_as_it_is(run: Run, folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL)
    told = run("brief", "model.yaml", "--format", "markdown", "--no-flips").stdout
    assert (
        "By the model, A sees the conflict otherwise than it is. This brief judges it as it is; "
        "what then holds by illusion, and what to tell to whom, the commands views and truths say."
    ) in told


def test_a_view_that_is_no_conflict_is_told_by_the_command_at_its_line(
    run: Run, folder: Path
) -> None:
    (folder / "model.yaml").write_text(MODEL.replace("belief: 0.1", "belief: 2"))
    failed = run("views", "model.yaml", status=2)
    assert "model.yaml:18:" in failed.stderr
    assert "as A sees it" in failed.stderr


def test_without_views_or_truths_there_is_nothing_to_say(run: Run, folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL.partition("views:\n")[0])
    assert "the model has no views" in run("views", "model.yaml", status=2).stderr
    failed = run("truths", "model.yaml", "--state", "1", status=2)
    assert "the model has no truths" in failed.stderr
    text = MODEL.replace("title: A hidden pact", "title: X")
    (folder / "model.yaml").write_text(text)
    failed = run("views", "model.yaml", "-c", "sim", status=2)
    assert "views are not judged by 'sim'; use one of: nash" in failed.stderr


def test_the_hidden_pact(run: Run, folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL)
    told = run("views", "model.yaml").stdout
    assert (
        "A sees otherwise belief of talks (0.1, not 0.5) and does not know of “Call on the pact”."
        in told
    )
    assert "Prevented: Nash 0, GMR 5, SMR 3, SEQ 4, SSEQ 2." in told
    found = run("truths", "model.yaml", "--state", "NNN").stdout
    assert "For 1 (NNN) to hold under SEQ, tell, at a cost of 3:" in found
    assert "1 (NNN), 3 (NYN), 5 (NNY) and 8 (YYY) come to hold." in found
    none = run("truths", "model.yaml", "--state", "YNN").stdout
    assert (
        "No truths make 2 (YNN) hold under SEQ: whatever is told, it is not stable for B." in none
    )


def test_a_bluff_believed_and_exposed(run: Run, folder: Path) -> None:
    (folder / "bluff.yaml").write_text(go.dumps(go.case("istanbul-2025")) + BLUFF)
    told = run("views", "bluff.yaml", "-c", "seq").stdout
    assert "Hold: SEQ 18. By illusion: SEQ 1. Prevented: SEQ 0." in told
    assert "United States does not expect 9 (NYNYNNN) (SEQ) to hold." in told
    assert "Ukraine         9 (NYNYNNN)  3 (NYNNNNN)  SEQ" in told
    found = run(
        "truths",
        "bluff.yaml",
        "-s",
        "ceasefire and neutrality and not cede and not talks and not walk_away and not double_down",
    ).stdout
    assert "9 (NYNYNNN) holds under SEQ as things are seen; nothing needs to be told." in found
    assert "Each of these would undo it:" in found
    assert "the_bluff" in found


def test_a_table_without_a_title_is_announced_as_a_table(folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL)
    page = go.truths(go.load("model.yaml"), "NNN")._repr_html_()
    assert 'role="region" aria-label="Table" tabindex="0">\n<table>\n<thead>' in page
