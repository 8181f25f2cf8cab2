"""Writes of the rules of the path: its steps, and which units may sign.

Heads and administrators. Every change is one event with its reason; texts keep what was done.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.place import keep_all_places
from banggiao.agreements.models import PathStep, SigningRule
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.models import LANGUAGE_ORDER
from banggiao.core.text import fold_toned
from banggiao.core.writing import assign, free_code, save

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.accounts.models import User

OF_RULES = ("basis", "valid_from", "valid_until", "confirmed_by", "remark")
STEP_FIELDS = (
    *(f"name_{language}" for language in LANGUAGE_ORDER),
    *("place", "kinds", "names", "needs", "deadline", "needs_paper", "may_be_skipped", "repeats"),
    *OF_RULES,
)
SIGNING_FIELDS = ("kind", "words", "may_sign", *OF_RULES)
LISTS = ("kinds", "names", "needs")


@transaction.atomic
def add_path_step(*, by: User, **data: Any) -> PathStep:
    """Enter one more step of the path. Heads and administrators.

    ``kinds``, ``names`` and ``needs`` are lists; empty means all, or none needed. Refused: no name,
    no basis (``basis_missing``), dates reversed, a step it needs that is not there or does not
    stand before it (``needs_later_step``).
    """
    require(by, "agreements.keep_rules")
    step = PathStep()
    with recorded("agreements.path_step_added", step, by=by):
        _write_step(step, data)
    return step


@transaction.atomic
def change_path_step(step: PathStep, /, *, by: User, reason: str, **data: Any) -> PathStep:
    """Change a step, for whom it is, what it needs, its basis, or who confirmed it.

    Heads and administrators. Refused: no reason (``reason_missing``), and what `add_path_step`
    refuses. A step that is no longer wanted gets the day it held until.
    """
    require(by, "agreements.keep_rules")
    _need_reason(reason)
    current = PathStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    with recorded("agreements.path_step_changed", current, by=by, reason=reason):
        _write_step(current, data)
    return current


@transaction.atomic
def add_signing_rule(*, by: User, **data: Any) -> SigningRule:
    """Enter whether units of a kind may sign. Heads and administrators.

    Refused: no basis (``basis_missing``), a rule for the same units and the same time
    (``rule_twice``), dates reversed.
    """
    require(by, "agreements.keep_rules")
    rule = SigningRule()
    with recorded("agreements.signing_rule_added", rule, by=by):
        _write_rule(rule, data)
    return rule


@transaction.atomic
def change_signing_rule(rule: SigningRule, /, *, by: User, reason: str, **data: Any) -> SigningRule:
    """Change whether units may sign, the basis, or who confirmed it. Heads and administrators.

    Refused: no reason (``reason_missing``), and what `add_signing_rule` refuses. Parties of texts
    that are entered stay.
    """
    require(by, "agreements.keep_rules")
    _need_reason(reason)
    current = SigningRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    with recorded("agreements.signing_rule_changed", current, by=by, reason=reason):
        _write_rule(current, data)
    return current


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the rule changes."), field="reason")


def _write_step(step: PathStep, data: dict[str, Any]) -> None:
    lists = {name: " ".join(data[name]) for name in LISTS if name in data}
    assign(step, data | lists, STEP_FIELDS)
    step.code = step.code or free_code(PathStep, step.name_in("en"))
    _need_basis(step.basis)
    others = {one.code: one for one in PathStep.objects.exclude(pk=step.pk)}
    for code in step.needed:
        if code not in others or others[code].place >= step.place:
            raise _needs_later(step, others.get(code, step))
    for other in others.values():
        if step.code in other.needed and other.place <= step.place:
            raise _needs_later(other, step)
    save(step)
    keep_all_places()


def _needs_later(step: PathStep, needed: PathStep) -> Refused:
    return Refused(
        "needs_later_step",
        _("“%(step)s” needs “%(needed)s”, so it must stand behind it. Change the order first.")
        % {"step": step, "needed": needed},
        field="place",
    )


def _write_rule(rule: SigningRule, data: dict[str, Any]) -> None:
    assign(rule, data, SIGNING_FIELDS)
    rule.code = rule.code or free_code(SigningRule, f"{rule.kind} {rule.words}")
    _need_basis(rule.basis)
    _check_once(rule, SigningRule.objects.filter(kind=rule.kind).exclude(pk=rule.pk))
    save(rule)


def _need_basis(basis: str) -> None:
    if not basis.strip():
        raise Refused("basis_missing", _("Say on what the rule rests."), field="basis")


def _check_once(rule: SigningRule, others: Iterable[SigningRule]) -> None:
    """Refuse two rules for the same units on the same day."""
    first, last = rule.valid_from or dt.date.min, rule.valid_until or dt.date.max
    for other in others:
        began, ended = other.valid_from or dt.date.min, other.valid_until or dt.date.max
        same = fold_toned(other.words) == fold_toned(rule.words)
        if same and first <= ended and began <= last:
            raise Refused(
                "rule_twice",
                _("There is a rule for these units and this time already. Change that one."),
                field="words",
            )
