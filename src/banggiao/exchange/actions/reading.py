"""What the worker does with a file that was handed in: reads it, decides, stores the rows."""

from __future__ import annotations

import logging
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from banggiao.accounts.bulk import uncollected
from banggiao.core.errors import Refused
from banggiao.core.inserting import insert
from banggiao.documents.files import open_whole
from banggiao.exchange.actions.writing import try_rows
from banggiao.exchange.deciding.about import about_stored
from banggiao.exchange.deciding.deciding import DOUBTFUL, decide
from banggiao.exchange.enums import Decision, ImportState, Kind
from banggiao.exchange.lacking import numbers_in, runs_of
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.matching.remembered import with_answers
from banggiao.exchange.models import Import, ImportRow, Layout
from banggiao.exchange.reading.around import year_of
from banggiao.exchange.reading.files import read_book, reread
from banggiao.exchange.storing import choices_of, report_of, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.deciding.proposals import About
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Reading, ReadRow

logger = logging.getLogger(__name__)

STEP = 500
"""After so many rows a page that waits is told how far we are."""


def read_import(code: str) -> str:
    """Read a file that was handed in. Called by the worker; gives the state it is in afterwards.

    What goes wrong stands on the import as a sentence, and it may be read again.
    """
    one = _begin(code)
    if one is None:
        return ""
    with override(one.owner.language):
        try:
            with uncollected():
                _read(one)
        except Refused as refused:
            return _failed(one, str(refused.message))
        except Exception:
            logger.exception("import %s could not be read", code)
            return _failed(one, _("Something failed on our side. Read the file again."))
        except BaseException:  # the worker is being stopped
            _failed(one, _("It was interrupted. Read the file again."))
            raise
    return one.state


@transaction.atomic
def _begin(code: str) -> Import | None:
    waiting = Import.objects.select_for_update(of=("self",)).select_related("owner")
    one = waiting.filter(code=code, state=ImportState.WAITING).first()
    if one is not None:
        one.state, one.beat_at, one.progress, one.total = (
            ImportState.READING,
            timezone.now(),
            0,
            0,
        )
        one.save()
    return one


def _failed(one: Import, message: str) -> str:
    one.state, one.message = ImportState.FAILED, message[:500]
    one.save()
    return one.state


def layouts() -> dict[str, dict[int, str]]:
    """Give what people chose of columns, by layout."""
    return {
        layout.key: {int(number): name for number, name in layout.columns.items()}
        for layout in Layout.objects.all()
    }


def _read(one: Import) -> None:
    from banggiao.exchange.books.opening import open_book  # noqa: PLC0415  # slow import

    content = open_whole(one.sha256)
    if content is None:
        raise Refused("file_gone", _("The file is not in the store any more. Hand it in again."))
    with content:
        book = open_book(content, one.filename)
    register = with_answers(register_for(one.owner), one.owner)
    reading = read_book(book, one.kind, register, layouts())
    if not reading.rows:
        _beat(one)
        one.report = report_of(reading)
        one.counts = {}
        one.rows.all().delete()
        raise Refused("no_table", no_table(reading))
    one.year = one.year or year_of_plan(reading)
    one.total = len(reading.rows)
    _beat(one)
    about = about_stored(one, register, one.owner)
    _correct(one, reading.rows, register)
    decided = decide_all(reading.rows, about, one.owner, _said(one))
    filled = one.report.get("filled", ())
    one.report = report_of(reading) | {"same_file": _same_file(one)}
    _store(one, decided, filled)


def no_table(reading: Reading) -> str:
    """Say what was not found: a table at all, what its rows are about, or columns of that kind."""
    is_known = reading.kind in Kind.values or any(table.kind for table in reading.tables)
    if reading.tables and not is_known:
        return _(
            "The headings of this file do not say what its rows are about. "
            "Choose on the page of the columns what it holds."
        )
    if reading.tables:
        return _(
            "No column of this file is known for this kind of rows. "
            "Say on the page of the columns what they tell, or choose another kind."
        )
    return _("No table was found: a row of headings with rows below it.")


def year_of_plan(reading: Reading) -> int | None:
    """Give the year the title of the first table of plan lines says."""
    tables = [table for table in reading.tables if table.kind == Kind.PLAN]
    lines = [line for table in tables for line in reversed(table.title.splitlines())]
    return year_of(lines, [*(table.sheet for table in tables), reading.name]) if tables else None


def decide_all(
    rows: Sequence[ReadRow],
    about: About,
    user: User,
    said: dict[tuple[str, int], ImportRow] | None = None,
) -> list[Decided]:
    """Decide on rows of several kinds, and find out what the rooms' rules refuse."""
    decided: list[Decided] = []
    for kind in dict.fromkeys(row.kind for row in rows):
        mine = [row for row in rows if row.kind == kind]
        stored = [(said or {}).get((row.sheet, row.row)) for row in mine]
        choices = choices_of([row or ImportRow() for row in stored])
        part = decide(mine, about, user, choices)
        try_rows(part, by=user, about=about)
        decided += part
    return decided


def _said(one: Import) -> dict[tuple[str, int], ImportRow]:
    """Give the rows of an earlier reading on which a person said something."""
    return {(row.sheet, row.row): row for row in one.rows.all() if row.chosen}


def _correct(one: Import, rows: Sequence[ReadRow], register: Register) -> None:
    """Put back what a person corrected when the file was read before."""
    corrected = {(r.sheet, r.row): r.corrections for r in one.rows.all() if r.corrections}
    for row in rows:
        if typed := corrected.get((row.sheet, row.row)):
            row.values, row.duplicate_of = reread(row, typed, register), None


def _same_file(one: Import) -> str:
    """Give the code of an earlier import of the very same file that is in the register."""
    earlier = Import.objects.visible_to(one.owner).filter(sha256=one.sha256, state=ImportState.DONE)
    return earlier.exclude(pk=one.pk).order_by("-pk").values_list("code", flat=True).first() or ""


def _store(one: Import, decided: Sequence[Decided], filled: Sequence[dict[str, Any]]) -> None:
    earlier = [row for row in one.rows.all() if row.corrections or row.chosen]
    corrections = {(row.sheet, row.row): (row.corrections, row.chosen) for row in earlier}
    rows = [row_of(one, number, item) for number, item in enumerate(decided, 1)]
    for row in rows:
        row.corrections, row.chosen = corrections.get((row.sheet, row.row), ({}, False))
    one.report["filled"] = _filled(filled, earlier, rows)
    with transaction.atomic():
        one.rows.all().delete()
        for some in batched(rows, STEP):
            insert(list(some))
        one.progress = len(rows)
        one.counts = count_stored(one)
        one.state, one.message = ImportState.READY, ""
        one.save()


def _filled(
    filled: Sequence[dict[str, Any]], earlier: Sequence[ImportRow], rows: Sequence[ImportRow]
) -> list[dict[str, Any]]:
    """Say by their new numbers which rows were given a text at once."""
    places = {row.number: (row.sheet, row.row) for row in earlier}
    numbers = {(row.sheet, row.row): row.number for row in rows}

    def now(runs: Sequence[Sequence[int]]) -> list[list[int]]:
        known = (numbers.get(places.get(number, ("", 0))) for number in numbers_in(runs))
        return runs_of(number for number in known if number is not None)

    return [fill | {"rows": now(fill["rows"])} for fill in filled]


def count_stored(one: Import) -> dict[str, int]:
    """Count the rows of an import by decision, and those with a doubt."""
    counts = dict.fromkeys(Decision.values, 0)
    doubtful = 0
    by_rank = one.rows.order_by().values_list("decision", "rank").annotate(rows=Count("pk"))
    for decision, rank, rows in by_rank:
        counts[decision] += rows
        doubtful += rows if rank <= DOUBTFUL else 0
    return counts | {"doubtful": doubtful}


def _beat(one: Import) -> None:
    """Tell a page that waits that somebody is at work."""
    Import.objects.filter(pk=one.pk).update(
        beat_at=timezone.now(), progress=one.progress, total=one.total
    )
