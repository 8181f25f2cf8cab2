"""Content lines: the form that calendar files (RFC 5545) and contact files (RFC 6350) share.

A line is ``NAME;PARAMETER=value:VALUE``, ends with CR LF, and is folded at 75 octets. Texts come
from the register as they are and leave escaped, so that no text ends its line or begins another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OCTETS = 75
"""A line has at most so many octets, its end not counted."""

SURE = OCTETS // 4
"""So many characters fit in any case: one has at most four octets."""

_CONTROLS: dict[str, str | None] = {chr(n): None for n in (*range(0x20), *range(0x7F, 0xA0))}
_BREAKS = dict.fromkeys("\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", "\n")
"""Everything that some reader takes for the end of a line."""
_PLAIN = str.maketrans(_CONTROLS | _BREAKS | {"\t": "\t"})
_RARE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def plain(text: str) -> str:
    """Give a text with line feeds as its only breaks, and without other control characters."""
    if not _RARE.search(text):
        return text
    return text.replace("\r\n", "\n").translate(_PLAIN)


def escaped(text: str) -> str:
    r"""Give a text as a value, with ``\\ \; \, \n`` for backslash, semicolon, comma, line break.

    A semicolon or comma that is to part values is put in afterwards.
    """
    text = plain(text).replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(";", "\\;").replace(",", "\\,")


def quoted(text: str) -> str:
    """Give a text as the value of a parameter, in quotes, which may hold commas and colons."""
    safe = plain(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'")  # RFC 6868
    return f'"{safe}"'


def folded(line: str) -> str:
    """Break a line into pieces of at most 75 octets, never inside a character."""
    if len(line) <= SURE or (len(line) <= OCTETS and line.isascii()):
        return line
    data = line.encode()
    pieces, start, room = [], 0, OCTETS
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a character: 10xxxxxx goes on with the one before
            end -= 1
        pieces.append(data[start:end])
        start, room = end, OCTETS - 1  # the blank in front counts
    return b"\r\n ".join([*pieces, data[start:]]).decode()


def joined(lines: Iterable[str]) -> str:
    """Put folded lines together into a file."""
    return "\r\n".join([*lines, ""])
