"""A sheet is taken apart into tables; each row that is no data says why."""

from __future__ import annotations

from typing import Any

import pytest

from banggiao.exchange.books.book import Area, Sheet
from banggiao.exchange.layout import Table, find_tables
from banggiao.exchange.layout.grid import Grid
from banggiao.exchange.layout.headings import head_from, is_numbering, looks_like_head
from banggiao.exchange.layout.sections import has_marker, is_marker, rank_of, section_of, under
from banggiao.exchange.layout.words import sums_up

LABELS = {"no", "title", "country", "from", "to", "people", "note", "dates", "no one"}


def known(label: str) -> float:
    if label.lower() in LABELS:
        return 1.0
    return 0.7 if any(word in LABELS for word in label.lower().split()) else 0.0


def sheet(*rows: list[Any], merged: tuple[Area, ...] = (), **more: Any) -> Sheet:
    filled = {
        number: {c: value for c, value in enumerate(row, 1) if value is not None}
        for number, row in enumerate(rows, 1)
    }
    return Sheet("S", {n: cells for n, cells in filled.items() if cells}, merged, **more)


def tables(*rows: list[Any], **more: Any) -> list[Table]:
    return find_tables(sheet(*rows, **more), known, lambda labels: labels[-1] == "people")


def reasons(table: Table) -> dict[int, str]:
    return {row: str(reason) for row, reason in table.skipped}


HEAD = ["no", "title", "country", "note"]


class TestHead:
    def test_a_row_of_labels_is_found_below_a_block(self) -> None:
        (table,) = tables(["BODY"], ["LIST 2023"], [], HEAD, [1, "A", "Laos"])
        assert table.header_rows == (4,)
        assert [heading.labels for heading in table.headings] == [(one,) for one in HEAD]
        assert reasons(table) == dict.fromkeys((1, 2, 3), "header block") | {4: "column header"}
        assert table.title == "BODY\nLIST 2023"

    @pytest.mark.parametrize(
        ("row", "found"),
        [
            (["no", "title"], True),
            (["no", "title", "x", "y", "z"], False),
            (["no", "title", "country", "x", "y", "z"], True),
            ([1, "title", "country", "note"], False),
            (["no", "title", "country", 2021, 2022], True),
            (["title", "x", "title of it"], False),
            (["title", "country of it", "title of it"], True),
            (["x", "y", "z"], False),
            (["title"], False),
            (["no", "title", "country", "x" * 200], False),
        ],
    )
    def test_most_texts_are_names_of_columns(self, row: list[Any], found: bool) -> None:
        assert looks_like_head(Grid(sheet(row)), 1, known) is found

    def test_groups_merged_across_and_labels_merged_down(self) -> None:
        (table,) = tables(
            ["no", "title", "dates", None, "people"],
            [None, None, "from", "to", None],
            [1, "A", "x", "y", "z"],
            merged=(Area(1, 1, 2, 1), Area(1, 2, 2, 2), Area(1, 3, 1, 4), Area(1, 5, 2, 5)),
        )
        assert table.header_rows == (1, 2)
        assert [heading.text for heading in table.headings] == [
            *("no", "title", "dates / from", "dates / to", "people"),
        ]

    def test_a_group_from_the_first_column_on_that_is_not_merged(self) -> None:
        (table,) = tables(
            ["dates", None, "title", "country"], ["from", "to"], ["x", "y", "A", "Laos"]
        )
        assert [heading.text for heading in table.headings] == [
            *("dates / from", "dates / to", "title", "country"),
        ]

    def test_what_stands_over_the_columns_groups_them_only_if_it_is_called_as_columns(self) -> None:
        over = (Area(1, 1, 1, 2), Area(1, 3, 1, 4))
        grid = Grid(sheet(["MINISTRY X", None, "STATE OF Y"], HEAD, [1, "A"], merged=over))
        assert head_from(grid, 2, known).top == 2
        grid = Grid(sheet(["no one", None, "dates"], HEAD, [1, "A"], merged=over))
        assert head_from(grid, 2, known).top == 1

    @pytest.mark.parametrize(
        ("row", "numbers"),
        [
            (["(1)", "(2)", "(3)", "(4)"], True),
            (["A", "B", 1, 2], True),
            ([1, 2, "3=1+2", 4], True),
            ([1, 2, 2, 4], False),
            ([1, "A text", 3, 4], False),
            ([1, 2], False),
        ],
    )
    def test_a_row_that_numbers_the_columns(self, row: list[Any], numbers: bool) -> None:
        assert is_numbering(Grid(sheet(row)), 1, range(1, 5)) is numbers

    def test_unknown_labels_are_a_head_where_rows_as_wide_stand_below(self) -> None:
        (table,) = tables(["Stock"], ["thing", "in", "out"], ["paper", 1, 2], ["pens", 3, 4])
        assert table.header_rows == (2,)
        assert [row.number for row in table.rows] == [3, 4]
        assert tables(["a", "b"], ["c", "d"]) == []


class TestTables:
    def test_other_labels_begin_another_table_with_its_title(self) -> None:
        first, second = tables(
            ["ONE"],
            ["no", "title", "country"],
            [1, "A", "Laos"],
            [],
            ["TWO"],
            ["no", "title", "dates"],
            [1, "B", "May"],
        )
        assert (first.title, second.title, second.sheet_title) == ("ONE", "TWO", "ONE")
        assert reasons(first) == {1: "header block", 2: "column header", 4: "blank row"}
        assert reasons(second) == {5: "header block", 6: "column header"}

    def test_the_same_labels_are_a_new_page_or_a_new_table(self) -> None:
        (table,) = tables(HEAD, [1, "A", "Laos", "x"], HEAD, [2, "B", "Peru", "y"])
        assert [row.number for row in table.rows] == [2, 4]
        assert reasons(table) == {1: "column header", 3: "column header"}
        first, second = tables(HEAD, [1, "A", "Laos", "x"], ["SECOND LIST"], HEAD, [1, "B"])
        assert (len(first.rows), len(second.rows), second.title) == (1, 1, "SECOND LIST")

    def test_side_by_side_each_row_is_told_once(self) -> None:
        left, right = tables(
            ["OUT", None, None, None, "IN"],
            ["no", "title", "note", None, "no", "title", "note"],
            [1, "A", "x", None, 1, "C", "z"],
            [2, "B", "y"],
            [],
            ["x"],
            merged=(Area(1, 1, 1, 3), Area(1, 5, 1, 7)),
        )
        assert (left.title, right.title) == ("OUT", "IN")
        assert [row.number for row in left.rows] == [3, 4]
        assert [row.number for row in right.rows] == [3]
        expected = {1: "header block", 2: "column header", 5: "blank row", 6: "footnote"}
        assert reasons(left) == expected
        assert right.skipped == []

    def test_a_hidden_column_parts_no_table(self) -> None:
        (table,) = tables(
            ["no", "title", "secret", "country"],
            [1, "A", "s", "Laos"],
            hidden_columns=frozenset({3}),
        )
        assert [heading.column for heading in table.headings] == [1, 2, 4]
        assert table.rows[0].texts == {1: "1", 2: "A", 4: "Laos"}


class TestRows:
    def test_merged_cells_reach_down_and_are_called_carried(self) -> None:
        (table,) = tables(
            HEAD,
            [1, "A", "Laos", "x"],
            [2, "B", None, "y"],
            merged=(Area(2, 3, 3, 3),),
        )
        assert table.rows[1].cells == {1: 2, 2: "B", 3: "Laos", 4: "y"}
        assert table.rows[1].carried == {3}

    def test_hidden_and_empty_rows(self) -> None:
        (table,) = tables(
            HEAD, [1, "A", "x", "y"], [2, "B", "x", "y"], [], [3, "C", "x", "y"],
            hidden_rows=frozenset({3}),
        )  # fmt: skip
        assert reasons(table) == {1: "column header", 3: "hidden row", 4: "blank row"}

    def test_a_gap_of_thousands_of_rows_is_not_told_row_by_row(self) -> None:
        rows = {1: dict(enumerate(HEAD, 1)), 2: {1: 1, 2: "A"}, 900_000: {1: 2, 2: "B"}}
        (table,) = find_tables(Sheet("S", rows), known)
        assert [row.number for row in table.rows] == [2, 900_000]
        assert reasons(table) == {1: "column header"}

    def test_names_alone_are_data_where_a_column_holds_people(self) -> None:
        (table,) = tables(
            ["no", "people", "country", "note"],
            [1, "Ann", "Laos", "x"],
            [None, "Bob"],
            [2, "Cyd", "Peru", "y"],
        )
        assert [row.number for row in table.rows] == [2, 3, 4]

    def test_the_only_sum_of_a_table_is_its_total(self) -> None:
        (table,) = tables(HEAD, [1, "A", "x", 2], [2, "B", "x", 3], [None, "Cộng", None, 5])
        assert reasons(table)[4] == "total row"
        (total,) = table.totals
        assert (total.number, total.firsts, total.last) == (4, (2,), 3)

    def test_sums_of_sections_know_where_their_rows_begin(self) -> None:
        (table,) = tables(
            HEAD,
            ["I. OUT"],
            [1, "A", "x", 2],
            [None, "Cộng", None, 2],
            ["II. IN"],
            [1, "B", "x", 3],
            [None, "Cộng", None, 3],
            [None, "Tổng cộng (I + II)", None, 5],
        )
        assert [(t.number, t.firsts) for t in table.totals] == [(4, (3, 2)), (7, (6, 2)), (8, (2,))]
        assert [reasons(table)[row] for row in (4, 7, 8)] == [
            *("subtotal row", "subtotal row", "total row"),
        ]


class TestSums:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            *((text, "all") for text in ("TỔNG CỘNG", "Tổng số: 38 văn kiện", "Total", "合計")),
            *((text, "all") for text in ("Tổng cộng (I + II)", "Grand total", "TONG CONG")),
            *((text, "all") for text in ("Tổng kinh phí năm 2022", "Total for 2022", "計")),
            *((text, "part") for text in ("Cộng", "Cộng mục I", "Sub-total A", "小計")),
            ("Tổng cộng mục II", "part"),
            *((text, "part") for text in ("Cộng quý I", "Tổng I", "Total A")),
            *((text, "") for text in ("Cộng hòa Z", "Tổng Thanh tra", "Công an", "Tổng cục X")),
            *((text, "") for text in ("Cộng tác viên", "Totally new", "TỔNG HỢP ĐOÀN RA", "")),
            ("total " + "x" * 200, ""),
        ],
    )  # fmt: skip
    def test_words_of_sums_are_told_from_names(self, text: str, said: str) -> None:
        assert sums_up(text) == said


class TestSections:
    def test_markers(self) -> None:
        for text in ("I. Out", "A) Out", "1. Out", "1.2 - Out", "Phần II: Out", "一、派遣"):
            assert has_marker(text), text
        for text in ("Out", "In 2021", "12/3", "1.5", "A", "Vụ A. B"):
            assert not has_marker(text), text
        assert [is_marker(text) for text in ("I", "II.", "a)", "B", "1", "Out", "")] == [
            *(True, True, True, True, False, False, False),
        ]

    def test_are_taken_apart(self) -> None:
        assert section_of("I. ĐOÀN  RA") == ("I", "I. ĐOÀN RA", "ĐOÀN RA")
        assert section_of("II", "ĐOÀN VÀO") == ("II", "II. ĐOÀN VÀO", "ĐOÀN VÀO")
        assert section_of("Phần A: Song phương") == ("A", "Phần A: Song phương", "Song phương")
        assert section_of("Nhật Bản") == ("", "Nhật Bản", "Nhật Bản")

    def test_stand_under_each_other_by_their_markers(self) -> None:
        stack: tuple[Any, ...] = ()
        seen = []
        for text in ("I. A", "1. B", "a) C", "2. D", "II. E", "1. F"):
            stack = under(stack, section_of(text))
            seen.append([one.marker for one in stack])
        assert seen == [["I"], ["I", "1"], ["I", "1", "a"], ["I", "2"], ["II"], ["II", "1"]]

    def test_letters_that_look_like_roman_numbers_go_on_from_letters(self) -> None:
        stack: tuple[Any, ...] = ()
        for text in ("A. x", "B. y", "C. z", "D. w"):
            stack = under(stack, section_of(text))
        assert [one.marker for one in stack] == ["D"]

    def test_times_have_ranks_of_their_own(self) -> None:
        texts = (
            "Năm 2021",
            "2021年度",
            "Quý III",
            "Tháng 6",
            "Nhật Bản",
            "ĐOÀN RA",
            "IV. x",
            "1.2. y",
        )
        assert [rank_of(section_of(text)) for text in texts] == [
            *("year", "year", "quarter", "month", "plain", "capitals", "roman", "number1"),
        ]  # fmt: skip

    def test_lines_that_begin_together_take_the_places_of_as_many(self) -> None:
        (table,) = tables(
            HEAD,
            ["Out"],
            ["Laos"],
            [1, "A", "x", "y"],
            ["Peru"],
            [2, "B", "x", "y"],
            ["In"],
            ["Laos"],
            [3, "C", "x", "y"],
        )
        assert [[one.text for one in row.sections] for row in table.rows] == [
            ["Out", "Laos"],
            ["Out", "Peru"],
            ["In", "Laos"],
        ]
