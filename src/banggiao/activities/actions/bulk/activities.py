"""Many activities at once, with who took part, their programme and their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.bulk import (
    Drafts,
    delete,
    finish,
    given,
    hold,
    insert,
    judged_by_database,
    not_found,
    one_import,
)
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.activities.actions.activities import SETTLED, code_stem
from banggiao.activities.actions.bulk.known import LINKS, know
from banggiao.activities.actions.bulk.parts import (
    PARTS,
    Planner,
    clean_parts,
    load_parts,
    planned,
)
from banggiao.activities.actions.bulk.stages import plan_stage, take_back_steps
from banggiao.activities.actions.checks import check_complete, check_line, check_owner, year_of
from banggiao.activities.actions.derived import derive, set_derived
from banggiao.activities.models import Activity
from banggiao.core.dates import PartialDateField
from banggiao.core.writing import assign
from banggiao.partners.queries import levels
from banggiao.plans.models import Plan
from banggiao.plans.models.plans import FROZEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.bulk import Draft, Imported, Problems
    from banggiao.accounts.models import User
    from banggiao.activities.actions.bulk.known import Known
    from banggiao.activities.actions.bulk.parts import Planned
    from banggiao.activities.actions.bulk.rows import ActivityRow

COLUMNS = (
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "mode",
    "start",
    "end",
    "place",
    "edition",
    "outside_ground",
    "outside_act_text",
    "purpose",
    "level",
    "headcount",
    "headcount_is_about",
    "cost",
    "funding",
    "remark",
)

ASKED_OF_STORED = ("start", "end", "owner", "plan_line", "stage")
"""What the checks compare with the activity as it was."""


def import_activities(rows: Sequence[ActivityRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many activities. Officers and heads who may see those that are there already.

    Refused, with all errors of all rows: a code twice, what the writer may not see (not found), and
    what `add_activity`, `add_party`, `add_participant`, `add_item`, `add_result`,
    `confirm_activity` and `finish_activity` refuse; of what goes (``without``), a step that another
    followed, or one without a ``reason``. The reason stands in the log of each.
    """
    require(by, "activities.add_activity")
    with one_import() as problems:
        drafts = Drafts(Activity, by, problems, load_parts)
        drafts.open(rows)
        plans = _plan(drafts, reason)
        drafts.give_codes(code_stem)
        finish(drafts)
        for plan in plans.values():
            clean_parts(plan, problems)
        problems.stop()
        _derive(plans.values())
        return _write(drafts, plans, reason)


def _plan(drafts: Drafts[Activity], reason: str) -> dict[int, Planned]:
    """Set the fields and links of each activity and plan its parts and its stage."""
    known = know([draft.row for draft in drafts.all], drafts.by)
    planner = Planner(known, drafts.problems)
    plans = {}
    for draft in drafts.all:
        plan = plans[id(draft)] = planned(draft)
        stored = _as_stored(draft)
        plan.take_out(by=drafts.by, problems=drafts.problems, reason=reason)
        with drafts.problems.of(draft.number, "steps"):
            take_back_steps(plan)
        assign(draft.record, given(draft.row, COLUMNS), COLUMNS)
        _read_dates(draft, drafts.problems)
        _link(draft, known, drafts.problems)
        with drafts.problems.of(draft.number, "classification"):
            check_class(draft.record.classification, drafts.by)
            check_owner(draft.record, stored)
            check_line(draft.record, stored)
        planner.plan(plan)
        with drafts.problems.of(draft.number, "stage"):
            plan_stage(plan, reason)
    return plans


def _read_dates(draft: Draft[Activity], problems: Problems) -> None:
    """Note what is no date, and leave it out, so that what follows meets dates only."""
    for name in ("start", "end"):
        value = draft.record.__dict__[name]
        if isinstance(value, str):
            with problems.of(draft.number, name):
                setattr(draft.record, name, None)
                PartialDateField().to_python(value)


def _as_stored(draft: Draft[Activity]) -> Activity:
    """Give the activity as it was, as far as the checks of the single actions ask."""
    if draft.is_new:
        return _NOTHING
    stored = Activity()
    for name in ASKED_OF_STORED:
        setattr(stored, name, getattr(draft.record, name))
    return stored


_NOTHING = Activity()
"""What a new activity was before."""


def _link(draft: Draft[Activity], known: Known, problems: Problems) -> None:
    for column, store in LINKS.items():
        code = getattr(draft.row, column)
        if code is not None:
            target = getattr(known, store).get(code)
            if code and target is None:
                problems.add(draft.number, column, not_found(code))
            setattr(draft.record, column, target)


def _derive(plans: Iterable[Planned]) -> None:
    """Do what `keep_derived` does, for all at once and before they are written."""
    level = levels()
    for plan in plans:
        if plan.draft.is_changed:
            parties, people, steps = (plan.parts[n] for n in ("parties", "participants", "steps"))
            activity = plan.draft.record
            set_derived(activity, derive(activity, parties, people, steps, level))


def _write(drafts: Drafts[Activity], plans: dict[int, Planned], reason: str) -> Imported:
    changed = drafts.write()
    mine = [plans[id(draft)] for draft in changed]
    delete(part for plan in mine for part in plan.gone)
    for name in PARTS:
        new = [(p.draft.number, part) for p in mine for n, part in p.new if n == name]
        with judged_by_database(new, drafts.problems):
            insert([part for _number, part in new])
    for plan in mine:
        for name, parts in plan.parts.items():
            hold(plan.draft.record, name, parts)
    _check_complete(mine, drafts.problems)
    drafts.problems.stop()
    return drafts.log("activities.activities_imported", changed, reason=reason)


def _check_complete(plans: Sequence[Planned], problems: Problems) -> None:
    """Refuse what `confirm_activity` refuses, in years whose plan is approved.

    Other years ask for nothing: what is entered from old papers stays as true as they are.
    """
    moved = [plan for plan in plans if plan.stage_moved]
    if not moved:
        return
    approved = set(
        Plan.objects.in_register().filter(status__in=FROZEN).values_list("year", flat=True)
    )
    for plan in moved:
        if plan.draft.record.stage in SETTLED and year_of(plan.draft.record) in approved:
            with problems.of(plan.draft.number, "stage"):
                check_complete(plan.draft.record)
