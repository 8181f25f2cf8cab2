"""The table of opinions received and explained, as a Word paper on A4 lying on its side.

It is an official paper of Vietnam, so it is Vietnamese whatever language the reader has.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import override

from banggiao.accounts.models import User
from banggiao.agreements.enums import Response
from banggiao.agreements.queries import consultations as queries
from banggiao.core.enums import Classification
from banggiao.core.papers.word import fill, mark_of_class, template_for
from banggiao.core.papers.wordml import HEAD, TEXT, Cell, Fragment, Links, table
from banggiao.core.papers.words import dated_words
from banggiao.partners.queries import own_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.agreements.models import Consultation, Opinion, Slip

OURS = Path(__file__).parent.parent / "templates_word"
TEMPLATE = "opinions_vi.docx"
LANGUAGE = "vi"
WIDTHS = (850, 2950, 2150, 4300, 4320)
"""Twentieths of a point; together the width between the margins of a sheet on its side."""
HEADS = (
    "STT",
    "Cơ quan, đơn vị góp ý",
    "Điều, khoản",
    "Nội dung góp ý",
    "Ý kiến tiếp thu, giải trình",
)
NOTHING = "…"


def opinions_paper(consultation: Consultation, user: User) -> bytes:
    """Write the table as far as the user may see. Refused: a template that cannot be filled."""
    with override(LANGUAGE):
        slips = queries.slips_of(consultation, user, timezone.localdate())
        return fill(
            template_for(TEMPLATE, OURS),
            LANGUAGE,
            lambda links: _context(consultation, slips, links),
        )


def file_name(consultation: Consultation) -> str:
    """Give the name of the file."""
    return f"tong-hop-y-kien-{consultation.code}.docx"


def _context(consultation: Consultation, slips: Sequence[Slip], links: Links) -> dict[str, Any]:
    """Give everything a template may use (docs/operate/word-templates.md)."""
    own = own_body()
    found = queries.tally(slips)
    return {
        "own_body": own.name_in(LANGUAGE) if own else NOTHING,
        "dated": dated_words(timezone.localdate()),
        "mark": mark_of_class(Classification(consultation.classification).name.lower()),
        "title": consultation.instrument.name_in(LANGUAGE),
        "letter": _letter(consultation),
        "sent": queries.day_in_words(consultation.sent_on),
        "due": queries.day_in_words(consultation.due_on),
        "basis": consultation.rule.basis if consultation.rule else "",
        "asked": found.asked,
        "answered": found.answered,
        "agreeing": _names(slips, ("agrees", "no_comment")),
        "silent": _silent(slips),
        "points": found.points,
        "grid": _grid(slips, links),
    }


def _letter(consultation: Consultation) -> str:
    if not consultation.letter_number:
        return ""
    on = queries.day_in_words(consultation.letter_on or consultation.sent_on)
    return f"Công văn số {consultation.letter_number} ngày {on}"


def _names(slips: Sequence[Slip], answers: tuple[str, ...]) -> str:
    """Name the bodies that gave one of the answers and made no point."""
    return "; ".join(
        str(slip) for slip in slips if slip.answer in answers and not slip.opinions.all()
    )


def _silent(slips: Sequence[Slip]) -> str:
    """Name the bodies that have not answered, with what that counts as once the day is over."""
    return "; ".join(
        f"{slip} ({queries.state_of(slip).words.lower()})" for slip in slips if not slip.is_answered
    )


def _grid(slips: Sequence[Slip], links: Links) -> Fragment | None:
    rows = list(_rows(slips))
    heads = [Cell(head, style=HEAD) for head in HEADS]
    return table(WIDTHS, heads, rows, links, signed_below=True) if rows else None


def _rows(slips: Sequence[Slip]) -> Iterator[Sequence[Cell]]:
    """Give a row a point, body by body; its letter is named on its first row."""
    number = 0
    for slip in slips:
        letter = "\n".join(part for part in (str(slip), slip.letter) if part)
        for place, opinion in enumerate(slip.opinions.all()):
            number += 1
            yield (
                Cell(str(number), style=TEXT),
                Cell(letter if place == 0 else str(slip)),
                Cell(opinion.place or "Toàn văn"),
                Cell(opinion.says),
                Cell(_explained(opinion)),
            )


def _explained(opinion: Opinion) -> str:
    if opinion.response == Response.OPEN:
        return NOTHING
    word = queries.RESPONSE(opinion.response)
    return f"{word}. {opinion.reason}".strip() if opinion.reason else f"{word}."
