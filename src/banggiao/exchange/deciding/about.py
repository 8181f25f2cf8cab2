"""Asks once what every row of an import shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from banggiao.accounts.models import Unit
from banggiao.core.text import fold
from banggiao.exchange.deciding.proposals import About
from banggiao.partners.models import Alias, Organisation
from banggiao.plans.models import Plan
from banggiao.plans.models.plans import FROZEN

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.exchange.reading.register import Register


def about_import(
    register: Register, user: User, *, filename: str, classification: int, year: int | None
) -> About:
    """Give it: the own body, its units, years with an approved plan, the plan lines go to."""
    own = Organisation.objects.filter(is_own=True, parent__isnull=True).order_by("pk").first()
    years = Plan.objects.in_register().filter(status__in=FROZEN).values_list("year", flat=True)
    plans = Plan.objects.visible_to(user).in_register().filter(year=year) if year else None
    plan = plans.first() if plans is not None else None
    return About(
        register=register,
        own=own.code if own else "",
        units=_units(user),
        planned_years=frozenset(years),
        filename=filename,
        classification=classification,
        today=timezone.localdate(),
        year=year,
        plan=plan.code if plan else "",
    )


def _units(user: User) -> dict[str, str]:
    """Give the codes of units by everything they are called, folded."""
    units = list(Unit.objects.visible_to(user))
    names: dict[str, str] = {}
    for unit in units:
        for name in (*unit.all_names(), unit.abbreviation):
            bare = name.split("(")[0].strip()
            names |= {fold(one): unit.code for one in (name, bare) if one}
    codes = [unit.code for unit in units]
    aliases = Alias.objects.filter(organisation__code__in=codes)
    for name, code in aliases.values_list("name", "organisation__code"):
        names.setdefault(fold(name), code)
    return names
