"""The steps every action shares: lock the row, set, check, give it a code, save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from banggiao.core.errors import Stale
from banggiao.core.models import Record
from banggiao.core.text import fold, normalise, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db import models

CODE_LENGTH = 60


def lock[R: Record](record: R, version: int | None = None) -> R:
    """Fetch the row again and hold it until the transaction ends.

    ``version`` is the one the form was opened with. Raises `Stale` when another save came between,
    with the stored record on it, so that a page can show both.
    """
    model = type(record)
    rows: Any = model._default_manager.select_for_update(of=("self",))
    current: R = rows.get(pk=record.pk)
    if version is not None and current.version != version:
        raise Stale(
            _("Somebody saved this record while you were writing. Choose which values to keep."),
            current,
        )
    return current


def assign(record: models.Model, data: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Set the given fields, text cleaned to NFC. One outside ``allowed`` is a programming slip."""
    unknown = set(data) - set(allowed)
    if unknown:
        message = f"{type(record).__name__} takes no {sorted(unknown)}"
        raise TypeError(message)
    for name, value in data.items():
        setattr(record, name, normalise(value) if isinstance(value, str) else value)


def prepare(record: models.Model) -> None:
    """Set what follows from the other fields: the sort key, and the code of a new record."""
    sortable: str | None = getattr(record, "sortable_text", None)
    if sortable is not None:
        record.sort_key = sort_key(sortable)  # type: ignore[attr-defined]  # comes with sortable_text
    if isinstance(record, Record) and not record.code:
        record.code = free_code(type(record), str(record))


def free_code(model: type[models.Model], text: str) -> str:
    """Make a readable code that no row of the model has: words of the name, then a number."""
    stem = slugify(fold(text))[:CODE_LENGTH].strip("-") or model.__name__.lower()
    taken = set(model._default_manager.filter(code__startswith=stem).values_list("code", flat=True))
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def save(record: models.Model) -> None:
    """Check every rule of the model, then write. Raises ValidationError; nothing is half saved."""
    prepare(record)
    if isinstance(record, Record):
        adding = record._state.adding
        record.version = 1 if adding else record.version + 1
        record.changed_at = timezone.now()
    store(record)


def store(row: models.Model) -> None:
    """Check a record or a part by its own rules and write it, without what `save` adds.

    The database judges constraints and uniqueness as it writes: to ask it beforehand costs a
    question each. Only where it refuses are they asked, to say in words what is wrong. Raises
    ValidationError; nothing is half saved.
    """
    row.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.full_clean()
        raise
