"""Files that are locked, damaged, huge, made to do harm, or no spreadsheets at all."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from odf.table import Table, TableCell, TableRow

from banggiao.exchange.books.book import Unreadable
from banggiao.exchange.books.limits import MAX_CELLS, MAX_FILE, MAX_PARTS, MEGABYTE
from banggiao.exchange.books.opening import open_book
from banggiao.exchange.books.sheets import Allowance
from tests.factories.books import (
    MAIN,
    SHEET_PART,
    ods,
    only_sheet,
    opened,
    part_of,
    raw_xlsx,
    with_parts,
    xls,
    xlsx_of,
)


def refusal(data: bytes, name: str = "tệp") -> str:
    """Give the code a file is refused with; the sentence must end as one that says what to do."""
    with pytest.raises(Unreadable) as caught:
        opened(data, name)
    assert re.search(r": \w.*\.$", str(caught.value.message))
    return caught.value.code


def old_book() -> bytes:
    return xls(lambda book: book.add_sheet("Bảng").write(0, 0, "Đoàn ra"))


def renamed_stream(data: bytes, old: str, new: str) -> bytes:
    """Give a stream of an OLE file another name in the directory."""
    size = 64
    place = data.index(old.encode("utf-16-le"))
    return data[:place] + new.encode("utf-16-le").ljust(size, b"\0") + data[place + size :]


class TestLocked:
    def test_an_xlsx_file_with_a_password_is_an_ole_file(self) -> None:
        locked = renamed_stream(old_book(), "Workbook", "EncryptedPackage")
        assert refusal(locked, "sổ.xlsx") == "encrypted"

    def test_an_old_file_with_a_password(self) -> None:
        write_access, file_pass = b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"
        data = old_book()
        assert data.count(write_access) == 1
        assert refusal(data.replace(write_access, file_pass)) == "encrypted"

    def test_an_ods_file_with_a_password(self) -> None:
        manifest = (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
            "</m:manifest>"
        )
        data = with_parts(ods(), {"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02"})
        assert refusal(data) == "encrypted"

    def test_a_package_locked_as_a_zip(self) -> None:
        data = bytearray(xlsx_of(["x"]))
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = data.find(mark)
            while place >= 0:
                data[place + flags] |= 1
                place = data.find(mark, place + 1)
        assert refusal(bytes(data)) == "encrypted"


class TestDamaged:
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
    @pytest.mark.parametrize(
        "make", [lambda: xlsx_of(["Đoàn", 1]), lambda: ods(Table(name="x"))], ids=["xlsx", "ods"]
    )
    def test_a_file_that_was_cut_off(self, make: Any, share: float) -> None:
        data = make()
        assert refusal(data[: int(len(data) * share)]) == "broken"

    def test_an_old_file_that_was_cut_off(self) -> None:
        data = xls(
            lambda book: [book.add_sheet(f"S{n}").write(0, 0, "x" * 9_999) for n in range(9)]
        )
        assert refusal(data[: len(data) // 2]) == "broken"

    @pytest.mark.parametrize(
        ("part", "content"),
        [
            (SHEET_PART, "<worksheet><sheetData>"),
            (SHEET_PART, ""),
            (SHEET_PART, "\x00\x01\x02"),
            ("xl/workbook.xml", "<workbook"),
            ("xl/styles.xml", "không phải XML"),
            ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        ],
    )
    def test_a_part_that_is_damaged(self, part: str, content: str) -> None:
        assert refusal(with_parts(xlsx_of(["x"]), {part: content})) == "broken"

    def test_a_text_that_is_not_there(self) -> None:
        for number in ("0", "-1", "một"):
            rows = f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>'
            assert refusal(raw_xlsx(rows)) == "broken"

    @pytest.mark.parametrize("place", ["ZZZ1", "É1", "1"])
    def test_a_cell_at_no_place(self, place: str) -> None:
        assert refusal(raw_xlsx(f'<row r="1"><c r="{place}"><v>1</v></c></row>')) == "broken"

    def test_a_row_at_no_place(self) -> None:
        assert refusal(raw_xlsx('<row r="1048577"><c><v>1</v></c></row>')) == "broken"

    def test_a_wrong_sum_of_a_part(self) -> None:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(raw_xlsx('<row><c t="str"><v>ra</v></c></row>'))) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, old.read(name))
        assert only_sheet(out.getvalue()).rows == {1: {1: "ra"}}
        assert refusal(out.getvalue().replace(b"<v>ra<", b"<v>va<")) == "broken"


class TestHarm:
    def test_a_part_that_unpacks_to_a_thousand_times_its_size(self) -> None:
        bomb = with_parts(xlsx_of(["x"]), {SHEET_PART: b" " * (60 * MEGABYTE)})
        assert len(bomb) < MEGABYTE
        assert refusal(bomb) == "zip_bomb"

    def test_nothing_is_unpacked_to_find_that_out(self) -> None:
        bomb = with_parts(xlsx_of(["x"]), {"xl/media/image1.png": b" " * (60 * MEGABYTE)})
        tracemalloc.start()
        try:
            refusal(bomb)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 5 * MEGABYTE

    def test_a_part_that_claims_to_be_small(self) -> None:
        real, claimed = 30 * MEGABYTE, 1000
        data = with_parts(xlsx_of(["x"]), {SHEET_PART: b" " * real})
        size = real.to_bytes(4, "little")
        assert data.count(size) == 2
        assert refusal(data.replace(size, claimed.to_bytes(4, "little"))) == "broken"

    def test_parts_that_together_are_too_large(self) -> None:
        noise = bytes(range(256)) * 400  # packs to a hundredth, so that no part is a bomb
        part = b"".join(noise + bytes([n]) * 900 for n in range(100))
        parts = {f"xl/media/{n}.bin": part for n in range(45)}
        assert refusal(with_parts(xlsx_of(["x"]), parts)) == "too_large"

    def test_more_parts_than_any_workbook_has(self) -> None:
        parts: dict[str, bytes | str] = {f"xl/media/{n}": b"" for n in range(MAX_PARTS)}
        assert refusal(with_parts(xlsx_of(["x"]), parts)) == "too_large"

    def test_a_part_that_many_sheets_name(self) -> None:
        data = xlsx_of(["x"])
        workbook = part_of(data, "xl/workbook.xml")
        sheet = re.search(r"<sheet [^>]*/>", workbook)
        assert sheet
        twice = workbook.replace(sheet[0], sheet[0] * 2)
        assert refusal(with_parts(data, {"xl/workbook.xml": twice})) == "broken"

    @pytest.mark.parametrize("part", [SHEET_PART, "xl/workbook.xml", "xl/styles.xml"])
    @pytest.mark.parametrize(
        "entity", ['<!ENTITY a "x">', '<!ENTITY a SYSTEM "file:///etc/passwd">', ""]
    )
    def test_a_part_that_declares_entities(self, part: str, entity: str) -> None:
        xml = f'<?xml version="1.0"?><!DOCTYPE a [{entity}]><worksheet xmlns="{MAIN}"/>'
        assert refusal(with_parts(xlsx_of(["x"]), {part: xml})) == "broken"

    def test_merged_and_hidden_ranges_without_end(self) -> None:
        merged = '<mergeCell ref="A1:XFD1048576"/>' * 500
        hidden = '<col min="1" max="16384" hidden="1"/>' * 5000
        rows = (
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="B1048576"><v>2</v></c></row>'
        )
        sheet = only_sheet(
            raw_xlsx(
                rows, before=f"<cols>{hidden}</cols>", after=f"<mergeCells>{merged}</mergeCells>"
            )
        )
        assert len(sheet.hidden_columns) == 16_384


class TestHuge:
    def test_a_file_that_is_too_large(self) -> None:
        assert refusal(b"a,b\n" * (MAX_FILE // 4 + 1)) == "too_large"

    def test_a_repeated_row_that_would_fill_the_memory(self) -> None:
        row = TableRow(numberrowsrepeated=1_000_000)
        row.addElement(TableCell(valuetype="float", value=1, numbercolumnsrepeated=16_000))
        table = Table(name="x")
        table.addElement(row)
        assert refusal(ods(table)) == "too_many_cells"

    def test_text_with_too_many_cells(self) -> None:
        width = 10_000
        line = b",".join([b"1"] * width) + b"\n"
        assert refusal(line * (MAX_CELLS // width + 1)) == "too_many_cells"

    def test_the_allowance_is_for_all_sheets_together(self) -> None:
        allowance = Allowance(10)
        allowance.take(6)
        allowance.take(4)
        with pytest.raises(Unreadable) as caught:
            allowance.take(1)
        assert caught.value.code == "too_many_cells"

    def test_a_million_formatted_rows_are_read_within_memory(self) -> None:
        rows = "".join(
            f'<row r="{row}" s="1" ht="15"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>'
            for row in range(2, 1_000_000)
        )
        first = '<row r="1"><c r="A1" t="str"><v>Tên</v></c></row>'
        last = '<row r="1000000"><c t="str"><v>cuối</v></c></row>'
        data = raw_xlsx(first + rows + last)
        tracemalloc.start()
        try:
            sheet = only_sheet(data)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert sheet.rows == {1: {1: "Tên"}, 1_000_000: {1: "cuối"}}
        assert peak < 30 * MEGABYTE

    def test_formatted_rows_without_numbers_are_counted(self) -> None:
        rows = "".join(f'<row ht="15"><c s="{row % 9}"/></row>' for row in range(200_000))
        last = '<row><c t="str"><v>cuối</v></c></row>'
        assert only_sheet(raw_xlsx(rows + last)).rows == {200_001: {1: "cuối"}}

    def test_formatted_rows_whose_hidden_ones_count_are_looked_at(self) -> None:
        rows = "".join(
            f'<row r="{row}"{' hidden="1"' if row == 7 else ""}><c r="A{row}" s="1"/></row>'
            for row in range(1, 40_000)
        )
        sheet = only_sheet(raw_xlsx(f'{rows}<row r="50000"><c><v>1</v></c></row>'))
        assert sheet.hidden_rows == {7}


class TestNoSpreadsheet:
    @pytest.mark.parametrize("name", ["tệp.xlsx", "tệp.xls", "tệp.ods", "tệp.csv", "tệp.txt"])
    @pytest.mark.parametrize(
        "data",
        [
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x08\x06\x00\x00\x00" * 9,
            b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" * 9,
            rb"{\rtf1\ansi C\'f4ng v\u259?n}",
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            b"<html><body><p>Kh\xc3\xb4ng c\xc3\xb3 b\xe1\xba\xa3ng</p></body></html>",
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
            bytes(range(256)) * 40,
        ],
        ids=["pdf", "png", "jpeg", "rtf", "svg", "page", "mht", "noise"],
    )
    def test_is_refused_whatever_its_name(self, data: bytes, name: str) -> None:
        assert refusal(data, name) == "not_a_spreadsheet"

    def test_a_letter_named_as_a_workbook(self) -> None:
        letter = "Kính gửi Vụ Hợp tác quốc tế,\nXin gửi kèm danh sách.\nTrân trọng.\n".encode()
        assert refusal(letter, "danh sách.xlsx") == "not_a_spreadsheet"

    def test_a_word_file(self) -> None:
        out = io.BytesIO()
        Document().save(out)
        assert refusal(out.getvalue(), "sổ.xlsx") == "not_a_spreadsheet"

    def test_an_old_word_file(self) -> None:
        assert (
            refusal(renamed_stream(old_book(), "Workbook", "WordDocument")) == "not_a_spreadsheet"
        )

    def test_a_zip_of_other_things(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("ảnh.jpg", b"x")
        assert refusal(out.getvalue()) == "not_a_spreadsheet"

    def test_a_binary_workbook_is_told_apart(self) -> None:
        data = with_parts(xlsx_of(["x"]), {"xl/workbook.bin": b"\x83\x01"})
        assert refusal(data, "sổ.xlsb") == "binary_workbook"


class TestEmpty:
    @pytest.mark.parametrize("data", [b"", b"\n\n  \r\n", b"\0" * 4096])
    def test_a_file_of_nothing(self, data: bytes) -> None:
        for name in ("tệp.xlsx", "tệp.csv"):
            assert refusal(data, name) == "empty"

    def test_a_workbook_in_which_no_cell_is_filled(self) -> None:
        assert refusal(xlsx_of([" ", None])) == "empty"
        assert refusal(ods(Table(name="Bảng"))) == "empty"
        assert refusal(xls(lambda book: book.add_sheet("Bảng"))) == "empty"
        assert refusal(b",,,\n,,,\n") == "empty"


def test_a_path_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "sổ.xls"
    path.write_bytes(old_book())
    book = open_book(path, "Sổ đoàn ra.xls")
    assert (book.name, book.form) == ("Sổ đoàn ra.xls", "xls")


def test_an_open_file_is_read_from_its_beginning() -> None:
    file = io.BytesIO(xlsx_of(["x"]))
    file.read()
    assert open_book(file, "x").sheets[0].rows == {1: {1: "x"}}
