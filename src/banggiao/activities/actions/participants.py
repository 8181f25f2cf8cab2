"""Writes of who took part, each with the title held that day.

They who prepare the activity: officers, heads, who sees to it, contributors of the lead unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from banggiao.accounts.rules import require
from banggiao.activities.actions.writing import PREPARE, held_part, next_number, writing
from banggiao.activities.models import Participant
from banggiao.activities.queries.posts import post_on
from banggiao.core.dates import earliest_of
from banggiao.core.writing import assign, store

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.partners.models import Organisation, Person

FIELDS = ("role", "name", "person", "title", "organisation", "remark", "order")


@transaction.atomic
def add_participant(
    activity: Activity,
    *,
    by: User,
    role: str,
    name: str = "",
    person: Person | None = None,
    title: str = "",
    organisation: Organisation | None = None,
    remark: str = "",
    order: int | None = None,
) -> Participant:
    """Enter somebody who takes part.

    Of a person in the register, what is left empty is filled in: the name, and title and body from
    the post held on the first day.

    Refused: neither name nor person, the same name twice in one role, a person or body the writer
    may not see.
    """
    with writing(activity, "activities.participant_added", by=by, right=PREPARE) as current:
        participant = Participant(activity=current)
        place = next_number(current.participants, "order") if order is None else order
        data: dict[str, Any] = {"role": role, "name": name, "person": person, "title": title}
        data |= {"organisation": organisation, "remark": remark, "order": place}
        _check_links(data, participant, by)
        assign(participant, data, FIELDS)
        _fill_in(participant, by)
        store(participant)
    return participant


@transaction.atomic
def change_participant(
    participant: Participant,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    **fields: Any,
) -> Participant:
    """Change who takes part, as what. ``version`` is the activity's; None is a field left alone.

    Refused: a stale ``version``, and what `add_participant` refuses.
    """
    with writing(
        participant.activity,
        "activities.participant_changed",
        by=by,
        right=PREPARE,
        version=version,
        reason=reason,
    ) as activity:
        current = held_part(participant)
        current.activity = activity
        _check_links(fields, current, by)
        assign(current, fields, FIELDS)
        if not current.name and current.person is not None:
            current.name = current.person.name
        store(current)
    return current


@transaction.atomic
def remove_participant(participant: Participant, *, by: User, reason: str = "") -> None:
    """Take somebody off the list; the log keeps it."""
    with writing(
        participant.activity, "activities.participant_removed", by=by, right=PREPARE, reason=reason
    ):
        participant.delete()


def _check_links(data: dict[str, Any], stored: Participant, by: User) -> None:
    """Refuse a person or body the writer may not see, where it is not there already."""
    for name, right in (("person", "view_person"), ("organisation", "view_organisation")):
        if name in data and data[name] != getattr(stored, name):
            require(by, f"partners.{right}", data[name])


def _fill_in(participant: Participant, by: User) -> None:
    """Take from the person what was left empty."""
    person = participant.person
    if person is None:
        return
    participant.name = participant.name or person.name
    if participant.title:
        return
    post = post_on(person, earliest_of(participant.activity.start), by)
    if post is not None and participant.organisation in {None, post.organisation}:
        participant.title = str(post) if post.all_names() else ""
        participant.organisation = post.organisation
