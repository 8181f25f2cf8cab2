"""Dates as people write them: a table for each way, and what is wrong or doubtful."""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

import pytest

from banggiao.core.dates import PartialDate
from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.dates import for_register, read_date
from banggiao.exchange.values.read import Read

DAYS = [
    ("31.3.2023", "2023-03-31"),
    ("20/1/23", "2023-01-20"),
    ("20/1/98", "1998-01-20"),
    ("05/02/2023", "2023-02-05"),
    ("05-02-2023", "2023-02-05"),
    ("5 / 2 / 2023", "2023-02-05"),
    ("20 – 1 – 2023", "2023-01-20"),
    ("05/02/2023.", "2023-02-05"),
    ("2023-02-05", "2023-02-05"),
    ("2023/2/5", "2023-02-05"),
    ("20230205", "2023-02-05"),
    ("2023-02-05T08:30:00", "2023-02-05"),
    ("2023-02-05 00:00:00", "2023-02-05"),
    ("29/02/2024", "2024-02-29"),
    ("ngày 5 tháng 2 năm 2023", "2023-02-05"),
    ("Ngày 05 tháng 02, năm 23", "2023-02-05"),
    ("ngày 5 tháng hai năm 2023", "2023-02-05"),
    ("Thứ Hai, 14/12/2020", "2020-12-14"),
    ("thứ tư ngày 5/3/2023", "2023-03-05"),
    ("T2, 13/3/2023", "2023-03-13"),
    ("CN 5/3/2023", "2023-03-05"),
    ("14h00 ngày 5/3/2023", "2023-03-05"),
    ("14h00 - 16h30, ngày 5/3/2023", "2023-03-05"),
    ("8 giờ 30 phút, 5/3/2023", "2023-03-05"),
    ("chiều 5/3/2023", "2023-03-05"),
    ("5/3/2023 (sáng)", "2023-03-05"),
    ("Ngày ký: 5/3/2023", "2023-03-05"),
    ("5/3/2023 8:00 am", "2023-03-05"),
    ("12 May 2023", "2023-05-12"),
    ("12th of May, 2023", "2023-05-12"),
    ("May 12, 2023", "2023-05-12"),
    ("12-May-2023", "2023-05-12"),
    ("12-Mar-22", "2022-03-12"),
    ("Monday, 13 March 2023", "2023-03-13"),
    ("2023年3月5日", "2023-03-05"),
    ("２０２３年３月５日（日）", "2023-03-05"),
    ("令和5年3月5日", "2023-03-05"),
    ("平成31年4月1日", "2019-04-01"),
    ("令和元年5月1日", "2019-05-01"),
    ("昭和64年1月7日", "1989-01-07"),
    ("R5.3.5", "2023-03-05"),
    ("H31.4.1", "2019-04-01"),
    ("2023年3月5日 14:00～16:00", "2023-03-05"),
]
MONTHS = [
    ("tháng 6/2023", "2023-06"),
    ("Tháng 6 năm 2023", "2023-06"),
    ("tháng sáu năm 2023", "2023-06"),
    ("tháng tư năm 2009", "2009-04"),
    ("tháng năm năm 2009", "2009-05"),
    ("tháng chạp năm 2009", "2009-12"),
    ("6/2023", "2023-06"),
    ("06.2023", "2023-06"),
    ("06-2023", "2023-06"),
    ("2023-06", "2023-06"),
    ("T6/2023", "2023-06"),
    ("T.6/2023", "2023-06"),
    ("Th6/2023", "2023-06"),
    ("T5/23", "2023-05"),
    ("May 2009", "2009-05"),
    ("Sept. 2021", "2021-09"),
    ("2023年6月", "2023-06"),
    ("trong tháng 6/2023", "2023-06"),
]
LONGER = [
    ("Quý III/2008", "2008-35"),
    ("Quý 3/2008", "2008-35"),
    ("quý IV năm 2022", "2022-36"),
    ("Q3 2021", "2021-35"),
    ("Q3/21", "2021-35"),
    ("2021-Q3", "2021-35"),
    ("II/2022", "2022-34"),
    ("1st quarter 2022", "2022-33"),
    ("2023年第3四半期", "2023-35"),
    ("2022-35", "2022-35"),
    ("6 tháng đầu năm 2022", "2022-40"),
    ("sáu tháng cuối năm 2022", "2022-41"),
    ("nửa đầu năm 2022", "2022-40"),
    ("nửa cuối năm 2022", "2022-41"),
    ("first half of 2022", "2022-40"),
    ("second half of 2022", "2022-41"),
    ("H1 2022", "2022-40"),
    ("1H2022", "2022-40"),
    ("2022年上半期", "2022-40"),
    ("2022-41", "2022-41"),
    ("9 tháng đầu năm 2022", "2022-01/2022-09"),
    ("3 tháng cuối năm 2022", "2022-10/2022-12"),
    ("2005", "2005"),
    ("năm 2005", "2005"),
    ("cả năm 2005", "2005"),
    ("平成31年", "2019"),
]
RANGES = [
    ("12-15/III/2024", "2024-03-12/2024-03-15"),
    ("28/XII/2023 - 2/I/2024", "2023-12-28/2024-01-02"),
    ("12/3÷15/3/2024", "2024-03-12/2024-03-15"),
    ("Đi: 5/3/2023; về: 9/3/2023", "2023-03-05/2023-03-09"),
    ("Ngày đi: 05/3/2023\nNgày về: 09/3/2023", "2023-03-05/2023-03-09"),
    ("Dep. 5/3/2023, Ret. 9/3/2023", "2023-03-05/2023-03-09"),
    ("04-05/03/2023", "2023-03-04/2023-03-05"),
    ("04–05/03/2023", "2023-03-04/2023-03-05"),
    ("4 - 5.3.2023", "2023-03-04/2023-03-05"),
    ("28/02 - 03/03/2023", "2023-02-28/2023-03-03"),
    ("28/12/2022 - 03/01/2023", "2022-12-28/2023-01-03"),
    ("28/12 - 03/01/2023", "2022-12-28/2023-01-03"),
    ("28/12/2022 - 03/01", "2022-12-28/2023-01-03"),
    ("05/03/23-09/03/23", "2023-03-05/2023-03-09"),
    ("05.03.-09.03.2023", "2023-03-05/2023-03-09"),
    ("31-3-2023 - 2-4-2023", "2023-03-31/2023-04-02"),
    ("từ ngày 5 đến ngày 9 tháng 3 năm 2023", "2023-03-05/2023-03-09"),
    ("từ ngày 5 tới ngày 9/3/2023", "2023-03-05/2023-03-09"),
    ("từ 5/3 đến 9/3/2023", "2023-03-05/2023-03-09"),
    ("5 ngày, 5-9/3/2023", "2023-03-05/2023-03-09"),
    ("5-9/3/2023 (5 ngày)", "2023-03-05/2023-03-09"),
    ("giai đoạn 2021-2025", "2021/2025"),
    ("Từ 05/3\nđến 09/3/2023", "2023-03-05/2023-03-09"),
    ("từ 8h ngày 5/3/2023 đến 17h ngày 6/3/2023", "2023-03-05/2023-03-06"),
    ("từ 20 tháng 5 đến 3 tháng 6 năm 2023", "2023-05-20/2023-06-03"),
    ("ngày 5, 6 và 7/3/2023", "2023-03-05/2023-03-07"),
    ("28/2, 1/3/2023", "2023-02-28/2023-03-01"),
    ("12-17 January 2023", "2023-01-12/2023-01-17"),
    ("January 12-17, 2023", "2023-01-12/2023-01-17"),
    ("28 Feb - 3 Mar 2023", "2023-02-28/2023-03-03"),
    ("between 12 and 17 May 2023", "2023-05-12/2023-05-17"),
    ("2023年3月5日～9日", "2023-03-05/2023-03-09"),
    ("2023年3月5日～4月2日", "2023-03-05/2023-04-02"),
    ("2023年3月5日から9日まで", "2023-03-05/2023-03-09"),
    ("2023年3月5、6日", "2023-03-05/2023-03-06"),
    ("T11-12/2022", "2022-11/2022-12"),
    ("T11/2022-T1/2023", "2022-11/2023-01"),
    ("tháng 3 - tháng 5/2023", "2023-03/2023-05"),
    ("05-06/2023", "2023-05/2023-06"),
    ("Mar-Apr 2022", "2022-03/2022-04"),
    ("May/June 2023", "2023-05/2023-06"),
    ("Quý I-II/2022", "2022-33/2022-34"),
    ("Q4/2022-Q1/2023", "2022-36/2023-33"),
    ("2010-2015", "2010/2015"),
    ("2010 - nay", "2010/.."),
    ("2010-present", "2010/.."),
    ("từ 2010", "2010/"),
    ("đến 31/12/2025", "/2025-12-31"),
]
OF_THE_YEAR = [
    ("ngày 14/12", "2022-12-14"),
    ("14/12", "2022-12-14"),
    ("tháng 6", "2022-06"),
    ("THÁNG 6", "2022-06"),
    ("thang 6", "2022-06"),
    ("T6", "2022-06"),
    ("T11-12", "2022-11/2022-12"),
    ("T6, T7", "2022-06/2022-07"),
    ("tháng 11, 12", "2022-11/2022-12"),
    ("tháng 2 & 3", "2022-02/2022-03"),
    ("Quý III", "2022-35"),
    ("Quý I-II", "2022-33/2022-34"),
    ("6 tháng đầu năm", "2022-40"),
    ("nửa đầu năm", "2022-40"),
    ("6 tháng cuối năm", "2022-41"),
    ("nửa cuối năm", "2022-41"),
    ("cả năm", "2022"),
    ("tháng 9 năm nay", "2022-09"),
    ("Q2", "2022-34"),
    ("12 May", "2022-05-12"),
    ("May", "2022-05"),
    ("3月", "2022-03"),
    ("3月5日～9日", "2022-03-05/2022-03-09"),
    ("第2四半期", "2022-34"),
    ("上半期", "2022-40"),
    ("下半期", "2022-41"),
]
MARKED = [
    ("khoảng năm 2007", "2007~"),
    ("khoảng tháng 5/2009", "2009-05~"),
    ("khoảng quý II/2009", "2009-34~"),
    ("about 2007", "2007~"),
    ("10月頃", "2022-10~"),
    ("~2007", "2007~"),
    ("2007?", "2007?"),
    ("tháng 5/2009 (?)", "2009-05?"),
]


def known(text: str) -> Read[str]:
    return read_date(text, year=2022)


class TestForms:
    @pytest.mark.parametrize(("text", "edtf"), DAYS + MONTHS + LONGER + RANGES)
    def test_a_date_that_names_its_year(self, text, edtf):
        assert read_date(text) == Read(edtf)
        assert read_date(text, year=1999) == Read(edtf)

    @pytest.mark.parametrize(("text", "edtf"), OF_THE_YEAR + MARKED)
    def test_a_period_takes_the_year_of_what_stands_around_it(self, text, edtf):
        assert known(text) == Read(edtf)

    @pytest.mark.parametrize(("text", "edtf"), DAYS + MONTHS + LONGER + RANGES + OF_THE_YEAR)
    def test_form_of_letters_and_spaces_never_matter(self, text, edtf):
        assert known(normalize("NFD", text)) == Read(edtf)
        assert known(f"\u00a0{text.replace(' ', chr(0x00A0))}\u200b ") == Read(edtf)

    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("14/12", "XXXX-12-14"),
            ("tháng 6", "XXXX-06"),
            ("T11-12", "XXXX-11/XXXX-12"),
            ("29/2", "XXXX-02-29"),
        ],
    )
    def test_without_a_year_it_stays_open(self, text, edtf):
        assert read_date(text) == Read(edtf)

    @pytest.mark.parametrize("text", ["Quý III", "6 tháng đầu năm", "cả năm", "đầu năm"])
    def test_a_part_of_no_year_is_a_problem(self, text):
        assert read_date(text) == Read("", "year_missing")

    @pytest.mark.parametrize(
        ("text", "edtf"),
        [("14", "2023-03-14"), ("5-9", "2023-03-05/2023-03-09"), ("ngày 14", "2023-03-14")],
    )
    def test_a_bare_number_is_a_day_of_the_month_around_it(self, text, edtf):
        assert read_date(text, year=2023, month=3) == Read(edtf)

    @pytest.mark.parametrize(
        "text", ["2016-12", "201X", "2024-04?", "2014/2016", "/2014", "2008-09-13/", "XXXX-08-25"]
    )
    def test_edtf_is_read_as_it_is(self, text):
        assert read_date(text) == Read(text)


class TestOtherValues:
    @pytest.mark.parametrize(
        ("value", "read"),
        [
            (dt.datetime(2023, 3, 5, 8, 30), Read("2023-03-05")),  # noqa: DTZ001  # as a file holds it
            (dt.date(2023, 3, 5), Read("2023-03-05")),
            (dt.date(1900, 1, 5), Read("1900-01-05", doubt="unclear_date")),
            (2005, Read("2005")),
            (2005.0, Read("2005")),
            (45000, Read("2023-03-15", doubt="serial_date")),
            (45000.75, Read("2023-03-15", doubt="serial_date")),
            ("45000", Read("2023-03-15", doubt="serial_date")),
            (20230205, Read("2023-02-05")),
            (14.12, Read("2022-12-14", doubt="unclear_date")),
            (6, Read("2022-06", doubt="unclear_date")),
            (19999, Read("", "invalid_date")),
            (60001, Read("", "invalid_date")),
            (-5, Read("", "invalid_date")),
            (float("nan"), Read("", "invalid_date")),
            (float("inf"), Read("", "invalid_date")),
            (True, Read("", "invalid_date")),
            (dt.time(8), Read("", "invalid_date")),
            (dt.timedelta(1), Read("", "invalid_date")),
            (Broken("#REF!"), Read("", "formula_error")),
        ],
    )
    def test_numbers_days_and_errors(self, value, read):
        assert read_date(value, year=2022) == read


class TestDoubts:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("đầu năm 2023", "2023"),
            ("giữa tháng 5", "2022-05"),
            ("cuối tháng 9", "2022-09"),
            ("đầu quý II", "2022-34"),
            ("hạ tuần tháng 3", "2022-03"),
            ("tuần 2 tháng 6", "2022-06"),
            ("nửa đầu tháng 6", "2022-06"),
            ("late 2022", "2022"),
            ("mid-May 2022", "2022-05"),
            ("2023年3月上旬", "2023-03"),
            ("mùa thu 2023", "2023"),
            ("dự kiến tháng 6", "2022-06"),
            ("05/3/2023 (dự kiến)", "2023-03-05"),
            ("đầu tháng 5 - giữa tháng 6", "2022-05/2022-06"),
            ("trước 30/6/2023", "/2023-06-30"),
            ("chậm nhất 30/6/2023", "/2023-06-30"),
            ("sau tháng 6", "2022-06/"),
            ("hằng năm", "2022"),
            ("Thường xuyên", "2022"),
            ("2022年夏", "2022"),
        ],
    )
    def test_a_part_of_a_period_is_the_period(self, text, edtf):
        assert known(text) == Read(edtf, doubt="rough_date")

    @pytest.mark.parametrize(
        ("text", "edtf", "doubt"),
        [
            ("03/25/2023", "2023-03-25", "day_month_swapped"),
            ("ngày 5 và 9/3/2023", "2023-03-05/2023-03-09", "several_dates"),
            ("05/03/2023\n09/03/2023", "2023-03-05/2023-03-09", "several_dates"),
            ("T6 và T9", "2022-06/2022-09", "several_dates"),
            ("2023年度", "2023-04/2024-03", "fiscal_year"),
            ("令和5年度第4四半期", "2024-33", "fiscal_year"),
            ("令和5年度上半期", "2023-04/2023-09", "fiscal_year"),
            ("Mar-22", "2022-03", "unclear_date"),
            ("6/23", "2023-06", "unclear_date"),
            ("5-6", "2022-05/2022-06", "unclear_date"),
            ("tháng 6 hoặc 7/2023", "2023-06/2023-07", "unclear_date"),
            ("T12-T1", "2022-12/2023-01", "unclear_date"),
            ("05/03/2203", "2203-03-05", "unclear_date"),
            ("05/3/2023 (hoãn)", "2023-03-05", "more_words"),
            ("4 ngày (12-15/6/2023)", "2023-06-12/2023-06-15", "more_words"),
            ("12-15/6/2023 tại Hà Nội", "2023-06-12/2023-06-15", "more_words"),
        ],
    )
    def test_what_a_person_should_look_at(self, text, edtf, doubt):
        assert known(text) == Read(edtf, doubt=doubt)

    @pytest.mark.parametrize("text", ["đang chờ", "chưa xác định", "TBD", "n/a", "未定"])
    def test_words_that_say_nothing_is_known(self, text):
        assert read_date(text) == Read("", doubt="not_known")

    @pytest.mark.parametrize("text", ["", " ", "-", "…", "\u00a0"])
    def test_an_empty_cell_is_no_problem(self, text):
        assert read_date(text) == Read("")


class TestProblems:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "31/02/2023",
                "31/02/2022",
                "30/02",
                "29/2/2023",
                "32/1/2023",
                "00/05/2023",
                "13/13/2023",
            ),
            *(
                "2023-02-31",
                "ngày 30 tháng 2 năm 2023",
                "tháng 13",
                "30-31/6/2022",
                "05/03/0202",
                "4523",
            ),
            *("xin chào", "theo lịch", "ngày 7", "1/2/3/4", "a" * 500, "2023年2月30日"),
            *("0~I", "5 - quý 1", "0 - quý 1"),
        ],
    )
    def test_no_such_day_or_no_date(self, text):
        assert known(text) == Read("", "invalid_date")

    @pytest.mark.parametrize(
        "text",
        [
            "12/06/2023 - 05/06/2023",
            "9-5/3/2023",
            "2015-2010",
            "tháng 6 - tháng 1",
            "2022-05/2022-03",
            "Q3-Q1 2022",
        ],
    )
    def test_the_end_before_the_start(self, text):
        assert known(text) == Read("", "end_before_start")


class TestForRegister:
    @pytest.mark.parametrize(
        ("edtf", "ends"),
        [
            ("", ("", "")),
            ("2023-03-05", ("2023-03-05", "2023-03-05")),
            ("2022-40", ("2022-01", "2022-06")),
            ("2022-41", ("2022-07", "2022-12")),
            ("2022-40~", ("2022-01~", "2022-06~")),
            ("2022-35", ("2022-35", "2022-35")),
            ("2022-33/2022-41", ("2022-33", "2022-12")),
            ("2022-11/2022-12", ("2022-11", "2022-12")),
            ("2010/..", ("2010", "")),
            ("/2025-12-31", ("", "2025-12-31")),
        ],
    )
    def test_it_gives_two_ends(self, edtf, ends):
        assert for_register(edtf) == ends

    def test_the_register_takes_both(self):
        for _text, edtf in DAYS + MONTHS + LONGER + RANGES + MARKED:
            for end in for_register(edtf):
                assert not end or PartialDate.parse(end).text == end
