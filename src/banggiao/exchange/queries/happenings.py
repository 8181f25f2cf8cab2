"""Activities and their programmes as events of a calendar file.

Read without an instance for each: a phone asks many times a day for thousands of them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from banggiao.activities.enums import Stage
from banggiao.activities.models import Party, ProgrammeItem
from banggiao.activities.queries.words import days_in_words
from banggiao.core.access import cleared
from banggiao.core.enums import RecordState, words_now
from banggiao.core.models import shown_name
from banggiao.exchange.addresses import absolute, host
from banggiao.exchange.calendars.events import Event, Hours, Status
from banggiao.exchange.calendars.spans import span_of
from banggiao.exchange.calendars.zones import zone_of
from banggiao.partners.models import Country
from banggiao.plans.enums import ActivityKind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.exchange.calendars.spans import Span

PROGRAMME = 2000
"""So many sessions stand in one file."""

SURE = {Stage.CONFIRMED, Stage.UNDER_WAY, Stage.HELD}


class ActivityRow(NamedTuple):
    """What a calendar reads of an activity. The name is in the language of the moment."""

    pk: int
    name: str
    code: str
    version: int
    changed_at: dt.datetime
    classification: int
    state: str
    kind: str
    mode: str
    stage: str
    start: PartialDate | None
    end: PartialDate | None
    place: str
    country_id: str | None

    @property
    def span(self) -> Span | None:
        """The days it is shown on; None where they are not known well enough."""
        return span_of(self.start, self.end)

    @property
    def status(self) -> Status:
        """Whether it takes place. What was entered by mistake does not."""
        if self.state == RecordState.SET_ASIDE or self.stage == Stage.CANCELLED:
            return Status.CANCELLED
        return Status.CONFIRMED if self.stage in SURE else Status.TENTATIVE

    @property
    def zone(self) -> str:
        """The time zone of its hours: of the place, or of the office where nobody travels.

        Empty in a country of several zones: its hours are then those of the place.
        """
        if self.mode == Mode.ONLINE or not self.country_id:
            return str(settings.TIME_ZONE)
        return zone_of(self.country_id)


_READ = ActivityRow._fields[2:]


def read_activities(found: QuerySet[Any, Any]) -> list[ActivityRow]:
    """Read activities the viewer may see, in their order."""
    rows = found.prefetch_related(None).values_list("pk", shown_name(), *_READ)
    return [ActivityRow._make(row) for row in rows]


def activity_events(
    rows: Sequence[ActivityRow], viewer: User, *, is_busy: bool = False
) -> Iterator[Event]:
    """Give the events of activities with known days; bodies as the viewer may see them."""
    kinds, stages = words_now(ActivityKind), words_now(Stage)
    countries = _countries(rows)
    partners = _partners(rows, viewer)
    address, name = absolute(reverse("activities:activity", args=["CODE"])), host()
    for row in rows:
        span, status = row.span, row.status
        if span is None:
            continue
        when = "" if span.is_exact else days_in_words(row.start, row.end)
        url = address.replace("CODE", row.code)
        kind, others = kinds(row.kind), partners.get(row.pk)
        said = [f"{kind} · {stages(row.stage)}", when]
        if others:
            said.append(_("With: %(names)s") % {"names": ", ".join(others.values())})
        yield Event(
            uid=f"activity-{row.code}@{name}",
            version=row.version,
            changed_at=row.changed_at,
            when=span,
            text=f"{when}: {row.name}" if when else row.name,
            url=url,
            note=note_of([*said, url]),
            place=place_of(row, countries),
            category=kind,
            status=status,
            classification=row.classification,
            is_busy=is_busy and span.is_exact and status != Status.CANCELLED,
        )


def note_of(lines: Sequence[str]) -> str:
    """Put lines under each other; the address is among them, for not every program shows it."""
    return "\n".join(line for line in lines if line)


def _partners(rows: Sequence[ActivityRow], viewer: User) -> dict[int, dict[int, str]]:
    """Give the names of the bodies that are not ours, by activity, in their order, once each.

    The viewer may see the activities; whether the bodies is asked here.
    """
    standing = Party.objects.filter(
        cleared(viewer, "organisation"),
        activity__in=[row.pk for row in rows],
        organisation__is_own=False,
    )
    names: dict[int, dict[int, str]] = defaultdict(dict)
    columns = ("activity_id", "organisation_id", shown_name("organisation"))
    for activity, body, name in standing.order_by("activity", "order", "pk").values_list(*columns):
        names[activity].setdefault(body, name)
    return names


def _countries(rows: Sequence[ActivityRow]) -> dict[str, str]:
    codes = {row.country_id for row in rows} - {None}
    return dict(Country.objects.filter(pk__in=codes).values_list("pk", shown_name()))


def place_of(row: ActivityRow, countries: dict[str, str]) -> str:
    """Say where it takes place, as far as that is known."""
    parts = (row.place, countries.get(row.country_id or "", ""))
    return ", ".join(part for part in parts if part)


def session_events(
    rows: Sequence[ActivityRow], viewer: User, *, is_busy: bool = False
) -> Iterator[Event]:
    """Give the items of programmes that have hours, each as an event of its own.

    An item without a day stands on the one day of its activity. Who speaks is left out: a file
    that leaves the house names nobody.
    """
    by_key = {row.pk: row for row in rows}
    seen: Any = ProgrammeItem.objects
    items = seen.visible_to(viewer).filter(activity__in=by_key, starts_at__isnull=False)
    fields = ("pk", "activity_id", "on", "starts_at", "ends_at", "title", "place")
    address, name = absolute(reverse("activities:activity", args=["CODE"])), host()
    ordered = items.order_by("-activity__period_earliest", "-activity_id", "order", "pk")
    for pk, activity, on, starts, ends, title, place in ordered.values_list(*fields)[:PROGRAMME]:
        row = by_key[activity]
        day = on or _only_day(row.span)
        if day is None:
            continue
        url = address.replace("CODE", row.code)
        yield Event(
            uid=f"session-{_hidden(pk)}@{name}",
            version=row.version,
            changed_at=row.changed_at,
            when=Hours(day, starts, ends, row.zone),
            text=title,
            url=url,
            note=note_of([row.name, url]),
            place=place or row.place,
            category=_("Programme"),
            status=row.status,
            classification=row.classification,
            is_busy=is_busy and row.status != Status.CANCELLED,
        )


def _only_day(span: Span | None) -> dt.date | None:
    return span.first if span and span.is_exact and span.first == span.last else None


def _hidden(pk: int) -> str:
    """Give a name for a part that has no code: keys of the database never show."""
    return salted_hmac("exchange.session", str(pk), algorithm="sha256").hexdigest()[:24]
