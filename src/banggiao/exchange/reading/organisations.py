"""Reads a row of a list of partners."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from banggiao.core.text import SPACED
from banggiao.exchange.reading.activities import read_countries
from banggiao.exchange.reading.cells import line, listed, read, text
from banggiao.exchange.reading.result import Got
from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_ordinal

if TYPE_CHECKING:
    from decimal import Decimal

    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells


def read_organisation(
    cells: Cells, around: Around, register: Register, units: dict[int, Decimal]
) -> dict[str, Got]:
    """Read a row. A name without its language is Vietnamese, or Japanese by its script."""
    countries = read_countries(cells, around, register)
    name = line(cells, "name")
    names = {"name_vi": name, "name_ja": line(cells, "name_ja")}
    if name.value and SPACED.search(name.value) and not names["name_ja"].value:
        names = {"name_vi": Got("", name.raw, name.column), "name_ja": name}
    aliases = text(cells, "aliases")
    aliases.value = listed(aliases)
    kind = read(cells, "kind", choices("organisation_kinds").read, "")
    if kind.problem:
        kind.problem, kind.doubt = "", "kind_missing"
    return {
        "no": read(cells, "no", read_ordinal),
        "code": line(cells, "code"),
        **names,
        "name_en": line(cells, "name_en"),
        "name_native": line(cells, "name_native"),
        "abbreviation": line(cells, "abbreviation"),
        "kind": kind,
        "countries": countries,
        "parent": line(cells, "parent"),
        "website": line(cells, "website"),
        "aliases": aliases,
        "founded": read(cells, "founded", partial(read_date, year=around.year), ""),
        "note": line(cells, "note"),
    }
