"""Lines of calendar and contact files: any text comes back as it was, in lines of 75 octets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from banggiao.exchange.content_lines import OCTETS, escaped, folded, joined, quoted

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"))
VIETNAMESE = "Đoàn công tác của Thanh tra Chính phủ thăm và làm việc tại Nhật Bản, tháng 3 năm 2026"


@given(TEXTS)
def test_a_folded_line_has_at_most_75_octets_a_piece_and_reads_as_before(text):
    line = f"SUMMARY:{text}"

    pieces = folded(line).encode().split(b"\r\n")

    assert all(len(piece) <= OCTETS for piece in pieces)
    assert all(piece.decode().startswith(" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


@given(TEXTS)
def test_a_library_reads_any_text_back(text):
    line = folded(f"SUMMARY:x{escaped(text)}x")

    read = Event.from_ical(joined(["BEGIN:VEVENT", line, "END:VEVENT"]))

    assert str(read["SUMMARY"]) == f"x{text}x"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hà Nội, Huế; 30% \\ 5", "Hà Nội\\, Huế\\; 30% \\\\ 5"),
        ("một\nhai", "một\\nhai"),
        ("một\r\nhai\rba", "một\\nhai\\nba"),
        ("một\u2028hai\u2029ba\x85bốn\x0bnăm", "một\\nhai\\nba\\nbốn\\nnăm"),
        ("a\x00b\x07c\td", "abc\td"),
        ("kết thúc\nEND:VEVENT\nBEGIN:VEVENT", "kết thúc\\nEND:VEVENT\\nBEGIN:VEVENT"),
    ],
)
def test_no_text_ends_its_line_or_its_value(text, value):
    assert escaped(text) == value


def test_a_line_is_never_broken_inside_a_letter():
    pieces = folded(f"SUMMARY:{VIETNAMESE}").split("\r\n ")

    assert len(pieces) == 2
    assert "".join(pieces) == f"SUMMARY:{VIETNAMESE}"


@pytest.mark.parametrize("length", [74, 75])
def test_a_line_that_fits_stays_whole(length):
    assert folded("x" * length) == "x" * length


def test_a_line_of_76_octets_is_broken():
    assert folded("x" * 76) == "x" * 75 + "\r\n x"


def test_a_parameter_in_quotes_holds_no_quote():
    assert quoted('A "B", C\n^') == "\"A ^'B^', C^n^^\""
