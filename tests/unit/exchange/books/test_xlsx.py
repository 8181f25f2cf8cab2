"""Excel's .xlsx: what stands in a cell, merged and hidden parts, what other programs write."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from banggiao.exchange.books.book import Area, Broken, Value
from tests.factories.books import (
    MAIN,
    SHEET_PART,
    at,
    only_sheet,
    opened,
    part_of,
    raw_xlsx,
    shared_xlsx,
    with_parts,
    xlsx,
    xlsx_of,
)

DAY = dt.date(2023, 2, 5)


def first_cell(xml: str) -> Value | None:
    return only_sheet(raw_xlsx(f'<row r="1">{xml}<c r="B1"><v>1</v></c></row>')).rows[1].get(1)


class TestValues:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("Đoàn ra", "Đoàn ra"),
            ("hai\ndòng", "hai\ndòng"),
            ("  giữ  nguyên ", "  giữ  nguyên "),
            ("BÁO CÁO 総務省", "BÁO CÁO 総務省"),
            ("総務省", "総務省"),
            (2023, 2023),
            (-4, -4),
            (210.5, 210.5),
            (True, True),
            (False, False),
            (DAY, DAY),
            (at(DAY), DAY),
            (at(DAY, 8, 30), at(DAY, 8, 30)),
            (dt.time(8, 30), dt.time(8, 30)),
            (dt.timedelta(hours=30), dt.timedelta(hours=30)),
        ],
    )
    def test_come_as_they_were_written(self, written: Any, read: Value) -> None:
        found = only_sheet(xlsx_of([written])).rows[1][1]
        assert found == read
        assert type(found) is type(read)

    @pytest.mark.parametrize(
        ("number_format", "number", "read"),
        [
            ("0%", 0.25, 0.25),
            ("0%", 1, 1.0),
            ("#,##0", 3.0, 3),
            ("dd/mm/yyyy", 44962, DAY),
            ('"ngày" dd "tháng" mm "năm" yyyy', 44962, DAY),
            ('yyyy"年"m"月"d"日"', 44962, DAY),
            ("[$-411]ggge", 44927, 2023),
            ("mmm-yy", 45078, "06/2023"),
            ("mm/yyyy", 45079, dt.date(2023, 6, 2)),
            ("yyyy", 44927, 2023),
            ("yyyy", 44962, DAY),
            ("dd/mm/yyyy", -3, -3),
            ("dd/mm/yyyy", 99_999_999, 99_999_999),
        ],
    )
    def test_number_means_what_its_format_shows(
        self, number_format: str, number: float, read: Value
    ) -> None:
        def fill(sheet: Any) -> None:
            sheet["A1"] = number
            sheet["A1"].number_format = number_format

        found = only_sheet(xlsx(fill)).rows[1][1]
        assert found == read
        assert type(found) is type(read)

    def test_whole_percent_is_a_float(self) -> None:
        def fill(sheet: Any) -> None:
            sheet["A1"], sheet["A2"] = 1, 1
            sheet["A1"].number_format = "0%"

        rows = only_sheet(xlsx(fill)).rows
        assert isinstance(rows[1][1], float)
        assert isinstance(rows[2][1], int)

    def test_days_of_a_macintosh_file_are_counted_from_1904(self) -> None:
        book = Workbook()
        book.epoch = at(dt.date(1904, 1, 1))

        def fill(sheet: Any) -> None:
            sheet["A1"] = 43500
            sheet["A1"].number_format = "dd/mm/yyyy"

        assert only_sheet(xlsx(fill, book)).rows[1][1] == DAY

    @pytest.mark.parametrize(
        ("xml", "read"),
        [
            ('<c r="A1" t="e"><v>#REF!</v></c>', Broken("#REF!")),
            ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Broken("#DIV/0!")),
            ('<c r="A1"><f>SUM(1,2)</f><v>3</v></c>', 3),
            ('<c r="A1"><f>SUM(1,2)</f></c>', None),
            ('<c r="A1" t="str"><f>A2&amp;"x"</f><v>Hà Nội</v></c>', "Hà Nội"),
            ('<c r="A1" t="inlineStr"><is><t>trong ô</t></is></c>', "trong ô"),
            (
                '<c r="A1" t="inlineStr"><is><r><t>hai </t></r><r><t>phần</t></r></is></c>',
                "hai phần",
            ),
            ('<c r="A1" t="str"><v>một_x000D_hai _x005F_x0041_</v></c>', "một\rhai _x0041_"),
            ('<c r="A1" t="d"><v>2023-02-05T00:00:00Z</v></c>', DAY),
            ('<c r="A1" t="b"><v>1</v></c>', True),
            ('<c r="A1"><v>1E3</v></c>', 1000),
            ('<c r="A1"><v>quên kiểu</v></c>', "quên kiểu"),
            ('<c r="A1"><v>NaN</v></c>', Broken("#NUM!")),
            ('<c r="A1"><v></v></c>', None),
            ('<c r="A1" t="str"><v> \u00a0\u200b</v></c>', None),
            ("<c><v>7</v></c>", 7),
            ('<c r="$A$1"><v>7</v></c>', 7),
        ],
    )
    def test_cell_as_programs_write_it(self, xml: str, read: Value | None) -> None:
        assert first_cell(xml) == read

    def test_reading_aids_of_japanese_words_are_not_glued_to_them(self) -> None:
        strings = (
            f'<sst xmlns="{MAIN}"><si><r><t>総務</t></r><r><t>省</t></r>'
            '<rPh sb="0" eb="3"><t>ソウムショウ</t></rPh><phoneticPr fontId="1"/></si></sst>'
        )
        data = with_parts(shared_xlsx(["x"]), {"xl/sharedStrings.xml": strings})
        assert only_sheet(data).rows == {1: {1: "総務省"}}

    def test_comments_are_no_part_of_a_cell(self) -> None:
        def fill(sheet: Any) -> None:
            sheet["A1"] = "ô"
            sheet["A1"].comment = Comment("ghi chú", "A")

        assert only_sheet(xlsx(fill)).rows == {1: {1: "ô"}}


class TestPlaces:
    def test_rows_and_cells_without_numbers_count_on(self) -> None:
        sheet = only_sheet(
            raw_xlsx(
                "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/>"
                '<row><c r="B3"><v>2</v></c><c><v>3</v></c></row>'
            )
        )
        assert sheet.rows == {1: {1: 1, 3: 3}, 3: {2: 2, 3: 3}}

    def test_rows_out_of_order_are_put_in_order(self) -> None:
        sheet = only_sheet(
            raw_xlsx(
                '<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
            )
        )
        assert list(sheet.rows) == [2, 5]

    def test_a_cell_at_the_far_end_costs_nothing(self) -> None:
        def fill(sheet: Any) -> None:
            sheet["A1"], sheet["XFD1048576"] = "gần", "xa"

        sheet = only_sheet(xlsx(fill))
        assert sheet.rows == {1: {1: "gần"}, 1_048_576: {16_384: "xa"}}
        assert sheet.last_row == 1_048_576

    def test_blank_cells_are_left_out(self) -> None:
        assert only_sheet(xlsx_of(["", " ", "\u00a0", "x", None])).rows == {1: {4: "x"}}


class TestMergedAndHidden:
    def test_merged_areas(self) -> None:
        def fill(sheet: Any) -> None:
            sheet["A1"] = "BÁO CÁO"
            sheet["B3"] = "x"
            sheet.merge_cells("A1:D1")
            sheet.merge_cells("B3:B5")

        assert set(only_sheet(xlsx(fill)).merged) == {Area(1, 1, 1, 4), Area(3, 2, 5, 2)}

    def test_what_a_merged_area_covers_is_left_out(self) -> None:
        cells = '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c>'
        merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
        data = raw_xlsx(
            f'<row r="1">{cells}</row><row r="2"><c r="B2"><v>4</v></c></row>', after=merged
        )
        assert only_sheet(data).rows == {1: {1: 1, 3: 3}}

    def test_an_area_beyond_all_reason_is_cut_to_what_is_filled(self) -> None:
        merged = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
        rows = '<row r="1"><c r="C1"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c></row>'
        assert only_sheet(raw_xlsx(rows, after=merged)).merged == (Area(2, 1, 4, 3),)

    def test_hidden_rows_columns_and_sheets(self) -> None:
        book = Workbook()
        for state in ("hidden", "veryHidden", "visible"):
            sheet = book.create_sheet(state)
            sheet["A1"] = 1
            sheet.sheet_state = state

        def fill(sheet: Any) -> None:
            for row in range(1, 6):
                sheet.append([row] * 6)
            sheet.row_dimensions[2].hidden = True
            sheet.column_dimensions.group("C", "D", hidden=True)

        first, *others = opened(xlsx(fill, book)).sheets
        assert first.hidden_rows == {2}
        assert first.hidden_columns == {3, 4}
        assert [sheet.is_hidden for sheet in (first, *others)] == [False, True, True, False]

    def test_rows_and_columns_of_no_height_or_width_are_hidden(self) -> None:
        data = raw_xlsx(
            '<row r="1" ht="0" customHeight="1"><c r="B1"><v>1</v></c></row>'
            '<row r="2" ht="15"><c r="B2"><v>1</v></c></row>',
            before='<cols><col min="1" max="1" width="0"/><col min="2" max="2" width="9"/></cols>',
        )
        sheet = only_sheet(data)
        assert sheet.hidden_rows == {1}
        assert sheet.hidden_columns == {1}

    def test_rows_hidden_by_a_filter_are_hidden(self) -> None:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet()
        for row, value in enumerate(["Nước", "Lào", "Nhật Bản"]):
            sheet.write(row, 0, value)
        sheet.autofilter("A1:A3")
        sheet.filter_column("A", "x == Lào")
        sheet.set_row(2, options={"hidden": True})
        book.close()
        assert only_sheet(out.getvalue()).hidden_rows == {3}

    def test_a_column_hidden_to_the_end_of_the_sheet(self) -> None:
        data = raw_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            before='<cols><col min="3" max="16384" hidden="1"/></cols>',
        )
        assert only_sheet(data).hidden_columns == set(range(3, 16_385))


class TestOtherPrograms:
    def test_names_with_a_prefix(self) -> None:
        sheet = (
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
            '<x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
        )
        assert only_sheet(with_parts(xlsx_of(["x"]), {SHEET_PART: sheet})).rows == {1: {1: 7}}

    def test_the_strict_variant_of_the_format(self) -> None:
        strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        data = shared_xlsx([DAY, "x"])
        parts = (
            SHEET_PART,
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
        )
        changed = {part: part_of(data, part).replace(MAIN, strict) for part in parts}
        assert only_sheet(with_parts(data, changed)).rows == {1: {1: DAY, 2: "x"}}

    def test_xml_in_utf16(self) -> None:
        sheet = part_of(xlsx_of([7]), SHEET_PART).replace("<?xml version='1.0'?>", "")
        utf16 = sheet.encode("utf-16")
        assert only_sheet(with_parts(xlsx_of(["x"]), {SHEET_PART: utf16})).rows == {1: {1: 7}}

    def test_sheets_of_charts_are_no_sheets(self) -> None:
        book = Workbook()
        book.create_chartsheet("Biểu đồ")
        sheets = opened(xlsx(lambda sheet: sheet.append([1]), book)).sheets
        assert [sheet.name for sheet in sheets] == ["Sheet"]

    def test_sheets_keep_order_and_names(self) -> None:
        book = Workbook()
        book.create_sheet("Đoàn vào 2023")
        book.create_sheet("Đoàn ra", 0)
        names = [sheet.name for sheet in opened(xlsx(lambda sheet: sheet.append([1]), book)).sheets]
        assert names == ["Đoàn ra", "Sheet", "Đoàn vào 2023"]


class TestRemarks:
    def test_a_plain_file_has_none(self) -> None:
        assert opened(xlsx_of(["Đối tác"])).remarks == ()

    @pytest.mark.parametrize(
        ("part", "code"),
        [
            ("xl/vbaProject.bin", "macros"),
            ("xl/macrosheets/sheet1.xml", "macros"),
            ("xl/externalLinks/externalLink1.xml", "outside_links"),
            ("xl/connections.xml", "outside_links"),
        ],
    )
    def test_macros_and_links_outside_are_told(self, part: str, code: str) -> None:
        data = with_parts(xlsx_of(["x"]), {part: b"not read at all"})
        book = opened(data)
        assert [remark.code for remark in book.remarks] == [code]
        assert book.sheets[0].rows == {1: {1: "x"}}
        assert book.form == "xlsx"


class TestStruck:
    def test_rows_that_are_struck_through_for_the_most_part(self) -> None:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ["a", "b", "c"], struck)
        sheet.write_row(1, 0, ["a", "b"], struck)
        sheet.write_row(1, 2, ["c"])
        sheet.write_row(2, 0, ["a"], struck)
        sheet.write_row(3, 0, ["", "", ""], struck)
        sheet.write_row(4, 0, ["a", "b"])
        book.close()
        assert only_sheet(out.getvalue()).struck_rows == {1, 2}

    def test_what_a_merged_cell_covers_is_not_looked_at(self) -> None:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
        sheet.merge_range("A1:B2", "a")
        for row in range(2):
            sheet.write_row(row, 0, ["a", "b"], struck)
        book.close()
        found = only_sheet(out.getvalue())
        assert (list(found.rows), found.struck_rows) == ([1], {1})
