"""What this room offers on the pages of others: to take a record along, to subscribe to a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.activities.models import Activity, ProgrammeItem
from banggiao.core.panels import Card, Link
from banggiao.duties.models import Duty
from banggiao.exchange.calendars.spans import span_of
from banggiao.exchange.enums import FeedKind
from banggiao.partners.models import Organisation, Person, PersonalDetails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User
    from banggiao.core.models import Record
    from banggiao.core.panels import ListPlace

LISTS = {
    "activities:activities": FeedKind.ACTIVITIES,
    "activities:of_partner": FeedKind.ACTIVITIES,
    "duties:duties": FeedKind.DUTIES,
    "duties:of_partner": FeedKind.DUTIES,
}
"""The lists that can be subscribed to, by the names of their addresses."""


def along_card(record: Record, user: Any) -> Card | None:  # the request's user
    """Offer on a record's page the files that take it along; None where there is none."""
    if record.is_set_aside:
        return None
    links = list(_links(record, user))
    return Card("exchange/_along.html", {"links": links}) if links else None


def _links(record: Record, user: User) -> Iterator[Link]:
    if isinstance(record, Activity):
        yield from _of_activity(record, user)
    elif isinstance(record, Duty) and span_of(record.due):
        yield Link(
            _("Calendar file"), reverse("exchange:duty_calendar", args=[record.code]), ".ics"
        )
    elif isinstance(record, Person):
        yield from _of_person(record, user)
    elif isinstance(record, Organisation):
        url = reverse("exchange:organisation_contact", args=[record.code])
        yield Link(_("Contact file"), url, ".vcf")
        query = urlencode({"what": FeedKind.PARTNER, "partner": record.code})
        yield Link(_("Subscribe in a calendar"), f"{reverse('exchange:add_feed')}?{query}")


def _of_activity(activity: Activity, user: User) -> Iterator[Link]:
    url = reverse("exchange:activity_calendar", args=[activity.code])
    if span_of(activity.start, activity.end):
        yield Link(_("Calendar file"), url, ".ics")
    seen: Any = ProgrammeItem.objects
    items = seen.visible_to(user).filter(activity=activity, starts_at__isnull=False)
    if items.exists():
        yield Link(_("Programme with its hours"), f"{url}?programme=1", ".ics")


def _of_person(person: Person, user: User) -> Iterator[Link]:
    url = reverse("exchange:person_contact", args=[person.code])
    yield Link(_("Contact file"), url, ".vcf")
    may_see = user.has_perm("partners.view_personal_details", person)
    if may_see and PersonalDetails.objects.filter(person=person).exists():
        label = _("Contact file with e-mail and telephone")
        yield Link(label, f"{url}?details=1", ".vcf")


def list_links(place: ListPlace, user: Any) -> list[Link]:  # the request's user
    """Offer to subscribe to a list as it is filtered."""
    kind = LISTS.get(place.name)
    if kind is None or not user.has_perm("exchange.add_feed"):
        return []
    asked = {"what": kind, "partner": place.codes.get("code", ""), "list": place.query}
    query = urlencode({name: value for name, value in asked.items() if value})
    return [Link(_("Subscribe in a calendar"), f"{reverse('exchange:add_feed')}?{query}")]
