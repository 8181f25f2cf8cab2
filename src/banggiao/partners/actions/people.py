"""Writes of people and their posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.dates import earliest_of, latest_of
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store
from banggiao.partners.models import Person, PersonalDetails, Post, Sighting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User

PERSON_FIELDS = (
    "code",
    "classification",
    "name",
    "name_native",
    "name_order",
    "form_of_address",
    "country",
    "remark",
)
POST_FIELDS = (
    "organisation",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "is_head",
    "start",
    "end",
    "remark",
)


@transaction.atomic
def add_person(*, by: User, **data: Any) -> Person:
    """Enter a person. Officers and heads. Refused: a class above one's clearance, no name."""
    require(by, "partners.add_person")
    person = Person()
    assign(person, data, PERSON_FIELDS)
    check_class(person.classification, by)
    with recorded("partners.person_added", person, by=by):
        save(person)
    return person


@transaction.atomic
def change_person(
    person: Person, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Person:
    """Change a person. Officers and heads who may see them. Refused: a stale ``version``."""
    current = lock(person, version)
    require(by, "partners.change_person", current)
    with recorded("partners.person_changed", current, by=by, reason=reason):
        assign(current, data, PERSON_FIELDS)
        check_class(current.classification, by)
        save(current)
    return current


@transaction.atomic
def add_post(person: Person, *, by: User, known_on: Iterable[str] = (), **data: Any) -> Post:
    """Enter a post of a person. Officers and heads who may see person and organisation.

    ``known_on`` gives days (EDTF) on which a source shows the person in the post. Refused: a post
    that excludes another (`check_exclusive`), dates reversed.
    """
    current = lock(person)
    require(by, "partners.change_person", current)
    with recorded("partners.post_added", current, by=by):
        last = current.posts.aggregate(last=Max("number"))["last"] or 0
        post = Post(person=current, number=last + 1)
        _write_post(post, data, by)
        for day in dict.fromkeys(known_on):
            _add_sighting(post, day)
        save(current)
    return post


@transaction.atomic
def change_post(
    post: Post,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    known_on: Iterable[str] = (),
    **data: Any,
) -> Post:
    """Change a post, for example its end. Same rights and refusals as `add_post`.

    ``version`` is that of the person. Days in ``known_on`` are added; none is taken away.
    """
    person = lock(post.person, version)
    require(by, "partners.change_person", person)
    with recorded("partners.post_changed", person, by=by, reason=reason):
        current = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        _write_post(current, data, by)
        for day in known_on:
            _add_sighting(current, day)
        save(person)
    return current


@transaction.atomic
def remove_post(post: Post, *, by: User, reason: str) -> None:
    """Take back a post entered by mistake; the log keeps it. Refused without a reason."""
    person = lock(post.person)
    require(by, "partners.change_person", person)
    require(by, "partners.view_organisation", post.organisation)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the post is removed."), field="reason")
    with recorded("partners.post_removed", person, by=by, reason=reason):
        post.delete()
        save(person)


@transaction.atomic
def keep_personal_details(person: Person, *, by: User, **data: str) -> PersonalDetails:
    """Keep how to reach a person. Officers and heads. The log gets a salted hash, not the words."""
    current = lock(person)
    require(by, "partners.change_personal_details", current)
    with recorded("partners.personal_details_kept", current, by=by):
        details = PersonalDetails.objects.filter(person=current).first()
        details = details or PersonalDetails(person=current)
        assign(details, data, PersonalDetails.FIELDS)
        store(details)
        save(current)
    return details


@transaction.atomic
def erase_personal_details(person: Person, *, by: User, reason: str) -> None:
    """Erase how to reach a person, for good, with the salt. The log's chain stays whole."""
    current = lock(person)
    require(by, "partners.change_personal_details", current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the details are erased."), field="reason")
    with recorded("partners.personal_details_erased", current, by=by, reason=reason):
        PersonalDetails.objects.filter(person=current).delete()
        save(current)


def _write_post(post: Post, data: dict[str, Any], by: User) -> None:
    assign(post, data, POST_FIELDS)
    require(by, "partners.view_organisation", post.organisation)
    post.full_clean()
    if post.organisation:
        _check_exclusive(post)
    post.save()


def _add_sighting(post: Post, on: str) -> None:
    if not post.sightings.filter(on=on).exists():
        sighting = Sighting(post=post, on=on)
        store(sighting)


def _check_exclusive(post: Post) -> None:
    others = Post.objects.exclude(pk=post.pk).filter(organisation=post.organisation)
    rivals = others.filter(Q(person=post.person) | Q(is_head=True)).select_related("person")
    check_exclusive(post, list(rivals))


def check_exclusive(post: Post, others: Sequence[Post]) -> None:
    """Refuse two heads of one organisation at a time, and the same post of a person twice.

    ``others`` are posts at the same organisation: those of the person and those of its heads. Only
    what is certain excludes: where a date is missing, both may be right and both stay.
    """
    overlapping = [other for other in others if _surely_overlap(post, other)]
    for other in overlapping:
        if post.is_head and other.is_head and other.person_id != post.person_id:
            raise Refused(
                "two_heads",
                # Without a name: the writer may not know of the other person.
                _(
                    "Somebody else heads this organisation at that time. "
                    "End that post first, or correct the dates."
                ),
                field="is_head",
            )
    if any(o.person_id == post.person_id and titles(o) == titles(post) for o in overlapping):
        raise Refused(
            "post_twice",
            _("This person holds this post at that time already. Change the post that is there."),
        )


def titles(post: Post) -> tuple[str, ...]:
    """Give the titles that tell one post of a person from another."""
    return post.name_vi, post.name_en, post.name_ja


def _surely_overlap(one: Post, other: Post) -> bool:
    """Whether two posts were certainly held on a common day. An open end goes on."""
    if one.start is None or other.start is None:
        return False
    starts = [day for post in (one, other) if (day := latest_of(post.start))]
    if len(starts) < len((one, other)):
        return False
    ends = [earliest_of(post.end) for post in (one, other) if post.end is not None]
    return all(end is not None and end > max(starts) for end in ends)
