"""Makes the Word template of the implementation sheet: A4 on its side, by Decree 30/2020.

`python -m scripts.implementation_template` writes it into the room of agreements, beside which an
agency may put its own (docs/operate/word-templates.md).
"""

from __future__ import annotations

from pathlib import Path

from scripts.word_parts import line, sheet_on_its_side, signed

ROOM = Path(__file__).parent.parent / "src/banggiao/agreements"
TARGET = ROOM / "templates_word/implementation_vi.docx"
TITLE = "Bảng theo dõi tình hình thực hiện"


def main() -> None:
    """Write the template."""
    paper = sheet_on_its_side(TITLE)
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
    signed(paper)
    TARGET.parent.mkdir(exist_ok=True)
    paper.save(str(TARGET))
    print(TARGET.name)


if __name__ == "__main__":
    main()
