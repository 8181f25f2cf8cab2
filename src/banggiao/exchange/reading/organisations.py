"""Reads a row of a list of partners."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from banggiao.exchange.reading.around import HOME
from banggiao.exchange.reading.cells import choose, line, listed, read, text
from banggiao.exchange.reading.languages import language_of
from banggiao.exchange.reading.result import Got
from banggiao.exchange.reading.websites import read_website
from banggiao.exchange.reading.where import FROM_TITLE, read_countries
from banggiao.exchange.values.dates import read_date
from banggiao.exchange.values.numbers import read_ordinal

if TYPE_CHECKING:
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells


def read_organisation(cells: Cells, around: Around, register: Register) -> dict[str, Got]:
    """Read a row. A name without its language says it by its script and its words."""
    countries = read_countries(cells, around, register)
    names = {name: line(cells, name) for name in ("name_vi", "name_en", "name_ja")}
    name = line(cells, "name")
    language = language_of(name.value)
    if name.raw and not names[language].raw:
        names[language] = name
    elif name.raw:  # its language has a column of its own
        names["name_vi"] = name
    if not (countries.value or countries.raw or "countries" in around.columns):
        named = register.countries.in_text(names["name_vi"].value or names["name_en"].value)
        countries = Got([code for code in named if code != HOME], doubt=FROM_TITLE if named else "")
    aliases = text(cells, "aliases")
    aliases.value = listed(aliases)
    return {
        "no": read(cells, "no", read_ordinal),
        "code": line(cells, "code"),
        **names,
        "name_native": line(cells, "name_native"),
        "abbreviation": line(cells, "abbreviation"),
        "kind": choose(cells, "kind", "organisation_kinds"),
        "countries": countries,
        "parent": line(cells, "parent"),
        "website": read_website(cells),
        "aliases": aliases,
        "founded": read(cells, "founded", partial(read_date, year=around.year), ""),
        "note": line(cells, "note"),
    }
