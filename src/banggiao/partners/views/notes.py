"""Pages to write notes on a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.core.pages import Button, form_page
from banggiao.partners.actions import notes as actions
from banggiao.partners.forms import NoteForm
from banggiao.partners.models import Organisation, SituationNote
from banggiao.partners.views.navigation import home

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def _way(organisation: Organisation) -> list[tuple[str, str]]:
    return [home(), (str(organisation), organisation.get_absolute_url())]


def add_note(request: Request, code: str) -> HttpResponse:
    """Write a dated note on a partner."""
    visible = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(visible, code=code)
    require(request.user, "partners.add_situationnote")
    today = {"on": timezone.localdate().isoformat()}
    form = NoteForm(request.POST or None, initial=today)
    return form_page(
        request,
        form,
        lambda: actions.add_note(organisation, by=request.user, **form.cleaned_data),
        title=_("Write a note on %(name)s") % {"name": organisation},
        way=_way(organisation),
    )


def _find(request: Request, code: str) -> SituationNote:
    visible = SituationNote.objects.visible_to(request.user)
    note: SituationNote = get_object_or_404(visible.select_related("organisation"), code=code)
    return note


def change_note(request: Request, code: str) -> HttpResponse:
    """Change a note."""
    note = _find(request, code)
    require(request.user, "partners.change_situationnote", note)
    form = NoteForm(request.POST or None, instance=note)
    return form_page(
        request,
        form,
        lambda: actions.change_note(note, by=request.user, **form.cleaned_data),
        title=_("Edit a note"),
        way=_way(note.organisation),
        others=[Button(_("Set aside"), reverse("partners:set_aside_note", args=[code]))],
    )


def set_aside_note(request: Request, code: str) -> HttpResponse:
    """Take a note written by mistake off its partner's page, with a reason."""
    note = _find(request, code)
    return set_aside_page(request, note, _way(note.organisation))


def bring_back_note(request: Request, code: str) -> HttpResponse:
    """Put a note that was set aside back on its partner's page."""
    note = _find(request, code)
    return bring_back_page(request, note, _way(note.organisation))
