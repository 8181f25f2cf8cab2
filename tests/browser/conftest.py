"""A real Chromium for the journeys: found on the machine, never downloaded.

`page` opens `live_server` pages by path (`page.goto("/partners/")`) and fails its test on script
errors, on what the content security policy refuses, and on any request that leaves this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    sync_playwright,
)

from scripts import browser as chromium

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
]
SCREEN = ViewportSize(width=1366, height=768)
HERE = {"127.0.0.1", "localhost", "::1", None}
TIMEOUT_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser, once a worker."""
    program = chromium.find()
    if program is None:
        reason = "No Chromium on this machine. Install one, or name it in CHROMIUM."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright keeps an event loop running in this thread, and Django would refuse to query then.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        started = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *as_root])
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def tolerated() -> list[str]:
    """Give the list of words whose console errors a test expects, such as "status of 422"."""
    return []


@pytest.fixture
def context(browser: Browser, live_server) -> Iterator[BrowserContext]:
    """Open a fresh browser profile at the address of the live server."""
    opened = browser.new_context(
        base_url=live_server.url, viewport=SCREEN, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    opened.set_default_timeout(TIMEOUT_MS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, tolerated: list[str]) -> Iterator[Page]:
    """Open a page; what goes wrong in it fails the test at its end."""
    problems: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            problems.append(f"asked an outside address: {url}")

    opened = context.new_page()
    opened.on("console", heard)
    opened.on("pageerror", lambda error: problems.append(f"script: {error}"))
    opened.on("request", lambda request: asked(request.url))
    yield opened
    opened.close()
    left = [text for text in problems if not any(words in text for words in tolerated)]
    if left:
        pytest.fail("The browser reported:\n" + "\n".join(left), pytrace=False)
