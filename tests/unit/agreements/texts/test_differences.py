"""Differences between two texts: nothing lost, readable, alike from both sides, bounded."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from banggiao.agreements.texts.alignment import ANCHOR
from banggiao.agreements.texts.differences import EFFORT, ISLAND, Differences, differences
from banggiao.agreements.texts.marked import marked
from banggiao.agreements.texts.words import words

GONE_AND_NEW = {"same": "new", "gone": "gone", "new": "new"}

# Pieces of texts that are joined at random, so that much is alike and little is not.
BITS = [
    "the ",
    "Parties ",
    "shall ",
    "meet ",
    "each year",
    ", ",
    ". ",
    "\n",
    "Điều 5. ",
    "hợp tác ",
]
BITS += [
    "normalised",
    "e\u0323\u0302",
    "ệ",
    "協",
    "協力",
    "協議",
    "は、",
    "ベトナム",
    "ヘ\u3099",
    " ",
    "\u200b",
    "1,5 ",
]
mixed = st.lists(st.sampled_from(BITS), max_size=30).map("".join)
anything = st.text(max_size=40)
either = mixed | anything


def told(result: Differences) -> str:
    """Write differences down: [gone] and {new}."""
    form = {"same": "%s", "gone": "[%s]", "new": "{%s}"}
    return "".join(form[piece.kind] % piece.text for piece in result.pieces)


@given(either, either)
@example("signed", "signed today")
@example(" ", "a")
@example("one two\nthree", "one\nthree")
def test_the_pieces_give_both_texts_back_to_the_letter(old, new):
    pieces = differences(old, new).pieces

    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new


@given(either, either, st.integers(0, 12))
def test_they_do_so_however_little_effort_is_allowed(old, new, effort):
    result = differences(old, new, effort=effort)

    assert "".join(piece.old for piece in result.pieces) == old
    assert "".join(piece.new for piece in result.pieces) == new
    assert result.compared <= effort


@given(either, either)
def test_pieces_of_one_kind_hold_one_side_only_and_kinds_alternate(old, new):
    pieces = differences(old, new).pieces

    for piece in pieces:
        if piece.kind == "same":
            assert words(piece.old).keys == words(piece.new).keys
        else:
            assert (piece.old if piece.kind == "gone" else piece.new) == piece.text != ""
            assert (piece.new if piece.kind == "gone" else piece.old) == ""
    kinds = [piece.kind for piece in pieces]
    pairs = set(pairwise(kinds))
    assert pairs <= {
        ("same", "gone"),
        ("same", "new"),
        ("gone", "new"),
        ("gone", "same"),
        ("new", "same"),
    }


@given(either, either)
def test_seen_from_the_other_side_gone_and_new_change_places(old, new):
    there, back = differences(old, new), differences(new, old)

    assert [p.old for p in there.pieces if p.kind != "new"] == [
        p.new for p in back.pieces if p.kind != "gone"
    ]
    assert [p.new for p in there.pieces if p.kind != "gone"] == [
        p.old for p in back.pieces if p.kind != "new"
    ]
    assert (there.is_coarse, there.compared) == (back.is_coarse, back.compared)


@given(either)
def test_equal_texts_are_one_piece(text):
    pieces = differences(text, text).pieces

    assert len(pieces) == (1 if text else 0)
    assert differences(text, text).is_same


@given(mixed)
def test_white_space_and_the_composition_of_accents_are_no_difference(text):
    assert differences(text, normalize("NFD", text)).is_same
    assert differences(text, normalize("NFC", text)).is_same
    assert differences(text, f"\n {text.replace(' ', '  ')}\t").is_same


@given(either)
def test_words_lose_nothing(text):
    cut = words(text)
    count = len(cut.keys)

    assert cut.between(0, count) == (text if count else "")
    assert all(cut.keys)
    assert cut.lines()[-1] == cut.sentences()[-1] == count
    assert list(cut.starts) == sorted(cut.starts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anti-corruption, the Party's", ["anti-corruption", ",", "the", "Party's"]),
        ("30.000 đồng; 12/03/2025.", ["30.000", "đồng", ";", "12/03/2025", "."]),
        ("Hà Nội/Tokyo", ["Hà", "Nội", "/", "Tokyo"]),
        ("ký ......... (05)", ["ký", ".........", "(", "05", ")"]),
        ("ベトナム政府については、", ["ベトナム", "政", "府", "については", "、"]),
        ("第3条　定義", ["第", "3", "条", "定", "義"]),
    ],
)
def test_what_a_word_is(text, expected):
    assert words(text).keys == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("signed", "signed today", "signed{ today}"),
        ("one two\nthree", "one\nthree", "one[ two]\nthree"),
        ("cost 30.000 yen", "cost 35.000 yen", "cost [30.000]{35.000} yen"),
        (
            "The Parties shall exchange data each year.",
            "The Parties may share information every year.",
            "The Parties [shall exchange data each]{may share information every} year.",
        ),
        (
            "Hai bên trao đổi thông tin mỗi năm một lần.",
            "Hai bên chia sẻ thông tin, tài liệu mỗi năm hai lần.",
            "Hai bên [trao đổi]{chia sẻ} thông tin{, tài liệu} mỗi năm [một]{hai} lần.",
        ),
        (
            "両当事者は、汚職防止の分野における協力を促進する。",
            "両当事者は、汚職防止及び監察の分野における協議を行う。",
            "両当事者は、汚職防止{及び監察}の分野における[協力を促進する]{協議を行う}。",
        ),
        ("本協定は、日本国の法令", "本協定は、両国の法令", "本協定は、[日本国]{両国}の法令"),
    ],
)
def test_changes_read_well_in_three_languages(old, new, expected):
    assert told(differences(old, new)) == expected


def test_commas_and_small_words_left_between_changes_go_with_them():
    old = "Each Party bears its own costs, and the host covers transport and meals"
    new = "Expenses are shared in equal parts, and rooms and interpreters come from us"

    assert told(differences(old, new)) == f"[{old}]{{{new}}}"


def test_two_additions_with_a_word_between_them_stay_apart():
    result = differences("report of ministry", "annual report and annex of the ministry")

    assert told(result) == "{annual }report {and annex }of {the }ministry"


def test_a_clause_put_in_between_stays_whole_although_it_begins_like_its_neighbour():
    first = "The Parties shall exchange information each year.\n"
    added = "The Parties shall exchange officials each other year.\n"
    last = "The Parties shall meet in Hanoi or in Tokyo."

    assert told(differences(first + last, first + added + last)) == f"{first}{{{added}}}{last}"


def test_no_line_laid_beside_its_like_is_torn_away():
    assert ISLAND < ANCHOR


HOSTILE = {
    "one word": ("a " * 50_000, "a b c " * 17_000),
    "alternating": ("a b " * 25_000, "b a " * 25_000),
    "alternating lines": ("a\nb\n" * 25_000, "b\na\n" * 25_000),
    "alternating sentences": ("a. b. " * 16_000, "b. c. " * 16_000),
    "marks": ("()." * 33_000, ")(!" * 33_000),
    "han": ("一二三" * 11_000, "二一四" * 11_000),
    "quotes": ("'" * 100_000, "’'" * 30_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_a_bounded_effort_and_still_show_something(name):
    old, new = HOSTILE[name]
    result = differences(old, new)

    assert result.is_coarse
    assert result.compared <= EFFORT
    assert "".join(piece.old for piece in result.pieces) == old
    assert "".join(piece.new for piece in result.pieces) == new


def test_past_the_effort_repeated_sentences_still_show_what_they_share():
    agreed = "Both sides agree on all of this. "
    old = ("This is what they say. " + agreed) * 3
    new = ("Their word was another. " + agreed) * 3

    coarse = differences(old, new, effort=60)

    assert coarse.is_coarse
    assert sum(piece.kind == "same" and agreed in piece.text for piece in coarse.pieces) == 3
    assert not differences(old, new).is_coarse


def test_texts_with_nothing_in_common_are_one_piece_each():
    result = differences("Chi phí do bên cử đoàn chịu", "Costs are shared")

    assert told(result) == "[Chi phí do bên cử đoàn chịu]{Costs are shared}"
    assert not result.is_coarse


def test_as_html_the_words_are_escaped_and_readers_are_told_in_words():
    with override("en"):
        html = marked(differences("a < b", "a > b").pieces)

    assert html == (
        'a <del><span class="sr-only">deleted: </span>&lt;'
        '<span class="sr-only"> end of deletion </span></del>'
        '<ins><span class="sr-only">inserted: </span>&gt;'
        '<span class="sr-only"> end of insertion </span></ins> b'
    )
