"""Where a letter says that a clause stands: "điểm a khoản 2 Điều 4" as the eid of its place.

The parts may come in any order, as they do: the narrowest first in Vietnamese, the widest first in
English and Japanese.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from banggiao.agreements.texts.numerals import number_of

_NUMBER = r"([0-9]+(?:bis|ter|[a-zđ])?|[一二三四五六七八九十百〇]+)"
_PARTS = (
    ("art", rf"(?:điều|article|art\.)\s*{_NUMBER}|第\s*{_NUMBER}\s*条"),
    ("para", rf"(?:khoản|paragraph|para\.)\s*{_NUMBER}|第?\s*{_NUMBER}\s*項"),
    ("point", r"(?:điểm|point)\s*\(?([a-zđ]|[0-9]+)\)?(?!\w)"),
)


def eid_of(place: str) -> str:
    """Give the eid of the one place that is named, such as ``art_4__para_2__point_a``.

    Empty where no article is named, or more than one of a part: that is no single clause.
    """
    words = normalize("NFKC", place).lower()
    parts = []
    for name, pattern in _PARTS:
        found = {_bare(*match.groups("")) for match in re.finditer(pattern, words)}
        if len(found) > 1:
            return ""
        if found:
            parts.append(f"{name}_{found.pop()}")
        elif name == "art":
            return ""
    return "__".join(parts)


def _bare(*groups: str) -> str:
    """Give a number as it stands in an eid: kanji as digits, the rest as it is."""
    number = "".join(groups)
    return str(number_of(number) or number) if not number.isascii() else number
