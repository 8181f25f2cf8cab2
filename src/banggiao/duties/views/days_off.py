"""Pages of the days off of a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.core.exports import export
from banggiao.core.htmx import render
from banggiao.core.pages import Button, crumbs, form_page, reason_page
from banggiao.core.tables import Table
from banggiao.duties import tables_deadlines as tables
from banggiao.duties.actions import calendars as actions
from banggiao.duties.forms.calendars import CalendarYearForm, DayOffForm, EnterYearForm
from banggiao.duties.models import CalendarYear, DayOff
from banggiao.duties.models.calendars import FIRST_YEAR, LAST_YEAR
from banggiao.duties.proposals import proposals
from banggiao.duties.views.navigation import home, room_tabs

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def days_off(request: Request) -> HttpResponseBase:
    """List the days off of a year. Everybody may look; heads and administrators change."""
    year = _year(request.GET.get("year", ""))
    calendar = CalendarYear.objects.filter(year=year).first()
    may_write = request.user.has_perm("duties.keep_deadlines")
    table: Table[DayOff] = Table(
        id="days-off",
        caption=_("Days off of %(year)s") % {"year": year},
        shape=tables.days_off(may_write=may_write),
        queryset=DayOff.objects.filter(year__year=year),
        parameters=request.GET,
        default_sort="day",
        empty_title=_("The days off of this year are not entered."),
        empty_text=_("Until then, deadlines leave out weekends only, and say so."),
        empty_action=_first_step(year, calendar) if may_write else None,
    )
    file = export(request, table)
    if file is not None:
        return file
    buttons = _buttons(year) if may_write and calendar else []
    context = {"title": table.caption, "table": table, "buttons": buttons}
    context |= _around(year, calendar) | crumbs([home()])
    return render(request, "duties/days_off.html", context)


def _around(year: int, calendar: CalendarYear | None) -> dict[str, Any]:
    return {
        "around": [y for y in (year - 1, year + 1) if FIRST_YEAR <= y <= LAST_YEAR],
        "calendar": calendar,
        "confirmation": tables.confirmation(calendar) if calendar else "",
        "tabs": room_tabs("days_off"),
    }


def _year(text: str) -> int:
    """Read the year asked for; what is none gives this year."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year


def _first_step(year: int, calendar: CalendarYear | None) -> dict[str, str]:
    if calendar:
        return {"label": _("Add a day"), "url": reverse("duties:add_day_off", args=[year])}
    return {"label": _("Propose the days"), "url": reverse("duties:enter_year", args=[year])}


def _buttons(year: int) -> list[Button]:
    return [
        Button(_("Basis and confirmation"), reverse("duties:change_year", args=[year])),
        Button(_("Add a day"), reverse("duties:add_day_off", args=[year]), primary=True),
    ]


def enter_year(request: Request, year: int) -> HttpResponse:
    """Propose the days off of a year; the person unticks what does not hold and takes over."""
    require(request.user, "duties.keep_deadlines")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    form = EnterYearForm(request.POST or None, proposals=proposals(year))

    def write() -> CalendarYear:
        days, basis = form.taken(), form.cleaned_data["basis"]
        return actions.enter_year(year, by=request.user, days=days, basis=basis)

    return form_page(
        request,
        form,
        write,
        title=_("Days off of %(year)s: proposal") % {"year": year},
        way=_way(year),
        submit_label=_("Take over"),
        intro=_(
            "Worked out from the law and from what was published before. The Prime Minister "
            "decides each year which days are swapped: compare with the announcement."
        ),
    )


def change_year(request: Request, year: int) -> HttpResponse:
    """Change the weekend of a year, its basis, or who confirmed it."""
    record = get_object_or_404(CalendarYear, year=year)
    require(request.user, "duties.keep_deadlines")
    form = CalendarYearForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_year(record, by=request.user, **form.cleaned_data),
        title=_("Calendar of %(year)s") % {"year": year},
        way=_way(year),
    )


def add_day_off(request: Request, year: int) -> HttpResponse:
    """Enter a day off, or a weekend day worked for another."""
    record = get_object_or_404(CalendarYear, year=year)
    require(request.user, "duties.keep_deadlines")
    form = DayOffForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_day_off(record, by=request.user, **form.cleaned_data),
        title=_("Add a day to %(year)s") % {"year": year},
        way=_way(year),
    )


def _find(day: str) -> DayOff:
    try:
        known = dt.date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    record: DayOff = get_object_or_404(DayOff.objects.select_related("year"), day=known)
    return record


def change_day_off(request: Request, day: str) -> HttpResponse:
    """Change a day of a calendar."""
    record = _find(day)
    require(request.user, "duties.keep_deadlines")
    form = DayOffForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_day_off(record, by=request.user, **form.cleaned_data),
        title=str(record),
        way=_way(record.day.year),
        others=[Button(_("Remove this day"), reverse("duties:remove_day_off", args=[day]))],
    )


def remove_day_off(request: Request, day: str) -> HttpResponse:
    """Take a day out of a calendar, with the reason."""
    record = _find(day)
    require(request.user, "duties.keep_deadlines")
    return reason_page(
        request,
        lambda reason: actions.remove_day_off(record, by=request.user, reason=reason),
        title=_("Remove “%(name)s”") % {"name": record},
        submit_label=_("Remove this day"),
        way=_way(record.day.year),
        back=record.get_absolute_url(),
    )


def _way(year: int) -> list[tuple[str, str]]:
    page = f"{reverse('duties:days_off')}?year={year}"
    return [home(), (_("Days off of %(year)s") % {"year": year}, page)]
