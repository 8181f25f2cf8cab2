"""The container around .xls: several streams in one file, as Microsoft's [MS-CFB] describes it.

Only what is needed to take one stream out. `xlrd` can do it too, but a few wrong bytes make it ask
for all the memory there is; here nothing is followed further than the file is long.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from banggiao.exchange.books import refusals

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST = 0xFFFFFFFA  # sector numbers from here on are no sectors but signs
_ROOT, _STREAM = 5, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the directory: a stream, a folder, or the root."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Container:
    """A file of several streams. Raises `Unreadable` with code ``broken``."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER:
            raise refusals.broken()
        self.data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        self.table_count, self.directory = struct.unpack_from("<II", data, 44)
        self.cutoff, self.small_start, _, self.more, _ = struct.unpack_from("<IIIII", data, 56)
        if shift not in {9, 12} or small_shift != 6:
            raise refusals.broken()
        self.size, self.small_size = 1 << shift, 1 << small_shift
        self.sectors = len(data) // self.size + 1
        self.table = self._numbers(b"".join(map(self._sector, self._table_sectors())))
        self.entries = list(self._entries())

    def names(self) -> set[str]:
        """Give the names of all streams and folders."""
        return {entry.name for entry in self.entries}

    def stream(self, name: str) -> bytes | None:
        """Give a stream by name, one at the top before one inside an embedded object."""
        found = [n for n, e in enumerate(self.entries) if e.kind == _STREAM and e.name == name]
        if not found:
            return None
        at_top = self._top()
        entry = self.entries[next((number for number in found if number in at_top), found[0])]
        if entry.size >= self.cutoff:
            return self._chain(entry.start)[: entry.size]
        small_table = self._numbers(self._chain(self.small_start))
        small = self._chain(self.entries[0].start)
        pieces = (
            small[number * self.small_size : (number + 1) * self.small_size]
            for number in _followed(entry.start, small_table, len(small) // self.small_size + 1)
        )
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(start, self.table, self.sectors)))

    def _numbers(self, data: bytes) -> array[int]:
        count = len(data) // 4
        return array("I", struct.unpack_from(f"<{count}I", data))

    def _table_sectors(self) -> Iterator[int]:
        """Give the sectors of the table of chains: 109 in the header, the others in a chain."""
        most = self.sectors // (self.size // 4) + 1  # each tells of so many sectors
        numbers = list(struct.unpack_from("<109I", self.data, 76))
        visits, more = 0, self.more
        while more < _LAST and visits <= most:
            *others, more = self._numbers(self._sector(more)) or [_LAST]
            numbers += others
            visits += 1
        used = [number for number in numbers if number < self.sectors]
        yield from used[: min(self.table_count, most)]

    def _entries(self) -> Iterator[Entry]:
        directory = self._chain(self.directory)
        for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            raw = directory[place : place + _ENTRY]
            name = raw[:64].decode("utf-16-le", errors="replace").partition("\0")[0]
            left, right, child = struct.unpack_from("<III", raw, 68)
            start, size = struct.unpack_from("<II", raw, 116)
            yield Entry(name, raw[66], left, right, child, start, size)

    def _top(self) -> set[int]:
        """Give the numbers of the entries that stand directly under the root."""
        seen: set[int] = set()
        waiting = [self.entries[0].child]
        while waiting:
            number = waiting.pop()
            if number < len(self.entries) and number not in seen:
                seen.add(number)
                waiting += [self.entries[number].left, self.entries[number].right]
        return seen


def _followed(start: int, table: array[int], most: int) -> Iterator[int]:
    """Follow a chain of sectors; one with more links than there are sectors runs in a ring."""
    number = start
    for _ in range(most + 1):
        if number >= _LAST:
            return
        if number >= len(table):
            break
        yield number
        number = table[number]
    raise refusals.broken()
