"""Pages of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require, seen_or_none
from banggiao.agreements import queries
from banggiao.agreements.actions import instruments as actions
from banggiao.agreements.actions import lineage, successors
from banggiao.agreements.forms import (
    DeclarationForm,
    InstrumentForm,
    NewInstrumentForm,
    PredecessorForm,
    SuccessorForm,
)
from banggiao.agreements.models import Instrument
from banggiao.agreements.views.facts import facts_of
from banggiao.agreements.views.navigation import deeds_for, find, head, home, way
from banggiao.audit.views import history_page
from banggiao.core.exports import export
from banggiao.core.pages import OVERVIEW, Button, form_page, reason_page, record_page
from banggiao.core.pickers import code_in
from banggiao.core.references import reference_to
from banggiao.core.tables import Table
from banggiao.duties import tables as duty_tables
from banggiao.duties.queries import duties_about
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request

CHANGE = "agreements.change_instrument"


def instrument(request: Request, code: str) -> HttpResponse:
    """Show a text: how it stands, its ledger, who made and signed it, and what came before it."""
    record, user = find(request, code), request.user
    acts = queries.acts_of(record)
    top, view = head(request, record, acts)
    context = {
        "instrument": record,
        "deeds": deeds_for(record, view),
        "facts": facts_of(record),
        "lines": queries.ledger_of(acts, user),
        "parties": queries.parties_of(record),
        "signatories": queries.signatories_of(record, user),
        "steps": queries.lineage_of(record, user),
        "is_signed": view.derived.is_signed,
        "before": seen_or_none(record.predecessor, user),
        "may_change": user.has_perm(CHANGE, record) and not record.is_set_aside,
    }
    return record_page(request, "agreements/instrument.html", top, OVERVIEW, context)


def duties(request: Request, code: str) -> HttpResponseBase:
    """Show what is owed under a text, or send it as the file asked for."""
    record = find(request, code)
    table = _duties_of(request, record)
    top, _view = head(request, record)
    if request.user.has_perm("duties.add_duty") and not record.is_set_aside:
        add = Button(_("Add a duty"), _add_duty(record))
        table.empty_action = {"label": add.label, "url": add.url}
        top.buttons = [*top.buttons, add]
    sheet = reverse("agreements:implementation", args=[code])
    top.buttons = [*top.buttons, Button(_("Implementation sheet"), sheet)]
    file = export(request, table)
    return file or record_page(request, "agreements/duties.html", top, "duties", {"table": table})


def _duties_of(request: Request, record: Instrument) -> Table[Any]:
    return Table(
        id="duties",
        caption=_("Duties"),
        shape=duty_tables.DUTIES,
        queryset=duties_about(record, request.user),
        parameters=request.GET,
        default_sort="due",
        empty_title=_("No duty under this agreement is entered."),
        empty_text=_("Enter what the parties promised in it, by whom and by when."),
    )


def _add_duty(record: Instrument) -> str:
    label, code = reference_to(record)
    return f"{reverse('duties:add_duty')}?about_type={label}&about_code={code}"


def instrument_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the text, and the text as it was on a day."""
    top, _view = head(request, find(request, code))
    return history_page(request, top)


def add_instrument(request: Request) -> HttpResponse:
    """Enter a text."""
    require(request.user, "agreements.add_instrument")
    seen = Organisation.objects.visible_to(request.user).in_register()
    own = seen.filter(code=settings.OWN_BODY).first()
    partner = seen.filter(code=code_in(request.GET, "partner")).first()
    first = {"first_party": own and own.pk, "second_party": partner and partner.pk}
    form = NewInstrumentForm(request.POST or None, initial=first)
    return form_page(
        request,
        form,
        lambda: actions.add_instrument(by=request.user, **form.cleaned_data),
        title=_("Add an agreement"),
        way=[home()],
        done=_("The agreement is in the register. Add who signed it."),
    )


def change_instrument(request: Request, code: str) -> HttpResponse:
    """Change a text. Its ledger is changed act by act."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = InstrumentForm(request.POST or None, instance=record)
    aside = reverse("agreements:set_aside_instrument", args=[code])
    return form_page(
        request,
        form,
        lambda: actions.change_instrument(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=way(record),
        others=[Button(_("Set aside"), aside)],
    )


def set_aside_instrument(request: Request, code: str) -> HttpResponse:
    """Take a text entered by mistake out of the register, with a reason."""
    record = find(request, code)
    return set_aside_page(request, record, way(record))


def bring_back_instrument(request: Request, code: str) -> HttpResponse:
    """Put a text that was set aside back into the register."""
    record = find(request, code)
    return bring_back_page(request, record, way(record))


def declare_status(request: Request, code: str) -> HttpResponse:
    """Say how a text stands where its acts say otherwise."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = DeclarationForm(request.POST or None, instance=record)
    withdraw = reverse("agreements:withdraw_declaration", args=[code])

    def write() -> Instrument:
        data = dict(form.cleaned_data)
        reason = data.pop("declared_reason")
        return actions.declare_status(record, by=request.user, reason=reason, **data)

    return form_page(
        request,
        form,
        write,
        title=_("Declare a status"),
        way=way(record),
        intro=_("The status that follows from the acts stays beside it; both are shown."),
        others=[Button(_("Withdraw"), withdraw)] if record.declared_status else [],
    )


def withdraw_declaration(request: Request, code: str) -> HttpResponse:
    """Let a text stand as its acts say again."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    return reason_page(
        request,
        lambda reason: actions.withdraw_declaration(record, by=request.user, reason=reason),
        title=_("Withdraw the declared status"),
        way=way(record),
        submit_label=_("Withdraw"),
        intro=record.get_declared_status_display(),
    )


def link_predecessor(request: Request, code: str) -> HttpResponse:
    """Say which text came before and what this one does to it."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = PredecessorForm(request.POST or None, instance=record)

    def write() -> Instrument:
        data = dict(form.cleaned_data)
        older = data.pop("predecessor")
        return lineage.link_predecessor(
            record, older, data.pop("relation"), by=request.user, **data
        )

    return form_page(
        request,
        form,
        write,
        title=_("What came before"),
        way=way(record),
        intro=_("Once this text is signed, the ledger of the other one says what it did to it."),
    )


def prepare_successor(request: Request, code: str) -> HttpResponse:
    """Begin the text that is to amend, renew, upgrade or replace this one."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    form = SuccessorForm(request.POST or None, older=record)

    def write() -> Instrument:
        data = dict(form.cleaned_data)
        return successors.prepare_successor(record, data.pop("relation"), by=request.user, **data)

    return form_page(
        request,
        form,
        write,
        title=_("Prepare the next text"),
        way=way(record),
        intro=_(
            "It takes over the parties, the topics and in whose name. Nothing here changes yet."
        ),
        done=_("The next text is in the register. Add its words, then take it step by step."),
    )


def unlink_predecessor(request: Request, code: str) -> HttpResponse:
    """Take back which text came before."""
    record = find(request, code)
    require(request.user, CHANGE, record)
    older = seen_or_none(record.predecessor, request.user)
    return reason_page(
        request,
        lambda reason: lineage.unlink_predecessor(record, by=request.user, reason=reason),
        title=_("Remove the link"),
        way=way(record),
        submit_label=_("Remove"),
        intro=str(older or ""),
    )
