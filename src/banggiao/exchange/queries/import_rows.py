"""What stands next to a row of an import, and the names by code that a page of rows needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import get_language

from banggiao.exchange.models import ImportRow
from banggiao.exchange.showing import Body, Names, codes_in
from banggiao.partners.models import Country, Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Import


def row_of(one: Import, number: int) -> ImportRow | None:
    """Give a row by its number in the import, or None."""
    return one.rows.filter(number=number).first()


def neighbours(row: ImportRow) -> tuple[int | None, int | None]:
    """Give the numbers of the rows before and after this one, in the order of the grid."""
    rows = ImportRow.objects.filter(of_id=row.of_id)
    before = rows.filter(Q(rank__lt=row.rank) | Q(rank=row.rank, number__lt=row.number))
    after = rows.filter(Q(rank__gt=row.rank) | Q(rank=row.rank, number__gt=row.number))
    return (
        before.order_by("-rank", "-number").values_list("number", flat=True).first(),
        after.order_by("rank", "number").values_list("number", flat=True).first(),
    )


def names_of(rows: Iterable[ImportRow], user: User) -> Names:
    """Give the names of the countries and bodies that rows name, as far as the user may see them.

    Two questions, however many rows there are.
    """
    listed = list(rows)
    countries, bodies = codes_in(row.values for row in listed)
    for change in (change for row in listed for change in row.differences):
        if change["field"] in {"host", "parties", "partners", "country"}:
            codes = {*change["before"].split("; "), *change["after"].split("; ")} - {""}
            (countries if change["field"] == "country" else bodies).update(codes)
    language = get_language() or "vi"
    found: Any = Country.objects.filter(code__in=sorted(countries)) if countries else ()
    seen: Any = ()
    if bodies:
        seen = Organisation.objects.visible_to(user).filter(code__in=sorted(bodies))
    return Names(
        countries={one.code: one.name_in(language) for one in found},
        bodies={one.code: Body(one.label, one.get_absolute_url()) for one in seen},
    )
