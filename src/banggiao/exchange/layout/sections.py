"""Section rows: what the rows below them have in common, and how they stand under each other."""

from __future__ import annotations

import re

from banggiao.exchange.layout.parts import Section

_ROMAN = r"[IVX]{1,5}"
_MARKER = re.compile(
    rf"\s*(?:(?P<word>phần|mục|part|section|chương)\s+)?"
    rf"(?P<marker>{_ROMAN}|[A-ZĐ]|\d{{1,2}}(?:\.\d{{1,2}})*|[a-zđ]|[一二三四五六七八九十]{{1,2}})"
    r"\s*(?:[.):/、．\-–]+\s*|\s(?=\S))(?P<words>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:{_ROMAN}|[A-ZĐ]|[a-z]|\d{{1,2}}(?:\.\d{{1,2}})*)[.)]?")
_STRICT = re.compile(
    rf"\s*(?:{_ROMAN}|[A-ZĐ]|\d{{1,2}}(?:\.\d{{1,2}})*|[a-zđ]|[一二三四五六七八九十]{{1,2}})"
    r"\s*[.):/、．\-–]+\s*\S.*",
    re.DOTALL,
)


def section_of(first: str, second: str = "") -> Section:
    """Take a section row apart. ``first`` may be the marker alone, ``second`` the words."""
    if second and _ALONE.fullmatch(first.strip()):
        marker = first.strip().rstrip(".)")
        return Section(marker, f"{marker}. {second}", second)
    text = " ".join(part for part in (first, second) if part)
    text = " ".join(text.split())
    match = _MARKER.fullmatch(text)
    if match and (match["word"] or _STRICT.fullmatch(text)):
        return Section(match["marker"], text, match["words"].strip())
    return Section("", text, text)


def has_marker(text: str) -> bool:
    """Whether a text begins as section rows do: ``I. …``, ``1) …``, ``a) …``."""
    return bool(_STRICT.fullmatch(" ".join(text.split())))


def is_marker(text: str) -> bool:
    """Whether a text is nothing but the sign of a section: ``I``, ``A``, ``II.``; no number."""
    bare = text.strip().rstrip(".)")
    return bool(bare) and not bare[0].isdigit() and bool(_ALONE.fullmatch(text.strip()))


def rank_of(section: Section) -> str:
    """Give the sort of its marker: sections of one sort stand on one level."""
    marker = section.marker
    if not marker:
        return "plain"
    if re.fullmatch(_ROMAN, marker):
        return "roman"
    if marker[0].isdigit():
        return f"number{marker.count('.')}"
    return "letter" if marker.isupper() else "small"


def under(stack: tuple[Section, ...], section: Section) -> tuple[Section, ...]:
    """Give the sections above the rows that follow: one of a sort already there takes its place.

    A letter may look like a Roman number: C after B, D after C.
    """
    kinds = [rank_of(one) for one in stack]
    rank = rank_of(section)
    if rank == "roman" and len(section.marker) == 1 and "letter" in kinds and "roman" not in kinds:
        before = stack[kinds.index("letter")].marker
        if ord(section.marker) == ord(before) + 1:
            rank = "letter"
    if rank in kinds:
        return (*stack[: kinds.index(rank)], section)
    if rank == "plain" and stack and section.text.isupper():
        return (section,)  # a heading in capitals opens a new part
    return (*stack, section)
