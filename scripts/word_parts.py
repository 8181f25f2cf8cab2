"""The parts that Word templates are made of: pages, styles and letterheads of Decree 30/2020."""

from __future__ import annotations

import datetime as dt
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

FONT = "Times New Roman"
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def page(section: Section, *, sideways: bool = False) -> None:
    """Set A4 with the decree's margins; lying on its side, they turn with the paper."""
    wide, high = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (wide, high) if sideways else (high, wide)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if sideways else (Mm(30), Mm(15))
    section.header_distance = Mm(10)


def page_number(section: Section) -> None:
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


def styles(paper: Paper, language: str) -> None:
    """Set the styles that every paper has: letterhead, body, annex, tables."""
    normal: Any = paper.styles["Normal"]
    font(normal, 14)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(tongue)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    style(paper, "Nation", 12, CENTRE, bold=True)
    style(paper, "Motto", 13, CENTRE, bold=True)
    style(paper, "Issuer", 13, CENTRE, bold=True, capitals=True)
    style(paper, "Number", 13, CENTRE, before=4)
    style(paper, "PlaceDate", 13, CENTRE, italic=True, before=4)
    box(style(paper, "Mark", 13, CENTRE, bold=True, capitals=True, before=8, indent=7))
    box(style(paper, "Draft", 13, CENTRE, bold=True, capitals=True, before=8, indent=34))
    style(paper, "Kind", 14, CENTRE, bold=True, capitals=True, before=18)
    style(paper, "Abstract", 14, CENTRE, bold=True, after=2)
    style(paper, "To", 14, CENTRE, before=12, after=12)
    rule(style(paper, "Rule", 2, CENTRE))
    for name in ("Body", "BodyEnd"):
        body = style(paper, name, 14, BOTH, after=6)
        body.paragraph_format.first_line_indent = Mm(12.7)
        body.paragraph_format.line_spacing = 1.15
    kept(body)
    note = style(paper, "Note", 12, BOTH, italic=True, after=6)
    note.paragraph_format.first_line_indent = Mm(12.7)
    for name, capitals, before in (("Heading 1", True, 10), ("Heading 2", False, 6)):
        heading(paper.styles[name], capitals=capitals, before=before)
    style(paper, "RecipientsHead", 12, LEFT, bold=True, italic=True, before=14)
    style(paper, "Recipients", 11, LEFT)
    style(paper, "SignerTitle", 14, CENTRE, bold=True, capitals=True, before=14)
    style(paper, "SignerName", 14, CENTRE, bold=True, before=70)
    style(paper, "AnnexNumber", 14, CENTRE, bold=True)
    style(paper, "AnnexTitle", 14, CENTRE, bold=True, capitals=True)
    style(paper, "AnnexNote", 13, CENTRE, italic=True, after=10)
    kept(style(paper, "TableTitle", 13, LEFT, bold=True, before=12, after=4))
    style(paper, "TableHead", 12, CENTRE, bold=True, before=2, after=2)
    style(paper, "TableText", 12, LEFT, before=2, after=2)
    style(paper, "TableNumber", 12, RIGHT, before=2, after=2)
    kept(style(paper, "TableGroup", 12, LEFT, bold=True, italic=True, before=2, after=2))
    style(paper, "PageNumber", 13, CENTRE)
    ending = style(paper, "Break", 2, LEFT)
    ending.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    ending.paragraph_format.line_spacing = Pt(2)
    figure: Any = paper.styles.add_style("Figure", WD_STYLE_TYPE.CHARACTER)
    figure.font.color.rgb, figure.font.underline = RGBColor(0, 0, 0), False


def font(style: Any, size: float) -> None:  # any style that has letters
    """Set letters and size, black, also for scripts of the East."""
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)


def style(
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
    """Make a style of a paragraph. Sizes are in points, the indent in millimetres."""
    style: Any = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = paper.styles["Normal"]
    font(style, size)
    style.font.bold, style.font.italic, style.font.all_caps = bold, italic, capitals
    layout = style.paragraph_format
    layout.alignment, layout.space_before, layout.space_after = align, Pt(before), Pt(after)
    if indent:
        layout.left_indent = layout.right_indent = Mm(indent)
    named: ParagraphStyle = style
    return named


def heading(style: Any, *, capitals: bool, before: float) -> None:
    """Make a heading of Word's own look like the rest, so that its list of headings works."""
    font(style, 14)
    style.font.bold, style.font.italic, style.font.all_caps = True, False, capitals
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(6), True
    layout.first_line_indent, layout.alignment = Mm(12.7), BOTH


def kept(style: ParagraphStyle) -> None:
    """Keep a paragraph on the page of the next one."""
    style.paragraph_format.keep_with_next = True


def border(style: Any, *sides: str) -> None:
    """Draw lines on sides of a paragraph."""
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


def rule(style: ParagraphStyle) -> None:
    """Make the line under a name or title; its length is set where it stands."""
    border(style, "top")
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)


def box(style: ParagraphStyle) -> None:
    """Draw a frame around a paragraph."""
    border(style, "top", "left", "bottom", "right")


# Parts of the paper


def cells(paper: Paper, widths: tuple[float, float]) -> tuple[_Cell, _Cell]:
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


def fill(cell: _Cell, *lines: tuple[str, str]) -> None:
    """Write lines into a cell, each with its style."""
    first, *rest = lines
    cell.paragraphs[0].text, cell.paragraphs[0].style = first
    for text, style in rest:
        cell.add_paragraph(text, style)


def line(holder: Any, indent: float, after: float = 0) -> None:  # a cell or the paper
    """Draw the rule under a name or title, shorter than the column by the indent on each side."""
    rule = holder.add_paragraph("", "Rule")
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(indent)
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(3), Pt(after)


def when(holder: Any, name: str, text: str, style: str) -> None:
    """Put in a line that stands only where there is something to say."""
    holder.add_paragraph(f"{{%p if {name} %}}")
    holder.add_paragraph(text, style)
    holder.add_paragraph("{%p endif %}")


def parted(paper: Paper) -> None:
    """Part two tables by a line of two points, kept with what follows: else they become one."""
    paper.add_paragraph("", "Break").paragraph_format.keep_with_next = True


def sheet_on_its_side(title: str) -> Paper:
    """Begin a Vietnamese paper on A4 lying on its side: letterhead, place and date, its kind."""
    paper = Document()
    styles(paper, "vi-VN")
    properties = paper.core_properties
    properties.title, properties.author = title, "{{ own_body }}"
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
    fill(right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nation"))
    right.add_paragraph("Độc lập - Tự do - Hạnh phúc", "Motto")
    line(right, 41)
    right.add_paragraph("Hà Nội, {{ dated }}", "PlaceDate")
    return paper


def signed(paper: Paper) -> None:
    """End a paper with the signature of the head of the unit, on the page of what stands above."""
    parted(paper)
    ending = cells(paper, (120, 137))
    fill(ending[0], ("", "Recipients"))
    fill(ending[1], ("Thủ trưởng đơn vị chủ trì", "SignerTitle"), ("", "SignerName"))
    ending[1].paragraphs[-1].paragraph_format.space_before = Pt(45)


def new_section(paper: Paper) -> Section:
    """Begin a section. A line of two points ends the one before, so that no page stays empty."""
    carrier: Any = paper.add_paragraph("", "Break")
    section: Section = paper.add_section(WD_SECTION.NEW_PAGE)
    made_element: Any = paper.paragraphs[-1].paragraph_format.element
    carrier.paragraph_format.element.get_or_add_pPr().append(made_element.pPr.sectPr)
    made_element.getparent().remove(made_element)
    return section
