"""Word files for tests, made with python-docx and, where it has no words for it, with raw XML."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

W = nsdecls("w")
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def paper(*paragraphs: str):
    """Give a document with these paragraphs, each the XML inside w:p or plain words."""
    document = Document()
    for paragraph in paragraphs:
        add(document, paragraph)
    return document


def add(document, paragraph: str):
    inner = paragraph if paragraph.startswith("<") else run(paragraph)
    document.element.body.insert(
        len(document.element.body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>")
    )


def run(words: str, *, deleted: bool = False) -> str:
    tag = "delText" if deleted else "t"
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def tracked(tag: str, words: str, author: str = "Người thử") -> str:
    inner = run(words, deleted=tag == "del")
    return f'<w:{tag} w:id="9" w:author="{author}" w:date="2031-05-12T09:30:00Z">{inner}</w:{tag}>'


def ended(tag: str) -> str:
    """Give the properties of a paragraph whose end was inserted or deleted."""
    return f'<w:pPr><w:rPr><w:{tag} w:id="8" w:author="Người thử"/></w:rPr></w:pPr>'


def numbered(document, *levels: tuple[str, str], style: str = "", legal: int = -1) -> int:
    """Add a list with levels of (form, text); give its number."""
    root = document.part.numbering_part.element
    name = 900 + len(root)
    rows = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style and n == 0 else "")
        + ("<w:isLgl/>" if n == legal else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{name}">{rows}</w:abstractNum>'))
    return _listed(document, name, "")


def again(document, other: int, *, starts: str = "") -> int:
    """Add another list that counts with a list, or anew from ``starts`` on."""
    root = document.part.numbering_part.element
    return _listed(document, root.num_having_numId(other).abstractNumId.val, starts)


def _listed(document, counter: int, starts: str) -> int:
    root = document.part.numbering_part.element
    name = 900 + len(root)
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{starts}"/></w:lvlOverride>'
        if starts
        else ""
    )
    root.append(
        parse_xml(
            f'<w:num {W} w:numId="{name}"><w:abstractNumId w:val="{counter}"/>{override}</w:num>'
        )
    )
    return name


def item(name: int, level: int, words: str) -> str:
    return (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
        + run(words)
    )


def with_footnotes(document, **notes: str):
    """Add footnotes by number: ``n1="words"``."""
    rows = "".join(
        f'<w:footnote w:id="{name[1:]}"><w:p>{run(words)}</w:p></w:footnote>'
        if not words.startswith("<")
        else f'<w:footnote w:id="{name[1:]}"><w:p>{words}</w:p></w:footnote>'
        for name, words in notes.items()
    )
    xml = f"<w:footnotes {W}>{rows}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def cite(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def replaced(content: bytes, name: str, data: bytes) -> bytes:
    """Give the file with one of its parts replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))
    return out.getvalue()
