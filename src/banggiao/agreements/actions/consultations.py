"""Writes of consultations: sent, changed, closed; bodies asked and reminded.

Officers and heads who may see the text. Each is one event of the consultation.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import may_see, require
from banggiao.agreements.models import Consultation, Enclosure, Reminder, Slip
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store
from banggiao.duties.deadlines import due_day, in_each_language, rule_for
from banggiao.duties.enums import Matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.documents.models import Document
    from banggiao.partners.models import Organisation

FIELDS = (
    *("title", "letter_number", "letter_on", "enclosed", "procedure", "sent_on"),
    *("owner", "remark", "classification"),
)
CHANGE = "agreements.change_consultation"


@transaction.atomic
def send_consultation(
    instrument: Instrument,
    *,
    by: User,
    organisations: Sequence[Organisation],
    documents: Sequence[Document] = (),
    due_on: dt.date | None = None,
    **data: Any,
) -> Consultation:
    """Enter that bodies and units were asked for their opinion on a text. Officers and heads.

    The day to answer by follows from the rule of the procedure in force on the day of sending,
    unless ``due_on`` gives it. Refused: nobody asked (``nobody_asked``), a day in the future
    (``day_in_future``), no rule and no day (``no_rule``, ``due_missing``), a class above one's
    clearance, a body or paper the writer may not see.
    """
    require(by, "agreements.add_consultation", instrument)
    consultation = Consultation(instrument=instrument)
    _write(consultation, data, due_on, by)
    if not organisations:
        raise Refused(
            "nobody_asked", _("Name at least one body that is asked."), field="organisations"
        )
    with recorded("agreements.consultation_sent", consultation, by=by, about=instrument):
        save(consultation)
        _enclose(consultation, documents, by)
        for organisation in organisations:
            require(by, "partners.view_organisation", organisation)
            store(Slip(consultation=consultation, organisation=organisation))
    return consultation


@transaction.atomic
def change_consultation(
    consultation: Consultation,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    documents: Sequence[Document] | None = None,
    due_on: dt.date | None = None,
    **data: Any,
) -> Consultation:
    """Change what was sent, when, or by which procedure. Officers and heads who may see it.

    The day to answer by is counted anew where the day of sending or the procedure changes, unless
    ``due_on`` gives another one. ``documents`` replace the papers the writer may see. Refused: a
    stale ``version``, and what `send_consultation` refuses.
    """
    current = lock(consultation, version)
    require(by, CHANGE, current)
    with recorded(
        "agreements.consultation_changed", current, by=by, reason=reason, about=current.instrument
    ):
        _write(current, data, due_on, by)
        save(current)
        if documents is not None:
            _enclose(current, documents, by)
    return current


@transaction.atomic
def close_consultation(consultation: Consultation, *, by: User, on: dt.date) -> Consultation:
    """Close a consultation: who has not answered counts as its rule says. Officers and heads.

    Refused: one that is closed (``closed_already``), a day in the future (``day_in_future``) or
    before it was sent.
    """
    with _writing(consultation, "agreements.consultation_closed", by) as current:
        if not current.is_open:
            raise Refused("closed_already", _("This consultation is closed already."))
        check_not_future(on, "on")
        current.closed_on = on
    return current


@transaction.atomic
def reopen_consultation(consultation: Consultation, *, by: User, reason: str) -> Consultation:
    """Open a closed consultation again. Officers, heads. Refused: no reason, one that is open."""
    _check_reason(reason, _("Say why it is opened again."))
    with _writing(consultation, "agreements.consultation_reopened", by, reason=reason) as current:
        if current.is_open:
            raise Refused("open_already", _("This consultation is open."))
        current.closed_on = None
    return current


@transaction.atomic
def add_slip(
    consultation: Consultation,
    *,
    by: User,
    organisation: Organisation,
    sent_on: dt.date | None = None,
    due_on: dt.date | None = None,
) -> Slip:
    """Ask one more body; sent on another day, it is given its own day to answer by the same rule.

    Officers and heads. Refused: a body the writer may not see or that is asked already
    (``asked_twice``), a closed consultation (``closed_already``), a day in the future.
    """
    with _writing(consultation, "agreements.slip_added", by) as current:
        _check_open(current)
        require(by, "partners.view_organisation", organisation)
        slip = Slip(consultation=current, organisation=organisation)
        if sent_on and sent_on != current.sent_on:
            check_not_future(sent_on, "sent_on")
            slip.sent_on = sent_on
            slip.due_on = due_on or _counted(current, sent_on)
        elif due_on:
            slip.due_on = due_on
        store(slip)
    return slip


@transaction.atomic
def remove_slip(slip: Slip, *, by: User, reason: str) -> None:
    """Take back that a body was asked. Officers, heads. Refused: no reason, one that answered."""
    _check_reason(reason, _("Say why it is removed."))
    with _writing(slip.consultation, "agreements.slip_removed", by, reason=reason) as current:
        stored = current.slips.get(pk=slip.pk)
        if stored.is_answered:
            raise Refused("answered_already", _("It has answered. Take the answer back first."))
        stored.delete()


@transaction.atomic
def remind(slip: Slip, *, by: User, on: dt.date, how: str = "") -> Reminder:
    """Enter that a body was reminded. Officers and heads.

    Refused: one that answered (``answered_already``), a closed consultation, a day in the future.
    """
    with _writing(slip.consultation, "agreements.slip_reminded", by) as current:
        _check_open(current)
        stored = current.slips.get(pk=slip.pk)
        if stored.is_answered:
            raise Refused("answered_already", _("It has answered already."))
        check_not_future(on, "on")
        reminder = Reminder(slip=stored)
        assign(reminder, {"on": on, "how": how}, ("on", "how"))
        store(reminder)
    return reminder


@contextmanager
def _writing(
    consultation: Consultation, name: str, by: User, *, reason: str = ""
) -> Iterator[Consultation]:
    """Hold a consultation, check the right, and make one event of the block."""
    current = lock(consultation)
    require(by, CHANGE, current)
    with recorded(name, current, by=by, reason=reason, about=current.instrument):
        yield current
        save(current)


def _write(
    consultation: Consultation, data: dict[str, Any], due_on: dt.date | None, by: User
) -> None:
    before = (consultation.sent_on, consultation.procedure)
    assign(consultation, data, FIELDS)
    check_class(consultation.classification, by)
    check_not_future(consultation.sent_on, "sent_on")
    if due_on is not None:
        _give_day(consultation, due_on)
    elif consultation._state.adding or before != (consultation.sent_on, consultation.procedure):
        _count_day(consultation)


def _give_day(consultation: Consultation, due_on: dt.date) -> None:
    """Take the day somebody gave; where it is the counted one, it keeps its rule."""
    if due_on != consultation.due_on:
        consultation.due_on, consultation.due_words, consultation.rule = due_on, {}, None
    if consultation.rule is None and consultation.procedure != Matter.OTHER:
        consultation.rule = _rule_or_none(consultation)


def _rule_or_none(consultation: Consultation) -> Any:  # the rule, for what silence means
    try:
        return rule_for(consultation.procedure, consultation.sent_on)
    except Refused:
        return None


def _count_day(consultation: Consultation) -> None:
    if consultation.procedure == Matter.OTHER:
        raise Refused(
            "due_missing", _("Without a procedure, give the day to answer by."), field="due_on"
        )
    try:
        rule = rule_for(consultation.procedure, consultation.sent_on)
    except Refused as refused:
        raise Refused(refused.code, refused.message, field="procedure") from None
    due = due_day(rule, consultation.sent_on)
    consultation.rule, consultation.due_on = rule, due.day
    consultation.due_words = in_each_language(due)


def _counted(consultation: Consultation, sent_on: dt.date) -> dt.date:
    """Give the day for a body that was asked later: by the same rule, else as many days after."""
    if consultation.rule is not None and consultation.due_words:
        return due_day(consultation.rule, sent_on).day
    return sent_on + (consultation.due_on - consultation.sent_on)


def _enclose(consultation: Consultation, documents: Sequence[Document], by: User) -> None:
    """Make these the papers sent; what the writer may not see stays."""
    wanted = {document.pk: document for document in documents}
    standing = consultation.enclosures.select_related("document")
    present = {row.document_id: row for row in standing}
    for key, row in present.items():
        if key not in wanted and may_see.test(by, row.document):
            row.delete()
    for key, document in wanted.items():
        if key not in present:
            require(by, "documents.view_document", document)
            store(Enclosure(consultation=consultation, document=document))


def check_not_future(day: dt.date | None, field: str) -> None:
    """Refuse a day that has not come."""
    if day is not None and day > timezone.localdate():
        raise Refused("day_in_future", _("This day has not come yet."), field=field)


def _check_open(consultation: Consultation) -> None:
    if not consultation.is_open:
        raise Refused("closed_already", _("This consultation is closed. Open it again first."))


def _check_reason(reason: str, message: Any) -> None:
    if not reason.strip():
        raise Refused("reason_missing", message, field="reason")
