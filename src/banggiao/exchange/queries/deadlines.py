"""What is due as events of a calendar file: whole days that take nobody's time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.dates import format_partial
from banggiao.core.enums import RecordState, words_now
from banggiao.core.models import shown_name
from banggiao.duties.enums import DutyKind, PartyRole, Progress
from banggiao.duties.models import DutyParty
from banggiao.exchange.addresses import absolute, host
from banggiao.exchange.calendars.events import Event, Status
from banggiao.exchange.calendars.spans import span_of
from banggiao.exchange.queries.happenings import note_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.exchange.calendars.spans import Span


class DutyRow(NamedTuple):
    """What a calendar reads of a duty. The name is in the language of the moment."""

    pk: int
    name: str
    code: str
    version: int
    changed_at: dt.datetime
    classification: int
    state: str
    kind: str
    progress: str
    due: PartialDate | None

    @property
    def span(self) -> Span | None:
        """The days it is shown on; None where they are not known well enough."""
        return span_of(self.due)

    @property
    def status(self) -> Status:
        """Whether it is still owed or was kept; what was waived or entered by mistake is off."""
        if self.state == RecordState.SET_ASIDE or self.progress == Progress.WAIVED:
            return Status.CANCELLED
        return Status.CONFIRMED


_READ = DutyRow._fields[2:]


def read_duties(found: QuerySet[Any, Any]) -> list[DutyRow]:
    """Read duties the viewer may see, in their order."""
    rows = found.prefetch_related(None).values_list("pk", shown_name(), *_READ)
    return [DutyRow._make(row) for row in rows]


def duty_events(rows: Sequence[DutyRow], viewer: User) -> Iterator[Event]:
    """Give the events of duties with a known day; who owes it as the viewer may see them."""
    kinds = words_now(DutyKind)
    owed_by = _promisors(rows, viewer)
    address, name = absolute(reverse("duties:duty", args=["CODE"])), host()
    category = _("What is due")
    for row in rows:
        span = row.span
        if span is None:
            continue
        url, owing = address.replace("CODE", row.code), owed_by.get(row.pk)
        said = [kinds(row.kind)]
        if owing:
            said.append(_("Owed by: %(names)s") % {"names": "; ".join(owing)})
        yield Event(
            uid=f"duty-{row.code}@{name}",
            version=row.version,
            changed_at=row.changed_at,
            when=span,
            text=_text(row, span),
            url=url,
            note=note_of([*said, url]),
            category=category,
            status=row.status,
            classification=row.classification,
        )


def _text(row: DutyRow, span: Span) -> str:
    """Say what is due; of a day that is not known, when; and of what was done that it was."""
    if row.progress == Progress.KEPT:
        return _("Kept: %(name)s") % {"name": row.name}
    if span.is_exact or row.due is None:
        return _("Due: %(name)s") % {"name": row.name}
    return _("Due %(when)s: %(name)s") % {"when": format_partial(row.due), "name": row.name}


def _promisors(rows: Sequence[DutyRow], viewer: User) -> dict[int, list[str]]:
    seen: Any = DutyParty.objects
    standing = seen.visible_to(viewer).filter(
        duty__in=[row.pk for row in rows], role=PartyRole.PROMISOR
    )
    names: dict[int, list[str]] = defaultdict(list)
    for duty, name in standing.order_by("pk").values_list("duty_id", shown_name("organisation")):
        names[duty].append(name)
    return names
