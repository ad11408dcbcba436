"""The workbench as people start it, and Debian's chromium on it. Nothing here is ever skipped."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.browser.pages import opened_page

PROGRAM = ("-m", "goodoffices", "web", "--no-browser")
SERVE = """
from goodoffices.web.serve import serve
from tests.show.pseudo import PSEUDO
serve(None, 0, browser=False, told=lambda at: print(at, flush=True), language=PSEUDO)
"""
"""Serve it in a language of no people, which runs from right to left."""
CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "chromium"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write pictures; where only a folder above is asked for, there is no such option."""
    kept = "write the pictures of the documentation (docs/_static/workbench) anew"
    parser.addoption("--pictures", action="store_true", help=kept)


@contextmanager
def serving(
    folder: Path, *arguments: str, program: Sequence[str] = PROGRAM, **environment: str
) -> Iterator[str]:
    """Run ``goodoffices web`` in a folder, and yield the address that it prints."""
    command, around = [sys.executable, *program, *arguments], os.environ | environment
    log = folder / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, env=around)
    try:
        found = None
        limit = time.monotonic() + 120
        while found is None:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < limit, log.read_text()
            time.sleep(0.1)
            found = re.search(r"https?://127\.0\.0\.1:\d+\S*", log.read_text())
        yield found[0]
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return what ``goodoffices web`` prints; WORKBENCH names one that runs already."""
    if "WORKBENCH" in os.environ:
        yield os.environ["WORKBENCH"]
        return
    with serving(tmp_path_factory.mktemp("server")) as printed:
        yield printed


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a workbench in a language of no people."""
    root = Path(__file__).resolve().parents[3]
    folder, paths = tmp_path_factory.mktemp("elsewhere"), f"{root / 'src'}:{root}"
    with serving(folder, program=("-c", SERVE), PYTHONPATH=paths) as printed:
        yield printed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's chromium."""
    assert CHROMIUM is not None, "no chromium; scripts/browser installs Debian's"
    with sync_playwright() as playwright:
        # as root; with little /dev/shm; letters in greys keep pictures small
        flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-lcd-text"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the start page."""
    with opened_page(browser, address) as page:
        yield page


@pytest.fixture(params=["light", "dark"])
def lit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """Open the start page in light and in dark."""
    with opened_page(browser, address, scheme=request.param) as page:
        yield page
