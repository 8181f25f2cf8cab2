"""The negotiation table as a Word file for both sides, and the same file read back.

It is made from what both sides know and nothing else. Unseen marks say of which table it is, in
which language and how the table stood; one in each row says which clause it is and how that stood.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from banggiao.agreements.enums import ItemState
from banggiao.agreements.texts.tree import folded
from banggiao.agreements.texts.word_rows import MarkedTable, read_rows
from banggiao.core.errors import Refused
from banggiao.core.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.agreements.queries.partner_view import SharedClause
    from banggiao.agreements.texts.changes import Changes

TABLE = re.compile(r"bgt_([0-9a-f]{12})_([a-z]{2,3})_([0-9a-f]{8})\Z")
ROW = re.compile(r"bgr_([0-9a-f]{12})_([0-9a-f]{8})_([bn])\Z")
SPOKEN = {"vi", "en", "ja"}
WIDTHS = (2200, 4100, 4100, 4100)
OURS, THEIRS, AGREED = 1, 2, 3
"""The places of the columns; the first holds the clause's mark."""


def _token(text: str, size: int = 12) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:size]


def _state(clause: SharedClause) -> str:
    return _token("\x1f".join(f"{one}" for one in (clause.ours, clause.theirs, clause.agreed)), 8)


def table_file(
    clauses: Sequence[SharedClause],
    *,
    table: str,
    title: str,
    language: str,
    sides: Mapping[str, str],
    rounds: Sequence[str],
) -> bytes:
    """Write the table in one language as .docx. ``table`` is the code of the negotiation."""
    from docx import Document  # noqa: PLC0415  # slow import
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415  # slow import
    from docx.oxml import parse_xml  # noqa: PLC0415  # slow import

    with override(language if language in SPOKEN else "en"):
        paper: Any = Document()
        section = paper.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = 10692000, 7560000
        section.left_margin = section.right_margin = 720000
        section.top_margin = section.bottom_margin = 720000
        properties = paper.core_properties
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.title, properties.language = title, language
        head = paper.add_paragraph()
        state = _token("".join(_state(clause) for clause in clauses), 8)
        for piece in _mark(0, f"bgt_{_token(table)}_{language}_{state}"):
            head._p.append(parse_xml(piece))  # noqa: SLF001  # the library has no door for marks
        head.add_run(title).bold = True
        paper.add_paragraph(" · ".join(rounds) or _("No round yet."))
        paper.add_paragraph(
            _("Please write in the column of your side. Words in brackets are not agreed.")
        )
        rows = [_head_row([_("Clause"), sides["ours"], sides["theirs"], _("Agreed words")])]
        rows += [_row(number, table, clause) for number, clause in enumerate(clauses, 1)]
        paper.element.body.insert(3, parse_xml(_table(rows)))
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _mark(number: int, name: str) -> tuple[str, str]:
    return (
        f'<w:bookmarkStart {_SPACE} w:id="{number}" w:name="{name}"/>',
        f'<w:bookmarkEnd {_SPACE} w:id="{number}"/>',
    )


def _table(rows: Sequence[str]) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    return (
        f'<w:tbl {_SPACE}><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _head_row(names: Sequence[str]) -> str:
    cells = "".join(
        _cell(f"<w:p><w:r><w:rPr><w:b/></w:rPr>{_text(name)}</w:r></w:p>", width)
        for name, width in zip(names, WIDTHS, strict=True)
    )
    return f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(number: int, table: str, clause: SharedClause) -> str:
    bracketed = clause.stage == ItemState.BRACKETED
    flag = "b" if bracketed else "n"
    start, end = _mark(number, f"bgr_{_token(f'{table}:{clause.code}')}_{_state(clause)}_{flag}")
    first = (
        f"<w:p>{start}<w:r><w:rPr><w:b/></w:rPr>{_text(clause.name)}</w:r>{end}</w:p>"
        f"<w:p><w:r><w:rPr><w:i/></w:rPr>{_text(clause.stage_word)}</w:r></w:p>"
    )
    cells = [_cell(first, WIDTHS[0])]
    for said, width in zip((clause.ours, clause.theirs, clause.agreed), WIDTHS[1:], strict=True):
        words = f"[{said}]" if bracketed and said else said or ""
        lines = "".join(f"<w:p><w:r>{_text(line)}</w:r></w:p>" for line in words.split("\n"))
        cells.append(_cell(lines, width))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(inside: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>'


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row of a returned file would change: other words of theirs for a clause.

    ``in_our_column``: they wrote in another column than theirs. ``is_moved``: the clause on the
    table is not as it was when the file was sent.
    """

    clause: SharedClause
    words: str
    in_our_column: bool
    is_moved: bool


@dataclass(slots=True)
class Returned:
    """A returned file: what it would change, and all that a person should know before."""

    proposals: list[Proposal] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    tracked: int = 0
    is_older: bool = False


def read_returned(
    content: bytes,
    taken: Changes,
    clauses: Sequence[SharedClause],
    *,
    table: str,
    language: str,
) -> Returned:
    """Read a returned file against the table as it stands.

    Refused: a file without our marks, of another negotiation, in another language; and what
    `read_rows` refuses.
    """
    file = read_rows(content, taken)
    found = _stamp(file)
    if found[0] != _token(table):
        raise Refused(
            "other_negotiation",
            gettext_lazy("This file is of another negotiation. Choose the file of this one."),
            field="file",
        )
    if found[1] != language:
        raise Refused(
            "other_language",
            gettext_lazy("This file is in another language of the table. Choose that language."),
            field="file",
        )
    now = _token("".join(_state(clause) for clause in clauses), 8)
    result = Returned(tracked=len(file.changes), is_older=found[2] != now)
    result.findings = [finding.sentence for finding in file.findings]
    _compare(file, {_token(f"{table}:{clause.code}"): clause for clause in clauses}, result)
    return result


def _stamp(file: MarkedTable) -> tuple[str, str, str]:
    for name in file.marks:
        found = TABLE.match(name)
        if found:
            return found.group(1), found.group(2), found.group(3)
    raise Refused(
        "no_marks",
        gettext_lazy(
            "This file was not made from this table, or its marks are lost. Keep it as a version "
            "under “Texts”, as a proposal of theirs."
        ),
        field="file",
    )


def _compare(file: MarkedTable, known: Mapping[str, SharedClause], result: Returned) -> None:
    seen: set[str] = set()
    for row in file.rows:
        mark = next((found for name in row.marks if (found := ROW.match(name))), None)
        words = " ".join(" ".join(row.cells).split())[:120]
        if mark is None:
            if not row.is_head and words:
                result.findings.append(
                    _("A row was added, and is not taken: “%(words)s”. Add it as a clause.")
                    % {"words": words}
                )
            continue
        clause = known.get(mark.group(1))
        if clause is None:
            result.findings.append(
                _("A clause is not on the table any more, and is not taken: “%(words)s”.")
                % {"words": words}
            )
        elif clause.code in seen:
            result.findings.append(
                _("Clause “%(clause)s” comes twice; only the first is read.")
                % {"clause": clause.name}
            )
        elif row.is_deleted or len(row.cells) != len(WIDTHS):
            seen.add(clause.code)
            result.findings.append(
                _("The row of “%(clause)s” was deleted or its cells changed; nothing is taken.")
                % {"clause": clause.name}
            )
        else:
            seen.add(clause.code)
            is_moved = mark.group(2) != _state(clause)
            _compare_row(
                clause,
                _bare(row.cells, is_bracketed=mark.group(3) == "b"),
                result,
                is_moved=is_moved,
            )
    for clause in known.values():
        if clause.code not in seen:
            result.findings.append(
                _("The row of “%(clause)s” is not in the file; nothing is taken.")
                % {"clause": clause.name}
            )


def _bare(cells: Sequence[str], *, is_bracketed: bool) -> list[str]:
    """Give the words without the brackets that the export put around them."""
    if not is_bracketed:
        return list(cells)
    return [one[1:-1] if one.startswith("[") and one.endswith("]") else one for one in cells]


def _compare_row(
    clause: SharedClause, cells: Sequence[str], result: Returned, *, is_moved: bool
) -> None:
    words = normalise(cells[THEIRS])
    if folded(words) != folded(clause.theirs or ""):
        if words:
            result.proposals.append(Proposal(clause, words, in_our_column=False, is_moved=is_moved))
            return
        result.findings.append(
            _(
                "Their words of “%(clause)s” were deleted; nothing is taken. Ask whether they want "
                "it struck."
            )
            % {"clause": clause.name}
        )
    for place, said in ((OURS, clause.ours), (AGREED, clause.agreed)):
        other = normalise(cells[place])
        if other and folded(other) != folded(said or ""):
            result.proposals.append(Proposal(clause, other, in_our_column=True, is_moved=is_moved))
            return
