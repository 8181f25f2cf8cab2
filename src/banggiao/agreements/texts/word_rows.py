"""Reads the rows of a table in a Word file whose rows carry a bookmark of ours, cell by cell.

As in `word`, nothing that somebody changed with tracking on, and no comment, is taken or dropped
unsaid.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.agreements.texts.changes import Change, Changes, Comment, findings_of
from banggiao.agreements.texts.lines import Finding, Place
from banggiao.agreements.texts.numbering import Element, Numbering, W
from banggiao.agreements.texts.paragraphs import Walk, plain_words
from banggiao.agreements.texts.word import (
    BROKEN,
    check_archive,
    comments_of,
    notes_of,
    related,
    root_of,
)
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of a table: the names of the bookmarks in it and the words of its cells, in order.

    ``is_deleted``: somebody deleted the whole row with tracking on.
    """

    marks: tuple[str, ...]
    cells: tuple[str, ...]
    is_head: bool
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """All bookmarks of the file, the rows of its tables, and what was noticed."""

    marks: tuple[str, ...]
    rows: tuple[MarkedRow, ...]
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]


def read_rows(content: bytes, taken: Changes) -> MarkedTable:
    """Read the tables of a .docx with its tracked changes taken as accepted or rejected.

    Refused: a file that is damaged, is no Word file, or unpacks to more than any paper.
    """
    check_archive(content)
    try:
        return _read(content, taken)
    except BROKEN as error:
        raise Refused(
            "text_file_damaged",
            _("This Word file is damaged. Open it in Word, save it anew and try again."),
        ) from error


def _read(content: bytes, taken: Changes) -> MarkedTable:
    from docx import Document  # noqa: PLC0415  # slow import

    main = Document(BytesIO(content)).part
    parts = related(main)
    numbering = Numbering(root_of(parts, "numbering"), root_of(parts, "styles"))
    notes = {kind: notes_of(parts, kind) for kind in ("footnote", "endnote")}
    body: Element = main.element.body
    changes: list[Change] = []
    about: dict[str, list[str]] = {}
    rows = []
    for row in body.iter(W + "tr"):
        walks = []
        for cell in _cells(row):
            walk = Walk(numbering, notes, taken)
            walk.block(cell, Place.TABLE)
            walk.finish()
            walks.append(walk)
            changes += walk.changes
            for name, said in walk.about.items():
                about.setdefault(name, []).extend(said)
        cells = tuple("\n".join(line.text for line in walk.lines) for walk in walks)
        rows.append(MarkedRow(_marks(row), cells, _has(row, "tblHeader"), _has(row, "del")))
    comments = tuple(comments_of(root_of(parts, "comments"), about))
    outside = [words for child in body if child.tag == W + "p" and (words := plain_words(child))]
    findings = (*findings_of(changes, comments, taken), *_beside(outside))
    return MarkedTable(_marks(body), tuple(rows), tuple(changes), comments, findings)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            yield from _cells(content) if content is not None else ()


def _marks(holder: Element) -> tuple[str, ...]:
    return tuple(one.get(W + "name") or "" for one in holder.iter(W + "bookmarkStart"))


def _has(row: Element, name: str) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + name) is not None


def _beside(outside: list[str]) -> Iterator[Finding]:
    """Say what stands after the table: somebody may have written there instead of in it."""
    for words in outside[HEAD_LINES:]:
        sentence = _("Written outside the table, so not taken: “%(words)s”.")
        yield Finding("outside_table", "", sentence, {"words": words[:200]})


HEAD_LINES = 3
"""Paragraphs above the table that the export itself writes."""
