"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from goodoffices.errors import FileError
from goodoffices.files.atomic import write_file


def test_text_is_written_as_utf8_and_bytes_as_they_are(tmp_path: Path) -> None:
    write_file(tmp_path / "text", "Türkiye\n")
    write_file(tmp_path / "bytes", b"\x89PNG")
    assert (tmp_path / "text").read_bytes() == "Türkiye\n".encode()
    assert (tmp_path / "bytes").read_bytes() == b"\x89PNG"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_is_replaced_on_request_only(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o640)
    with pytest.raises(FileError, match="choose another name, or have it replaced"):
        write_file(file, "new")
    assert file.read_text() == "old"
    write_file(file, "new", force=True)
    assert file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", "new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match="No space left on device"):
        write_file(tmp_path / "file", "new", force=True)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("file", "old")]


def test_what_is_written_beside_is_as_private_as_the_file_and_nobody_else_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o600)
    seen: list[tuple[str, list[tuple[str, int]]]] = []

    def written(_: int) -> None:  # another writes the file at the same time
        others = [p for p in tmp_path.iterdir() if p != file]
        seen.append((file.read_text(), [(p.read_text(), p.stat().st_mode) for p in others]))
        if len(seen) == 1:
            write_file(file, "theirs", force=True)

    monkeypatch.setattr(os, "fsync", written)
    write_file(file, "ours", force=True)
    ours, theirs = ("ours", 0o100600), ("theirs", 0o100600)
    assert [(before, sorted(beside)) for before, beside in seen] == [
        ("old", [ours]),
        ("old", [ours, theirs]),
    ]
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("file", "ours")]


def test_names_that_no_file_can_have_are_told(tmp_path: Path) -> None:
    for name, told in (("x" * 300, "too long"), ("a\0b", r"'.*a\\x00b' cannot be the name of")):
        with pytest.raises(FileError, match=told):
            write_file(tmp_path / name, "new")
    write_file(tmp_path / ("x" * 255), "new")


def test_places_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="directory"):
        write_file(tmp_path, "new", force=True)
    with pytest.raises(FileError, match="there is no folder"):
        write_file(tmp_path / "missing" / "file", "new")


def test_devices_are_written_to_and_stay() -> None:
    write_file(Path(os.devnull), "gone")
    assert Path(os.devnull).is_char_device()
