"""Reads a row of a list of people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from banggiao.exchange.reading.cells import in_one_line, line, read
from banggiao.exchange.reading.result import Got
from banggiao.exchange.reading.where import read_countries
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_ordinal
from banggiao.exchange.values.people import read_people

if TYPE_CHECKING:
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells


DELEGATION_OUT = "delegation_out"


def read_person(cells: Cells, around: Around, register: Register) -> dict[str, Got]:
    """Read a row. A title may stand with the name or in its own column, which goes first."""
    countries = read_countries(cells, around, register)
    if not countries.raw and DELEGATION_OUT in {around.kind, around.likely_kind}:
        countries = Got([])  # it says where they go, not whence they are
    name = read(in_one_line(cells, "name"), "name", partial(read_people, single=True), ())
    one = next(iter(name.value), None)
    title, salutation = line(cells, "title"), line(cells, "salutation")
    native = line(cells, "name_native")
    if one:
        title = title if title.value else Got(one.title, name.raw, name.column)
        salutation = salutation if salutation.value else Got(one.salutation, name.raw, name.column)
        native = native if native.value else Got(one.name_native, name.raw, name.column)
    organisation = line(cells, "organisation")
    matches = register.organisations.find(organisation.value, countries.value or ())
    best = next(iter(matches), None)
    code = best.code if best and best.is_sure else ""
    if organisation.value and not code:
        organisation.doubt = "unsure_partner" if best else "unknown_partner"
    return {
        "no": read(cells, "no", read_ordinal),
        "code": line(cells, "code"),
        "name": Got(one.name if one else "", name.raw, name.column, name.problem, name.doubt),
        "salutation": salutation,
        "title": title,
        "organisation": organisation,
        "organisation_id": Got(code, organisation.raw, organisation.column),
        "countries": countries,
        "name_native": native,
        "start": read(cells, "start", partial(read_date, year=around.year), ""),
        "end": read(cells, "end", partial(read_date, year=around.year), ""),
        "note": line(cells, "note"),
    }
