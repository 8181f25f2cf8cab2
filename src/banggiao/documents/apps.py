"""The room of documents: what it registers with the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from banggiao.core.models import Record
    from banggiao.core.panels import Card


class DocumentsRoom(AppConfig):
    """Registers action names, the menu entry, the search entries and the card of sources."""

    name = "banggiao.documents"
    label = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, panels, search  # noqa: PLC0415  # app ready
        from banggiao.documents import entries, models  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        search.register(models.Document, _("Document"), entries.of_document)
        panels.RECORD_CARDS.add("documents.sources", sources_card, rank=90)
        menu.add_room(menu.Item(_("Documents"), "documents:documents", 70, also=("/sources/",)))
        menu.add_action(
            menu.Item(_("Add a document"), "documents:add_document", 70, "documents.add_document")
        )


def sources_card(record: Record, user: Any) -> Card | None:  # the request's user
    """Show on the page of any record where its facts come from.

    A document that is itself what can be read (a page, an article, a file) needs no source, and of
    a state secret nothing is said: there the card shows only when something was cited.
    """
    from banggiao.core.panels import Card  # noqa: PLC0415  # app ready
    from banggiao.documents import models, queries  # noqa: PLC0415  # app ready

    citations = queries.sources_of(record, user)
    if isinstance(record, models.Document) and not citations and queries.speaks_for_itself(record):
        return None
    permission = f"{record._meta.app_label}.change_{record._meta.model_name}"
    context = {
        "sources": queries.by_source(record, citations, user),
        "about_type": record._meta.label_lower,
        "about_code": record.code,
        "may_change": user.has_perm(permission, record),
    }
    return Card("documents/_sources.html", context)


ACTIONS = {
    "documents.document_added": _("Document entered"),
    "documents.document_changed": _("Document changed"),
    "documents.document_set_aside": _("Document set aside"),
    "documents.document_brought_back": _("Document brought back"),
    "documents.documents_imported": _("Document imported"),
    "documents.stub_kept": _("State secret noted"),
    "documents.version_added": _("File added"),
    "documents.source_added": _("Source entered"),
    "documents.source_removed": _("Source removed"),
    "documents.sources_imported": _("Sources imported"),
}
