"""Makes the Word template of the table of opinions: A4 on its side, by Decree 30/2020.

`python -m scripts.opinions_template` writes it into the room of agreements, beside which an agency
may put its own (docs/operate/word-templates.md).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from docx import Document
from docx.shared import Pt

from scripts.word_parts import cells, fill, line, page, page_number, styles, when
from scripts.word_template import WORDS

TARGET = Path(__file__).parent.parent / "src/banggiao/agreements/templates_word/opinions_vi.docx"


def main() -> None:
    """Write the template."""
    words = WORDS["vi"]
    paper = Document()
    styles(paper, words["lang"])
    properties = paper.core_properties
    properties.title, properties.author = (
        "Bảng tổng hợp, tiếp thu, giải trình ý kiến",
        "{{ own_body }}",
    )
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    sheet = paper.sections[0]
    page(sheet, sideways=True)
    page_number(sheet)
    sheet.different_first_page_header_footer = True
    left, right = cells(paper, (110, 147))
    fill(left, ("{{ own_body }}", "Issuer"))
    line(left, 38)
    when(left, "mark", "{{ mark }}", "Mark")
    fill(right, (words["nation"], "Nation"), (words["motto"], "Motto"))
    line(right, 41)
    right.add_paragraph("Hà Nội, {{ dated }}", "PlaceDate")
    paper.add_paragraph("Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý", "Kind")
    paper.add_paragraph("{{ title }}", "Abstract")
    line(paper, 108, after=10)
    when(paper, "letter", "Văn bản lấy ý kiến: {{ letter }}.", "Body")
    paper.add_paragraph(
        "Gửi lấy ý kiến ngày {{ sent }}; thời hạn trả lời: {{ due }}"
        "{% if basis %} (căn cứ: {{ basis }}){% endif %}.",
        "Body",
    )
    paper.add_paragraph(
        "Số cơ quan, đơn vị được lấy ý kiến: {{ asked }}; đã trả lời: {{ answered }};"
        " số ý kiến cụ thể: {{ points }}.",
        "Body",
    )
    when(paper, "agreeing", "Nhất trí, không có ý kiến khác: {{ agreeing }}.", "Body")
    when(paper, "silent", "Chưa trả lời: {{ silent }}.", "Body")
    paper.add_paragraph("{%p if grid %}")
    paper.add_paragraph("{{p grid }}")
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("", "Break")  # two tables without a paragraph between them become one
    ending = cells(paper, (120, 137))
    fill(ending[0], ("", "Recipients"))
    fill(ending[1], ("Thủ trưởng đơn vị chủ trì", "SignerTitle"), ("", "SignerName"))
    ending[1].paragraphs[-1].paragraph_format.space_before = Pt(45)
    TARGET.parent.mkdir(exist_ok=True)
    paper.save(str(TARGET))
    print(TARGET.name)


if __name__ == "__main__":
    main()
