"""Makes the Word template of the implementation sheet: A4 on its side, by Decree 30/2020.

`python -m scripts.implementation_template` writes it into the room of agreements, beside which an
agency may put its own (docs/operate/word-templates.md).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from docx import Document

from scripts.word_template import (
    WORDS,
    _cells,
    _fill,
    _line,
    _page,
    _page_number,
    _styles,
    _when,
)

ROOM = Path(__file__).parent.parent / "src/banggiao/agreements"
TARGET = ROOM / "templates_word/implementation_vi.docx"
TITLE = "Bảng theo dõi tình hình thực hiện"


def main() -> None:
    """Write the template."""
    words = WORDS["vi"]
    paper = Document()
    _styles(paper, words["lang"])
    properties = paper.core_properties
    properties.title, properties.author = TITLE, "{{ own_body }}"
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    sheet = paper.sections[0]
    _page(sheet, sideways=True)
    _page_number(sheet)
    sheet.different_first_page_header_footer = True
    left, right = _cells(paper, (110, 147))
    _fill(left, ("{{ own_body }}", "Issuer"))
    _line(left, 38)
    _when(left, "mark", "{{ mark }}", "Mark")
    _fill(right, (words["nation"], "Nation"), (words["motto"], "Motto"))
    _line(right, 41)
    right.add_paragraph("Hà Nội, {{ dated }}", "PlaceDate")
    paper.add_paragraph(f"{TITLE}{{% if year %}} năm {{{{ year }}}}{{% endif %}}", "Kind")
    paper.add_paragraph("{{ title }}", "Abstract")
    _line(paper, 108, after=10)
    paper.add_paragraph(
        "Hiệu lực của văn bản: {{ standing }}. Số cam kết: {{ number }}; đã thực hiện: {{ kept }}.",
        "Body",
    )
    paper.add_paragraph("{%p if grid %}")
    paper.add_paragraph("{{p grid }}")
    paper.add_paragraph("{%p else %}")
    paper.add_paragraph("Chưa ghi nhận cam kết nào.", "Body")
    paper.add_paragraph("{%p endif %}")
    ending = _cells(paper, (120, 137))
    _fill(ending[0], ("", "Recipients"))
    _fill(ending[1], ("Thủ trưởng đơn vị chủ trì", "SignerTitle"), ("", "SignerName"))
    TARGET.parent.mkdir(exist_ok=True)
    paper.save(str(TARGET))
    print(TARGET.name)


if __name__ == "__main__":
    main()
