"""Many texts at once, with their parties, signatories, topics, ledgers, and the texts before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.accounts.bulk import (
    SIZE,
    Drafts,
    delete,
    finish,
    given,
    hold,
    insert,
    judged_by_database,
    one_import,
)
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.agreements.actions.bulk.codes import give_act_codes
from banggiao.agreements.actions.bulk.lineage import (
    follow_singly,
    levels,
    plan_links,
    touch_predecessors,
)
from banggiao.agreements.actions.bulk.parts import (
    PARTS,
    Planned,
    Planner,
    check_parts,
    know,
    load_parts,
)
from banggiao.agreements.actions.instruments import FIELDS
from banggiao.agreements.actions.place import keep_places
from banggiao.agreements.enums import State
from banggiao.agreements.models import Course, Instrument
from banggiao.agreements.standing import COLUMNS, derive
from banggiao.core.writing import assign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Draft, Imported
    from banggiao.accounts.models import User
    from banggiao.agreements.actions.bulk.parts import Known
    from banggiao.agreements.actions.bulk.rows import InstrumentRow

    Texts = Drafts[Instrument]

COLUMNS_OF_ROW = tuple(name for name in FIELDS if name != "code")
DECLARED = ("declared_status", "declared_reason")


def import_instruments(rows: Sequence[InstrumentRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many texts. Officers and heads who may see parties, people and texts before.

    Refused, with all errors of all rows: a code twice, what `add_instrument`, `declare_status`,
    `withdraw_declaration`, `add_signatory`, `link_predecessor`, and the actions of `ledger` and of
    removing parts refuse. An act that is there already is left alone. ``reason`` stands in the log
    of each.
    """
    require(by, "agreements.add_instrument")
    with one_import() as problems:
        drafts = Drafts(Instrument, by, problems, load_parts)
        drafts.open(rows)
        known = know([draft.row for draft in drafts.all], by)
        touch_predecessors(drafts)
        plans = _plan(drafts, known, reason)
        drafts.give_codes()
        plan_links(drafts, plans)
        give_act_codes(plans.values())
        finish(drafts)
        for plan in plans.values():
            check_parts(plan, known, problems)
        problems.stop()
        imported = _write(drafts, plans, reason)
        return follow_singly(drafts, plans, imported, reason)


def _plan(drafts: Texts, known: Known, reason: str) -> dict[int, Planned]:
    """Set the fields of each text and plan its parts."""
    planner = Planner(drafts, known, reason)
    plans: dict[int, Planned] = {}
    for draft in drafts.all:
        plan = plans[id(draft)] = Planned.of(draft)
        if draft.row is None:
            continue
        assign(draft.record, given(draft.row, COLUMNS_OF_ROW), FIELDS)
        with drafts.problems.of(draft.number, "classification"):
            check_class(draft.record.classification, drafts.by)
        _declare(draft, drafts, reason)
        planner.plan(plan)
    return plans


def _declare(draft: Draft[Instrument], drafts: Texts, reason: str) -> None:
    """Say how the text stands beside its acts, or take that back; both ask for a reason."""
    text, row = draft.record, draft.row
    was = text.declared_status
    assign(text, given(row, DECLARED), DECLARED)
    if text.declared_status not in {"", *State.values}:
        drafts.problems.add(draft.number, "declared_status", _("Choose one from the list."))
    if text.declared_status and not text.declared_reason:
        drafts.problems.add(draft.number, "declared_reason", _("Say why it stands so."))
    if not text.declared_status:
        text.declared_reason = ""
    if was and not text.declared_status and not reason.strip():
        words = _("Say why the declaration is withdrawn.")
        drafts.problems.add(draft.number, "declared_status", words)


def _write(drafts: Texts, plans: dict[int, Planned], reason: str) -> Imported:
    """Write records, then their parts, then what follows from the ledgers."""
    changed = drafts.write(levels(draft for draft in drafts.all if draft.is_new))
    mine = [plans[id(draft)] for draft in changed]
    delete(part for plan in mine for part in plan.gone)
    for name in PARTS:
        new = [(plan.draft.number, part) for plan in mine for part in plan.new(name)]
        with judged_by_database(new, drafts.problems):
            insert([part for _number, part in new])
    for plan in mine:
        for name, parts in plan.parts.items():
            hold(plan.draft.record, name, parts)
    _keep_courses(mine)
    return drafts.log("agreements.instruments_imported", changed, reason=reason)


def _keep_courses(plans: Sequence[Planned]) -> None:
    """Do what `keep_course` does, for all at once."""
    courses = []
    for plan in plans:
        days = derive(plan.draft.record, plan.parts["acts"])
        course = Course(instrument=plan.draft.record)
        for name in COLUMNS:
            setattr(course, name, getattr(days, name))
        course.is_ours = any(party.organisation.is_own for party in plan.parts["parties"])
        courses.append(course)
    Course.objects.bulk_create(
        courses,
        batch_size=SIZE,
        update_conflicts=True,
        unique_fields=["instrument"],
        update_fields=["is_ours", *COLUMNS],
    )
    keep_places([plan.draft.record for plan in plans if not plan.draft.is_new])
