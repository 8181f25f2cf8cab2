"""A block from the clipboard becomes cells: quotes, line breaks, odd characters, limits."""

from __future__ import annotations

import random
import unicodedata

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.errors import Refused
from banggiao.exchange.pasting.block import MOST_ROWS, clean_cell, read_block


def refusal(text: str) -> tuple[str, str]:
    """Give code and sentence of the refusal."""
    with override("en"):
        with pytest.raises(Refused) as caught:
            read_block(text)
        return caught.value.code, str(caught.value.message)


def test_cells_stand_between_tabs_and_rows_on_lines() -> None:
    assert read_block("Đoàn A\tNhật Bản\r\nĐoàn B\tLào\r\n") == [
        ["Đoàn A", "Nhật Bản"],
        ["Đoàn B", "Lào"],
    ]


def test_a_cell_in_quotes_keeps_its_line_breaks_and_its_quotes() -> None:
    text = '"Nguyễn Văn A1\r\nVụ trưởng"\t"nói ""xin chào"" \nhai lần"\nB1\t2\n'
    assert read_block(text) == [
        ["Nguyễn Văn A1\nVụ trưởng", 'nói "xin chào"\nhai lần'],
        ["B1", "2"],
    ]


def test_a_quote_that_is_never_closed_takes_nothing_else_along() -> None:
    text = '"Kế hoạch\tA\nmàn hình 12"\tB\n"một" hai\tC'
    assert read_block(text) == [['"Kế hoạch', "A"], ['màn hình 12"', "B"], ['"một" hai', "C"]]


def test_empty_rows_and_columns_are_left_out_and_short_rows_are_filled_up() -> None:
    assert read_block("\t\t\n\tA\t\tB\n\n\tC\n") == [["A", "B"], ["C", ""]]


def test_texts_come_composed_and_without_what_nobody_sees() -> None:
    apart = unicodedata.normalize("NFD", "Đoàn  công tác")
    assert read_block(f"\ufeff{apart}\u00a0\u200b \x07\x00!\tx") == [["Đoàn công tác !", "x"]]


def test_a_table_of_a_web_page_is_read_as_cells_with_merged_ones_in_each_row() -> None:
    page = (
        "<meta charset='windows-1252'><p>Danh sách</p><table><tr><th>Nước</th><th>Tên</th></tr>"
        "<tr><td rowspan=2>Nhật Bản</td><td>Bộ A<br>Cục B</td></tr><tr><td>Bộ C</td></tr></table>"
    )
    assert read_block(page) == [
        ["Nước", "Tên"],
        ["Nhật Bản", "Bộ A\nCục B"],
        ["Nhật Bản", "Bộ C"],
    ]


def test_what_only_begins_like_a_page_is_text() -> None:
    assert read_block("<table of contents\tA") == [["<table of contents", "A"]]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "<table><td></table>"])
def test_nothing_is_refused_with_what_to_do(text: str) -> None:
    code, sentence = refusal(text)
    assert (code, sentence[:27]) == ("paste_empty", "Nothing stands here yet. Co")


def test_too_many_rows_are_counted_in_the_sentence() -> None:
    assert len(read_block("a\n" * MOST_ROWS)) == MOST_ROWS
    code, sentence = refusal("a\n" * (MOST_ROWS + 1))
    assert code == "paste_too_large"
    assert sentence.startswith("These are 501 rows; at most 500 ")


def test_too_many_columns_and_cells_are_refused() -> None:
    assert "41 columns; at most 40" in refusal("\t".join(["a"] * 41))[1]
    assert "10400 cells; at most 10000" in refusal("\n".join(["\t".join(["a"] * 26)] * 400))[1]


def test_a_block_is_measured_in_bytes_as_it_is_sent() -> None:
    assert read_block("Đ" * 50_000)  # two bytes each
    code, sentence = refusal("Đ" * 50_001)
    assert (code, sentence[:38]) == ("paste_too_large", "This is 101 kB of text; at most 100 kB")


def test_one_row_of_a_hundred_thousand_tabs_is_no_matter() -> None:
    assert read_block("\t" * 90_000 + "x\n" + "y\n" * 400)[0] == ["", "x"]


cells = st.lists(
    st.lists(
        st.text(st.sampled_from('ab Đế"\n日'), max_size=8).map(clean_cell), min_size=2, max_size=2
    ),
    min_size=1,
    max_size=6,
)


@given(cells)
def test_what_a_spreadsheet_copies_comes_back(rows: list[list[str]]) -> None:
    def copied(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & {"\n", '"'} else text

    text = "\r\n".join("\t".join(map(copied, row)) for row in rows)
    kept = [row for row in rows if any(row)]
    used = [column for column in (0, 1) if any(row[column] for row in kept)]
    expected = [[row[column] for column in used] for row in kept]
    assert (read_block(text) if expected else []) == expected


def test_no_text_takes_long() -> None:
    chooser = random.Random(4)  # the same texts each time
    for _round in range(30):
        text = "".join(chooser.choice('"\t\na') for _char in range(20_000))
        try:
            read_block(text)
        except Refused as refused:
            assert refused.code == "paste_too_large"  # noqa: PT017  # either answer is right
