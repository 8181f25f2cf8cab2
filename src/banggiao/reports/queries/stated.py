"""Reads of stated figures: what old papers say, beside what the register counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from banggiao.core.dates import earliest_of, format_partial, latest_of
from banggiao.core.enums import words_for
from banggiao.documents.queries import sources_by_code
from banggiao.reports.enums import Basis
from banggiao.reports.models import StatedFigure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from banggiao.core.access import Viewer
    from banggiao.reports.figures.shapes import Figure, Period

BASIS = words_for(Basis)
LIMIT = 2000
"""So many stated numbers are read for one period; a register holds some hundred."""

NEAR = 31
"""By so many days a stated period may begin or end away from ours and still be compared with it:
the year of a report runs from 15 December, the number of an old paper stands for "the year"."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a stated number is taken from: a document, or who told it."""

    label: str
    url: str = ""


@dataclass
class Stated:
    """A stated number with its source. ``is_ours``: it is said of the own body.

    ``matches`` says whether it stands for the same time as the figure it is beside, so that the two
    may be compared; one for a longer or shorter time is shown without a difference.
    """

    record: StatedFigure
    is_ours: bool
    matches: bool
    sources: list[Source] = field(default_factory=list)

    @property
    def value(self) -> int:
        """The number."""
        return self.record.value

    @property
    def whose(self) -> str:
        """Whose number it is: the body, or as the source has it."""
        return str(self.record.organisation or self.record.scope)

    @property
    def basis_words(self) -> str:
        """What the number rests on, in words."""
        return BASIS(self.record.basis)

    @property
    def period_words(self) -> str:
        """The time it stands for, in words."""
        return format_partial(self.record.period) if self.record.period else ""

    @property
    def source_text(self) -> str:
        """Its sources in one line."""
        return "; ".join(source.label for source in self.sources)


def stated_in_register(viewer: Viewer) -> QuerySet[Any]:
    """Give the stated numbers that count and the viewer may see."""
    found = StatedFigure.objects.visible_to(viewer).in_register()
    return found.select_related("organisation")


def touching(viewer: Any, period: Period) -> list[Stated]:
    """Give the stated numbers whose time touches the period, by figure and time, with sources."""
    found = stated_in_register(viewer).filter(
        Q(period_earliest__lte=period.last) | Q(period_earliest__isnull=True),
        Q(period_latest__gte=period.first) | Q(period_latest__isnull=True),
        Q(period_earliest__isnull=False) | Q(period_latest__isnull=False),
    )
    rows = list(found.order_by("figure", "period_earliest", "pk")[:LIMIT])
    return with_sources(rows, viewer, period)


def with_sources(
    rows: Sequence[StatedFigure], viewer: Any, period: Period | None = None
) -> list[Stated]:
    """Give stated numbers with the sources the viewer may see, asked for all at once."""
    label = StatedFigure._meta.label_lower
    cited = sources_by_code(label, [row.code for row in rows], viewer)
    return [
        Stated(
            record=row,
            is_ours=is_ours(row),
            matches=period is not None and _same_time(row, period),
            sources=[_source(citation) for citation in cited.get(row.code, [])],
        )
        for row in rows
    ]


def _source(citation: Any) -> Source:
    document = citation.document
    if document is None:
        return Source(citation.told_by)
    place = f", {citation.place}" if citation.place else ""
    return Source(f"{document}{place}", document.get_absolute_url())


def is_ours(row: StatedFigure) -> bool:
    """Whether a number is said of the own body itself: only that one stands beside our count."""
    return row.organisation is not None and row.organisation.code == settings.OWN_BODY


def _same_time(row: StatedFigure, period: Period) -> bool:
    first, last = earliest_of(row.period), latest_of(row.period)
    if first is None or last is None:
        return False
    return _near(first, period.first) and _near(last, period.last)


def _near(one: dt.date, other: dt.date) -> bool:
    return abs((one - other).days) <= NEAR


def stated_for(
    figures: Iterable[Figure], viewer: Viewer, period: Period
) -> dict[str, list[Stated]]:
    """Give what is stated of the own body beside each figure, by code: two statements in all.

    A number for the same time as the period comes first; others stand for more or less than it, and
    only where the greater part of the shorter time is shared.
    """
    found = [one for one in touching(viewer, period) if one.is_ours and _shared(one, period)]
    beside: dict[str, list[Stated]] = {}
    for figure in figures:
        own = [one for one in found if one.record.figure == figure.code]
        if figure.stated_as:
            code, bases = figure.stated_as
            own += [o for o in found if o.record.figure == code and o.record.basis in bases]
        beside[figure.code] = sorted(own, key=lambda one: not one.matches)
    return beside


def _shared(one: Stated, period: Period) -> bool:
    first = earliest_of(one.record.period) or period.first
    last = latest_of(one.record.period) or period.last
    shared = (min(last, period.last) - max(first, period.first)).days + 1
    shorter = min((last - first).days, (period.last - period.first).days) + 1
    return shared * 2 > shorter
