"""Section rows: what the rows below them have in common, and how they stand under each other."""

from __future__ import annotations

import re
from functools import lru_cache

from banggiao.core.text import fold
from banggiao.exchange.layout.parts import Section

_ROMAN = r"[IVX]{1,5}"
_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_KANJI = "[一二三四五六七八九十]{1,2}"
_MARKER = re.compile(
    rf"\s*(?:(?P<word>phần|mục|part|section|chương)\s+)?"
    rf"(?P<marker>{_ROMAN}|[A-ZĐ]|{_NUMBER}|[a-zđ]|{_KANJI})"
    r"\s*(?:[.):/、．\-–]+\s*|\s(?=\S))(?P<words>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_ALONE = re.compile(rf"\(?(?:{_ROMAN}|[A-ZĐ]|[a-zđ]|{_NUMBER}|{_KANJI})[.)]?")
_STRICT = re.compile(
    rf"\s*(?:{_ROMAN}|[A-ZĐ]|{_NUMBER}|[a-zđ]|{_KANJI})\s*[.):/、．\-–]+\s*[^\W\d].*", re.DOTALL
)
_WORDED = re.compile(
    rf"\s*(?:phần|mục|part|section|chương)\s+(?:{_ROMAN}|[A-ZĐ]|\d{{1,2}})\b.*", re.IGNORECASE
)
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_NAMED = rf"{_NAME}(?: (?:to |and )?{_NAME})?(?: \d{{4}})?"
_TIMES = (
    ("year", re.compile(r"(?:nam |fy ?|year )?(?:19|20)\d\d(?: 年(?: 度)?)?")),
    ("quarter", re.compile(r"quy (?:[ivx]+|\d)(?: nam \d{4}| \d{4})?|q[1-4](?: \d{4})?")),
    ("month", re.compile(r"thang \d{1,2}(?: nam \d{4}| \d{4})?|\d{1,2} 月|t\d{1,2}|" + _NAMED)),
)
_ASIDE = re.compile(r"\([^()]*\)|:.*", re.DOTALL)
"""What a section says of its rows: Tháng 2: không có, Quý I (03 đoàn)."""
_LONGER = {"year": ("quarter", "month"), "quarter": ("month",)}
"""Times that are never part of those they stand for here."""
_UNMARKED = frozenset({"plain", "capitals"})


def section_of(first: str, second: str = "") -> Section:
    """Take a section row apart. ``first`` may be the marker alone, ``second`` the words."""
    if second and _ALONE.fullmatch(first.strip()):
        marker = first.strip().strip("().")
        words = " ".join(second.split())
        return Section(marker, f"{marker}. {words}", words)
    text = " ".join(part for part in (first, second) if part)
    text = " ".join(text.split())
    match = _MARKER.fullmatch(text)
    if match and (match["word"] or _STRICT.fullmatch(text)):
        return Section(match["marker"], text, match["words"].strip())
    return Section("", text, text)


@lru_cache(maxsize=4096)
def has_marker(text: str) -> bool:
    """Whether a text begins as section rows do: ``I. …``, ``1) …``, ``Phần A …``."""
    line = " ".join(text.split())
    return bool(_STRICT.fullmatch(line) or _WORDED.fullmatch(line))


def is_marker(text: str) -> bool:
    """Whether a text is nothing but the sign of a section: ``I``, ``A``, ``II.``; no number."""
    bare = text.strip().strip("().")
    return bool(bare) and not bare[0].isdigit() and bool(_ALONE.fullmatch(text.strip()))


def rank_of(section: Section) -> str:
    """Give the sort of a section: those of one sort stand on one level."""
    marker = section.marker
    if not marker:
        key = fold(_ASIDE.sub(" ", section.text))
        time = next((name for name, pattern in _TIMES if pattern.fullmatch(key)), "")
        return time or ("capitals" if section.text.isupper() else "plain")
    if re.fullmatch(_ROMAN, marker):
        return "roman"
    if marker[0].isdigit():
        return f"number{marker.count('.')}"
    return "letter" if marker.isupper() else "small"


Sections = tuple[Section, ...]


def under(stack: Sections, section: Section, block: int = 1) -> Sections:
    """Give the sections above the rows that follow: one of a sort already there takes its place.

    Lines without a marker stand under each other where no data parts them: ``block`` says how many
    such lines begin here, and they take the places of as many that stood there last. A letter may
    look like a Roman number: C after B, D after C.
    """
    ranks = [rank_of(one) for one in stack]
    rank = rank_of(section)
    if rank == "roman" and len(section.marker) == 1 and "letter" in ranks and "roman" not in ranks:
        before = stack[ranks.index("letter")].marker
        if ord(section.marker) == ord(before) + 1:
            rank = "letter"
    if rank == "plain":
        places = [place for place, one in enumerate(ranks) if one == "plain"]
        return (*stack[: places[-block:][0]], section) if places and block else (*stack, section)
    if rank in ranks:
        return (*stack[: ranks.index(rank)], section)
    if rank in _LONGER and (shorter := [r for r in ranks if r in _LONGER[rank]]):
        return (*stack[: ranks.index(shorter[0])], section)  # no quarter stands in a month
    if rank == "capitals" and set(ranks) <= {"plain", "year", "quarter", "month"}:
        return (section,)  # a heading in capitals opens a new part
    return (*stack, section)


def is_deeper(marker: str, over: str) -> bool:
    """Whether a marker is one of those that stand below the other: 1 below I, a) below 1."""
    one, other = (_depth(text) for text in (marker, over))
    return one > other > 0


def _depth(text: str) -> int:
    bare = text.strip().strip("().")
    if not bare or not _ALONE.fullmatch(text.strip()):
        return 0
    if bare[0].isdigit():
        return 2 + bare.count(".")
    return 3 if bare[0].islower() else 1


def is_unmarked(section: Section) -> bool:
    """Whether a section is a line of words without a marker, other than a time."""
    return rank_of(section) in _UNMARKED
