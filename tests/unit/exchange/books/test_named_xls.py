"""Files named .xls that are something else: pages with tables, the XML of Excel 2003."""

from __future__ import annotations

import datetime as dt

import pytest

from banggiao.exchange.books.book import Area, Broken, Unreadable
from tests.factories.books import only_sheet, opened, xlsx_of

PAGE = """
<html><head><meta charset="utf-8"><title>Báo cáo</title><style>td {color: red}</style></head><body>
<p>Ngoài bảng</p>
<table>
 <tr><th colspan="3">DANH SÁCH   ĐOÀN</th></tr>
 <tr><td rowspan=2>1<td>Lào<br>Viêng Chăn<td>&nbsp;
 <tr><td>Nhật&nbsp;Bản &amp; Pháp</td><td><b>4</b> người<script>alert("x")</script></td></tr>
 <tr style="display: none"><td>ẩn</td><td><table><tr><td>trong</td></tr></table></td></tr>
</table>
<table><tr><td>bảng hai</td></tr></table>
</body></html>
"""

XML2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:html="http://www.w3.org/TR/REC-html40"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Đoàn vào"><Table>
<Column ss:Index="2" ss:Span="1" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">BÁO CÁO</Data></Cell>
<Cell><Data ss:Type="Number">210.5</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3">
<Data ss:Type="DateTime">2023-02-05T00:00:00.000</Data>
<Comment><ss:Data>ghi chú</ss:Data></Comment></Cell>
<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
<Row ss:Span="2"/>
<Row><Cell><ss:Data ss:Type="String"><html:B>Lào</html:B> và Pháp</ss:Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Ẩn"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


class TestPage:
    def test_each_table_is_a_sheet(self) -> None:
        book = opened(PAGE.encode(), "báo cáo.xls")
        first, second = book.sheets
        assert first.rows == {
            1: {1: "DANH SÁCH ĐOÀN"},
            2: {1: "1", 2: "Lào\nViêng Chăn"},
            3: {2: "Nhật\u00a0Bản & Pháp", 3: "4 người"},
            4: {1: "ẩn", 2: "trong"},
        }
        assert set(first.merged) == {Area(1, 1, 1, 3), Area(2, 1, 3, 1)}
        assert first.hidden_rows == {4}
        assert second.rows == {1: {1: "bảng hai"}}
        assert (book.form, book.remarks) == ("xls", ())

    @pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "shift_jis"])
    def test_the_encoding_it_names_is_believed(self, encoding: str) -> None:
        word = {"cp1258": "Đ", "cp1252": "é", "shift_jis": "総務省"}[encoding]
        page = f'<meta http-equiv=Content-Type content="text/html; charset={encoding}">'
        data = f"{page}<table><tr><td>{word}</td></tr></table>".encode(encoding)
        assert only_sheet(data).rows == {1: {1: word}}

    def test_spans_beyond_all_reason_are_not_believed(self) -> None:
        page = "<table><tr><td colspan=99999999 rowspan=0>a</td><td>b</td></tr></table>"
        sheet = only_sheet(page.encode())
        assert sheet.rows == {1: {1: "a", 2: "b"}}
        assert sheet.merged == ()

    def test_a_page_that_was_cut_off_gives_what_is_there(self) -> None:
        assert only_sheet(b"<table><tr><td>a</td><td>b").rows == {1: {1: "a", 2: "b"}}


class TestXml2003:
    def test_values_places_and_hidden_parts(self) -> None:
        book = opened(XML2003.encode(), "báo cáo.xls")
        first, second = book.sheets
        assert first.rows == {
            1: {1: "BÁO CÁO", 4: 210.5},
            4: {3: dt.date(2023, 2, 5), 4: True, 5: Broken("#REF!")},
            8: {1: "Lào và Pháp"},
        }
        assert first.merged == (Area(1, 1, 1, 3),)
        assert first.hidden_rows == {4}
        assert first.hidden_columns == {2, 3}
        assert [first.is_hidden, second.is_hidden] == [False, True]
        assert book.form == "xls"

    def test_entities_are_refused(self) -> None:
        data = XML2003.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1).encode()
        with pytest.raises(Unreadable) as caught:
            opened(data)
        assert caught.value.code == "broken"


def test_an_xlsx_file_named_xls_is_read() -> None:
    assert opened(xlsx_of(["x"]), "cũ.xls").form == "xlsx"
