"""Plans and lines for lists, pages and pickers, as far as the user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When

from banggiao.accounts.rules import may_see
from banggiao.core.access import cleared
from banggiao.core.enums import RecordState
from banggiao.plans.enums import ActivityKind, PlanStatus, Standing
from banggiao.plans.models import Adjustment, LinePartner, Plan, PlanLine
from banggiao.plans.models.plans import FROZEN

if TYPE_CHECKING:
    from banggiao.accounts.models import Unit, User
    from banggiao.core.access import RecordQuerySet, Viewer
    from banggiao.partners.models import Organisation

PLAN_LIMIT = 1000
"""So many lines a plan's page shows; no plan we know has two hundred."""


def plans_for_list(user: User) -> QuerySet[Any]:
    """Give the plans the user may see, each with how many visible lines it has (``line_count``)."""
    shown = Q(lines__state=RecordState.ACTIVE) & cleared(user, "lines")
    found = Plan.objects.visible_to(user).in_register()
    counted: QuerySet[Any] = found.annotate(line_count=Count("lines", filter=shown))
    return counted


def plan_for_page(user: User) -> RecordQuerySet[Plan]:
    """Give the plans whose page the user may open."""
    return Plan.objects.visible_to(user)


def plan_of(year: int, user: User) -> Plan | None:
    """Give the plan of a year that counts, if the user may see it."""
    return Plan.objects.visible_to(user).in_register().filter(year=year).first()


def approved_plan(year: int) -> Plan | None:
    """Give the approved plan of a year. For actions: it does not ask who looks."""
    return Plan.objects.in_register().filter(year=year, status__in=FROZEN).first()


def newest_draft(user: User) -> Plan | None:
    """Give the newest plan that lines can be added to, if the user may see one."""
    drafts = Plan.objects.visible_to(user).in_register().filter(status=PlanStatus.DRAFT)
    return drafts.order_by("-year").first()


def visible_lines(viewer: Viewer | Any) -> RecordQuerySet[PlanLine]:
    """Give the lines that count and the viewer may see."""
    found = PlanLine.objects.visible_to(viewer).in_register()
    return found.filter(plan__state=RecordState.ACTIVE)


def with_parts(lines: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Load what a row shows: of the partners the visible ones, and all adjustments."""
    partners: Any = LinePartner.objects
    seen = partners.visible_to(user).select_related("organisation").order_by("pk")
    changes = Adjustment.objects.order_by("number")
    return lines.select_related("plan").prefetch_related(
        Prefetch("partners", seen, to_attr="seen_partners"), Prefetch("adjustments", changes)
    )


def lines_for_list(user: User) -> QuerySet[Any]:
    """Give the lines the user may see, in the order of kinds and numbers (``kind_rank``)."""
    ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(ActivityKind.values)]
    ranked = visible_lines(user).annotate(
        kind_rank=Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    )
    return with_parts(ranked, user).order_by("-plan__year", "kind_rank", "number")


def lines_of(plan: Plan, user: User) -> QuerySet[Any]:
    """Give the lines of one plan that the user may see."""
    return lines_for_list(user).filter(plan=plan)


def line_for_page(user: User) -> QuerySet[Any]:
    """Give the lines whose page the user may open."""
    return with_parts(PlanLine.objects.visible_to(user), user)


def partners_of(line: Any) -> list[Organisation]:  # one that came by the functions above
    """Give the partners of a line that the reader may see."""
    return [partner.organisation for partner in line.seen_partners]


def unit_of(line: PlanLine, user: User) -> Unit | None:
    """Give the lead unit of a line if the user may know of it; one's own everybody knows."""
    unit = line.lead_unit
    if unit is None or unit.pk == user.unit_id or may_see.test(user, unit):
        return unit
    return None


def possible_lines(user: User) -> RecordQuerySet[PlanLine]:
    """Give the lines an activity may carry out, of any year and any status but dropped ones.

    An activity may be prepared while its plan is still a draft, and be entered after the plan is
    closed.
    """
    return visible_lines(user).exclude(standing=Standing.DROPPED)
