"""Pages of the wording of a text: its versions, one of them, two compared, one clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.agreements.actions import versions as actions
from banggiao.agreements.forms.versions import NewVersionForm, VersionForm
from banggiao.agreements.models import Instrument, Version
from banggiao.agreements.queries import versions as queries
from banggiao.agreements.queries.consolidating import proposal, versions_to_consolidate
from banggiao.agreements.views.consulting import told_of_clause
from banggiao.agreements.views.implementation import promises_in
from banggiao.agreements.views.navigation import find, head, way
from banggiao.agreements.views.wording import (
    compared,
    outline,
    page_of,
    proposed_notes,
    proposed_values,
    reading,
    standing_on,
    version_head,
)
from banggiao.audit.views import history_page
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs, form_page, record_page, see_other

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request

ADD = "agreements.change_instrument"
CHANGE = "agreements.change_version"
CONSOLIDATE = "consolidate"
"""Stands in the address where the whole text with its amendment is to be prepared."""


def find_version(request: Request, code: str, number: int) -> tuple[Instrument, Version]:
    """Find a version among those the reader may see."""
    record = find(request, code)
    version = queries.version_numbered(record, number, request.user)
    if version is None:
        raise Http404
    return record, version


def versions(request: Request, code: str) -> HttpResponse:
    """List the versions of a text, and say which one holds on a day."""
    record = find(request, code)
    top, _view = head(request, record)
    may_add = not record.is_set_aside and request.user.has_perm(ADD, record)
    may_consolidate = may_add and versions_to_consolidate(record, request.user) is not None
    add = reverse("agreements:add_version", args=[code])
    context = {
        "instrument": record,
        "versions": list(queries.versions_of(record, request.user)),
        "may_add": may_add,
        "consolidate_url": f"{add}?{CONSOLIDATE}=1" if may_consolidate else "",
        **standing_on(record, request.GET.get("on", ""), request.user),
    }
    return record_page(request, "agreements/versions.html", top, "texts", context)


def add_version(request: Request, code: str) -> HttpResponse:
    """Read a version from files or pasted words, show what was read, and keep it.

    With ``?consolidate=1`` the words are those of the older text with this amendment carried out.
    """
    record = find(request, code)
    require(request.user, ADD, record)
    proposed = proposal(record, request.user) if CONSOLIDATE in request.GET else None
    known = queries.versions_to_follow(record, request.user)
    given, values = (request.POST or None, request.FILES or None), proposed_values(proposed)
    form = NewVersionForm(*given, instrument=record, versions=known, initial=values)
    valid = request.method == "POST" and form.is_valid()
    if valid and request.POST.get("step") == "keep":
        valid, stored = form.submit(
            lambda: actions.add_version(record, by=request.user, **form.values())
        )
        if stored is not None:
            messages.success(request, _("The version is kept."))
            return see_other(stored.get_absolute_url())
    context = {
        "form": form,
        "shown": outline(record, form) if valid else [],
        "proposed": proposed_notes(proposed),
        "cancel_url": reverse("agreements:versions", args=[code]),
        **crumbs(way(record)),
    }
    status = 200 if valid or request.method != "POST" else 422
    return render(request, "agreements/version_add.html", context, status=status)


def version(request: Request, code: str, number: int) -> HttpResponse:
    """Show the words of a version, its languages side by side."""
    record, found = find_version(request, code, number)
    context = {"instrument": record, "version": found, **reading(request, found)}
    return record_page(
        request, "agreements/version.html", version_head(request, record, found), "words", context
    )


def compare(request: Request, code: str, number: int) -> HttpResponse:
    """Show what a version changed, against the one before it or another one."""
    record, found = find_version(request, code, number)
    context = {"instrument": record, "version": found, **compared(request, record, found)}
    return record_page(
        request,
        "agreements/version_compare.html",
        version_head(request, record, found),
        "compare",
        context,
    )


def clause(request: Request, code: str, number: int, wid: str) -> HttpResponse:
    """Show one clause in all languages, what became of it, and who found it equivalent."""
    record, found = find_version(request, code, number)
    context = page_of(request, record, found, wid)
    context |= promises_in(request, record, found, wid)
    context["opinions"] = told_of_clause(record, wid, request.user)
    top = version_head(request, record, found)
    return record_page(request, "agreements/clause.html", top, "words", context)


def mark_clause(request: Request, code: str, number: int, wid: str) -> HttpResponse:
    """Put one's name to it that a clause says the same in two languages, or take that back."""
    _record, found = find_version(request, code, number)
    require(request.user, CHANGE, found)
    one, _comma, other = request.POST.get("languages", "").partition(",")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if one and other:
        act = actions.unmark_equivalent if "undo" in request.POST else actions.mark_equivalent
        act(found, by=request.user, wid=wid, languages=(one, other))
    return see_other(reverse("agreements:clause", args=[code, number, wid]))


def version_history(request: Request, code: str, number: int) -> HttpResponse:
    """Show who changed what is said about a version."""
    record, found = find_version(request, code, number)
    return history_page(request, version_head(request, record, found))


def change_version(request: Request, code: str, number: int) -> HttpResponse:
    """Change what is said about a version."""
    record, found = find_version(request, code, number)
    require(request.user, CHANGE, found)
    form = VersionForm(request.POST or None, instance=found)
    return form_page(
        request,
        form,
        lambda: actions.change_version(found, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": found},
        way=[*way(record), (str(found), found.get_absolute_url())],
    )


def set_aside_version(request: Request, code: str, number: int) -> HttpResponse:
    """Take a version entered by mistake out of the register, with a reason."""
    record, found = find_version(request, code, number)
    return set_aside_page(request, found, way(record))


def bring_back_version(request: Request, code: str, number: int) -> HttpResponse:
    """Put a version that was set aside back."""
    record, found = find_version(request, code, number)
    return bring_back_page(request, found, way(record))
