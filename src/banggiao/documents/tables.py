"""The columns of the list of documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banggiao.core.tables import Column, day_column
from banggiao.documents.models import Document


def _issuers(document: Document) -> str:
    return "; ".join(issuer.name for issuer in document.issuers.all())


DOCUMENTS: tuple[Column[Document], ...] = (
    Column(
        "name",
        _("Title"),
        str,
        sort=("sort_key",),
        url=lambda d: d.get_absolute_url(),
        sub=_issuers,
        also=(Column("issuers", _("Issued by"), _issuers),),
    ),
    Column("number", _("Number and symbol"), lambda d: d.number, sort=("number", "sort_key")),
    Column("kind", _("Kind"), lambda d: d.get_kind_display(), sort=("kind", "sort_key")),
    day_column("issued", _("Date"), lambda d: d.issued, sort=("issued_earliest", "sort_key")),
)
