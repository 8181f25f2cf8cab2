"""Old .xls files, as xlwt writes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import xlwt

from banggiao.exchange.books.book import Area, Broken, Value
from tests.factories.books import at, only_sheet, opened, xls

DAY = dt.date(2023, 2, 5)


def style(number_format: str) -> xlwt.XFStyle:
    found = xlwt.XFStyle()
    found.num_format_str = number_format
    return found


def cell(value: Any, number_format: str = "General", **options: Any) -> Value:
    def fill(book: Any) -> None:
        book.dates_1904 = options.get("is_1904", False)
        book.add_sheet("Bảng").write(0, 0, value, style(number_format))

    return only_sheet(xls(fill)).rows[1][1]


class TestValues:
    @pytest.mark.parametrize(
        ("value", "number_format", "read"),
        [
            ("Thỏa thuận", "General", "Thỏa thuận"),
            ("総務省\nhai", "General", "総務省\nhai"),
            (2023, "General", 2023),
            (210.5, "#,##0.0", 210.5),
            (1, "0%", 1.0),
            (True, "General", True),
            (DAY, "DD/MM/YYYY", DAY),
            (at(DAY, 8, 30), "DD/MM/YYYY HH:MM", at(DAY, 8, 30)),
            (dt.time(8, 30), "HH:MM", dt.time(8, 30)),
            (1.25, "[h]:mm", dt.timedelta(hours=30)),
            (dt.date(2023, 6, 1), "MM/YYYY", "06/2023"),
        ],
    )
    def test_come_as_they_were_written(self, value: Any, number_format: str, read: Value) -> None:
        found = cell(value, number_format)
        assert found == read
        assert type(found) is type(read)

    def test_days_are_counted_from_1904_where_the_file_says_so(self) -> None:
        assert cell(43500, "DD/MM/YYYY", is_1904=True) == DAY

    def test_errors_and_formulas_without_a_value(self) -> None:
        def fill(book: Any) -> None:
            row = book.add_sheet("Bảng").row(0)
            row.set_cell_error(0, "#REF!")
            row.write(1, "x")
            row.write(2, xlwt.Formula("1+1"))

        assert only_sheet(xls(fill)).rows == {1: {1: Broken("#REF!"), 2: "x"}}

    def test_rich_text_is_one_text(self) -> None:
        def fill(book: Any) -> None:
            sheet = book.add_sheet("Bảng")
            bold = xlwt.easyfont("bold true")
            sheet.write_rich_text(0, 0, ["Đoàn ", ("ra", bold)])

        assert only_sheet(xls(fill)).rows == {1: {1: "Đoàn ra"}}

    def test_blank_cells_are_left_out(self) -> None:
        def fill(book: Any) -> None:
            sheet = book.add_sheet("Bảng")
            sheet.write(0, 0, "", style("0"))
            sheet.write(1, 0, " \u00a0")
            sheet.write(65_535, 255, "xa")

        assert only_sheet(xls(fill)).rows == {65_536: {256: "xa"}}


class TestMergedAndHidden:
    def test_merged_areas(self) -> None:
        def fill(book: Any) -> None:
            sheet = book.add_sheet("Bảng")
            sheet.write_merge(0, 0, 0, 3, "BÁO CÁO")
            sheet.write_merge(1, 3, 1, 1, "x")

        assert set(only_sheet(xls(fill)).merged) == {Area(1, 1, 1, 4), Area(2, 2, 4, 2)}

    def test_hidden_rows_columns_and_sheets(self) -> None:
        def fill(book: Any) -> None:
            first, second, third = (book.add_sheet(name) for name in ("một", "hai", "ba"))
            for row in range(4):
                first.write(row, 2, row)
            first.row(1).hidden = True
            first.col(2).hidden = True
            second.visibility, third.visibility = 1, 2

        first, second, third = opened(xls(fill)).sheets
        assert first.hidden_rows == {2}
        assert first.hidden_columns == {3}
        assert [sheet.is_hidden for sheet in (first, second, third)] == [False, True, True]


class TestRemarks:
    def test_a_plain_file_has_none(self) -> None:
        book = opened(xls(lambda book: book.add_sheet("Bảng").write(0, 0, 1)))
        assert (book.form, book.remarks) == ("xls", ())

    def test_macros_are_told(self) -> None:
        data = xls(lambda book: book.add_sheet("Bảng").write(0, 0, 1))
        name = "_VBA_PROJECT_CUR".encode("utf-16-le")
        # The directory that xlwt writes ends with two empty entries of 128 bytes.
        place = data.index("Workbook".encode("utf-16-le")) + 128
        assert not any(data[place : place + 64])
        with_macros = data[:place] + name.ljust(64, b"\0") + data[place + 64 :]
        assert [remark.code for remark in opened(with_macros).remarks] == ["macros"]

    def test_links_to_other_files_are_told(self) -> None:
        def fill(book: Any) -> None:
            book.add_sheet("A").write(0, 0, 1)
            book.add_sheet("B").write(0, 0, xlwt.Formula("A!A1"))

        own, other = b"\xae\x01\x04\x00\x02\x00\x01\x04", b"\xae\x01\x04\x00\x00\x00\x00\x00"
        data = xls(fill)
        assert data.count(own) == 1
        assert opened(data).remarks == ()
        remarks = opened(data.replace(own, other)).remarks
        assert [remark.code for remark in remarks] == ["outside_links"]
