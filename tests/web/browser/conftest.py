"""The workbench as people start it, and Debian's chromium on it. Nothing here is ever skipped."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.web.browser.pages import new_page

CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "chromium"))


def pytest_addoption(parser: pytest.Parser) -> None:
    kept = "write the pictures of the documentation (docs/_static/workbench) anew"
    parser.addoption("--pictures", action="store_true", help=kept)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    if "WORKBENCH" in os.environ:
        yield os.environ["WORKBENCH"]
        return
    command = f"{sys.executable} -m goodoffices web --no-browser --port 0"
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as out:
        server = subprocess.Popen(shlex.split(command), stdout=out, stderr=out)
    try:
        for _ in range(600):
            found = re.search(r"https?://127\.0\.0\.1:\d+\S*", log.read_text())
            if found:
                break
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        assert found, log.read_text()
        yield found[0]
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM is not None, "no chromium; scripts/browser installs Debian's"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-lcd-text"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address):
    page = new_page(browser, address)
    yield page
    trouble = list(page.trouble)
    page.context.close()
    assert not trouble, trouble


