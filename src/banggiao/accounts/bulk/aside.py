"""Many records set aside in one step, as when an import is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext

from banggiao.accounts import panels
from banggiao.accounts.bulk.parts import hold_everything
from banggiao.accounts.bulk.steps import SIZE, not_found, one_import
from banggiao.accounts.records import in_use, need_reason, page_of
from banggiao.accounts.resting import rested_on
from banggiao.accounts.rules import may_see, require
from banggiao.audit.actions import Change, record_changes
from banggiao.audit.snapshots import class_of, snapshot
from banggiao.core import search
from banggiao.core.enums import RecordState
from banggiao.core.errors import Refused
from banggiao.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models

    from banggiao.accounts.models import User
    from banggiao.core.references import Reference


@dataclass(frozen=True, slots=True)
class Stays:
    """A record that cannot be set aside, and why. ``name`` is empty where there is none to see."""

    reference: Reference
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" if self.name else self.message


class NotSetAside(Refused):
    """Some records cannot be set aside, so none was. ``errors`` has all of them, in their order."""

    SHOWN = 5

    def __init__(self, errors: Sequence[Stays]) -> None:
        self.errors = list(errors)
        head = ngettext(
            "Nothing was set aside: %(count)d record cannot be.",
            "Nothing was set aside: %(count)d records cannot be.",
            len(errors),
        ) % {"count": len(errors)}
        first = " ".join(str(error) for error in self.errors[: self.SHOWN])
        super().__init__("records_stay", f"{head} {first}")


def set_aside_many(wanted: Iterable[Reference], *, by: User, reason: str) -> int:
    """Take many records, of any rooms, out of lists, search and figures; gives how many.

    Who may, what is refused and what is logged is as in `records.set_aside`, one event a record;
    what rests only on records that go in the same step does not hold them. All or nothing:
    `NotSetAside` names each record that cannot go. One that is set aside already is left alone.
    A constant number of questions for 500 records of a model.
    """
    need_reason(reason)
    with one_import():
        leaving = _Leaving(list(dict.fromkeys(wanted)), by)
        leaving.gather()
        leaving.check_rest()
        leaving.stop()
        for model, records in leaving.by_model().items():
            for some in batched(records, SIZE):
                _write(model, some, by, reason)
        return len(leaving.records)


@dataclass(slots=True)
class _Leaving:
    """The records on their way out, held, and what holds them back."""

    wanted: Sequence[Reference]
    by: User
    records: dict[Reference, Record] = field(default_factory=dict)
    held_back: dict[Reference, Stays] = field(default_factory=dict)

    def gather(self) -> None:
        """Hold the records that go, after what a room's own rule rests on."""
        codes: dict[str, list[str]] = {}
        for label, code in self.wanted:
            codes.setdefault(label, []).append(code)
        for label, mine in codes.items():
            refusals: dict[str, Refused] = {}
            found: dict[str, Record] = {}
            if (model := _model(label)) is not None:
                for provider in panels.SETTING_ASIDE:
                    refusals |= provider(model, mine)
                found = _held(model, mine)
            for code in mine:
                self._take((label, code), found.get(code), refusals.get(code))

    def _take(self, reference: Reference, record: Record | None, refused: Refused | None) -> None:
        if record is None or not may_see(self.by, record):
            self.held_back[reference] = Stays(reference, "", not_found(reference[1]))
            return
        meta = record._meta
        try:
            require(self.by, f"{meta.app_label}.set_aside_{meta.model_name}", record)
        except PermissionDenied as denied:
            self.held_back[reference] = Stays(reference, str(record), str(denied))
            return
        if record.is_set_aside:
            return
        if refused is not None:
            self._hold_back(reference, record, refused)
        self.records[reference] = record

    def _hold_back(self, reference: Reference, record: Record, refused: Refused) -> None:
        self.held_back[reference] = Stays(reference, str(record), str(refused.message))

    def by_model(self) -> dict[type[Record], list[Record]]:
        """Give the records in the order they were named, by model."""
        groups: dict[type[Record], list[Record]] = {}
        for record in self.records.values():
            groups.setdefault(type(record), []).append(record)
        return groups

    def check_rest(self) -> None:
        """Hold back what something rests on that does not go."""
        groups = self.by_model()
        keys: dict[type[models.Model], set[int]] = {
            model: {record.pk for record in group} for model, group in groups.items()
        }
        rested = {model: rested_on(model, keys[model], keys) for model in groups}
        for reference, record in self.records.items():
            if record.pk in rested[type(record)] and reference not in self.held_back:
                self._hold_back(reference, record, in_use())

    def stop(self) -> None:
        """Raise `NotSetAside` where anything is held back."""
        if self.held_back:
            errors = (self.held_back.get(reference) for reference in self.wanted)
            raise NotSetAside([error for error in errors if error])


def _model(label: str) -> type[Record] | None:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Record) else None


def _held(model: type[Record], codes: Sequence[str]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    query: Any = model._default_manager.select_for_update(of=("self",))
    for some in batched(codes, SIZE):
        found |= {record.code: record for record in query.filter(code__in=some).order_by("pk")}
    return found


def _write(model: type[Record], records: Sequence[Record], by: User, reason: str) -> None:
    hold_everything(records)
    action = f"{model._meta.app_label}.{model._meta.model_name}_set_aside"
    changes = []
    for record in records:
        before = snapshot(record)
        record.state = RecordState.SET_ASIDE
        after = before | {"state": RecordState.SET_ASIDE}
        changes.append(Change(action, record, before, after, page_of(record), class_of(record)))
    model._default_manager.filter(pk__in=[record.pk for record in records]).update(
        state=RecordState.SET_ASIDE, version=F("version") + 1, changed_at=timezone.now()
    )
    record_changes(changes, by=by, reason=reason)
    search.refresh(*records)
