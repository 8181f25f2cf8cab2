"""Text files: the sign between cells, quotes, line breaks, what other programs put around cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Unreadable
from tests.factories.books import only_sheet, opened

TABLE = [
    ["TT", "Nội dung", "Kinh phí", "Thành viên"],
    ["1", "Đoàn ra, sang Lào", "210,5", "Nguyễn Văn A1; Trần Thị B1"],
    ["2", "Hội thảo\nhai ngày", "1.200", 'Khách X1 ("trưởng đoàn")'],
    ["3", "Ký kết | trao đổi", "", "Khách X2"],
]


def written(rows: list[list[str]], sign: str, line: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, lineterminator=line).writerows(rows)
    return out.getvalue().encode()


def read(data: bytes | str, name: str = "bảng.csv") -> dict[int, dict[int, object]]:
    return dict(only_sheet(data if isinstance(data, bytes) else data.encode(), name).rows)


class TestSign:
    @pytest.mark.parametrize("line", ["\r\n", "\n", "\r"], ids=["windows", "unix", "macintosh"])
    @pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
    def test_is_found_though_the_others_stand_in_cells(self, sign: str, line: str) -> None:
        rows = read(written(TABLE, sign, line))
        expected = [row.copy() for row in TABLE]
        assert rows == {
            number: {column: cell for column, cell in enumerate(row, 1) if cell}
            for number, row in enumerate(expected, 1)
        }

    def test_is_found_below_a_title(self) -> None:
        title = "BỘ X, VỤ HỢP TÁC QUỐC TẾ\nDanh sách đoàn ra, đoàn vào, năm 2023\n\n"
        rows = read(title + "TT;Nước;Số người\n1;Lào;4\n2;Nhật Bản;3\n3;Pháp;2\n")
        assert rows[4] == {1: "TT", 2: "Nước", 3: "Số người"}
        assert rows[1] == {1: "BỘ X, VỤ HỢP TÁC QUỐC TẾ"}
        assert 3 not in rows

    def test_decimal_commas_are_not_taken_for_it(self) -> None:
        rows = read("1;2,5;3,5\n2;4,5;7,0\n3;1,1;2,2\n")
        assert rows[1] == {1: "1", 2: "2,5", 3: "3,5"}

    def test_is_believed_where_the_file_says_it(self) -> None:
        assert read("sep=|\r\na,b|c,d\r\ne,f|g,h\r\n") == {
            1: {1: "a,b", 2: "c,d"},
            2: {1: "e,f", 2: "g,h"},
        }

    def test_a_list_without_one_is_one_column(self) -> None:
        assert read("Lào\nNhật Bản\nPháp\n") == {1: {1: "Lào"}, 2: {1: "Nhật Bản"}, 3: {1: "Pháp"}}

    def test_one_row_is_a_table_too(self) -> None:
        assert read("TT\tNước\tSố người") == {1: {1: "TT", 2: "Nước", 3: "Số người"}}

    @given(
        st.sampled_from(",;\t|"),
        st.lists(
            st.lists(
                st.text("aăâđê ươ,;\t|\"\n'0129.", max_size=12).map(lambda text: f"x{text}x"),
                min_size=3,
                max_size=3,
            ),
            min_size=2,
            max_size=6,
        ),
    )
    def test_whatever_python_quotes_is_read_back(self, sign: str, rows: list[list[str]]) -> None:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
        found = read(f"sep={sign}\r\n{out.getvalue()}")
        assert found == {number: dict(enumerate(row, 1)) for number, row in enumerate(rows, 1)}


class TestQuotes:
    def test_a_quote_that_never_closes_does_not_swallow_the_file(self) -> None:
        rows = read('TT,Tên\n1,"Đoàn Việt\n2,Đoàn Nhật\n3,"Đoàn Lào"\n')
        assert rows[2] == {1: "1", 2: '"Đoàn Việt'}
        assert rows[3] == {1: "2", 2: "Đoàn Nhật"}
        assert rows[4] == {1: "3", 2: "Đoàn Lào"}

    def test_quotes_inside_a_cell_stay(self) -> None:
        rows = read('a,ống 5" dài,b\nc,"gọi là ""X1""",d\n')
        assert rows == {
            1: {1: "a", 2: 'ống 5" dài', 3: "b"},
            2: {1: "c", 2: 'gọi là "X1"', 3: "d"},
        }

    def test_text_after_a_closing_quote_is_kept(self) -> None:
        assert read('a,"b" c,d\ne,f,g\n')[1] == {1: "a", 2: "b c", 3: "d"}

    def test_a_very_long_cell_is_read(self) -> None:
        text = "dài " * 50_000
        assert read(f'a,"{text}x"\nb,c\n')[1][2] in {f"{text}x", f'"{text}x"'}


class TestCells:
    def test_all_are_texts(self) -> None:
        assert read("1,2023-02-05,TRUE\n2,x,y\n")[1] == {1: "1", 2: "2023-02-05", 3: "TRUE"}

    def test_what_keeps_a_cell_a_text_in_excel_is_taken_off(self) -> None:
        rows = read("=\"0123\",a\n'-4,b\n'+84 24,c\n'nháy,d\n")
        assert [rows[row][1] for row in range(1, 5)] == ["0123", "-4", "+84 24", "'nháy"]

    def test_blank_ones_are_left_out(self) -> None:
        assert read("a, ,\u00a0,b\nc,,,d\n")[1] == {1: "a", 4: "b"}


class TestName:
    def test_a_table_named_xls_is_read(self) -> None:
        book = opened(written(TABLE, "\t"), "xuất từ hệ thống.xls")
        assert book.form == "csv"
        assert len(book.sheets[0].rows) == 4

    def test_a_list_named_xls_is_no_table(self) -> None:
        with pytest.raises(Unreadable):
            opened("Lào\nPháp\n".encode(), "x.xls")
