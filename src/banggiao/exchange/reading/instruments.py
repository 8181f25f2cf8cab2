"""Reads a row of a register of agreements."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from banggiao.core.text import fold
from banggiao.exchange.reading.around import HOME
from banggiao.exchange.reading.cells import choose, line, read, renamed, text
from banggiao.exchange.reading.choices import read_choice
from banggiao.exchange.reading.result import Got
from banggiao.exchange.reading.where import read_partner_and_country
from banggiao.exchange.values.cells import is_not_known
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_ordinal
from banggiao.exchange.values.people import read_people
from banggiao.exchange.values.places import read_place_and_date
from banggiao.exchange.values.relations import read_relation
from banggiao.exchange.values.terms import read_term

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cell, Cells
    from banggiao.exchange.values.countries import Countries

SIDES = (("signatories_vn", "vn"), ("signatories_foreign", "foreign"), ("signatories", ""))


def read_instrument(cells: Cells, around: Around, register: Register) -> dict[str, Got]:
    """Read a row. ``code`` is the number in the office's register, ``related_no`` that of a row."""
    partner, countries = read_partner_and_country(cells, around, register)
    if not (countries.value or partner["partner"].raw or "countries" in around.columns):
        title = line(cells, "title").value
        countries = Got([code for code in register.countries.in_text(title) if code != HOME])
    number = read(cells, "no", read_ordinal)
    return {
        "no": number,
        "record": line(cells, "code"),
        "code": line(cells, "number"),
        "title": line(cells, "title"),
        "kind": _read_kind(cells),
        **partner,
        "countries": countries,
        **_read_signing(cells, around),
        "signatories": _read_signatories(cells, register.countries),
        **_read_term(cells, around),
        "status": _read_status(cells),
        **_read_relation(cells, number.value),
        "languages": line(cells, "languages"),
        "in_name_of": line(cells, "in_name_of"),
        "note": text(cells, "note"),
    }


def _read_status(cells: Cells) -> Got:
    """Read how it stands: by its own cell, or where the column of terms says nothing else."""
    if cells.get("status") or not cells.get("term"):
        return choose(cells, "status", "instrument_states")
    term = read(cells, "term", read_term)
    if term.problem or (term.value and (term.value.months or term.value.end)):
        return Got("")
    said = read(cells, "term", partial(read_choice, "instrument_states"), "")
    return said if said.value and not (said.problem or said.doubt) else Got("")


def _read_kind(cells: Cells) -> Got:
    """Say what sort of text it is: by its own cell, or by how its title begins."""
    got = choose(cells, "kind", "instrument_kinds")
    if got.value or got.problem:
        return got
    by_title = read_choice("instrument_kinds", line(cells, "title").value)
    value = "" if by_title.problem else by_title.value
    return Got(value, got.raw, got.column, "", "kind_guessed" if value else "kind_missing")


def _read_signing(cells: Cells, around: Around) -> dict[str, Got]:
    """Read the day and the place of signature, from two columns or one."""
    reader = partial(read_date, year=around.year, month=around.month)
    if cells.get("signed_place") and not cells.get("signed"):
        got = read(cells, "signed_place", partial(read_place_and_date, year=around.year))
        both = got.value
        return {
            "signed": Got(both.date if both else "", got.raw, got.column, got.problem, got.doubt),
            "place": Got(_place(both.place if both else ""), got.raw, got.column),
        }
    return {"signed": read(cells, "signed", reader, ""), "place": line(cells, "place")}


def _place(text: str) -> str:
    """Give a place, unless the words say that it is not known."""
    return "" if is_not_known(text) else text


def _by_side(value: Value, countries: Countries) -> list[tuple[str, Value]]:
    """Part a cell whose lines say for whom somebody signed: "Phía Lào: …"."""
    if not isinstance(value, str) or not _LABELLED.search(value):
        return [("", value)]
    parts: list[tuple[str, Value]] = []
    for one in value.splitlines():
        match = _LABELLED.match(one)
        side = _side(match["label"], countries) if match else ""
        parts.append((side, one[match.end() :] if match and side else one))
    return parts


_LABELLED = re.compile(
    r"^[\s+*•-]*(?:(?:đại diện\s+)?(?:phía|bên)\s+)?(?P<label>[^:\n]{2,40}?)\s*[:：]\s*",
    re.IGNORECASE | re.MULTILINE,
)
_OUR_SIDE = frozenset(
    {"ta", "viet nam", "vn", "vietnam", "ttcp", "viet nam side", "ベ ト ナ ム 側"}
)
_THEIR_SIDE = frozenset({"ban", "nuoc ngoai", "doi tac", "partner", "foreign side", "相 手 側"})


def _side(label: str, countries: Countries) -> str:
    words = fold(label)
    if words in _OUR_SIDE:
        return "vn"
    codes = countries.read(label).value
    return "foreign" if words in _THEIR_SIDE or (codes and codes != ("VN",)) else ""


def _read_signatories(cells: Cells, countries: Countries) -> Got:
    found: list[dict[str, Any]] = []
    raws, doubts, column, problem = [], [], 0, ""
    for name, side in SIDES:
        for cell in cells.get(name, []):
            raws.append(cell.text)
            column = column or cell.column
            for said, value in [(side, cell.value)] if side else _by_side(cell.value, countries):
                answer = read_people(value, single=False)
                doubts.append(answer.doubt)
                problem = problem or answer.problem
                found += [{"name": p.name, "title": p.title, "side": said} for p in answer.value]
    return Got(found, "\n".join(raws), column, problem, next(filter(None, doubts), ""))


def _read_term(cells: Cells, around: Around) -> dict[str, Got]:
    """Read how long it holds: a duration, or two days of their own columns."""
    got = renamed(read(cells, "term", read_term), negative="negative_term", invalid="invalid_term")
    term = got.value
    reader = partial(read_date, year=around.year)
    start, end = read(cells, "valid_from", reader, ""), read(cells, "valid_to", reader, "")
    if end.problem and _is_endless(cells["valid_to"]):
        end.problem = ""
    if term and term.start and not start.value:
        start = Got(term.start, got.raw, got.column)
    if term and term.end and not end.value:
        end = Got(term.end, got.raw, got.column)
    years = _years(term.months) if term and term.months else None
    return {
        "term_years": Got(years, got.raw, got.column, got.problem, got.doubt),
        "term_months": Got(term.months if term else None, got.raw, got.column),
        "renews": Got(term.renews if term else "", got.raw, got.column),
        "valid_from": start,
        "valid_to": end,
    }


def _is_endless(cells: list[Cell]) -> bool:
    """Whether a cell says in words that a text holds without end."""
    term = read_term(cells[0].value).value
    return bool(term and term.indefinite)


def _years(months: int) -> int | float:
    return months // 12 if months % 12 == 0 else round(months / 12, 2)


def _read_relation(cells: Cells, number: int | None) -> dict[str, Got]:
    """Read what it is to another text, from its own column or from a note that names the other.

    A note that names a later row tells what came of this text: the other one is about this.
    """
    for name in ("relation", "note"):
        for cell in cells.get(name, []):
            relation = read_relation(cell.value).value
            is_named = relation.number is not None or relation.code
            if name == "note" and number and relation.number and relation.number >= number:
                continue
            if relation.kind and (is_named or name == "relation"):
                raw, column = cell.text, cell.column
                return {
                    "relation": Got(relation.kind, raw, column),
                    "related_no": Got(relation.number, raw, column),
                    "related_code": Got(relation.code, raw, column),
                }
    return {"relation": Got(""), "related_no": Got(None), "related_code": Got("")}
