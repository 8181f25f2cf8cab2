"""Writes of the rules of deadlines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.models import LANGUAGE_ORDER
from banggiao.core.writing import assign, free_code, save
from banggiao.duties.enums import Matter
from banggiao.duties.models import DeadlineRule

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FIELDS = (
    *(f"name_{language}" for language in LANGUAGE_ORDER),
    *("matter", "days", "unit", "counts_from", "silence", "basis"),
    *("valid_from", "valid_until", "confirmed_by", "confirmed_on"),
)


@transaction.atomic
def add_deadline(*, by: User, **data: Any) -> DeadlineRule:
    """Enter a rule of a deadline. Heads and administrators.

    Refused: a second rule of the same matter for a time that overlaps (``rule_twice``); no name, no
    basis, dates reversed, who confirmed it without the day or the other way round.
    """
    require(by, "duties.keep_deadlines")
    rule = DeadlineRule()
    with recorded("duties.deadline_added", rule, by=by):
        _write(rule, data)
    return rule


@transaction.atomic
def change_deadline(
    rule: DeadlineRule, /, *, by: User, reason: str = "", **data: Any
) -> DeadlineRule:
    """Change a rule, its validity, or who confirmed it. Heads and administrators.

    Refused as by `add_deadline`. Days that were counted by it stay as they stand beside what they
    are for. A rule that the law changed gets the day it held until, and a new one is entered.
    """
    require(by, "duties.keep_deadlines")
    current = DeadlineRule.objects.select_for_update().get(pk=rule.pk)
    with recorded("duties.deadline_changed", current, by=by, reason=reason):
        _write(current, data)
    return current


def _write(rule: DeadlineRule, data: dict[str, Any]) -> None:
    assign(rule, data, FIELDS)
    rule.code = rule.code or free_code(DeadlineRule, rule.name_in("vi"))
    _check_once(rule)
    save(rule)


def _check_once(rule: DeadlineRule) -> None:
    """Refuse that two rules of one matter are in force on the same day."""
    if rule.matter == Matter.OTHER:
        return
    first, last = rule.valid_from or dt.date.min, rule.valid_until or dt.date.max
    for other in DeadlineRule.objects.filter(matter=rule.matter).exclude(pk=rule.pk):
        if first <= (other.valid_until or dt.date.max) and last >= (
            other.valid_from or dt.date.min
        ):
            raise Refused(
                "rule_twice",
                _("“%(name)s” is in force at that time already. Give it the day it held until.")
                % {"name": other},
                field="valid_from",
            )
