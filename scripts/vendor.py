#!/usr/bin/env python3
"""Fetch the modules that the workbench's page and its tests have from npm, and note their hashes.

Without arguments the versions in VENDORED are fetched again; NAME@VERSION takes another one.
Only imports are changed: a bare name becomes the file beside it, as the page has no bundler.
"""

import base64
import hashlib
import io
import json
import re
import sys
import tarfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "src/goodoffices/web/page/vendor"
LIST = ROOT / PAGE / "VENDORED"
REGISTRY = "https://registry.npmjs.org"
# npm's name and the file in it, and what it is called here
FILES = (
    ("preact", "dist/preact.mjs", f"{PAGE}/preact.js"),
    ("preact", "hooks/dist/hooks.mjs", f"{PAGE}/hooks.js"),
    ("@preact/signals-core", "dist/signals-core.mjs", f"{PAGE}/signals-core.js"),
    ("@preact/signals", "dist/signals.mjs", f"{PAGE}/signals.js"),
    ("htm", "dist/htm.module.js", f"{PAGE}/htm.js"),
    ("axe-core", "axe.min.js", "tests/web/browser/axe.min.js"),
)
IMPORTS = {
    "preact": "./preact.js",
    "preact/hooks": "./hooks.js",
    "@preact/signals-core": "./signals-core.js",
}


def package(name: str, version: str) -> tuple[tarfile.TarFile, str, str]:
    """Return a package whose integrity npm vouches for, its version and its licence."""
    with urllib.request.urlopen(f"{REGISTRY}/{name}/{version}", timeout=60) as answer:  # noqa: S310 - https
        about = json.load(answer)
    with urllib.request.urlopen(about["dist"]["tarball"], timeout=60) as answer:  # noqa: S310 - https
        content = answer.read()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != about["dist"]["integrity"]:
        sys.exit(f"vendor: {name} {version} is not what npm says it is")
    return tarfile.open(fileobj=io.BytesIO(content)), about["version"], about["license"]


def local(text: str) -> str:
    """Return a module that imports the files beside it, without a link to a source map."""
    text = re.sub(r"\n?//# sourceMappingURL=.*\s*$", "\n", text)
    return re.sub(r'(from\s*|import\s*)"([^".][^"]*)"', _beside, text)


def _beside(found: re.Match[str]) -> str:
    return f'{found[1]}"{IMPORTS[found[2]]}"'


def main() -> None:
    """Fetch everything, and write the list."""
    kept = [line.split() for line in LIST.read_text().splitlines()] if LIST.exists() else []
    versions = {row[1]: row[2] for row in kept}
    versions |= dict(asked.rsplit("@", 1) for asked in sys.argv[1:])
    rows, licences = [], dict[str, str]()
    for name, inside, target in FILES:
        archive, version, licence = package(name, versions.get(name, "latest"))
        member = archive.extractfile(f"package/{inside}")
        if member is None:
            sys.exit(f"vendor: {name} {version} has no {inside}")
        text = member.read().decode()
        content = (local(text) if target.startswith(PAGE) else text).encode()
        (ROOT / target).write_bytes(content)
        terms = archive.extractfile("package/LICENSE")
        if target.startswith(PAGE) and terms is not None:
            licences[f"{name} {version} ({licence})"] = terms.read().decode()
        digest = hashlib.sha256(content).hexdigest()
        rows.append(f"{target} {name} {version} {licence} {digest}")
    LIST.write_text("\n".join(rows) + "\n")
    told = [f"{name}\n\n{terms.strip()}\n" for name, terms in licences.items()]
    (LIST.parent / "LICENCES").write_text("\n".join(told))


if __name__ == "__main__":
    main()
