"""What pages of partners and people show of activities."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, F, Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from banggiao.activities.enums import Direction, ParticipantRole, Stage
from banggiao.activities.models import ActivityInstrument, Participant
from banggiao.activities.queries.lists import newest_first, visible_activities, with_partner
from banggiao.activities.queries.words import STAGE, when_or_unknown
from banggiao.agreements.enums import TopicName
from banggiao.agreements.panels import Done
from banggiao.core.enums import words_for
from banggiao.core.panels import Balance, TimelineEntry
from banggiao.documents.queries import sources_by_code
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.documents.models import Citation
    from banggiao.partners.models import Organisation, Person

TIMELINE_LIMIT = 200
KIND, ROLE = words_for(ActivityKind), words_for(ParticipantRole)


def timeline_of(organisation: Organisation, user: User) -> Sequence[TimelineEntry]:
    """Give the activities a body stands in for its page, the newest 200."""
    found = newest_first(with_partner(visible_activities(user), organisation))
    shown = list(found[:TIMELINE_LIMIT])
    codes = [activity.code for activity in shown]
    sources = sources_by_code("activities.activity", codes, user)
    return [_entry(activity, "", sources.get(activity.code, [])) for activity in shown]


def person_timeline(person: Person, user: User) -> Sequence[TimelineEntry]:
    """Give the activities a person took part in, with role and title that day, the newest 200."""
    seen: Any = Participant.objects
    found = seen.visible_to(user).filter(
        person=person, activity__in=visible_activities(user).values("pk")
    )
    newest = found.select_related("activity").order_by(
        F("activity__period_earliest").desc(nulls_last=True), "-activity", "order", "pk"
    )
    parts: dict[Any, list[Participant]] = {}
    for participant in newest[:TIMELINE_LIMIT]:
        parts.setdefault(participant.activity, []).append(participant)
    return [_entry(activity, _as_whom(stood), []) for activity, stood in parts.items()]


def _as_whom(parts: Sequence[Participant]) -> str:
    """Name the roles, then each title once: somebody may head a delegation and sign for it."""
    words = [ROLE(part.role) for part in parts] + [part.title for part in parts if part.title]
    return ", ".join(dict.fromkeys(words))


def _entry(activity: Any, as_whom: str, sources: Sequence[Citation]) -> TimelineEntry:
    stage = "" if activity.stage == Stage.HELD else STAGE(activity.stage)
    words = (KIND(activity.kind), activity.place, as_whom, stage)
    return TimelineEntry(
        on=activity.period_earliest,
        date_text=when_or_unknown(activity),
        kind="visit",
        text=str(activity),
        url=activity.get_absolute_url(),
        sub=" · ".join(word for word in words if word),
        source_text="; ".join(str(source) for source in sources),
        classification=activity.classification,
    )


def balance_with(organisation: Organisation, user: User) -> Sequence[Balance]:
    """Weigh visits held: ours to them, and theirs to us. Nothing where there was none."""
    if organisation.is_own:
        return []
    held = with_partner(visible_activities(user).filter(stage=Stage.HELD), organisation)
    ours = held.filter(direction=Direction.OUT).count()
    theirs = held.filter(direction=Direction.IN).count()
    return [Balance(_("visits"), ours, theirs)] if ours or theirs else []


# Under agreements

CALLED_OFF = (Stage.CANCELLED, Stage.POSTPONED)
LINES = 12
"""So many activities a text stand in a paper; the newest."""


def last_day_under(user: Any) -> Subquery:
    """Give the last day of an activity under a text, as a column of a query over texts.

    What is planned counts, what was called off does not.
    """
    links = _links(user).filter(instrument=OuterRef("pk")).order_by().values("instrument")
    last = links.annotate(last=Max("activity__period_latest")).values("last")
    return Subquery(last, output_field=DateField())


def carried_out(texts: Sequence[int], user: Any, until: dt.date) -> dict[int, Done]:
    """Give what was held under many texts until a day, in lines for a paper, the newest first."""
    links = _links(user).filter(
        instrument__in=texts, activity__stage=Stage.HELD, activity__period_earliest__lte=until
    )
    newest = links.select_related("activity").prefetch_related("activity__topics")
    found: dict[int, Done] = {}
    for link in newest.order_by("-activity__period_earliest", "-activity"):
        done = found.setdefault(link.instrument_id, Done())
        topics = {topic.name for topic in link.activity.topics.all()}
        lines = done.reviews if TopicName.REVIEW_MEETING in topics else done.lines
        if len(lines) < LINES:
            lines.append(f"{when_or_unknown(link.activity)}: {link.activity}")
    return found


def _links(user: Any) -> Any:
    seen: Any = ActivityInstrument.objects
    shown = visible_activities(user).exclude(stage__in=CALLED_OFF)
    return seen.visible_to(user).filter(activity__in=shown.values("pk"))
