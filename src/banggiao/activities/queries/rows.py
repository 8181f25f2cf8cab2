"""Activities as rows of a list or a file: without an instance for each."""

from __future__ import annotations

from collections import defaultdict
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse

from banggiao.accounts.models import Unit
from banggiao.activities.models import Party
from banggiao.core.enums import Classification
from banggiao.core.models import shown_name
from banggiao.partners.models import Country

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate

AT_ONCE = 2000


class ListRow(NamedTuple):
    """What the columns of a list read of an activity. Names are in the language of the moment."""

    pk: int
    name: str
    code: str
    classification: int
    kind: str
    direction: str
    start: PartialDate | None
    end: PartialDate | None
    place: str
    mode: str
    head_level: str
    people: int | None
    headcount_is_about: bool
    stage: str
    was_postponed: bool
    was_moved_online: bool
    outside_ground: str
    country: str
    unit: str
    partners: tuple[str, ...]
    url: str

    @property
    def is_outside_plan(self) -> bool:
        """Whether it was allowed without being in the plan."""
        return bool(self.outside_ground)

    @property
    def is_restricted(self) -> bool:
        """Whether the list marks it as restricted."""
        return self.classification >= Classification.RESTRICTED


_OWN = ListRow._fields[2:-4]


def list_rows(found: QuerySet[Any, Any], user: User) -> Iterator[ListRow]:
    """Give the rows of activities the user may see, in their order; bodies as the user sees them.

    Asks four times for each `AT_ONCE` activities.
    """
    read = found.prefetch_related(None).values_list(
        "pk", shown_name(), *_OWN, "country_id", "lead_unit_id"
    )
    address = reverse("activities:activity", args=["CODE"])  # once, not for each row
    first, end = found.query.low_mark, found.query.high_mark
    is_page = end is not None and end - first <= AT_ONCE
    for rows in batched(read if is_page else read.iterator(chunk_size=AT_ONCE), AT_ONCE):
        countries = _names(Country, {row[-2] for row in rows})
        units = _names(Unit, {row[-1] for row in rows})
        partners = _partners([row[0] for row in rows], user)
        for *own, country, unit in rows:
            names = countries.get(country, ""), units.get(unit, ""), partners.get(own[0], ())
            yield ListRow._make((*own, *names, address.replace("CODE", own[2])))


def _names(model: Any, keys: set[Any]) -> dict[Any, str]:
    return dict(model.objects.filter(pk__in=keys - {None}).values_list("pk", shown_name()))


def _partners(activities: Iterable[int], user: User) -> dict[int, tuple[str, ...]]:
    """Give the names of those `lists.partners_of` gives."""
    seen: Any = Party.objects
    standing = (
        seen.visible_to(user)
        .filter(activity__in=activities, organisation__is_own=False)
        .order_by("activity", "order", "pk")
        .values_list("activity_id", "organisation_id", shown_name("organisation"))
    )
    bodies: dict[int, dict[int, str]] = defaultdict(dict)
    for activity, body, name in standing:
        bodies[activity].setdefault(body, name)
    return {activity: tuple(found.values()) for activity, found in bodies.items()}
