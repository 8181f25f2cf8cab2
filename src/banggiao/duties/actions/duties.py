"""Writes of duties: entering, changing, handing over, and how they end."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk import SIZE
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import may_see, require
from banggiao.audit.actions import recorded
from banggiao.audit.snapshots import class_of
from banggiao.core.dates import earliest_of
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store
from banggiao.duties.enums import PartyRole, Progress
from banggiao.duties.models import Duty, DutyParty
from banggiao.duties.queries import origin_of
from banggiao.duties.recurrence import next_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model

    from banggiao.accounts.models import Unit, User
    from banggiao.core.dates import PartialDate
    from banggiao.partners.models import Organisation

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "due",
    "basis",
    "about_type",
    "about_code",
    "about_place",
    "about_clause",
    "asked_by",
    "unit",
    "owner",
    "evidence",
    "remark",
    "every",
)

REPEATED = (*(name for name in FIELDS if name not in {"code", "due", "evidence"}), "ours", "theirs")
"""What the next time of a duty takes from the one before."""

type Bodies = Iterable[Organisation]


@transaction.atomic
def add_duty(*, by: User, promisors: Bodies, beneficiaries: Bodies = (), **data: Any) -> Duty:
    """Enter something owed. Officers and heads.

    Refused: nobody who owes it, a body the writer may not see, a class above the writer's or the
    owner's clearance, a record it comes from that is not there or of a higher class. Whether it is
    ours or theirs follows from ``promisors``.
    """
    require(by, "duties.add_duty")
    duty = Duty()
    assign(duty, data, FIELDS)
    parties = {
        PartyRole.PROMISOR: list(promisors),
        PartyRole.BENEFICIARY: list(beneficiaries),
    }
    _check(duty, Duty(), by)
    _check_bodies(parties, by)
    set_sides(duty, parties[PartyRole.PROMISOR])
    with recorded("duties.duty_added", duty, by=by):
        save(duty)
        for role, bodies in parties.items():
            _set_parties(duty, role, bodies, by)
    return duty


@transaction.atomic
def change_duty(
    duty: Duty,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    promisors: Bodies | None = None,
    beneficiaries: Bodies | None = None,
    **data: Any,
) -> Duty:
    """Change what is owed, by whom, to whom. Officers and heads who may see it.

    Refused: a stale ``version``; another due date without a ``reason``; and what `add_duty`
    refuses. ``promisors`` and ``beneficiaries`` replace all that the writer may see; hidden ones
    stay, and None leaves all.
    """
    current = lock(duty, version)
    require(by, "duties.change_duty", current)
    stored = Duty.objects.get(pk=current.pk)
    given = {PartyRole.PROMISOR: promisors, PartyRole.BENEFICIARY: beneficiaries}
    parties = {role: list(bodies) for role, bodies in given.items() if bodies is not None}
    with recorded("duties.duty_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        if stored.due and current.due != stored.due and not reason.strip():
            raise Refused(
                "ground_missing", _("Say on what ground the due date changes."), field="reason"
            )
        _check(current, stored, by)
        _check_bodies(parties, by, _bodies_of(current))
        for role, bodies in parties.items():
            _set_parties(current, role, bodies, by)
        set_sides(current, _bodies_of(current, PartyRole.PROMISOR))
        save(current)
    return current


@transaction.atomic
def hand_over(
    duty: Duty, *, by: User, unit: Unit | None, owner: User | None, reason: str = ""
) -> Duty:
    """Give the duty to another unit or person. Officers and heads who may see it.

    Refused: a duty that is kept or waived; a person who is not cleared for it or whose account is
    closed.
    """
    current = lock(duty)
    require(by, "duties.change_duty", current)
    _require_open(current)
    stored = Duty.objects.get(pk=current.pk)
    with recorded("duties.duty_handed_over", current, by=by, reason=reason):
        current.unit, current.owner = unit, owner
        _check_owner(current, stored)
        save(current)
    return current


@transaction.atomic
def postpone_duty(duty: Duty, *, by: User, due: PartialDate | str, ground: str) -> Duty:
    """Give the duty another due date. Officers and heads who may see it.

    Refused: without a ground or a date, with the date it has already, and for a duty that is kept
    or waived. The ground goes into the history.
    """
    current = lock(duty)
    require(by, "duties.change_duty", current)
    _require_open(current)
    if not ground.strip():
        raise Refused(
            "ground_missing", _("Say on what ground the due date changes."), field="ground"
        )
    before = current.due
    with recorded("duties.duty_postponed", current, by=by, reason=ground):
        assign(current, {"due": due}, FIELDS)
        if not current.due:
            raise Refused("due_missing", _("Give the new due date."), field="due")
        if current.due == before:
            raise Refused("due_unchanged", _("It is due then already."), field="due")
        save(current)
    return current


@transaction.atomic
def record_kept(duty: Duty, *, by: User, on: PartialDate | str, evidence: str = "") -> Duty:
    """Record that what was owed was done. Officers, heads, its owner, contributors of its unit.

    One that comes again is entered anew for its next time, once, whoever keeps it. Refused: a duty
    that is kept or waived already; no date; a date in the future.
    """
    current = lock(duty)
    require(by, "duties.keep_duty", current)
    _require_open(current)
    with recorded("duties.duty_kept", current, by=by):
        assign(current, {"kept_on": on, "evidence": evidence}, ("kept_on", "evidence"))
        check_kept_on(current)
        current.progress = Progress.KEPT
        save(current)
    enter_next(current, by=by)
    return current


@transaction.atomic
def waive_duty(duty: Duty, *, by: User, reason: str) -> Duty:
    """Record that the duty need not be kept any more. Officers and heads who may see it.

    Refused: without a reason, and for a duty that is kept or waived.
    """
    current = lock(duty)
    require(by, "duties.change_duty", current)
    _require_open(current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the duty is waived."), field="reason")
    with recorded("duties.duty_waived", current, by=by, reason=reason):
        assign(current, {"waived_reason": reason}, ("waived_reason",))
        current.progress = Progress.WAIVED
        save(current)
    return current


@transaction.atomic
def reopen_duty(duty: Duty, *, by: User, reason: str) -> Duty:
    """Take back that a duty was kept or waived. Officers and heads who may see it.

    Date, evidence and reason leave the duty; the log keeps them. Refused: without a reason, and
    for a duty that is open.
    """
    current = lock(duty)
    require(by, "duties.change_duty", current)
    if current.is_open:
        raise Refused("open_already", _("This duty is open."))
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the duty is opened again."), field="reason")
    with recorded("duties.duty_reopened", current, by=by, reason=reason):
        current.progress, current.kept_on = Progress.OPEN, None
        current.evidence = current.waived_reason = ""
        save(current)
    return current


def enter_next(duty: Duty, *, by: User) -> Duty | None:
    """Enter the next time of a duty that comes again, if it is not entered yet.

    It follows from keeping this one, so no further right is asked.
    """
    due = next_due(duty.due, duty.every) if duty.every else None
    if due is None or Duty.objects.filter(previous=duty).exists():
        return None
    after = Duty(previous=duty, due=due)
    for name in REPEATED:
        setattr(after, name, getattr(duty, name))
    if after.owner is not None and not after.owner.is_active:
        after.owner = None
    with recorded("duties.next_duty_added", after, by=by, about=duty):
        save(after)
        for party in duty.parties.order_by("pk"):
            store(DutyParty(duty=after, organisation_id=party.organisation_id, role=party.role))
    return after


def set_sides(duty: Duty, promisors: Bodies) -> None:
    """Set whose duty it is from who owes it. Refused: nobody."""
    own = {body.is_own for body in promisors}
    if not own:
        raise Refused("no_promisor", _("Say who owes it."), field="promisors")
    duty.ours, duty.theirs = True in own, False in own


def refresh_sides(organisations: Sequence[int]) -> None:
    """Say anew of every duty these bodies owe whether it is ours.

    Called when bodies became part of the own body or left it. It writes no event: what changed is
    the body, and its own event says so.
    """
    owing = DutyParty.objects.filter(duty=OuterRef("pk"), role=PartyRole.PROMISOR)
    for some in batched(organisations, SIZE):
        named = DutyParty.objects.filter(role=PartyRole.PROMISOR, organisation__in=some)
        Duty.objects.filter(pk__in=named.values("duty")).update(
            ours=Exists(owing.filter(organisation__is_own=True)),
            theirs=Exists(owing.filter(organisation__is_own=False)),
        )


def check_kept_on(duty: Duty) -> None:
    """Refuse a kept duty without a date, or with one in the future."""
    if not duty.kept_on:
        raise Refused("kept_on_missing", _("Give the day it was kept."), field="kept_on")
    earliest = earliest_of(duty.kept_on)
    if earliest and earliest > timezone.localdate():
        raise Refused("kept_in_future", _("This day has not come yet."), field="kept_on")


def check_origin_class(duty: Duty, record: Model | None) -> None:
    """Refuse a class below that of the record it comes from: its code stands in the history."""
    if record is not None and class_of(record) > duty.classification:
        raise Refused(
            "origin_class_higher",
            _("The record it comes from has a higher class. Choose that class here too."),
            field="classification",
        )


def _check(duty: Duty, stored: Duty, by: User) -> None:
    """Refuse what links and classes forbid. ``stored`` is the duty as it was."""
    check_class(duty.classification, by)
    if duty.asked_by_id != stored.asked_by_id:
        require(by, "partners.view_organisation", duty.asked_by)
    _check_owner(duty, stored)
    if duty.every and next_due(duty.due, duty.every) is None:
        raise Refused(
            "next_due_unclear",
            _(
                "From this due date no next one follows. Give a day or a month; a year will do for"
                " what comes every year."
            ),
            field="due",
        )
    record = origin_of(duty, by)
    check_origin_class(duty, record)
    is_new = (duty.about_type, duty.about_code) != (stored.about_type, stored.about_code)
    if duty.about_type and record is None and is_new:
        raise Refused("origin_unknown", _("The register has no such record it could come from."))


def _check_owner(duty: Duty, stored: Duty) -> None:
    owner = duty.owner
    if owner is None:
        return
    if owner.clearance < duty.classification:
        raise Refused(
            "owner_not_cleared",
            _("This person may not see a duty of this class. Choose somebody who is cleared."),
            field="owner",
        )
    if duty.owner_id != stored.owner_id and not owner.is_active:
        raise Refused(
            "owner_closed", _("This account is closed. Choose somebody else."), field="owner"
        )


def _require_open(duty: Duty) -> None:
    if duty.progress == Progress.KEPT:
        raise Refused("kept_already", _("This duty is kept already."))
    if duty.progress == Progress.WAIVED:
        raise Refused("waived_already", _("This duty was waived. Open it again first."))


def _check_bodies(
    parties: dict[PartyRole, list[Organisation]], by: User, stood: Bodies = ()
) -> None:
    """Refuse a body the writer may not see, unless it stands in the duty already."""
    known = {body.pk for body in stood}
    for bodies in parties.values():
        for body in bodies:
            if body.pk not in known:
                require(by, "partners.view_organisation", body)


def _bodies_of(duty: Duty, *roles: PartyRole) -> list[Organisation]:
    parties = duty.parties.select_related("organisation").order_by("pk")
    return [p.organisation for p in parties if not roles or p.role in roles]


def _set_parties(duty: Duty, role: PartyRole, bodies: Bodies, by: User) -> None:
    """Make these the bodies of one side; what the writer may not see stays."""
    wanted = {body.pk: body for body in bodies}
    standing = duty.parties.filter(role=role).select_related("organisation")
    present = {party.organisation_id: party for party in standing}
    for key, party in present.items():
        if key not in wanted and may_see.test(by, party.organisation):
            party.delete()
    for key, body in wanted.items():
        if key not in present:
            party = DutyParty(duty=duty, organisation=body, role=role)
            store(party)
