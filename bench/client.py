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
NO_ANSWER = 0
"""Stands for the status where the server closed the connection or was too slow."""


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


@dataclass(slots=True)
class Pair:
    """Times of a page and of its floor, measured in turn."""

    page: Times = field(default_factory=Times)
    floor: Times = field(default_factory=Times)


def in_turn(session: Session, page: Page, count: int) -> Pair:
    """Let one client ask for the page and its floor in turn, after one of each is dropped."""
    pair, dropped = Pair(), Pair()
    connection = session.connect()
    for place in range(count + 1):
        kept = pair if place else dropped
        _ask(session, connection, page, kept.page)
        if page.floor:
            _ask(session, connection, page, kept.floor, floor=True)
    connection.close()
    return pair


def together(
    session: Session, page: Page, clients: int, count: int, *, floor: bool = False
) -> Times:
    """Let so many clients ask at the same time, each so many times after one that is dropped.

    Of a heavy page none is dropped: it costs seconds, and the first request changes little.
    """
    start = threading.Barrier(clients)

    def one() -> Times:
        times = Times()
        connection = session.connect()
        if not page.heavy:
            _ask(session, connection, page, Times(), floor=floor)
        connection.close()  # the server closes it too, if another client is slow
        start.wait(PATIENCE_SECONDS)
        for _number in range(count):
            _ask(session, connection, page, times, floor=floor)
        connection.close()
        return times

    everything = Times()
    with ThreadPoolExecutor(clients) as pool:
        for job in [pool.submit(one) for _number in range(clients)]:
            everything.add(job.result())
    return everything


def _ask(
    session: Session,
    connection: http.client.HTTPConnection,
    page: Page,
    times: Times,
    *,
    floor: bool = False,
) -> None:
    """Ask once for the page or its floor, and keep how long it took or how it failed."""
    turn = Turn(next(session.numbers), session.size)
    address = page.floor if floor else page.address(turn)
    form = page.form(turn) if page.form and not floor else None
    began = time.perf_counter()
    try:
        status = session.ask(connection, address, form).status
    except (OSError, http.client.HTTPException):
        connection.close()
        status = NO_ANSWER
    took = (time.perf_counter() - began) * 1000
    if status == (200 if form is None else 303):
        times.ms.append(took)
    else:
        times.failed.append(status)
