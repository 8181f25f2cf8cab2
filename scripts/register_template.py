"""Makes the Word templates of the register of agreements: A4 on its side, Decree 30/2020.

`python -m scripts.register_template` writes them into the room of agreements.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.shared import Pt

from scripts.word_parts import (
    BOTH,
    CENTRE,
    LEFT,
    cells,
    fill,
    kept,
    line,
    new_section,
    page,
    page_number,
    parted,
    style,
    styles,
    when,
)

if TYPE_CHECKING:
    from docx.document import Document as Paper

FOLDER = Path(__file__).parent.parent / "src/banggiao/agreements/templates_word"
SMALL = 10
"""A table of many columns is set smaller than text."""

WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "lang": "vi-VN",
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "place": "Hà Nội, {{ dated }}",
        "annex": "Phụ lục",
        "rest": "Nội dung theo dõi chi tiết",
        "rest_note": "(Số thứ tự theo bảng trên)",
        "recipients": "Nơi nhận:",
        "filed": "- Lưu: VT, HTQT.",
        "signer": "Thủ trưởng đơn vị",
    },
    "en": {
        "lang": "en-GB",
        "nation": "SOCIALIST REPUBLIC OF VIET NAM",
        "motto": "Independence - Freedom - Happiness",
        "place": "Ha Noi, {{ dated }}",
        "annex": "Annex",
        "rest": "Details",
        "rest_note": "(Numbers as in the table above)",
        "recipients": "Recipients:",
        "filed": "- Filed: Records, International Cooperation.",
        "signer": "Head of the unit",
    },
}


def main() -> None:
    """Write both templates."""
    FOLDER.mkdir(exist_ok=True)
    for language, words in WORDS.items():
        target = FOLDER / f"register_{language}.docx"
        make(words).save(str(target))
        print(target.name)


def make(words: dict[str, str]) -> Paper:
    """Build one template."""
    paper = Document()
    styles(paper, words["lang"])
    _small(paper)
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = "{{ title }}", "{{ own_body }}", ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    properties.last_modified_by = ""
    first = paper.sections[0]
    page(first, sideways=True)
    page_number(first)
    first.different_first_page_header_footer = True
    _letterhead(paper, words)
    paper.add_paragraph("{%p for line in intro %}")
    paper.add_paragraph("{{ line }}", "Intro")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{{p main }}")
    parted(paper)
    _signature(paper, words)
    _annex(paper, words)
    return paper


def _small(paper: Paper) -> None:
    known: Any = paper.styles
    for name, align in (("TableText", LEFT), ("TableHead", CENTRE), ("TableNumber", CENTRE)):
        known[name].font.size = Pt(SMALL)
        known[name].paragraph_format.alignment = align
    known["TableGroup"].font.size = Pt(SMALL + 1)
    style(paper, "TableStrong", SMALL, LEFT, bold=True, before=1, after=1)
    style(paper, "TableSub", SMALL - 0.5, LEFT, italic=True, before=1, after=1)
    style(paper, "TableLine", SMALL, LEFT, before=1, after=1)
    style(paper, "Intro", 13, BOTH, after=6)
    kept(style(paper, "With", 13, CENTRE, italic=True, after=6))


def _letterhead(paper: Paper, words: dict[str, str]) -> None:
    left, right = cells(paper, (117, 140))
    fill(left, ("{{ own_body }}", "Issuer"))
    line(left, 42)
    when(left, "mark", "{{ mark }}", "Number")
    fill(right, (words["nation"], "Nation"), (words["motto"], "Motto"))
    line(right, 37)
    right.add_paragraph(words["place"], "PlaceDate")
    paper.add_paragraph("{{ title }}", "Kind")
    paper.add_paragraph("{{ as_of }}", "Abstract")
    when(paper, "with_letter", "{{ with_letter }}", "With")
    line(paper, 108, after=8)


def _signature(paper: Paper, words: dict[str, str]) -> None:
    left, right = cells(paper, (100, 157))
    fill(left, (words["recipients"], "RecipientsHead"))
    left.add_paragraph("{%p for one in recipients %}")
    left.add_paragraph("{{ one }}", "Recipients")
    left.add_paragraph("{%p endfor %}")
    left.add_paragraph(words["filed"], "Recipients")
    fill(right, (words["signer"], "SignerTitle"), ("", "SignerName"))


def _annex(paper: Paper, words: dict[str, str]) -> None:
    section = new_section(paper)
    page(section, sideways=True)
    section.different_first_page_header_footer = False
    paper.add_paragraph(words["annex"], "AnnexNumber")
    paper.add_paragraph(words["rest"], "AnnexTitle")
    paper.add_paragraph(words["rest_note"], "AnnexNote")
    paper.add_paragraph("{{p rest }}")


if __name__ == "__main__":
    main()
