"""A file on its way into the register: handed in, looked at, confirmed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class, need_reason
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.text import normalise
from banggiao.core.writing import store
from banggiao.documents.files import keep_unread
from banggiao.exchange.enums import Decision, ImportState, Kind
from banggiao.exchange.kinds.fields import fields_of
from banggiao.exchange.kinds.mapping import NOTHING
from banggiao.exchange.models import AUTO, Import, Layout
from banggiao.exchange.models.imports import UNDER_WAY
from banggiao.exchange.tasks import read_file, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.core.files import File
    from django.core.files.uploadedfile import UploadedFile

    from banggiao.accounts.models import User

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"
OPEN = (ImportState.READY, ImportState.FAILED)


@transaction.atomic
def start_import(
    upload: UploadedFile[Any],
    *,
    by: User,
    kind: str,
    classification: int,
    year: int | None = None,
) -> Import:
    """Hand in a spreadsheet. Officers and heads. A worker reads it; nothing is written yet.

    ``kind`` is one of `Kind`, or "auto"; ``year`` names the plan that lines go to, else the file's
    title does. Refused: a class above one's clearance, a kind nobody knows, a file that is empty,
    too large, or by its name no spreadsheet.
    """
    one = hand_in(upload, by=by, kind=kind, classification=classification, year=year)
    _after(read_file, one)
    return one


@transaction.atomic
def hand_in(
    upload: File[Any], *, by: User, kind: str, classification: int, year: int | None = None
) -> Import:
    """Do what `start_import` does, without a worker: the command reads and writes by itself."""
    require(by, "exchange.add_import")
    if kind not in {*Kind.values, AUTO}:
        raise Refused("kind_unknown", _("Choose what the file holds."), field="kind")
    check_class(classification, by)
    name = normalise(upload.name or "")[-200:]
    if not name.lower().endswith(ENDINGS):
        raise Refused(
            "not_a_spreadsheet",
            _("Choose a spreadsheet: .xlsx, .xls, .ods or .csv."),
            field="file",
        )
    sha256, size = keep_unread(upload)
    one = Import(
        code=f"{timezone.localdate():%Y%m%d}-{get_random_string(8, PLAIN)}",
        owner=by,
        kind=kind,
        filename=name,
        sha256=sha256,
        size=size,
        classification=classification,
        year=year,
    )
    with recorded("exchange.import_started", one, by=by):
        store(one)
    return one


def _after(task: object, one: Import) -> None:
    """Let the worker begin when all this is stored: it could be faster than we are."""
    enqueue: Callable[[str], object] = task.enqueue  # type: ignore[attr-defined]  # stub is wrong
    transaction.on_commit(lambda: enqueue(one.code))


def _hold(one: Import, by: User, right: str = "exchange.change_import") -> Import:
    current = Import.objects.select_for_update(of=("self",)).get(pk=one.pk)
    require(by, right, current)
    return current


def _need_state(one: Import, *states: str) -> None:
    if one.state not in states:
        raise Refused(
            "not_in_this_state",
            _("This import has gone on meanwhile. Load the page again."),
        )


@transaction.atomic
def choose_columns(one: Import, layout: str, columns: Mapping[int, str], *, by: User) -> Import:
    """Say which column tells which field; "-" leaves one out. Its importer.

    It is remembered for every file of this layout, and the file is read again: what a person
    corrected in its rows is kept. Refused: a field the kind does not have.
    """
    current = _hold(one, by)
    _need_state(current, *OPEN)
    kind = next(
        (t["kind"] for t in current.report.get("tables", []) if t["layout"] == layout), ""
    ) or (current.kind if current.kind != AUTO else "")
    known = {*fields_of(kind), NOTHING, ""} if kind else {NOTHING, ""}
    if not set(columns.values()) <= known:
        raise Refused("field_unknown", _("Choose a field from the list."), field="columns")
    data = {str(number): name for number, name in columns.items() if name}
    Layout.objects.update_or_create(
        key=layout, defaults={"kind": kind, "columns": data, "by": by, "at": timezone.now()}
    )
    with recorded("exchange.columns_chosen", current, by=by):
        _read_again(current)
    return current


@transaction.atomic
def choose_kind(one: Import, kind: str, *, by: User) -> Import:
    """Say what a file holds, or let it be found out, and read it again. Its importer.

    What a person said of rows of that kind is kept; of others it is not, their fields are others.
    """
    current = _hold(one, by)
    _need_state(current, *OPEN)
    if kind not in {*Kind.values, AUTO}:
        raise Refused("kind_unknown", _("Choose what the file holds."), field="kind")
    with recorded("exchange.import_read_again", current, by=by):
        current.kind = kind
        _read_again(current)
    current.rows.exclude(kind=kind).delete()
    return current


@transaction.atomic
def read_again(one: Import, *, by: User) -> Import:
    """Read the file once more, as when a worker was stopped in the middle. Its importer.

    One that writes at this moment holds the import: then it is in the register, and this is
    refused.
    """
    current = _hold(one, by)
    _need_state(current, *OPEN, *UNDER_WAY)
    with recorded("exchange.import_read_again", current, by=by):
        _read_again(current)
    return current


def _read_again(one: Import) -> Import:
    one.state, one.message, one.progress = ImportState.WAITING, "", 0
    one.beat_at = timezone.now()
    one.save()
    _after(read_file, one)
    return one


@transaction.atomic
def confirm_import(one: Import, *, by: User) -> Import:
    """Let the rows that are new or change something go into the register. Its importer.

    A worker writes them, all or nothing. Refused: nothing to write; not looked at yet.
    """
    current = mark_confirmed(one, by=by)
    _after(write_file, current)
    return current


@transaction.atomic
def resume_interrupted() -> int:
    """Let a worker go on with what another one was at when it was stopped. Gives how many.

    Called when a worker starts. Reading twice does no harm, and writing takes the import first.
    """
    stopped = list(Import.objects.select_for_update(of=("self",)).filter(state__in=UNDER_WAY))
    for one in stopped:
        if one.state == ImportState.WRITING:
            _after(write_file, one)
        else:
            _read_again(one)
    return len(stopped)


@transaction.atomic
def mark_confirmed(one: Import, *, by: User) -> Import:
    """Do what `confirm_import` does, without a worker."""
    current = _hold(one, by)
    _need_state(current, ImportState.READY)
    written = current.rows.filter(decision__in=(Decision.NEW, Decision.UPDATE))
    if not written.exists():
        raise Refused("nothing_to_write", _("No row is new or changes anything."))
    with recorded("exchange.import_confirmed", current, by=by):
        current.state, current.progress, current.message = ImportState.WRITING, 0, ""
        current.total, current.beat_at = written.count(), timezone.now()
        current.save()
    return current


@transaction.atomic
def drop_import(one: Import, *, by: User) -> Import:
    """Give up a file that was not confirmed. Its importer. Nothing was written, nothing is lost."""
    current = _hold(one, by)
    _need_state(current, *OPEN, ImportState.WAITING, ImportState.READING)
    with recorded("exchange.import_dropped", current, by=by):
        current.state = ImportState.DROPPED
        current.save()
    current.rows.all().delete()
    return current


@transaction.atomic
def take_back(one: Import, *, by: User, reason: str) -> Import:
    """Take back what an import did, as one: new records are set aside, changed ones as before.

    Its importer, and heads who see no less. All or nothing, in one step of the log. Refused:
    without a reason; a record that somebody changed since or that others rest on.
    """
    from banggiao.exchange.actions.taking_back import undo_rows  # noqa: PLC0415  # leaf

    current = _hold(one, by, "exchange.take_back_import")
    need_reason(reason)
    _need_state(current, ImportState.DONE)
    with recorded("exchange.import_taken_back", current, by=by, reason=reason):
        undo_rows(current, by=by, reason=reason)
        current.state = ImportState.TAKEN_BACK
        current.save()
    return current
