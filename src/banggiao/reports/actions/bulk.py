"""Many stated figures at once: what the demo and imports go through.

The same rights, rules and constraints as the single actions; the steps are those of
`accounts.bulk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.accounts.bulk import Drafts, finish, found, given, not_found, one_import
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.core.writing import assign
from banggiao.partners.models import Organisation
from banggiao.reports.actions.stated import FIELDS, complete_scope
from banggiao.reports.models import StatedFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User

COLUMNS = tuple(name for name in FIELDS if name not in {"code", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """A stated number. None says "this column was not given", the empty text "nothing".

    ``organisation`` is the code of the body whose number it is; ``scope`` names it as the source
    has it, also where the register has no such body.
    """

    code: str
    figure: str | None = None
    period: str | None = None
    scope: str | None = None
    organisation: str | None = None
    value: int | None = None
    unit: str | None = None
    basis: str | None = None
    note: str | None = None
    classification: int | None = None


def import_stated(rows: Sequence[StatedRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many stated figures. Officers and heads who may see those there already.

    Refused, with all errors of all rows: a code twice, an unknown body, and what `add_stated`
    refuses. ``reason`` stands in the log of each.
    """
    require(by, "reports.add_statedfigure")
    with one_import() as problems:
        drafts = Drafts(StatedFigure, by, problems, lambda _rows: None)
        drafts.open(rows)
        bodies = found(
            Organisation.objects.visible_to(by), "code", (d.row.organisation for d in drafts.all)
        )
        for draft in drafts.all:
            row, stated = draft.row, draft.record
            assign(stated, given(row, COLUMNS), FIELDS)
            if row.organisation is not None:
                stated.organisation = bodies.get(row.organisation)
                if row.organisation and row.organisation not in bodies:
                    problems.add(draft.number, "organisation", not_found(row.organisation))
            with problems.of(draft.number):
                check_class(stated.classification, by)
                complete_scope(stated)
        finish(drafts)
        problems.stop()
        changed = drafts.write()
        return drafts.log("reports.statedfigures_imported", changed, reason=reason)
