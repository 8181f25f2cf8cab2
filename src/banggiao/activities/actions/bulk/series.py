"""Many series at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.bulk import Drafts, finish, found, given, not_found, one_import
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.activities.models import Series
from banggiao.core.writing import assign
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User
    from banggiao.activities.actions.bulk.rows import SeriesRow

COLUMNS = ("name_vi", "name_en", "name_ja", "name_native", "remark", "classification")


def import_series(rows: Sequence[SeriesRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many series. Officers and heads who may see those that are there already.

    Refused, with all errors of all rows: a code twice, a body the writer may not see (not found),
    and what `add_series` refuses. ``reason`` stands in the log of each.
    """
    require(by, "activities.add_series")
    with one_import() as problems:
        drafts = Drafts(Series, by, problems, lambda _series: None)
        drafts.open(rows)
        bodies = found(
            Organisation.objects.visible_to(by), "code", (d.row.organiser for d in drafts.all)
        )
        for draft in drafts.all:
            row, series = draft.row, draft.record
            assign(series, given(row, COLUMNS), COLUMNS)
            if row.organiser is not None:
                series.organiser = bodies.get(row.organiser)
                if row.organiser and row.organiser not in bodies:
                    problems.add(draft.number, "organiser", not_found(row.organiser))
            with problems.of(draft.number, "classification"):
                check_class(series.classification, by)
        drafts.give_codes()
        finish(drafts)
        problems.stop()
        return drafts.log("activities.series_imported", drafts.write(), reason=reason)
