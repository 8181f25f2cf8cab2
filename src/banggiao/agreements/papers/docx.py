"""Writes the register as a Word paper: a table to read, and one with the rest of the fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.agreements.enums import State
from banggiao.agreements.papers import columns
from banggiao.agreements.papers.columns import FIELDS
from banggiao.core.errors import Refused
from banggiao.core.papers.word import FOLDER, fill, template_for, whole_address
from banggiao.core.papers.wordml import GROUP, HEAD, NUMBER, TEXT, Cell, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banggiao.agreements.papers.entry import Entry
    from banggiao.agreements.papers.register import Register
    from banggiao.core.papers.wordml import Fragment, Links

OURS = Path(__file__).parent.parent / FOLDER
STRONG, SUB, LINE = "TableStrong", "TableSub", "TableLine"
LONGEST = 1000
"""More texts than these are no paper to read; the Excel file takes them all."""

LABEL = {field.key: field.label for field in FIELDS}
TEXT_OF = {field.key: field.text for field in FIELDS}

type Part = tuple[str, str]
"""A paragraph of a cell and its style."""


def as_docx(register: Register) -> bytes:
    """Write the paper. Refused: more texts than can be read, and a template that is broken."""
    if len(register.numbered) > LONGEST:
        raise Refused(
            "paper_too_long",
            _("The register holds more than %(number)s texts. Take the Excel file, or a year.")
            % {"number": LONGEST},
            field="format",
        )
    path = template_for(f"register_{register.language}.docx", OURS)
    return fill(path, register.language, lambda links: _context(register, links))


def _context(register: Register, links: Links) -> dict[str, Any]:
    """Give everything a template may use (docs/operate/word-templates.md)."""
    return {
        "title": register.title,
        "as_of": register.as_of,
        "with_letter": register.with_letter,
        "own_body": register.own_body,
        "dated": register.dated,
        "mark": register.mark,
        "class_words": register.class_words,
        "intro": register.intro,
        "recipients": register.recipients,
        "main": _main(register, links),
        "rest": _rest(register, links),
    }


def _cell(parts: Sequence[Part], url: str = "") -> Cell:
    """Make a cell of paragraphs; the first leads to the page of the text."""
    if not parts:
        return Cell("")
    (text, style), *more = parts
    return Cell(text, url, style, more=tuple(more))


def _split(text: str, style: str = LINE) -> list[Part]:
    return [(line, style) for line in text.split("\n") if line]


def _named(entry: Entry, *keys: str) -> list[Part]:
    """Give fields with their names before them; those of which nothing is known are left out."""
    parts = []
    for key in keys:
        text = TEXT_OF[key](entry)
        if text:
            first, *rest = text.split("\n")
            parts.append((f"{LABEL[key]}: {first}", LINE))
            parts += [(line, LINE) for line in rest]
    return parts


# The table to read

MAIN_WIDTHS = (560, 3700, 2350, 2750, 1900, 2100, 1210)


def _main(register: Register, links: Links) -> Fragment:
    heads = [
        *(_("No."), _("Title, kind, in whose name"), _("Parties")),
        *(_("Signing: day, place, who signed"), _("Force, term, renewal")),
        *(_("Text before, after"), _("Standing")),
    ]
    return table(
        MAIN_WIDTHS,
        [Cell(head, style=HEAD) for head in heads],
        _rows(register, len(heads), _main_row),
        links,
        long_rows=True,
        signed_below=True,
    )


def _rows(
    register: Register, count: int, make: Callable[[int, Entry], Sequence[Cell]]
) -> Iterator[Sequence[Cell]]:
    number = 0
    for group in register.groups:
        yield [Cell(group.heading, style=GROUP, columns=count)]
        for entry in group.entries:
            number += 1
            yield make(number, entry)


def _main_row(number: int, entry: Entry) -> list[Cell]:
    url = whole_address(entry.text.get_absolute_url())
    return [
        Cell(str(number), style=NUMBER),
        _cell(_title(entry), url),
        _cell(_parties(entry)),
        _cell(_signing(entry)),
        _cell(_force(entry)),
        _cell(_named(entry, "before", "after")),
        _cell(_stands(entry)),
    ]


def _title(entry: Entry) -> list[Part]:
    text = entry.text
    names = dict.fromkeys(
        name for name in (text.name_vi, text.name_en, text.name_native, text.name_ja) if name
    )
    first, *others = [str(text), *(name for name in names if name != str(text))]
    facts = (text.get_kind_display(), text.get_in_name_of_display(), columns.stands_for(entry))
    kind = "; ".join(fact for fact in facts if fact)
    return [
        (first, STRONG),
        *((name, SUB) for name in others),
        (kind, LINE),
        *_named(entry, "topics"),
        (text.code, SUB),
    ]


def _parties(entry: Entry) -> list[Part]:
    names = [(str(body), LINE) for body in (*entry.ours, *entry.theirs)]
    return [*names, *_split(columns.followed(entry), SUB)]


def _signing(entry: Entry) -> list[Part]:
    when = ", ".join(part for part in (columns.signed(entry), columns.place(entry)) if part)
    hands = [(columns.hand_in_words(hand), LINE) for hand in entry.hands()]
    return [*([(when, STRONG)] if when else []), *hands, *_named(entry, "witnesses")]


def _force(entry: Entry) -> list[Part]:
    known = _named(entry, "in_force", "term", "renewal", "ends", "notice", "acts")
    if known or entry.standing.state == State.NOT_SIGNED:
        return known
    return [(_("Not known"), SUB)]


def _stands(entry: Entry) -> list[Part]:
    return [(columns.stands(entry), STRONG), *_split(columns.declared(entry), SUB)]


# The rest of the fields

REST_WIDTHS = (560, 2350, 2650, 3050, 2500, 3460)


def _rest(register: Register, links: Links) -> Fragment:
    heads = [
        *(_("No."), _("Languages, originals, sources")),
        *(_("Consultation, authority to sign, copy sent"), _("Commitments and their state")),
        *(_("Carried out, reviews"), _("Gaps left open, remark")),
    ]
    return table(
        REST_WIDTHS,
        [Cell(head, style=HEAD) for head in heads],
        _rows(register, len(heads), _rest_row),
        links,
        long_rows=True,
    )


def _rest_row(number: int, entry: Entry) -> list[Cell]:
    unknown = (_("Not known"), SUB)
    preparation = _named(entry, "consultation", "authority", "reported")
    carried = [*_split(columns.done(entry)), *_named(entry, "reviews")]
    return [
        Cell(str(number), style=NUMBER),
        _cell([*_named(entry, "languages", "originals", "sources")] or [unknown]),
        _cell(preparation or [unknown]),
        _cell([(columns.duty_in_words(d), LINE) for d in entry.duties] or [unknown]),
        _cell(carried or [unknown]),
        _cell([*_split(columns.gaps_in_words(entry), TEXT), *_split(entry.text.remark, SUB)]),
    ]
