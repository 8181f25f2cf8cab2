"""Lists as .csv and .xlsx: types, formulas, layout, languages, and files that end early."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

import openpyxl
import pytest
from django.utils.translation import override
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from banggiao.core.dates import PartialDate
from banggiao.core.sheets.csv import as_csv
from banggiao.core.sheets.values import RISKY, sheet_name
from banggiao.core.sheets.xlsx import EXACT, PRINTED, WIDEST, About, as_xlsx

ODD = ["a,b", 'c"d', "e\nf", "Đối tác 総務省", "", "0123", "https://example.vn", "1;2"]
FORMULAS = ["=1+1", "+84 24 3825", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"]
DAY, MONTH = PartialDate.parse("2013-04-22"), PartialDate.parse("2013-04")
DOUBTFUL = PartialDate.parse("2013-04-22?")
MADE = dt.datetime(2026, 3, 5, 7, 30, tzinfo=dt.UTC)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def csv_of(*rows: list) -> list[list[str]]:
    return read_csv(b"".join(as_csv(iter(rows))))


def book_of(*rows: list, **about: str) -> openpyxl.Workbook:
    with as_xlsx(iter(rows), About(**{"title": "Đối tác"} | about, made_at=MADE)) as file:
        return openpyxl.load_workbook(io.BytesIO(file.read()))


def sheet_of(*rows: list, **about: str) -> Worksheet:
    [sheet] = book_of(*rows, **about).worksheets
    return sheet


def midnight(day: str) -> dt.datetime:
    """Give a day as the library reads it."""
    return dt.datetime.fromisoformat(day)


def values(sheet: Worksheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


class TestCsv:
    def test_reads_back_as_written(self):
        assert csv_of(ODD, ODD) == [ODD, ODD]

    def test_ends_its_lines_as_the_standard_says(self):
        assert b"".join(as_csv([["a"], ["b"]])).endswith(b"a\r\nb\r\n")

    def test_disarms_texts_that_a_spreadsheet_would_run(self):
        assert csv_of(FORMULAS) == [[f"'{cell}" for cell in FORMULAS]]

    def test_leaves_numbers_and_days_alone(self):
        assert csv_of([-5, -0.5, 1_250_000_000, DAY, dt.date(2024, 2, 29), None]) == [
            ["-5", "-0.5", "1250000000", "2013-04-22", "2024-02-29", ""]
        ]

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("vi", ["tháng 4/2013", "22/4/2013 (chưa chắc chắn)", "có"]),
            ("en", ["April 2013", "22 April 2013 (uncertain)", "yes"]),
            ("ja", ["2013年4月", "2013年4月22日（未確定）", "はい"]),
        ],
    )
    def test_says_in_words_what_is_no_whole_day(self, language, words):
        with override(language):
            assert csv_of([MONTH, DOUBTFUL, True]) == [words]

    def test_writes_a_time_to_the_second(self):
        assert csv_of([MADE.replace(second=7, microsecond=99)]) == [["2026-03-05 07:30:07"]]

    def test_of_many_rows_comes_in_pieces(self):
        pieces = list(as_csv([str(number)] for number in range(1200)))

        assert len(pieces) == 4
        assert read_csv(b"".join(pieces)) == [[str(number)] for number in range(1200)]

    def test_is_written_no_faster_than_it_is_taken(self):
        taken = []

        def rows() -> Iterator[list[str]]:
            for number in range(10_000):
                taken.append(number)
                yield ["x"]

        pieces = as_csv(rows())
        next(pieces)
        next(pieces)

        assert len(taken) < 2000


class TestXlsx:
    def test_holds_texts_as_texts(self):
        """Neither a formula, nor a link, nor a number out of a text such as 0123."""
        formulas = [cell for cell in FORMULAS if "\r" not in cell]  # Excel alone unwraps that one
        sheet = sheet_of(["đầu"] * len(ODD), ODD, [*formulas, ""])

        assert values(sheet)[1] == [cell or None for cell in ODD]
        assert values(sheet)[2][: len(formulas)] == formulas
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]

    @pytest.mark.parametrize(
        "text",
        [
            "<r><t>x</t></r>",
            "a & <b>",
            "_x0041_",
            "_xyz",
            " a ",
            "a\x0bb",
            "x" * 20_000,
        ],
    )
    def test_holds_a_text_as_it_is(self, text):
        """Nothing in it is a mark of the file: rich text, an entity, a letter by its number."""
        with as_xlsx(iter([["head"], [text]]), About("x", made_at=MADE)) as file:
            book = CalamineWorkbook.from_filelike(io.BytesIO(file.read()))

        assert book.get_sheet_by_index(0).to_python() == [["head"], [text]]

    @pytest.mark.parametrize("letter", ["x", "\U0001f600"])
    def test_holds_as_much_of_a_text_as_excel_takes(self, letter):
        text = sheet_of(["head"], [letter * 40_000])["A2"].value

        assert text == letter * (32_767 // (len(letter.encode("utf-16-le")) // 2))

    def test_holds_numbers_as_numbers_and_days_as_days(self):
        row = [4, -4, 210.5, 0, DAY, dt.date(2024, 2, 29), None]
        sheet = sheet_of(["đầu"] * len(row), row)

        assert values(sheet)[1] == [
            *(4, -4, 210.5, 0, midnight("2013-04-22"), midnight("2024-02-29"), None)
        ]
        formats = [cell.number_format for cell in sheet[2]]
        assert formats[:4] == ["#,##0", "#,##0", "#,##0.0##", "#,##0"]

    @pytest.mark.parametrize(
        ("language", "looks"),
        [
            ("vi", "d/m/yyyy"),
            ("en", "[$-809]d mmmm yyyy"),
            ("ja", 'yyyy"年"m"月"d"日"'),
            ("fr", "[$-809]d mmmm yyyy"),
        ],
    )
    def test_shows_days_as_the_language_writes_them(self, language, looks):
        with override(language):
            cell = sheet_of(["Ngày"], [DAY])["A2"]

        assert (cell.is_date, cell.number_format) == (True, looks)

    @pytest.mark.parametrize("language", ["vi", "en", "ja"])
    def test_is_read_by_another_reader_with_the_same_types(self, language):
        with override(language), as_xlsx([["x"] * 4, [DAY, 4, "0123", ""]], About("x")) as file:
            sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)

        assert sheet.to_python()[1] == [dt.date(2013, 4, 22), 4, "0123", ""]

    def test_keeps_what_excel_has_no_number_for_as_text(self):
        long_ago = PartialDate.parse("1890-05-01")
        with override("vi"):
            row = values(sheet_of(["x"] * 4, [MONTH, long_ago, EXACT * 9 + 1, False]))[1]

        assert row == ["tháng 4/2013", "1/5/1890", "9000000000000001", "không"]

    def test_shows_a_time_as_the_log_does(self):
        cell = sheet_of(["Lúc"], [MADE])["A2"]

        assert (cell.value, cell.number_format) == (
            MADE.replace(tzinfo=None),
            "hh:mm:ss dd/mm/yyyy",
        )

    def test_freezes_and_filters_the_head(self):
        sheet = sheet_of(["Tên", "Số"], ["a", 1], ["b", 2])

        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:B3"
        assert all(cell.font.bold for cell in sheet[1])
        assert not any(cell.font.bold for cell in sheet[2])

    def test_is_as_wide_as_what_it_holds(self):
        sheet = sheet_of(["Tên", "Mô tả", "Tên rất dài của cột"], ["An", "x" * 400, "a\nb"])

        widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
        assert widths[0] < widths[2] < widths[1] == WIDEST + 1
        assert sheet["B2"].alignment.wrap_text

    def test_prints_lying_one_page_wide_with_its_head_on_each(self):
        sheet = sheet_of(["Tên"], ["a"], narrowed="Nước: Nhật Bản", footer="Banggiao & Co")

        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddHeader.left.text == "Đối tác\nNước: Nhật Bản"
        assert sheet.oddFooter.left.text == "Banggiao && Co"

    def test_takes_words_of_any_length_above_its_pages(self):
        sheet = sheet_of(["Tên"], ["a"], title="&" * 400, footer="x" * 400)

        assert len(sheet.oddHeader.left.text) <= PRINTED
        assert len(sheet.oddFooter.left.text) == PRINTED

    def test_says_what_made_it_and_when(self):
        properties = book_of(["Tên"], narrowed="Nước: Nhật Bản").properties

        assert (properties.title, properties.subject) == ("Đối tác", "Nước: Nhật Bản")
        assert properties.creator == "Banggiao"
        assert properties.created == MADE.replace(tzinfo=None)

    @pytest.mark.parametrize(("rows", "read"), [([["Tên"]], [["Tên"]]), ([[]], []), ([], [])])
    def test_of_nothing_opens(self, rows, read):
        assert values(sheet_of(*rows)) == read

    def test_stands_on_disk_and_is_gone_when_it_was_read(self):
        file = as_xlsx([["Tên"]], About("x"))
        assert isinstance(file.fileno(), int)
        file.close()

    def test_leaves_nothing_behind_when_its_rows_end_in_an_error(self):
        def rows() -> Iterable[list[str]]:
            yield ["Tên"]
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError, match="went away"):
            as_xlsx(rows(), About("x"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b:c*d?e[f]", "abcdef"),
        ("x" * 40, "x" * 31),
        ("///", "1"),
        ("'Bo'", "Bo"),
        ("Sổ 'A'", "Sổ 'A"),
    ],
)
def test_a_sheet_is_named_as_excel_allows(title, name):
    assert sheet_name(title) == name


def test_every_sign_that_begins_a_formula_is_known():
    assert {cell[0] for cell in FORMULAS} <= RISKY
