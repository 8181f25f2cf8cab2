"""What the room keeps: stated figures, rules of periods, reports and what they froze."""

from banggiao.reports.models.figures import PeriodRule, StatedFigure
from banggiao.reports.models.reports import (
    FrozenFigure,
    FrozenRecord,
    Paper,
    Report,
    ReportSection,
)

__all__ = [
    "FrozenFigure",
    "FrozenRecord",
    "Paper",
    "PeriodRule",
    "Report",
    "ReportSection",
    "StatedFigure",
]
