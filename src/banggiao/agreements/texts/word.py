"""Reads a Word file: paragraphs with the numbers Word prints, tables, footnotes, tracked changes.

Nothing that somebody changed with tracking on, and no comment, is taken or dropped unsaid.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from banggiao.agreements.texts.changes import Changes, Comment, Reading, findings_of
from banggiao.agreements.texts.lines import Finding
from banggiao.agreements.texts.numbering import Element, Numbering, W
from banggiao.agreements.texts.paragraphs import Walk, plain_words
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED, LARGEST_PART, MOST_PARTS = 200 * 1024 * 1024, 20 * 1024 * 1024, 5000
"""Bytes of the unpacked file, bytes of one part with text, and parts. Pictures are the rest."""

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError),
    SyntaxError,  # XML that cannot be read is one, too
)


def read_word(content: bytes, taken: Changes) -> Reading:
    """Read a .docx with its tracked changes taken as accepted or rejected.

    Refused: a file that is damaged, is no Word file, unpacks to more than any paper, or holds no
    words.
    """
    check_archive(content)
    try:
        return _read(content, taken)
    except BROKEN as error:
        raise Refused(
            "text_file_damaged",
            _("This Word file is damaged. Open it in Word, save it anew and try again."),
        ) from error


def check_archive(content: bytes) -> None:
    """Refuse what would unpack to too much, by what the archive itself says.

    An archive that lies is found out later: unpacking stops where it says that a part ends.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except BROKEN as error:
        raise Refused(
            "text_file_damaged",
            _("This Word file is damaged. Open it in Word, save it anew and try again."),
        ) from error
    with_text = [p.file_size for p in parts if p.filename.lower().endswith((".xml", ".rels"))]
    total = sum(p.file_size for p in parts)
    if len(parts) > MOST_PARTS or total > UNPACKED or max(with_text, default=0) > LARGEST_PART:
        raise Refused(
            "text_too_large",
            _("This file unpacks to more than any agreement. Save the text alone as a new file."),
        )
    if not any(p.filename.startswith("word/") for p in parts):
        raise Refused(
            "text_no_word_file",
            _("This is no Word file. Save the text in Word as .docx, or paste it."),
        )


def _read(content: bytes, taken: Changes) -> Reading:
    # Slow import: most pages never read a Word file.
    from docx import Document  # noqa: PLC0415  # slow import

    main = Document(BytesIO(content)).part
    parts = related(main)
    styles, numbering = root_of(parts, "styles"), root_of(parts, "numbering")
    notes = {kind: notes_of(parts, kind) for kind in ("footnote", "endnote")}
    walk = Walk(Numbering(numbering, styles), notes, taken)
    walk.block(main.element.body)
    walk.finish()
    if not any(line.text for line in walk.lines):
        _refuse_empty(walk.pictures)
    comments = tuple(comments_of(root_of(parts, "comments"), walk.about))
    findings = [*findings_of(walk.changes, comments, taken), *_beside(parts, walk)]
    return Reading(tuple(walk.lines), tuple(findings), tuple(walk.changes), comments)


def _refuse_empty(pictures: int) -> None:
    if pictures:
        raise Refused(
            "text_only_pictures",
            _("This file holds only pictures, as a scan does. Find the text itself, or type it."),
        )
    raise Refused("text_empty", _("This file holds no text."))


def related(main: Any) -> dict[str, list[Any]]:
    """Give the parts of the file by what they are to its text: styles, footnotes, header."""
    parts: dict[str, list[Any]] = {}
    for relation in main.rels.values():
        if not relation.is_external:
            kind = relation.reltype.rsplit("/", 1)[-1]
            parts.setdefault(kind, []).append(relation.target_part)
    return parts


def root_of(parts: dict[str, list[Any]], kind: str) -> Element | None:
    """Give the XML of the part of a kind, None if the file has none."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415  # slow import

    if kind not in parts:
        return None
    part = parts[kind][0]
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def notes_of(parts: dict[str, list[Any]], kind: str) -> dict[str, Element]:
    """Give the footnotes or endnotes of the file by their ids."""
    root = root_of(parts, f"{kind}s")
    found = [] if root is None else root.findall(W + kind)
    return {one.get(W + "id"): one for one in found if one.get(W + "type") is None}


def comments_of(root: Element | None, about: dict[str, list[str]]) -> Iterator[Comment]:
    """Give the comments of the file; ``about`` has the words each is about."""
    for one in [] if root is None else root.findall(W + "comment"):
        words = "".join(about.get(one.get(W + "id"), ()))
        author, date = one.get(W + "author") or "", one.get(W + "date") or ""
        yield Comment(author, date, words.strip(), plain_words(one))


def _beside(parts: dict[str, list[Any]], walk: Walk) -> Iterator[Finding]:
    """Say what of the file is not in the text, or is there although nobody sees it."""
    if walk.pictures:
        words = _("The file holds %(count)s pictures; what they show is not in the text.")
        yield Finding("pictures", "", words, {"count": walk.pictures})
    if walk.hidden:
        words = _("Hidden words were read as text: “%(words)s”.")
        yield Finding("hidden", "", words, {"words": "".join(walk.hidden)[:200]})
    margins = [plain_words(root_of({kind: [part]}, kind)) for kind, part in _margins(parts)]
    for margin in dict.fromkeys(margins):
        if any(map(str.isalpha, margin)):
            words = _("Left out, as it stands at the edge of each page: “%(words)s”.")
            yield Finding("page_edge", "", words, {"words": margin[:200]})


def _margins(parts: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    for kind in ("header", "footer"):
        for part in parts.get(kind, ()):
            yield kind, part
