"""Parts of many records in memory, so that snapshots of all of them ask nothing."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.accounts.bulk.steps import SIZE
from banggiao.accounts.rules import may_see
from banggiao.core.access import linked
from banggiao.core.held import hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db import models

    from banggiao.accounts.bulk.drafts import Draft
    from banggiao.accounts.bulk.problems import Problems
    from banggiao.accounts.models import User


def hold_all(records: Sequence[models.Model], name: str, *links: str) -> None:
    """Load one kind of part of all records at once, with what the parts link to."""
    parts: dict[int, list[models.Model]] = {record.pk: [] for record in records}
    if not records:
        return
    relation: Any = records[0]._meta.get_field(name)
    back = relation.field
    owners = {record.pk: record for record in records}
    query = relation.related_model._default_manager.all()
    query = query.select_related(*links) if links else query
    for part in query.filter(**{f"{back.name}__in": list(owners)}).order_by("pk"):
        owner = owners[getattr(part, back.attname)]
        setattr(part, back.name, owner)
        parts[owner.pk].append(part)
    for record in records:
        hold(record, name, parts[record.pk])


def hold_everything(records: Sequence[models.Model]) -> None:
    """Load all that stands in the snapshots of these records of one model: parts, parts of parts.

    For what does the same to the records of any room; a room's own bulk action names its parts.
    """
    if not records:
        return
    for name in getattr(records[0], "audit_parts", ()):
        relation: Any = records[0]._meta.get_field(name)
        back = relation.field.name
        fields = relation.related_model._meta.concrete_fields
        links = (f.name for f in fields if f.is_relation and f.name != back)
        hold_all(records, name, *links)
        hold_everything([part for record in records for part in getattr(record, name).all()])


def take_out(
    draft: Draft[Any],
    parts: Mapping[str, list[Any]],
    *,
    user: User,
    problems: Problems,
    reason: str,
) -> list[Any]:  # parts of any room
    """Take the parts that a row says go out of the sets of its record, and give them.

    ``row.without`` has keys as the log has them, by the name of the set; ``parts`` are the sets
    that may lose some. A problem: no ``reason``, what is not there or the writer may not see.
    """
    gone: list[Any] = []
    for name, keys in draft.row.without.items():
        stored, wanted = parts.get(name, []), set(keys)
        leaving = [part for part in stored if part.pk in wanted and _may_know(user, part)]
        if len(leaving) < len(wanted):
            problems.add(draft.number, name, _("What this row takes out is not there any more."))
        stored[:] = [part for part in stored if part not in leaving]
        gone += leaving
    if gone and not reason.strip():
        problems.add(draft.number, "reason", _("Say why."))
    draft.parts_changed |= bool(gone)
    return gone


def _may_know(by: User, part: models.Model) -> bool:
    paths = getattr(part, "visible_through", ())
    return all(may_see.test(by, linked(part, path)) for path in paths)


def delete(parts: Iterable[models.Model]) -> None:
    """Delete parts, of whichever models, with few questions."""
    by_model: dict[type[models.Model], list[int]] = {}
    for part in parts:
        by_model.setdefault(type(part), []).append(part.pk)
    for model, keys in by_model.items():
        for some in batched(keys, SIZE):
            model._default_manager.filter(pk__in=some).delete()
