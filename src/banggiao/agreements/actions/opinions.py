"""Writes of answers to a consultation, point by point, and of what became of each.

A contributor may enter the answer of the own unit; officers and heads enter any, and they alone say
what became of a point. Each is one event of the consultation.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.consultations import CHANGE, check_not_future
from banggiao.agreements.enums import Response
from banggiao.agreements.models import Opinion, Slip
from banggiao.agreements.queries.versions import clause_at
from banggiao.agreements.texts.places import eid_of
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User

ANSWER = "agreements.answer_slip"
FIELDS = ("answered_on", "answer", "letter", "paper", "remark")
POINT = ("place", "says")


@transaction.atomic
def record_answer(slip: Slip, *, by: User, answered_on: dt.date, answer: str, **data: Any) -> Slip:
    """Enter or correct what a body answered, by which letter.

    Officers, heads, contributors of that unit. Refused: a day in the future (``day_in_future``) or
    before it was asked (``answered_too_early``), a paper the writer may not see.
    """
    with _writing(slip, ANSWER, "agreements.slip_answered", by) as current:
        before = current.paper_id
        assign(current, {"answered_on": answered_on, "answer": answer, **data}, FIELDS)
        check_not_future(answered_on, "answered_on")
        if answered_on < current.sent:
            raise Refused(
                "answered_too_early",
                _("It was asked after that day. Check both days."),
                field="answered_on",
            )
        if current.paper_id != before:
            require(by, "documents.view_document", current.paper)
        store(current)
    return current


@transaction.atomic
def take_back_answer(slip: Slip, *, by: User, reason: str) -> Slip:
    """Take back an answer entered by mistake. Officers and heads.

    Refused: no reason, no answer (``not_answered``), one with points (``has_points``).
    """
    _check_reason(reason)
    with _writing(slip, CHANGE, "agreements.answer_taken_back", by, reason=reason) as current:
        if not current.is_answered:
            raise Refused("not_answered", _("It has not answered."))
        if current.opinions.exists():
            raise Refused("has_points", _("Remove the points of this answer first."))
        current.answered_on, current.answer = None, ""
        current.letter, current.paper, current.remark = "", None, ""
        store(current)
    return current


@transaction.atomic
def add_opinion(slip: Slip, *, by: User, **data: Any) -> Opinion:
    """Enter a point of an answer. Officers, heads, contributors of that unit.

    A place that names one clause of the newest version binds the point to it. Refused: a body that
    has not answered (``not_answered``), no words.
    """
    with _writing(slip, ANSWER, "agreements.opinion_added", by) as current:
        if not current.is_answered:
            raise Refused("not_answered", _("Enter the answer first, then its points."))
        number = current.opinions.aggregate(last=Max("number"))["last"] or 0
        opinion = Opinion(slip=current, number=number + 1)
        _write_point(opinion, data, by)
    return opinion


@transaction.atomic
def change_opinion(opinion: Opinion, *, by: User, reason: str = "", **data: Any) -> Opinion:
    """Correct the words or the place of a point. Officers, heads, contributors of that unit.

    Refused for a contributor: a point that is decided (``decided_already``).
    """
    with _writing(opinion.slip, ANSWER, "agreements.opinion_changed", by, reason=reason) as slip:
        current = slip.opinions.get(pk=opinion.pk)
        if current.response != Response.OPEN:
            _require_undecided(slip, by)
        _write_point(current, data, by)
    return current


def _write_point(opinion: Opinion, data: dict[str, Any], by: User) -> None:
    """Set and store what a point says, with the clause that its place names."""
    assign(opinion, data, POINT)
    eid = eid_of(opinion.place)
    text = opinion.slip.consultation.instrument
    opinion.wid = clause_at(text, eid, by) if eid else ""
    store(opinion)


def _require_undecided(slip: Slip, by: User) -> None:
    """Refuse that a unit rewords a decided point: the explanation answers the words."""
    if not by.has_perm(CHANGE, slip.consultation):
        raise Refused(
            "decided_already",
            _("This point is decided already. Ask the department in charge to correct it."),
        )


@transaction.atomic
def respond(opinion: Opinion, *, by: User, response: str, reason: str = "") -> Opinion:
    """Say whether a point is taken up, in part or not, and why. Officers and heads.

    Refused: not taken up, or in part, without an explanation (``reason_missing``).
    """
    with _writing(opinion.slip, CHANGE, "agreements.opinion_decided", by) as slip:
        current = slip.opinions.get(pk=opinion.pk)
        assign(current, {"response": response, "reason": reason}, ("response", "reason"))
        current.by = by if response != Response.OPEN else None
        if response in {Response.PARTLY, Response.NOT_TAKEN} and not reason.strip():
            raise Refused(
                "reason_missing",
                _("Say why it is not taken up, or only in part."),
                field="reason",
            )
        store(current)
    return current


@transaction.atomic
def remove_opinion(opinion: Opinion, *, by: User, reason: str) -> None:
    """Remove a point entered by mistake. Officers and heads. Refused: no reason."""
    _check_reason(reason)
    with _writing(opinion.slip, CHANGE, "agreements.opinion_removed", by, reason=reason) as slip:
        slip.opinions.filter(pk=opinion.pk).delete()


@contextmanager
def _writing(slip: Slip, right: str, name: str, by: User, *, reason: str = "") -> Iterator[Slip]:
    """Hold the consultation of a slip, check the right, and make one event of the block."""
    consultation = lock(slip.consultation)
    current: Slip = consultation.slips.select_related("organisation").get(pk=slip.pk)
    current.consultation = consultation
    require(by, right, consultation if right == CHANGE else current)
    require(by, "partners.view_organisation", current.organisation)
    with recorded(name, consultation, by=by, reason=reason, about=consultation.instrument):
        yield current
        save(consultation)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason_missing", _("Say why."), field="reason")
