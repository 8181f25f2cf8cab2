"""The ways an action says no. Each carries a code that stays and a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.db.models import Model
    from django.utils.functional import _StrPromise


class Instead(NamedTuple):
    """What a form offers in place of what was refused: one press puts it into the field."""

    field: str
    value: str
    label: str | _StrPromise


class Refused(Exception):  # reads as the office speaks: "refused", not "error"
    """A rule forbids what was asked. Nothing was changed.

    ``code`` is stable and stands in tests and the manual; ``message`` is one sentence that says
    what to do; ``field`` names the form field it belongs to, where there is one; ``instead`` is
    what would not be refused, where the rule knows it.
    """

    def __init__(
        self,
        code: str,
        message: str | _StrPromise,
        *,
        field: str | None = None,
        instead: Instead | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.instead = instead


class Stale(Refused):
    """Somebody saved the record after this form was opened. ``current`` is what is stored now."""

    def __init__(self, message: str | _StrPromise, current: Model) -> None:
        super().__init__("stale", message)
        self.current = current
