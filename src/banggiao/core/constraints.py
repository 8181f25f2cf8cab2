"""Constraints that many tables have, each made the same way under a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence


def known_choice(
    table: str, field: str, values: Sequence[str], *, empty: bool = False
) -> CheckConstraint:
    """Give the constraint that a field holds one of its choices, or nothing where it may.

    Its code is ``<field>_unknown``.
    """
    return CheckConstraint(
        condition=Q(**{f"{field}__in": [*values, ""] if empty else values}),
        name=f"{table}_{field}_known",
        violation_error_message=_("Choose one from the list."),
        violation_error_code=f"{field}_unknown",
    )


def in_order(table: str, first: str = "start", last: str = "end") -> CheckConstraint:
    """Give the constraint that what ends does not surely end before it begins: partial dates."""
    return CheckConstraint(
        condition=Q(**{f"{first}_earliest__isnull": True})
        | Q(**{f"{last}_latest__isnull": True})
        | Q(**{f"{first}_earliest__lte": F(f"{last}_latest")}),
        name=f"{table}_dates_in_order",
        violation_error_message=_("It cannot end before it begins."),
        violation_error_code="dates_reversed",
    )
