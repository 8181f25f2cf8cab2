"""Between what was read and decided, and the rows of an import in the database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from banggiao.exchange.deciding.deciding import Choice
from banggiao.exchange.models import Import, ImportRow
from banggiao.exchange.reading.files import SAMPLES
from banggiao.exchange.reading.result import Got, ReadRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.reading.result import Reading

LABELS = ("title", "name", "name_vi", "name_en", "name_ja")
MOST_SKIPPED = 2000
"""So many skipped rows are told one by one."""


def report_of(reading: Reading) -> dict[str, Any]:
    """Give what an import tells of its file beside the rows."""
    return {
        "tables": [asdict(table) for table in reading.tables],
        "columns": [asdict(c) | {"samples": list(c.samples[:SAMPLES])} for c in reading.columns],
        "skipped": [asdict(one) for one in reading.skipped[:MOST_SKIPPED]],
        "totals": [asdict(total) | {"agrees": total.agrees} for total in reading.totals],
        "remarks": [{"code": r.code, "message": str(r.message)} for r in reading.remarks],
    }


def row_of(of: Import, number: int, one: Decided) -> ImportRow:
    """Give the row as it is stored."""
    row = ImportRow(
        of=of,
        number=number,
        sheet=one.row.sheet[:100],
        row=one.row.row,
        kind=one.row.kind,
        section=one.row.section[:400],
        texts=one.row.texts,
        around=one.row.around,
        duplicate_of=one.row.duplicate_of,
    )
    fill(row, one)
    return row


def fill(row: ImportRow, one: Decided) -> None:
    """Set what was read and decided on a stored row."""
    label = next((one.row.get(name) for name in LABELS if one.row.get(name)), "")
    row.label = str(label)[:400]
    row.values = {name: _stored(got) for name, got in one.row.values.items()}
    row.decision, row.target, row.seen_version = one.decision, one.target, one.version
    row.problems, row.doubts = one.problems, one.doubts
    row.candidates, row.differences, row.rank = one.candidates, one.differences, one.rank


def _stored(got: Got) -> dict[str, Any]:
    value = got.value if _is_plain(got.value) else None
    return asdict(got) | {"value": value} if got.value is not value else asdict(got)


def _is_plain(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_is_plain(one) for one in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(one) for key, one in value.items())
    return value is None or isinstance(value, str | int | float | bool)


def read_row_of(row: ImportRow, *, with_cells: bool = True) -> ReadRow:
    """Give a stored row as it was read. One that a person corrected repeats no other any more.

    Its cells are needed to read it again, not to decide on it.
    """
    return ReadRow(
        sheet=row.sheet,
        row=row.row,
        kind=row.kind,
        section=row.section,
        values={name: Got(**got) for name, got in row.values.items()},
        texts=row.texts if with_cells else {},
        around=row.around if with_cells else {},
        duplicate_of=None if row.corrections else row.duplicate_of,
    )


def choices_of(rows: Sequence[ImportRow]) -> dict[int, Choice]:
    """Give what a person said of each row, by its place."""
    return {
        place: Choice(row.decision, row.target if row.decision == "update" else "")
        for place, row in enumerate(rows)
        if row.chosen
    }
