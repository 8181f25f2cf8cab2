"""What the pages of figures show: addresses, rows, cuts with the length of their bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.dates import PartialDate, format_partial, format_span
from banggiao.core.enums import Classification
from banggiao.reports.enums import Basis
from banggiao.reports.figures import (
    FIGURES,
    GROUPS,
    NOT_KNOWN,
    Measured,
    PartValue,
    measure,
    measure_all,
    parts,
    values,
)
from banggiao.reports.figures.dates import end_of
from banggiao.reports.figures.labels import label_of, unit_words
from banggiao.reports.periods import year_after, year_before
from banggiao.reports.queries.stated import touching
from banggiao.reports.words import plain_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from banggiao.core.access import Viewer
    from banggiao.reports.figures import Figure, Period
    from banggiao.reports.queries.stated import Stated


def address_of(period: Period) -> str:
    """Give the part of an address that names a period: its rule and year, or its two days."""
    if period.code and period.year is not None:
        return urlencode({"period": period.code, "year": period.year})
    return urlencode({"from": period.first.isoformat(), "to": period.last.isoformat()})


def figures_url(period: Period) -> str:
    """Give the page of all figures for a period."""
    return f"{reverse('reports:figures')}?{address_of(period)}"


def figure_url(code: str, period: Period, part: str = "") -> str:
    """Give the page that opens a figure, or one part of it such as ``level:minister``."""
    narrowed = f"&{urlencode({'part': part})}" if part else ""
    return f"{reverse('reports:figure', args=[code])}?{address_of(period)}{narrowed}"


def as_text(value: int) -> str:
    """Give a number as people read it, with its thousands apart."""
    return plain_number(value)


def days_in_words(period: Period) -> str:
    """Give the days of a period as people read them."""
    first, last = (PartialDate.parse(day.isoformat()) for day in (period.first, period.last))
    return format_span(first, last)


def day_in_words(day: dt.date) -> str:
    """Give a day as people read it."""
    return format_partial(PartialDate.parse(day.isoformat()))


def steps(period: Period, base: str, part: str = "") -> list[dict[str, str]]:
    """Give the ways to the same period a year earlier and a year later on the page ``base``."""
    narrowed = f"&{urlencode({'part': part})}" if part else ""
    near = (("←", year_before(period)), ("→", year_after(period)))
    return [
        {
            "label": f"{arrow} {one.name}" if arrow == "←" else f"{one.name} {arrow}",
            "url": f"{base}?{address_of(one)}{narrowed}",
        }
        for arrow, one in near
        if one is not None
    ]


def class_note(viewer: Viewer) -> str:
    """Say up to which class the records are counted that the reader sees."""
    label = Classification(viewer.clearance).label
    return _("Counts the records that you may see: up to “%(label)s”.") % {"label": label}


def stands_on(measured: Measured) -> str:
    """Say on which day a figure stands that counts how things stood, else nothing."""
    if not measured.figure.at_end:
        return ""
    day = end_of(measured.period)
    if day < measured.period.last:
        return _("As things stand today: the period is not over.")
    return _("As things stood on %(day)s.") % {"day": day_in_words(day)}


@dataclass(frozen=True, slots=True)
class Beside:
    """A stated number beside a count, with the difference in words where the two compare."""

    stated: Stated
    value: str
    difference: str = ""
    is_same: bool = False


def beside(measured: Measured) -> list[Beside]:
    """Give the stated numbers of a figure, each with how far the register is from it."""
    return [_beside(one, measured) for one in measured.stated]


def _beside(one: Stated, measured: Measured) -> Beside:
    value = as_text(one.value)
    is_plan = one.record.basis == Basis.PLAN
    alike = one.record.basis in {Basis.ACTUAL, Basis.PLAN}
    if not (one.matches and alike and is_plan == bool(measured.figure.stated_as)):
        return Beside(one, value)
    gap = measured.value - one.value
    number = as_text(abs(gap))
    if gap == 0:
        return Beside(one, value, _("the register has as many"), is_same=True)
    if gap > 0:
        return Beside(one, value, _("+%(number)s more in the register") % {"number": number})
    return Beside(one, value, _("−%(number)s fewer in the register") % {"number": number})


@dataclass(frozen=True, slots=True)
class Row:
    """A figure on the page of all figures."""

    figure: Figure
    number: int
    value: str
    url: str
    uncertain: int
    number_before: int | None
    before: str
    before_url: str
    change: str
    stated: list[Beside]


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading."""

    key: str
    label: str
    rows: list[Row]


def sections(viewer: Viewer, period: Period) -> list[Section]:
    """Give all figures of a period, beside those of the same period a year earlier.

    How many statements that takes hangs on how many figures there are, not on the records.
    """
    measured = measure_all(viewer, period)
    before = year_before(period)
    earlier = values(viewer, before) if before else {}
    return [
        Section(
            group.key,
            str(group.label),
            [_row(measured[figure.code], before, earlier) for figure in group.figures],
        )
        for group in GROUPS
    ]


def _row(measured: Measured, before: Period | None, earlier: dict[str, int]) -> Row:
    code = measured.figure.code
    old = earlier.get(code)
    change = measured.value - old if old is not None else 0
    sign = "+" if change > 0 else "−"
    return Row(
        figure=measured.figure,
        number=measured.value,
        value=as_text(measured.value),
        url=figure_url(code, measured.period),
        uncertain=measured.uncertain_total,
        number_before=old,
        before="" if old is None else as_text(old),
        before_url=figure_url(code, before) if before else "",
        change=f"{sign}{as_text(abs(change))}" if change else "",
        stated=beside(measured),
    )


@dataclass(frozen=True, slots=True)
class Before:
    """The number of the same period a year earlier, and where it opens."""

    value: str
    name: str
    url: str


def before(figure: Figure, viewer: Viewer, period: Period, part: str) -> Before | None:
    """Give the number a year earlier, of the same part; None before the first year."""
    earlier = year_before(period)
    if earlier is None:
        return None
    value = measure(figure, viewer, earlier, part=part).value
    return Before(as_text(value), earlier.name, figure_url(figure.code, earlier, part))


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a figure with its bar: ``share`` is its length in percent of the longest."""

    label: str
    value: str
    share: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CutUp:
    """A figure cut one way."""

    key: str
    label: str
    bars: list[Bar]


SHOWN = 20


def cuts(measured: Measured, part: str) -> list[CutUp]:
    """Give every cut of a figure that tells something: a figure of nothing has none."""
    figure, period = measured.figure, measured.period
    if not measured.records:
        return []
    found = []
    for cut in figure.parts:
        chosen = [one for one in part.split(",") if one]
        others = [one for one in chosen if not one.startswith(f"{cut.key}:")]
        shown = parts(figure, measured.viewer, period, cut, within=",".join(others))
        if [one.key for one in shown] != [NOT_KNOWN]:
            bars = _bars(shown, measured, cut.key, others, chosen)
            found.append(CutUp(cut.key, str(cut.label), bars))
    return found


def _bars(
    shown: Sequence[PartValue],
    measured: Measured,
    key: str,
    others: Sequence[str],
    chosen: Sequence[str],
) -> list[Bar]:
    longest = max((one.value for one in shown), default=0)
    bars = []
    for one in shown[:SHOWN]:
        name = f"{key}:{one.key}"
        is_chosen = name in chosen
        wanted = ",".join([*others, *([] if is_chosen else [name])])
        bars.append(
            Bar(
                label=one.label,
                value=as_text(one.value),
                share=round(100 * one.value / longest) if longest else 0,
                url=figure_url(measured.figure.code, measured.period, wanted),
                is_chosen=is_chosen,
            )
        )
    return bars


@dataclass(frozen=True, slots=True)
class Said:
    """A stated number that stands beside no count of ours."""

    label: str
    number: str
    stated: Stated


def said_of_others(viewer: Viewer, period: Period) -> list[Said]:
    """Give the stated numbers of the period that stand beside no count of ours, with their names.

    Numbers of other bodies and countries, and those of which the register counts nothing.
    """
    return [
        Said(
            label_of(one.record.figure),
            f"{as_text(one.value)} {unit_words(one.record.unit)}".strip(),
            one,
        )
        for one in touching(viewer, period)
        if not one.is_ours or one.record.figure not in FIGURES
    ]
