"""The book of agreements as it is kept in print: a line a text, by in whose name it was signed.

It is made from the same content as the register with every field (`papers.register`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from banggiao.agreements.enums import ActKind, InNameOf, State
from banggiao.agreements.papers import columns
from banggiao.core.papers.state_sheet import Column, Row, Section, StateSheet, as_sheet, numbered
from banggiao.core.papers.word import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.agreements.models import Signatory
    from banggiao.agreements.papers.entry import Entry
    from banggiao.agreements.papers.register import Register
    from banggiao.core.papers.state_sheet import Cell


def as_book(register: Register) -> bytes:
    """Write the book as .xlsx."""
    return as_sheet(book_of(register))


def book_of(register: Register) -> StateSheet:
    """Give the book: what was signed, in the order of signing."""
    with override(register.language):
        entries = [
            entry
            for _number, entry in register.numbered
            if entry.standing.state != State.NOT_SIGNED
        ]
        entries.sort(key=_by_signing)
        count = sum(entry.text.copies for entry in entries)
        total = ngettext("Total: %(number)s text", "Total: %(number)s texts", count)
        heading = register.heading
        return StateSheet(
            name=_("Book of agreements"),
            language=register.language,
            agency=heading.agency,
            unit=heading.unit,
            mark=_mark(entries),
            title=_("BOOK OF INTERNATIONAL AGREEMENTS"),
            below=[register.as_of],
            columns=_columns(),
            sections=list(_sections(entries, register.own_body)),
            total_label=total % {"number": count},
            notes=list(_notes(entries)),
            signed=heading.signed,
            numbers_run_on=True,
            code_head=str(_("Code")),
        )


def _by_signing(entry: Entry) -> tuple[bool, str]:
    earliest = entry.course.signed_earliest
    return earliest is None, f"{earliest}{entry.text.sort_key}"


def _columns() -> list[Column]:
    party, signing, hands = _("Foreign party"), _("Signature of the text"), _("Signed by")
    return [
        Column(_("Reference number"), 11),
        Column(_("Name of instrument"), 30),
        Column(_("Type of instrument"), 12),
        Column(_("Body"), 20, party),
        Column(_("Its country"), 10, party),
        Column(_("Date of signature"), 11, signing, is_centred=True),
        Column(_("Place of signature"), 9, signing),
        Column(_("For Viet Nam"), 18, hands),
        Column(_("For the other side"), 18, hands),
        Column(_("Period of validity"), 9),
        Column(_("How it stands"), 10),
        Column(_("Notes"), 16),
    ]


def _sections(entries: Sequence[Entry], agency: str) -> Iterator[Section]:
    """Put the texts under in whose name the Vietnamese side signed."""
    ours = _("Signed in the name of %(agency)s") % {"agency": agency}
    headings = {
        InNameOf.STATE: _("Signed in the name of the State"),
        InNameOf.GOVERNMENT: _("Signed in the name of the Government"),
        InNameOf.MINISTRY_OR_AGENCY: ours,
        InNameOf.DEPARTMENT: _("Signed by units"),
        InNameOf.PROVINCE: _("Signed in the name of provinces"),
        InNameOf.OTHER: _("Signed in other names"),
        "": _("In whose name is not known"),
    }
    found = [
        (heading, [entry for entry in entries if entry.text.in_name_of == name])
        for name, heading in headings.items()
    ]
    shown = [(heading, some) for heading, some in found if some]
    for number, (heading, some) in enumerate(shown, 1):
        yield Section(numbered(heading, number), [_row(entry) for entry in some])


def _row(entry: Entry) -> Row:
    text = entry.text
    countries = dict.fromkeys(str(body.country) for body in entry.theirs if body.country)
    return Row(
        [
            text.register_number,
            str(text),
            text.get_kind_display(),
            "\n".join(str(body) for body in entry.theirs),
            ", ".join(countries),
            _signed(entry),
            columns.place(entry),
            _hands(entry, ours=True),
            _hands(entry, ours=False),
            columns.term(entry),
            columns.stands(entry),
            text.remark,
        ],
        code=text.code,
    )


def _signed(entry: Entry) -> Cell:
    act = entry.act(ActKind.SIGNED)
    return act.on if act else None


def _hands(entry: Entry, *, ours: bool | None) -> str:
    return "\n".join(_named(hand) for hand in entry.hands() if entry.is_our_hand(hand) is ours)


def _named(hand: Signatory) -> str:
    return f"{hand.name}, {hand.title}" if hand.title else hand.name


def _notes(entries: Sequence[Entry]) -> Iterator[str]:
    """Say below the table what no column has room for."""
    for entry in entries:
        others = _hands(entry, ours=None).replace("\n", "; ")
        signed = _("Signed, side not known: %(names)s") % {"names": others} if others else ""
        for words in (columns.stands_for(entry), signed):
            if words:
                yield f"“{entry.text}”: {words}."


def _mark(entries: Sequence[Entry]) -> str:
    """Give the mark of the highest class of all that stands in the book."""
    bodies = (body for entry in entries for body in entry.theirs)
    people = (hand.person for entry in entries for hand in entry.hands())
    return mark_of([*(entry.text for entry in entries), *bodies, *people])
