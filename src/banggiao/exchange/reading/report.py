"""A reading as JSON: the form `banggiao-sheet-expected/1`, which other programs may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.exchange.enums import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.reading.result import Reading, ReadRow

FORMAT = "banggiao-sheet-expected/1"

FIELDS: dict[str, tuple[str, ...]] = {
    Kind.ACTIVITIES: (
        *("kind", "no", "title", "countries", "partner", "partner_id"),
        *("start", "end", "people", "headcount", "note"),
    ),
    Kind.PLAN: (
        *("kind", "no", "title", "rank", "countries", "partner", "partner_id", "content"),
        *("period", "days", "headcount", "headcount_max", "budget_state", "units"),
    ),
    Kind.INSTRUMENTS: (
        *("code", "title", "kind", "partner", "partner_id", "countries", "signed", "place"),
        *("signatories", "term_years", "status", "relation", "related_no"),
    ),
    Kind.ORGANISATIONS: (
        *("no", "name_vi", "name_en", "name_ja", "name_native", "abbreviation", "kind"),
        *("countries", "parent", "website", "aliases", "founded", "note"),
    ),
    Kind.PEOPLE: (
        *("no", "name", "salutation", "title", "organisation", "organisation_id"),
        *("countries", "name_native", "start", "end", "note"),
    ),
}
"""What stands in the JSON of a row, by kind."""


def as_data(reading: Reading) -> dict[str, Any]:
    """Give the reading as JSON data: rows, errors, warnings, skipped, and what else was seen.

    Rows, errors, warnings and skipped have sheet and row as in the file, rows counted from 1.
    ``columns`` say which column was taken for which field, ``totals`` which sums stand in the file
    and what its rows sum up to, ``remarks`` what is odd about the file.
    """
    data: dict[str, Any] = {
        "format": FORMAT,
        "file": reading.name,
        "kind": reading.kind,
        "rows": [_row(row) for row in reading.rows],
        "errors": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "field": p.field,
                "code": p.code,
                "value": p.value,
            }
            for p in reading.problems
        ],
        "warnings": [
            {
                "sheet": r.sheet,
                "row": r.row,
                "code": "duplicate_row",
                "duplicate_of": r.duplicate_of,
            }
            for r in reading.repeated
        ],
        "skipped": [
            {"sheet": s.sheet, "row": s.row, "reason": s.reason} for s in _in_order(reading)
        ],
    }
    data["counts"] = {name: len(data[name]) for name in ("rows", "errors", "warnings", "skipped")}
    data["columns"] = [
        {"sheet": c.sheet, "column": c.column, "heading": c.heading, "field": c.field}
        for c in reading.columns
    ]
    data["totals"] = [
        {
            "sheet": t.sheet,
            "row": t.row,
            "column": t.column,
            "field": t.field,
            "stated": t.stated,
            "counted": t.counted,
        }
        for t in reading.totals
    ]
    data["remarks"] = [{"code": r.code, "message": str(r.message)} for r in reading.remarks]
    return data


def _in_order(reading: Reading) -> Sequence[Any]:
    sheets = {s.sheet: number for number, s in reversed(list(enumerate(reading.skipped)))}
    return sorted(reading.skipped, key=lambda s: (sheets[s.sheet], s.row))


def _row(row: ReadRow) -> dict[str, Any]:
    values = {name: row.values[name].value for name in FIELDS[row.kind]}
    if row.kind == Kind.ACTIVITIES:
        values["people"] = values["people"] or []
    return {"sheet": row.sheet, "row": row.row, "section": row.section} | values
