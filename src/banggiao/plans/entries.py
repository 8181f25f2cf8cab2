"""What the search box knows of plan lines: their own words, and of no partner they name.

A line has at least its plan's class (`plans.actions.checks.check_line`), so that its entry, which
knows only the line's own class, never tells of a hidden plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from banggiao.core.search import Entry, labels_of

if TYPE_CHECKING:
    from banggiao.plans.models import PlanLine


def of_line(line: PlanLine) -> Entry:
    """Find a line by its names, purpose, basis and place."""
    return Entry(
        names=line.all_names(),
        texts=[line.purpose, line.basis, line.place],
        labels=labels_of(line),
        sub={language: _sub(line, language) for language, _name in settings.LANGUAGES},
        url=line.get_absolute_url(),
        on=line.now_start or line.now_end or None,
    )


def _sub(line: PlanLine, language: str) -> str:
    with override(language):
        return f"{line.plan} · {line.get_kind_display()}"
