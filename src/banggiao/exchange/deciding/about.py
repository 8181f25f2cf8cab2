"""Asks once what every row of an import shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from banggiao.accounts.models import Unit
from banggiao.core.text import fold
from banggiao.exchange.deciding.proposals import About
from banggiao.exchange.enums import ImportState
from banggiao.exchange.models import Import, ImportRow
from banggiao.partners.models import Alias, Organisation
from banggiao.plans.models import Plan
from banggiao.plans.models.plans import FROZEN

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.exchange.reading.register import Register


def about_stored(one: Import, register: Register, user: User) -> About:
    """Give it for a file that was handed in."""
    return about_import(
        register,
        user,
        filename=one.filename,
        classification=one.classification,
        year=one.year,
        sha256=one.sha256,
    )


def about_import(
    register: Register,
    user: User,
    *,
    filename: str,
    classification: int,
    year: int | None,
    sha256: str = "",
) -> About:
    """Give it: the own body, its units, years with an approved plan, the plan lines go to.

    ``sha256`` is the sum of the file: the rows of one that is in the register are known by it.
    """
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
        earlier=_earlier(sha256, user) if sha256 else {},
    )


def _earlier(sha256: str, user: User) -> dict[tuple[str, str, int], str]:
    """Give what rows of the very same file became, by kind, sheet and row."""
    files = Import.objects.visible_to(user).filter(sha256=sha256, state=ImportState.DONE)
    rows = ImportRow.objects.filter(of__in=files.values("pk")).exclude(target="").order_by("pk")
    return {
        (kind, sheet, row): code
        for kind, sheet, row, code in rows.values_list("kind", "sheet", "row", "target")
    }


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
