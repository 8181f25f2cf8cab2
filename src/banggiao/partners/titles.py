"""The titles of office a new register starts with, and how a title is compared."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from django.utils.text import slugify

from banggiao.core.text import SPACED, fold, fold_toned
from banggiao.core.writing import CODE_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator

BASIS = "Thông lệ chung, cần cơ quan xác nhận"
"""On what the first rows rest: general usage, to be confirmed by the agency."""

BEFORE_A_TITLE = re.compile(
    "(?:(?:"
    + "|".join(
        fold_toned(word)
        for word in (
            "ông",
            "bà",
            "ngài",
            "đồng chí",
            "quyền",
            "Mr",
            "Mrs",
            "Ms",
            "H.E.",
            "the",
            "acting",
            "le",
            "la",
            "l’",
        )
    )
    + r")\s)+"
)
"""Words of courtesy, articles, and that somebody only acts in an office: the level is the same."""


def title_key(title: str) -> str:
    """Give what titles are compared by: folded words with their Vietnamese tones.

    Tones stay because "thủ trưởng" is not "thứ trưởng". Words of courtesy before the title go.
    """
    key = fold_toned(title)
    found = BEFORE_A_TITLE.match(key)
    return key[found.end() :] if found else key


def entry_keys(key: str) -> Iterator[str]:
    """Give what an entry's key may be for a title with this key, the longest first.

    A title begins with the name of the office: "Minister of Finance", not "Deputy Minister". In
    scripts without spaces the office stands at the end.
    """
    words = key.split()
    at_the_end = bool(words) and SPACED.search(words[-1])
    for count in range(len(words), 0, -1):
        yield " ".join(words[-count:] if at_the_end else words[:count])


def first_titles() -> Iterator[dict[str, str]]:
    """Give code, title, key, level and basis of every title a new register knows.

    They are our own general knowledge; the agency confirms or changes each in the register.
    """
    text = files("banggiao.partners").joinpath("data/titles.csv").read_text("utf-8")
    for number, (level, title) in enumerate(_rows(text), 1):
        yield {
            "code": f"{number:03}-{slugify(fold(title))}".strip("-")[:CODE_LENGTH].strip("-"),
            "title": title,
            "title_key": title_key(title),
            "level": level,
            "basis": BASIS,
        }


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for row in csv.DictReader(text.splitlines()):
        for title in row["titles"].split("|"):
            yield row["level"], title
