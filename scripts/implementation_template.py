"""Makes the Word template of the implementation sheet: A4 on its side, by Decree 30/2020.

`python -m scripts.implementation_template` writes it into the room of agreements, beside which an
agency may put its own (docs/operate/word-templates.md).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from docx import Document

from scripts.word_parts import cells, fill, line, page, page_number, styles, when
from scripts.word_template import WORDS

ROOM = Path(__file__).parent.parent / "src/banggiao/agreements"
TARGET = ROOM / "templates_word/implementation_vi.docx"
TITLE = "Bảng theo dõi tình hình thực hiện"


def main() -> None:
    """Write the template."""
    words = WORDS["vi"]
    paper = Document()
    styles(paper, words["lang"])
    properties = paper.core_properties
    properties.title, properties.author = TITLE, "{{ own_body }}"
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
    paper.add_paragraph(f"{TITLE}{{% if year %}} năm {{{{ year }}}}{{% endif %}}", "Kind")
    paper.add_paragraph("{{ title }}", "Abstract")
    line(paper, 108, after=10)
    paper.add_paragraph(
        "Hiệu lực của văn bản: {{ standing }}. Số cam kết: {{ number }}; đã thực hiện: {{ kept }}.",
        "Body",
    )
    paper.add_paragraph("{%p if grid %}")
    paper.add_paragraph("{{p grid }}")
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph("Chưa ghi nhận cam kết nào.", "Body")
    paper.add_paragraph("{%p endif %}")
    ending = cells(paper, (120, 137))
    fill(ending[0], ("", "Recipients"))
    fill(ending[1], ("Thủ trưởng đơn vị chủ trì", "SignerTitle"), ("", "SignerName"))
    TARGET.parent.mkdir(exist_ok=True)
    paper.save(str(TARGET))
    print(TARGET.name)


if __name__ == "__main__":
    main()
