"""Pages of documents, their files, and the sources of any record."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.audit.views import history_page
from banggiao.core.dates import format_partial
from banggiao.core.lists import list_page
from banggiao.core.pages import (
    OVERVIEW,
    Button,
    Head,
    form_page,
    reason_page,
    record_page,
    see_other,
)
from banggiao.core.panels import Tab
from banggiao.core.tables import Table
from banggiao.documents import files, queries, tables
from banggiao.documents.actions import citations, papers
from banggiao.documents.filters import DocumentFilter
from banggiao.documents.forms import CitationForm, DocumentForm, FileForm, StubForm
from banggiao.documents.languages import name_of
from banggiao.documents.models import Citation, Document, Version

if TYPE_CHECKING:
    from django.db import models
    from django.http import HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request

logger = logging.getLogger(__name__)


def documents(request: Request) -> HttpResponseBase:
    """List the documents."""
    user = request.user
    found = queries.documents_for_list(user)
    filterset = DocumentFilter(request.GET, queryset=found, request=request)
    url = reverse("documents:add_document")
    may_add = user.has_perm("documents.add_document")

    def table(found: Any) -> Table[Document]:
        return Table(
            id="documents",
            caption=_("Documents"),
            shape=tables.DOCUMENTS,
            queryset=found,
            parameters=request.GET,
            default_sort="name",
            empty_title=_("No document fits this filter."),
            empty_text=_("Remove a filter, or enter the document."),
            empty_action={"label": _("Add a document"), "url": url} if may_add else None,
        )

    stub = Button(_("Note a state secret"), reverse("documents:keep_stub"))
    buttons = [stub, Button(_("Add a document"), url, primary=True)] if may_add else []
    return list_page(request, filterset, table, buttons=buttons)


def _find(request: Request, code: str) -> Document:
    record: Document = get_object_or_404(Document.objects.visible_to(request.user), code=code)
    return record


def _way(document: Document | None = None) -> list[tuple[str, str]]:
    way = [(_("Documents"), reverse("documents:documents"))]
    return [*way, (str(document), document.get_absolute_url())] if document else way


def _head(request: Request, document: Document) -> Head:
    history = reverse("documents:history", args=[document.code])
    return Head(
        record=document,
        title=str(document),
        subtitle=document.number if document.number not in str(document) else "",
        crumbs=_way(),
        tabs=[
            Tab(OVERVIEW, _("Overview"), document.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=_buttons(request.user, document),
        history_url=history,
    )


def _buttons(user: User, document: Document) -> list[Button]:
    if not user.has_perm("documents.change_document", document):
        return []
    code = [document.code]
    if document.is_set_aside:
        return [Button(_("Bring back"), reverse("documents:bring_back", args=code))]
    edit = Button(_("Edit"), reverse("documents:change_document", args=code))
    if document.is_secret:
        return [edit]
    return [edit, Button(_("Add a file"), reverse("documents:add_file", args=code), primary=True)]


def document(request: Request, code: str) -> HttpResponse:
    """Show a document: facts, files with their fingerprints, and the records that cite it."""
    record = _find(request, code)
    uses, more_uses = queries.uses_of(record, request.user)
    context = {
        "document": record,
        "facts": _facts(record),
        "versions": record.versions.order_by("-number")[: queries.SHOWN],
        "uses": uses,
        "more_uses": more_uses,
    }
    return record_page(
        request, "documents/document.html", _head(request, record), OVERVIEW, context
    )


def _facts(document: Document) -> list[dict[str, Any]]:
    language = name_of(document.language) if document.language else ""
    rows: list[tuple[str, Any, str]] = [
        (_("State secret"), document.get_secrecy_display() if document.is_secret else "", ""),
        (_("Title in Vietnamese"), "" if document.is_secret else document.name_vi, ""),
        (_("Title in English"), document.name_en, ""),
        (_("Title in Japanese"), document.name_ja, ""),
        (_("Title in its own language"), document.name_native, ""),
        (_("Kind"), "" if document.is_secret else document.get_kind_display(), ""),
        (_("Number and symbol"), document.number, ""),
        (_("Date"), format_partial(document.issued) if document.issued else "", ""),
        (_("Issued by"), "; ".join(i.name for i in document.issuers.order_by("pk")), ""),
        (_("Language"), language, ""),
        (_("Web address"), document.address, document.address),
        (_("Who keeps the paper"), document.keeper, ""),
        (_("Remark"), document.remark, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def history(request: Request, code: str) -> HttpResponse:
    """Show who changed the document, and the document as it was on a day."""
    return history_page(request, _head(request, _find(request, code)))


def add_document(request: Request) -> HttpResponse:
    """Enter a document."""
    require(request.user, "documents.add_document")
    form = DocumentForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: papers.add_document(by=request.user, **form.cleaned_data),
        title=_("Add a document"),
        way=_way(),
        done=_("The document is in the register. Add its file now, if there is one."),
    )


def keep_stub(request: Request) -> HttpResponse:
    """Note that a state secret exists, and nothing of its content."""
    require(request.user, "documents.add_document")
    form = StubForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: papers.keep_stub(by=request.user, **form.cleaned_data),
        title=_("Note a state secret"),
        way=_way(),
        intro=_only_a_stub(),
    )


def _only_a_stub() -> str:
    return _(
        "Only number, date, level and keeper. Title and content of a state secret must not "
        "stand on a machine in a network (Law 117/2025/QH15)."
    )


def change_document(request: Request, code: str) -> HttpResponse:
    """Change a document; of a state secret only what its stub may hold."""
    record = _find(request, code)
    require(request.user, "documents.change_document", record)
    change: Any = papers.change_stub if record.is_secret else papers.change_document
    form_class = StubForm if record.is_secret else DocumentForm
    form = form_class(request.POST or None, instance=record)
    may_set_aside = request.user.has_perm("documents.set_aside_document", record)
    aside = Button(_("Set aside"), reverse("documents:set_aside", args=[code]))
    return form_page(
        request,
        form,
        lambda: change(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=_way(record),
        intro=_only_a_stub() if record.is_secret else "",
        others=[aside] if may_set_aside else [],
    )


def add_file(request: Request, code: str) -> HttpResponse:
    """Add a file to a document as its next version."""
    record = _find(request, code)
    require(request.user, "documents.change_document", record)
    form = FileForm(request.POST or None, request.FILES or None)

    def write() -> Version:
        data = form.cleaned_data
        return papers.add_version(record, data["file"], by=request.user, remark=data["remark"])

    return form_page(
        request,
        form,
        write,
        title=_("Add a file to %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
    )


def file(request: Request, code: str, number: int) -> HttpResponseBase:
    """Send a file of a document, as a download that no browser runs."""
    record = _find(request, code)
    version = get_object_or_404(Version, document=record, number=number)
    content = files.open_whole(version.sha256)
    if content is None:
        logger.error("file %s of %s is gone or was changed: %s", number, code, version.sha256)
        messages.error(
            request,
            _("The stored file is gone or is not what was handed in. Tell the administrator."),
        )
        return see_other(record.get_absolute_url())
    response = FileResponse(
        content, as_attachment=True, filename=version.filename, content_type=version.media_type
    )
    response["Cache-Control"] = "private, no-store" if record.is_restricted else "private"
    return response


def set_aside(request: Request, code: str) -> HttpResponse:
    """Take a document entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def bring_back(request: Request, code: str) -> HttpResponse:
    """Put a document that was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))


def _citing(request: Request, about_type: str, about_code: str) -> models.Model:
    """Find what a source belongs to, a record or a part of one, and ask for the right to it."""
    reference = (about_type, about_code)
    citing = queries.find_citing([reference], request.user).get(reference)
    if citing is None:
        raise Http404
    citations.require_change(queries.record_of(citing), request.user)
    return citing


def add_source(request: Request, about_type: str, about_code: str) -> HttpResponse:
    """Enter where facts come from."""
    citing = _citing(request, about_type, about_code)
    record: Any = queries.record_of(citing)
    form = CitationForm(request.POST or None)
    may_add = request.user.has_perm("documents.add_document")
    document = Button(_("Add a document"), reverse("documents:add_document"))
    return form_page(
        request,
        form,
        lambda: citations.cite(citing, by=request.user, **form.cleaned_data),
        title=_("Add a source"),
        way=[(str(record), record.get_absolute_url())],
        back=record.get_absolute_url(),
        intro=_("For: %(name)s") % {"name": citing},
        others=[document] if may_add else [],
    )


def remove_source(request: Request, code: str) -> HttpResponse:
    """Take back a source entered by mistake."""
    seen = Citation.objects.visible_to(request.user).select_related("document")
    citation = get_object_or_404(seen, code=code)
    citing = _citing(request, citation.about_type, citation.about_code)
    record: Any = queries.record_of(citing)
    return reason_page(
        request,
        lambda reason: citations.remove_citation(citation, by=request.user, reason=reason),
        title=_("Remove a source"),
        way=[(str(record), record.get_absolute_url())],
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(citation),
    )
