"""Many duties at once: what `exchange`, the demo and other programs import through.

The same rights, rules and constraints as the single actions; the steps are those of
`accounts.bulk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from banggiao.accounts.bulk import (
    SIZE,
    Drafts,
    finish,
    found,
    given,
    hold,
    hold_all,
    insert,
    not_found,
    one_import,
)
from banggiao.accounts.models import Unit
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import may_see, require
from banggiao.core.writing import assign
from banggiao.duties.actions.duties import FIELDS, check_kept_on, check_origin_class, set_sides
from banggiao.duties.enums import PartyRole, Progress
from banggiao.duties.models import Duty, DutyParty
from banggiao.duties.queries import origins
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Draft, Imported, Number
    from banggiao.accounts.models import User

    Parties = dict[tuple[str, int], DutyParty]

COLUMNS = tuple(n for n in FIELDS if n not in {"code", "asked_by", "unit", "owner"})
SIDES = {"promisors": PartyRole.PROMISOR, "beneficiaries": PartyRole.BENEFICIARY}
OWES = PartyRole.PROMISOR


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty. Links are codes; None says "this column was not given", the empty text "nothing".

    ``promisors`` and ``beneficiaries`` replace all that the writer may see. ``about_code`` may name
    a record that comes later, in a room above. With ``kept_on`` the duty is kept, with an empty one
    open. Who sees to it is chosen on the page.
    """

    code: str
    kind: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    promisors: Sequence[str] | None = None
    beneficiaries: Sequence[str] | None = None
    due: str | None = None
    basis: str | None = None
    about_type: str | None = None
    about_code: str | None = None
    about_place: str | None = None
    about_clause: str | None = None
    asked_by: str | None = None
    unit: str | None = None
    kept_on: str | None = None
    evidence: str | None = None
    remark: str | None = None
    every: Number = None
    classification: int | None = None


def import_duties(rows: Sequence[DutyRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many duties. Officers and heads who may see those that are there already.

    Refused, with all errors of all rows: a code twice, an unknown body or unit, and what `add_duty`
    and `record_kept` refuse. ``reason`` stands in the log of each.
    """
    require(by, "duties.add_duty")
    with one_import() as problems:
        drafts = Drafts(Duty, by, problems, _load_parts)
        drafts.open(rows)
        bodies = _bodies(drafts)
        _assign(drafts, bodies)
        parties = {id(draft): _plan_parties(drafts, draft, bodies) for draft in drafts.all}
        finish(drafts)
        problems.stop()
        changed = drafts.write()
        _write_parties(changed, parties)
        return drafts.log("duties.duties_imported", changed, reason=reason)


def _load_parts(duties: Sequence[Duty]) -> None:
    hold_all(duties, "parties", "organisation")
    hold_all(duties, "requests", "paper", "answer_paper")


def _bodies(drafts: Drafts[Duty]) -> dict[str, Organisation]:
    """Find all bodies that the rows name, among those the writer may see."""
    rows = [draft.row for draft in drafts.all]
    codes = [c for r in rows for c in (r.asked_by, *(r.promisors or ()), *(r.beneficiaries or ()))]
    return found(Organisation.objects.visible_to(drafts.by), "code", codes)


def _assign(drafts: Drafts[Duty], bodies: dict[str, Organisation]) -> None:
    named = ((d.row.about_type or "", d.row.about_code or "") for d in drafts.all)
    known_origins = origins(named, drafts.by)
    units = found(
        Unit.objects.visible_to(drafts.by), "code", (draft.row.unit for draft in drafts.all)
    )
    for draft in drafts.all:
        row, duty = draft.row, draft.record
        assign(duty, given(row, COLUMNS), FIELDS)
        links: tuple[tuple[str, dict[str, Any]], ...] = (("asked_by", bodies), ("unit", units))
        for name, known in links:
            if (code := getattr(row, name)) is not None:
                setattr(duty, name, known.get(code))
                if code and code not in known:
                    drafts.problems.add(draft.number, name, not_found(code))
        with drafts.problems.of(draft.number):
            check_class(duty.classification, drafts.by)
            check_origin_class(duty, known_origins.get((duty.about_type, duty.about_code)))
            _assign_progress(duty, row.kept_on)


def _assign_progress(duty: Duty, kept_on: str | None) -> None:
    if kept_on is not None and duty.progress != Progress.WAIVED:
        assign(duty, {"kept_on": kept_on}, ("kept_on",))
        duty.progress = Progress.KEPT if kept_on else Progress.OPEN
    if duty.progress == Progress.KEPT:
        check_kept_on(duty)


def _plan_parties(
    drafts: Drafts[Duty], draft: Draft[Duty], bodies: dict[str, Organisation]
) -> Parties:
    """Give the parties as they shall be; what the writer may not see stays as it is."""
    stored = [] if draft.is_new else list(draft.record.parties.all())
    present: Parties = {(p.role, p.organisation_id): p for p in stored}
    planned: Parties = {}
    for column, role in SIDES.items():
        codes = getattr(draft.row, column)
        for code in codes or ():
            if (body := bodies.get(code)) is None:
                drafts.problems.add(draft.number, column, not_found(code))
                continue
            key = (str(role), body.pk)
            new = DutyParty(duty=draft.record, organisation=body, role=role)
            planned[key] = present.get(key, new)
        for key, party in present.items():
            stays = codes is None or not may_see.test(drafts.by, party.organisation)
            if key[0] == role and stays:
                planned[key] = party
    with drafts.problems.of(draft.number):
        set_sides(draft.record, [p.organisation for (r, _), p in planned.items() if r == OWES])
    draft.parts_changed = planned.keys() != present.keys()
    return planned


def _write_parties(changed: Sequence[Draft[Duty]], parties: dict[int, Parties]) -> None:
    gone: list[int] = []
    for draft in changed:
        stored = [] if draft.is_new else list(draft.record.parties.all())
        planned = parties[id(draft)]
        gone += [p.pk for p in stored if (p.role, p.organisation_id) not in planned]
    for some in batched(gone, SIZE):
        DutyParty.objects.filter(pk__in=some).delete()
    insert([p for d in changed for p in parties[id(d)].values() if p._state.adding])
    for draft in changed:
        hold(draft.record, "parties", list(parties[id(draft)].values()))
        if draft.is_new:
            hold(draft.record, "requests", [])
