"""A table in the form of a state paper: what an independent reader finds in it, cell by cell."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from banggiao.core.dates import PartialDate
from banggiao.core.papers.state_sheet import (
    Column,
    Row,
    Section,
    StateSheet,
    as_sheet,
    lines_of,
    millions,
    sum_of,
)

COLUMNS = (
    Column("Tên đoàn", 20),
    Column("Từ ngày", 11, "Thời gian"),
    Column("Đến ngày", 11, "Thời gian"),
    Column("Số người", 8, is_summed=True),
    Column("Kinh phí", 10, is_summed=True),
    Column("Ghi chú", 14),
)
DAY, MONTH = PartialDate.parse("2023-01-12"), PartialDate.parse("2023-04")


def row(name: str, *more: Any, **marks: Any) -> Row:
    cells = [*more, *([None] * 5)][:5]
    return Row([name, *cells], **marks)


def paper(*sections: Section, **data: Any) -> StateSheet:
    facts: dict[str, Any] = {
        "name": "Theo dõi/đoàn",
        "language": "vi",
        "title": "SỔ THEO DÕI",
        "columns": COLUMNS,
        "sections": sections,
        "agency": "THANH TRA CHÍNH PHỦ",
        "unit": "VỤ HỢP TÁC QUỐC TẾ",
        "below": ["(Tính đến ngày 31/12/2023)"],
        "code_head": "Mã",
    }
    return StateSheet(**facts | data)


def sheet_of(*sections: Section, **data: Any) -> Worksheet:
    [sheet] = openpyxl.load_workbook(io.BytesIO(as_sheet(paper(*sections, **data)))).worksheets
    return sheet


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Give what stands in each row that is not empty."""
    found = [[cell.value for cell in line] for line in sheet.iter_rows()]
    return [[cell for cell in line if cell is not None] for line in found if any(line)]


def row_with(sheet: Worksheet, text: str) -> int:
    return next(c.row for line in sheet.iter_rows() for c in line if c.value == text)


TWO = (
    Section(
        "I. ĐOÀN RA",
        [
            row("Lào", DAY, dt.date(2023, 1, 17), 4, Decimal("185.5"), code="lao"),
            row("Nga", MONTH, None, 9, "Phía mời đài thọ", is_slanted=True),
        ],
        sum_label="Cộng I",
    ),
    Section("II. ĐOÀN VÀO", [row("JICA", None, None, 3, Decimal("14.5"))], sum_label="Cộng II"),
)


def test_stands_in_the_order_of_such_papers():
    sheet = sheet_of(
        *TWO, total_label="TỔNG CỘNG", notes=["Ghi chú: minh họa."], signed="Người lập biểu: A1"
    )

    texts = [line[0] for line in rows_of(sheet)]
    assert texts == [
        *("THANH TRA CHÍNH PHỦ", "VỤ HỢP TÁC QUỐC TẾ", "SỔ THEO DÕI"),
        *("(Tính đến ngày 31/12/2023)", "TT", "Từ ngày"),
        *("I. ĐOÀN RA", 1, 2, "Cộng I", "II. ĐOÀN VÀO", 1, "Cộng II", "TỔNG CỘNG"),
        *("Ghi chú: minh họa.", "Người lập biểu: A1"),
    ]


def test_names_the_state_beside_the_agency():
    sheet = sheet_of(*TWO)

    assert rows_of(sheet)[0][1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert rows_of(sheet)[1][1] == "Độc lập - Tự do - Hạnh phúc"


def test_an_agency_without_a_unit_stands_alone():
    first, second, *_rest = rows_of(sheet_of(*TWO, unit=""))

    assert (first[0], len(second)) == ("THANH TRA CHÍNH PHỦ", 1)


def test_an_annex_has_no_heading_of_the_state():
    sheet = sheet_of(*TWO, above="Phụ lục I", mark="Lưu hành nội bộ")

    assert [line[0] for line in rows_of(sheet)[:4]] == [
        *("Phụ lục I", "SỔ THEO DÕI", "(Tính đến ngày 31/12/2023)", "Lưu hành nội bộ")
    ]


def test_says_how_far_it_may_go():
    assert ["Lưu hành hạn chế"] in rows_of(sheet_of(*TWO, mark="Lưu hành hạn chế"))


def test_heads_are_merged_across_and_down():
    sheet = sheet_of(*TWO)
    top = row_with(sheet, "TT")

    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A{top}:A{top + 1}", f"B{top}:B{top + 1}", f"C{top}:D{top}"} <= merged
    assert [sheet.cell(top + 1, column).value for column in (3, 4)] == ["Từ ngày", "Đến ngày"]


def test_heads_of_one_row_are_not_merged():
    sheet = sheet_of(Section("I", [Row(["a"])]), columns=[Column("Tên đoàn", 20)])

    assert sheet.freeze_panes == f"A{row_with(sheet, 'TT') + 1}"


def test_days_and_amounts_have_their_types():
    sheet = sheet_of(*TWO)
    first = row_with(sheet, "Lào")

    cells = [sheet.cell(first, column) for column in range(1, 7)]
    assert [cell.value for cell in cells] == [
        *(1, "Lào", dt.datetime.fromisoformat("2023-01-12")),
        *(dt.datetime.fromisoformat("2023-01-17"), 4, 185.5),
    ]
    assert [cell.number_format for cell in cells[2:]] == [
        *("dd/mm/yyyy", "dd/mm/yyyy", "#,##0", "#,##0.0##")
    ]
    assert sheet.cell(first + 1, 3).value == "tháng 4/2023"


def test_sums_are_exact_and_leave_words_out():
    sheet = sheet_of(*TWO, total_label="TỔNG CỘNG")

    assert rows_of(sheet)[-1] == ["TỔNG CỘNG", 16, 200]
    assert sum_of([Row([Decimal("0.1")])] * 3, 0) == Decimal("0.3")


def test_nothing_known_has_no_sum():
    sheet = sheet_of(Section("I", [row("Lào")], sum_label="Cộng I"), total_label="TỔNG CỘNG")

    assert rows_of(sheet)[-2:] == [["Cộng I"], ["TỔNG CỘNG"]]


@pytest.mark.parametrize(("runs_on", "numbers"), [(False, [1, 2, 1]), (True, [1, 2, 3])])
def test_numbers_begin_anew_or_run_on(runs_on, numbers):
    sheet = sheet_of(*TWO, numbers_run_on=runs_on)

    assert [line[0] for line in rows_of(sheet) if isinstance(line[0], int)] == numbers


def test_parts_of_a_section_share_its_numbers_and_its_sum():
    parts = (
        Section("1. Hội thảo", [row("A", None, None, 2)]),
        Section("2. Hội nghị", [row("B", None, None, 3)]),
    )
    sheet = sheet_of(Section("III. HỘI NGHỊ, HỘI THẢO", parts=parts, sum_label="Cộng mục III"))

    assert [line[0] for line in rows_of(sheet)[6:]] == [
        *("III. HỘI NGHỊ, HỘI THẢO", "1. Hội thảo", 1, "2. Hội nghị", 2, "Cộng mục III")
    ]
    assert rows_of(sheet)[-1][1] == 5


def test_the_code_is_on_the_screen_and_not_on_the_paper():
    sheet = sheet_of(*TWO)

    assert sheet.cell(row_with(sheet, "TT"), 8).value == "Mã"
    assert sheet.cell(row_with(sheet, "Lào"), 8).value == "lao"
    assert sheet.print_area.startswith("'Theo dõiđoàn'!$A$1:$G$")


def test_what_a_note_explains_is_slanted():
    sheet = sheet_of(*TWO)
    slanted = [sheet.cell(row_with(sheet, name), 2).font.italic for name in ("Lào", "Nga")]

    assert [bool(one) for one in slanted] == [False, True]


def test_prints_lying_one_page_wide_with_heads_and_page_numbers():
    sheet = sheet_of(*TWO)
    top = row_with(sheet, "TT")

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${top}:${top + 1}"
    assert "&P" in sheet.oddHeader.center.text
    assert round(sheet.page_margins.left * 25.4) == 30


def test_every_cell_of_the_table_has_its_frame():
    sheet = sheet_of(*TWO, total_label="TỔNG CỘNG")
    top, last = row_with(sheet, "TT"), row_with(sheet, "TỔNG CỘNG")

    bare = [
        cell.coordinate
        for line in sheet.iter_rows(min_row=top, max_row=last, max_col=7)
        for cell in line
        if not isinstance(cell, MergedCell)  # the reader gives those their outer edges only
        and {cell.border.left.style, cell.border.bottom.style} != {"thin"}
    ]
    assert bare == []


def test_rows_are_as_high_as_their_longest_cell():
    long = Section("I", [row("Ngắn"), row("Một hai ba bốn " * 20), row("a\nb\nc\nd")])
    sheet = sheet_of(long)
    first = row_with(sheet, "Ngắn")

    heights = [sheet.row_dimensions[first + place].height for place in range(3)]
    assert heights[0] < heights[2] < heights[1] <= 409


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("một", 1), ("một hai", 1), ("a" * 50, 5), ("a\nb", 2)]
)
def test_lines_are_counted_as_words_break(text, lines):
    assert lines_of(text, 10) == lines


def test_a_text_is_never_a_formula():
    sheet = sheet_of(Section("=1", [row("=HYPERLINK(1)")]), title="=1+1", notes=["=2"])

    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value}
    assert "f" not in kinds


def test_an_empty_paper_has_its_heads():
    assert rows_of(sheet_of(total_label="TỔNG CỘNG"))[-1] == ["TỔNG CỘNG"]


def test_amounts_are_in_million_dong():
    assert (millions(185_500_000), millions(None)) == (Decimal("185.5"), None)
