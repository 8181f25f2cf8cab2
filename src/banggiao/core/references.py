"""Links by type and code, for what must outlive a row or point upward without an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models

    from banggiao.core.access import Viewer
    from banggiao.core.models import Record

type Reference = tuple[str, str]
"""A model label such as ``partners.organisation`` and a public code."""

type Records = dict[Reference, models.Model]


def reference_to(record: Record) -> Reference:
    """Give the reference under which a record is found again."""
    return record._meta.label_lower, record.code


def _seen(label: str, viewer: Viewer) -> Any:  # a query set of any model, or None
    try:
        rows: Any = apps.get_model(label)._default_manager.all()
    except (LookupError, ValueError):
        return None
    if getattr(rows.model, "open_to_all", False):
        return rows
    return rows.visible_to(viewer) if hasattr(rows, "visible_to") else None


def resolve(wanted: Iterable[Reference], viewer: Viewer) -> Records:
    """Give the records behind references, one query a model; what is hidden is left out.

    So is what no room keeps: a code may name a record of a room that is not built yet.

    A model says who sees its rows by `visible_to`, or that everybody does by ``open_to_all``.
    """
    by_model: dict[str, set[str]] = {}
    for label, code in wanted:
        by_model.setdefault(label, set()).add(code)
    records: Records = {}
    for label, codes in by_model.items():
        rows = _seen(label, viewer)
        if rows is None:
            continue
        key = "code" if hasattr(rows.model, "code") else "pk"
        found = rows.filter(**{f"{key}__in": codes})
        records |= {(label, str(getattr(row, key))): row for row in found}
    return records
