"""Everything the rows of an import name, fetched at once, as far as the writer may see it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from banggiao.accounts.bulk import SIZE, found, hold_all, not_found
from banggiao.accounts.models import Unit, User
from banggiao.activities.models import Series
from banggiao.agreements.models import Instrument
from banggiao.documents.models import Document
from banggiao.partners.models import Country, Organisation, Person, Post
from banggiao.plans.models import PlanLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.bulk import Problems
    from banggiao.activities.actions.bulk.rows import ActivityRow

LINKS = {
    "country": "countries",
    "series": "series",
    "plan_line": "plan_lines",
    "outside_act": "documents",
    "lead_unit": "units",
    "owner": "users",
}
"""Columns of a row that are links of the activity, and where they are looked up."""

SIDES = ("organisers", "partners", "chairs")


@dataclass(frozen=True, slots=True)
class Known:
    """Records by their codes. What the writer may not see is not in it."""

    bodies: dict[str, Organisation]
    people: dict[str, Person]
    instruments: dict[str, Instrument]
    countries: dict[str, Country]
    series: dict[str, Series]
    plan_lines: dict[str, PlanLine]
    documents: dict[str, Document]
    units: dict[str, Unit]
    users: dict[str, User]
    posts: dict[int, list[Post]]

    def one(
        self, store: str, code: str, problems: Problems, number: int, column: str
    ) -> Any | None:  # a record of whichever store
        """Give the record; None, and a problem in this column, where there is none."""
        record = getattr(self, store).get(code)
        if code and record is None:
            problems.add(number, column, not_found(code))
        return record

    def several(
        self, store: str, codes: Sequence[str], problems: Problems, number: int, column: str
    ) -> list[Any]:  # records of whichever store
        """Give each record once, in the order of the row, and note those that are not there."""
        wanted = (self.one(store, code, problems, number, column) for code in dict.fromkeys(codes))
        return [record for record in wanted if record is not None]


def know(rows: Sequence[ActivityRow], viewer: User) -> Known:
    """Fetch what the rows name: one question for 500 codes of a kind."""
    people = found(Person.objects.visible_to(viewer), "code", _people(rows))
    untitled = {p.person for row in rows for p in row.participants if p.person and not p.title}
    lines = PlanLine.objects.visible_to(viewer).select_related("plan")
    return Known(
        bodies=found(Organisation.objects.visible_to(viewer), "code", _bodies(rows)),
        people=people,
        instruments=found(
            Instrument.objects.visible_to(viewer), "code", (c for r in rows for c in r.instruments)
        ),
        countries=found(Country.objects.all(), "code", _column(rows, "country")),
        series=found(Series.objects.visible_to(viewer), "code", _column(rows, "series")),
        plan_lines=found(lines, "code", _column(rows, "plan_line")),
        documents=found(Document.objects.visible_to(viewer), "code", _column(rows, "outside_act")),
        units=found(Unit.objects.visible_to(viewer), "code", _column(rows, "lead_unit")),
        users=found(User.objects.all(), "username", _column(rows, "owner")),
        posts=_posts([people[code].pk for code in sorted(untitled & people.keys())], viewer),
    )


def _posts(people: Sequence[int], by: User) -> dict[int, list[Post]]:
    """Give the posts of these people, with the days on which sources show them there."""
    posts: dict[int, list[Post]] = {}
    seen: Any = Post.objects
    for some in batched(people, SIZE):
        query = seen.visible_to(by).in_register().filter(person__in=some).order_by("pk")
        loaded = list(query.select_related("organisation"))
        hold_all(loaded, "sightings")
        for post in loaded:
            posts.setdefault(post.person_id, []).append(post)
    return posts


def _column(rows: Sequence[ActivityRow], name: str) -> Iterator[str]:
    return (getattr(row, name) or "" for row in rows)


def _bodies(rows: Sequence[ActivityRow]) -> Iterator[str]:
    for row in rows:
        yield row.host
        for side in SIDES:
            yield from getattr(row, side)
        for one in row.participants:
            yield one.organisation


def _people(rows: Sequence[ActivityRow]) -> Iterator[str]:
    for row in rows:
        for one in row.participants:
            yield one.person
        for item in row.programme:
            yield item.speaker
