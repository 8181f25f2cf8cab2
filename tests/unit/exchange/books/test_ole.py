"""The container of .xls files: the right stream, and no damage that costs more than the file."""

from __future__ import annotations

import struct
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Unreadable
from banggiao.exchange.books.limits import MEGABYTE
from banggiao.exchange.books.ole import SIGNATURE, Container
from tests.factories.books import only_sheet, opened, xls

NO_SECTOR, END_OF_CHAIN = 0xFFFFFFFF, 0xFFFFFFFE
SECTOR = 512


def entry(name: str, kind: int, **links: int) -> bytes:
    """Make a line of the directory."""
    left, right, child = (links.get(side, NO_SECTOR) for side in ("left", "right", "child"))
    raw = name.encode("utf-16-le").ljust(64, b"\0")
    raw += struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, left, right, child) + bytes(36)
    return raw + struct.pack("<II", links.get("start", 0), links.get("size", 0)) + bytes(4)


def made(table: list[int], *entries: bytes, content: bytes, small: int = END_OF_CHAIN) -> bytes:
    """Make a container: the table of chains is its sector 0, the directory its sector 1."""
    head = SIGNATURE + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIII", 1, 1, 0, 4096)
    head += struct.pack("<IIIII", small, 1, END_OF_CHAIN, 0, 0)
    numbers = [0xFFFFFFFD, END_OF_CHAIN, *table]
    numbers += [NO_SECTOR] * (SECTOR // 4 - len(numbers))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    return head.ljust(SECTOR, b"\xff") + struct.pack("<128I", *numbers) + directory + content


def old_book(rows: int = 3) -> bytes:
    def fill(book: Any) -> None:
        sheet = book.add_sheet("Bảng")
        for row in range(rows):
            sheet.write(row, 0, f"Đoàn {row}")

    return xls(fill)


def test_the_workbook_at_the_top_is_read_and_not_one_inside_an_object() -> None:
    data = made(
        [*range(3, 10), END_OF_CHAIN, *range(11, 18), END_OF_CHAIN],
        entry("Root Entry", 5, child=1),
        entry("Đối tượng", 1, child=2, right=3),
        entry("Workbook", 2, start=2, size=4096),
        entry("Workbook", 2, start=10, size=4096),
        content=b"b" * 4096 + b"a" * 4096,
    )
    container = Container(data)
    assert container.names() == {"Root Entry", "Đối tượng", "Workbook"}
    assert container.stream("Workbook") == b"a" * 4096
    assert container.stream("Book") is None


def test_a_small_stream_lies_among_the_small_ones() -> None:
    small_table = struct.pack("<3I", 2, NO_SECTOR, END_OF_CHAIN).ljust(SECTOR, b"\xff")
    content = b"x" * 64 + b"y" * 64 + b"z" * 64
    data = made(
        [END_OF_CHAIN, END_OF_CHAIN],
        entry("Root Entry", 5, child=1, start=3, size=192),
        entry("Workbook", 2, start=0, size=100),
        content=small_table + content.ljust(SECTOR, b"\0"),
        small=2,
    )
    assert Container(data).stream("Workbook") == b"x" * 64 + b"z" * 36


def test_the_bare_stream_of_a_workbook_is_read_too() -> None:
    stream = Container(old_book()).stream("Workbook")
    assert stream
    assert only_sheet(stream).rows[3] == {1: "Đoàn 2"}


def test_a_ring_of_sectors_ends() -> None:
    data = made(
        [3, 2],
        entry("Root Entry", 5, child=1),
        entry("Workbook", 2, start=2, size=9999),
        content=b"a" * 1024,
    )
    with pytest.raises(Unreadable) as caught:
        opened(data)
    assert caught.value.code == "broken"


@pytest.mark.parametrize("value", [0, 1, 0x7FFFFFFF, 0xFFFFFFF0])
@pytest.mark.parametrize("place", range(44, 84, 4))
def test_a_wrong_number_in_the_head_costs_no_memory(place: int, value: int) -> None:
    data = bytearray(old_book())
    data[place : place + 4] = struct.pack("<I", value)
    tracemalloc.start()
    try:
        assert opened(bytes(data)).form == "xls"
    except Unreadable as refused:
        assert refused.code == "broken"  # noqa: PT017  # either answer is right
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 20 * MEGABYTE


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=9))
def test_wrong_bytes_give_a_book_or_a_refusal(changes: list[tuple[int, int]]) -> None:
    data = bytearray(old_book())
    for place, byte in changes:
        data[place % len(data)] = byte
    try:
        assert opened(bytes(data)).sheets
    except Unreadable as refused:
        assert str(refused.message)  # noqa: PT017  # either answer is right
