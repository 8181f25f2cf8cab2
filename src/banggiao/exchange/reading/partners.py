"""Reads the cell that names a partner, and says which organisation of the register it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.exchange.reading.cells import line, one_line
from banggiao.exchange.reading.register import NEW, WORDS
from banggiao.exchange.reading.result import Got

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.reading.register import Match, Register
    from banggiao.exchange.reading.result import Cells

_SEVERAL = re.compile(r"\s*[;\n]\s*|、")
_PERHAPS_SEVERAL = re.compile(r"\s*,\s*|\s+(?:và|and|&)\s+")
"""These stand inside of names too: a text is parted there only if every part is a sure name."""
UNSURE = "unsure_partner"
UNKNOWN = "unknown_partner"


def read_partner(cells: Cells, register: Register, countries: Sequence[str]) -> dict[str, Got]:
    """Give ``partner`` as typed, ``partner_id`` of the first, and ``partner_ids`` of all.

    ``partner_new`` are texts that a person said are new bodies, ``partner_words`` those that name
    no body of the register, or not surely.

    One that the register does not surely have is a doubt: `UNSURE` with what it may be, or
    `UNKNOWN`. A person is asked once for each such text.
    """
    got = line(cells, "partner")
    found = find_all(got.raw, register, countries)
    sure = [match for _text, match in found if match and match.is_sure]
    codes = [match.code for match in sure if match.is_record]
    first = found[0][1] if found else None
    code = first.code if first and first.is_sure and first.is_record else ""
    fresh = [text for text, match in found if match and match.code == NEW]
    words = [text for text, match in found if not match or not match.is_sure or match.code == WORDS]
    doubt = ""
    if any(match is None for _text, match in found):
        doubt = UNKNOWN
    elif any(match and not match.is_sure for _text, match in found):
        doubt = UNSURE
    got.doubt = got.doubt or doubt
    return {
        "partner": got,
        "partner_id": Got(code, got.raw, got.column),
        "partner_ids": Got(codes, got.raw, got.column),
        "partner_new": Got(fresh, got.raw, got.column),
        "partner_words": Got(words, got.raw, got.column),
    }


def find_all(
    raw: str, register: Register, countries: Sequence[str]
) -> list[tuple[str, Match | None]]:
    """Give each body a cell names with its best match."""
    parts = [part for part in map(one_line, _SEVERAL.split(raw.strip())) if part]
    return [found for part in parts for found in _apart(part, register, countries)]


def _apart(
    text: str, register: Register, countries: Sequence[str]
) -> list[tuple[str, Match | None]]:
    best = _best(text, register, countries)
    parts = [part for part in map(one_line, _PERHAPS_SEVERAL.split(text)) if part]
    if len(parts) > 1 and not (best and best.is_sure):
        found = [(part, _best(part, register, countries)) for part in parts]
        if all(match and match.is_sure for _part, match in found):
            return found
    return [(text, best)]


def _best(text: str, register: Register, countries: Sequence[str]) -> Match | None:
    return next(iter(register.organisations.find(text, countries)), None)
