"""OpenDocument files, as odfpy writes them and as LibreOffice does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from odf import number, office, style, table, text

from banggiao.exchange.books.book import Area, Broken, Value
from tests.factories.books import at, ods, only_sheet, opened, part_of, with_parts

DAY = dt.date(2023, 2, 5)


def grid(*rows: Any, name: str = "Bảng", **options: Any) -> table.Table:
    made = table.Table(name=name, **options)
    for row in rows:
        made.addElement(row)
    return made


def line(*cells: Any, **options: Any) -> table.TableRow:
    made = table.TableRow(**options)
    for cell in cells:
        made.addElement(cell)
    return made


def cell(*paragraphs: str, **options: Any) -> table.TableCell:
    made = table.TableCell(**options)
    for paragraph in paragraphs:
        made.addElement(text.P(text=paragraph))
    return made


def words(*paragraphs: str, **options: Any) -> table.TableCell:
    return cell(*paragraphs, valuetype="string", **options)


def figure(value: float, **options: Any) -> table.TableCell:
    return cell(str(value), valuetype="float", value=value, **options)


def date_style(name: str, *parts: Any) -> list[Any]:
    """Make a cell style that shows these parts of a date."""
    shape = number.DateStyle(name=f"N{name}")
    for part in parts:
        shape.addElement(part())
    return [shape, style.Style(name=name, family="table-cell", datastylename=shape)]


def read(*cells: Any, styles: Any = ()) -> dict[int, Value]:
    return only_sheet(ods(grid(line(*cells)), styles=styles)).rows.get(1, {})


class TestValues:
    @pytest.mark.parametrize(
        ("made", "value"),
        [
            (words("Đoàn ra"), "Đoàn ra"),
            (words("một", "hai"), "một\nhai"),
            (figure(2023), 2023),
            (figure(210.5), 210.5),
            (cell("25%", valuetype="percentage", value=0.25), 0.25),
            (cell("100%", valuetype="percentage", value=1), 1.0),
            (cell("5 đ", valuetype="currency", currency="VND", value=5), 5),
            (cell("TRUE", valuetype="boolean", booleanvalue="true"), True),
            (cell("05/02", valuetype="date", datevalue="2023-02-05"), DAY),
            (cell("x", valuetype="date", datevalue="2023-02-05T00:00:00"), DAY),
            (cell("x", valuetype="date", datevalue="2023-02-05T08:30:00.4"), at(DAY, 8, 30)),
            (cell("x", valuetype="time", timevalue="PT08H30M00S"), dt.time(8, 30)),
            (cell("x", valuetype="time", timevalue="PT30H00M00S"), dt.timedelta(hours=30)),
            (cell("không rõ", valuetype="date", datevalue="hôm qua"), "hôm qua"),
            (cell("#DIV/0!", valuetype="float", value=0), Broken("#DIV/0!")),
            (cell("Err:508", valuetype="float", value=0), Broken("Err:508")),
            (words("#chủ đề"), "#chủ đề"),
            (cell("chữ"), "chữ"),
        ],
    )
    def test_come_as_they_were_written(self, made: Any, value: Value) -> None:
        found = read(made)[1]
        assert found == value
        assert type(found) is type(value)

    def test_errors_as_libreoffice_marks_them(self) -> None:
        data = ods(grid(line(words("#REF!"))))
        calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
        marked = part_of(data, "content.xml").replace(
            'office:value-type="string"',
            f'office:value-type="string" xmlns:calcext="{calc}" calcext:value-type="error"',
        )
        rows = only_sheet(with_parts(data, {"content.xml": marked})).rows
        assert rows == {1: {1: Broken("#REF!")}}

    def test_spaces_tabs_and_breaks_that_are_meant_stay(self) -> None:
        paragraph = text.P(text="một\n   hai")
        for part in (text.S(c=2), text.Tab(), text.LineBreak()):
            paragraph.addElement(part)
            paragraph.addText("x")
        made = words()
        made.addElement(paragraph)
        assert read(made) == {1: "một hai  x\tx\nx"}

    def test_comments_and_reading_aids_are_no_part_of_a_cell(self) -> None:
        paragraph = text.P(text="")
        ruby = text.Ruby()
        ruby.addElement(text.RubyBase(text="総務省"))
        ruby.addElement(text.RubyText(text="ソウムショウ"))
        paragraph.addElement(ruby)
        note = office.Annotation()
        note.addElement(text.P(text="ghi chú"))
        made = words()
        made.addElement(note)
        made.addElement(paragraph)
        assert read(made) == {1: "総務省"}

    @pytest.mark.parametrize(
        ("parts", "day", "value"),
        [
            ((number.Month, number.Year), "2023-06-01", "06/2023"),
            ((number.Month, number.Year), "2023-06-02", dt.date(2023, 6, 2)),
            ((number.Year,), "2023-01-01", 2023),
            ((number.Day, number.Month, number.Year), "2023-06-01", dt.date(2023, 6, 1)),
        ],
    )
    def test_a_month_is_no_day(self, parts: Any, day: str, value: Value) -> None:
        made = cell("x", valuetype="date", datevalue=day, stylename="ce1")
        assert read(made, styles=date_style("ce1", *parts)) == {1: value}

    def test_a_cell_without_a_style_has_that_of_its_column(self) -> None:
        made = grid(
            table.TableColumn(numbercolumnsrepeated=2),
            table.TableColumn(defaultcellstylename="ce1"),
            line(cell(), cell(), cell("x", valuetype="date", datevalue="2023-06-01")),
        )
        styles = date_style("ce1", number.Month, number.Year)
        assert only_sheet(ods(made, styles=styles)).rows == {1: {3: "06/2023"}}


class TestPlaces:
    def test_repeated_rows_and_cells_are_counted(self) -> None:
        made = grid(
            line(cell(), numberrowsrepeated=3),
            line(cell(numbercolumnsrepeated=2), words("x", numbercolumnsrepeated=2), figure(1)),
            line(figure(2), numberrowsrepeated=2),
            line(cell(numbercolumnsrepeated=16_384), numberrowsrepeated=1_048_570),
        )
        assert only_sheet(ods(made)).rows == {4: {3: "x", 4: "x", 5: 1}, 5: {1: 2}, 6: {1: 2}}

    def test_repeated_rows_are_rows_of_their_own(self) -> None:
        rows = only_sheet(ods(grid(line(figure(2), numberrowsrepeated=2)))).rows
        rows[1][1] = 3
        assert rows[2][1] == 2

    def test_rows_of_headings_and_groups_count_on(self) -> None:
        head, group = table.TableHeaderRows(), table.TableRowGroup()
        head.addElement(line(words("Tên")))
        group.addElement(line(words("Lào")))
        assert only_sheet(ods(grid(head, group))).rows == {1: {1: "Tên"}, 2: {1: "Lào"}}

    def test_merged_areas_and_what_they_cover(self) -> None:
        covered = table.CoveredTableCell(numbercolumnsrepeated=2, valuetype="float", value=9)
        covered.addElement(text.P(text="9"))
        made = grid(
            line(words("BÁO CÁO", numbercolumnsspanned=3), covered, words("x")),
            line(words("y", numberrowsspanned=2, numbercolumnsspanned=1)),
            line(table.CoveredTableCell(), words("z")),
        )
        sheet = only_sheet(ods(made))
        assert sheet.rows == {1: {1: "BÁO CÁO", 4: "x"}, 2: {1: "y"}, 3: {2: "z"}}
        assert set(sheet.merged) == {Area(1, 1, 1, 3), Area(2, 1, 3, 1)}


class TestHidden:
    def test_rows_and_columns(self) -> None:
        made = grid(
            table.TableColumn(),
            table.TableColumn(numbercolumnsrepeated=2, visibility="collapse"),
            line(figure(1), visibility="collapse"),
            line(figure(2), visibility="filter"),
            line(figure(3)),
            line(figure(4), numberrowsrepeated=2, visibility="collapse"),
            line(cell(), numberrowsrepeated=1_000_000, visibility="collapse"),
        )
        sheet = only_sheet(ods(made))
        assert sheet.hidden_rows == {1, 2, 4, 5}
        assert sheet.hidden_columns == {2, 3}

    def test_sheets(self) -> None:
        hidden = style.Style(name="ta2", family="table")
        hidden.addElement(style.TableProperties(display="false"))
        sheets = opened(
            ods(
                grid(line(figure(1)), name="một"),
                grid(line(figure(2)), name="hai", stylename="ta2"),
                styles=[hidden],
            )
        ).sheets
        assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
            ("một", False),
            ("hai", True),
        ]


class TestRemarks:
    def test_a_plain_file_has_none(self) -> None:
        book = opened(ods(grid(line(figure(1)))))
        assert (book.form, book.remarks) == ("ods", ())

    def test_macros_are_told(self) -> None:
        data = with_parts(ods(grid(line(figure(1)))), {"Basic/Standard/Module1.xml": "<x/>"})
        assert [remark.code for remark in opened(data).remarks] == ["macros"]

    def test_copies_of_other_files_are_told_and_not_read(self) -> None:
        copy = grid(
            table.TableSource(href="../khác.ods", tablename="A"),
            line(words("của tệp khác")),
            name="'file:///khác.ods'#$A",
        )
        book = opened(ods(grid(line(figure(1))), copy))
        assert [remark.code for remark in book.remarks] == ["outside_links"]
        assert [sheet.name for sheet in book.sheets] == ["Bảng"]


def test_one_plain_xml_file_is_read_too() -> None:
    data = ods(grid(line(words("Lào"), figure(4))))
    flat = part_of(data, "content.xml").replace("office:document-content", "office:document")
    book = opened(flat.encode(), "sổ.fods")
    assert (book.form, book.sheets[0].rows) == ("ods", {1: {1: "Lào", 2: 4}})
