"""Marks at the start of a line: what they are, and what only looks like one."""

import pytest

from banggiao.agreements.texts import numerals
from banggiao.agreements.texts.marks import read_mark


@pytest.mark.parametrize(
    ("line", "kind", "printed", "num", "rest"),
    [
        ("Phần thứ nhất", "part", "Phần thứ nhất", "1", ""),
        ("CHƯƠNG IV", "chapter", "CHƯƠNG IV", "4", ""),
        ("Chương 2. Nội dung", "chapter", "Chương 2.", "2", "Nội dung"),
        ("Mục 3 - Đào tạo", "section", "Mục 3 -", "3", "Đào tạo"),
        ("Điều 1: Tên", "article", "Điều 1:", "1", "Tên"),
        ("ĐIỀU 12", "article", "ĐIỀU 12", "12", ""),
        ("Điều 5bis. Tên", "article", "Điều 5bis.", "5bis", "Tên"),
        ("Điều 5a. Tên", "article", "Điều 5a.", "5a", "Tên"),
        ("Khoản 1. Tên", "paragraph", "Khoản 1.", "1", "Tên"),
        ("điểm đ) một việc", "point", "điểm đ)", "đ", "một việc"),
        ("ARTICLE IX", "article", "ARTICLE IX", "9", ""),
        ("Article Two", "article", "Article Two", "2", ""),
        ("Part B", "part", "Part B", "B", ""),
        ("Annex II: Costs", "annex", "Annex II:", "2", "Costs"),
        ("PHỤ LỤC", "annex", "PHỤ LỤC", "", ""),
        ("附属書Ⅱ", "annex", "附属書Ⅱ", "2", ""),
        ("第十二条の二　費用", "article", "第十二条の二", "12-2", "費用"),
        ("第２章 総則", "chapter", "第２章", "2", "総則"),
        ("第一条この覚書は", "article", "第一条", "1", "この覚書は"),
        ("1. x", None, "1.", "1", "x"),
        ("1) x", None, "1)", "1", "x"),
        ("5bis. x", None, "5bis.", "5bis", "x"),
        ("1.2.3 x", None, "1.2.3", "1.2.3", "x"),
        ("(1) x", None, "(1)", "1", "x"),
        ("（１）費用", None, "（１）", "1", "費用"),
        ("đ) x", None, "đ)", "đ", "x"),
        ("(iv) x", None, "(iv)", "iv", "x"),
        ("２　甲は", None, "２", "2", "甲は"),
        ("２．甲は", None, "２．", "2", "甲は"),
        ("（一）", None, "（一）", "1", ""),
        ("十一　費用", None, "十一", "11", "費用"),
        ("イ　研修", None, "イ", "イ", "研修"),
        ("③ 研修", None, "③", "3", "研修"),
        ("> Điều 3. Tên", "article", "> Điều 3.", "3", "Tên"),
    ],
)
def test_a_mark_is_read(line, kind, printed, num, rest):
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.printed, mark.num, mark.rest) == (kind, printed, num, rest)


@pytest.mark.parametrize(
    "line",
    [
        *("", "Điều 5 của Bản ghi nhớ này", "Điều 5, khoản 2", "khoản 2 Điều 5", "điểm a khoản 2"),
        *("Điều kiện chung", "Phần mềm", "Mục tiêu", "Phụ lục là một phần của văn bản"),
        *("Article 5 of this Memorandum", "Parties agree", "Section of the road", "Annex 1 to the"),
        *("12.5.2031 là hạn", "2031. Năm sau", "1.5triệu", "30 ngày", "a.m.", "e.g. this", "n/a"),
        *("第5条に規定する", "第五条、第六条", "一般に", "別添のとおり", "イベント", "第"),
    ],
)
def test_what_only_looks_like_a_mark_is_none(line):
    assert read_mark(line) is None


def test_a_letter_is_read_in_both_alphabets_and_as_a_numeral():
    assert dict(read_mark("(i) x").ranks) == {
        "(a) vi": (9,),
        "(a) en": (9,),
        "(a) roman": (1,),
    }


@pytest.mark.parametrize("number", range(1, 400))
def test_roman_numerals_read_back(number):
    assert numerals.from_roman(numerals.to_roman(number)) == number


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 99, 100, 110, 999, 1000, 2031])
def test_kanji_numerals_read_back(number):
    assert numerals.from_kanji(numerals.to_kanji(number)) == number
