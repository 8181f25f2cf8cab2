"""Word files: the numbers Word prints, tables, footnotes, frames, tracked changes, comments."""

import pytest
from django.utils.translation import override

from banggiao.agreements.texts.changes import ChangeKind, Changes
from banggiao.agreements.texts.lines import Place
from banggiao.agreements.texts.numbering import written
from banggiao.agreements.texts.reading import read_file
from banggiao.agreements.texts.split import split
from tests.unit.agreements.texts.wordfiles import (
    W,
    add,
    again,
    cite,
    ended,
    item,
    numbered,
    paper,
    parse_xml,
    run,
    saved,
    tracked,
    with_footnotes,
)

ARTICLES = (("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def texts(document, **options):
    return [line.text for line in read_file(saved(document), **options).lines]


def codes(document):
    return [found.code for found in read_file(saved(document)).findings]


def test_automatic_numbers_are_written_as_word_prints_them():
    document = paper()
    one = numbered(document, *ARTICLES)
    rows = [(0, "Kinh phí"), (1, "Vé máy bay."), (1, "Ăn ở:"), (2, "một;"), (2, "hai.")]
    rows += [(0, "Hiệu lực"), (1, "Từ ngày ký.")]
    for level, words in rows:
        add(document, item(one, level, words))
    assert texts(document) == [
        *("Điều 1. Kinh phí", "1. Vé máy bay.", "2. Ăn ở:", "a) một;", "b) hai."),
        *("Điều 2. Hiệu lực", "1. Từ ngày ký."),
    ]
    nodes = split(read_file(saved(document)).lines).nodes
    assert [node.eid for node in nodes] == [
        *("art_1", "art_1__para_1", "art_1__para_2"),
        *("art_1__para_2__point_a", "art_1__para_2__point_b", "art_2", "art_2__para_1"),
    ]


def test_numbers_of_several_levels_and_legal_numbers():
    document = paper()
    one = numbered(document, ("upperRoman", "%1."), ("decimal", "%1.%2"), legal=1)
    for level in (0, 1, 1, 0, 1):
        add(document, item(one, level, "x"))
    assert texts(document) == ["I. x", "1.1 x", "1.2 x", "II. x", "2.1 x"]


def test_lists_go_on_or_start_anew_as_word_has_them():
    document = paper()
    one = numbered(document, ("decimal", "%1)"))
    same, anew = again(document, one), again(document, one, starts="1")
    for name in (one, one, same, anew, anew):
        add(document, item(name, 0, "x"))
    assert texts(document) == ["1) x", "2) x", "3) x", "1) x", "2) x"]


def test_a_style_can_bear_the_number():
    document = paper()
    one = numbered(document, ("decimal", "Article %1"), style="Heading1")
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="{one}"/></w:numPr>'))
    document.add_heading("Purpose", 1)
    document.add_paragraph("Text.")
    document.add_heading("Cost", 1)
    assert texts(document) == ["Article 1 Purpose", "Text.", "Article 2 Cost"]


def test_number_zero_takes_the_number_of_a_style_away():
    document = paper(item(0, 0, "x"))
    assert texts(document) == ["x"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        *((27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (4, "lowerRoman", "iv")),
        *((12, "japaneseCounting", "十二"), (2, "iroha", "ロ"), (2, "aiueoFullWidth", "イ")),
        *((10, "decimalFullWidth", "１０"), (3, "decimalEnclosedCircle", "③")),
        *((5, "decimalZero", "05"), (7, "something new", "7"), (2, "none", "")),
        (3, "vietnameseCounting", "ba"),
    ],
)
def test_the_forms_of_numbers(number, form, printed):
    assert written(number, form) == printed


def test_bullets_are_no_marks():
    document = paper("Điều 1. Tên")
    one = numbered(document, ("bullet", "\uf0b7"))
    add(document, item(one, 0, "một việc"))
    assert texts(document)[1] == "• một việc"
    assert len(split(read_file(saved(document)).lines).nodes) == 1


def test_a_table_in_an_article_is_kept_row_by_row():
    document = paper("Điều 1. Kinh phí", "Như sau:")
    table = document.add_table(2, 2)
    for at, words in enumerate(["Khoản chi", "Bên chi", "1. Vé", "Bên cử"]):
        table.cell(at // 2, at % 2).text = words
    document.add_paragraph("Hết bảng.")
    found = split(read_file(saved(document)).lines)
    assert found.nodes[0].text == "Như sau:\nKhoản chi\nBên chi\n1. Vé\nBên cử\nHết bảng."
    assert [(one.code, one.eid) for one in found.findings] == [("table", "art_1")]


def test_a_table_in_a_cell_is_read_once():
    document = paper("Điều 1. Tên")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.add_table(1, 1).cell(0, 0).text = "bên trong"
    assert texts(document) == ["Điều 1. Tên", "bên trong"]


def test_a_footnote_stands_after_the_paragraph_that_cites_it():
    document = paper("Điều 1. Tên", run("Một câu") + cite(2) + run("."), "Câu sau.")
    with_footnotes(document, n2="Lời chú.")
    lines = read_file(saved(document)).lines
    assert [line.text for line in lines] == [
        *("Điều 1. Tên", "Một câu[1].", "[1] Lời chú.", "Câu sau."),
    ]
    assert lines[2].place is Place.FOOTNOTE
    assert [one.code for one in split(lines).findings] == ["footnote"]


def test_a_footnote_that_cites_itself_is_read_once():
    document = paper(run("Một câu") + cite(2))
    with_footnotes(document, n2=run("Vòng") + cite(2))
    assert texts(document) == ["Một câu[1]", "[1] Vòng"]


def test_a_soft_break_begins_a_line_and_no_paragraph():
    document = paper("<w:r><w:t>Điều 1.</w:t><w:br/><w:t>Kinh phí</w:t></w:r>", "Tự chi.")
    lines = read_file(saved(document)).lines
    assert [(line.text, line.fresh) for line in lines] == [
        *(("Điều 1.", True), ("Kinh phí", False), ("Tự chi.", True)),
    ]


CHANGED = run("Hai Bên ") + tracked("del", "có thể") + tracked("ins", "sẽ") + run(" họp.")


@pytest.mark.parametrize(
    ("taken", "text"),
    [(Changes.ACCEPTED, "Hai Bên sẽ họp."), (Changes.REJECTED, "Hai Bên có thể họp.")],
)
def test_tracked_changes_are_taken_as_asked_and_listed(taken, text):
    reading = read_file(saved(paper(CHANGED)), changes=taken)
    assert reading.text == text
    assert [(one.kind, one.words, one.author, one.date) for one in reading.changes] == [
        (ChangeKind.DELETED, "có thể", "Người thử", "2031-05-12T09:30:00Z"),
        (ChangeKind.INSERTED, "sẽ", "Người thử", "2031-05-12T09:30:00Z"),
    ]
    assert [one.code for one in reading.findings] == ["changes_taken", *["tracked_change"] * 2]
    with override("en"):
        sentence = reading.findings[1].sentence
    assert sentence == "Tracked change, deleted by Người thử (2031-05-12): “có thể”."


@pytest.mark.parametrize(
    ("taken", "lines"),
    [(Changes.ACCEPTED, ["Một hai", "ba"]), (Changes.REJECTED, ["Một", "hai ba"])],
)
def test_paragraphs_that_were_joined_or_cut(taken, lines):
    document = paper(ended("del") + run("Một "), ended("ins") + run("hai "), "ba")
    assert texts(document, changes=taken) == lines


def test_a_deleted_paragraph_takes_no_number():
    document = paper()
    one = numbered(document, *ARTICLES)
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{one}"/></w:numPr>'
    end = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    add(document, f"<w:pPr>{number}{end}</w:pPr>" + tracked("del", "Bỏ"))
    add(document, item(one, 0, "Giữ"))
    assert texts(document) == ["Điều 1. Giữ"]
    assert texts(document, changes=Changes.REJECTED) == ["Điều 1. Bỏ", "Điều 2. Giữ"]


def test_moves_and_changes_inside_changes():
    nested = tracked("ins", "mới").replace("</w:ins>", tracked("del", "bỏ ngay") + "</w:ins>")
    document = paper(tracked("moveFrom", "đi"), nested, tracked("moveTo", "đi"))
    assert texts(document) == ["mới", "đi"]
    assert texts(document, changes=Changes.REJECTED) == ["đi"]


def test_a_changed_number_is_a_change():
    document = paper()
    one = numbered(document, *ARTICLES)
    change = (
        '<w:pPrChange w:id="1" w:author="A" w:date="2031-01-01T00:00:00Z"><w:pPr/></w:pPrChange>'
    )
    add(document, item(one, 0, "Tên").replace("</w:pPr>", f"{change}</w:pPr>"))
    reading = read_file(saved(document))
    assert reading.text == "Điều 1. Tên"
    assert [one.kind for one in reading.changes] == [ChangeKind.RENUMBERED]
    assert texts(document, changes=Changes.REJECTED) == ["Tên"]


def test_inserted_rows_of_a_table():
    document = paper("Bảng:")
    table = document.add_table(2, 1)
    for at, words in enumerate(["cũ", "mới"]):
        table.cell(at, 0).text = words
    mark = f'<w:ins {W} w:id="1" w:author="A"/>'
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(mark))
    assert texts(document) == ["Bảng:", "cũ", "mới"]
    assert texts(document, changes=Changes.REJECTED) == ["Bảng:", "cũ"]


def test_comments_are_listed_with_the_words_they_are_about():
    document = paper("Hai Bên")
    added = document.add_paragraph().add_run("tự chi trả")
    document.add_comment(added, text="Có đúng không?", author="Người thử")
    (comment,) = read_file(saved(document)).comments
    assert (comment.author, comment.about, comment.words) == (
        *("Người thử", "tự chi trả", "Có đúng không?"),
    )
    assert codes(document) == ["comment"]
    assert texts(document) == ["Hai Bên", "tự chi trả"]


def test_hidden_words_headers_and_frames_are_named():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ngầm</w:t></w:r>"
    inside = f"<w:txbxContent><w:p>{run('Trong khung')}</w:p></w:txbxContent>"
    frame = f"<w:r><w:pict>{inside}</w:pict></w:r>"
    document = paper(run("Một ") + hidden, frame)
    document.sections[0].header.paragraphs[0].text = "Dự thảo lần 2"
    assert texts(document) == ["Một ngầm", "Trong khung"]
    assert codes(document) == ["hidden", "page_edge"]
    found = split(read_file(saved(document)).lines).findings
    assert [one.code for one in found] == ["no_clauses", "box"]


def test_links_fields_and_content_controls_are_read_through():
    link = f"<w:hyperlink>{run('liên kết')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtContent>{run(' ô nhập')}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> 5</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(paper(link + control + field)) == ["liên kết ô nhập 5"]
