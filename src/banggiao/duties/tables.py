"""The columns of the list of duties, for the page and the exported file alike."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import words_for
from banggiao.core.tables import Column, day_column
from banggiao.duties import queries
from banggiao.duties.enums import DutyKind, PartyRole
from banggiao.duties.models import Duty

KIND = words_for(DutyKind)


def _mark(duty: Duty) -> tuple[str, str] | None:
    mark = queries.standing(duty)
    return (mark.tone, mark.words) if mark else None


def _progress(duty: Duty) -> str:
    return " ".join((queries.PROGRESS(duty.progress), queries.day_in_words(duty.kept_on))).strip()


DUTIES: tuple[Column[Duty], ...] = (
    Column(
        "name",
        _("What is owed"),
        str,
        sort=("sort_key",),
        url=lambda d: d.get_absolute_url(),
    ),
    Column("promisors", _("Owed by"), lambda d: queries.names(d, PartyRole.PROMISOR)),
    Column(
        "beneficiaries",
        _("Owed to"),
        lambda d: queries.names(d, PartyRole.BENEFICIARY),
        hide_on_phone=True,
    ),
    day_column("due", _("Due"), lambda d: d.due, sort=("undated", "due_latest"), pill=_mark),
    Column("progress", _("Progress"), _progress, sort=("progress", "due_latest")),
    Column("owner", _("Who sees to it"), lambda d: str(d.owner or d.unit or "")),
    Column(
        "kind",
        _("Kind"),
        lambda d: KIND(d.kind),
        sort=("kind", "sort_key"),
        hide_on_phone=True,
    ),
)
