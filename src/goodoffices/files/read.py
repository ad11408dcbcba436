"""The text of a file, or one clear message why there is none."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from goodoffices.errors import FileError, RequestError, described

MOST_BYTES = 4 * 1024 * 1024
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CONTROLS = set(range(32)) - set(b"\t\n\f\r")


def checksum(content: bytes) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal digits."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file, with the line ends that it has and without a byte order mark.

    Raises
    ------
    FileError
        The file is not there, cannot be read, is no ordinary file, is larger than
        ``MOST_BYTES``, or does not hold UTF-8 text.
    """
    return decoded(read_bytes(path), path)


def read_bytes(
    path: str | os.PathLike[str], most: int = MOST_BYTES, what: str = "a model file"
) -> bytes:
    """Return what a file holds, ``what`` it is to messages, up to so many bytes.

    Raises
    ------
    FileError
        As ``read_text`` raises it, whatever the file holds.
    """
    if not isinstance(path, str | os.PathLike):
        raise RequestError(f"{described(path)} in place of the name of a file")
    file = Path(path)
    try:
        _check_kind(file, most, what)
        with file.open("rb") as stream:
            content = stream.read(most + 1)
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(_missing(file)) from None
    except PermissionError:
        raise FileError(f"{file}: no permission to read this file") from None
    except OSError as error:
        raise FileError(f"{file}: cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise FileError(f"{str(file)!r} cannot be the name of a file: {error}") from None
    check_size(file, len(content), most, what)
    return content


def read_model(path: str | os.PathLike[str]) -> str:
    """Return the text of a model file as ``read_text`` does; say what a file of GMCR+ is.

    Raises
    ------
    FileError
        As ``read_text`` raises it; or the file is a Python pickle, or one of GMCR+ (.gmcr).
    """
    return decoded_model(read_bytes(path), path)


def decoded_model(content: bytes, path: str | os.PathLike[str]) -> str:
    """Return the text of a model file that was read; see ``read_model``."""
    try:
        text = decoded(content, path)
    except FileError:
        refuse_pickle(content, path)
        raise
    file = Path(path)
    if file.suffix.lower() == ".gmcr":
        import shlex

        refuse_pickle(content, path)
        turned = shlex.join(["goodoffices", "import", str(file), "-o", f"{file.stem}.yaml"])
        raise FileError(f"{file}: a file of GMCR+, no model file; turn it into one: {turned}")
    return text


def refuse_pickle(content: bytes, path: str | os.PathLike[str]) -> None:
    """Raise FileError where a file is a Python pickle, as old versions of GMCR+ wrote."""
    if is_pickle(content):
        raise FileError(
            f"{path}: a Python pickle, as old versions of GMCR+ wrote; it is not opened, as "
            "opening one can run any program. Save it anew from a later version of GMCR+"
        ) from None


def is_pickle(content: bytes) -> bool:
    """Say whether a file is a Python pickle, by its instructions, none of which is carried out."""
    import pickletools

    try:
        for _ in pickletools.genops(content):
            pass
    except (ValueError, OverflowError):
        return False
    return True


def _check_kind(file: Path, most: int, what: str) -> None:
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):
        inside = sorted(p.name for p in file.iterdir() if p.suffix in {".yaml", ".yml", ".gmcr"})
        hint = f", for instance {file / inside[0]}" if inside else ""
        raise FileError(f"{file}: this is a directory; give the name of a file{hint}")
    if not stat.S_ISREG(status.st_mode):
        raise FileError(f"{file}: this is a device or pipe; give the name of an ordinary file")
    check_size(file, status.st_size, most, what)


def check_size(file: Path, size: int, most: int = MOST_BYTES, what: str = "a model file") -> None:
    """Raise FileError for a file, ``what`` it is to messages, of more than so many bytes."""
    if size > most:
        told = f"{what} has at most {most // 1024**2} MB"
        raise FileError(f"{file}: {size / 1024**2:,.1f} MB; {told}")


def given(
    source: str | os.PathLike[str] | bytes, name: str, what: str = "a model file"
) -> tuple[bytes, str]:
    """Return what a file holds, or the bytes given in its place, and what messages call it.

    Raises
    ------
    FileError
        As ``read_text`` raises it, whatever the file holds.
    """
    if isinstance(source, bytes):
        return source, name
    return read_bytes(source, what=what), str(source)


def _missing(file: Path) -> str:
    from difflib import get_close_matches

    folder = file.parent
    if not folder.is_dir():
        return f"{file}: there is no directory {folder}"
    try:
        names = [entry.name for entry in folder.iterdir() if entry.is_file()]
    except OSError:
        names = []
    close = get_close_matches(file.name, names, n=1)
    close = close or [name for name in names if Path(name).stem == file.name]
    hint = f"; did you mean '{folder / close[0]}'?" if close else ""
    return f"{file}: there is no such file{hint}"


def decoded(content: bytes, path: str | os.PathLike[str]) -> str:
    """Return the text that a file holds, without a byte order mark.

    Raises
    ------
    FileError
        It is larger than ``MOST_BYTES``, or not UTF-8 text.
    """
    file = Path(path)
    check_size(file, len(content))
    for mark, name in _OTHER_ENCODINGS:
        if content.startswith(mark):
            raise FileError(f"{file}: this is {name} text; save the file as UTF-8")
    content = content.removeprefix(codecs.BOM_UTF8)
    if 0 in content:
        raise FileError(f"{file}: this is not a text file")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        if not _CONTROLS.isdisjoint(content):
            raise FileError(f"{file}: this is not a text file") from None
        before = content[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place, byte = f"{file}:{line}:{column}", f"0x{content[error.start]:02X}"
        raise FileError(f"{place}: byte {byte} is not UTF-8; save the file as UTF-8") from None
