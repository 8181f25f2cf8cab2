"""Writes of what a record rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.references import reference_to
from banggiao.core.writing import assign
from banggiao.documents.models import Citation

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.core.models import Record

FIELDS = ("document", "place", "told_by", "told_on", "remark")


@transaction.atomic
def cite(record: Record, *, by: User, **data: Any) -> Citation:
    """Enter where a record's facts come from. Whoever may change the record.

    Refused: neither document nor teller, or both; the same source twice; a document one may not
    see. The event belongs to the record's page.
    """
    _require_change(record, by)
    citation = Citation()
    assign(citation, data, FIELDS)
    citation.about_type, citation.about_code = reference_to(record)
    require(by, "documents.view_document", citation.document)
    with recorded("documents.source_added", citation, by=by, about=record):
        citation.full_clean()
        citation.save()
    return citation


@transaction.atomic
def remove_citation(citation: Citation, record: Record, *, by: User, reason: str) -> None:
    """Take back a source entered by mistake. The log keeps it. Whoever may change the record."""
    _require_change(record, by)
    with recorded("documents.source_removed", citation, by=by, reason=reason, about=record):
        citation.delete()


def _require_change(record: Record, by: User) -> None:
    require(by, f"{record._meta.app_label}.change_{record._meta.model_name}", record)
