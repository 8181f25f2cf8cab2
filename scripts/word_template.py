"""Makes the Word templates of reports: layout of Decree 30/2020 in Vietnamese, adapted in English.

`python -m scripts.word_template` writes them into the room. They are kept there, so that nothing
has to be made at run time; an agency takes a copy, edits it in Word and puts it into its data
folder (docs/operate/word-templates.md).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell

FOLDER = Path(__file__).parent.parent / "src/banggiao/reports/templates_word"
FONT = "Times New Roman"
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

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
    _styles(paper, words["lang"])
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = "{{ title }}", "{{ own_body }}", ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    properties.last_modified_by = ""
    first = paper.sections[0]
    _page(first)
    _page_number(first)
    first.different_first_page_header_footer = True
    _letterhead(paper, words)
    _body(paper)
    _signature(paper, words)
    _annex_of_tables(paper, words)
    _annex_of_lists(paper, words)
    return paper


def _page(section: Section, *, sideways: bool = False) -> None:
    """Set A4 with the decree's margins; lying on its side, they turn with the paper."""
    wide, high = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (wide, high) if sideways else (high, wide)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if sideways else (Mm(30), Mm(15))
    section.header_distance = Mm(10)


def _page_number(section: Section) -> None:
    """Put the number in the middle of the top margin."""
    line = section.header.paragraphs[0]
    line.style = "PageNumber"
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("result", "2"), ("end", "")):
        run = line.add_run()
        if kind == "result":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.element.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run.element.append(code)


# Styles


def _styles(paper: Paper, language: str) -> None:
    normal: Any = paper.styles["Normal"]
    _font(normal, 14)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(tongue)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    _style(paper, "Nation", 12, CENTRE, bold=True)
    _style(paper, "Motto", 13, CENTRE, bold=True)
    _style(paper, "Issuer", 13, CENTRE, bold=True, capitals=True)
    _style(paper, "Number", 13, CENTRE, before=4)
    _style(paper, "PlaceDate", 13, CENTRE, italic=True, before=4)
    _box(_style(paper, "Mark", 13, CENTRE, bold=True, capitals=True, before=8, indent=7))
    _box(_style(paper, "Draft", 13, CENTRE, bold=True, capitals=True, before=8, indent=34))
    _style(paper, "Kind", 14, CENTRE, bold=True, capitals=True, before=18)
    _style(paper, "Abstract", 14, CENTRE, bold=True, after=2)
    _style(paper, "To", 14, CENTRE, before=12, after=12)
    _rule(_style(paper, "Rule", 2, CENTRE))
    for name in ("Body", "BodyEnd"):
        body = _style(paper, name, 14, BOTH, after=6)
        body.paragraph_format.first_line_indent = Mm(12.7)
        body.paragraph_format.line_spacing = 1.15
    _kept(body)
    note = _style(paper, "Note", 12, BOTH, italic=True, after=6)
    note.paragraph_format.first_line_indent = Mm(12.7)
    for name, capitals, before in (("Heading 1", True, 10), ("Heading 2", False, 6)):
        _heading(paper.styles[name], capitals=capitals, before=before)
    _style(paper, "RecipientsHead", 12, LEFT, bold=True, italic=True, before=14)
    _style(paper, "Recipients", 11, LEFT)
    _style(paper, "SignerTitle", 14, CENTRE, bold=True, capitals=True, before=14)
    _style(paper, "SignerName", 14, CENTRE, bold=True, before=70)
    _style(paper, "AnnexNumber", 14, CENTRE, bold=True)
    _style(paper, "AnnexTitle", 14, CENTRE, bold=True, capitals=True)
    _style(paper, "AnnexNote", 13, CENTRE, italic=True, after=10)
    _kept(_style(paper, "TableTitle", 13, LEFT, bold=True, before=12, after=4))
    _style(paper, "TableHead", 12, CENTRE, bold=True, before=2, after=2)
    _style(paper, "TableText", 12, LEFT, before=2, after=2)
    _style(paper, "TableNumber", 12, RIGHT, before=2, after=2)
    _kept(_style(paper, "TableGroup", 12, LEFT, bold=True, italic=True, before=2, after=2))
    _style(paper, "PageNumber", 13, CENTRE)
    ending = _style(paper, "Break", 2, LEFT)
    ending.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    ending.paragraph_format.line_spacing = Pt(2)
    figure: Any = paper.styles.add_style("Figure", WD_STYLE_TYPE.CHARACTER)
    figure.font.color.rgb, figure.font.underline = RGBColor(0, 0, 0), False


def _font(style: Any, size: float) -> None:  # any style that has letters
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)


def _style(
    paper: Paper,
    name: str,
    size: float,
    align: WD_ALIGN_PARAGRAPH,
    *,
    bold: bool = False,
    italic: bool = False,
    capitals: bool = False,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
) -> ParagraphStyle:
    style: Any = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = paper.styles["Normal"]
    _font(style, size)
    style.font.bold, style.font.italic, style.font.all_caps = bold, italic, capitals
    layout = style.paragraph_format
    layout.alignment, layout.space_before, layout.space_after = align, Pt(before), Pt(after)
    if indent:
        layout.left_indent = layout.right_indent = Mm(indent)
    named: ParagraphStyle = style
    return named


def _heading(style: Any, *, capitals: bool, before: float) -> None:
    """Make a heading of Word's own look like the rest, so that its list of headings works."""
    _font(style, 14)
    style.font.bold, style.font.italic, style.font.all_caps = True, False, capitals
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(6), True
    layout.first_line_indent, layout.alignment = Mm(12.7), BOTH


def _kept(style: ParagraphStyle) -> None:
    style.paragraph_format.keep_with_next = True


def _border(style: Any, *sides: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = style.element.get_or_add_pPr()
    # The order of properties is fixed: borders come before spacing.
    place = next((c for c in properties if c.tag in {qn("w:spacing"), qn("w:jc")}), None)
    properties.append(borders) if place is None else place.addprevious(borders)


def _rule(style: ParagraphStyle) -> None:
    """Make the line under a name or title; its length is set where it stands."""
    _border(style, "top")
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)


def _box(style: ParagraphStyle) -> None:
    _border(style, "top", "left", "bottom", "right")


# Parts of the paper


def _cells(paper: Paper, widths: tuple[float, float]) -> tuple[_Cell, _Cell]:
    """Make two columns without borders."""
    table = paper.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)
    properties: Any = table.rows[0]
    properties._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # python-docx has no name for it
    left, right = table.rows[0].cells
    return left, right


def _fill(cell: _Cell, *lines: tuple[str, str]) -> None:
    first, *rest = lines
    cell.paragraphs[0].text, cell.paragraphs[0].style = first
    for text, style in rest:
        cell.add_paragraph(text, style)


def _line(holder: Any, indent: float, after: float = 0) -> None:  # a cell or the paper
    rule = holder.add_paragraph("", "Rule")
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(indent)
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(3), Pt(after)


def _letterhead(paper: Paper, words: dict[str, str]) -> None:
    left, right = _cells(paper, (67, 98))
    _fill(left, ("{{ own_body }}", "Issuer"))
    _line(left, 20)
    left.add_paragraph(words["number"], "Number")
    _when(left, "mark", "{{ mark }}", "Mark")
    _fill(right, (words["nation"], "Nation"), (words["motto"], "Motto"))
    _line(right, 16.5)
    right.add_paragraph(words["place"], "PlaceDate")
    _when(right, "is_draft", words["draft"], "Draft")
    paper.add_paragraph("{{ kind }}", "Kind")
    paper.add_paragraph("{{ title }}", "Abstract")
    _line(paper, 62, after=10)
    _when(paper, "addressee", words["to"], "To")


def _when(holder: Any, name: str, text: str, style: str) -> None:
    """Put in a line that stands only where there is something to say."""
    holder.add_paragraph(f"{{%p if {name} %}}")
    holder.add_paragraph(text, style)
    holder.add_paragraph("{%p endif %}")


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
    left, right = _cells(paper, (80, 85))
    _fill(
        left,
        (words["recipients"], "RecipientsHead"),
        (words["above"], "Recipients"),
        (words["filed"], "Recipients"),
    )
    _fill(right, ("{{ signer_title }}", "SignerTitle"), ("{{ signer_name }}", "SignerName"))


def _annex(paper: Paper, words: dict[str, str], number: str, title: str, *, wide: bool) -> None:
    section = _new_section(paper)
    _page(section, sideways=wide)
    section.different_first_page_header_footer = False
    paper.add_paragraph(f"{words['annex']} {number}", "AnnexNumber")
    paper.add_paragraph(title, "AnnexTitle")
    paper.add_paragraph(words["with"], "AnnexNote")


def _new_section(paper: Paper) -> Section:
    """Begin a section. A line of two points ends the one before, so that no page stays empty."""
    carrier: Any = paper.add_paragraph("", "Break")
    section: Section = paper.add_section(WD_SECTION.NEW_PAGE)
    made_element: Any = paper.paragraphs[-1].paragraph_format.element
    carrier.paragraph_format.element.get_or_add_pPr().append(made_element.pPr.sectPr)
    made_element.getparent().remove(made_element)
    return section


def _annex_of_tables(paper: Paper, words: dict[str, str]) -> None:
    _annex(paper, words, "I", words["tables"], wide=True)
    paper.add_paragraph("{%p for table in tables %}")
    paper.add_paragraph(
        f"{words['table']} {{{{ table.number }}}}. {{{{ table.title }}}}", "TableTitle"
    )
    _when(paper, "table.grid", "{{p table.grid }}", "Normal")
    _when(paper, "table.note", "{{ table.note }}", "Note")
    paper.add_paragraph("{%p endfor %}")


def _annex_of_lists(paper: Paper, words: dict[str, str]) -> None:
    _annex(paper, words, "II", words["lists"], wide=False)
    paper.add_paragraph("{%p for list in lists %}")
    paper.add_paragraph("{{ list.label }}: {{r list.figure }}", "TableTitle")
    _when(paper, "list.grid", "{{p list.grid }}", "Normal")
    _when(paper, "list.note", "{{ list.note }}", "Note")
    paper.add_paragraph("{%p endfor %}")


if __name__ == "__main__":
    main()
