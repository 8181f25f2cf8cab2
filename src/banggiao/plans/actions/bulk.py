"""Many lines of draft plans at once: what imports go through.

The same rights, rules and constraints as `lines.add_line` and `lines.change_line`; the steps are
those of `accounts.bulk`. All or nothing: `RowsRefused` carries every error of every row. Idempotent
by code: what is in the register already, word for word, is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from banggiao.accounts.bulk import (
    SIZE,
    Drafts,
    delete,
    finish,
    found,
    given,
    hold,
    hold_all,
    insert,
    not_found,
    one_import,
)
from banggiao.accounts.models import Unit, User
from banggiao.accounts.rules import may_see, require
from banggiao.agreements.models import Instrument
from banggiao.audit.snapshots import snapshot
from banggiao.core.dates import PartialDateField
from banggiao.core.writing import assign
from banggiao.partners.models import Country, Organisation
from banggiao.plans.actions.adjustments import keep_standing
from banggiao.plans.actions.checks import FIELDS, check_draft, check_line, check_open, keep_period
from banggiao.plans.actions.lines import NOT_APPROVED
from banggiao.plans.enums import PlanStatus
from banggiao.plans.models import LinePartner, Plan, PlanLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.bulk import Draft, Imported, Number

    Lines = Drafts[PlanLine]

LINKS = {
    "country": "countries",
    "lead_unit": "units",
    "owner": "users",
    "instrument": "instruments",
}
"""Columns of a row that are links of the line, and where they are looked up."""

COLUMNS = tuple(name for name in FIELDS if name not in {"code", *LINKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineRow:
    """A line of a draft plan. Without a code it is always a new one, with the next number.

    The plan is named by its code or its year; a line that is there may leave it out. Links are
    codes, ``owner`` a user's name. None says "this column was not given", the empty text "nothing",
    `CLEAR` the same of a number. ``cost`` is in dong. ``partners`` replaces all that the writer may
    see.
    """

    code: str = ""
    plan: str = ""
    year: int | None = None
    kind: str | None = None
    mode: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    country: str | None = None
    place: str | None = None
    purpose: str | None = None
    topic: str | None = None
    start: str | None = None
    end: str | None = None
    level: str | None = None
    people: Number = None
    days: Number = None
    cost: Number = None
    funding: str | None = None
    lead_unit: str | None = None
    owner: str | None = None
    instrument: str | None = None
    basis: str | None = None
    remark: str | None = None
    classification: int | None = None
    partners: Sequence[str] | None = None


def import_plan_lines(rows: Sequence[PlanLineRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many lines of draft plans. Officers, heads, contributors for their own unit.

    The plan of a year must be there; `plans.add_plan` opens it. Refused, with all errors of all
    rows: a code twice, a plan or a link the writer may not see (not found), a line that goes to
    another plan, and what `add_line` and `change_line` refuse. Each event stands on the page of the
    plan too, with the ``reason``.
    """
    require(by, "plans.add_planline")
    with one_import() as problems:
        known = _know(rows, by)
        drafts = Drafts(PlanLine, by, problems, _load_parts)
        drafts.open(rows)
        partners = {id(draft): _plan_one(draft, known, drafts) for draft in drafts.all}
        # What has no plan is refused at the end, with what is wrong in the other rows.
        drafts.all = [draft for draft in drafts.all if draft.record.plan_id]
        _number(drafts)
        drafts.give_codes(lambda line: f"{line.plan.code}-{line.number}")
        finish(drafts)
        problems.stop()
        changed = drafts.write()
        _write_partners(changed, partners)
        return drafts.log(
            "plans.planlines_imported", changed, reason=reason, about=lambda line: line.plan
        )


def _load_parts(lines: Sequence[PlanLine]) -> None:
    hold_all(lines, "partners", "organisation")
    hold_all(lines, "adjustments", "act")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows name and the writer may see. Plans are held until the end."""

    plans: dict[str, Plan]
    by_year: dict[int, Plan]
    held: dict[int, Plan]
    bodies: dict[str, Organisation]
    countries: dict[str, Country]
    units: dict[str, Unit]
    users: dict[str, User]
    instruments: dict[str, Instrument]


def _know(rows: Sequence[PlanLineRow], by: User) -> _Known:
    """Fetch what the rows name, and hold the plans before their lines, as a single action does."""
    plans = _hold_plans(rows)
    seen = {key: plan for key, plan in plans.items() if may_see.test(by, plan)}
    bodies = (code for row in rows for code in row.partners or ())
    return _Known(
        plans={plan.code: plan for plan in seen.values()},
        by_year={plan.year: plan for plan in seen.values() if not plan.is_set_aside},
        held=plans,
        bodies=found(Organisation.objects.visible_to(by), "code", bodies),
        countries=found(Country.objects.all(), "code", _column(rows, "country")),
        units=found(Unit.objects.visible_to(by), "code", _column(rows, "lead_unit")),
        users=found(User.objects.all(), "username", _column(rows, "owner")),
        instruments=found(Instrument.objects.visible_to(by), "code", _column(rows, "instrument")),
    )


def _hold_plans(rows: Sequence[PlanLineRow]) -> dict[int, Plan]:
    """Hold the plans that the rows name and those that their lines stand in."""
    keys: set[int] = set()
    codes = {row.code for row in rows if row.code}
    for some in batched(sorted(codes), SIZE):
        lines = PlanLine.objects.get_queryset().filter(code__in=some)
        keys.update(lines.values_list("plan_id", flat=True))
    named = {row.plan for row in rows if row.plan}
    years = {row.year for row in rows if row.year is not None}
    wanted = Q(pk__in=keys) | Q(code__in=named) | Q(year__in=years)  # few: one a year
    plans = Plan.objects.get_queryset().select_for_update(of=("self",))
    return {plan.pk: plan for plan in plans.filter(wanted).order_by("pk")}


def _column(rows: Iterable[PlanLineRow], name: str) -> Iterable[str]:
    return (getattr(row, name) or "" for row in rows)


def _plan_one(draft: Draft[PlanLine], known: _Known, drafts: Lines) -> list[LinePartner]:
    """Set the fields and links of a line, and give its partners as they shall be."""
    row, line, problems = draft.row, draft.record, drafts.problems
    if not _place(draft, known, drafts):
        return []
    stored = None if draft.is_new else PlanLine(instrument_id=line.instrument_id)
    if stored is not None:
        stored.owner_id = line.owner_id
    assign(line, given(row, COLUMNS), FIELDS)
    if draft.is_new and row.classification is None:
        line.classification = line.plan.classification
    _read_dates(draft, drafts)
    _link(draft, known, drafts)
    with problems.of(draft.number, "lead_unit"):
        check_line(line, stored, drafts.by)
        require(drafts.by, f"plans.{'add' if draft.is_new else 'change'}_planline", line)
    keep_period(line)
    keep_standing(line)
    partners = _plan_partners(draft, known, drafts)
    with problems.of(draft.number, "plan"):
        _check_plan(draft)
    return partners


def _place(draft: Draft[PlanLine], known: _Known, drafts: Lines) -> bool:
    """Say in which plan the line stands. Gives whether there is one."""
    row, line, problems = draft.row, draft.record, drafts.problems
    column = "plan" if row.plan or row.year is None else "year"
    named = known.plans.get(row.plan) if row.plan else known.by_year.get(row.year)
    before = len(problems.errors)
    if (row.plan or row.year is not None) and named is None:
        problems.add(draft.number, column, _no_plan(row))
    elif draft.is_new and named is None:
        problems.add(draft.number, "plan", _("Say in which plan the line stands."))
    elif not draft.is_new:
        line.plan = known.held[line.plan_id]
        if named is not None and named.pk != line.plan_id:
            problems.add(draft.number, column, _("This line stands in another plan already."))
    elif named is not None:
        line.plan = named
    return len(problems.errors) == before


def _check_plan(draft: Draft[PlanLine]) -> None:
    """Refuse to write in a plan that is no draft; a row that changes nothing writes nothing."""
    line = draft.record
    if draft.before is None:
        check_draft(line.plan)
    elif line.plan.status != PlanStatus.DRAFT or line.plan.is_set_aside:
        after, before = snapshot(line), draft.before
        changed = {name for name in after if after[name] != before[name]}
        if changed or draft.parts_changed:
            check_open(line.plan)
        if changed - NOT_APPROVED or draft.parts_changed:
            check_draft(line.plan)


def _no_plan(row: PlanLineRow) -> str:
    if row.plan:
        return not_found(row.plan)
    return _("The register has no plan of %(year)s. Enter that plan first.") % {"year": row.year}


def _read_dates(draft: Draft[PlanLine], drafts: Lines) -> None:
    """Note what is no date, and leave it out, so that what follows meets dates only."""
    for name in ("start", "end"):
        value = draft.record.__dict__.get(name)
        if isinstance(value, str) and value:
            with drafts.problems.of(draft.number, name):
                setattr(draft.record, name, None)
                PartialDateField().to_python(value)


def _link(draft: Draft[PlanLine], known: _Known, drafts: Lines) -> None:
    for column, store in LINKS.items():
        code = getattr(draft.row, column)
        if code is not None:
            target = getattr(known, store).get(code)
            if code and target is None:
                drafts.problems.add(draft.number, column, not_found(code))
            setattr(draft.record, column, target)


def _plan_partners(draft: Draft[PlanLine], known: _Known, drafts: Lines) -> list[LinePartner]:
    """Give the partners as they shall be; what the writer may not see stays as it is."""
    stored = [] if draft.is_new else list(draft.record.partners.all())
    if draft.row.partners is None:
        return stored
    present = {partner.organisation_id: partner for partner in stored}
    planned = {
        key: partner
        for key, partner in present.items()
        if not may_see.test(drafts.by, partner.organisation)
    }
    for code in draft.row.partners:
        body = known.bodies.get(code)
        if body is None:
            drafts.problems.add(draft.number, "partners", not_found(code))
        else:
            new = LinePartner(line=draft.record, organisation=body)
            planned.setdefault(body.pk, present.get(body.pk, new))
    draft.parts_changed = planned.keys() != present.keys()
    return list(planned.values())


def _number(drafts: Lines) -> None:
    """Give new lines the next numbers of their plans, in the order of the rows."""
    new = [draft.record for draft in drafts.all if draft.is_new]
    plans = {line.plan.pk for line in new}
    counted = PlanLine.objects.get_queryset().filter(plan__in=plans).order_by()
    last = dict(counted.values_list("plan").annotate(last=Max("number")))
    for line in new:
        line.number = last[line.plan.pk] = last.get(line.plan.pk, 0) + 1


def _write_partners(
    changed: Sequence[Draft[PlanLine]], partners: dict[int, list[LinePartner]]
) -> None:
    gone: list[Any] = []
    for draft in changed:
        stored = [] if draft.is_new else list(draft.record.partners.all())
        gone += [partner for partner in stored if partner not in partners[id(draft)]]
    delete(gone)
    insert([p for draft in changed for p in partners[id(draft)] if p._state.adding])
    for draft in changed:
        hold(draft.record, "partners", partners[id(draft)])
        if draft.is_new:
            hold(draft.record, "adjustments", [])
