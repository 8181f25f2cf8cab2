"""Values as people see them, and numbers that mean days."""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Broken, Value
from banggiao.exchange.books.serials import Shows, from_serial, moment, shows
from banggiao.exchange.books.text import shown, tidy
from tests.factories.books import at

DAY = dt.date(2023, 2, 5)


class TestShown:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            ("  Đoàn   ra ", "Đoàn ra"),
            (normalize("NFD", "Thỏa thuận"), "Thỏa thuận"),
            ("Bộ\u00a0Nội\u200b vụ", "Bộ Nội vụ"),
            ("một \r\n\t hai\n\nba ", "một\nhai\n\nba"),
            ("総務省\u3000行政", "総務省 行政"),
            (2023, "2023"),
            (2023.0, "2023"),
            (-4, "-4"),
            (210.5, "210,5"),
            (0.1 + 0.2, "0,3"),
            (1e21, "1000000000000000000000"),
            (0.000001, "0,000001"),
            (True, "TRUE"),
            (False, "FALSE"),
            (DAY, "05/02/2023"),
            (dt.date(987, 1, 2), "02/01/987"),
            (at(DAY, 8, 30), "05/02/2023 08:30"),
            (at(DAY).replace(second=7), "05/02/2023 00:00:07"),
            (dt.time(8, 30), "08:30"),
            (dt.timedelta(hours=30, minutes=5), "30:05"),
            (-dt.timedelta(minutes=90), "-1:30"),
            (Broken("#REF!"), "#REF!"),
        ],
    )
    def test_is_what_a_person_sees(self, value: Value | None, text: str) -> None:
        assert shown(value) == text

    @given(st.text())
    def test_twice_changes_nothing(self, text: str) -> None:
        assert tidy(tidy(text)) == tidy(text)

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_numbers_never_come_as_powers(self, value: float) -> None:
        assert "e" not in shown(value)


class TestFormats:
    @pytest.mark.parametrize(
        ("code", "kind"),
        [
            ("General", Shows.NUMBER),
            ("@", Shows.NUMBER),
            ("#,##0.00", Shows.NUMBER),
            ("0.00E+00", Shows.NUMBER),
            ('#,##0 "đồng"', Shows.NUMBER),
            (r"_-* #,##0.00\ _₫_-;\-* #,##0.00\ _₫_-", Shows.NUMBER),
            ("[$₫-42A]#,##0", Shows.NUMBER),
            ("[Red]0;[Blue]-0", Shows.NUMBER),
            ("# ?/?", Shows.NUMBER),
            ("0.0%", Shows.PERCENT),
            ("dd/mm/yyyy;@", Shows.DAY),
            ("[$-1010000]d/m/yyyy", Shows.DAY),
            ("[$-F800]dddd, mmmm dd, yyyy", Shows.DAY),
            ('[$-411]ggge"年"m"月"d"日"', Shows.DAY),
            ("d-mmm", Shows.DAY),
            ("mmmm", Shows.DAY),
            ("mm/yyyy", Shows.MONTH),
            ('"tháng" m "năm" yyyy', Shows.MONTH),
            ("yyyy", Shows.YEAR),
            ("d/m/yy h:mm AM/PM", Shows.MOMENT),
            ("hh:mm:ss.000", Shows.CLOCK),
            ("mm:ss", Shows.CLOCK),
            ("[h]:mm:ss", Shows.SPAN),
            ("[mm]:ss", Shows.SPAN),
        ],
    )
    def test_tell_what_they_show(self, code: str, kind: Shows) -> None:
        assert shows(code) is kind


class TestSerials:
    @pytest.mark.parametrize(
        ("number", "kind", "is_1904", "value"),
        [
            (44962, Shows.DAY, False, DAY),
            (43500, Shows.DAY, True, DAY),
            (44962.354166667, Shows.MOMENT, False, at(DAY, 8, 30)),
            (44961.9999999999, Shows.DAY, False, DAY),
            (1, Shows.DAY, False, dt.date(1900, 1, 1)),
            (59, Shows.DAY, False, dt.date(1900, 2, 28)),
            (60, Shows.DAY, False, 60),
            (61, Shows.DAY, False, dt.date(1900, 3, 1)),
            (2_958_465, Shows.DAY, False, dt.date(9999, 12, 31)),
            (2_958_466, Shows.DAY, False, 2_958_466),
            (2_957_003, Shows.DAY, True, dt.date(9999, 12, 31)),
            (2_957_004, Shows.DAY, True, 2_957_004),
            (0, Shows.DAY, False, 0),
            (0, Shows.DAY, True, dt.date(1904, 1, 1)),
            (0.5, Shows.CLOCK, True, dt.time(12)),
            (0.5, Shows.MOMENT, False, dt.time(12)),
            (-1.5, Shows.DAY, False, -1.5),
            (-0.5, Shows.SPAN, False, -dt.timedelta(hours=12)),
            (float("inf"), Shows.DAY, False, Broken("#NUM!")),
        ],
    )
    def test_mean_days(self, number: float, kind: Shows, is_1904: bool, value: Value) -> None:
        assert from_serial(number, kind, is_1904=is_1904) == value

    @given(st.floats(), st.sampled_from(Shows), st.booleans())
    def test_every_number_gives_a_value_that_can_be_shown(
        self, number: float, kind: Shows, is_1904: bool
    ) -> None:
        shown(from_serial(number, kind, is_1904=is_1904))

    @given(st.dates(min_value=dt.date(1900, 3, 1)))
    def test_every_day_comes_back(self, day: dt.date) -> None:
        number = (day - dt.date(1899, 12, 30)).days
        assert from_serial(number, Shows.DAY, is_1904=False) == day


class TestMoment:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("2023-02-05", DAY),
            ("2023-02-05T08:30:00Z", at(DAY, 8, 30)),
            ("2023-02-05T08:30:00+07:00", at(DAY, 8, 30)),
            ("2023-02-05T08:30:00.123", at(DAY, 8, 30)),
            ("08:30:00", dt.time(8, 30)),
            ("31/02/2023", "31/02/2023"),
        ],
    )
    def test_reads_what_files_say(self, text: str, value: Value) -> None:
        assert moment(text) == value
