"""The columns of the list of documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import format_partial
from banggiao.core.tables import Column
from banggiao.documents.models import Document

DOCUMENTS: tuple[Column[Document], ...] = (
    Column(
        "name",
        _("Title"),
        str,
        sort=("sort_key",),
        url=lambda d: d.get_absolute_url(),
        sub=lambda d: "; ".join(issuer.name for issuer in d.issuers.all()),
    ),
    Column("number", _("Number and symbol"), lambda d: d.number, sort=("number", "sort_key")),
    Column("kind", _("Kind"), lambda d: d.get_kind_display(), sort=("kind", "sort_key")),
    Column(
        "issued",
        _("Date"),
        lambda d: format_partial(d.issued) if d.issued else "",
        sort=("issued_earliest", "sort_key"),
    ),
)
