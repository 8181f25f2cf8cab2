"""What holds for every text, however odd, and what a split text warns of."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.agreements.texts import scanning
from banggiao.agreements.texts.lines import Line, Place
from banggiao.agreements.texts.split import split, split_text
from banggiao.agreements.texts.tree import Kind, folded, joined

MARKS = (
    *("Phần thứ nhất", "CHƯƠNG II", "Mục 1.", "Điều 5.", "Điều 5bis:", "ĐIỀU 1", "Khoản 1.", "1."),
    *(
        "1)",
        "a)",
        "(a)",
        "đ)",
        "i.",
        "(ii)",
        "1.1",
        "1.1.1.",
        "Article IV",
        "Section 2 -",
        "Part A",
    ),
    *(
        "第一条",
        "第十二条の二",
        "第2章",
        "１　",
        "（一）",
        "一　",
        "イ　",
        "①",
        "Phụ lục I",
        "ANNEX",
        "別添",
    ),
    *(
        "5a.",
        "2026.",
        "A.",
        "II.",
        "> 3.",
        "điểm b)",
        "1.Hai",
        "a)Trao",
        "第１条（目的）本",
        "1.1目的",
    ),
)
LINES = (
    *("", "\t", "Kinh phí", "QUY ĐỊNH CHUNG", "Hai Bên trao đổi thông tin.", "theo quy định tại"),
    *(
        "Căn cứ nhu cầu;",
        "The Participants and",
        "Done at Sampletown",
        "Làm tại Mẫu",
        "“Điều 1.",
        "b)”",
    ),
    *(
        "（目的）",
        "この覚書は、",
        "本書二通を作成した。",
        '"x',
        "附則",
        "For the Sample Office",
        "・・・・ 3",
    ),
)
marked_line = st.tuples(
    st.sampled_from(MARKS), st.sampled_from(["", " ", "\u3000"]), st.sampled_from(LINES)
).map("".join)
marked_text = st.lists(st.one_of(marked_line, st.sampled_from(LINES)), max_size=40).map("\n".join)
any_text = st.one_of(st.text(max_size=300), marked_text)
places = st.sampled_from(list(Place))


def check(nodes, text):
    assert folded(joined(nodes)) == folded(text)
    eids = [node.eid for node in nodes]
    assert len(set(eids)) == len(eids)
    seen = {""}
    for node in nodes:
        assert node.eid
        assert node.parent in seen
        seen.add(node.eid)


@given(any_text)
def test_no_word_is_lost_and_every_parent_stands_before(text):
    check(split_text(text).nodes, text)


@given(marked_text)
def test_splitting_the_same_text_gives_the_same(text):
    assert split_text(text) == split_text(text)


@given(st.lists(st.tuples(st.one_of(marked_line, st.text(max_size=30)), places, st.booleans())))
def test_lines_of_any_place_are_kept_in_order(rows):
    lines = [Line(text.strip(), place, fresh=fresh) for text, place, fresh in rows]
    check(split(lines).nodes, "\n".join(line.text for line in lines))


@given(any_text)
def test_findings_can_be_read(text):
    for found in split_text(text).findings:
        assert found.sentence
        assert found.eid in {"", *(node.eid for node in split_text(text).nodes)}


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30))
def test_every_irregular_number_is_named(numbers):
    text = "\n\n".join(f"Điều {n}. Tên\nNội dung." for n in numbers)
    codes = {found.code for found in split_text(text).findings}
    assert ("number_twice" in codes) == (len(set(numbers)) < len(numbers))
    firsts = list(dict.fromkeys(numbers))
    assert ("number_order" in codes) == any(b < a for a, b in pairwise(firsts))
    assert ("number_missing" in codes) == (set(range(1, max(numbers) + 1)) > set(numbers))


HOSTILE = {
    "many marks": "1.\n" * 60_000,
    "many articles": "Điều 1.\n" * 60_000,
    "one long line": "Điều 1. " + "a" * 1_000_000,
    "dots": "." * 1_000_000 + "5",
    "open quotations": "“\n" * 100_000,
    "open straight quotations": 'x: "a\n' * 100_000,
    "headings": "AB CD\n" * 100_000,
    "annexes": "a.\n\nPHỤ LỤC\n" * 30_000,
    "lists in lists": "1.\n1)\n(1)\na)\n(a)\n(i)\nA.\n一 a\nイ a\n①\n" * 10_000,
    "deep numbers": "1.1.1.1.1.1.1.1.1\n" * 30_000,
    "brackets": "（" * 1_000_000,
    "words that announce": "The x and\n" * 60_000,
    "nothing": "\n" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_kept_within_bounds(name, monkeypatch):
    looks = 0

    def counted(text):
        nonlocal looks
        looks += 1
        return read_mark(text)

    read_mark = scanning.read_mark
    monkeypatch.setattr(scanning, "read_mark", counted)
    text = HOSTILE[name]
    found = split_text(text)
    check(found.nodes, text)
    assert looks <= scanning.MOST_LINES
    assert len(found.nodes) <= scanning.MOST_LINES + 1
    assert max((node.eid.count("__") for node in found.nodes), default=0) <= 9
    assert len(found.findings) <= 300


def test_a_text_longer_than_any_agreement_keeps_its_end_in_one_piece():
    found = split_text("1. x\n" * (scanning.MOST_MARKS + 10))
    assert found.nodes[-1].kind is Kind.UNPLACED
    assert found.nodes[-1].text == "\n".join(["1. x"] * 10)
    assert "too_long" in {one.code for one in found.findings}


def test_points_that_lie_too_deep_are_kept_as_text():
    found = split_text("Điều 1. Tên\n1. a:\na) b:\n(i) c:\n(1) d:\n1) e:\n(a) f.")
    assert found.nodes[-1].text == "e:\n(a) f."
    assert [one.code for one in found.findings] == ["too_deep"]


def test_text_of_tables_and_footnotes_stays_with_its_article():
    rows = [Line("Điều 1. Kinh phí", fresh=True), Line("Như bảng sau.", fresh=True)]
    rows += [Line("1. Vé máy bay", Place.TABLE, fresh=True), Line("[1] Ước tính.", Place.FOOTNOTE)]
    found = split(rows)
    assert [node.eid for node in found.nodes] == ["art_1"]
    assert found.nodes[0].text == "Như bảng sau.\n1. Vé máy bay\n[1] Ước tính."
    assert [(one.code, one.eid) for one in found.findings] == [
        ("table", "art_1"),
        ("footnote", "art_1"),
    ]


def test_a_text_set_in_a_table_is_split_all_the_same():
    rows = [Line(f"Điều {n}. Tên {n}", Place.TABLE, fresh=True) for n in (1, 2)]
    assert [node.eid for node in split(rows).nodes] == ["art_1", "art_2"]


def test_prose_without_any_mark_gives_its_paragraphs():
    found = split_text("TUYÊN BỐ CHUNG\n\nHai bên đã gặp nhau.\n\nHai bên hài lòng.")
    assert [node.eid for node in found.nodes] == ["title", "unplaced_1", "unplaced_2"]
    assert [one.code for one in found.findings] == ["no_clauses"]


def test_an_empty_text_has_no_clause():
    assert split_text(" \n\u200b\n").nodes == ()


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("Điều 1. Kinh phí\nMỗi Bên tự chi.", "Kinh phí", "Mỗi Bên tự chi."),
        ("Điều 1.\nKinh phí\nMỗi Bên tự chi.", "Kinh phí", "Mỗi Bên tự chi."),
        ("ĐIỀU 1\nKINH PHÍ VÀ\nNHÂN SỰ\nMỗi Bên tự chi.", "KINH PHÍ VÀ NHÂN SỰ", "Mỗi Bên tự chi."),
        (
            "Điều 1. Mỗi Bên tự chi trả.\nKhông hoàn lại.",
            "",
            "Mỗi Bên tự chi trả.\nKhông hoàn lại.",
        ),
        ("Điều 1. Mỗi Bên\ntự chi trả.", "", "Mỗi Bên\ntự chi trả."),
        ("Điều 1.Kinh phí\nMỗi Bên tự chi.", "Kinh phí", "Mỗi Bên tự chi."),
        ("第１条（費用）費用は各自が負担する。", "（費用）", "費用は各自が負担する。"),
        ("Article 1 (Cost)\nEach side pays.", "(Cost)", "Each side pays."),
    ],
)
def test_what_is_a_heading_and_what_is_text(text, heading, rest):
    (node,) = split_text(text).nodes
    assert (node.heading, node.text) == (heading, rest)


def test_a_short_sentence_is_a_heading_where_the_other_articles_have_headings():
    text = (
        "".join(f"Điều {n}. Tên {n}\nMột câu.\n" for n in (1, 2)) + "Điều 3. Kinh phí.\nTự chi.\n"
    )
    assert split_text(text).nodes[-1].heading == "Kinh phí."


def test_eids_never_hold_a_space_or_a_dot():
    nodes = split_text("1. a\n1.1. b\n\n2. c\n\nPHỤ LỤC\nĐiều 1 bis. x").nodes
    assert all(re.fullmatch(r"[\w-]+", node.eid) for node in nodes)
