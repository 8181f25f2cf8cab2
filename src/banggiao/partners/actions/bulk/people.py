"""Many people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.accounts.bulk import (
    Drafts,
    delete,
    finish,
    found,
    given,
    hold,
    hold_all,
    not_found,
    one_import,
    take_out,
)
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.core.writing import assign
from banggiao.partners.actions.people import PERSON_FIELDS
from banggiao.partners.models import Country, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User
    from banggiao.partners.actions.bulk.rows import PersonRow

COLUMNS = tuple(name for name in PERSON_FIELDS if name not in {"code", "country"})
PARTS = ("posts", "personal_details")


def import_people(rows: Sequence[PersonRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many people. Officers and heads who may see those that are there already.

    Refused, with all errors of all rows: a code twice, an unknown country, and what `add_person`
    and `remove_post` refuse. Posts come by `import_posts`; personal details are kept one by one.
    ``reason`` stands in the log of each.
    """
    require(by, "partners.add_person")
    with one_import() as problems:
        drafts = Drafts(Person, by, problems, load_parts)
        drafts.open(rows)
        _assign(drafts)
        drafts.give_codes()
        gone = _take_out(drafts, reason)
        finish(drafts)
        problems.stop()
        changed = drafts.write()
        delete(part for parts in gone.values() for part in parts)
        load_parts([draft.record for draft in changed if gone.get(id(draft))])
        for draft in changed:
            if draft.is_new:
                for name in PARTS:
                    hold(draft.record, name, [])
        return drafts.log("partners.people_imported", changed, reason=reason)


def load_parts(people: Sequence[Person]) -> None:
    """Load what stands in a person's snapshot."""
    hold_all(people, "posts", "organisation")
    hold_all([post for person in people for post in person.posts.all()], "sightings")
    hold_all(people, "personal_details")


def _take_out(drafts: Drafts[Person], reason: str) -> dict[int, list[Model]]:
    """Give the posts that go, and the days on which people were seen in one."""
    gone = {}
    for draft in drafts.all:
        if draft.row.without:
            posts = [] if draft.is_new else list(draft.record.posts.all())
            days = [day for post in posts for day in post.sightings.all()]
            sets: dict[str, list[Any]] = {"posts": posts, "sightings": days}
            gone[id(draft)] = take_out(
                draft, sets, user=drafts.by, problems=drafts.problems, reason=reason
            )
    return gone


def _assign(drafts: Drafts[Person]) -> None:
    countries = found(Country.objects.all(), "code", (d.row.country for d in drafts.all))
    for draft in drafts.all:
        row = draft.row
        assign(draft.record, given(row, COLUMNS), PERSON_FIELDS)
        if row.country is not None:
            draft.record.country = countries.get(row.country)
            if row.country and row.country not in countries:
                drafts.problems.add(draft.number, "country", not_found(row.country))
        with drafts.problems.of(draft.number, "classification"):
            check_class(draft.record.classification, drafts.by)
