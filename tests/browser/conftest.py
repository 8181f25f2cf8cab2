"""A real Chromium for the journeys: found on the machine, never downloaded.

`visit(user)` opens a page in a fresh browser profile where the user is signed in, `visit()` one
where nobody is, as `page` does. Pages of the `live_server` are opened by path
(`page.goto("/partners/")`). A test fails at its end on script errors, on what the content security
policy refuses, and on any request that left this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from banggiao.accounts.models import User
from scripts import browser as chromium
from tests.browser.inspecting import SCREEN, Inspector
from tests.factories.accounts import make_user
from tests.factories.partners import RESTRICTED

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
]
HERE = {"127.0.0.1", "localhost", "::1", None}
TIMEOUT_MS = 15_000
# A machine that also builds and tests something else is slow, and slow is not wrong.
expect.set_options(timeout=TIMEOUT_MS)


class Visit(Protocol):
    """Opens a page in a fresh browser profile; options are those of `Browser.new_context`."""

    def __call__(self, user: User | None = None, **options: Any) -> Page: ...


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


@pytest.fixture(autouse=True)
def attempts_forgotten() -> Iterator[None]:
    """Forget the attempts that sign-in counts, so that no test is refused for another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def tolerated() -> list[str]:
    """Give the list of words whose console errors a test expects, such as "status of 422"."""
    return []


@pytest.fixture
def visit(browser: Browser, live_server, tolerated: list[str]) -> Iterator[Visit]:
    """Give the call that opens a page; what goes wrong in any of them fails the test at its end."""
    problems: list[str] = []
    opened: list[BrowserContext] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            problems.append(f"asked an outside address: {url}")

    def call(user: User | None = None, **options: Any) -> Page:
        usual = {"viewport": SCREEN, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
        profile = browser.new_context(base_url=live_server.url, **usual | options)
        profile.set_default_timeout(TIMEOUT_MS)
        opened.append(profile)
        if user:
            profile.add_cookies([_session_of(user, live_server.url)])
        page = profile.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on("request", lambda request: asked(request.url))
        return page

    yield call
    for profile in opened:
        profile.close()
    left = [text for text in problems if not any(words in text for words in tolerated)]
    if left:
        pytest.fail("The browser reported:\n" + "\n".join(left), pytrace=False)


def _session_of(user: User, address: str) -> Any:
    """Sign the user in without the page, and give the cookie that shows it."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


@pytest.fixture
def page(visit: Visit) -> Page:
    """Open a page where nobody is signed in."""
    return visit()


@pytest.fixture
def inspect(visit: Visit, tolerated: list[str]) -> Inspector:
    """Sign in somebody who may read and write everything."""
    tolerated += ["status of 4", "status of 500"]
    return Inspector(visit(make_user("head", RESTRICTED, full_name="Trần Giữ Sổ", language="vi")))
