"""Which days a calendar shows of a date that is known in part: none is made up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.dates import PartialDate
from banggiao.exchange.calendars.spans import Span, span_of


def date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def span(first: str, last: str, *, is_exact: bool) -> Span:
    return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last), is_exact)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-03-10", "", "2026-03-10", "2026-03-10"),
        ("2026-03-10", "2026-03-12", "2026-03-10", "2026-03-12"),
        ("2026-03-10/2026-03-12", "", "2026-03-10", "2026-03-12"),
        ("2025-12-30", "2026-01-02", "2025-12-30", "2026-01-02"),
    ],
)
def test_days_that_are_known_are_these_days(start, end, first, last):
    assert span_of(date(start), date(end)) == span(first, last, is_exact=True)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-03", "", "2026-03-01", "2026-03-31"),
        ("2026-33", "", "2026-01-01", "2026-03-31"),
        ("2026-03-10?", "", "2026-03-10", "2026-03-10"),
        ("2026-03-10", "2026-03", "2026-03-10", "2026-03-31"),
        ("2026-03", "2026-04", "2026-03-01", "2026-04-30"),
        ("2026-03-10", "2026", "2026-03-10", "2026-03-10"),
        ("2026-03-10/..", "", "2026-03-10", "2026-03-10"),
        ("../2026-03-10", "", "2026-03-10", "2026-03-10"),
        ("", "2026-03-10", "2026-03-10", "2026-03-10"),
        ("2026", "2026-03", "2026-03-01", "2026-03-31"),
    ],
)
def test_what_is_known_to_the_quarter_is_shown_over_it_and_marked(start, end, first, last):
    assert span_of(date(start), date(end)) == span(first, last, is_exact=False)


@pytest.mark.parametrize("text", ["", "2026", "201X", "XXXX-03-10", "2026?", "2020/2026"])
def test_what_is_known_to_the_year_only_stands_on_no_day(text):
    assert span_of(date(text)) is None


days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@given(days, days)
def test_known_days_are_never_changed(one, other):
    first, last = sorted((one, other))

    found = span_of(PartialDate.parse(first.isoformat()), PartialDate.parse(last.isoformat()))

    assert found == Span(first, last, is_exact=True)


texts = st.builds(
    lambda day, shape: day.strftime(shape),
    days,
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%Y-%m-%d?", "%Y~", "%Y-%m/..", "../%Y-%m-%d"]),
)


@given(texts, st.none() | texts)
def test_no_day_lies_outside_of_what_the_date_may_mean(start, end):
    dates = [PartialDate.parse(text) for text in (start, end) if text]
    ends = [one for date in dates for one in date.ends if one]
    bounds = [bound for one in ends for bound in (one.earliest, one.latest) if bound]

    found = span_of(dates[0], dates[1] if end else None)

    assert found is None or (min(bounds) <= found.first and found.last <= max(bounds))
