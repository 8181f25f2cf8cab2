"""Writes of relationships and their milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, free_code, lock, prepare, save, store
from banggiao.partners.enums import PartyType
from banggiao.partners.models import Milestone, Organisation, Relationship

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = (
    "code",
    "classification",
    "party_type",
    "country_a",
    "country_b",
    "organisation_a",
    "organisation_b",
    "remark",
)
MILESTONE_FIELDS = ("code", "level", "on", "name_vi", "name_en", "name_ja", "name_native")


@transaction.atomic
def add_relationship(*, by: User, **data: Any) -> Relationship:
    """Enter a tie between two countries or two organisations. Officers and heads.

    Refused: the same two parties twice, in either order; a party with itself; parties of two kinds;
    a party the writer may not see.
    """
    require(by, "partners.add_relationship")
    relationship = Relationship()
    assign(relationship, data, FIELDS)
    _check(relationship, by)
    with recorded("partners.relationship_added", relationship, by=by):
        save(relationship)
    return relationship


@transaction.atomic
def change_relationship(
    relationship: Relationship,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    **data: Any,
) -> Relationship:
    """Change a tie. Officers and heads who may see it. Refusals as in `add_relationship`."""
    current = lock(relationship, version)
    require(by, "partners.change_relationship", current)
    with recorded("partners.relationship_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        _check(current, by)
        save(current)
    return current


@transaction.atomic
def add_milestone(relationship: Relationship, *, by: User, **data: Any) -> Milestone:
    """Enter a dated step of a tie and the level it brought. Officers and heads who may see it."""
    current = lock(relationship)
    require(by, "partners.change_relationship", current)
    with recorded("partners.milestone_added", current, by=by):
        milestone = Milestone(relationship=current)
        _write_milestone(milestone, data)
        save(current)
    return milestone


@transaction.atomic
def change_milestone(
    milestone: Milestone,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    **data: Any,
) -> Milestone:
    """Change a step of a tie. Officers and heads who may see it. ``version`` is the tie's."""
    relationship = lock(milestone.relationship, version)
    require(by, "partners.change_relationship", relationship)
    with recorded("partners.milestone_changed", relationship, by=by, reason=reason):
        current = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
        _write_milestone(current, data)
        save(relationship)
    return current


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: User, reason: str) -> None:
    """Take back a step entered by mistake; the log keeps it. Refused without a reason."""
    relationship = lock(milestone.relationship)
    require(by, "partners.change_relationship", relationship)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the milestone is removed."), field="reason")
    with recorded("partners.milestone_removed", relationship, by=by, reason=reason):
        milestone.delete()
        save(relationship)


def _write_milestone(milestone: Milestone, data: dict[str, Any]) -> None:
    assign(milestone, data, MILESTONE_FIELDS)
    prepare(milestone)
    if not milestone.code:
        milestone.code = free_code(Milestone, f"{milestone.relationship.code} {milestone.on or ''}")
    store(milestone)


def _check(relationship: Relationship, by: User) -> None:
    check_parties(relationship, by)
    field = party_field(relationship)
    a, b = (getattr(relationship, f"{field}_{side}_id") for side in "ab")
    same = Q(**{f"{field}_a": a, f"{field}_b": b}) | Q(**{f"{field}_a": b, f"{field}_b": a})
    if a and b and Relationship.objects.exclude(pk=relationship.pk).filter(same).exists():
        raise relationship_twice(field)


def check_parties(relationship: Relationship, by: User) -> None:
    """Refuse a class above the writer's clearance, and a party the writer may not see."""
    check_class(relationship.classification, by)
    for party in (relationship.organisation_a, relationship.organisation_b):
        if isinstance(party, Organisation):
            require(by, "partners.view_organisation", party)


def party_field(relationship: Relationship) -> str:
    """Give the word that the two links of this kind of relationship begin with."""
    return "country" if relationship.party_type == PartyType.COUNTRY else "organisation"


def relationship_twice(field: str) -> Refused:
    """Give the refusal of a second relationship between the same two."""
    return Refused(
        "relationship_twice",
        _("These two have a relationship in the register already. Add a milestone to it."),
        field=f"{field}_b",
    )
