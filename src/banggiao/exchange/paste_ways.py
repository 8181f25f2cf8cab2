"""What leads to pasting on the pages of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.activities.models import Activity
from banggiao.core.panels import Card, Link
from banggiao.exchange.enums import PARTICIPANTS, Kind
from banggiao.exchange.rules import RIGHTS
from banggiao.plans.enums import PlanStatus
from banggiao.plans.models import Plan

if TYPE_CHECKING:
    from banggiao.core.models import Record
    from banggiao.core.panels import ListPlace


def paste_card(record: Record, user: Any) -> Card | None:  # the request's user
    """Offer to paste lines into a draft plan, and people into an activity."""
    if record.is_set_aside:
        return None
    if isinstance(record, Plan):
        may = record.status == PlanStatus.DRAFT and user.has_perm(RIGHTS[Kind.PLAN])
        return _card(may, "paste_lines", record, _("Lines copied from a spreadsheet"))
    if isinstance(record, Activity):
        may = user.has_perm(RIGHTS[PARTICIPANTS], record)
        return _card(may, "paste_participants", record, _("People copied from a spreadsheet"))
    return None


def _card(may: bool, name: str, record: Record, title: str) -> Card | None:  # noqa: FBT001  # said once
    if not may:
        return None
    url = reverse(f"exchange:{name}", args=[record.code])
    return Card("exchange/_paste_card.html", {"title": title, "url": url})


def list_links(place: ListPlace, user: Any) -> list[Link]:  # the request's user
    """Offer to paste partners where they are listed."""
    if place.name != "partners:organisations" or not user.has_perm(RIGHTS[Kind.ORGANISATIONS]):
        return []
    return [Link(_("Paste from a spreadsheet"), reverse("exchange:paste_partners"))]
