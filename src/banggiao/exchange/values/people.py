"""Reads the people a cell names, with their titles.

Commas part people and part names from titles, so what is known of names and titles decides
(`people_words`). Doubts: ``unnamed_people`` (some are only counted, or a title has no name),
``several_people`` (where one was expected), ``unclear_people`` (a name that may be other words),
``more_words``, ``not_known``. Words in which nobody is found give nobody, and a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from banggiao.exchange.values.cells import (
    MORE_WORDS,
    NOT_KNOWN,
    failure_of,
    is_blank,
    is_not_known,
    text_of,
)
from banggiao.exchange.values.people_parts import Said, said_in
from banggiao.exchange.values.people_words import is_label, is_spaced, opens_body_at
from banggiao.exchange.values.read import Read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.exchange.books.book import Value

UNNAMED, SEVERAL, UNCLEAR = "unnamed_people", "several_people", "unclear_people"
MOST_PIECES = 600


@dataclass(frozen=True, slots=True)
class PersonRead:
    """A person as a cell names them: name and title as typed, the word of courtesy apart.

    ``name_native`` is the name in the person's own script, where the cell gives both.
    """

    name: str
    title: str = ""
    salutation: str = ""
    name_native: str = ""


_BULLET = re.compile(
    r"^(?:[-–—•*+▪●○·]\s*|\(?\d{1,2}[.)/]\s*(?=\D)|[a-zđ]\)\s*"
    r"|\d{1,2}\s+(?=[^\W\d]))"
)
_NUMBERED = re.compile(r"(?<=[\s,;.)])\d{1,2}[.)/]\s*(?=[^\W\d])")
_COMMA = re.compile(r"[,、，]")
_AND = re.compile(r"\s+(?:và|and|&|cùng với|cùng)\s+|\s*/\s*", re.IGNORECASE)
_COMPANY = "phu nhân|phu quân|gia đình|cộng sự|đoàn|spouse|wife|delegation"
_UNNAMED = re.compile(
    r"(?:(?:cùng với|cùng|và|với|with|and|gồm|ngoài ra|plus|\+) )*"
    r"(?:\d+|một số|một|hai|ba|bốn|năm|sáu|các|những|toàn thể|several|some|two|three|four|five|"
    rf"other|others|thành viên|members|et al|他|ほか|外|{_COMPANY})\b.*",
    re.IGNORECASE,
)
_WITH = r"(?:cùng với|cùng|và|with|and|\+)"
_COUNTED = re.compile(
    rf"\s+(?={_WITH}\s+(?:\d|một số|các |những |several|some|other|his |her |{_COMPANY}))",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\S+@\S+|\+?\d[\d .()-]{6,}\d|(?:đt|sđt|tel|email|e-mail)\b.*", re.IGNORECASE
)
_PLUS = re.compile(r"\s*\+\s*(?=\d)")


@dataclass(slots=True)
class _Cell:
    """What was read so far: people, a title that waits for its name, and what to look at."""

    people: list[Said] = field(default_factory=list)
    waiting: str = ""
    waits_from: int = 0
    entry: int = 0
    doubts: list[str] = field(default_factory=list)


def read_people(value: Value, *, single: bool = False) -> Read[tuple[PersonRead, ...]]:
    """Read who is named in a cell, in the order of the cell.

    ``single`` says that the column is for one person: lines below the name are its title.
    """
    if problem := failure_of(value):
        return Read((), problem)
    if not isinstance(value, str):
        return Read((), doubt=UNNAMED)
    return _of_text(value, single) if len(value) <= 1000 else _read(text_of(value), single=single)


@lru_cache(maxsize=8192)
def _of_text(value: str, single: bool) -> Read[tuple[PersonRead, ...]]:  # noqa: FBT001  # cached
    return _read(text_of(value), single=single)


def _read(text: str, *, single: bool) -> Read[tuple[PersonRead, ...]]:
    if is_blank(text):
        return Read(())
    if is_not_known(text):
        return Read((), doubt=NOT_KNOWN)
    cell = _Cell()
    for entry in _entries(text):
        _take(cell, entry, single=single)
    if cell.waiting:  # a title to which nobody is named
        cell.doubts.append(UNNAMED)
    people = tuple(
        PersonRead(said.name, said.title, said.salutation, said.native) for said in cell.people
    )
    if not people:
        cell.doubts.append(UNNAMED)
    if single and len(people) > 1:
        cell.doubts.append(SEVERAL)
    return Read(people, doubt=cell.doubts[0] if cell.doubts else "")


def _entries(text: str) -> Iterator[str]:
    """Give what stands on lines of its own, between semicolons or behind numbers."""
    count = 0
    for line in text.split("\n"):
        for part in line.split(";"):
            bare = part.strip()
            numbered = bool(_BULLET.match(bare))
            for piece in (
                _NUMBERED.split(bare) if numbered and bare[:1] in "(0123456789" else [bare]
            ):
                entry = piece.strip(" ,")
                if not re.match(r"\d{1,2}\s+[a-zđ]", entry):
                    entry = _BULLET.sub("", entry)
                if entry and count < MOST_PIECES:
                    count += 1
                    yield entry


def _take(cell: _Cell, entry: str, *, single: bool) -> None:
    """Read one entry: chunk by chunk between commas, and at words that join people."""
    cell.entry += 1
    begin = len(cell.people)
    pieces = [piece for chunk in _chunks(entry) for piece in _apart(chunk)]
    for index, (text, said) in enumerate(pieces):
        if is_label(text.rstrip(" :")):
            continue
        if _CONTACT.fullmatch(text):
            cell.doubts.append(MORE_WORDS)
            continue
        if not said.name and _UNNAMED.fullmatch(text):
            cell.doubts.append(UNNAMED)
        elif _is_somebody(cell, said, pieces, index):
            if single and len(cell.people) == 1 == begin and not said.is_sure:
                _add_title(cell, text)
            else:
                _add(cell, said)
        else:
            words = text if said.name else said.title or said.rest or text.strip(" .,;")
            same_person = bool(cell.people) and (single or len(cell.people) > begin)
            joint = " " if index == 0 and _goes_on(cell, words) else ", "
            if same_person or not _waits(cell, is_title=bool(said.title)):
                _add_title(cell, words, joint)
            else:
                cell.waiting = f"{cell.waiting}, {words}" if cell.waiting else words
                cell.waits_from = cell.entry


def _is_somebody(cell: _Cell, said: Said, pieces: list[tuple[str, Said]], index: int) -> bool:
    """Tell whether what looks like a name is one: behind a comma it may be part of a title."""
    if not said.name or (said.is_guess and len(pieces) > 1):
        return False
    if index == 0 or cell.waiting or said.is_sure or said.title or said.salutation:
        return True
    return all(other.name and not other.title for _text, other in pieces) or is_spaced(said.name)


def _add(cell: _Cell, said: Said) -> None:
    for one in (said, *said.others):
        if cell.waiting and (not one.title or cell.waits_from == cell.entry):
            one.title = f"{cell.waiting}, {one.title}" if one.title else cell.waiting
        elif cell.waiting:
            cell.doubts.append(UNNAMED)
        cell.waiting = ""
        cell.people.append(one)
        if _CONTACT.fullmatch(one.title):
            one.title, one.has_more = "", True
        if one.has_more:
            cell.doubts.append(MORE_WORDS)
        if one.is_guess or not (one.is_sure or " " in one.name or is_spaced(one.name)):
            cell.doubts.append(UNCLEAR)


def _waits(cell: _Cell, *, is_title: bool) -> bool:
    """Tell whether a title on its own is that of the next person, not of the one before."""
    return not cell.people or (bool(cell.people[-1].title) and (is_title or bool(cell.waiting)))


def _goes_on(cell: _Cell, words: str) -> bool:
    """Tell whether a title broken at the end of a line goes on here: Vụ trưởng Vụ, Pháp chế."""
    before = cell.people[-1].title.split() if cell.people else []
    return bool(before) and (words[:1].islower() or bool(opens_body_at(before, len(before) - 1)))


def _add_title(cell: _Cell, words: str, joint: str = ", ") -> None:
    last = cell.people[-1]
    last.title = f"{last.title}{joint}{words}" if last.title else words


def _chunks(entry: str) -> Iterator[str]:
    """Cut at commas outside brackets, and before those who are only counted."""
    for chunk in _outside_brackets(entry) if "(" in entry else _COMMA.split(entry):
        for part in _COUNTED.split(_PLUS.sub(" + ", chunk)):
            if part.strip(" .-+"):
                yield part.strip()


def _outside_brackets(entry: str) -> Iterator[str]:
    depth = begin = 0
    for at, char in enumerate(entry):
        depth += (char == "(") - (char == ")" and depth > 0)
        if depth == 0 and char in ",、，":
            yield entry[begin:at]
            begin = at + 1
    yield entry[begin:]


def _are_two(one: Said, other: Said, right: str) -> bool:
    """Tell whether a word that joins stands between people, not within the name of a body."""
    if not other.name or other.is_guess:
        return False
    if one.name:
        is_whole = " " in other.name or is_spaced(other.name)
        return other.is_sure or (is_whole and not one.title and not other.title)
    # "…, Vụ trưởng và bà Trần Thị B": the title of the one before ends here.
    begins = right.strip().startswith(other.salutation or other.name)
    return bool(one.title) and other.is_sure and begins


def _apart(chunk: str) -> Iterator[tuple[str, Said]]:
    """Cut at "và" and "and" where a person stands on both sides; bodies have such words too."""
    whole = said_in(chunk)
    if whole.title and not whole.name:
        yield chunk, whole
        return
    joints = list(_AND.finditer(chunk))[:20]
    begin = 0
    parts: list[tuple[str, Said]] = []
    for joint in joints:
        left, right = chunk[begin : joint.start()], chunk[joint.end() :]
        next_joint = next((j for j in joints if j.start() >= joint.end()), None)
        near = chunk[joint.end() : next_joint.start()] if next_joint else right
        one, other = said_in(left), said_in(near)
        if not other.is_sure and next_joint:
            other = said_in(right)
        if _are_two(one, other, near):
            parts.append((left, one))
            begin = joint.end()
    yield from parts
    if begin:
        yield chunk[begin:], said_in(chunk[begin:])
    else:
        yield chunk, whole
