"""What a calendar link gives: all it is about, within bounds of time and number."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from banggiao.activities.enums import Stage
from banggiao.activities.models import Activity
from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.enums import Classification, RecordState
from banggiao.core.panels import CALENDAR
from banggiao.duties.enums import Progress
from banggiao.duties.models import Duty
from banggiao.exchange.addresses import absolute, host
from banggiao.exchange.calendars.events import Event, Status
from banggiao.exchange.calendars.files import Title, feed_file, single_file
from banggiao.exchange.calendars.spans import Span
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.queries.deadlines import duty_events, read_duties
from banggiao.exchange.queries.happenings import (
    activity_events,
    note_of,
    read_activities,
    session_events,
)
from banggiao.exchange.queries.scopes import activities_in, duties_in, is_readable, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Feed
    from banggiao.exchange.queries.scopes import Scope

BACK_MONTHS, AHEAD_MONTHS = 12, 24
"""A calendar holds whole months: so many before this one, so many after it."""

MOST = 2000
"""So many activities, and as many duties, stand in one calendar; the newest."""

GONE_DAYS, MOST_RARE = 90, 200
"""What was cancelled, waived or set aside is sent as cancelled for so long, that phones learn."""

LONGEST_DAYS = 5 * 366
"""What began so long before the first day of a calendar does not stand in it."""

OF_PANEL = 300
"""So many entries a room gives at most (`core.panels.CALENDAR`)."""

HERE = {"activities", "duties"}
"""The keys of that panel whose records are read here, for they have more to say."""

NOT_KNOWN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Stands for the last change of what follows from several records."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days a calendar holds, and since when what is gone is still mentioned."""

    first: dt.date
    last: dt.date
    gone_since: dt.datetime

    @classmethod
    def on(cls, today: dt.date) -> Window:
        """Give the window of a day. It moves with the month, so that a file stays the same."""
        since = dt.datetime.combine(today - dt.timedelta(days=GONE_DAYS), dt.time.min)
        return cls(
            _first_of(today, -BACK_MONTHS),
            _first_of(today, AHEAD_MONTHS + 1) - dt.timedelta(days=1),
            timezone.make_aware(since),
        )


def _first_of(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


@dataclass(slots=True)
class Content:
    """The events of a calendar, by day. ``is_cut``: there were more than stand in one.

    ``unplaced`` counts what lies in these years and has no known day, month or quarter.
    """

    events: list[Event]
    is_cut: bool = False
    unplaced: int = 0


def content_of(scope: Scope, today: dt.date) -> Content:
    """Give what a calendar holds today. How often it asks does not grow with what it finds."""
    content, window = Content([]), Window.on(today)
    if scope.has_activities:
        _add_activities(content, scope, window)
    if scope.has_duties:
        _add_duties(content, scope, window)
    if scope.kind == FeedKind.ALL:
        _add_others(content, scope.viewer, window)
    content.events.sort(key=lambda event: (event.first, event.uid))
    return content


def _add_activities(content: Content, scope: Scope, window: Window) -> None:
    off = Off(Q(stage=Stage.CANCELLED), "period")
    living, rare = _living_and_rare(activities_in(scope), window, off)
    found, is_mine = read_activities(living), scope.kind == FeedKind.MINE
    content.is_cut |= len(found) > MOST
    rows = [*found[:MOST], *read_activities(rare)]
    placed = list(activity_events(rows, scope.viewer, is_busy=is_mine))
    content.unplaced += len(rows) - len(placed)
    content.events += placed
    if scope.with_programme:
        content.events += session_events(rows, scope.viewer, is_busy=is_mine)


def _add_duties(content: Content, scope: Scope, window: Window) -> None:
    off = Off(Q(progress=Progress.WAIVED), "due")
    living, rare = _living_and_rare(duties_in(scope), window, off)
    found = read_duties(living)
    content.is_cut |= len(found) > MOST
    rows = [*found[:MOST], *read_duties(rare)]
    placed = list(duty_events(rows, scope.viewer))
    content.unplaced += len(rows) - len(placed)
    content.events += placed


class Off(NamedTuple):
    """How records of a kind say that they are off, and which two columns bound their days."""

    condition: Q
    days: str


def _living_and_rare(
    found: QuerySet[Any, Any], window: Window, off: Off
) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """Give what touches the window, newest first; then what has one end only, and what is off.

    The second are few, and one question for all would read every record there is: so each sort is
    looked for by an index of its own.
    """
    earliest, latest = f"{off.days}_earliest", f"{off.days}_latest"
    period = window.first, window.last
    long_ago = window.first - dt.timedelta(days=LONGEST_DAYS)
    near = Q(**{f"{earliest}__range": (long_ago, window.last), f"{latest}__gte": window.first})
    living = Q(state=RecordState.ACTIVE) & ~off.condition
    gone = Q(**{f"{latest}__gte": window.first}, changed_at__gte=window.gone_since)
    sorts = (
        living & Q(**{f"{latest}__isnull": True, f"{earliest}__range": period}),
        living & Q(**{f"{earliest}__isnull": True, f"{latest}__range": period}),
        gone & off.condition,
        gone & Q(state=RecordState.SET_ASIDE),
    )
    keys = [found.model._default_manager.filter(sort).values("pk") for sort in sorts]
    rare = found.filter(pk__in=keys[0].union(*keys[1:], all=True))
    return found.filter(near & living).order_by(f"-{earliest}", "-pk")[: MOST + 1], rare[:MOST_RARE]


def count_undated(scope: Scope) -> int:
    """Count what is still to come and has no date at all: no calendar can show it."""
    number = 0
    if scope.has_activities:
        over = [Stage.HELD, Stage.CANCELLED]
        open_ones = activities_in(scope).filter(state=RecordState.ACTIVE).exclude(stage__in=over)
        undated = Q(period_earliest__isnull=True, period_latest__isnull=True)
        number += open_ones.filter(undated).order_by().count()
    if scope.has_duties:
        owed = duties_in(scope).filter(state=RecordState.ACTIVE, progress=Progress.OPEN)
        undated = Q(due_earliest__isnull=True, due_latest__isnull=True)
        number += owed.filter(undated).order_by().count()
    return number


def _add_others(content: Content, viewer: User, window: Window) -> None:
    """Add what the other rooms show in the calendar, such as plan lines and ends of texts."""
    for key, source in CALENDAR.items():
        if key in HERE:
            continue
        entries = source.entries(viewer, window.first, window.last)
        content.is_cut |= len(entries) >= OF_PANEL
        content.events += _events_of(key, str(source.label), entries)


def _events_of(key: str, label: str, entries: Any) -> Iterator[Event]:  # CalendarEntry
    met: Counter[str] = Counter()
    for entry in entries:
        named = f"{entry.url}|{entry.first}"
        met[named] += 1
        digest = hashlib.sha256(f"{named}|{met[named]}".encode()).hexdigest()[:24]
        text = f"{entry.text} ({entry.word})" if entry.word else entry.text
        url = absolute(entry.url)
        yield Event(
            uid=f"{key}-{digest}@{host()}",
            version=entry.version,
            changed_at=entry.changed_at or NOT_KNOWN,
            when=Span(entry.first, entry.last, is_exact=entry.is_day),
            text=text if entry.is_day else f"{entry.date_text}: {text}",
            url=url,
            note=note_of([entry.sub, url]),
            category=label,
            status=Status.CANCELLED if entry.is_off else Status.CONFIRMED,
            classification=entry.classification,
        )


# Files


def feed_text(feed: Feed, today: dt.date) -> str | None:
    """Give the whole file of a link, in the language of the moment.

    None where its reader may no longer know of the partner or the filter that it names.
    """
    scope = scope_of(feed)
    if not is_readable(scope):
        return None
    content = content_of(scope, today)
    title = Title(feed.name, _about(feed, content, Window.on(today)), str(settings.TIME_ZONE))
    return feed_file(title, content.events)


def _about(feed: Feed, content: Content, window: Window) -> str:
    """Say in the calendar itself what it holds and what not."""
    said = [
        _("What the register shows you, %(class)s at most, from %(first)s to %(last)s.")
        % {
            "class": Classification(feed.reader.clearance).label.lower(),
            "first": month_in_words(window.first),
            "last": month_in_words(window.last),
        }
    ]
    if content.is_cut:
        said.append(cut_in_words())
    return " ".join(said)


def month_in_words(day: dt.date) -> str:
    """Give the month of a day as people read it."""
    return format_partial(PartialDate.parse(f"{day:%Y-%m}"))


def cut_in_words() -> str:
    """Say that there was more than a calendar holds."""
    return _("There are more than %(number)s: only the newest stand in it.") % {
        "number": number_format(MOST)
    }


def activity_file(activity: Activity, viewer: User, *, programme: bool = False) -> str:
    """Give the file of one activity, or of the hours of its programme; empty without any day."""
    rows = read_activities(Activity.objects.visible_to(viewer).filter(pk=activity.pk))
    events = [*(session_events if programme else activity_events)(rows, viewer)]
    return single_file(events) if events else ""


def duty_file(duty: Duty, viewer: User) -> str:
    """Give the file of one duty; empty where its day is not known well enough."""
    rows = read_duties(Duty.objects.visible_to(viewer).filter(pk=duty.pk))
    events = [*duty_events(rows, viewer)]
    return single_file(events) if events else ""
