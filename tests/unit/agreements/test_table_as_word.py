"""The table as a Word file and back: the same table, and whatever the other side wrote is said."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from banggiao.agreements.papers.bargain import read_returned, table_file
from banggiao.agreements.queries.partner_view import SharedClause
from banggiao.agreements.texts.changes import Changes
from banggiao.agreements.texts.tree import folded
from banggiao.core.errors import Refused
from banggiao.core.text import normalise

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SIDES = {"ours": "Thanh tra Chính phủ", "theirs": "MIC"}
WORDS = st.text("aàđệ (1);.條約協力\n<&>[]", max_size=40).map(normalise)


def shared(number: int, **data) -> SharedClause:
    facts = {
        "code": f"moc-{number}",
        "name": f"Điều {number}.",
        "stage": "open",
        "ours": f"Lời của ta {number}",
        "theirs": None,
        "agreed": None,
    }
    return SharedClause(**facts | data)


def sent(clauses, **data) -> bytes:
    facts = {
        "table": "moc",
        "title": "Bản ghi nhớ",
        "language": "vi",
        "sides": SIDES,
        "rounds": ["Vòng 1, 01/03/2026"],
    }
    return table_file(clauses, **facts | data)


def back(content, clauses, taken=Changes.ACCEPTED, **data):
    return read_returned(content, taken, clauses, **{"table": "moc", "language": "vi"} | data)


def edited(content, change) -> bytes:
    """Change a file as a person in Word would, and save it anew."""
    paper = Document(BytesIO(content))
    change(paper.tables[0], paper)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


ROWS = st.lists(
    st.tuples(WORDS, WORDS, WORDS, st.sampled_from(["open", "bracketed", "agreed", "deferred"])),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(ROWS, st.data())
def test_the_way_to_word_and_back_gives_the_same_table(rows, data):
    clauses = [
        shared(n, ours=a or None, theirs=b or None, agreed=c or None, stage=stage)
        for n, (a, b, c, stage) in enumerate(rows, 1)
    ]
    content = sent(clauses)
    read = back(content, clauses)
    assert (read.proposals, read.findings, read.is_older, read.tracked) == ([], [], False, 0)

    place = data.draw(st.integers(0, len(clauses) - 1))
    words = data.draw(WORDS.filter(folded))

    def write(grid, _paper):
        grid.rows[place + 1].cells[2].text = words

    changed = back(edited(content, write), clauses)
    before = clauses[place].theirs or ""
    bracketed = clauses[place].stage == "bracketed"
    bare = words[1:-1] if bracketed and words[0] == "[" and words[-1] == "]" else words
    if folded(normalise(bare)) == folded(before):
        assert changed.proposals == []
    elif normalise(bare):
        (proposal,) = changed.proposals
        assert proposal.clause == clauses[place]
        assert folded(proposal.words) == folded(bare)
        assert not proposal.in_our_column


def test_the_file_names_the_sides_the_rounds_and_puts_brackets():
    content = sent([shared(1, stage="bracketed"), shared(2)])
    paper = Document(BytesIO(content))
    text = "\n".join(p.text for p in paper.paragraphs)
    cells = [cell.text for row in paper.tables[0].rows for cell in row.cells]

    assert "Bản ghi nhớ" in text
    assert "Vòng 1, 01/03/2026" in text
    assert {"Thanh tra Chính phủ", "MIC", "[Lời của ta 1]", "Lời của ta 2"} <= set(cells)
    assert paper.core_properties.author == ""


def test_another_file_is_refused():
    clauses = [shared(1)]
    content = sent(clauses)
    empty = BytesIO()
    Document().save(empty)
    cases = {
        "other_negotiation": lambda: back(content, clauses, table="other"),
        "other_language": lambda: back(content, clauses, language="en"),
        "no_marks": lambda: back(empty.getvalue(), clauses),
        "text_file_damaged": lambda: back(b"no file", clauses),
    }
    for code, case in cases.items():
        with pytest.raises(Refused) as refused:
            case()
        assert refused.value.code == code


def test_a_file_of_an_older_table_says_which_clauses_moved():
    content = sent([shared(1), shared(2)])
    now = [shared(1, theirs="Đã có lời khác"), shared(2)]

    def write(grid, _paper):
        grid.rows[1].cells[2].text = "Lời trong tệp"
        grid.rows[2].cells[2].text = "Lời thứ hai"

    read = back(edited(content, write), now)

    assert read.is_older
    assert [one.is_moved for one in read.proposals] == [True, False]


def test_what_is_not_taken_is_said():
    clauses = [shared(n, theirs="Cũ") for n in range(1, 6)]

    def write(grid, paper):
        grid.rows[1].cells[1].text = "Sửa trong cột của ta"
        grid.rows[2].cells[2].text = ""
        grid._tbl.remove(grid.rows[3]._tr)
        added = grid.add_row()
        added.cells[0].text = "Điều 9. Mới"
        paper.add_paragraph("Ghi chú ngoài bảng")

    read = back(edited(sent(clauses), write), clauses)

    (other,) = read.proposals
    assert other.in_our_column
    assert other.words == "Sửa trong cột của ta"
    said = "\n".join(read.findings)
    for words in ("Điều 9. Mới", "“Điều 2.”", "“Điều 3.”", "Ghi chú ngoài bảng"):
        assert words in said


def test_tracked_changes_are_named_and_read_as_asked():
    clauses = [shared(1, theirs="hai năm")]

    def write(grid, _paper):
        cell = grid.rows[1].cells[2]
        cell.text = ""
        for kind, tag, words in (("del", "delText", "hai"), ("ins", "t", "ba")):
            cell.paragraphs[0]._p.append(
                parse_xml(
                    f'<w:{kind} {W} w:id="9" w:author="Yamada B1" w:date="2026-03-01T00:00:00Z">'
                    f'<w:r><w:{tag} xml:space="preserve">{words} </w:{tag}></w:r></w:{kind}>'
                )
            )
        cell.paragraphs[0].add_run("năm")

    content = edited(sent(clauses), write)
    accepted, rejected = back(content, clauses), back(content, clauses, Changes.REJECTED)

    assert [one.words for one in accepted.proposals] == ["ba năm"]
    assert rejected.proposals == []
    assert accepted.tracked == 2
    assert any("Yamada B1" in sentence for sentence in accepted.findings)
