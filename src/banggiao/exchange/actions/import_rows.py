"""What a person does with the rows of a file before it is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk import update
from banggiao.accounts.rules import require
from banggiao.core.errors import Refused
from banggiao.core.text import fold, normalise
from banggiao.exchange.actions.reading import count_stored
from banggiao.exchange.actions.writing import try_rows
from banggiao.exchange.deciding.about import about_stored
from banggiao.exchange.deciding.deciding import decide
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.enums import AnswerKind, Decision, ImportState
from banggiao.exchange.kinds.fields import fields_of
from banggiao.exchange.lacking import lacked, numbers_in, runs_of
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.matching.remembered import with_answers
from banggiao.exchange.models import Answer, Import, ImportRow
from banggiao.exchange.reading.files import reread
from banggiao.exchange.storing import choices_of, fill, read_row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User

LONGEST = 5000
ASKED = {AnswerKind.ORGANISATION: ("partner", "organisation", "parent"), AnswerKind.PERSON: ()}


def _hold(row_or_import: ImportRow | Import, by: User) -> Import:
    key = row_or_import.of_id if isinstance(row_or_import, ImportRow) else row_or_import.pk
    found = Import.objects.select_for_update(of=("self",)).select_related("owner")
    one = found.get(pk=key)
    require(by, "exchange.change_import", one)
    if one.state != ImportState.READY:
        raise Refused(
            "not_in_this_state",
            _("This import has gone on meanwhile. Load the page again."),
        )
    return one


@transaction.atomic
def correct_cell(row: ImportRow, field: str, text: str, *, by: User) -> ImportRow:
    """Read a field of a row from another text. Its importer. The file itself stays as it is.

    The row is decided on anew. Refused: a field the kind does not have, a text far too long.
    """
    one = _hold(row, by)
    current = ImportRow.objects.get(pk=row.pk)
    if field not in fields_of(current.kind):
        raise Refused("field_unknown", _("Choose a field from the list."), field=field)
    if len(text) > LONGEST:
        raise Refused("text_too_long", _("This text is too long for a cell."), field=field)
    current.corrections = current.corrections | {field: normalise(text)}
    return _again(one, [current], by)[0]


@transaction.atomic
def undo_correction(row: ImportRow, field: str, *, by: User) -> ImportRow:
    """Read a field from the file's own text again. Its importer."""
    one = _hold(row, by)
    current = ImportRow.objects.get(pk=row.pk)
    current.corrections = {k: v for k, v in current.corrections.items() if k != field}
    return _again(one, [current], by)[0]


@transaction.atomic
def fill_missing(one: Import, field: str, text: str, *, by: User) -> int:
    """Give one text to all refused rows that lack a field, as if typed into each. Its importer.

    Rows that say it, or where somebody typed something, stay as they are. Gives how many rows
    follow; `undo_fill` takes it off again. Refused: a field the file's kinds do not have, no text,
    one far too long.
    """
    current = _hold(one, by)
    kinds = current.rows.order_by().values_list("kind", flat=True).distinct()
    if not any(field in fields_of(kind) for kind in kinds):
        raise Refused("field_unknown", _("Choose a field from the list."), field="field")
    typed = normalise(text).strip()
    if not typed:
        raise Refused("text_missing", _("Type what these rows are to say."), field="text")
    if len(typed) > LONGEST:
        raise Refused("text_too_long", _("This text is too long for a cell."), field="text")
    refused = current.rows.filter(decision=Decision.REFUSED).order_by("number")
    rows = [row for row in refused if field in _lacked(row)]
    for row in rows:
        row.corrections = row.corrections | {field: typed}
    if rows:
        _again(current, rows, by)
        _note_fill(current, field, typed, {row.number for row in rows})
    return len(rows)


def _lacked(row: ImportRow) -> list[str]:
    return lacked(row.kind, row.problems, row.values, row.texts, row.corrections)


@transaction.atomic
def undo_fill(one: Import, field: str, text: str, *, by: User) -> int:
    """Take a text off the rows it was given to at once. Its importer. Gives how many rows follow.

    Rows in which somebody typed something else since keep that. Refused: nothing of it is left.
    """
    current = _hold(one, by)
    numbers = _filled(current, field, text)
    typed = current.rows.exclude(corrections={}).order_by("number")
    rows = [r for r in typed if r.number in numbers and r.corrections.get(field) == text]
    if not rows:
        raise Refused("not_filled", _("Nothing of this stands in the rows any more."))
    for row in rows:
        row.corrections = {k: v for k, v in row.corrections.items() if k != field}
    _again(current, rows, by)
    _note_fill(current, field, text, set())
    return len(rows)


def _filled(one: Import, field: str, text: str) -> set[int]:
    """Give the numbers of the rows that were given a text at once."""
    fills = one.report.get("filled", ())
    mine = [fill["rows"] for fill in fills if (fill["field"], fill["text"]) == (field, text)]
    return numbers_in(run for runs in mine for run in runs)


def _note_fill(one: Import, field: str, text: str, numbers: set[int]) -> None:
    """Note which rows were given a text at once, beside those of earlier; none: it is taken off."""
    kept = [
        fill
        for fill in one.report.get("filled", ())
        if (fill["field"], fill["text"]) != (field, text)
    ]
    if numbers:
        runs = runs_of(numbers | _filled(one, field, text))
        kept.append({"field": field, "text": text, "rows": runs})
    one.report = one.report | {"filled": kept}
    one.save(update_fields=["report"])


@transaction.atomic
def decide_row(row: ImportRow, decision: str, *, by: User, target: str = "") -> ImportRow:
    """Say what becomes of a row: new, a change of a record, left out. Its importer.

    The empty decision lets it be found out again. A row with something wrong may be taken in all
    the same: the field stays empty, and the words of the cell go into the remark. Refused: a change
    without the record it changes, or of one the person may not see; a decision no person makes.
    """
    one = _hold(row, by)
    current = ImportRow.objects.get(pk=row.pk)
    if decision not in {"", Decision.NEW, Decision.UPDATE, Decision.LEFT_OUT}:
        raise Refused("decision_unknown", _("Choose one from the list."), field="decision")
    if decision == Decision.UPDATE and not target:
        raise Refused("target_missing", _("Say which record the row changes."), field="target")
    if target and not _may_change(current.kind, target, by):
        raise Refused("target_unknown", _("Choose a record from the list."), field="target")
    current.chosen = bool(decision)
    current.decision = decision or current.decision
    current.target = target if decision == Decision.UPDATE else ""
    return _again(one, [current], by)[0]


@transaction.atomic
def answer_question(
    one: Import, what: str, text: str, *, by: User, code: str = "", is_new: bool = False
) -> int:
    """Say once which record a text means: a code, a new one, or words only. Its importer.

    It is remembered for every file this person brings in. Gives how many rows follow. Refused: a
    record the person may not see.
    """
    current = _hold(one, by)
    if what not in AnswerKind.values or not fold(text):
        raise Refused("question_unknown", _("This question is not open any more."))
    if code and not _may_name(what, code, by):
        raise Refused("target_unknown", _("Choose a record from the list."), field="code")
    Answer.objects.update_or_create(
        what=what,
        text=fold(text)[:400],
        by=by,
        defaults={"code": code, "is_new": is_new and not code, "at": timezone.now()},
    )
    rows = [row for row in current.rows.all() if _names(row, what, text)]
    _again(current, rows, by)
    return len(rows)


def _may_change(kind: str, code: str, by: User) -> bool:
    model: Any = apps.get_model(WAYS[kind].record)
    return bool(model.objects.visible_to(by).in_register().filter(code=code).exists())


def _may_name(what: str, code: str, by: User) -> bool:
    from banggiao.partners.models import Organisation, Person  # noqa: PLC0415  # leaf

    model = Organisation if what == AnswerKind.ORGANISATION else Person
    return model.objects.visible_to(by).in_register().filter(code=code).exists()


def _names(row: ImportRow, what: str, text: str) -> bool:
    """Whether a row names the text, so that the answer changes it."""
    wanted = fold(text)
    if what == AnswerKind.PERSON:
        people = [
            one["name"]
            for name in ("people", "signatories")
            for one in (row.values.get(name) or {}).get("value") or []
        ]
        return any(fold(name) == wanted for name in [*people, _value(row, "name")])
    return any(wanted in fold(_value(row, name)) for name in ASKED[AnswerKind.ORGANISATION])


def _value(row: ImportRow, name: str) -> str:
    return str((row.values.get(name) or {}).get("value") or "")


def _again(one: Import, rows: Sequence[ImportRow], by: User) -> list[ImportRow]:
    """Read the rows again from their texts and corrections, and decide anew."""
    register = with_answers(register_for(by), by)
    about = about_stored(one, register, by)
    done: list[ImportRow] = []
    for kind in dict.fromkeys(row.kind for row in rows):
        mine = [row for row in rows if row.kind == kind]
        read = [read_row_of(row) for row in mine]
        for row, one_read in zip(mine, read, strict=True):
            one_read.values = reread(one_read, row.corrections, register)
        decided = decide(read, about, by, choices_of(mine))
        try_rows(decided, by=by, about=about)
        for row, item in zip(mine, decided, strict=True):
            fill(row, item)
        done += mine
    update(done)
    one.counts = count_stored(one)
    one.save(update_fields=["counts"])
    return done
