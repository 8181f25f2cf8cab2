"""What the search box knows of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.search import Entry, labels_of

if TYPE_CHECKING:
    from banggiao.documents.models import Document


def of_document(document: Document) -> Entry:
    """Find a document by its titles and number, and by who issued it."""
    return Entry(
        names=[*document.all_names(), document.number],
        texts=[*(issuer.name for issuer in document.issuers.order_by("pk")), document.remark],
        labels=labels_of(document),
        sub={"native": document.number},
        url=document.get_absolute_url(),
        on=document.issued,
    )
