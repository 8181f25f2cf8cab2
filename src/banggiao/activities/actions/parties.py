"""Writes of the bodies that take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from banggiao.accounts.rules import require
from banggiao.activities.actions.writing import next_number, writing
from banggiao.activities.models import Party
from banggiao.core.writing import store

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.partners.models import Organisation


@transaction.atomic
def add_party(activity: Activity, *, by: User, organisation: Organisation, role: str) -> Party:
    """Enter a body and what it does. Officers and heads who may see the activity.

    Refused: a body the writer may not see, the same body twice in one role.
    """
    require(by, "partners.view_organisation", organisation)
    with writing(activity, "activities.party_added", by=by) as current:
        order = next_number(current.parties, "order")
        party = Party(activity=current, organisation=organisation, role=role, order=order)
        store(party)
    return party


@transaction.atomic
def remove_party(party: Party, *, by: User, reason: str = "") -> None:
    """Take back a body. Officers and heads who may see the activity and the body."""
    require(by, "partners.view_organisation", party.organisation)
    with writing(party.activity, "activities.party_removed", by=by, reason=reason):
        party.delete()
