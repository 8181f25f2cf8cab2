"""What `banggiao import` does, without a worker and without pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files import File

from banggiao.accounts.bulk import uncollected
from banggiao.core.errors import Refused
from banggiao.exchange.actions.confirmed import write_import
from banggiao.exchange.actions.imports import drop_import, hand_in, mark_confirmed
from banggiao.exchange.actions.reading import (
    decide_all,
    layouts,
    no_table,
    read_import,
    year_of_plan,
)
from banggiao.exchange.deciding.about import about_import
from banggiao.exchange.enums import Decision, ImportState
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.matching.remembered import with_answers
from banggiao.exchange.models import Import
from banggiao.exchange.reading.files import read_book
from banggiao.exchange.reading.report import as_data

if TYPE_CHECKING:
    from pathlib import Path

    from banggiao.accounts.models import User
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.reading.result import Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked the command for. ``year`` names the plan that lines go to."""

    file: Path
    kind: str
    classification: int
    year: int | None = None


def read_only(asked: Asked, by: User) -> tuple[Reading, list[Decided]]:
    """Read a file and decide on its rows. Nothing is written, not even that it was read."""
    with uncollected():
        return _read_only(asked, by)


def _read_only(asked: Asked, by: User) -> tuple[Reading, list[Decided]]:
    from banggiao.exchange.books.opening import open_book  # noqa: PLC0415  # slow import

    with asked.file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        book = open_book(content, asked.file.name)
    register = with_answers(register_for(by), by)
    reading = read_book(book, asked.kind, register, layouts())
    if not reading.rows:
        raise Refused("no_table", no_table(reading))
    about = about_import(
        register,
        by,
        filename=asked.file.name,
        classification=asked.classification,
        year=asked.year or year_of_plan(reading),
        sha256=sha256,
    )
    return reading, decide_all(reading.rows, about, by)


def as_json(reading: Reading, decided: list[Decided]) -> dict[str, Any]:
    """Give the reading as data, with what becomes of each row and what the rooms refuse.

    ``decisions`` are in the order of the rows; ``refusals`` are sentences of the register's own
    rules, which are no errors of the file.
    """
    data = as_data(reading)
    data["decisions"] = [
        {
            "sheet": one.row.sheet,
            "row": one.row.row,
            "decision": str(one.decision),
            "of": one.target,
        }
        for one in decided
    ]
    data["refusals"] = [
        {"sheet": one.row.sheet, "row": one.row.row, "field": p["field"], "message": p["value"]}
        for one in decided
        for p in one.problems
        if p["code"] == "refused"
    ]
    return data


def bring_in(asked: Asked, by: User, *, leave_out_refused: bool) -> Import:
    """Read a file and write it into the register. All or nothing.

    Refused, and nothing is written: a row that cannot be taken in, unless ``leave_out_refused``.
    """
    one = read_in(asked, by)
    refused = one.counts[Decision.REFUSED]
    if refused and not leave_out_refused:
        drop_import(one, by=by)
        raise Refused(
            "rows_refused",
            f"{refused} rows cannot be taken in, so nothing was written. See --dry-run --json; "
            "correct them, or say --leave-out-refused.",
        )
    return write_in(one, by)


def read_in(asked: Asked, by: User) -> Import:
    """Hand a file in and read it at once. Refused: what cannot be read."""
    with asked.file.open("rb") as content:
        one = hand_in(
            File(content, name=asked.file.name),
            by=by,
            kind=asked.kind,
            classification=asked.classification,
            year=asked.year,
        )
    read_import(one.code)
    one.refresh_from_db()
    if one.state != ImportState.READY:
        raise Refused("import_failed", one.message)
    return one


def write_in(one: Import, by: User) -> Import:
    """Write the rows of a file that was read, at once. Refused: what the register refuses."""
    mark_confirmed(one, by=by)
    write_import(one.code)
    one.refresh_from_db()
    if one.state != ImportState.DONE:
        raise Refused("import_failed", one.message)
    return one
