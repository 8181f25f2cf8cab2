"""Pages of duties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require, seen_or_none
from banggiao.audit.views import history_page
from banggiao.core.lists import list_page
from banggiao.core.pages import OVERVIEW, Button, Head, form_page, reason_page, record_page
from banggiao.core.panels import Tab
from banggiao.core.pickers import code_in
from banggiao.core.tables import Table
from banggiao.duties import queries, tables
from banggiao.duties.actions import duties as actions
from banggiao.duties.enums import PartyRole, Progress
from banggiao.duties.filters import DutyFilter
from banggiao.duties.forms.duties import DutyForm, HandOverForm, KeptForm, PostponeForm
from banggiao.duties.models import Duty
from banggiao.duties.views.asking import asked_of
from banggiao.duties.views.navigation import room_tabs
from banggiao.partners import panels
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request

CLAUSE = re.compile(r"[\w.~-]{1,200}")
"""The lasting id of a clause, as an address names it."""


def duties(request: Request) -> HttpResponseBase:
    """List the duties, open ones unless the filter says otherwise, the most urgent first."""
    url = reverse("duties:add_duty")
    may_add = request.user.has_perm("duties.add_duty")
    buttons = [Button(_("Add a duty"), url, primary=True)] if may_add else []
    found = queries.duties_for_list(request.user, timezone.localdate())
    return _list(request, found, _("What is due"), buttons, tabs=room_tabs("duties"))


def _list(
    request: Request, found: QuerySet[Duty], caption: str, buttons: list[Button], **more: Any
) -> HttpResponseBase:
    if not request.GET.get("progress"):
        found = found.filter(progress=Progress.OPEN)
    add = buttons[0] if buttons else None

    def table(found: Any) -> Table[Duty]:
        return Table(
            id="duties",
            caption=caption,
            shape=tables.DUTIES,
            queryset=found,
            parameters=request.GET,
            default_sort="due",
            empty_title=_("No duty fits this filter."),
            empty_text=_("Remove a filter, or enter what is owed and by when."),
            empty_action={"label": add.label, "url": add.url} if add else None,
        )

    filterset = DutyFilter(request.GET, queryset=found, request=request)
    return list_page(request, filterset, table, buttons=buttons, **more)


def of_partner(request: Request, code: str) -> HttpResponseBase:
    """List the duties a partner stands in, under the partner's tabs."""
    user = request.user
    partner: Organisation = get_object_or_404(Organisation.objects.visible_to(user), code=code)
    url = f"{reverse('duties:add_duty')}?partner={code}"
    may_add = user.has_perm("duties.add_duty") and not partner.is_set_aside
    buttons = [Button(_("Add a duty"), url, primary=True)] if may_add else []
    found = queries.with_party(queries.duties_for_list(user, timezone.localdate()), partner)
    caption = _("Promises with %(name)s") % {"name": partner}
    return _list(request, found, caption, buttons, tabs=_partner_tabs(partner, user))


def _partner_tabs(partner: Organisation, user: User) -> list[Tab]:
    tabs = [Tab(OVERVIEW, _("Overview"), partner.get_absolute_url())]
    for provide in panels.ORGANISATION_TABS:
        tabs += [
            Tab(t.key, t.label, t.url, t.count, active=t.key == "duties")
            for t in provide(partner, user)
        ]
    history = reverse("partners:organisation_history", args=[partner.code])
    return [*tabs, Tab("history", _("History"), history)]


def find(request: Request, code: str) -> Duty:
    """Find a duty among those the reader may see."""
    record: Duty = get_object_or_404(queries.duty_for_page(request.user), code=code)
    return record


def way(record: Duty | None = None) -> list[tuple[str, str]]:
    """Give the way back up: the room, and the duty."""
    above = [(_("What is due"), reverse("duties:duties"))]
    return [*above, (str(record), record.get_absolute_url())] if record else above


def _head(request: Request, record: Duty) -> Head:
    history_url = reverse("duties:history", args=[record.code])
    return Head(
        record=record,
        title=str(record),
        facts=_headline(record),
        crumbs=way(),
        tabs=[
            Tab(OVERVIEW, _("Overview"), record.get_absolute_url()),
            Tab("history", _("History"), history_url),
        ],
        buttons=_buttons(request.user, record),
        history_url=history_url,
    )


def _headline(record: Duty) -> list[dict[str, Any]]:
    """Give the one line under the name: where it stands, when it is due, who sees to it."""
    mark = queries.standing(record)
    state = queries.PROGRESS(record.progress)
    first: dict[str, Any] = {"label": _("Progress"), "value": state}
    if mark:
        value = "" if record.progress == Progress.KEPT else state
        first |= {"pill": (mark.tone, mark.words), "value": value}
    rows = [
        (_("Kept on"), queries.day_in_words(record.kept_on)),
        (_("Due"), queries.day_in_words(record.due) or _("no due date")),
        (_("Who sees to it"), record.owner or record.unit),
    ]
    return [first, *({"label": label, "value": value} for label, value in rows if value)]


def _buttons(user: User, record: Duty) -> list[Button]:
    def button(label: str, name: str, *, primary: bool = False) -> Button:
        return Button(label, reverse(f"duties:{name}", args=[record.code]), primary=primary)

    may_change = user.has_perm("duties.change_duty", record)
    if record.is_set_aside:
        may_bring_back = user.has_perm("duties.set_aside_duty", record)
        return [button(_("Bring back"), "bring_back")] if may_bring_back else []
    buttons = [button(_("Edit"), "change_duty")] if may_change else []
    if not record.is_open:
        return [*buttons, button(_("Open again"), "reopen")] if may_change else []
    if may_change:
        date = _("Postpone") if record.due else _("Set a due date")
        buttons += [
            button(_("Hand over"), "hand_over"),
            button(date, "postpone"),
        ]
    if user.has_perm("duties.keep_duty", record):
        buttons.append(button(_("Record as kept"), "keep", primary=True))
    return buttons


def duty(request: Request, code: str) -> HttpResponse:
    """Show a duty: who owes it to whom, where it comes from, and what shows that it was kept."""
    record = find(request, code)
    context = {
        "duty": record,
        "facts": _facts(record, request.user),
        "promisors": queries.bodies(record, PartyRole.PROMISOR),
        "beneficiaries": queries.bodies(record, PartyRole.BENEFICIARY),
        "may_keep": request.user.has_perm("duties.keep_duty", record),
        "asked": asked_of(record, request.user),
    }
    return record_page(request, "duties/duty.html", _head(request, record), OVERVIEW, context)


def _facts(record: Duty, user: User) -> list[dict[str, Any]]:
    origin: Any = queries.origin_of(record, user)
    asked_by = queries.asked_by(record, user)
    rows: list[tuple[str, Any, str]] = [
        (_("In Vietnamese"), record.name_vi, ""),
        (_("In English"), record.name_en, ""),
        (_("In Japanese"), record.name_ja, ""),
        (_("In its own language"), record.name_native, ""),
        (_("Kind"), record.get_kind_display(), ""),
        (_("Due"), queries.day_in_words(record.due), ""),
        (_("Asked by"), asked_by, asked_by.get_absolute_url() if asked_by else ""),
        (_("Comes from"), origin, origin.get_absolute_url() if origin else ""),
        (_("Place in it"), record.about_place if origin else "", ""),
        (_("Comes again"), record.get_every_display() if record.every else "", ""),
        *_times(record, user),
        (_("Basis"), record.basis, ""),
        (_("Lead unit"), record.unit, ""),
        (_("Who sees to it"), record.owner, ""),
        (_("Remark"), record.remark, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def _times(record: Duty, user: User) -> list[tuple[str, Any, str]]:
    """Give the times before and after of a duty that comes again."""
    before = seen_or_none(record.previous, user)
    after = Duty.objects.visible_to(user).filter(previous=record).first() if record.every else None
    return [
        (label, queries.day_in_words(other.due), other.get_absolute_url())
        for label, other in ((_("The time before"), before), (_("The next time"), after))
        if other is not None
    ]


def history(request: Request, code: str) -> HttpResponse:
    """Show who changed the duty, and the duty as it was on a day."""
    return history_page(request, _head(request, find(request, code)))


def _origin(request: Request) -> Any:  # a record of any room, or none
    """Find the record that the address says a new duty comes from."""
    about_type, about_code = (request.GET.get(name, "") for name in ("about_type", "about_code"))
    if not about_type:
        return None
    record = queries.origin(about_type, about_code, request.user)
    if record is None:
        raise Http404
    return record


def _named(request: Request, name: str) -> list[int]:
    """Give the keys of the body that the address names, if the reader may know of it."""
    partners = Organisation.objects.visible_to(request.user)
    return [body.pk for body in partners.filter(code=code_in(request.GET, name))]


def add_duty(request: Request) -> HttpResponse:
    """Enter a duty; the address may name both sides and where it comes from."""
    require(request.user, "duties.add_duty")
    origin = _origin(request)
    about = {}
    if origin:
        about = {"about_type": origin._meta.label_lower, "about_code": origin.code}
        clause = request.GET.get("clause", "")
        about |= {"about_clause": clause if CLAUSE.fullmatch(clause) else ""}
    initial = {
        "promisors": _named(request, "promisor"),
        "beneficiaries": _named(request, "partner"),
        "about_place": request.GET.get("place", ""),
        "kind": request.GET.get("kind", ""),
    }
    form = DutyForm(request.POST or None, initial=initial, instance=Duty(**about))
    return form_page(
        request,
        form,
        lambda: actions.add_duty(by=request.user, **about, **form.cleaned_data),
        title=_("Add a duty"),
        way=way(),
        intro=_("It comes from: %(name)s.") % {"name": origin} if origin else "",
        done=_("The duty is in the register."),
    )


def change_duty(request: Request, code: str) -> HttpResponse:
    """Change a duty."""
    record = find(request, code)
    require(request.user, "duties.change_duty", record)
    form = DutyForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_duty(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=way(record),
        others=_other_ways(record),
    )


def _other_ways(record: Duty) -> list[Button]:
    waive = Button(_("Waive"), reverse("duties:waive", args=[record.code]))
    aside = Button(_("Set aside"), reverse("duties:set_aside", args=[record.code]))
    return [waive, aside] if record.is_open else [aside]


def keep(request: Request, code: str) -> HttpResponse:
    """Record that a duty was kept: the day, and what shows it."""
    record = find(request, code)
    require(request.user, "duties.keep_duty", record)
    form = KeptForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.record_kept(
            record,
            by=request.user,
            on=form.cleaned_data["kept_on"],
            evidence=form.cleaned_data["evidence"],
        ),
        title=_("Record as kept"),
        way=way(record),
        intro=str(record),
        submit_label=_("Record as kept"),
        done=_("Recorded as kept."),
    )


def postpone(request: Request, code: str) -> HttpResponse:
    """Give a duty another due date, and say on what ground."""
    record = find(request, code)
    require(request.user, "duties.change_duty", record)
    form = PostponeForm(request.POST or None)
    due = queries.day_in_words(record.due)
    waive = Button(_("Waive"), reverse("duties:waive", args=[code]))
    return form_page(
        request,
        form,
        lambda: actions.postpone_duty(record, by=request.user, **form.cleaned_data),
        title=_("Postpone") if record.due else _("Set a due date"),
        way=way(record),
        intro=_("%(name)s, due until now: %(due)s") % {"name": record, "due": due}
        if due
        else str(record),
        others=[waive],
    )


def hand_over(request: Request, code: str) -> HttpResponse:
    """Give a duty to another unit or person."""
    record = find(request, code)
    require(request.user, "duties.change_duty", record)
    initial = {"unit": record.unit_id, "owner": record.owner_id}
    form = HandOverForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.hand_over(
            record, by=request.user, **{"unit": record.unit} | form.cleaned_data
        ),
        title=_("Hand over"),
        way=way(record),
        intro=str(record),
        submit_label=_("Hand over"),
    )


def waive(request: Request, code: str) -> HttpResponse:
    """Record that a duty need not be kept any more, and why."""
    record = find(request, code)
    require(request.user, "duties.change_duty", record)
    return reason_page(
        request,
        lambda reason: actions.waive_duty(record, by=request.user, reason=reason),
        title=_("Waive"),
        way=way(record),
        intro=str(record),
        submit_label=_("Waive"),
    )


def reopen(request: Request, code: str) -> HttpResponse:
    """Take back that a duty was kept or waived."""
    record = find(request, code)
    require(request.user, "duties.change_duty", record)
    return reason_page(
        request,
        lambda reason: actions.reopen_duty(record, by=request.user, reason=reason),
        title=_("Open again"),
        way=way(record),
        intro=_("%(name)s. Date, evidence and reason leave it; the history keeps them.")
        % {"name": record},
        submit_label=_("Open again"),
    )


def set_aside(request: Request, code: str) -> HttpResponse:
    """Take a duty entered by mistake out of the register, with a reason."""
    record = find(request, code)
    return set_aside_page(request, record, way(record))


def bring_back(request: Request, code: str) -> HttpResponse:
    """Put a duty that was set aside back into the register."""
    record = find(request, code)
    return bring_back_page(request, record, way(record))
