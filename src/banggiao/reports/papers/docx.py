"""Writes a report as a Word paper, from a template that an agency may edit in Word itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.core.papers.word import fill, mark_of_class, template_for
from banggiao.core.papers.wordml import (
    GROUP,
    HEAD,
    NUMBER,
    TEXT,
    Cell,
    Fragment,
    Links,
    sentence,
    table,
)
from banggiao.reports.papers.lists import LISTED
from banggiao.reports.words import dated_words, day_words, number_words, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banggiao.reports.papers.lists import RecordList
    from banggiao.reports.queries.compiling import Content

OURS = Path(__file__).parent.parent / "templates_word"
WIDE = 14570
"""How wide a table is on a sheet on its side, in twentieths of a point."""

NARROWEST, LETTER = 1100, 130
"""The narrowest column of numbers, and how wide a letter is at most, in the same measure."""

DOTS = "…" * 12
"""Stands in a draft where somebody has still to write."""


def as_docx(content: Content, lists: Iterable[RecordList]) -> bytes:
    """Write the paper. Refused: a template that cannot be read or asks for what is not there."""
    path = template_for(f"report_{content['language']}.docx", OURS)
    return fill(path, content["language"], lambda links: _context(content, lists, links))


def _context(content: Content, lists: Iterable[RecordList], links: Links) -> dict[str, Any]:
    """Give everything a template may use (docs/operate/word-templates.md)."""
    number = content["number"] or f"        /BC-{content['own_abbreviation'] or '……'}"
    return {
        "kind": content["kind"],
        "title": content["title"],
        "own_body": content["own_body"],
        "number": number,
        "dated": dated_words(parse_date(content["dated"]) if content["dated"] else None),
        "addressee": content["addressee"],
        "is_draft": content["is_draft"],
        "mark": mark_of_class(content["class"]),
        "class_words": content["class_words"],
        "period": content["period"],
        "intro": introduction(content),
        "sections": list(_sections(content, links)),
        "signer_title": content["signer_title"],
        "signer_name": content["signer_name"],
        "tables": [_table(one, links) for one in content["tables"]],
        "lists": list(_lists(lists, links)),
    }


def introduction(content: Content) -> list[str]:
    """Say which days the figures cover, by which rule, as of when, and up to which class."""
    period = content["period"]
    first, last = (parse_date(period[name]) for name in ("from", "to"))
    compiled = parse_datetime(content["compiled_at"])
    if first is None or last is None or compiled is None:
        message = "a report's content names its days"
        raise ValueError(message)
    days = {"first": day_words(first), "last": day_words(last), "basis": period["basis"]}
    basis = _("Reporting period: %(first)s to %(last)s (basis: %(basis)s).") % days
    as_of = _(
        "Figures as of %(day)s; they count the records of the register up to the class “%(class)s”."
    ) % {"day": day_words(compiled.date()), "class": content["class_words"].lower()}
    return [f"{basis} {as_of}"]


def _sections(content: Content, links: Links) -> Iterator[dict[str, Any]]:
    last = content["sections"][-1]
    for section in content["sections"]:
        yield {
            "is_last": section is last,
            "number": section["number"],
            "level": section["level"],
            "heading": section["heading"],
            "sentences": [sentence(s, links) for s in section["sentences"]],
            "lines": _lines(section, is_draft=content["is_draft"]),
        }


def _lines(section: Content, *, is_draft: bool) -> list[str]:
    """Give what people wrote, one paragraph a line; room for it where nobody wrote yet."""
    lines = [line for line in section["text"].splitlines() if line.strip()]
    return lines or ([DOTS] if is_draft and section["is_written"] else [])


def _table(one: Content, links: Links) -> dict[str, Any]:
    grid = None
    if one["heads"]:
        heads = [Cell(text, style=HEAD) for text in one["heads"]]
        rows = (_row(row, len(heads)) for row in one["rows"])
        grid = table(_widths(one), heads, rows, links)
    return {"number": one["number"], "title": one["title"], "note": one["note"], "grid": grid}


def _widths(one: Content) -> list[int]:
    """Give each column room for its longest word, the first one most, and spread the rest."""
    longest = [max(map(len, head.split()), default=0) for head in one["heads"][1:]]
    for row in one["rows"]:
        for place, cell in enumerate(row["cells"]):
            longest[place] = max(longest[place], len(cell["text"]) if "value" in cell else 0)
    widths = [max(NARROWEST, LETTER * count + 240) for count in longest]
    first = max(WIDE // 4, min(WIDE - sum(widths), WIDE * 2 // 5))
    more = max(0, WIDE - first - sum(widths)) // len(widths)
    return [first, *(width + more for width in widths)]


def _row(row: Content, count: int) -> list[Cell]:
    if row["kind"] == "group":
        return [Cell(row["label"], style=GROUP, columns=count)]
    label = Cell(row["label"], style=GROUP if row["kind"] == "total" else TEXT)
    cells = (
        Cell(c["text"], c.get("url", ""), NUMBER if "value" in c else TEXT) for c in row["cells"]
    )
    return [label, *cells]


def _lists(lists: Iterable[RecordList], links: Links) -> Iterator[dict[str, Any]]:
    """Give the records behind each figure; the same records once, for people read this."""
    known: dict[tuple[str, ...], str] = {}
    for one in lists:
        if one.part or not one.records:
            continue
        codes = tuple(f"{record.type} {record.code} {record.counted}" for record in one.records)
        before = known.setdefault(codes, one.label)
        yield _list(one, links) if before == one.label else _same(one, links, before)


def _same(one: RecordList, links: Links, before: str) -> dict[str, Any]:
    return {
        "label": one.label,
        "figure": _number(one, links),
        "grid": None,
        "note": _("The same records as under “%(label)s”.") % {"label": before},
    }


def _number(one: RecordList, links: Links) -> Fragment:
    return sentence([{"text": number_words(one.value), "url": one.url}], links)


def _list(one: RecordList, links: Links) -> dict[str, Any]:
    heads = [_("No."), _("Record"), _("Date"), _("Remark")]
    widths = [650, 4800, 1750, 2150]
    rows = (
        (
            Cell(str(number), style=NUMBER),
            Cell(record.label, record.url),
            Cell(record.date_words),
            Cell(record.remark),
        )
        for number, record in enumerate(one.records[:LISTED], 1)
    )
    rest = one.total - min(LISTED, len(one.records))
    note = ngettext(
        "and %(number)s more record, in the Excel file",
        "and %(number)s more records, in the Excel file",
        rest,
    )
    return {
        "label": one.label,
        "figure": _number(one, links),
        "grid": table(widths, [Cell(head, style=HEAD) for head in heads], rows, links),
        "note": note % {"number": plain_number(rest)} if rest > 0 else "",
    }
