"""The demo as anybody sees it, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.console import Console

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds; a machine that runs many tests at once is slow
LONG = 60_000  # milliseconds that a page may take
NOW = "2026-11-23T08:00+00:00"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All in one process: those of one file share a demo. Without a browser each is skipped, and says why."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.network)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed"))


@pytest.fixture(scope="package")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A demo whose story has been told, to begin from again and again; and what it prints."""
    log = tmp_path_factory.mktemp("demo") / "log"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
    command = [sys.executable, "-m", "tests.browser.demos", NOW]
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, cwd=ROOT, env=settings, stdin=subprocess.PIPE, stdout=out, stderr=out, text=True
        ) as process,
    ):
        yield process, log
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def address(demos: tuple[subprocess.Popen[str], Path]) -> Iterator[str]:
    """Where a demo listens: ``http://127.0.0.1:…``. Each file has its own, for its tests move the clock."""
    process, log = demos
    assert process.stdin is not None
    process.stdin.write("begin\n")
    process.stdin.flush()
    yield _said(log, process)
    process.stdin.write("end\n")
    process.stdin.flush()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for the package, closed with it: while it is open, its event loop counts as running in this thread,
    and no other test could start one."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=LONG)
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def console(browser: Browser, address: str) -> Iterator[Console]:
    """A page of its own, on which whatever goes wrong fails the test."""
    with browser.new_context(viewport={"width": 1360, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(LONG)
        wrong = _complaints(page)
        yield Console(page, address)
        assert wrong == []


def _complaints(page: Page) -> list[str]:
    """Errors of scripts and of the page's policy, as they come."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    return wrong


def _said(log: Path, demo: subprocess.Popen[str]) -> str:
    """The address that the demo prints, once it listens there."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and demo.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text(encoding="utf-8", errors="replace"))
        if found and _answers(int(found[1])):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
