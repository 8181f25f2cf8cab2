"""Makes the Word template of the table of opinions: A4 on its side, by Decree 30/2020.

`python -m scripts.opinions_template` writes it into the room of agreements, beside which an agency
may put its own (docs/operate/word-templates.md).
"""

from __future__ import annotations

from pathlib import Path

from scripts.word_parts import line, sheet_on_its_side, signed, when

TARGET = Path(__file__).parent.parent / "src/banggiao/agreements/templates_word/opinions_vi.docx"


def main() -> None:
    """Write the template."""
    paper = sheet_on_its_side("Bảng tổng hợp, tiếp thu, giải trình ý kiến")
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
    signed(paper)
    TARGET.parent.mkdir(exist_ok=True)
    paper.save(str(TARGET))
    print(TARGET.name)


if __name__ == "__main__":
    main()
