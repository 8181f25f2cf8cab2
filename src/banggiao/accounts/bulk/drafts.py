"""Records on their way from rows into the register."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from banggiao.accounts.bulk.answers import Imported, Outcome
from banggiao.accounts.bulk.problems import Problems, judged_by_database
from banggiao.accounts.bulk.steps import SIZE, clean, not_found, update
from banggiao.accounts.bulk.trial import is_trial
from banggiao.accounts.rules import may_see, require
from banggiao.audit.actions import Change, record_changes
from banggiao.audit.snapshots import Snapshot, class_of, snapshot
from banggiao.core import search
from banggiao.core.held import let_go
from banggiao.core.inserting import insert
from banggiao.core.models import Record
from banggiao.core.statistics import keep_statistics
from banggiao.core.text import fold
from banggiao.core.writing import CODE_LENGTH, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from banggiao.accounts.models import User


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
            require(
                self.by,
                f"{self.model._meta.app_label}.change_{self.model._meta.model_name}",
                record,
            )
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

    def give_codes(self, stem: Callable[[R], str] | None = None) -> None:
        """Do what `core.writing.free_code` does, for all new records.

        ``stem`` gives the code a record would have if no other had it; else it is its name. Where
        many codes of a stem are taken, twice as many are asked for each time.
        """
        waiting: dict[str, list[Draft[R]]] = defaultdict(list)
        for draft in self.all:
            if not draft.record.code:
                waiting[_stem(draft.record, stem)].append(draft)
        taken, first = set(self.by_code), dict.fromkeys(waiting, 1)
        while waiting:
            asked = {}
            for name, drafts in waiting.items():
                numbers = range(first[name], 2 * first[name] - 1 + len(drafts))
                asked[name], first[name] = [_numbered(name, n) for n in numbers], numbers.stop
            taken |= self._stored(code for codes in asked.values() for code in codes)
            for name, codes in asked.items():
                free = [code for code in codes if code not in taken][: len(waiting[name])]
                taken.update(free)
                for draft, code in zip(waiting[name], free, strict=False):
                    draft.record.code = code
                waiting[name] = waiting[name][len(free) :]
            waiting = {name: drafts for name, drafts in waiting.items() if drafts}

    def _stored(self, codes: Iterable[str]) -> set[str]:
        """Give those of the codes that the register has, set aside or not."""
        stored: set[str] = set()
        for some in batched(codes, SIZE):
            query = self.model._default_manager.filter(code__in=some)
            stored.update(query.values_list("code", flat=True))
        return stored

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

    def log(
        self,
        action: str,
        changed: Sequence[Draft[R]],
        *,
        reason: str = "",
        about: Callable[[R], Record] | None = None,
    ) -> Imported:
        """Append one event a record, with the reason, and bring the search box up to date.

        ``about`` gives the record whose page tells of a record too, as in `recorded`. A `trial`
        leaves nothing to tell of. It is the last step: the parts of the records are let go.
        """
        if not is_trial():
            self._log(action, changed, reason, about)
        for draft in self.all:
            let_go(draft.record)
        return self._answer({id(draft) for draft in changed})

    def _log(
        self,
        action: str,
        changed: Sequence[Draft[R]],
        reason: str,
        about: Callable[[R], Record] | None,
    ) -> None:
        changes = [
            Change(
                action,
                draft.record,
                draft.before,
                snapshot(draft.record),
                about(draft.record) if about else None,
                draft.class_before,
            )
            for draft in changed
        ]
        record_changes(changes, by=self.by, reason=reason)
        search.refresh(*(draft.record for draft in changed))
        keep_statistics(self.model)

    def _answer(self, changed: set[int]) -> Imported:
        """Say what became of each row; records that rows only point to are counted too."""
        outcomes = {
            id(draft): (Outcome.ADDED if draft.is_new else Outcome.CHANGED)
            if id(draft) in changed
            else Outcome.UNCHANGED
            for draft in self.all
        }
        rows = [draft for draft in self.all if draft.row is not None]
        added = sum(draft.is_new for draft in self.all)
        return Imported(
            added,
            len(changed) - added,
            max(len(rows) - len(changed), 0),
            tuple(draft.record.code for draft in rows),
            tuple(outcomes[id(draft)] for draft in rows),
        )


def finish(drafts: Drafts[Any]) -> None:
    """Set what follows from the other fields, and check them."""
    for draft in drafts.all:
        if draft.row is not None:
            prepare(draft.record)
            with drafts.problems.of(draft.number):
                clean(draft.record)


def _stem[R: Record](record: R, stem_of: Callable[[R], str] | None) -> str:
    words = stem_of(record) if stem_of else slugify(fold(str(record)))[:CODE_LENGTH].strip("-")
    return words or type(record).__name__.lower()


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"
