"""Activities as rows of a list or a file: without an instance for each."""

from __future__ import annotations

from itertools import batched, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse

from banggiao.accounts.models import Unit
from banggiao.activities.models import Party
from banggiao.core.access import cleared
from banggiao.core.enums import Classification
from banggiao.core.models import shown_name
from banggiao.partners.models import Country, Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    A page takes three questions; a file four, and one for each `AT_ONCE` new names.
    """
    found = found.prefetch_related(None)
    first, end = found.query.low_mark, found.query.high_mark
    is_page = end is not None and end - first <= AT_ONCE
    rows = _page(found, user) if is_page else _file(found, user)
    address = reverse("activities:activity", args=["CODE"])  # once, not for each row
    for row in rows:
        yield ListRow._make((*row, address.replace("CODE", row[2])))


def _page(found: QuerySet[Any, Any], user: User) -> Iterator[tuple[Any, ...]]:
    """Give some rows: the names of their countries and bodies are read along."""
    rows = list(found.values_list("pk", shown_name(), *_OWN, shown_name("country"), "lead_unit_id"))
    units = _Names(Unit.objects)
    units.learn({row[-1] for row in rows})
    standing: dict[int, dict[int, str]] = {row[0]: {} for row in rows}
    for activity, body, name in (
        Party.objects.visible_to(user)
        .filter(activity__in=list(standing), organisation__is_own=False)
        .order_by("activity", "order", "pk")
        .values_list("activity_id", "organisation_id", shown_name("organisation"))
    ):
        standing[activity].setdefault(body, name)
    for row in rows:
        yield *row[:-1], units.known[row[-1]], tuple(standing[row[0]].values())


def _file(found: QuerySet[Any, Any], user: User) -> Iterator[tuple[Any, ...]]:
    """Give many rows: each name is read once, not for each row."""
    read = found.values_list("pk", shown_name(), *_OWN, "country_id", "lead_unit_id")
    countries, units = _Names(Country.objects), _Names(Unit.objects)
    standing = _Standing(user, found)
    for some in batched(read.iterator(chunk_size=AT_ONCE), AT_ONCE):
        countries.learn({row[-2] for row in some})
        units.learn({row[-1] for row in some})
        for row in some:
            more = countries.known[row[-2]], units.known[row[-1]]
            yield *row[:-2], *more, standing.names(row[0])


class _Names:
    """Names by key, each asked for once; what the reader may not know of has none."""

    def __init__(self, seen: Any) -> None:  # a manager or a queryset
        self.seen = seen
        self.known: dict[Any, str] = {None: ""}

    def learn(self, keys: set[Any]) -> None:
        """Ask for the names not known yet."""
        for new in batched(keys - self.known.keys(), AT_ONCE):
            self.known |= dict.fromkeys(new, "")
            self.known |= self.seen.filter(pk__in=new).values_list("pk", shown_name())


class _Standing:
    """Which bodies stand in which activities, for `lists.partners_of` over a long list.

    Activities share their sets of bodies, and each set is put into names once.
    """

    def __init__(self, user: User, found: QuerySet[Any, Any]) -> None:
        # Our own bodies are left out from the start: they stand in every row of ours.
        own = Organisation.objects.filter(is_own=True).values_list("pk", flat=True)
        pairs = (
            Party.objects.filter(cleared(user, "activity"), activity__in=found.values("pk"))
            .exclude(organisation__in=list(own))
            .order_by("activity", "order", "pk")
            .values_list("activity_id", "organisation_id")
        )
        self.bodies: dict[int, tuple[int, ...]] = {}
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        for activity, some in groupby(pairs.iterator(chunk_size=AT_ONCE), itemgetter(0)):
            bodies = tuple(dict.fromkeys(body for _activity, body in some))
            self.bodies[activity] = shared.setdefault(bodies, bodies)
        names = _Names(Organisation.objects.visible_to(user).filter(is_own=False))
        names.learn({body for bodies in shared for body in bodies})
        self.known = {
            bodies: tuple(name for body in bodies if (name := names.known[body]))
            for bodies in shared
        }

    def names(self, activity: int) -> tuple[str, ...]:
        """Give the names of those the reader may know of, once each and without ours."""
        return self.known.get(self.bodies.get(activity, ()), ())
