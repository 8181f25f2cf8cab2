"""What writes of lines share: what a line may not be, and how its parts are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import may_see, require
from banggiao.core.errors import Refused
from banggiao.core.writing import store
from banggiao.plans.enums import PlanStatus
from banggiao.plans.models import LinePartner, PlanLine
from banggiao.plans.queries import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.accounts.models import User
    from banggiao.partners.models import Organisation
    from banggiao.plans.models import Plan

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "mode",
    "country",
    "place",
    "purpose",
    "topic",
    "start",
    "end",
    "level",
    "people",
    "days",
    "cost",
    "funding",
    "lead_unit",
    "owner",
    "instrument",
    "basis",
    "remark",
)


def check_draft(plan: Plan) -> None:
    """Refuse to write lines of a plan that is no draft any more."""
    check_open(plan)
    if plan.status != PlanStatus.DRAFT:
        sentence = (
            _("The plan is submitted. Take it back first if its lines have to change.")
            if plan.status == PlanStatus.SUBMITTED
            else _("The plan is approved and fixed. Enter an adjustment with its ground and paper.")
        )
        raise Refused("plan_frozen", sentence)


def check_adjustable(plan: Plan) -> None:
    """Refuse to adjust a plan that is not approved yet, or closed."""
    check_open(plan)
    if plan.status != PlanStatus.APPROVED:
        raise Refused(
            "plan_not_frozen",
            _("The plan is not approved yet. Change the line itself; nothing has to be adjusted."),
        )


def check_open(plan: Plan) -> None:
    """Refuse to write in a plan that is closed or set aside."""
    if plan.is_set_aside:
        raise Refused("plan_set_aside", _("This plan was set aside. Bring it back first."))
    if plan.status == PlanStatus.CLOSED:
        raise Refused(
            "plan_closed",
            _(
                "The plan of %(year)s is closed: nothing changes in it any more."
                " Open it again first."
            )
            % {"year": plan.year},
        )


def check_line(line: PlanLine, stored: PlanLine | None, by: User) -> None:
    """Refuse what classes, links and the plan's year forbid. ``stored`` is the line as it was."""
    check_class(line.classification, by)
    if line.classification < line.plan.classification:
        raise Refused(
            "line_class_lower",
            _("The plan has a higher class. Choose that class for its line too."),
            field="classification",
        )
    if stored is None or stored.instrument_id != line.instrument_id:
        require(by, "agreements.view_instrument", line.instrument)
    _check_owner(line, stored)
    check_year(line)


def _check_owner(line: PlanLine, stored: PlanLine | None) -> None:
    owner = line.owner
    if owner is None:
        return
    if owner.clearance < line.classification:
        raise Refused(
            "owner_not_cleared",
            _("This person may not see a line of this class. Choose somebody who is cleared."),
            field="owner",
        )
    if not owner.is_active and (stored is None or stored.owner_id != line.owner_id):
        raise Refused(
            "owner_closed", _("This account is closed. Choose somebody else."), field="owner"
        )


def check_year(line: PlanLine) -> None:
    """Refuse dates that surely lie outside the plan's year."""
    if not (line.start or line.end):
        return
    first, last = span_of(line.start or None, line.end or None, line.plan.year)
    if last.year < line.plan.year or first.year > line.plan.year:
        raise Refused(
            "date_outside_year",
            _("This is the plan of %(year)s. Give a date in that year.") % {"year": line.plan.year},
            field="start",
        )


def keep_period(line: PlanLine) -> None:
    """Set the days the line is counted in, from its own dates or its plan's year."""
    line.period_earliest, line.period_latest = span_of(
        line.start or None, line.end or None, line.plan.year
    )


def next_number(plan: Plan) -> int:
    """Give the number of the next line. Numbers are never used again. The plan is locked."""
    last: int | None = plan.lines.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def set_partners(line: PlanLine, partners: Iterable[Organisation], writer: User) -> None:
    """Make these the partners of a line. Refused: a hidden one. Those hidden already stay."""
    wanted = {body.pk: body for body in partners}
    standing = line.partners.select_related("organisation")
    present = {partner.organisation_id: partner for partner in standing}
    for key, partner in present.items():
        if key not in wanted and may_see.test(writer, partner.organisation):
            partner.delete()
    for key, body in wanted.items():
        if key in present:
            continue
        require(writer, "partners.view_organisation", body)
        partner = LinePartner(line=line, organisation=body)
        store(partner)


def required_text(value: str, code: str, sentence: Any, field: str) -> str:
    """Give the text without spaces around it; refuse an empty one."""
    if not value.strip():
        raise Refused(code, sentence, field=field)
    return value.strip()
