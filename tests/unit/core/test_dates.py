"""Dates as far as they are known: bounds, words, typing, and the model field."""

from __future__ import annotations

import pickle
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.dates import (
    BadDate,
    PartialDate,
    PartialDateFormField,
    as_typed,
    format_partial,
    format_span,
)

parse = PartialDate.parse

days = st.dates(min_value=date(1000, 1, 1)).map(str)
months = days.map(lambda day: day[:7])
years = days.map(lambda day: day[:4])
quarters = st.builds("{}-{}".format, years, st.integers(33, 36))
marked = st.builds("{}{}".format, st.one_of(days, months, years, quarters), st.sampled_from("?~%"))
digits_missing = st.one_of(
    years.map(lambda year: year[:3] + "X"), months.map(lambda month: month + "-XX")
)
points = st.one_of(days, months, years, quarters, marked, digits_missing)
no_year = days.map(lambda day: "XXXX" + day[4:])
ends = st.one_of(points, st.sampled_from(["", ".."]))


def _reads(text: str) -> bool:
    try:
        parse(text)
    except BadDate:
        return False
    return True


intervals = st.builds("{}/{}".format, ends, ends).filter(_reads)
texts = st.one_of(points, no_year, intervals)


class TestParse:
    @pytest.mark.parametrize(
        ("text", "earliest", "latest", "precision"),
        [
            ("2016", "2016-01-01", "2016-12-31", "year"),
            ("2016-12", "2016-12-01", "2016-12-31", "month"),
            ("2016-02", "2016-02-01", "2016-02-29", "month"),
            ("2016-12-26", "2016-12-26", "2016-12-26", "day"),
            ("2024?", "2024-01-01", "2024-12-31", "year"),
            ("2024~", "2024-01-01", "2024-12-31", "year"),
            ("2024-04?", "2024-04-01", "2024-04-30", "month"),
            ("2024-04-11%", "2024-04-11", "2024-04-11", "day"),
            ("201X", "2010-01-01", "2019-12-31", "unknown"),
            ("20XX", "2000-01-01", "2099-12-31", "unknown"),
            ("2016-XX", "2016-01-01", "2016-12-31", "year"),
            ("2015-02-XX", "2015-02-01", "2015-02-28", "month"),
            ("2026-33", "2026-01-01", "2026-03-31", "quarter"),
            ("2026-36?", "2026-10-01", "2026-12-31", "quarter"),
            ("XXXX-08-25", None, None, "unknown"),
            ("XXXX-02-29", None, None, "unknown"),
            ("XXXX-08", None, None, "unknown"),
            ("XXXX", None, None, "unknown"),
            ("2014/2016", "2014-01-01", "2016-12-31", "interval"),
            ("2026-33/2026-35", "2026-01-01", "2026-09-30", "interval"),
            ("2025-12-15/2025-12-19", "2025-12-15", "2025-12-19", "interval"),
            ("/2014", None, "2014-12-31", "interval"),
            ("../2014", None, "2014-12-31", "interval"),
            ("2008-09-13/", "2008-09-13", None, "interval"),
            ("2008/..", "2008-01-01", None, "interval"),
            ("2014/2014-05", "2014-01-01", "2014-05-31", "interval"),
        ],
    )
    def test_bounds_are_what_is_known(
        self, text: str, earliest: str | None, latest: str | None, precision: str
    ) -> None:
        value = parse(text)
        assert value.text == text
        assert value.earliest == (earliest and date.fromisoformat(earliest))
        assert value.latest == (latest and date.fromisoformat(latest))
        assert value.precision == precision

    def test_spaces_and_the_long_year_sign_go(self) -> None:
        assert parse(" 2016-12 ").text == "2016-12"
        assert parse("Y2014").text == "2014"

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("", "empty"),
            ("  ", "empty"),
            ("2016-13", "impossible"),
            ("2016-00", "impossible"),
            ("2016-02-30", "impossible"),
            ("2015-02-29", "impossible"),
            ("2015-02-29?", "impossible"),
            ("2016-04-00", "impossible"),
            ("XXXX-02-30", "impossible"),
            ("2026-37", "impossible"),
            ("2026-33-01", "impossible"),
            ("2014/2016-13", "impossible"),
            ("2016/2014", "reversed"),
            ("2016-05-10/2016-05-09", "reversed"),
            ("0999", "year"),
            ("0999-12-31", "year"),
            ("0XXX", "year"),
            ("Y12024", "year"),
            ("2026-21", "season"),
            ("/", "unreadable"),
            ("../..", "unreadable"),
            ("2014/2015/2016", "unreadable"),
            ("2016-XX-05", "unreadable"),
            ("201X-05", "unreadable"),
            ("XX16", "unreadable"),
            ("XXXX-XX-25", "unreadable"),
            ("-2016", "unreadable"),
            ("20160506", "year"),
            ("2016-W05-1", "unreadable"),
            ("2016-05-06T10:00", "unreadable"),
            ("2024-?04", "unreadable"),
            ("{2001,2002}", "unreadable"),
            ("22/4/2013", "unreadable"),
            ("２０１６", "unreadable"),
            ("garbage", "unreadable"),
            ("2016" * 20, "unreadable"),
        ],
    )
    def test_refuses_with_one_sentence(self, text: str, kind: str) -> None:
        with pytest.raises(BadDate) as refused:
            parse(text)
        assert refused.value.kind == kind
        assert str(refused.value).endswith(".")
        assert isinstance(refused.value, ValueError)

    @given(texts)
    def test_what_was_parsed_parses_again(self, text: str) -> None:
        value = parse(text)
        assert parse(value.text) == value
        assert pickle.loads(pickle.dumps(value)) == value

    @given(texts)
    def test_earliest_is_not_after_latest(self, text: str) -> None:
        value = parse(text)
        if value.earliest and value.latest:
            assert value.earliest <= value.latest

    @given(st.text(max_size=50))
    def test_any_other_text_is_refused_and_nothing_else_happens(self, text: str) -> None:
        for read in (PartialDate.parse, PartialDate.from_input):
            with suppress(BadDate):
                assert _reads(read(text).text)


class TestQuestions:
    def test_only_a_day_beyond_doubt_is_exact(self) -> None:
        exact = [t for t in ("2016-12-26", "2016-12", "2016-12-26?", "2016/") if parse(t).is_exact]
        assert exact == ["2016-12-26"]

    @pytest.mark.parametrize(
        "text", ["2024?", "2024~", "2024-04%", "201X", "XXXX-08-25", "/2014", "2008/.."]
    )
    def test_doubt_is_told(self, text: str) -> None:
        assert parse(text).is_uncertain

    @pytest.mark.parametrize("text", ["2016", "2016-12", "2016-12-26", "2014/2016", "2026-33"])
    def test_vague_is_not_doubtful(self, text: str) -> None:
        assert not parse(text).is_uncertain

    @pytest.mark.parametrize(
        ("text", "lies", "may"),
        [
            ("2016", True, True),
            ("2016-12-31", True, True),
            ("2015-12-31", False, False),
            ("2015/2016", False, True),
            ("201X", False, True),
            ("/2014", False, False),
            ("/2016", False, True),
            ("2016-05/", False, True),
            ("2017/", False, False),
            ("XXXX-08-25", False, True),
        ],
    )
    def test_figures_count_what_lies_in_the_year(self, text: str, *, lies: bool, may: bool) -> None:
        year = date(2016, 1, 1), date(2016, 12, 31)
        assert (parse(text).lies_in(*year), parse(text).may_lie_in(*year)) == (lies, may)

    @given(texts, st.dates(max_value=date(9000, 1, 1)), st.integers(0, 4000))
    def test_what_lies_in_a_period_may_lie_in_it(self, text: str, first: date, days: int) -> None:
        value, last = parse(text), first + timedelta(days=days)
        if value.lies_in(first, last):
            assert value.may_lie_in(first, last)

    def test_ends_of_an_interval(self) -> None:
        assert parse("2014/..").ends == (parse("2014"), None)
        assert parse("2014").ends == (parse("2014"), parse("2014"))


class TestFromInput:
    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ("22/4/2013", "2013-04-22"),
            ("22/04/2013", "2013-04-22"),
            ("22-4-2013", "2013-04-22"),
            ("22.4.2013", "2013-04-22"),
            ("ngày 22 tháng 4 năm 2013", "2013-04-22"),
            ("04/2013", "2013-04"),
            ("4-2013", "2013-04"),
            ("Tháng 4 năm 2013", "2013-04"),
            ("năm 2013", "2013"),
            ("NAM 2013", "2013"),
            ("2013", "2013"),
            ("quý 3/2026", "2026-35"),
            ("Quý III năm 2026", "2026-35"),
            ("Q3 2026", "2026-35"),
            ("q3/2026", "2026-35"),
            ("III/2026", "2026-35"),
            ("IV/2026", "2026-36"),
            ("khoảng tháng 4/2024", "2024-04~"),
            ("4/2013?", "2013-04?"),
            ("2014 – 2016", "2014/2016"),
            ("23–25/7/2013", "2013-07-23/2013-07-25"),
            ("từ năm 2008 đến tháng 5/2010", "2008/2010-05"),
            ("đến 2014", "/2014"),
            ("2013/4/22", "2013-04-22"),
            ("２０１３年４月２２日", "2013-04-22"),
            ("22 April 2013", "2013-04-22"),
            ("April 22, 2013", "2013-04-22"),
            ("xxxx-08-25", "XXXX-08-25"),
            ("2014/2016", "2014/2016"),
            ("2026-33", "2026-33"),
        ],
    )
    def test_reads_what_officers_type(self, typed: str, text: str) -> None:
        assert PartialDate.from_input(typed) == parse(text)

    @pytest.mark.parametrize(
        "typed",
        ["22/4/13", "25/8", "4/22/2013", "13/2013", "30/2/2016", "V/2026", "quý 5/2026", "mai"],
    )
    def test_refuses_what_has_two_readings_or_none(self, typed: str) -> None:
        with pytest.raises(BadDate) as refused:
            PartialDate.from_input(typed)
        assert typed in str(refused.value)

    @given(texts)
    def test_reads_back_what_a_form_shows(self, text: str) -> None:
        assert PartialDate.from_input(as_typed(parse(text))) == parse(text)

    @given(
        st.one_of(
            *(days, months, years, quarters, marked, no_year),
            *(points.map("/{}".format), points.map("{}/".format)),
        ).filter(lambda text: "X" not in text or text.startswith("XXXX"))
    )
    def test_reads_back_what_pages_print(self, text: str) -> None:
        for language in ("vi", "en", "ja"):
            assert PartialDate.from_input(format_partial(parse(text), language)) == parse(text)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "vi", "en", "ja"),
        [
            ("2013-04-22", "22/4/2013", "22 April 2013", "2013年4月22日"),
            ("2013-04", "tháng 4/2013", "April 2013", "2013年4月"),
            ("2013", "năm 2013", "2013", "2013年"),
            ("2026-35", "quý III/2026", "Q3 2026", "2026年第3四半期"),
            ("2024~", "khoảng năm 2024", "about 2024", "2024年頃"),
            ("2024?", "2024 (chưa chắc chắn)", "2024 (uncertain)", "2024年（未確定）"),
            ("/2014", "đến năm 2014", "until 2014", "2014年まで"),
            ("2008-09-13/", "từ 13/9/2008", "from 13 September 2008", "2008年9月13日から"),
            ("XXXX-08-25", "25/8, không rõ năm", "25 August, year unknown", "8月25日（年不明）"),
            ("2014/2016", "2014–2016", "2014–2016", "2014～2016年"),
            ("201X", "những năm 2010", "2010s", "2010年代"),
            ("XXXX", "không rõ năm", "year unknown", "年不明"),
        ],
    )
    def test_of_each_kind_of_date(self, text: str, vi: str, en: str, ja: str) -> None:
        words = [format_partial(parse(text), language) for language in ("vi", "en", "ja")]
        assert words == [vi, en, ja]

    @pytest.mark.parametrize(
        ("start", "end", "vi", "en"),
        [
            ("2013-07-23", "2013-07-25", "23–25/7/2013", "23–25 July 2013"),
            ("2024-02-28", "2024-03-02", "28/2–2/3/2024", "28 February – 2 March 2024"),
            (
                *("2023-12-28", "2024-01-02"),
                *("28/12/2023–2/1/2024", "28 December 2023 – 2 January 2024"),
            ),
            ("2013-04-22", "2013-04-22", "22/4/2013", "22 April 2013"),
            ("2016-12", "2016-12", "tháng 12/2016", "December 2016"),
            ("2023-04", "2023-06", "tháng 4–6/2023", "April–June 2023"),
            ("2014", "2016", "2014–2016", "2014–2016"),
            ("2026-33", "2026-34", "quý I–II/2026", "Q1–Q2 2026"),
            ("2024-04-11", "", "từ 11/4/2024", "from 11 April 2024"),
            ("", "2014", "đến năm 2014", "until 2014"),
            (
                "2023-04-05",
                "2023-05",
                "từ 5/4/2023 đến tháng 5/2023",
                "from 5 April 2023 to May 2023",
            ),
            ("", "", "", ""),
        ],
    )
    def test_of_a_span(self, start: str, end: str, vi: str, en: str) -> None:
        span = (parse(start) if start else None), (parse(end) if end else None)
        assert (format_span(*span, "vi"), format_span(*span, "en")) == (vi, en)

    def test_the_active_language_is_the_default(self) -> None:
        with translation.override("ja"):
            assert format_partial(parse("2013-04")) == "2013年4月"
            assert format_span(parse("2013-04-22"), parse("2013-04-23")) == "2013年4月22日～23日"

    @given(texts)
    def test_nothing_is_left_unsaid(self, text: str) -> None:
        for language in ("vi", "en", "ja", "fr"):
            words = format_partial(parse(text), language)
            assert words
            assert "{" not in words
            assert "X" not in words


class TestFormField:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("2013-04-22", "22/4/2013"),
            ("2013-04", "4/2013"),
            ("2013", "2013"),
            ("2026-35", "quý III/2026"),
            ("2024?", "2024?"),
            ("XXXX-08-25", "XXXX-08-25"),
            ("2014/2016", "2014/2016"),
        ],
    )
    def test_shows_a_date_as_it_is_typed(self, text: str, shown: str) -> None:
        field = PartialDateFormField()
        assert field.prepare_value(parse(text)) == shown
        assert not field.has_changed(parse(text), shown)

    def test_nothing_typed_is_none_and_refused_text_stays(self) -> None:
        field = PartialDateFormField(required=False)
        assert field.clean("  ") is None
        assert field.prepare_value("30/2/2016") == "30/2/2016"
        assert field.has_changed(None, "30/2/2016")

    def test_is_a_text_box_with_help(self) -> None:
        field = PartialDateFormField()
        assert field.widget.attrs == {"inputmode": "text", "autocomplete": "off"}
        assert "22/4/2013" in str(field.help_text)
        assert PartialDateFormField(help_text="Mine.").help_text == "Mine."
