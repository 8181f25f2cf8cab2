"""Whatever stands on a sheet: reading never fails, and tells of each row what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.exchange.books.book import Area, Book, Broken, Sheet
from banggiao.exchange.enums import Kind
from banggiao.exchange.reading.files import AUTO, read_book, reread
from banggiao.exchange.reading.report import as_data
from tests.factories.sheets import register

LABELS = (
    *("STT", "Nội dung", "Nước", "Đối tác", "Thời gian", "Từ ngày", "Đến ngày", "Trưởng đoàn"),
    *("Số người", "Kinh phí", "Ghi chú", "Tên văn kiện", "Ngày ký", "Thời hạn", "Họ và tên"),
    *("Country", "Dates", "Name", "Position", "番号", "期間", "団長", "T1", "T2", "T3", "T4", "T5"),
    *("Chức vụ", "Tên cơ quan", "Viết tắt", "(1)", "(2)", "(3)"),
)
TEXTS = (
    *("I. ĐOÀN RA", "1. Song phương", "Năm 2022", "Nhật Bản", "Cộng", "TỔNG CỘNG (I + II)", "nt"),
    *("Ghi chú: x", "NGƯỜI LẬP BIỂU", "5/3 - 4/3", "tháng 6", "31/02/2023", "-5 người", "I", "a"),
    *("Nguyễn Văn A1\nVụ trưởng", "MACC; JICA", "(1)", "1.1", "2010 - nay", "x", "-", "\u00a0"),
    *("Trang 2", "ĐVT: nghìn đồng", "#REF!", "２０２３年３月", "A\u0301" * 5, "0" * 400, "1e999"),
)
VALUES = st.one_of(
    st.sampled_from(LABELS),
    st.sampled_from(TEXTS),
    st.text(max_size=12),
    st.integers(-(10**18), 10**18),
    st.integers(-3, 30),
    st.sampled_from((2019, 2020, "2021", "1", "1.1", "2")),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.just(Broken("#N/A")),
)
ROW = st.dictionaries(st.integers(1, 9), VALUES, max_size=9)
HEAD = st.lists(st.sampled_from(LABELS), min_size=3, max_size=9).map(
    lambda labels: dict(enumerate(labels, 1))
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Make a sheet of anything, most of the time with something like a head."""
    lines = draw(st.lists(st.one_of(ROW, ROW, HEAD), max_size=18))
    gaps = draw(st.lists(st.integers(1, 3), min_size=len(lines), max_size=len(lines)))
    rows: dict[int, dict[int, Any]] = {}
    at = 0
    for line, gap in zip(lines, gaps, strict=True):
        at += gap
        if line:
            rows[at] = dict(sorted(line.items()))
    edge = st.integers(1, 20)
    areas = draw(st.lists(st.tuples(edge, st.integers(1, 9), st.integers(0, 3), st.integers(0, 5))))
    merged = tuple(Area(top, left, top + down, left + right) for top, left, down, right in areas)
    return Sheet(
        "Trang 1",
        rows,
        merged,
        hidden_rows=frozenset(draw(st.sets(edge, max_size=2))),
        hidden_columns=frozenset(draw(st.sets(st.integers(1, 9), max_size=1))),
    )


@pytest.mark.parametrize("kind", [*Kind.values, AUTO])
@given(sheet=sheets())
@settings(max_examples=60)
def test_never_fails_and_accounts_for_every_row(kind: str, sheet: Sheet) -> None:
    reading = read_book(Book("bảng.xlsx", "xlsx", (sheet,)), kind, register())
    data = as_data(reading)
    assert set(data) >= {"rows", "errors", "warnings", "skipped", "totals"}
    read = {row.row for row in reading.rows}
    others = {number for row in reading.rows for number in row.others}
    skipped = [one.row for one in reading.skipped]
    assert len(skipped) == len(set(skipped))
    assert not read & set(skipped)
    assert others <= set(skipped)
    assert sheet.rows.keys() <= read | set(skipped)
    for row in reading.rows:
        assert reread(row, {}, register()).keys() == row.values.keys()


def test_an_empty_book_gives_nothing() -> None:
    reading = read_book(Book("x.csv", "csv", (Sheet("x", {}),)), AUTO, register())
    assert (reading.rows, reading.tables, reading.skipped, reading.kind) == ([], [], [], AUTO)


def test_days_and_moments_are_read_wherever_they_stand() -> None:
    rows = {
        1: dict(enumerate(["STT", "Nội dung", "Nước", "Thời gian"], 1)),
        2: {1: 1, 2: "Một", 3: "Lào", 4: dt.datetime(2023, 3, 5, 8, 30)},  # noqa: DTZ001  # as files have it
        3: {1: 2, 2: dt.date(2023, 1, 1), 3: True, 4: dt.timedelta(days=1)},
    }
    reading = read_book(Book("x", "xlsx", (Sheet("x", rows),)), Kind.ACTIVITIES, register())
    assert [row.values["start"].value for row in reading.rows] == ["2023-03-05", ""]
    assert [(p.row, p.field, p.code) for p in reading.problems] == [
        (3, "country", "unknown_country"),
        (3, "start", "invalid_date"),
    ]
