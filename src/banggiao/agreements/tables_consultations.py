"""The columns of the list of consultations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banggiao.agreements.models import Consultation
from banggiao.agreements.queries import consultations as queries
from banggiao.core.tables import Column, mark_column


def consultations() -> tuple[Column[Consultation], ...]:
    """Give the columns of the list."""
    return (
        Column(
            "title",
            _("What is asked"),
            str,
            sort=("title",),
            url=lambda c: c.get_absolute_url(),
            sub=lambda c: str(c.instrument),
            also=(Column("instrument", _("Agreement"), lambda c: str(c.instrument)),),
        ),
        Column(
            "sent",
            _("Sent on"),
            lambda c: queries.day_in_words(c.sent_on),
            sort=("sent_on",),
            value=lambda c: c.sent_on,
        ),
        Column(
            "due",
            _("Answer by"),
            lambda c: queries.day_in_words(c.due_on),
            sort=("due_on",),
            pill=_mark,
            value=lambda c: c.due_on,
            also=(mark_column("due_mark", _mark),),
        ),
        Column("answers", _("Answers"), queries.progress_of, sort=("answered",)),
        Column("owner", _("Who sees to it"), lambda c: str(c.owner or ""), hide_on_phone=True),
    )


def _mark(consultation: Consultation) -> tuple[str, str] | None:
    mark = queries.mark_of(consultation)
    return (mark.tone, mark.words) if mark else None
