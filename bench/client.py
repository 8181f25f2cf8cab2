"""A signed-in client over plain HTTP: it asks, waits for the last byte, and keeps the time."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.filling import PASSWORD
from bench.pages import Page, Turn

PATIENCE_SECONDS = 120


class NotSignedIn(RuntimeError):
    """The server did not take the name and the password."""


@dataclass(slots=True)
class Times:
    """Milliseconds of the requests that were answered well, and how the others were."""

    ms: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def add(self, other: Times) -> None:
        """Take in what another client measured."""
        self.ms += other.ms
        self.failed += other.failed


@dataclass(slots=True)
class Session:
    """One person signed in at one server; many threads may ask with it."""

    port: int
    size: int
    cookies: dict[str, str] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)

    def ask(
        self,
        connection: http.client.HTTPConnection,
        address: str,
        form: dict[str, str] | None = None,
    ) -> http.client.HTTPResponse:
        """Ask once, read the whole answer, and keep its cookies."""
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        method, body = "GET", None
        if form is not None:
            method, body = "POST", urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer


def sign_in(port: int, size: int, username: str) -> Session:
    """Sign in through the page, as a person does."""
    session = Session(port, size)
    connection = session.connect()
    address = session.ask(connection, "/").headers["Location"]
    session.ask(connection, address)
    answer = session.ask(connection, address, {"login": username, "password": PASSWORD})
    if answer.status not in {302, 303} or "sessionid" not in session.cookies:
        raise NotSignedIn(f"{username} could not sign in: {answer.status}")
    session.ask(connection, "/")
    connection.close()
    return session


def measure(session: Session, page: Page, clients: int, count: int, *, floor: bool) -> Times:
    """Let so many clients ask for the page or its floor, each so many times after one dropped."""
    start = threading.Barrier(clients)
    everything = Times()
    with ThreadPoolExecutor(clients) as pool:
        jobs = [pool.submit(_one, session, page, start, count, floor) for _ in range(clients)]
        for job in jobs:
            everything.add(job.result())
    return everything


def _one(session: Session, page: Page, start: threading.Barrier, count: int, floor: bool) -> Times:  # noqa: FBT001  # handed on
    times = Times()
    connection = session.connect()
    wanted = 303 if page.form and not floor else 200
    for place in range(count + 1):
        if place == 1:
            start.wait(PATIENCE_SECONDS)
        turn = Turn(next(session.numbers), session.size)
        address = page.floor if floor else page.address(turn)
        form = page.form(turn) if page.form and not floor else None
        began = time.perf_counter()
        status = session.ask(connection, address, form).status
        took = (time.perf_counter() - began) * 1000
        if status != wanted:
            times.failed.append(status)
        elif place:
            times.ms.append(took)
    connection.close()
    return times
