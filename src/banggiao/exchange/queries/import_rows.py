"""A row of an import, and the rows next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from banggiao.exchange.models import ImportRow

if TYPE_CHECKING:
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
