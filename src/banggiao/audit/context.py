"""One id for everything done in one step: a page, a command or a task."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def step() -> Iterator[str]:
    """Give everything logged inside the same id."""
    token = _request_id.set(uuid.uuid4().hex)
    try:
        yield _request_id.get()
    finally:
        _request_id.reset(token)


def current_id() -> str:
    """Give the id of the step under way; empty outside of one."""
    return _request_id.get()
