"""Writes of the table of titles: which title stands on which level of office."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, free_code, save
from banggiao.partners import panels
from banggiao.partners.models import OfficeTitle
from banggiao.partners.titles import title_key

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = (
    "title",
    "country",
    "level",
    "basis",
    "valid_from",
    "valid_until",
    "confirmed_by",
    "remark",
)


@transaction.atomic
def add_title(*, by: User, **data: Any) -> OfficeTitle:
    """Enter on which level a title stands. Heads and administrators.

    Refused: the same title in the same country for a time that overlaps (``title_twice``); no
    words, no basis, an unknown level, dates reversed. Levels that were taken from the table are
    taken anew.
    """
    require(by, "partners.keep_titles")
    title = OfficeTitle()
    with recorded("partners.title_added", title, by=by):
        _write(title, data)
    return title


@transaction.atomic
def change_title(title: OfficeTitle, /, *, by: User, reason: str = "", **data: Any) -> OfficeTitle:
    """Change a title, its level, since when it holds, or who confirmed it.

    Heads and administrators. Refused as by `add_title`. A title that no longer holds gets the day
    it held until: what was counted by it before that day stays.
    """
    require(by, "partners.keep_titles")
    current = OfficeTitle.objects.select_for_update(of=("self",)).get(pk=title.pk)
    with recorded("partners.title_changed", current, by=by, reason=reason):
        _write(current, data)
    return current


def _write(title: OfficeTitle, data: dict[str, Any]) -> None:
    assign(title, data, FIELDS)
    title.title_key = title_key(title.title)
    title.code = title.code or free_code(OfficeTitle, title.title)
    _check_once(title)
    save(title)
    for take_anew in panels.LEVELS:
        take_anew()


def _check_once(title: OfficeTitle) -> None:
    """Refuse that a title stands on two levels on the same day."""
    same = OfficeTitle.objects.filter(title_key=title.title_key, country=title.country)
    first, last = title.valid_from or dt.date.min, title.valid_until or dt.date.max
    for other in same.exclude(pk=title.pk):
        if first <= (other.valid_until or dt.date.max) and last >= (
            other.valid_from or dt.date.min
        ):
            raise Refused(
                "title_twice",
                _("“%(title)s” is in the table already for that time. Change that row.")
                % {"title": other.title},
                field="title",
            )
