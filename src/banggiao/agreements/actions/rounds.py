"""Writes of the rounds of a negotiation and of who sat there. Officers and heads."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.tables import check_open
from banggiao.agreements.models import Negotiation, Round, Seat
from banggiao.agreements.queries.meetings import meetings_of
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User

FIELDS = ("on", "place", "by_letter", "meeting", "remark")
SEAT_FIELDS = ("side", "name", "title", "person")


@contextmanager
def _writing(
    negotiation: Negotiation, action: str, by: User, reason: str = "", version: int | None = None
) -> Iterator[Negotiation]:
    current = lock(negotiation, version)
    require(by, "agreements.change_negotiation", current)
    check_open(current)
    with recorded(action, current, by=by, reason=reason, about=current.instrument):
        yield current
        save(current)


@transaction.atomic
def add_round(negotiation: Negotiation, *, by: User, **data: Any) -> Round:
    """Enter a round: a meeting, named by its activity, or an exchange of letters.

    Refused: neither or both; a meeting the writer may not know of, or of a higher class than the
    negotiation, whose readers would learn of it.
    """
    with _writing(negotiation, "agreements.round_added", by) as current:
        last: int | None = current.rounds.aggregate(last=Max("number"))["last"]
        one = Round(negotiation=current, number=(last or 0) + 1)
        _fill(one, data, by)
    return one


@transaction.atomic
def change_round(
    one: Round, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Round:
    """Change a round. ``version`` is the negotiation's. Refusals as in `add_round`."""
    with _writing(one.negotiation, "agreements.round_changed", by, reason, version):
        current: Round = Round.objects.select_for_update(of=("self",)).get(pk=one.pk)
        _fill(current, data, by)
    return current


@transaction.atomic
def remove_round(one: Round, *, by: User, reason: str) -> None:
    """Take back a round entered by mistake. Refused: no reason, words or remarks stand under it."""
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the round is removed."), field="reason")
    with _writing(one.negotiation, "agreements.round_removed", by, reason):
        try:
            one.delete()
        except ProtectedError as error:
            raise Refused(
                "round_in_use",
                _("Words, remarks or agreements of this round are on the table, so it stays."),
            ) from error


def _fill(one: Round, data: dict[str, Any], by: User) -> None:
    meeting = one.meeting
    assign(one, data, FIELDS)
    if one.meeting and one.meeting != meeting:
        _check_meeting(one, by)
    store(one)


def _check_meeting(one: Round, by: User) -> None:
    found = meetings_of(one.negotiation.instrument, by).get(one.meeting)
    if found is None:
        raise Refused(
            "meeting_unknown",
            _("No activity under this agreement has this code. Enter the meeting there first."),
            field="meeting",
        )
    if found.classification > one.negotiation.classification:
        raise Refused(
            "meeting_above_class",
            _("This meeting is of a higher class than the negotiation. Leave it out."),
            field="meeting",
        )


@transaction.atomic
def add_seat(one: Round, *, by: User, **data: Any) -> Seat:
    """Enter who sat at a round. The name is the person's where none is given.

    Refused: the same name twice on a side, a person the writer may not see.
    """
    with _writing(one.negotiation, "agreements.seat_added", by):
        seat = Seat(round=one)
        assign(seat, data, SEAT_FIELDS)
        require(by, "partners.view_person", seat.person)
        seat.name = seat.name or (seat.person.name if seat.person else "")
        store(seat)
    return seat


@transaction.atomic
def remove_seat(seat: Seat, *, by: User, reason: str) -> None:
    """Take back somebody entered by mistake; the log keeps it. Refused without a reason."""
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the person is removed."), field="reason")
    with _writing(seat.round.negotiation, "agreements.seat_removed", by, reason):
        seat.delete()
