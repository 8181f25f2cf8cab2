"""Many posts at once. Each is part of its person, so the events are the people's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import batched
from typing import TYPE_CHECKING

from django.db.models import Q

from banggiao.accounts.bulk import (
    SIZE,
    Drafts,
    Outcome,
    clean,
    found,
    given,
    hold,
    insert,
    judged_by_database,
    not_found,
    one_import,
    update,
)
from banggiao.accounts.rules import require
from banggiao.core.dates import PartialDate
from banggiao.core.text import normalise
from banggiao.core.writing import assign
from banggiao.partners.actions.bulk.columns import clean_part
from banggiao.partners.actions.bulk.people import load_parts
from banggiao.partners.actions.people import POST_FIELDS, check_exclusive
from banggiao.partners.models import Organisation, Person, Post, Sighting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User
    from banggiao.partners.actions.bulk.rows import PostRow

TITLES = ("name_vi", "name_en", "name_ja", "name_native")
COLUMNS = ("end", "is_head", "remark")
Key = tuple[str, ...]


@dataclass(slots=True)
class _Posts:
    """The posts of one import: those of the people in the rows, old and new."""

    drafts: Drafts[Person]
    organisations: dict[str, Organisation]
    of_person: dict[str, list[Post]] = field(default_factory=dict)
    by_key: dict[Key, Post] = field(default_factory=dict)
    written: dict[int, tuple[int, Post]] = field(default_factory=dict)
    seen: dict[int, set[str]] = field(default_factory=dict)
    sightings: list[tuple[int, Sighting]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def import_posts(rows: Sequence[PostRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change posts of people. Officers and heads who may see person and organisation.

    Refused, with all errors of all rows: an unknown person or organisation, and what `add_post`
    refuses. Counts people: those whose posts changed, and those whose posts were there already.
    ``codes`` are theirs, ``outcomes`` those of the posts. ``reason`` stands in the log of each.
    """
    require(by, "partners.add_person")
    with one_import() as problems:
        drafts = Drafts(Person, by, problems, load_parts)
        drafts.touch(_first_rows(rows), "person")
        seen = Organisation.objects.visible_to(by)
        posts = _Posts(drafts, found(seen, "code", (row.organisation for row in rows)))
        _load(posts)
        for number, row in enumerate(rows, 1):
            _read(posts, number, row)
        _check_exclusive(posts)
        problems.stop()
        changed = drafts.write()
        _write(posts)
        done = drafts.log("partners.people_imported", changed, reason=reason)
        return replace(
            done,
            unchanged=len(drafts.all) - len(changed),
            codes=tuple(row.person for row in rows),
            outcomes=tuple(posts.outcomes),
        )


def _first_rows(rows: Sequence[PostRow]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        numbers.setdefault(row.person, number)
    return numbers


def _load(posts: _Posts) -> None:
    """Get the posts that are there, with the days on which their people were seen in them."""
    stored: list[Post] = []
    for draft in posts.drafts.all:
        mine = list(draft.record.posts.all())
        posts.of_person[draft.record.code] = mine
        stored += mine
    for post in stored:
        posts.by_key[_key(post)] = post
        posts.seen[id(post)] = {str(sighting.on) for sighting in post.sightings.all()}


def _key(post: Post) -> Key:
    organisation = post.organisation.code if post.organisation else ""
    return (post.person.code, organisation, *(getattr(post, n) for n in TITLES), _text(post.start))


def _text(date: object) -> str:
    return date.text if isinstance(date, PartialDate) else str(date or "")


def _read(posts: _Posts, number: int, row: PostRow) -> None:
    """Make of the row a post that is there, or a new one, and the days it brings."""
    draft = posts.drafts.by_code.get(row.person)
    if draft is None:
        return  # said already
    organisation = posts.organisations.get(row.organisation)
    if row.organisation and organisation is None:
        posts.drafts.problems.add(number, "organisation", not_found(row.organisation))
        return
    new = Post(person=draft.record, organisation=organisation)
    assign(new, {name: getattr(row, name) for name in (*TITLES, "start")}, POST_FIELDS)
    post = posts.by_key.setdefault(_key(new), new)
    before = tuple(_text(getattr(post, name)) for name in COLUMNS)
    assign(post, given(row, COLUMNS), POST_FIELDS)
    if post is new:
        mine = posts.of_person[row.person]
        post.number = max((one.number for one in mine), default=0) + 1
        mine.append(post)
        posts.seen[id(post)] = set()
    is_changed = before != tuple(_text(getattr(post, name)) for name in COLUMNS)
    if post is new or is_changed:
        posts.written[id(post)] = number, post
        draft.parts_changed = True
    with posts.drafts.problems.of(number):
        clean(post)
    is_changed |= _read_days(posts, number, row, post)
    old = Outcome.CHANGED if is_changed else Outcome.UNCHANGED
    posts.outcomes.append(Outcome.ADDED if post is new else old)


def _read_days(posts: _Posts, number: int, row: PostRow, post: Post) -> bool:
    """Add the days that are not known yet, and tell whether there are any."""
    before = len(posts.sightings)
    for day in dict.fromkeys(normalise(day) for day in row.known_on):
        sighting = Sighting(post=post, on=day)
        with posts.drafts.problems.of(number, "known_on"):
            clean_part(sighting)
        text = _text(sighting.on)
        if text and text not in posts.seen[id(post)]:
            posts.seen[id(post)].add(text)
            posts.sightings.append((number, sighting))
            posts.drafts.by_code[row.person].parts_changed = True
    return len(posts.sightings) > before


def _check_exclusive(posts: _Posts) -> None:
    """Compare each written post with the others at its organisation, all fetched at once."""
    rivals: dict[str, dict[int, Post]] = {}
    mine = [post for some in posts.of_person.values() for post in some]
    known = {post.pk for post in mine if post.pk}
    for post in mine:
        if post.organisation:
            rivals.setdefault(post.organisation.code, {})[id(post)] = post
    codes = [code for code in rivals if any(post.is_head for post in rivals[code].values())]
    for some in batched(codes, SIZE):
        heads = Post.objects.filter(Q(organisation__code__in=some), is_head=True)
        for post in heads.select_related("person", "organisation"):
            if post.organisation and post.pk not in known:
                rivals[post.organisation.code][id(post)] = post
    for number, post in posts.written.values():
        if post.organisation and post.start is not None:
            others = rivals[post.organisation.code].values()
            with posts.drafts.problems.of(number):
                check_exclusive(
                    post,
                    [o for o in others if o is not post and (o.is_head or o.person is post.person)],
                )


def _write(posts: _Posts) -> None:
    written = list(posts.written.values())
    with judged_by_database(written, posts.drafts.problems):
        insert([post for _number, post in written if not post.pk])
        update([post for _number, post in written if not post._state.adding])
    with judged_by_database(posts.sightings, posts.drafts.problems):
        insert([sighting for _number, sighting in posts.sightings])
    of_post: dict[int, list[Sighting]] = {}
    for _number, sighting in posts.sightings:
        of_post.setdefault(id(sighting.post), []).append(sighting)
    for draft in posts.drafts.all:
        mine = posts.of_person[draft.record.code]
        hold(draft.record, "posts", mine)
        for post in mine:
            is_old = hasattr(post, "_prefetched_objects_cache")
            old = list(post.sightings.all()) if is_old else []
            hold(post, "sightings", [*old, *of_post.get(id(post), [])])
