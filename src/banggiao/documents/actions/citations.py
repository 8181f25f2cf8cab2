"""Writes of what a record, or a part of one, rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.references import Reference, reference_to
from banggiao.core.writing import assign, lock, store
from banggiao.documents.models import Citation
from banggiao.documents.queries import find_citing, record_of

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.core.models import Record
    from banggiao.documents.models import Document

FIELDS = ("document", "place", "told_by", "told_on", "remark")


@transaction.atomic
def cite(citing: Any, *, by: User, **data: Any) -> Citation:  # a record, or a part with a code
    """Enter where facts come from. Whoever may change the record and see the document.

    Refused: neither document nor teller, or both; the same source twice; a document that was set
    aside; a document as its own source. The event belongs to the history of the record.
    """
    record = record_of(citing)
    require_change(record, by)
    citation = Citation()
    assign(citation, data, FIELDS)
    citation.about_type, citation.about_code = reference_to(citing)
    if citation.document:
        citation.document = lock(citation.document)  # nobody sets it aside meanwhile
        check_document(citation.document, reference_to(citing), by)
    citation.clean_fields(exclude=["code"])
    citation.code = citation.code_of_content()
    if Citation.objects.filter(code=citation.code).exists():
        # Asked here: the check of constraints takes a day that is not known for one of its own.
        raise Refused("source_twice", _("This source is entered already."))
    with recorded("documents.source_added", citation, by=by, about=record):
        store(citation)
    return citation


@transaction.atomic
def remove_citation(citation: Citation, *, by: User, reason: str) -> None:
    """Take back a source entered by mistake. The log keeps it.

    Whoever may change the record and see the document. Refused: no reason, a source that somebody
    removed already.
    """
    reference = (citation.about_type, citation.about_code)
    citing = find_citing([reference], by).get(reference)
    current = Citation.objects.select_for_update(of=("self",)).filter(pk=citation.pk).first()
    if current is None or citing is None:
        raise source_gone()
    record = record_of(citing)
    require_change(record, by)
    require(by, "documents.view_document", current.document)
    need_reason(reason)
    with recorded("documents.source_removed", current, by=by, reason=reason, about=record):
        current.delete()


def need_reason(reason: str) -> None:
    """Refuse to take a source away without saying why."""
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the source is removed."), field="reason")


def source_gone() -> Refused:
    """Give the refusal of removing what somebody removed already."""
    return Refused("source_gone", _("This source was removed already."))


def require_change(record: Record, by: User) -> None:
    """Ask for the right to change the record that cites."""
    require(by, f"{record._meta.app_label}.change_{record._meta.model_name}", record)


def check_document(document: Document, citing: Reference, by: User) -> None:
    """Refuse a document that cannot be the source of this."""
    require(by, "documents.view_document", document)
    if document.is_set_aside:
        raise Refused(
            "document_set_aside",
            _("This document was set aside. Bring it back, or choose another."),
            field="document",
        )
    if reference_to(document) == citing:
        raise Refused(
            "cites_itself",
            _("A document is not its own source. Choose another."),
            field="document",
        )
