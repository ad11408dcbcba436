"""FILE given: edits are saved at once, and never over what somebody else wrote."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.web.drafts import Bench, Open
from tests.web.client import client, said

TEXT = go.dumps(go.case("chicken")) + "# the last line\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def first(bench: Bench) -> Open:
    assert bench.first is not None
    return bench.models[bench.first]


def titled(one: Open, title: str) -> None:
    change = {"op": "set", "path": ["title"], "value": title}
    assert one.change(None, lambda draft: draft.edit([change], "Title"))


def test_an_edit_reaches_the_file_with_its_comments(file: Path) -> None:
    one = first(Bench(file))
    titled(one, "A dare")
    assert file.read_text(encoding="utf-8") == TEXT.replace("title: Chicken", "title: A dare")


def test_somebody_elses_change_is_never_written_over(file: Path) -> None:
    one = first(Bench(file))
    theirs = TEXT.replace("title: Chicken", "title: Theirs")
    file.write_text(theirs, encoding="utf-8")
    titled(one, "Mine")
    assert one.trouble == "changed"
    assert file.read_text(encoding="utf-8") == theirs
    assert one.draft.conflict.title == "Mine"


def in_trouble(file: Path) -> tuple[Bench, Open]:
    bench = Bench(file)
    one = first(bench)
    file.write_text(TEXT.replace("title: Chicken", "title: Theirs"), encoding="utf-8")
    titled(one, "Mine")
    return bench, one


def test_mine_is_kept_as_a_copy(file: Path) -> None:
    bench, one = in_trouble(file)
    told = said(client(bench).post(f"/api/models/{one.id}/file/copy"))
    assert (told["name"], told["file"]["trouble"]) == ("my-2.yaml", "")
    assert "title: Mine" in file.with_name("my-2.yaml").read_text(encoding="utf-8")
    assert "title: Theirs" in file.read_text(encoding="utf-8")
    titled(one, "Mine again")
    assert "Mine again" in file.with_name("my-2.yaml").read_text(encoding="utf-8")


def test_copies_are_numbered_from_the_file_that_was_opened(file: Path) -> None:
    bench, one = in_trouble(file)
    asked = client(bench)
    said(asked.post(f"/api/models/{one.id}/file/copy"))
    file.with_name("my-2.yaml").write_text("theirs too", encoding="utf-8")
    titled(one, "Mine again")
    assert one.trouble == "changed"
    assert said(asked.post(f"/api/models/{one.id}/file/copy"))["name"] == "my-3.yaml"
    assert go.load(file.with_name("my-3.yaml")).title == "Mine again"


def test_a_file_that_was_deleted_is_told_and_written_again(file: Path) -> None:
    bench = Bench(file)
    one, asked = first(bench), client(bench)
    file.unlink()
    titled(one, "Mine")
    assert one.trouble == "gone"
    assert not file.exists()
    told = said(asked.post(f"/api/models/{one.id}/file/again"))
    assert (told["name"], told["file"]) == (
        "my.yaml",
        {"kept": True, "dirty": False, "trouble": ""},
    )
    assert file.read_text(encoding="utf-8") == TEXT.replace("title: Chicken", "title: Mine")
    titled(one, "Mine again")
    assert go.load(file).title == "Mine again"


def test_writing_a_file_again_never_writes_over_another(file: Path) -> None:
    one = first(Bench(file))
    file.unlink()
    titled(one, "Mine")
    file.write_text("theirs", encoding="utf-8")
    one.again()
    assert one.trouble == "changed"
    assert file.read_text(encoding="utf-8") == "theirs"


def test_theirs_is_taken_and_mine_can_be_had_back(file: Path) -> None:
    bench, one = in_trouble(file)
    asked = client(bench)
    told = said(asked.post(f"/api/models/{one.id}/file/theirs"))
    assert (told["title"], told["file"]["trouble"]) == ("Theirs", "")
    back = said(asked.post(f"/api/models/{one.id}/history/undo"))
    assert back["title"] == "Mine"
    assert "title: Mine" in file.read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_begun_with_the_first_edit(file: Path) -> None:
    new = file.with_name("two-villages.yaml")
    one = first(Bench(new))
    assert one.draft.conflict.title == "Two villages"
    assert not new.exists()
    titled(one, "Two villages, one well")
    assert go.load(new).title == "Two villages, one well"


def test_a_file_that_appears_meanwhile_is_left_alone(file: Path) -> None:
    new = file.with_name("new.yaml")
    one = first(Bench(new))
    new.write_text("somebody else's", encoding="utf-8")
    titled(one, "Mine")
    assert new.read_text(encoding="utf-8") == "somebody else's"


def test_what_cannot_be_written_is_told(file: Path) -> None:
    one = first(Bench(file))
    file.unlink()
    file.mkdir()
    titled(one, "Mine")
    assert "my.yaml" in one.trouble or one.trouble == "changed"


SERVER = """
import sys
from pathlib import Path
from goodoffices.web.drafts import Bench
one = next(iter(Bench(Path(sys.argv[1])).models.values()))
for number in range(100000):
    edit = {"op": "set", "path": ["title"], "value": f"Title {number}"}
    one.change(None, lambda draft: draft.edit([edit], "Title"))
    print(number, flush=True)
"""


@pytest.mark.parametrize("edits", [1, 7, 30])
def test_killing_the_server_loses_no_file(file: Path, edits: int) -> None:
    command = [sys.executable, "-c", SERVER, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for _ in range(edits):
            server.stdout.readline()
        os.kill(server.pid, signal.SIGKILL)
    left = go.load(file).title  # whole: it is a conflict
    assert int(left.removeprefix("Title ")) >= edits - 1  # all that were answered
    assert file.read_text(encoding="utf-8").endswith("# the last line\n")
