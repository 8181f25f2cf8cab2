"""The steps bulk actions share. Each asks the database once for 500 rows, never once a row."""

from __future__ import annotations

import dataclasses
import gc
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from banggiao.accounts.bulk.problems import Problems
from banggiao.audit.context import current_id, step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SIZE = 500


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for: thousands of records live till the end, and each look costs."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def one_import() -> Iterator[Problems]:
    """Open the transaction and, outside of a step, the one id that all events share."""
    with ExitStack() as stack:
        if not current_id():
            stack.enter_context(step())
        stack.enter_context(uncollected())
        stack.enter_context(transaction.atomic())
        yield Problems()


class Clear(Enum):
    """Says in a row that nothing stands here, where no empty text can say it: of a number."""

    CLEAR = "clear"


CLEAR: Final = Clear.CLEAR
"""None in a row says "not given"; `CLEAR` says "not known", and is written as such."""

type Number = int | Clear | None
"""A column of a row for a number that may be unknown."""


def given(row: Any, names: Iterable[str]) -> dict[str, Any]:  # any room's row
    """Give the columns that the row has a value for; what it clears is None in the record."""
    return {
        name: None if value is CLEAR else value
        for name in names
        if (value := getattr(row, name)) is not None
    }


def not_found(code: str) -> str:
    """Say that a code leads nowhere, as far as the writer may know."""
    return _("The register has no “%(code)s”.") % {"code": code}


def found[M: models.Model](
    query: models.QuerySet[M], key: str, codes: Iterable[str]
) -> dict[str, M]:
    """Find the rows of the query by their codes."""
    rows: dict[str, M] = {}
    for some in batched(dict.fromkeys(code for code in codes if code), SIZE):
        rows |= {getattr(row, key): row for row in query.filter(**{f"{key}__in": some})}
    return rows


def clean(record: models.Model) -> None:
    """Check each field as `full_clean` does, but for links: those were found by their codes.

    Codes and constraints are left to the database, which checks all rows at once.
    """
    errors = {}
    for one in _checked(type(record)):
        value = getattr(record, one.attname)
        if one.may_be_blank and not value and value in one.field.empty_values:
            continue
        may_come_again = isinstance(value, int) or (isinstance(value, str) and len(value) <= SHORT)
        if may_come_again and (type(value), value) in one.sound:
            continue
        try:
            cleaned = one.field.clean(value, record)
        except ValidationError as error:
            errors[one.field.name] = error.error_list
            continue
        setattr(record, one.attname, cleaned)
        if may_come_again and cleaned == value:
            if len(one.sound) >= MOST_SOUND:
                one.sound.clear()
            one.sound[type(value), value] = None
    if errors:
        raise ValidationError(errors)


MOST_SOUND, SHORT = 2000, 60


@dataclass(frozen=True, slots=True)
class _Checked:
    """A field, and the values it took lately: kinds, roles and titles come in thousands of rows."""

    field: Any
    attname: str
    may_be_blank: bool
    sound: dict[tuple[type, Any], None] = dataclasses.field(default_factory=dict)


@cache
def _checked(model: type[models.Model]) -> tuple[_Checked, ...]:
    return tuple(
        _Checked(f, f.attname, f.blank)
        for f in model._meta.concrete_fields
        if not f.is_relation and not f.primary_key
    )


def update(records: Sequence[Any]) -> None:
    """Write all fields of stored rows of one model, in one statement for 500 of them."""
    if records:
        names = [f.name for f in records[0]._meta.concrete_fields if not f.primary_key]
        type(records[0])._default_manager.bulk_create(
            records,
            batch_size=SIZE,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=names,
        )
