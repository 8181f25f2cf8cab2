"""Reads amounts of money, and who pays, as Vietnamese officials write them.

A point stands between thousands and a comma before decimals; other ways are read where they can
have no other meaning. Problems: ``negative``, ``invalid``. Doubts: ``separator_unclear`` (two
readings are possible), ``unit_unclear`` (in the unit of its heading it would be beyond anything
meant, so it is read in đồng), ``no_number``, ``more_words``, ``not_known``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import (
    MORE_WORDS,
    NOT_KNOWN,
    bare,
    failure_of,
    is_blank,
    is_not_known,
    line_of,
)
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

MILLION = Decimal(1_000_000)
MOST_LIKELY = Decimal(10) ** 11
"""More đồng than one delegation or meeting costs; a larger amount was not written in its unit."""

LONGEST = 300
_MOST_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Amount:
    """What something costs, and who pays.

    ``dong`` is None, and ``millions`` 0, where no amount in đồng is named: then ``number`` is the
    amount in ``currency`` (ISO 4217), or None where a cell only says who pays. ``payer`` is a code
    of `plans.enums.Funding`, or empty.
    """

    dong: int | None = None
    millions: Decimal = Decimal(0)
    currency: str = ""
    payer: str = ""
    number: Decimal | None = None


_HOST = (
    r"phia (?:moi|ban)|ben moi|nuoc (?:moi|ban)|ban (?:dai tho|chi|to chuc)|btc|co quan moi|"
    r"don vi moi|\bhost|inviting|invit(?:er|ing side)|organi[sz]er|招待|先方|主催"
)
_STATE = r"\bnsnn\b|ngan sach|state budget|kinh phi (?:nha nuoc|thuong xuyen)|国費|国家予算"
_PAYERS = (
    ("host", _HOST),
    ("partner", r"doi tac|nha tai tro|tai tro|dai tho|partner|sponsor|donor"),
    ("project", r"\bdu an\b|\bproject|プロジェクト|事業費"),
    ("state_budget", _STATE),
    ("other", r"tu tuc|ca nhan|self|own expense|自費"),
)
PAYERS = tuple((code, re.compile(pattern)) for code, pattern in _PAYERS)
_FREE = re.compile(r"khong(?: co| phat sinh)?(?: kinh phi)?|none|nil|なし|無し")

_CURRENCIES = (
    ("VND", r"\bvn[dđ]\b|\bdong\b|(?<=[\d ])d\b|₫|ドン"),
    ("USD", r"\busd(?![a-z])|us ?\$|\$|do ?la|dollars?|ドル"),
    ("EUR", r"\beur(?:os?)?(?![a-z])|€|ユーロ"),
    ("JPY", r"\bjpy(?![a-z])|¥|\byen\b|円"),
    ("KRW", r"\bkrw(?![a-z])|₩|\bwon\b|ウォン"),
    ("CNY", r"\bcny(?![a-z])|\brmb(?![a-z])|nhan dan te|\bndt(?![a-z])|\byuan\b|人民元"),
    ("GBP", r"\bgbp(?![a-z])|£|bang anh"),
    ("AUD", r"\baud(?![a-z])|a\$"),
    ("SGD", r"\bsgd(?![a-z])|s\$"),
    ("THB", r"\bthb(?![a-z])|\b(?:bat|baht)\b"),
    ("LAK", r"\blak(?![a-z])|\bkip\b"),
    ("CHF", r"\bchf(?![a-z])"),
    ("RUB", r"\brub(?![a-z])|\brup\b"),
)
CURRENCIES = tuple((code, re.compile(pattern)) for code, pattern in _CURRENCIES)

_TIMES = {
    "ty": 9, "ti": 9, "billion": 9, "bn": 9, "trieu": 6, "tr": 6, "trd": 6, "million": 6, "mil": 6,
    "mn": 6, "m": 6, "nghin": 3, "ngan": 3, "k": 3, "thousand": 3, "億": 8, "百万": 6, "万": 4,
    "千": 3,
}  # fmt: skip
_TIMES_WORD = "|".join(sorted(_TIMES, key=len, reverse=True))
_TERM = re.compile(
    rf"(?<![\d.,])(?P<number>\d(?:[\d.,']|[ ](?=\d{{3}}(?!\d)))*)\s*"
    rf"(?:(?P<times>{_TIMES_WORD})(?![a-z]))?"
)
_FOR_EACH = re.compile(r"/ ?[a-z]|\bmoi (?:nguoi|ngay)|\bper\b|\beach\b")
_NEGATIVE = re.compile(r"[-−–] ?[\d$€]")
_SHAPES = (
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"), "."),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ","),
    (re.compile(r"[1-9]\d{0,2}(?:[ ']\d{3})+(?:[.,]\d+)?"), " "),
    (re.compile(r"\d+(?:,\d+)?"), "."),
    (re.compile(r"\d+(?:\.\d+)?"), ","),
)

_DONG = r"(?:dong|vnd|d\b|₫|ドン)"
_UNIT_WORD = r"(trieu|tr|ty|ti|nghin|ngan|million|billion|thousand|百万|億|千)"
_UNITS = (
    re.compile(rf"(?<![a-z]){_UNIT_WORD}\.? ?{_DONG}"),
    re.compile(rf"\bvnd ?{_UNIT_WORD}(?![a-z])"),
    re.compile(rf"\({_UNIT_WORD}\)"),
)
_ROUND_UNIT = re.compile(rf"(?<!\d)(1(?:[ .,]?000)+) ?{_DONG}")
_PLAIN_UNIT = re.compile(
    rf"\({_DONG} ?\)|(?:dvt|don vi(?: tinh)?|unit|単位) ?[:/]? ?{_DONG}|\bvnd\b"
)


def read_amount(value: Value, *, unit: Decimal) -> Read[Amount | None]:
    """Read what something costs. ``unit`` is how many đồng a bare number counts in."""
    if problem := failure_of(value):
        return Read(None, problem)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Read(None, "invalid")
    if isinstance(value, str):
        short = len(value) <= LONGEST
        return _amount_of_text(value, unit) if short else Read(None, doubt="no_number")
    number = Decimal(str(value))
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return Read(None, "invalid")
    return Read(None, "negative") if number < 0 else _in_unit(number, unit, "", "")


def read_unit_of_heading(text: str) -> Decimal | None:
    """Give how many đồng a heading says that numbers under it count in; None where it does not."""
    heading = " ".join(bare(line_of(text[:LONGEST])).split())
    if match := next(filter(None, (pattern.search(heading) for pattern in _UNITS)), None):
        return Decimal(10) ** _TIMES[match[1]]
    if match := _ROUND_UNIT.search(heading):
        return Decimal(re.sub(r"[ .,]", "", match[1]))
    return Decimal(1) if _PLAIN_UNIT.search(heading) else None


@lru_cache(maxsize=8192)
def _amount_of_text(value: str, unit: Decimal) -> Read[Amount | None]:
    line = line_of(value)
    if is_blank(line):
        return Read(None)
    if is_not_known(line):
        return Read(None, doubt=NOT_KNOWN)
    text = bare(line)
    payer = _payer(text)
    if not any(char.isdigit() for char in text):
        return _without_number(text, payer)
    if _NEGATIVE.match(text):
        return Read(None, "negative")
    terms = list(_TERM.finditer(text))
    if not terms or "%" in text:
        return Read(None, "" if terms else "invalid", "no_number" if terms else "")
    currency = next((code for code, pattern in CURRENCIES if pattern.search(text)), "")
    read = _of_terms(terms, unit, payer, currency)
    is_for_each = bool(_FOR_EACH.search(text)) and not read.problem
    return Read(read.value, read.problem, read.doubt or (MORE_WORDS if is_for_each else ""))


def _without_number(text: str, payer: str) -> Read[Amount | None]:
    if payer:
        return Read(Amount(payer=payer))
    return Read(None, doubt="" if _FREE.fullmatch(text.strip(" .")) else "no_number")


def _payer(text: str) -> str:
    """Say who pays; more than one is a shared cost. A host that is a partner is the host."""
    found = [code for code, pattern in PAYERS if pattern.search(text)]
    if found[:2] == ["host", "partner"]:
        del found[1]
    return "shared" if len(found) > 1 else "".join(found)


def _of_terms(
    terms: list[re.Match[str]], unit: Decimal, payer: str, currency: str
) -> Read[Amount | None]:
    """Add up what belongs together ("1 tỷ 200 triệu"); a second amount is only doubted."""
    is_foreign = currency not in {"", "VND"}
    total, doubt, last = Decimal(0), "", 0
    for index, term in enumerate(terms):
        times = _TIMES[term["times"]] if term["times"] else 0
        if index and not 0 < times < last:
            # "100-150 triệu" gives the lower end, in the unit of the upper.
            total, last = (total.scaleb(times), times) if not last else (total, last)
            doubt = MORE_WORDS
            break
        number, unsure = _decimal(term["number"].strip(".,' "), may_be_small=not is_foreign)
        if number is None:
            return Read(None, "invalid")
        doubt = doubt or (unsure if _matters(unit, times, currency) else "")
        total, last = total + number.scaleb(times), times
    if is_foreign:
        return Read(Amount(currency=currency, payer=payer, number=_tidy(total)), doubt=doubt)
    own_unit = Decimal(1) if last or currency == "VND" else unit
    read = _in_unit(total, own_unit, payer, currency)
    return Read(read.value, read.problem, read.doubt or doubt)


def _matters(unit: Decimal, times: int, currency: str) -> bool:
    """Tell whether a thousandth of the unit could be meant: nobody counts parts of a đồng."""
    if times:
        return times >= 6
    return not currency and unit >= MILLION


def _decimal(digits: str, *, may_be_small: bool) -> tuple[Decimal | None, str]:
    """Give the number that digits mean, and a doubt where they may mean another.

    ``1.250`` is 1250, as officials write; with ``may_be_small`` it may also be one and a quarter.
    """
    if len(digits) > _MOST_DIGITS:
        return None, ""
    for shape, between in _SHAPES:
        if shape.fullmatch(digits):
            plain = digits.replace(between, "").replace(" ", "").replace("'", "").replace(",", ".")
            single = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits)
            return Decimal(plain), "separator_unclear" if single and may_be_small else ""
    return None, ""


def _in_unit(number: Decimal, unit: Decimal, payer: str, currency: str) -> Read[Amount | None]:
    doubt = ""
    if unit > 1 and number * unit > MOST_LIKELY:
        unit, doubt = Decimal(1), "unit_unclear"
    dong = number * unit
    if dong > MOST_LIKELY * 1000:
        return Read(None, "invalid")
    amount = Amount(round(dong), _tidy(dong / MILLION), currency or "VND", payer, _tidy(number))
    return Read(amount, doubt=doubt)


def _tidy(number: Decimal) -> Decimal:
    """Write a whole number without powers of ten."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if whole == number else number
