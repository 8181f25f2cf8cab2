"""What stands between a file and its tree: lines, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from banggiao.agreements.texts.tree import seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


class Place(StrEnum):
    """Where in its file a line stands."""

    BODY = "body"
    TABLE = "table"
    FOOTNOTE = "footnote"
    BOX = "box"
    """A frame beside the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, without white space at its ends; an empty one parts what stands around it.

    ``fresh`` says that a paragraph surely begins here: Word says so, and so does an empty line.
    A line that is not fresh may go on with the sentence before it.
    """

    text: str
    place: Place = Place.BODY
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should look at.

    ``code`` is stable, ``eid`` the clause it concerns ("" where it is the whole text). ``words``
    is a message with ``%(name)s`` places, ``values`` what stands in them.
    """

    code: str
    eid: str
    words: str | _StrPromise
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The finding in the language of whoever reads it."""
        return str(self.words) % {name: str(value) for name, value in self.values.items()}


_EMPTY = Line("")


def lines_of(text: str) -> list[Line]:
    """Cut a plain text into lines. Any of the line breaks of Unicode parts two lines.

    Of several empty lines one stays.
    """
    lines: list[Line] = []
    fresh = True
    for raw in seen(text).splitlines():
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, fresh=fresh))
        elif not fresh:
            lines.append(_EMPTY)
        fresh = not stripped
    return lines
