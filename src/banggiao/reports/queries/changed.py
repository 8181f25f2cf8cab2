"""What changed since a report was sent: which records entered or left a figure, and who did it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from banggiao.audit import vocabulary
from banggiao.audit.queries import events_visible_to
from banggiao.core.access import ClassViewer
from banggiao.core.references import Reference, resolve
from banggiao.reports.figures.measuring import measure_all
from banggiao.reports.figures.registry import FIGURES
from banggiao.reports.models import FrozenFigure, FrozenRecord
from banggiao.reports.queries.reports import period_of_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.audit.models import Event
    from banggiao.core.access import Viewer
    from banggiao.reports.figures.measuring import Measured
    from banggiao.reports.models import Report

SHOWN = 200
"""At most so many records a figure are listed; how many there are is exact."""

ENTERED, LEFT, CHANGED = "entered", "left", "changed"
WORDS = {
    ENTERED: _("counts now, was not sent"),
    LEFT: _("was sent, counts no more"),
    CHANGED: _("counts as before, its number changed"),
}
TONES = {ENTERED: "good", LEFT: "bad", CHANGED: "warn"}


@dataclass(frozen=True, slots=True)
class Change:
    """A record that entered or left a figure, with the last change of it since the report."""

    kind: str
    label: str
    url: str
    action: str = ""
    actor: str = ""
    at_text: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        """What happened, as people read it."""
        return str(WORDS[self.kind])

    @property
    def tone(self) -> str:
        """The tone of its mark."""
        return TONES[self.kind]


@dataclass(slots=True)
class ChangedFigure:
    """A figure that says something else today. ``hidden``: so many records one may not see."""

    code: str
    label: str
    sent: int
    today: int
    total: int
    changes: list[Change] = field(default_factory=list)
    hidden: int = 0

    @property
    def more(self) -> int:
        """How many are not listed because there are too many."""
        return self.total - len(self.changes) - self.hidden


@dataclass(frozen=True, slots=True)
class _Difference:
    """What entered and left one figure, by reference."""

    frozen: FrozenFigure
    measured: Measured
    found: list[tuple[str, Reference]]


def changed_since_sent(report: Report, user: Viewer) -> list[ChangedFigure]:
    """Give the figures of an issued report that differ today, in the order of the paper.

    Both sides count what a reader of the report's class may see. A record whose class was raised
    since then left its figure; its name shows only to whoever may still see it.
    """
    differences = list(_differences(report))
    wanted = {reference for one in differences for _kind, reference in one.found[:SHOWN]}
    records = resolve(wanted, user)
    events = _last_events(wanted, report, user)
    with_labels = []
    for one in differences:
        shown = ChangedFigure(
            code=one.frozen.figure,
            label=str(one.measured.figure.label),
            sent=one.frozen.value,
            today=one.measured.value,
            total=len(one.found),
        )
        for kind, reference in one.found[:SHOWN]:
            record: Any = records.get(reference)
            if record is None:
                shown.hidden += 1
            else:
                shown.changes.append(_change(kind, record, events.get(reference)))
        with_labels.append(shown)
    return with_labels


def _differences(report: Report) -> Iterable[_Difference]:
    frozen = {f.figure: f for f in FrozenFigure.objects.filter(report=report, part="")}
    codes = [code for code in frozen if code in FIGURES]
    viewer = ClassViewer(report.classification)
    with override(report.language):
        today = measure_all(viewer, period_of_report(report), codes)
    sent = _sent(report)
    for code in codes:
        before, now = sent.get(code, set()), _references(today[code])
        found = [(ENTERED, one) for one in sorted(now - before)]
        found += [(LEFT, one) for one in sorted(before - now)]
        if not found and frozen[code].value != today[code].value:
            found = [(CHANGED, one) for one in sorted(_touched(now, report))]
        if found or frozen[code].value != today[code].value:
            yield _Difference(frozen[code], today[code], found)


def _sent(report: Report) -> dict[str, set[Reference]]:
    rows = FrozenRecord.objects.filter(
        frozen__report=report, frozen__part="", is_counted=True
    ).values_list("frozen__figure", "record_type", "record_code")
    sent: dict[str, set[Reference]] = {}
    for figure, record_type, code in rows.iterator(chunk_size=2000):
        sent.setdefault(figure, set()).add((record_type, code))
    return sent


def _references(measured: Measured) -> set[Reference]:
    label = measured.sure.model._meta.label_lower
    return {(label, code) for code in measured.sure.order_by().values_list("code", flat=True)}


def _touched(references: set[Reference], report: Report) -> set[Reference]:
    """Keep the records that were changed since the report: one of them turned the number."""
    viewer = ClassViewer(report.classification)
    return set(_last_events(references, report, viewer))


def _last_events(
    references: Iterable[Reference], report: Report, viewer: Viewer
) -> dict[Reference, Event]:
    """Give the last change of each record since the report was issued."""
    by_type: dict[str, list[str]] = {}
    for record_type, code in references:
        by_type.setdefault(record_type, []).append(code)
    last: dict[Reference, Event] = {}
    for record_type, codes in by_type.items():
        for some in batched(sorted(codes), 500):
            events = events_visible_to(viewer).filter(
                object_type=record_type, object_code__in=some, at__gt=report.issued_at
            )
            for event in events.order_by("pk").defer("before", "after"):
                last[(record_type, event.object_code)] = event
    return last


def _change(kind: str, record: Any, event: Event | None) -> Change:
    url = record.get_absolute_url()
    if event is None:  # something it hangs on was changed: a title's level, a body that became own
        return Change(kind, str(record), url)
    return Change(
        kind,
        str(record),
        url,
        action=vocabulary.label(event.action),
        actor=event.actor_name,
        at_text=date_format(timezone.localtime(event.at), "H:i d/m/Y"),
        reason=event.reason,
    )
