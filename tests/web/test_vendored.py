"""What comes from npm is what `scripts/vendor` fetched, to the letter."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "goodoffices" / "web" / "page" / "vendor"
ROWS = [line.split() for line in (VENDOR / "VENDORED").read_text(encoding="utf-8").splitlines()]


def test_every_vendored_file_has_its_hash() -> None:
    found = [hashlib.sha256((ROOT / row[0]).read_bytes()).hexdigest() for row in ROWS]
    assert found == [row[-1] for row in ROWS]


def test_no_other_file_is_vendored() -> None:
    listed = {Path(row[0]).name for row in ROWS} | {"VENDORED", "LICENCES"}
    assert {path.name for path in VENDOR.iterdir()} <= listed
    assert len(ROWS) == 6


def test_vendored_modules_import_only_each_other() -> None:
    for path in VENDOR.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert 'from"preact' not in text
        assert "sourceMappingURL" not in text
