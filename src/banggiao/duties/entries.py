"""What the search box knows of duties: their own words, and of no body or record they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from banggiao.core.dates import format_partial
from banggiao.core.search import Entry, labels_of
from banggiao.duties.enums import DutyKind

if TYPE_CHECKING:
    from banggiao.duties.models import Duty


def of_duty(duty: Duty) -> Entry:
    """Find a duty by what is owed, its basis, evidence, remark, and the letters of an opinion."""
    return Entry(
        names=duty.all_names(),
        texts=[duty.basis, duty.evidence, duty.remark, *_letters(duty)],
        labels=labels_of(duty),
        sub={language: _sub(duty, language) for language, _name in settings.LANGUAGES},
        url=duty.get_absolute_url(),
        on=duty.due,
    )


def _letters(duty: Duty) -> list[str]:
    """Give the words of an opinion asked of us; other duties are asked for none."""
    if duty.kind != DutyKind.OPINION:
        return []
    return [
        words
        for asked in duty.requests.all()
        for words in (asked.letter, asked.answer_letter, asked.points)
    ]


def _sub(duty: Duty, language: str) -> str:
    with override(language):
        due = format_partial(duty.due, language) if duty.due else ""
        return " · ".join(word for word in (str(duty.get_kind_display()), due) if word)
