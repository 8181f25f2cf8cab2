"""What the room keeps: plans, their lines, and what changed after approval."""

from banggiao.plans.models.adjustments import Adjustment
from banggiao.plans.models.lines import LinePartner, PlanLine
from banggiao.plans.models.plans import Plan, PlanStep

__all__ = ["Adjustment", "LinePartner", "Plan", "PlanLine", "PlanStep"]
