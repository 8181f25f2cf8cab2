"""Text files with a sign between the cells: .csv, .tsv, .txt."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Book, Remark, Sheet, Value
from banggiao.exchange.books.charsets import Decoded, decoded
from banggiao.exchange.books.limits import MAX_COLUMN
from banggiao.exchange.books.sheets import Allowance, Draft, finished, is_blank

_SIGNS = "\t;,|"
_NO_SIGN = "\x1f"  # stands in no text: each line is one cell
_SAMPLE = 64 * 1024
_SAID = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)
_AS_TEXT = re.compile(r'\A="(.*)"\Z', re.DOTALL)
_KEPT_FROM_RUNNING = re.compile(r"\A'(?=[=+\-@\t\r])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_FEWEST_ROWS = 2
_SHORT, _MOST_KNOWN = 60, 100_000
"""Texts up to this length, and so many of them, are kept once however often they stand there."""


def read_delimited(data: bytes, name: str, *, must_be_table: bool) -> Book:
    """Read a text file; all cells are texts, as nothing says what they are.

    Refuses with ``not_a_spreadsheet`` what is no text, and, if it ``must_be_table`` because its
    name promises a workbook, text in which no sign parts cells.
    """
    found = decoded(data)
    text = found.text.removeprefix("\ufeff")
    if _is_binary(text):
        raise refusals.not_a_spreadsheet()
    said = _SAID.match(text)
    sign = said[1] if said else _sign(text[:_SAMPLE])
    if must_be_table and sign == _NO_SIGN:
        raise refusals.not_a_spreadsheet()
    if said:
        text = text[said.end() :]
    sheet = _sheet(_records(text, sign))
    return Book(name=name, form="csv", sheets=(sheet,), remarks=tuple(remarks(found)))


def _sheet(records: Iterable[list[str]]) -> Sheet:
    draft = Draft("")
    allowance = Allowance()
    known: dict[str, str] = {}
    for number, record in enumerate(records, 1):
        cells: dict[int, Value] = {}
        for column, raw in enumerate(islice(record, MAX_COLUMN), 1):
            if is_blank(text := _cell(raw)):
                continue
            if len(text) <= _SHORT and len(known) < _MOST_KNOWN:
                text = known.setdefault(text, text)
            cells[column] = text
        if cells:
            allowance.take(len(cells))
            draft.rows[number] = cells
    return finished(draft)


def remarks(found: Decoded) -> Iterator[Remark]:
    """Say so if the encoding of a text was guessed."""
    if not found.is_sure:
        message = _(
            "The file does not say how its letters are encoded. It was read as %(encoding)s; if"
            " letters are wrong, save it as UTF-8 or .xlsx."
        )
        yield Remark("encoding_guessed", message % {"encoding": found.encoding})


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) * 200 > len(sample)


def _cell(text: str) -> str:
    """Take off what programs put around a cell so that Excel shows it as text: ``="01"``, ``'=``.

    Banggiao itself writes the second when it exports.
    """
    if text[:1] == "=":
        return _AS_TEXT.sub(r"\1", text)
    if text[:1] == "'":
        return _KEPT_FROM_RUNNING.sub("", text)
    return text


def _sign(sample: str) -> str:
    """Tell the sign between the cells: the one that gives most rows the same, large width."""
    best = max(_SIGNS, key=lambda sign: _fit(sample, sign))
    return best if _fit(sample, best) > 0 else _NO_SIGN


def _fit(sample: str, sign: str) -> float:
    try:
        widths = [len(record) for record in _read(sample, sign, strict=False) if record]
    except csv.Error:
        widths = [line.count(sign) + 1 for line in sample.splitlines() if line.strip()]
    counts = Counter(width for width in widths if width > 1)
    rows = counts.total()
    if not rows or rows < min(_FEWEST_ROWS, len(widths)) or rows * 4 < len(widths):
        return 0.0
    return max(count * min(width, 12) for width, count in counts.items()) / len(widths)


def _records(text: str, sign: str) -> Iterable[list[str]]:
    """Give the rows. Where quotes do not close as they should, they may be none at all.

    Then both ways are tried, and the one wins that gives more rows of one width: a quote that is
    never closed swallows the rows behind it.
    """
    try:
        for _record in _read(text, sign, strict=True):
            pass
    except csv.Error:
        return _records_with_odd_quotes(text, sign)
    return _read(text, sign, strict=True)


def _records_with_odd_quotes(text: str, sign: str) -> list[list[str]]:
    lines = (line.rstrip("\r\n") for line in _lines(text))
    plain = [[_unquoted(cell) for cell in line.split(sign)] for line in lines]
    try:
        quoted = list(_read(text, sign, strict=False))
    except csv.Error:  # a cell of more than a hundred thousand characters
        return plain
    return plain if _alike(plain) > _alike(quoted) else quoted


def _read(text: str, sign: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(_lines(text), delimiter=sign, strict=strict)


def _lines(text: str) -> Iterator[str]:
    """Give the lines one by one. A buffer would take four bytes a letter."""
    return (match[0] for match in _LINE.finditer(text))


def _alike(records: list[list[str]]) -> int:
    """Count the rows of the most frequent width."""
    return max(Counter(map(len, records)).values(), default=0)


def _unquoted(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if is_quoted else cell
