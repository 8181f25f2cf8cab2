"""A date that was printed in any of our forms reads back."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.dates import PartialDate, as_typed, format_partial
from banggiao.core.dates.words import ENGLISH_MONTHS
from banggiao.exchange.values.dates import for_register, read_date
from banggiao.exchange.values.read import Read

ROMAN = ("I", "II", "III", "IV")
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
spans = st.tuples(days, st.integers(1, 60)).map(lambda t: (t[0], t[0] + timedelta(days=t[1])))


def printed(day: date) -> list[str]:
    d, m, y, name = day.day, day.month, day.year, ENGLISH_MONTHS[day.month - 1]
    return [
        *(
            f"{d}/{m}/{y}",
            f"{d:02}/{m:02}/{y}",
            f"{d}.{m}.{y}",
            f"{d}-{m}-{y}",
            f"{d}/{m}/{y % 100:02}",
        ),
        *(
            f"{y}-{m:02}-{d:02}",
            f"{y}/{m}/{d}",
            f"ngày {d} tháng {m} năm {y}",
            f"Thứ Hai, {d}/{m}/{y}",
        ),
        *(f"{d} {name} {y}", f"{name} {d}, {y}", f"{d} {name[:3]} {y}", f"{y}年{m}月{d}日"),
        *(f"14h30 ngày {d}/{m}/{y}", f"{y}-{m:02}-{d:02}T10:00:00", f"{d}/{m}/{y} 10:00"),
    ]


def printed_span(first: date, last: date) -> list[str]:
    a, b = (f"{day.day}/{day.month}/{day.year}" for day in (first, last))
    texts = [
        f"{a} - {b}",
        f"{a}-{b}",
        f"{a} – {b}",
        f"từ {a} đến {b}",
        f"từ ngày {a} đến hết ngày {b}",
    ]
    texts += [f"from {a} to {b}", f"{first.isoformat()}/{last.isoformat()}"]
    if first.year == last.year:
        texts += [f"{first.day}/{first.month} - {b}", f"từ {first.day}/{first.month} đến {b}"]
    if (first.year, first.month) == (last.year, last.month):
        name = ENGLISH_MONTHS[first.month - 1]
        texts += [
            f"{first.day}-{b}",
            f"từ ngày {first.day} đến ngày {last.day} tháng {last.month} năm {last.year}",
        ]
        texts += [
            f"{first.day}-{last.day} {name} {last.year}",
            f"{name} {first.day}-{last.day}, {last.year}",
        ]
        texts += [f"{first.year}年{first.month}月{first.day}日～{last.day}日"]
    return texts


@given(days, st.data())
def test_a_day_reads_back(day, data):
    text = data.draw(st.sampled_from(printed(day)))
    assert read_date(text) == Read(day.isoformat())


@given(spans, st.data())
def test_a_span_reads_back(span, data):
    text = data.draw(st.sampled_from(printed_span(*span)))
    assert read_date(text) == Read("/".join(day.isoformat() for day in span))


@given(st.integers(1950, 2049), st.integers(1, 12), st.data())
def test_a_month_reads_back(year, month, data):
    name = ENGLISH_MONTHS[month - 1]
    forms = [
        f"tháng {month}/{year}",
        f"Tháng {month:02} năm {year}",
        f"T{month}/{year}",
        f"{month}/{year}",
    ]
    forms += [f"{name} {year}", f"{year}年{month}月", f"trong tháng {month} năm {year}"]
    assert read_date(data.draw(st.sampled_from(forms))) == Read(f"{year}-{month:02}")
    assert read_date(f"tháng {month}", year=year) == Read(f"{year}-{month:02}")


@given(st.integers(1950, 2049), st.integers(1, 4), st.data())
def test_a_quarter_reads_back(year, quarter, data):
    roman = ROMAN[quarter - 1]
    forms = [
        f"Quý {roman}/{year}",
        f"quý {quarter} năm {year}",
        f"Q{quarter} {year}",
        f"{year}年第{quarter}四半期",
    ]
    assert read_date(data.draw(st.sampled_from(forms))) == Read(f"{year}-{32 + quarter}")
    assert read_date(f"Quý {roman}", year=year) == Read(f"{year}-{32 + quarter}")


points = st.one_of(
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    st.builds("{}-{}".format, st.integers(1950, 2049), st.integers(33, 36)),
)
dates = st.one_of(
    points,
    st.builds("{}{}".format, points, st.sampled_from("?~%")),
    days.map(lambda day: "XXXX" + str(day)[4:]),
    spans.map(lambda span: f"{span[0]}/{span[1]}"),
    spans.map(lambda span: f"{span[0]}/"),
    spans.map(lambda span: f"/{span[1]}"),
    st.builds(lambda y, n: f"{y}/{y + n}", st.integers(1950, 2000), st.integers(1, 40)),
)


@given(dates, st.sampled_from(["vi", "en", "ja"]))
def test_what_our_own_pages_print_reads_back(edtf, language):
    value = PartialDate.parse(edtf)
    assert read_date(format_partial(value, language)).value == edtf
    assert read_date(as_typed(value)).value == edtf


@given(st.text(alphabet="0123456789/.- ,;~?năm thágquýiTQHđếtừưàvI年月日～", max_size=25))
def test_whatever_is_read_the_register_takes(text):
    read = read_date(text, year=2022)
    assert not (read.value and read.problem)
    for end in for_register(read.value):
        assert not end or PartialDate.parse(end).text == end
