"""The steps the bulk actions share. Each asks the database once for 500 rows, never once a row."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from banggiao.accounts.rules import may_see, require
from banggiao.audit.actions import Change, record_changes
from banggiao.audit.context import current_id, step
from banggiao.audit.snapshots import Snapshot, class_of, snapshot
from banggiao.core import search
from banggiao.core.errors import Refused
from banggiao.core.models import Record
from banggiao.core.text import fold
from banggiao.core.writing import CODE_LENGTH, prepare
from banggiao.partners.actions.bulk.rows import Imported, RowError, RowsRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from banggiao.accounts.models import User

SIZE = 500


class Problems:
    """Everything that is wrong, collected over all rows before anything is written."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []

    def add(self, row: int, column: str, message: object) -> None:
        """Note one error."""
        self.errors.append(RowError(row, column, str(message)))

    @contextmanager
    def of(self, row: int, column: str = "") -> Iterator[None]:
        """Note what the block refuses, under the field it names or else the given column."""
        try:
            yield
        except Refused as refused:
            self.add(row, refused.field or column, refused.message)
        except PermissionDenied as denied:
            self.add(row, column, denied)
        except ValidationError as error:
            fields = (
                error.message_dict if hasattr(error, "error_dict") else {column: error.messages}
            )
            for name, messages in fields.items():
                for message in messages:
                    self.add(row, column if name == NON_FIELD_ERRORS else name, message)

    def stop(self) -> None:
        """Raise `RowsRefused` where there is anything."""
        if self.errors:
            raise RowsRefused(self.errors)


@dataclass(slots=True, eq=False)
class Draft[R: Record]:
    """A record on its way: as it was, as it is now, and whether its parts changed.

    ``row`` is None for a stored record that rows only point to.
    """

    number: int
    record: R
    row: Any = None
    before: Snapshot | None = None
    class_before: int = 0
    parts_changed: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the register does not have the record yet."""
        return self.before is None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write. Asked before new parts are written."""
        return self.is_new or self.parts_changed or self.before != snapshot(self.record)


@dataclass(slots=True, eq=False)
class Drafts[R: Record]:
    """The drafts of one import, in the order of the rows."""

    model: type[R]
    by: User
    problems: Problems
    load_parts: Callable[[Sequence[R]], None]
    all: list[Draft[R]] = field(default_factory=list)
    by_code: dict[str, Draft[R]] = field(default_factory=dict)

    def open(self, rows: Sequence[Any]) -> None:
        """Make a draft a row: of the stored record, held until the end, or of a new one."""
        stored = self._lock(row.code for row in rows if row.code)
        for number, row in enumerate(rows, 1):
            record = stored.get(row.code)
            if row.code in self.by_code:
                self.problems.add(number, "code", _("This code stands in an earlier row already."))
            elif record is not None and may_see(self.by, record):
                self._keep(number, record, row, "code")
            elif record is not None:
                self.problems.add(number, "code", _("This code is taken. Choose another."))
            else:
                draft = Draft(number, self.model(code=row.code), row)
                self.all.append(draft)
                if row.code:
                    self.by_code[row.code] = draft

    def touch(self, wanted: Mapping[str, int], column: str) -> None:
        """Add stored records that rows point to, given by code and the number of the row.

        One the writer may not see is not found: the answer must not tell that it is there.
        """
        codes = [code for code in wanted if code not in self.by_code]
        stored = self._lock(codes)
        for code in codes:
            record = stored.get(code)
            if record is None or not may_see(self.by, record):
                self.problems.add(wanted[code], column, not_found(code))
            else:
                self._keep(wanted[code], record, None, column)

    def _keep(self, number: int, record: R, row: Any, column: str) -> None:  # any room's row
        with self.problems.of(number, column):
            require(self.by, f"partners.change_{self.model._meta.model_name}", record)
            draft = Draft(number, record, row, snapshot(record), class_of(record))
            self.all.append(draft)
            self.by_code[record.code] = draft

    def _lock(self, codes: Iterable[str]) -> dict[str, R]:
        found: dict[str, R] = {}
        for some in batched(dict.fromkeys(codes), SIZE):
            query: Any = self.model._default_manager.select_for_update(of=("self",))
            records: list[R] = list(query.filter(code__in=some).order_by("pk"))
            self.load_parts(records)
            found |= {record.code: record for record in records}
        return found

    def give_codes(self) -> None:
        """Do what `core.writing.free_code` does, for all new records, one question a round."""
        waiting = [draft for draft in self.all if not draft.record.code]
        taken, number = set(self.by_code), 1
        while waiting:
            codes = {draft: _code(draft.record, number) for draft in waiting}
            taken |= found(self.model._default_manager.all(), "code", codes.values()).keys()
            for draft, code in codes.items():
                if code not in taken:
                    draft.record.code = code
                    taken.add(code)
            waiting = [draft for draft in waiting if not draft.record.code]
            number += 1

    def write(self, levels: Iterable[Sequence[Draft[R]]] | None = None) -> list[Draft[R]]:
        """Write what changed and give it back; ``levels`` are the new drafts, parents first."""
        changed = [draft for draft in self.all if draft.is_changed]
        for draft in changed:
            draft.record.version = 1 if draft.is_new else draft.record.version + 1
            draft.record.changed_at = timezone.now()
        with judged_by_database(((d.number, d.record) for d in changed), self.problems):
            for level in levels or [[draft for draft in changed if draft.is_new]]:
                insert([draft.record for draft in level])
            update([draft.record for draft in changed if not draft.is_new])
        return changed

    def log(self, action: str, changed: Sequence[Draft[R]]) -> Imported:
        """Append one event a record, and bring the search box up to date."""
        changes = [
            Change(action, d.record, d.before, snapshot(d.record), None, d.class_before)
            for d in changed
        ]
        record_changes(changes, by=self.by)
        search.refresh(*(draft.record for draft in changed))
        added = sum(draft.is_new for draft in changed)
        rows = sum(draft.row is not None for draft in self.all)
        return Imported(added, len(changed) - added, max(rows - len(changed), 0))


@contextmanager
def one_import() -> Iterator[Problems]:
    """Open the transaction and, outside of a step, the one id that all events share."""
    with ExitStack() as stack:
        if not current_id():
            stack.enter_context(step())
        stack.enter_context(transaction.atomic())
        yield Problems()


def given(row: Any, names: Iterable[str]) -> dict[str, Any]:  # any room's row
    """Give the columns that the row has a value for."""
    return {name: value for name in names if (value := getattr(row, name)) is not None}


def not_found(code: str) -> str:
    """Say that a code leads nowhere, as far as the writer may know."""
    return _("The register has no “%(code)s”.") % {"code": code}


def found[M: models.Model](
    query: models.QuerySet[M], key: str, codes: Iterable[str]
) -> dict[str, M]:
    """Find the rows of the query by their codes."""
    rows: dict[str, M] = {}
    for some in batched(dict.fromkeys(code for code in codes if code), SIZE):
        rows |= {getattr(row, key): row for row in query.filter(**{f"{key}__in": some})}
    return rows


def clean(record: models.Model) -> None:
    """Check each field as `full_clean` does, but for links: those were found by their codes.

    Codes and constraints are left to the database, which checks all rows at once.
    """
    record.clean_fields(exclude={f.name for f in record._meta.concrete_fields if f.is_relation})


def finish(drafts: Drafts[Any]) -> None:
    """Set what follows from the other fields, and check them."""
    for draft in drafts.all:
        if draft.row is not None:
            prepare(draft.record)
            with drafts.problems.of(draft.number):
                clean(draft.record)


def _code(record: Record, number: int) -> str:
    words = slugify(fold(str(record)))[:CODE_LENGTH].strip("-")
    stem = words or type(record).__name__.lower()
    return stem if number == 1 else f"{stem}-{number}"


def insert(records: Sequence[Any]) -> None:
    """Write new rows of one model; each gets its key."""
    if records:
        type(records[0])._default_manager.bulk_create(records, batch_size=SIZE)


def update(records: Sequence[Any]) -> None:
    """Write all fields of stored rows of one model, in one statement for 500 of them."""
    if records:
        names = [f.name for f in records[0]._meta.concrete_fields if not f.primary_key]
        type(records[0])._default_manager.bulk_create(
            records,
            batch_size=SIZE,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=names,
        )


@contextmanager
def judged_by_database(
    rows: Iterable[tuple[int, models.Model]], problems: Problems
) -> Iterator[None]:
    """Let the database check constraints over all rows; only when it refuses, find out which.

    Asking `full_clean` beforehand would cost a question a row and constraint.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        for number, record in rows:
            with problems.of(number):
                record.validate_constraints()
        problems.stop()
        raise


class _Held(models.QuerySet[models.Model]):
    """Parts in memory in the order of their keys. `snapshot` asks for that order."""

    def order_by(self, *_fields: object) -> Self:
        return self


def hold(record: models.Model, name: str, parts: Sequence[models.Model]) -> None:
    """Make ``record.<name>.all()`` give these parts without a question, as a prefetch does."""
    relation: Any = record._meta.get_field(name)
    held: Any = _Held(model=relation.related_model)
    held._result_cache = sorted(parts, key=lambda part: part.pk)  # noqa: SLF001  # as prefetch_related does
    held._prefetch_done = True  # noqa: SLF001  # the same
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def hold_all(records: Sequence[models.Model], name: str, *links: str) -> None:
    """Load one kind of part of all records at once, with what the parts link to."""
    parts: dict[int, list[models.Model]] = {record.pk: [] for record in records}
    if not records:
        return
    relation: Any = records[0]._meta.get_field(name)
    back = relation.field
    owners = {record.pk: record for record in records}
    query = relation.related_model._default_manager.select_related(*links)
    for part in query.filter(**{f"{back.name}__in": list(owners)}).order_by("pk"):
        owner = owners[getattr(part, back.attname)]
        setattr(part, back.name, owner)
        parts[owner.pk].append(part)
    for record in records:
        hold(record, name, parts[record.pk])
