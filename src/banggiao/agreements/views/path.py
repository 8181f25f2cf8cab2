"""Pages of the path of a text: where it stands, and one form for each thing one does there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements import queries
from banggiao.agreements.actions import path as actions
from banggiao.agreements.enums import LedgerStep, Outcome
from banggiao.agreements.forms.path import ReturnedForm, ReturnForm, StepDoneForm
from banggiao.agreements.models import Instrument, PathEntry, PathStep
from banggiao.agreements.queries import consultations
from banggiao.agreements.queries import path as paths
from banggiao.agreements.views.navigation import find, head, way
from banggiao.core.dates import PartialDate
from banggiao.core.pages import Button, form_page, reason_page, record_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.agreements.models import Consultation
    from banggiao.agreements.path import Path
    from banggiao.core.htmx import Request

CHANGE = "agreements.change_instrument"
DEEDS = {LedgerStep.SIGNED: "sign", LedgerStep.IN_FORCE: "force", LedgerStep.OVER: "extend"}
"""The form of the act that is a step of the ledger."""


def path(request: Request, code: str) -> HttpResponse:
    """Show the steps of a text, what was done of them and what comes next."""
    record, user = find(request, code), request.user
    acts = queries.acts_of(record)
    top, _view = head(request, record, acts)
    here = paths.path_of(record, acts=acts)
    may_change = user.has_perm(CHANGE, record) and not record.is_set_aside
    if may_change:
        quiet = [replace(button, primary=False) for button in top.buttons]
        top.buttons = [*quiet, *next_buttons(record, here)]
    context = {
        "instrument": record,
        "path": here,
        "lines": paths.stop_lines(here, user),
        "may_change": may_change,
        "may_return": may_change and bool(paths.steps_behind(here)),
        "deeds": DEEDS,
    }
    return record_page(request, "agreements/path.html", top, "path", context)


def next_buttons(record: Instrument, here: Path) -> list[Button]:
    """Give the next thing to do on the path: the form of the step that comes, or of its act."""
    current = here.current
    if current is None:
        return []
    label = _("Next: %(step)s") % {"step": current.step}
    return [Button(label, address_of(record, current.step), primary=True)]


def address_of(record: Instrument, step: PathStep) -> str:
    """Give where a step is entered: its own form, or that of the act which it is."""
    if step.reads:
        deed = DEEDS[LedgerStep(step.reads)]
        return reverse("agreements:record_act", args=[record.code, deed])
    return reverse("agreements:record_step", args=[record.code, step.code])


def _home(record: Instrument) -> str:
    return reverse("agreements:path", args=[record.code])


def _way(record: Instrument) -> list[tuple[str, str]]:
    return [*way(record), (_("Path"), _home(record))]


def _find(request: Request, code: str, step: str) -> tuple[Instrument, PathStep]:
    record = find(request, code)
    require(request.user, CHANGE, record)
    return record, get_object_or_404(PathStep, code=step)


def record_step(request: Request, code: str, step: str) -> HttpResponse:
    """Enter that a step was done, now or long ago."""
    record, stored = _find(request, code, step)
    entry = PathEntry(instrument=record, step=stored)
    asked = consultations.latest_on(record, request.user) if stored.asks_opinions else None
    form = StepDoneForm(request.POST or None, instance=entry, initial=_known_of(asked))
    intro = _("Basis: %(basis)s") % {"basis": stored.basis}
    if asked:
        intro += " · " + _("Day and letter are those of: %(title)s") % {"title": asked}
    others = []
    if stored.may_be_skipped:
        url = reverse("agreements:skip_step", args=[code, step])
        others = [Button(_("Skip this step"), url)]
    return form_page(
        request,
        form,
        lambda: actions.record_step(record, stored, by=request.user, **form.cleaned_data),
        title=_("Step: %(name)s") % {"name": stored},
        way=_way(record),
        back=_home(record),
        intro=intro,
        others=others,
    )


def _known_of(asked: Consultation | None) -> dict[str, Any]:
    """Give what a consultation in the register already says of its step."""
    if asked is None:
        return {}
    over = PartialDate.parse(asked.closed_on.isoformat()) if asked.closed_on else None
    return {"on": over, "paper_text": consultations.letter_of(asked)}


def skip_step(request: Request, code: str, step: str) -> HttpResponse:
    """Leave a step out, with the reason."""
    record, stored = _find(request, code, step)
    return reason_page(
        request,
        lambda reason: actions.skip_step(record, stored, by=request.user, reason=reason),
        title=_("Skip: %(name)s") % {"name": stored},
        way=_way(record),
        back=_home(record),
        submit_label=_("Skip this step"),
        intro=_("Basis: %(basis)s") % {"basis": stored.basis},
    )


def return_text(request: Request, code: str) -> HttpResponse:
    """Send a text back to an earlier step, with comments."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    here = paths.path_of(record)
    at = here.current
    entry = PathEntry(instrument=record, step=at.step if at else None)
    form = ReturnForm(request.POST or None, instance=entry, steps=paths.steps_behind(here))

    def write() -> Any:
        data = dict(form.cleaned_data)
        return actions.return_text(record, data.pop("back_to"), by=request.user, **data)

    return form_page(
        request,
        form,
        write,
        title=_("Return with comments"),
        way=_way(record),
        back=_home(record),
        intro=_("It stands at: %(name)s. What was done stays and is shown.") % {"name": at.step}
        if at
        else "",
        submit_label=_("Return the text"),
    )


def _find_entry(request: Request, code: str, number: int) -> tuple[Instrument, PathEntry]:
    record = find(request, code)
    require(request.user, CHANGE, record)
    found = PathEntry.objects.select_related("instrument", "step")
    return record, get_object_or_404(found, instrument=record, number=number)


def correct_step(request: Request, code: str, number: int) -> HttpResponse:
    """Correct what was entered of a step."""
    record, stored = _find_entry(request, code, number)
    sort: Any = StepDoneForm if stored.outcome == Outcome.DONE else ReturnedForm
    form = sort(request.POST or None, instance=stored)
    remove = reverse("agreements:remove_step", args=[code, number])
    return form_page(
        request,
        form,
        lambda: actions.correct_step(stored, by=request.user, **form.cleaned_data),
        title=_("Correct: %(step)s") % {"step": stored},
        way=_way(record),
        back=_home(record),
        others=[Button(_("Remove"), remove)],
    )


def remove_step(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a step entered by mistake."""
    record, stored = _find_entry(request, code, number)
    return reason_page(
        request,
        lambda reason: actions.remove_step(stored, by=request.user, reason=reason),
        title=_("Remove a step"),
        way=_way(record),
        back=_home(record),
        submit_label=_("Remove"),
        intro=str(stored),
    )
