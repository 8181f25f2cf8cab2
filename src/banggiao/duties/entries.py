"""What the search box knows of duties: their own words, and of no body or record they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from banggiao.core.dates import format_partial
from banggiao.core.search import Entry, labels_of

if TYPE_CHECKING:
    from banggiao.duties.models import Duty


def of_duty(duty: Duty) -> Entry:
    """Find a duty by what is owed, its basis, evidence and remark."""
    return Entry(
        names=duty.all_names(),
        texts=[duty.basis, duty.evidence, duty.remark],
        labels=labels_of(duty),
        sub={language: _sub(duty, language) for language, _name in settings.LANGUAGES},
        url=duty.get_absolute_url(),
        on=duty.due,
    )


def _sub(duty: Duty, language: str) -> str:
    with override(language):
        due = format_partial(duty.due, language) if duty.due else ""
        return " · ".join(word for word in (str(duty.get_kind_display()), due) if word)
