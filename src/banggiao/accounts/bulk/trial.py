"""Finds out what bulk actions would refuse, and leaves the register as it was."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

_IS_ON: ContextVar[bool] = ContextVar("bulk_trial", default=False)


@contextmanager
def trial() -> Iterator[None]:
    """Try bulk actions: they refuse what they always refuse, and what they write goes again.

    Nothing that is written within can stay, so neither log nor search entry is made for it: half of
    the work of an import. Codes of new records lead nowhere once the block ends.
    """
    token = _IS_ON.set(True)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _IS_ON.reset(token)


def is_trial() -> bool:
    """Whether what is written now goes again in any case."""
    return _IS_ON.get()
