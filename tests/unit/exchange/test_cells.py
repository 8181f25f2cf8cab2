"""What is said of a row stands in the cell it belongs to, in a file as in a pasted block."""

from __future__ import annotations

import pytest

from banggiao.exchange.enums import Kind
from banggiao.exchange.views.cells import Cell, Said, telling, worst_first

COLUMNS = {1: "no", 2: "title", 3: "countries", 4: "period", 5: "head", 6: "head", 7: ""}


def said(problems, doubts) -> Said[int]:
    """Say both of a row with two columns, a title and a country."""
    columns = {"title": 1, "countries": 2}
    one: Said[int] = Said(lambda about: columns.get(about.get("field", "")), str.capitalize)
    one.say(
        problems,
        doubts,
        lambda about, column: f"{about['code']} {'here' if column else 'nowhere'}",
        lambda about: about["code"],
    )
    return one


class TestTelling:
    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("title", [2]),
            ("name_vi", [2]),  # what a room calls the name of a record
            ("country", [3]),
            ("start", [4]),  # of a plan, whose lines have a period
            ("people", [5, 6]),  # of several all, in their order
            ("note", []),
            ("", []),
        ],
    )
    def test_a_field_is_found_by_each_of_its_names(self, name, columns):
        assert telling(Kind.PLAN, name, COLUMNS) == columns

    def test_its_own_name_comes_before_the_others(self):
        assert telling(Kind.PLAN, "title", {1: "name", 2: "title"}) == [2]


class TestSaid:
    def test_a_sentence_stands_in_its_column_once(self):
        one = said([{"field": "title", "code": "a"}] * 2, [{"field": "countries", "code": "b"}])

        assert dict(one.problems) == {1: ["a here"]}
        assert dict(one.doubts) == {2: ["b"]}

    def test_without_a_column_it_stands_at_the_row_and_names_its_field(self):
        one = said([{"field": "kind", "code": "a"}, {"code": "whole"}], [])

        assert one.problems[None] == ["Kind: a nowhere", "whole nowhere"]

    def test_of_what_is_wrong_no_doubt_is_said_besides(self):
        one = said(
            [{"field": "kind", "code": "a"}], [{"field": "kind", "code": "b"}, {"code": "c"}]
        )

        assert one.doubts[None] == ["c"]


class TestCell:
    @pytest.mark.parametrize(
        ("facts", "tone", "first"),
        [
            ({}, "", ""),
            ({"is_corrected": True}, "own", ""),
            ({"doubts": ["look"], "is_corrected": True}, "warn", "Title: look"),
            ({"doubts": ["look"], "problems": ["wrong"]}, "bad", "Title: wrong"),
        ],
    )
    def test_the_worst_marks_it_and_is_said_first(self, facts, tone, first):
        cell = Cell("title", "Title", "x", **facts)

        assert (cell.tone, cell.said) == (tone, first)

    def test_what_is_wrong_comes_before_what_is_not_sure(self):
        fine, unsure, wrong = (
            Cell("a", "A", "x"),
            Cell("b", "B", "x", doubts=["look"]),
            Cell("c", "C", "x", problems=["wrong"]),
        )

        assert worst_first([fine, unsure, wrong]) == [wrong, unsure]
