"""Loads the numbers that old papers state, each with its source.

Facts are public. A number stands beside what the register counts and is never counted itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.actions import system_user
from banggiao.core.enums import Classification
from banggiao.demo.reading import several, table
from banggiao.documents.actions.bulk import CitationRow, import_citations
from banggiao.partners.models import Organisation
from banggiao.reports.actions.bulk import StatedRow, import_stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.bulk import Imported


NOTES = {
    "conflicts with the next row": "another paper says 65 groups",
    "conflicts with the row above": "another paper says 65 people",
}
"""Notes that point to a row of the table, said so that they hold on a page of their own."""


def load_stated() -> Imported:
    """Enter the stated figures with their sources; a scope is a body where the register has it."""
    rows = table("aggregate_figures")
    scopes = {row["scope"] for row in rows}
    bodies = set(Organisation.objects.filter(code__in=scopes).values_list("code", flat=True))
    coded = list(_with_codes(rows))
    loaded = import_stated([_row(code, row, bodies) for code, row in coded], by=system_user())
    sources = [
        CitationRow(about_type="reports.statedfigure", about_code=code, document=document)
        for code, row in coded
        for document in several(row["source"])
    ]
    import_citations(sources, by=system_user())
    return loaded


def _with_codes(rows: list[dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each row a code of its figure and time; two papers that disagree are both kept."""
    taken: set[str] = set()
    for row in rows:
        parts = (row["figure_code"], row["year"], row["scope"])
        stem = "-".join(parts).lower().replace("_", "-").replace("/", "-")[:76]
        code, number = stem, 1
        while code in taken:
            number += 1
            code = f"{stem}-{number}"
        taken.add(code)
        yield code, row


def _row(code: str, row: dict[str, str], bodies: set[str]) -> StatedRow:
    return StatedRow(
        code=code,
        figure=row["figure_code"],
        period=row["year"],
        scope=row["scope"],
        organisation=row["scope"] if row["scope"] in bodies else "",
        value=int(row["value"]),
        unit=row["unit"],
        basis=row["basis"],
        note=NOTES.get(row["note"], row["note"]),
        classification=int(Classification.PUBLIC),
    )
