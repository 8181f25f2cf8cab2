"""Reads of duties. What is due, kept or late is said here once, as conditions over the database.

A date known in part counts only where its whole interval does; what may count is asked for apart
with ``may_…`` and shown as not certain.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.apps import apps
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.accounts.actions import SYSTEM
from banggiao.accounts.models import User
from banggiao.accounts.rules import seen_or_none
from banggiao.core.dates import earliest_of, format_partial
from banggiao.core.dates.periods import near, perhaps_in, surely_in
from banggiao.core.enums import words_for
from banggiao.core.models import Record
from banggiao.core.panels import Balance, CalendarEntry, TimelineEntry
from banggiao.core.references import resolve
from banggiao.duties.enums import PartyRole, Progress
from banggiao.duties.models import Duty, DutyParty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models

    from banggiao.core.references import Records, Reference
    from banggiao.partners.models import Organisation

type Side = Literal["", "ours", "theirs"]
"""Whose duties: ours, the others', or all. A joint duty is on both sides."""

SOON = dt.timedelta(days=7)
DESK = 20
TIMELINE_LIMIT = 200
CALENDAR_LIMIT = 300
PROGRESS = words_for(Progress)


# Conditions


def late_on(day: dt.date) -> Q:
    """Give the condition that a duty was surely late on the day: open then, and due before."""
    kept_after = Q(progress=Progress.KEPT, kept_on_earliest__gt=day)
    return Q(due_latest__lt=day) & (Q(progress=Progress.OPEN) | kept_after)


def perhaps_late_on(day: dt.date) -> Q:
    """Give the condition that a duty may have been late on the day and was not surely."""
    due_before = Q(due_earliest__lt=day) | (Q(due_earliest__isnull=True) & ~Q(due=""))
    kept_after = Q(progress=Progress.KEPT) & (
        Q(kept_on_latest__gt=day) | Q(kept_on_latest__isnull=True)
    )
    return due_before & (Q(progress=Progress.OPEN) | kept_after) & ~late_on(day)


KEPT_LATE = Q(progress=Progress.KEPT, kept_on_earliest__gt=F("due_latest"))


def soon_on(day: dt.date) -> Q:
    """Give the condition that a duty is open and due on the day or within a week of it."""
    return Q(progress=Progress.OPEN) & due_within(day, SOON)


def due_within(day: dt.date, span: dt.timedelta) -> Q:
    """Give the condition that the last day for a duty lies between the day and the span's end."""
    return Q(due_latest__gte=day, due_latest__lte=day + span)


def concerns(user: User) -> Q:
    """Give the condition that a duty is the user's: their own, or of their unit and nobody's."""
    mine = Q(owner=user)
    return mine | Q(owner__isnull=True, unit=user.unit_id) if user.unit_id else mine


# Figures


def visible_duties(user: User, side: Side = "") -> QuerySet[Duty]:
    """Give the duties that count and the user may see, of one side or all."""
    duties = Duty.objects.visible_to(user).in_register()
    return duties.filter(**{side: True}) if side else duties


def due_in(user: User, first: dt.date, last: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what was surely due in the period, both days included, kept or not."""
    return visible_duties(user, side).filter(surely_in("due", first, last))


def may_be_due_in(user: User, first: dt.date, last: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what may have been due in the period: the date is not certain."""
    return visible_duties(user, side).filter(perhaps_in("due", first, last))


def kept_in(user: User, first: dt.date, last: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what was surely kept in the period, both days included."""
    return visible_duties(user, side).filter(surely_in("kept_on", first, last))


def may_be_kept_in(user: User, first: dt.date, last: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what may have been kept in the period: the date is not certain."""
    return visible_duties(user, side).filter(perhaps_in("kept_on", first, last))


def kept_late_in(user: User, first: dt.date, last: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what was surely kept in the period and surely after it was due."""
    return kept_in(user, first, last, side).filter(KEPT_LATE)


def late_at(user: User, day: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what was surely late on the day, today or any other.

    A duty kept since then counts; one waived or reopened since then does not: only the log knows
    when that was.
    """
    return visible_duties(user, side).filter(late_on(day))


def may_be_late_at(user: User, day: dt.date, side: Side = "") -> QuerySet[Duty]:
    """Give what may have been late on the day: a date is not certain."""
    return visible_duties(user, side).filter(perhaps_late_on(day))


# Pages


def judged(duties: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Add to each duty whether it is late, due soon or was kept late, and whether it has a date."""
    found: QuerySet[Any] = duties.annotate(
        is_late=_truth(late_on(day)),
        is_soon=_truth(soon_on(day)),
        was_kept_late=_truth(KEPT_LATE),
        undated=_truth(Q(due_latest__isnull=True)),
    )
    return found


def _truth(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def duties_for_list(user: User, day: dt.date) -> QuerySet[Any]:
    """Give the duties the user may see, with what a row shows; of the parties, the visible ones."""
    return judged(visible_duties(user), day).prefetch_related(_parties(user))


def _parties(user: User) -> Prefetch[Any]:
    seen: Any = DutyParty.objects
    return Prefetch("parties", seen.visible_to(user).select_related("organisation").order_by("pk"))


def duty_for_page(user: User) -> QuerySet[Any]:
    """Give the duties whose page the user may open, with what it shows."""
    found = judged(Duty.objects.visible_to(user), timezone.localdate())
    return found.select_related("asked_by", "unit", "owner").prefetch_related(_parties(user))


def bodies(duty: Duty, role: str) -> list[Organisation]:
    """Give the bodies on one side of a duty that came by the functions above."""
    return [party.organisation for party in duty.parties.all() if party.role == role]


def names(duty: Duty, role: str) -> str:
    """Give the names of the bodies on one side, as far as the reader may see."""
    return "; ".join(str(body) for body in bodies(duty, role))


def asked_by(duty: Duty, user: User) -> Organisation | None:
    """Give who asks for it, if the user may know of them."""
    return seen_or_none(duty.asked_by, user)


def origin_of(duty: Duty, user: User) -> models.Model | None:
    """Give the record a duty comes from, if the user may know of it.

    None also where the record, or the room that will keep it, is not there yet.
    """
    return origin(duty.about_type, duty.about_code, user)


def origin(about_type: str, about_code: str, user: User) -> models.Model | None:
    """Find a record by type and code among those that count and the user may see."""
    reference = (about_type, about_code)
    return origins([reference], user).get(reference)


def origins(wanted: Iterable[Reference], user: User) -> Records:
    """Find many records by type and code at once; what names no model we know is left out."""
    found = resolve((reference for reference in wanted if _is_record(reference[0])), user)
    return {key: row for key, row in found.items() if not getattr(row, "is_set_aside", False)}


def _is_record(label: str) -> bool:
    """Whether a label names a model of records. It may come from an address or an import."""
    try:
        return issubclass(apps.get_model(label), Record)
    except (LookupError, ValueError):
        return False


def duties_about(record: Record, user: User) -> QuerySet[Any]:
    """Give the duties that come from a record, for the page of that record."""
    label = record._meta.label_lower
    return duties_for_list(user, timezone.localdate()).filter(
        about_type=label, about_code=record.code
    )


def with_party(duties: QuerySet[Any], organisation: Organisation) -> QuerySet[Any]:
    """Keep the duties a body stands in, on either side. The reader may see the body."""
    standing = DutyParty.objects.filter(organisation=organisation)
    return duties.filter(pk__in=standing.values("duty"))


def mine(user: User, today: dt.date) -> list[Duty]:
    """Give the user's open duties for the desk, the most urgent first, at most 20."""
    found = duties_for_list(user, today).filter(concerns(user), progress=Progress.OPEN)
    rows = found.select_related("unit", "owner")
    return list(rows.order_by("undated", "due_latest", "pk")[:DESK])


def pressing(user: User, today: dt.date) -> list[Duty]:
    """Give what is late or due within a week, by us or to us, for those who oversee the office.

    The latest due stands first: what became late this week can still be mended.
    """
    own = DutyParty.objects.filter(duty=OuterRef("pk"), organisation__is_own=True)
    found = duties_for_list(user, today).filter(Exists(own), progress=Progress.OPEN)
    rows = found.filter(due_latest__lte=today + SOON).select_related("unit", "owner")
    return list(rows.order_by("-due_latest", "pk")[:DESK])


def possible_owners(chosen: int | None = None) -> QuerySet[User]:
    """Give who may be asked to see to a duty: open accounts of people, and who does already."""
    people = Q(is_active=True) & ~Q(username=SYSTEM)
    return User.objects.filter(people | Q(pk=chosen)).order_by("full_name", "pk")


def urgent(user: User) -> int:
    """Count the user's open duties that are late or due within a week."""
    until = timezone.localdate() + SOON
    found = visible_duties(user).filter(concerns(user), progress=Progress.OPEN)
    return found.filter(due_latest__lte=until).count()


# Words


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands: the tone of its mark and the words in it."""

    tone: str
    words: str


def standing(duty: Duty) -> Standing | None:
    """Give what deserves a mark: late, due soon, kept, kept late. None for the rest.

    Of what only others owe, protocol says that word is awaited: it may be done, and nobody told us.
    """
    if duty.is_late:
        return Standing("bad", _("late")) if duty.ours else Standing("plain", _("no word yet"))
    if duty.is_soon:
        return Standing("warn", _("within 7 days"))
    if duty.progress == Progress.KEPT:
        return (
            Standing("warn", _("kept late")) if duty.was_kept_late else Standing("good", _("kept"))
        )
    return None


def day_in_words(value: Any) -> str:  # a date known in part, or none
    """Give a date as people read it, or nothing."""
    return format_partial(value) if value else ""


# What other rooms show


def timeline_of(organisation: Organisation, user: User) -> Sequence[TimelineEntry]:
    """Give the dated duties a body stands in: kept ones on the day they were kept."""
    dated = with_party(duties_for_list(user, timezone.localdate()), organisation)
    newest = dated.filter(~Q(due="") | ~Q(kept_on="")).order_by(
        F("due_earliest").desc(nulls_last=True), "-pk"
    )
    return [_entry(duty) for duty in newest[:TIMELINE_LIMIT]]


def _entry(duty: Duty) -> TimelineEntry:
    date = duty.kept_on or duty.due
    mark = standing(duty)
    words = [names(duty, PartyRole.PROMISOR), mark.words if mark else PROGRESS(duty.progress)]
    return TimelineEntry(
        on=earliest_of(date),
        date_text=day_in_words(date),
        kind="duty",
        text=str(duty),
        url=duty.get_absolute_url(),
        sub=" · ".join(word for word in words if word),
        classification=duty.classification,
    )


def calendar_of(user: User, first: dt.date, last: dt.date) -> Sequence[CalendarEntry]:
    """Give the duties due on the days asked for, or within a month or quarter around them."""
    found = duties_for_list(user, timezone.localdate()).filter(near("due", "due", first, last))
    rows = found.exclude(progress=Progress.WAIVED).order_by("due_earliest", "pk")
    return [_on_calendar(duty) for duty in rows[:CALENDAR_LIMIT]]


def _on_calendar(duty: Any) -> CalendarEntry:  # one that came by `duties_for_list`
    mark = standing(duty)
    return CalendarEntry(
        text=str(duty),
        url=duty.get_absolute_url(),
        first=duty.due.earliest,
        last=duty.due.latest,
        date_text=day_in_words(duty.due),
        sub=names(duty, PartyRole.PROMISOR),
        is_day=duty.due.is_exact,
        word=mark.words if mark else "",
        tone=mark.tone if mark else "plain",
        classification=duty.classification,
    )


def open_with(organisation: Organisation, user: User) -> int:
    """Count the open duties a body stands in."""
    return with_party(visible_duties(user), organisation).filter(progress=Progress.OPEN).count()


def balance_with(organisation: Organisation, user: User) -> Sequence[Balance]:
    """Weigh promises kept with a partner: ours towards or with them, and theirs towards or with us.

    What a partner owed somebody else does not count here.
    """
    if organisation.is_own:
        return []
    own = DutyParty.objects.filter(organisation__is_own=True)
    kept = with_party(visible_duties(user), organisation).filter(
        progress=Progress.KEPT, pk__in=own.values("duty")
    )
    owed = DutyParty.objects.filter(organisation=organisation, role=PartyRole.PROMISOR)
    ours = kept.filter(ours=True).count()
    theirs = kept.filter(pk__in=owed.values("duty")).count()
    return [Balance(_("promises kept"), ours, theirs)] if ours or theirs else []
