"""Write the table of the published conflicts anew, from their model files."""

import json
from dataclasses import asdict
from pathlib import Path

from goodoffices.cases import catalog
from goodoffices.cases.entries import entry_of


def main() -> None:
    """Write what ``goodoffices.catalogue`` reads."""
    rows = [asdict(entry_of(name)) for name in catalog.listed()]
    table = Path(catalog.__file__).with_name("catalogue.json")
    table.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
