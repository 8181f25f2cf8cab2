"""Which units of the own body may be a party to a text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.models import SigningRule
from banggiao.core.text import fold_toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.partners.models import Organisation

DEEPEST = 20
"""So many levels the tree of the own body may have; more is a circle."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The rule that forbids a unit to sign, and the body above it that may."""

    rule: SigningRule
    above: Organisation | None


def forbidden_to_sign(
    organisation: Organisation, day: dt.date, rules: Sequence[SigningRule] | None = None
) -> Forbidden | None:
    """Say which rule forbids a unit of the own body to sign on the day; None where none does."""
    if not organisation.is_own:
        return None
    rules = list(SigningRule.objects.all()) if rules is None else rules
    rule = _rule_for(organisation, day, rules)
    if rule is None or rule.may_sign:
        return None
    above, steps = organisation.parent, 0
    while above is not None and steps < DEEPEST:
        over_it = _rule_for(above, day, rules) if above.is_own else None
        if above.is_own and (over_it is None or over_it.may_sign):
            return Forbidden(rule, above)
        above, steps = above.parent, steps + 1
    return Forbidden(rule, None)


def _rule_for(
    organisation: Organisation, day: dt.date, rules: Sequence[SigningRule]
) -> SigningRule | None:
    """Give the rule that decides for a body: the one with the longest words of its name."""
    name = f"{fold_toned(organisation.name_in('vi'))} "
    fitting = [
        rule
        for rule in rules
        if rule.kind == organisation.kind
        and rule.holds(day)
        and (not rule.words or name.startswith(f"{fold_toned(rule.words)} "))
    ]
    return max(fitting, key=lambda rule: len(rule.words), default=None)
