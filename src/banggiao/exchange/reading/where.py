"""Reads with whom something is, and which countries it concerns."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from banggiao.exchange.reading.around import HOME
from banggiao.exchange.reading.cells import joined, line, one_line, read
from banggiao.exchange.reading.partners import read_partner
from banggiao.exchange.reading.result import Cell, Got
from banggiao.exchange.values.countries import NO_COUNTRY, UNKNOWN

if TYPE_CHECKING:
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells


def read_partner_and_country(
    cells: Cells, around: Around, register: Register
) -> tuple[dict[str, Got], Got]:
    """Read the partner, and the countries of a row: of its own cell, its section, or its partner.

    Only where no column names countries is the partner asked.
    """
    countries = read_countries(cells, around, register)
    if countries.problem == UNKNOWN or countries.doubt == NO_COUNTRY:
        body = _body_for_country(countries.raw, register)
        if body is None and "partner" not in around.columns:
            cells, countries = _country_and_body(cells, countries, register)
        elif body is not None:
            cells = {"partner": cells["countries"], **cells}
            countries = Got(body, countries.raw, countries.column, "", NO_COUNTRY)
    partner = read_partner(cells, register, countries.value or ())
    if not (countries.value or countries.raw or "countries" in around.columns):
        found = countries_of_place(line(cells, "place").value, register)
        countries = Got(found or country_of_partner(partner["partner"].value, register))
        if not countries.value and not partner["partner"].raw:
            named = countries_of_title(line(cells, "title", "content").value, register)
            countries = Got(named, doubt=FROM_TITLE if named else "")
    return partner, countries


def read_countries(cells: Cells, around: Around, register: Register) -> Got:
    """Read the countries of a row; where it has none, those its section names."""
    got = read(joined(cells, "countries"), "countries", register.countries.read, ())
    if not got.raw:
        return Got(list(around.countries))
    got.value = list(got.value or ())
    return got


_PARTED = re.compile(r"\s*[/\n;:]\s*|\s+[-–—]\s+")


def _country_and_body(cells: Cells, got: Got, register: Register) -> tuple[Cells, Got]:
    """Part a cell that names a country and its body: "Indonesia/KPK"."""
    first, *rest = _PARTED.split(got.raw.strip(), maxsplit=1)
    read = register.countries.read(first)
    if not rest or not read.value or read.problem:
        return cells, got
    body = Cell(rest[0], got.column, cells["countries"][0].row)
    return {**cells, "partner": [body]}, Got(list(read.value), got.raw, got.column, "", read.doubt)


def _body_for_country(text: str, register: Register) -> list[str] | None:
    """Give the country of a body that stands in a column of countries, as UNODC may.

    None where it is no body of the register.
    """
    best = next(iter(register.organisations.find(one_line(text))), None)
    if best is None or not best.is_sure or not best.is_record:
        return None
    return [best.country] if best.country else []


def countries_of_place(place: str, register: Register) -> list[str]:
    """Give the countries that the place of a row names, other than our own."""
    found = register.countries.read(place).value or register.countries.in_text(place)
    return [code for code in found if code != HOME]


FROM_TITLE = "from_title"
_GOING = re.compile(r"\b(?:đi|sang|tại|thăm|ở|to|in|visit|visiting)\s+(?:the\s+)?", re.IGNORECASE)


def countries_of_title(title: str, register: Register) -> list[str]:
    """Give the countries to which a title says that people go: "Học tập tại Hàn Quốc"."""
    for match in _GOING.finditer(title):
        words = takewhile(_is_of_name, title[match.end() :].replace(",", " ,").split())
        named = " ".join(words).removesuffix(" và").removesuffix(" and")
        found = register.countries.read(named.replace(" ,", ",").strip(" ,")).value
        if found and found != (HOME,):
            return [code for code in found if code != HOME]
    return []


def _is_of_name(word: str) -> bool:
    return word[0].isupper() or word in {"và", "and", ","}


def country_of_partner(partner: str, register: Register) -> list[str]:
    """Give the country of the body that a row surely names, or the one in the body's name."""
    best = next(iter(register.organisations.find(partner)), None)
    if best and best.is_sure and best.is_record:
        return [best.country] if best.country else []
    return list(register.countries.in_text(partner))
