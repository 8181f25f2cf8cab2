"""Reads of consultations: who was asked, who is late, what an answer or silence counts as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import seen_or_none
from banggiao.agreements.enums import Answer, Response
from banggiao.agreements.models import Consultation, Enclosure, Opinion, Slip
from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.enums import RecordState, words_for
from banggiao.core.panels import CalendarEntry
from banggiao.duties.enums import Silence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.documents.models import Document

ANSWER = words_for(Answer)
RESPONSE = words_for(Response)
SILENCE = words_for(Silence)
DESK = 20
CALENDAR_LIMIT = 300
SLIPS = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """How something stands: the tone of its mark and the words in it."""

    tone: str
    words: str


def consultations_for_list(user: User, day: dt.date) -> QuerySet[Any]:
    """Give the consultations the user may see, with how many were asked, answered and are late."""
    seen = Slip.objects.visible_to(user).values("pk")
    mine = Q(slips__in=seen)
    due = Coalesce("slips__due_on", "due_on")
    late = mine & Q(slips__answered_on__isnull=True, slip_due__lt=day)
    found: QuerySet[Any] = Consultation.objects.visible_to(user).in_register()
    counted: QuerySet[Any] = found.alias(slip_due=due).annotate(
        asked=Count("slips", filter=mine),
        answered=Count("slips", filter=mine & Q(slips__answered_on__isnull=False)),
        late=Count("slips", filter=late),
    )
    return counted


def consultations_on(instrument: Instrument, user: User, day: dt.date) -> list[Any]:
    """Give the consultations on a text, the newest first."""
    found = consultations_for_list(user, day).filter(instrument=instrument)
    return list(found.order_by("-sent_on", "-pk")[:200])


def count_on(instrument: Instrument, user: User) -> int:
    """Count the consultations on a text."""
    found = Consultation.objects.visible_to(user).in_register()
    return int(found.filter(instrument=instrument).count())


def latest_on(instrument: Instrument, user: User) -> Consultation | None:
    """Give the newest consultation on a text that the user may see."""
    found: QuerySet[Consultation] = Consultation.objects.visible_to(user).in_register()
    return found.filter(instrument=instrument).order_by("-sent_on", "-pk").first()


def letter_of(consultation: Consultation) -> str:
    """Give number and day of the letter that asked, as a step of the path names its paper."""
    day = day_in_words(consultation.letter_on or consultation.sent_on)
    if not consultation.letter_number:
        return ""
    return _("%(number)s of %(day)s") % {"number": consultation.letter_number, "day": day}


def enclosures_of(consultation: Consultation, user: User) -> list[Document]:
    """Give the papers that were sent, as far as the user may know of them."""
    found = Enclosure.objects.visible_to(user).filter(consultation=consultation)
    rows = found.select_related("document").order_by("pk")
    return [row.document for row in rows[:SLIPS]]


def slips_of(consultation: Consultation, user: User, day: dt.date) -> list[Slip]:
    """Give the bodies asked that the user may know of, with reminders, points and lateness."""
    found = Slip.objects.visible_to(user).filter(consultation=consultation)
    points = Prefetch("opinions", Opinion.objects.select_related("by").order_by("number", "pk"))
    rows = found.select_related("organisation", "paper").prefetch_related(points, "reminders")
    slips = list(rows.order_by("pk")[:SLIPS])
    for slip in slips:
        slip.consultation = consultation
        judge(slip, day)
    return slips


def judge(slip: Slip, day: dt.date) -> None:
    """Say of a slip whether it is late on the day, and by how many days it is or was."""
    over = ((slip.answered_on or day) - slip.due).days
    slip.days_late = max(0, over)
    slip.is_late = slip.answered_on is None and over > 0


def state_of(slip: Slip) -> Mark:
    """Give how a judged slip stands: the answer, awaited, late, or what its silence counts as."""
    if slip.is_answered:
        tone = "good" if slip.answer in {Answer.AGREES, Answer.NO_COMMENT} else "warn"
        tone = "bad" if slip.answer == Answer.DISAGREES else tone
        return Mark(tone, ANSWER(slip.answer))
    if not slip.is_late and slip.consultation.is_open:
        return Mark("plain", _("awaited"))
    rule = slip.consultation.rule
    counts_as = rule.silence if rule else ""
    words = SILENCE(counts_as) if counts_as else _("Has not answered")
    return Mark("warn" if counts_as in {Silence.AGREED, Silence.NO_OPINION} else "bad", words)


def lateness(slip: Slip) -> str:
    """Give by how many days a judged slip is late or was answered late; empty where in time."""
    if not slip.days_late:
        return ""
    if slip.is_answered:
        words = ngettext("%(days)s day late", "%(days)s days late", slip.days_late)
    else:
        words = ngettext("late by %(days)s day", "late by %(days)s days", slip.days_late)
    return words % {"days": slip.days_late}


def paper_of(slip: Slip, user: User) -> Document | None:
    """Give the letter a body answered with, if the user may know of it."""
    return seen_or_none(slip.paper, user)


def points_of(slips: Iterable[Slip]) -> list[Opinion]:
    """Give the points of slips that came by `slips_of`, body by body in their order."""
    found = []
    for slip in slips:
        for opinion in slip.opinions.all():
            opinion.slip = slip
            found.append(opinion)
    return found


def opinions_on_clause(instrument: Instrument, clause: str, user: User) -> list[Opinion]:
    """Give what was said of a clause, by its lasting id, by bodies the user may know of."""
    seen = Slip.objects.visible_to(user).filter(
        consultation__instrument=instrument, consultation__state=RecordState.ACTIVE
    )
    found: QuerySet[Opinion] = Opinion.objects.filter(wid=clause, slip__in=seen)
    rows = found.select_related("slip__organisation", "slip__consultation", "by")
    return list(rows.order_by("-slip__consultation__sent_on", "slip", "number")[:SLIPS])


def response_mark(opinion: Opinion) -> Mark:
    """Give what became of a point as a mark."""
    tones = {Response.OPEN: "plain", Response.TAKEN_UP: "good", Response.PARTLY: "warn"}
    return Mark(tones.get(Response(opinion.response), "bad"), RESPONSE(opinion.response))


def day_in_words(day: dt.date | None) -> str:
    """Give a day as people read it, or nothing."""
    return format_partial(PartialDate.parse(day.isoformat())) if day else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bodies were asked, answered, are late, and how many points are decided."""

    asked: int
    answered: int
    late: int
    points: int
    decided: int


def tally(slips: Sequence[Slip]) -> Tally:
    """Count slips that came by `slips_of`: only what the reader may know of."""
    points = points_of(slips)
    return Tally(
        asked=len(slips),
        answered=sum(slip.is_answered for slip in slips),
        late=sum(slip.is_late for slip in slips),
        points=len(points),
        decided=sum(point.response != Response.OPEN for point in points),
    )


def tally_in_words(found: Tally) -> str:
    """Say it in a line."""
    words = [
        _("%(answered)s of %(asked)s answered") % {"answered": found.answered, "asked": found.asked}
    ]
    if found.late:
        words.append(_("%(late)s late") % {"late": found.late})
    if found.points:
        told = {"decided": found.decided, "points": found.points}
        words.append(_("%(decided)s of %(points)s points explained") % told)
    return " · ".join(words)


def progress_of(consultation: Consultation) -> str:
    """Give how many answered, of a consultation that came by `consultations_for_list`."""
    told = {"answered": consultation.answered, "asked": consultation.asked}
    return _("%(answered)s of %(asked)s answered") % told


def mark_of(consultation: Consultation) -> Mark | None:
    """Give what deserves a mark, of a consultation that came by `consultations_for_list`."""
    if not consultation.is_open:
        return Mark("plain", _("closed"))
    if consultation.late:
        return Mark("bad", _("%(late)s late") % {"late": consultation.late})
    if consultation.asked and consultation.answered == consultation.asked:
        return Mark("good", _("all answered"))
    return None


# What waits for somebody


def own_slips(user: User, day: dt.date) -> list[Slip]:
    """Give the slips of open consultations that wait for the user's own unit, soonest first."""
    if user.unit is None:
        return []
    found = Slip.objects.visible_to(user).filter(
        organisation__code=user.unit.code,
        answered_on__isnull=True,
        consultation__closed_on__isnull=True,
        consultation__state="active",
    )
    rows = found.select_related("consultation", "organisation").alias(
        day=Coalesce("due_on", "consultation__due_on")
    )
    slips = list(rows.order_by("day", "pk")[:DESK])
    for slip in slips:
        judge(slip, day)
    return slips


def waiting_on(user: User, day: dt.date) -> list[Any]:
    """Give the open consultations the user sees to that have late slips or are all answered."""
    found = consultations_for_list(user, day).filter(owner=user, closed_on__isnull=True)
    due = found.filter(Q(late__gt=0) | Q(answered=F("asked"), asked__gt=0))
    return list(due.order_by("due_on", "pk")[:DESK])


def calendar_of(user: User, first: dt.date, last: dt.date) -> Sequence[CalendarEntry]:
    """Give the days by which bodies answer what is still open."""
    found = consultations_for_list(user, last).filter(
        due_on__gte=first, due_on__lte=last, closed_on__isnull=True
    )
    return [
        CalendarEntry(
            text=str(one),
            url=one.get_absolute_url(),
            first=one.due_on,
            last=one.due_on,
            date_text=day_in_words(one.due_on),
            sub=_("%(answered)s of %(asked)s answered")
            % {"answered": one.answered, "asked": one.asked},
            classification=one.classification,
            version=one.version,
            changed_at=one.changed_at,
        )
        for one in found.order_by("due_on", "pk")[:CALENDAR_LIMIT]
    ]
