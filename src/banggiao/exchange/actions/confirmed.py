"""What the worker does with rows that were confirmed: writes them, all or nothing."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from banggiao.accounts.bulk import RowsRefused, uncollected
from banggiao.accounts.rules import require
from banggiao.agreements.actions.lineage import link_predecessor
from banggiao.agreements.models import Instrument
from banggiao.audit.actions import recorded
from banggiao.audit.context import current_id, step
from banggiao.core.errors import Refused
from banggiao.core.writing import store
from banggiao.documents.actions.papers import add_document
from banggiao.documents.enums import DocumentKind
from banggiao.documents.models import Version
from banggiao.exchange.actions.writing import cite, write_rows
from banggiao.exchange.deciding.about import about_stored
from banggiao.exchange.deciding.deciding import decide
from banggiao.exchange.enums import Decision, ImportState, Kind
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.matching.remembered import with_answers
from banggiao.exchange.models import Import, ImportRow
from banggiao.exchange.storing import choices_of, fill, read_row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.documents.models import Document
    from banggiao.exchange.actions.writing import Written
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.deciding.proposals import About

logger = logging.getLogger(__name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".txt": "text/plain",
}

NOT_NEEDED = ("texts", "around", "candidates", "differences", "problems", "doubts")
"""What a row has of its cells and its decision: it is decided on once more from what was read."""


def write_import(code: str) -> str:
    """Write the confirmed rows of an import. Called by the worker; gives the state afterwards.

    All or nothing, under one step of the log. Refused, and then nothing is written and the import
    stands open again: a row that would do something else than what was shown when it was confirmed,
    because somebody changed the record meanwhile; and what the rooms refuse.
    """
    found = Import.objects.select_related("owner")
    one = found.filter(code=code, state=ImportState.WRITING).first()
    if one is None:
        return ""
    with override(one.owner.language), step():
        try:
            with uncollected(), transaction.atomic():
                _write(one)
            one.refresh_from_db()
        except Refused as refused:
            return _open_again(one, str(refused.message))
        except Exception:
            logger.exception("import %s could not be written", code)
            return _open_again(one, _("Something failed on our side, and nothing was written."))
        except BaseException:  # the worker is being stopped
            _open_again(one, _("It was interrupted, and nothing was written. Confirm once more."))
            raise
    return one.state


def _open_again(one: Import, message: str) -> str:
    one.refresh_from_db()
    one.state, one.message = ImportState.READY, message[:500]
    one.save()
    return one.state


def _write(one: Import) -> None:
    one = Import.objects.select_for_update(of=("self",)).select_related("owner").get(pk=one.pk)
    if one.state != ImportState.WRITING:
        return  # another worker was faster
    by = one.owner
    require(by, "exchange.change_import", one)
    register = with_answers(register_for(by), by)
    about = about_stored(one, register, by)
    reason = _("Brought in from %(file)s") % {"file": one.filename}
    written = one.rows.filter(decision__in=(Decision.NEW, Decision.UPDATE))
    rows = list(written.defer(*NOT_NEEDED).order_by("number"))
    with recorded("exchange.import_written", one, by=by):
        one.source = _source(one, by)
        for kind in dict.fromkeys(row.kind for row in rows):
            mine = [row for row in rows if row.kind == kind]
            one.made += _write_kind(one, mine, about, by, reason[:500])
        one.state, one.message, one.step_id = ImportState.DONE, "", current_id()
        one.confirmed_at, one.progress = timezone.now(), len(rows)
        one.save()


def _source(one: Import, by: User) -> Document:
    """Keep the file as a paper, so that records can cite it."""
    document = add_document(
        by=by,
        kind=DocumentKind.OTHER,
        name_vi=one.filename,
        classification=one.classification,
        remark=_("A spreadsheet that was brought in."),
    )
    version = Version(
        document=document,
        number=1,
        filename=one.filename[-200:],
        media_type=next(
            (t for end, t in TYPES.items() if one.filename.lower().endswith(end)), XLSX
        ),
        size=one.size,
        sha256=one.sha256,
        added_by=by.full_name,
        remark="",
    )
    with recorded("documents.version_added", document, by=by):
        store(version)
    return document


def _write_kind(
    one: Import, rows: Sequence[ImportRow], about: About, by: User, reason: str
) -> list[tuple[str, str]]:
    decided = decide(
        [read_row_of(row, with_cells=False) for row in rows], about, by, choices_of(rows)
    )
    _check_as_shown(rows, decided)
    try:
        written = write_rows(decided, by=by, about=about, reason=reason)
    except RowsRefused as refused:
        _mark(rows, refused)
        raise
    assert one.source is not None  # noqa: S101  # set a moment ago
    cite(decided, written, one.source.code, by=by, reason=reason)
    if rows[0].kind == Kind.INSTRUMENTS:
        _relate(one, rows, written, by)
    _note_outcomes(rows, written)
    return list(written.made)


def _note_outcomes(rows: Sequence[ImportRow], written: Written) -> None:
    """Say on each row which record it became: two columns, in one go for all."""
    table = connection.ops.quote_name(ImportRow._meta.db_table)
    values = zip(written.codes, written.outcomes, (row.pk for row in rows), strict=True)
    with connection.cursor() as cursor:
        statement = f"UPDATE {table} SET target = %s, outcome = %s WHERE id = %s"  # noqa: S608  # no value stands in it
        cursor.executemany(statement, list(values))


def _relate(one: Import, rows: Sequence[ImportRow], written: Written, by: User) -> None:
    """Link texts to the ones of the file they amend or renew, by the number of the row.

    What the ledger refuses is left: the words stand in the remark of the text.
    """
    known = {_number(row): row.target for row in one.rows.exclude(target="")}
    known |= {_number(row): code for row, code in zip(rows, written.codes, strict=True)}
    pairs = [
        (code, known[number], relation)
        for row, code in zip(rows, written.codes, strict=True)
        if (relation := (row.values.get("relation") or {}).get("value"))
        and (number := (row.values.get("related_no") or {}).get("value")) in known
    ]
    codes = {code for pair in pairs for code in pair[:2]}
    texts = {t.code: t for t in Instrument.objects.visible_to(by).filter(code__in=codes)}
    for newer, older, relation in pairs:
        if newer != older and texts[newer].predecessor_id is None:
            with suppress(Refused), transaction.atomic():
                link_predecessor(texts[newer], texts[older], relation, by=by)


def _number(row: ImportRow) -> Any:
    return (row.values.get("no") or {}).get("value")


def _check_as_shown(rows: Sequence[ImportRow], decided: Sequence[Decided]) -> None:
    """Refuse to do anything else than what was shown: the register may have changed meanwhile."""
    for row, now in zip(rows, decided, strict=True):
        same = (row.decision, row.target) == (now.decision, now.target)
        if not same or row.seen_version != now.version:
            fill(row, now)
            raise Refused(
                "changed_meanwhile",
                _(
                    "“%(name)s” (row %(row)s) was changed in the register meanwhile. "
                    "Nothing was written: read the file again and look at it once more."
                )
                % {"name": row.label, "row": row.row},
            )


def _mark(rows: Sequence[ImportRow], refused: RowsRefused) -> None:
    """Name the row of the file in what is refused; rows of a bulk action count from 1."""
    errors = [e for e in refused.errors if 1 <= e.row <= len(rows)]
    if errors:
        row = rows[errors[0].row - 1]
        refused.message = _("Row %(row)s: %(why)s Nothing was written.") % {
            "row": row.row,
            "why": errors[0].message,
        }
