"""Pages of documents, their files, and the sources of any record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.audit.views import history_page
from banggiao.core.dates import format_partial
from banggiao.core.forms import ReasonForm
from banggiao.core.lists import list_page
from banggiao.core.models import Record
from banggiao.core.pages import OVERVIEW, Button, Head, form_page, record_page
from banggiao.core.panels import Tab
from banggiao.core.references import resolve
from banggiao.core.tables import Table
from banggiao.documents import files, queries, tables
from banggiao.documents.actions import citations, papers
from banggiao.documents.filters import DocumentFilter
from banggiao.documents.forms import CitationForm, DocumentForm, FileForm, StubForm
from banggiao.documents.models import Citation, Document, Version

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


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
    context = {
        "document": record,
        "facts": _facts(record),
        "versions": record.versions.order_by("-number"),
        "uses": queries.uses_of(record, request.user),
    }
    return record_page(
        request, "documents/document.html", _head(request, record), OVERVIEW, context
    )


def _facts(document: Document) -> list[dict[str, Any]]:
    rows: list[tuple[str, Any, str]] = [
        (_("State secret"), document.get_secrecy_display() if document.is_secret else "", ""),
        (_("Title in Vietnamese"), document.name_vi, ""),
        (_("Title in English"), document.name_en, ""),
        (_("Title in Japanese"), document.name_ja, ""),
        (_("Title in its own language"), document.name_native, ""),
        (_("Kind"), document.get_kind_display(), ""),
        (_("Number and symbol"), document.number, ""),
        (_("Date"), format_partial(document.issued) if document.issued else "", ""),
        (_("Issued by"), "; ".join(i.name for i in document.issuers.all()), ""),
        (_("Language"), document.language, ""),
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
        lambda: papers.keep_stub(by=request.user, kind="other", **form.cleaned_data),
        title=_("Note a state secret"),
        way=_way(),
        intro=_(
            "Only number, date, level and keeper. Title and content of a state secret must not "
            "stand on a machine in a network (Law 117/2025/QH15)."
        ),
    )


def change_document(request: Request, code: str) -> HttpResponse:
    """Change a document."""
    record = _find(request, code)
    require(request.user, "documents.change_document", record)
    form = DocumentForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: papers.change_document(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=_way(record),
        others=[Button(_("Set aside"), reverse("documents:set_aside", args=[code]))],
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


def file(request: Request, code: str, number: int) -> FileResponse:
    """Send a file of a document, as a download that no browser runs."""
    version = get_object_or_404(Version, document=_find(request, code), number=number)
    try:
        content = files.path_of(version.sha256).open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=version.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(version.filename)}"
    return response


def set_aside(request: Request, code: str) -> HttpResponse:
    """Take a document entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def bring_back(request: Request, code: str) -> HttpResponse:
    """Put a document that was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))


def _cited(request: Request, about_type: str, about_code: str) -> Record:
    """Find the record a source belongs to, among all that the reader may see."""
    try:
        found = resolve([(about_type, about_code)], request.user)
    except LookupError as error:
        raise Http404 from error
    record = found.get((about_type, about_code))
    if not isinstance(record, Record):
        raise Http404
    permission = f"{record._meta.app_label}.change_{record._meta.model_name}"
    require(request.user, permission, record)
    return record


def add_source(request: Request, about_type: str, about_code: str) -> HttpResponse:
    """Enter where a record's facts come from."""
    record: Any = _cited(request, about_type, about_code)
    form = CitationForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: citations.cite(record, by=request.user, **form.cleaned_data),
        title=_("Add a source"),
        way=[(str(record), record.get_absolute_url())],
        back=record.get_absolute_url(),
    )


def remove_source(request: Request, about_type: str, about_code: str, number: int) -> HttpResponse:
    """Take back a source entered by mistake. ``number`` counts the record's sources from 1."""
    record: Any = _cited(request, about_type, about_code)
    all_sources = queries.sources_of(record, request.user)
    if not 1 <= number <= len(all_sources):
        raise Http404
    citation: Citation = all_sources[number - 1]
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: citations.remove_citation(
            citation, record, by=request.user, reason=form.cleaned_data["reason"]
        ),
        title=_("Remove a source"),
        way=[(str(record), record.get_absolute_url())],
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(citation),
    )
