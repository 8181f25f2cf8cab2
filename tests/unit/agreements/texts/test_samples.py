"""Texts of different make, in our own words, and the tree each of them gives.

`samples/NAME.txt` is the text, `samples/NAME.eids` what comes out: the language, the clauses in
order with their headings, and after "!" what a person should look at.
"""

from pathlib import Path

import pytest
from django.utils.translation import override

from banggiao.agreements.texts.split import split_text
from banggiao.agreements.texts.tree import Kind, folded, joined

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
NAMES = [sample.stem for sample in SAMPLES]

# Texts that keep their tree when they are joined and split again. The others lose what only empty
# lines said, or have marks that count only beside a text: a lone "２" is the number of a page.
STEADY = [
    *("en_articles", "en_decimal", "mixed_languages", "vi_amendment", "vi_articles"),
    *("vi_chapters", "vi_decomposed", "vi_faulty", "vi_headings", "vi_parties", "vi_plain"),
    *("en_sections", "vi_amendment_list"),
]


def read(name):
    return (Path(__file__).parent / "samples" / f"{name}.txt").read_text("utf-8")


def nodes_of(name):
    return {node.eid: node for node in split_text(read(name)).nodes}


def test_there_are_enough_kinds_of_texts():
    assert len(SAMPLES) >= 12
    assert {name[:2] for name in NAMES} >= {"vi", "en", "ja"}


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_a_text_gives_the_clauses_written_down_beside_it(sample):
    split = split_text(sample.read_text("utf-8"))
    lines = [split.language]
    lines += [f"{n.eid}: {n.heading}" if n.heading else n.eid for n in split.nodes]
    lines += [f"! {found.code} {found.eid}".rstrip() for found in split.findings]
    assert lines == sample.with_suffix(".eids").read_text("utf-8").splitlines()


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_no_word_is_lost(sample):
    text = sample.read_text("utf-8")
    assert folded(joined(split_text(text).nodes)) == folded(text)


@pytest.mark.parametrize("name", STEADY)
def test_a_joined_text_splits_alike(name):
    once = split_text(read(name)).nodes
    again = split_text(joined(once)).nodes
    assert [(n.eid, n.num, n.printed, n.heading) for n in again] == [
        (n.eid, n.num, n.printed, n.heading) for n in once
    ]


@pytest.mark.parametrize(("language", "end"), [("en", "."), ("vi", "."), ("ja", "。")])
@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_every_finding_is_a_sentence(sample, language, end):
    for found in split_text(sample.read_text("utf-8")).findings:
        with override(language):
            assert "%(" not in found.sentence
            assert found.sentence.endswith(end)


def test_a_mark_a_heading_and_a_text_are_told_apart():
    article = nodes_of("vi_articles")["art_4"]
    assert (article.num, article.printed, article.heading) == ("4", "Điều 4.", "Cơ quan đầu mối")
    assert article.text == "Đầu mối của mỗi Bên là đơn vị phụ trách hợp tác quốc tế."
    point = nodes_of("vi_articles")["art_2__para_1__point_đ"]
    assert (point.num, point.printed, point.text) == ("đ", "đ)", "biên soạn sổ tay hướng dẫn.")
    assert point.parent == "art_2__para_1"


def test_a_reference_at_the_start_of_a_line_is_no_article():
    assert nodes_of("vi_articles")["art_2__para_3"].text.endswith(
        "tại\nĐiều 6 của Bản ghi nhớ này."
    )
    assert nodes_of("en_articles")["art_2__para_1__point_c"].text.endswith("in\nArticle 4.")
    assert "\nĐiều 4 của văn bản này" in nodes_of("vi_mail")["art_1"].text
    assert "\nđiểm b) khoản 2 Điều 3." in nodes_of("vi_mail")["art_2"].text
    assert "\n第２条の趣旨に従って" in nodes_of("ja_chapters")["art_3"].text


def test_lines_broken_by_a_mail_program_stay_in_their_clause():
    nodes = nodes_of("vi_mail")
    assert nodes["art_1"].text.endswith("\n30 ngày.")
    assert nodes["art_3__para_1"].text == "Bố trí chỗ làm việc,\nthiết bị và người hướng dẫn;"
    assert nodes["unplaced_1"].kind is Kind.UNPLACED


def test_the_new_wording_in_an_amendment_is_not_split():
    nodes = nodes_of("vi_amendment")
    assert nodes["art_1"].text.startswith("Sửa đổi Điều 5 như sau:\n“Điều 5. Kinh phí\n1. Mỗi Bên")
    assert "art_5" not in nodes
    assert "art_1__para_1" not in nodes


def test_chapters_hold_articles_whose_eids_run_through():
    nodes = nodes_of("vi_chapters")
    assert nodes["art_3"].parent == "chp_2__sec_1"
    assert (nodes["chp_2"].num, nodes["chp_2"].printed) == ("2", "CHƯƠNG II")
    assert (nodes["art_5bis"].num, nodes["art_5bis"].printed) == ("5bis", "Điều 5bis.")


def test_japanese_marks_are_kept_as_printed():
    nodes = nodes_of("ja_articles")
    assert (nodes["art_3-2"].num, nodes["art_3-2"].printed) == ("3-2", "第三条の二")
    assert (nodes["art_3__para_2"].num, nodes["art_3__para_2"].printed) == ("2", "２")
    assert nodes["art_2__point_2"].printed == "二"
    assert nodes["annex_1__art_1"].parent == "annex_1"


def test_a_number_that_comes_twice_keeps_both_clauses():
    nodes = nodes_of("vi_faulty")
    assert nodes["art_4"].heading == "Kinh phí"
    assert nodes["art_4_2"].heading == "Ngôn ngữ"
    assert nodes["art_4_2"].num == "4"


def test_text_in_decomposed_letters_comes_out_composed():
    assert nodes_of("vi_decomposed")["art_1"].heading == "Đối tượng"
