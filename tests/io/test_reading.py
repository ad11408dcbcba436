"""Files that cannot be read get one message that says why."""

import os
import pickle
import re
from pathlib import Path

import pytest

from goodoffices.errors import FileError
from goodoffices.files.load import load
from goodoffices.files.read import MOST_BYTES, read_text


def refusal(path: str | Path) -> str:
    with pytest.raises(FileError) as info:
        load(path)
    return str(info.value)


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "elmira.yaml").write_text("x", encoding="utf-8")
    said = refusal(tmp_path / "elmria.yaml")
    assert said == (
        f"{tmp_path / 'elmria.yaml'}: there is no such file; "
        f"did you mean '{tmp_path / 'elmira.yaml'}'?"
    )
    assert "elmira.yaml" in refusal(tmp_path / "elmira")
    assert "did you mean" not in refusal(tmp_path / "something quite different")


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    assert f"there is no directory {tmp_path / 'none'}" in refusal(tmp_path / "none" / "a.yaml")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: this is a directory; give the name of a file"
    (tmp_path / "model.yaml").write_text("x", encoding="utf-8")
    assert f"for instance {tmp_path / 'model.yaml'}" in refusal(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = "this is a device or pipe; give the name of an ordinary file"
    assert refusal(tmp_path / "pipe") == f"{tmp_path / 'pipe'}: {said}"
    assert "a device or pipe" in refusal("/dev/zero")


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(100 * 1024**2)
    assert refusal(large) == f"{large}: 100.0 MB; a model file has at most 4 MB"
    large.write_bytes(b"#" * (MOST_BYTES + 1))
    assert "at most 4 MB" in refusal(large)
    large.write_bytes(b"#" * MOST_BYTES)
    assert len(read_text(large)) == MOST_BYTES


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests as root may read everything, so the refusal is made by hand.
    locked = tmp_path / "locked.yaml"
    locked.write_text("x", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(locked) == f"{locked}: no permission to read this file"


def test_other_failures_are_passed_on_in_one_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "cannot be read" in refusal(loop)
    assert "cannot be read" in refusal("x" * 5000)
    assert "cannot be the name of a file" in refusal("a\0b")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("goodoffices: 1".encode("utf-16"), ": this is UTF-16 text; save the file as UTF-8"),
        ("goodoffices: 1".encode("utf-32"), ": this is UTF-32 text; save the file as UTF-8"),
        ("title: a\nnotes: Zürich".encode("latin-1"), ":2:9: byte 0xFC is not UTF-8"),
        ("título: Zü".encode() + b"\xff", ":1:11: byte 0xFF is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ": this is not a text file"),
        (b"\x1f\x8b\x08\x01\x02\x03", ": this is not a text file"),
        (bytes(range(256)), ": this is not a text file"),
    ],
)
def test_what_is_no_utf8_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "model.yaml"
    file.write_bytes(content)
    assert refusal(file).startswith(f"{file}{said}")


def test_a_byte_order_mark_and_any_line_ends_are_fine(tmp_path: Path) -> None:
    model = "goodoffices: 1\ntitle: Zürich\ndecision_makers:\n  A: {preferences: {payoffs: [1]}}\n"
    file = tmp_path / "model.yaml"
    for ended in ("\n", "\r\n", "\r"):
        file.write_bytes(model.replace("\n", ended).encode("utf-8-sig"))
        assert load(file).title == "Zürich"


def test_no_message_shows_how_python_sees_it(tmp_path: Path) -> None:
    messages = [refusal(tmp_path), refusal(tmp_path / "none"), refusal("/dev/null")]
    assert not any(re.search(r"Errno|Error|\\x", message) for message in messages)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_of_gmcr_plus_is_told(tmp_path: Path, protocol: int) -> None:
    file = tmp_path / "old.gmcr"
    file.write_bytes(pickle.dumps({"options": ["Sign"]}, protocol))
    assert refusal(file) == (
        f"{file}: a Python pickle, as old versions of GMCR+ wrote; it is not opened, as opening "
        "one can run any program. Save it anew from a later version of GMCR+"
    )


def test_a_pickle_of_another_name_is_told(tmp_path: Path) -> None:
    file = tmp_path / "model.yaml"
    file.write_bytes(pickle.dumps({"options": ["Sign"]}))
    assert refusal(file).startswith(f"{file}: a Python pickle, as old versions of GMCR+ wrote")


@pytest.mark.parametrize("text", ['{"options": []}', "goodoffices: 1", ""])
def test_a_file_of_gmcr_plus_is_to_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, quoted in (("old.gmcr", "old"), ("Old.GMCR", "Old")):
        Path(name).write_text(text, encoding="utf-8")
        command = f"goodoffices import {name} -o {quoted}.yaml"
        assert refusal(name) == (
            f"{name}: a file of GMCR+, no model file; turn it into one: {command}"
        )


def test_whether_a_pipe_is_a_pickle_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gmcr"
    os.mkfifo(pipe)
    assert "this is a device or pipe" in refusal(pipe)
