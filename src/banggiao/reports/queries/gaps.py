"""What a draft still lacks, so that it is mended before it is sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from banggiao.activities.queries import figures as activities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.core.access import Viewer
    from banggiao.reports.models import Report
    from banggiao.reports.queries.compiling import Content

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Gaps:
    """Empty sections, uncertain dates, activities nobody recorded, and what old papers deny.

    ``stated`` has each figure with a number that an old paper states for the same time otherwise.
    """

    sections: Sequence[Content]
    figures: Sequence[Content]
    activities: Sequence[Any]
    more_activities: int
    stated: Sequence[tuple[Content, Content]]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is missing."""
        return not (self.sections or self.figures or self.activities or self.stated)


def of_draft(report: Report, content: Content, user: Viewer) -> Gaps:
    """Give what a draft lacks, as far as the reader may know of it."""
    empty = [s for s in content["sections"] if s["is_written"] and not s["text"].strip()]
    uncertain = [figure for figure in content["figures"] if figure["uncertain_total"]]
    over = _not_recorded(report, user)
    listed = list(over.order_by("period_latest", "pk")[:SHOWN])
    more = over.count() - len(listed) if len(listed) == SHOWN else 0
    stated = [(f, one) for f in content["figures"] for one in f["stated"] if one["differs"]]
    return Gaps(empty, uncertain, listed, more, stated)


def _not_recorded(report: Report, user: Viewer) -> Any:  # a query set of activities
    """Give what should have taken place in the period by now and is not recorded as held."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    last = min(report.last, yesterday)
    found = activities.to_come_in(user, report.first, last)
    return found.filter(classification__lte=report.classification)
