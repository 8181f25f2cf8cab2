"""Makes the Word templates of reports: layout of Decree 30/2020 in Vietnamese, adapted in English.

`python -m scripts.word_template` writes them into the room. They are kept there, so that nothing
has to be made at run time; an agency takes a copy, edits it in Word and puts it into its data
folder (docs/operate/word-templates.md).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document

from scripts.word_parts import cells, fill, line, new_section, page, page_number, styles, when

if TYPE_CHECKING:
    from docx.document import Document as Paper

FOLDER = Path(__file__).parent.parent / "src/banggiao/reports/templates_word"
WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "lang": "vi-VN",
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "number": "Số: {{ number }}",
        "place": "Hà Nội, {{ dated }}",
        "draft": "DỰ THẢO",
        "to": "Kính gửi: {{ addressee }}",
        "recipients": "Nơi nhận:",
        "above": "- Như trên;",
        "filed": "- Lưu: VT, HTQT.",
        "annex": "Phụ lục",
        "tables": "Các bảng số liệu",
        "lists": "Hồ sơ của các số liệu",
        "with": "(Kèm theo Báo cáo số {{ number }} {{ dated }} của {{ own_body }})",
        "table": "Bảng",
    },
    "en": {
        "lang": "en-GB",
        "nation": "SOCIALIST REPUBLIC OF VIET NAM",
        "motto": "Independence - Freedom - Happiness",
        "number": "No.: {{ number }}",
        "place": "Ha Noi, {{ dated }}",
        "draft": "DRAFT",
        "to": "To: {{ addressee }}",
        "recipients": "Recipients:",
        "above": "- As above;",
        "filed": "- Filed: Records, International Cooperation.",
        "annex": "Annex",
        "tables": "Tables",
        "lists": "Records behind the figures",
        "with": "(With report no. {{ number }} of {{ own_body }}, {{ dated }})",
        "table": "Table",
    },
}


def main() -> None:
    """Write both templates."""
    FOLDER.mkdir(exist_ok=True)
    for language, words in WORDS.items():
        target = FOLDER / f"report_{language}.docx"
        make(words).save(str(target))
        print(target.name)


def make(words: dict[str, str]) -> Paper:
    """Build one template."""
    paper = Document()
    styles(paper, words["lang"])
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = "{{ title }}", "{{ own_body }}", ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    properties.last_modified_by = ""
    first = paper.sections[0]
    page(first)
    page_number(first)
    first.different_first_page_header_footer = True
    _letterhead(paper, words)
    _body(paper)
    _signature(paper, words)
    _annex_of_tables(paper, words)
    _annex_of_lists(paper, words)
    return paper


def _letterhead(paper: Paper, words: dict[str, str]) -> None:
    left, right = cells(paper, (67, 98))
    fill(left, ("{{ own_body }}", "Issuer"))
    line(left, 20)
    left.add_paragraph(words["number"], "Number")
    when(left, "mark", "{{ mark }}", "Mark")
    fill(right, (words["nation"], "Nation"), (words["motto"], "Motto"))
    line(right, 16.5)
    right.add_paragraph(words["place"], "PlaceDate")
    when(right, "is_draft", words["draft"], "Draft")
    paper.add_paragraph("{{ kind }}", "Kind")
    paper.add_paragraph("{{ title }}", "Abstract")
    line(paper, 62, after=10)
    when(paper, "addressee", words["to"], "To")


def _body(paper: Paper) -> None:
    paper.add_paragraph("{%p for line in intro %}")
    paper.add_paragraph("{{ line }}", "Body")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p for section in sections %}")
    paper.add_paragraph("{%p if section.level == 1 %}")
    paper.add_paragraph("{{ section.number }}. {{ section.heading }}", "Heading 1")
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph("{{ section.number }}. {{ section.heading }}", "Heading 2")
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p for sentence in section.sentences %}")
    paper.add_paragraph("{{r sentence }}", "Body")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p for line in section.lines %}")
    # The last line goes along with the signature, which never stands alone on a page.
    paper.add_paragraph("{%p if section.is_last and loop.last %}")
    paper.add_paragraph("{{ line }}", "BodyEnd")
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph("{{ line }}", "Body")
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endfor %}")


def _signature(paper: Paper, words: dict[str, str]) -> None:
    left, right = cells(paper, (80, 85))
    fill(
        left,
        (words["recipients"], "RecipientsHead"),
        (words["above"], "Recipients"),
        (words["filed"], "Recipients"),
    )
    fill(right, ("{{ signer_title }}", "SignerTitle"), ("{{ signer_name }}", "SignerName"))


def _annex(paper: Paper, words: dict[str, str], number: str, title: str, *, wide: bool) -> None:
    section = new_section(paper)
    page(section, sideways=wide)
    section.different_first_page_header_footer = False
    paper.add_paragraph(f"{words['annex']} {number}", "AnnexNumber")
    paper.add_paragraph(title, "AnnexTitle")
    paper.add_paragraph(words["with"], "AnnexNote")


def _annex_of_tables(paper: Paper, words: dict[str, str]) -> None:
    _annex(paper, words, "I", words["tables"], wide=True)
    paper.add_paragraph("{%p for table in tables %}")
    paper.add_paragraph(
        f"{words['table']} {{{{ table.number }}}}. {{{{ table.title }}}}", "TableTitle"
    )
    when(paper, "table.grid", "{{p table.grid }}", "Normal")
    when(paper, "table.note", "{{ table.note }}", "Note")
    paper.add_paragraph("{%p endfor %}")


def _annex_of_lists(paper: Paper, words: dict[str, str]) -> None:
    _annex(paper, words, "II", words["lists"], wide=False)
    paper.add_paragraph("{%p for list in lists %}")
    paper.add_paragraph("{{ list.label }}: {{r list.figure }}", "TableTitle")
    when(paper, "list.grid", "{{p list.grid }}", "Normal")
    when(paper, "list.note", "{{ list.note }}", "Note")
    paper.add_paragraph("{%p endfor %}")


if __name__ == "__main__":
    main()
