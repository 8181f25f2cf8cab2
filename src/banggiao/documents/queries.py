"""Reads of documents and of what cites them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet

from banggiao.core.references import Reference, reference_to, resolve
from banggiao.documents.models import Citation, Document, Issuer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models

    from banggiao.accounts.models import User
    from banggiao.core.models import Record

SHOWN = 200


def documents_for_list(user: User) -> QuerySet[Any]:
    """Give the documents the user may see, with what a row shows."""
    issuers = Prefetch("issuers", Issuer.objects.order_by("pk"))
    return Document.objects.visible_to(user).in_register().prefetch_related(issuers)


def sources_of(record: Record, user: User) -> list[Citation]:
    """Give where a record's facts come from, as far as the user may see."""
    label, code = reference_to(record)
    found = Citation.objects.visible_to(user).filter(about_type=label, about_code=code)
    return list(found.select_related("document").order_by("pk")[:SHOWN])


def sources_by_code(label: str, codes: Iterable[str], user: User) -> dict[str, list[Citation]]:
    """Give the sources of many records of one type at once, by the record's code."""
    found = Citation.objects.visible_to(user).filter(about_type=label, about_code__in=set(codes))
    by_code: dict[str, list[Citation]] = {}
    for citation in found.select_related("document").order_by("pk"):
        by_code.setdefault(citation.about_code, []).append(citation)
    return by_code


@dataclass(frozen=True, slots=True)
class Use:
    """A record that rests on a document, and where in the document."""

    record: models.Model
    citation: Citation


def uses_of(document: Document, user: User) -> list[Use]:
    """Give the records that cite a document, without those the user may not know of."""
    citations = list(document.citations.order_by("about_type", "about_code", "pk")[: 5 * SHOWN])
    references: list[Reference] = [(c.about_type, c.about_code) for c in citations]
    records = resolve(references, user)
    return [
        Use(record, citation)
        for citation, reference in zip(citations, references, strict=True)
        if (record := records.get(reference)) and not getattr(record, "is_set_aside", False)
    ]
