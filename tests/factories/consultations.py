"""Consultations, made the way the office makes them: through the actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from banggiao.accounts.models import User
from banggiao.agreements.actions import consultations, opinions
from banggiao.agreements.enums import Answer
from banggiao.agreements.models import Consultation, Instrument, Opinion, Slip
from banggiao.duties.enums import Matter
from banggiao.partners.models import Organisation
from tests.factories.agreements import instrument
from tests.factories.duties import keeper
from tests.factories.partners import organisation


def ago(days: int) -> dt.date:
    """Give the day so many days ago."""
    return timezone.localdate() - dt.timedelta(days=days)


def consultation(
    *bodies: Organisation, on: Instrument | None = None, by: User | None = None, **data: Any
) -> Consultation:
    """Ask bodies for their opinion, one new one where none is given, a month ago."""
    facts: dict[str, Any] = {
        "title": "Góp ý dự thảo lần 1",
        "procedure": Matter.OPINION,
        "sent_on": ago(30),
        "classification": 1,
    }
    code = data.pop("code", "")
    made = consultations.send_consultation(
        on or instrument(),
        by=by or keeper(),
        organisations=bodies or [organisation()],
        **facts | data,
    )
    if code:
        Consultation.objects.filter(pk=made.pk).update(code=code)
        made.refresh_from_db()
    return made


def answered(
    slip: Slip, answer: str = Answer.WITH_COMMENTS, *, by: User | None = None, **data: Any
) -> Slip:
    """Enter an answer of ten days ago."""
    facts: dict[str, Any] = {"answered_on": ago(10), "letter": "12/ABC"}
    return opinions.record_answer(slip, by=by or keeper(), answer=answer, **facts | data)


def opinion(
    slip: Slip, says: str = "Đề nghị làm rõ", *, by: User | None = None, **data: Any
) -> Opinion:
    """Enter a point of an answer."""
    return opinions.add_opinion(slip, by=by or keeper(), says=says, **data)
