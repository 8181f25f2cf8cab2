"""Takes back what an import did: new records go, changed ones say what they said before."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk import CLEAR, SIZE
from banggiao.accounts.bulk.aside import set_aside_many
from banggiao.activities.actions.bulk import ActivityRow, import_activities
from banggiao.agreements.actions.bulk import InstrumentRow, import_instruments
from banggiao.agreements.actions.lineage import unlink_predecessor
from banggiao.agreements.models import Instrument
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.core.models import Record
from banggiao.documents.actions.bulk import remove_citations
from banggiao.documents.models import Citation
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.enums import Kind
from banggiao.partners.actions.bulk import (
    OrganisationRow,
    PersonRow,
    import_organisations,
    import_people,
)
from banggiao.plans.actions.bulk import PlanLineRow, import_plan_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Import

WRITERS: dict[str, tuple[type[Any], Callable[..., Any]]] = {
    Kind.ACTIVITIES: (ActivityRow, import_activities),
    Kind.INSTRUMENTS: (InstrumentRow, import_instruments),
    Kind.PLAN: (PlanLineRow, import_plan_lines),
    Kind.ORGANISATIONS: (OrganisationRow, import_organisations),
    Kind.PEOPLE: (PersonRow, import_people),
}
NOT_WRITTEN = {"state", "code"}
"""What an import never changes of a record that is there."""


def undo_rows(one: Import, *, by: User, reason: str) -> None:
    """Undo all rows of an import that was written. Part of taking it back."""
    rows = list(one.rows.exclude(outcome="").order_by("number"))
    for kind in dict.fromkeys(row.kind for row in rows):
        label = WAYS[kind].record
        codes = list(dict.fromkeys(row.target for row in rows if row.kind == kind))
        events = _events(one, label, codes)
        _check_untouched(label, codes, events)
    _remove_sources(one, rows, by=by, reason=reason)
    added: list[tuple[str, str]] = []
    for kind in dict.fromkeys(row.kind for row in rows):
        label = WAYS[kind].record
        mine = [row for row in rows if row.kind == kind]
        fresh = {row.target for row in mine if row.outcome == "added"}
        added += [(label, code) for code in dict.fromkeys(r.target for r in mine) if code in fresh]
        changed = dict.fromkeys(r.target for r in mine if r.outcome == "changed")
        codes = [code for code in changed if code not in fresh]
        if kind == Kind.INSTRUMENTS:
            _part_from_older(sorted(fresh), by=by, reason=reason)
        _give_back(kind, codes, _events(one, label, codes), by=by, reason=reason)
    added += [(label, code) for label, code in one.made]
    set_aside_many(added, by=by, reason=reason)


def _events(one: Import, label: str, codes: Sequence[str]) -> dict[str, list[Event]]:
    """Give what the import did to each record, in order."""
    events: dict[str, list[Event]] = {code: [] for code in codes}
    for some in batched(codes, SIZE):
        query = Event.objects.filter(
            object_type=label, object_code__in=some, request_id=one.step_id
        )
        for event in query.order_by("pk"):
            events[event.object_code].append(event)
    return events


def _check_untouched(
    label: str, codes: Sequence[str], events: Mapping[str, Sequence[Event]]
) -> None:
    """Refuse where somebody changed a record after the import: their work would be lost."""
    for some in batched(codes, SIZE):
        last: dict[str, Event] = {}
        for event in Event.objects.filter(object_type=label, object_code__in=some).order_by("pk"):
            last[event.object_code] = event
        for code, event in last.items():
            mine = events.get(code)
            if mine and event.pk != mine[-1].pk:
                name = _name(label, code)
                raise Refused(
                    "changed_since",
                    _(
                        "“%(name)s” was changed after the import. Nothing was taken back: "
                        "undo that change first, or set the records aside one by one."
                    )
                    % {"name": name},
                )


def _name(label: str, code: str) -> str:
    record: Any = (
        apps.get_model(label)._default_manager.filter(code=code).first()
    )  # any room's model
    return str(record) if isinstance(record, Record) else code


def _remove_sources(one: Import, rows: Iterable[Any], *, by: User, reason: str) -> None:
    codes = Citation.objects.filter(document=one.source).values_list("code", flat=True)
    remove_citations(list(codes), by=by, reason=reason)


def _give_back(
    kind: str,
    codes: Sequence[str],
    events: Mapping[str, Sequence[Event]],
    *,
    by: User,
    reason: str,
) -> None:
    """Write the fields as they were, and take out the parts that came."""
    row_type, write = WRITERS[kind]
    rows = []
    for code in codes:
        mine = events.get(code) or []
        if not mine or mine[0].before is None:
            continue
        before, after = mine[0].before, mine[-1].after or {}
        fields, without = _difference(before, after, row_type)
        if fields or without:
            rows.append(row_type(code=code, **fields, **({"without": without} if without else {})))
    if rows:
        write(rows, by=by, reason=reason)


def _part_from_older(codes: Sequence[str], *, by: User, reason: str) -> None:
    """Part new texts from the ones they amend: else the older ones would rest on them."""
    linked: list[str] = []
    for some in batched(codes, SIZE):
        query = Instrument.objects.filter(code__in=some, predecessor__isnull=False)
        linked += query.values_list("code", flat=True)
    for text in Instrument.objects.filter(code__in=linked).order_by("code"):
        unlink_predecessor(text, by=by, reason=reason)


def _difference(
    before: Mapping[str, Any], after: Mapping[str, Any], row_type: type[Any]
) -> tuple[dict[str, Any], dict[str, list[int]]]:
    known = set(row_type.__dataclass_fields__)
    fields: dict[str, Any] = {}
    without: dict[str, list[int]] = {}
    for name, value in after.items():
        old = before.get(name)
        if isinstance(value, list):
            there = {part["id"] for part in old or []}
            # An act that another text brought goes with that text.
            own = (part for part in value if not part.get("by_instrument"))
            if new := [part["id"] for part in own if part["id"] not in there]:
                without[name] = new
        elif value != old and name in known and name not in NOT_WRITTEN:
            fields[name] = _as_row(old, value)
    return fields, without


def _as_row(old: Any, new: Any) -> Any:
    """Give a value of the log as a bulk row takes it: links by code, unknown numbers cleared."""
    if isinstance(old, dict):
        return old["ref"][1]
    if old is None:
        return CLEAR if isinstance(new, int | float) else ""
    return old
