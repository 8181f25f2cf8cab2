"""One memorandum of three hundred clauses in three languages, negotiated in ten rounds.

Beside a register that is measured already: texts as an old register lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from banggiao.agreements.actions.bulk import (
    ActRow,
    InstrumentRow,
    SignatoryRow,
    import_instruments,
)
from banggiao.agreements.actions.instruments import add_instrument
from banggiao.agreements.actions.negotiation import open_negotiation
from banggiao.agreements.actions.rounds import add_round
from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.enums import Side, VersionKind
from banggiao.agreements.models import Item, Wording
from banggiao.agreements.texts.split import split_text
from banggiao.partners.models import Organisation
from bench import words
from bench.rooms.agreements import ARTICLES, MEMO, ROUNDS
from bench.rooms.partners import OWN_BODY, rich_code
from bench.rooms.partners import code_of as body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.filling import Filling

LANGUAGES = {
    "vi": ("Điều {0}. Nội dung {0}", "{0}. Hai Bên thực hiện phần việc {1} của điều này."),
    "en": ("Article {0}. Content {0}", "{0}. The Sides carry out part {1} of this article."),
    "ja": ("第{0}条（内容{0}）", "{0} 双方は、本条の第{1}の事項を実施する。"),
}
REPEATED = 4
"""So often a paragraph says its sentence: as long as paragraphs of memoranda are."""


def _text(language: str) -> str:
    head, paragraph = LANGUAGES[language]
    lines: list[str] = []
    for number in range(1, ARTICLES + 1):
        lines.append(head.format(number))
        for part in (1, 2):
            mark, _space, words = paragraph.format(part, f"{number}.{part}").partition(" ")
            lines.append(f"{mark} {' '.join([words] * REPEATED)}")
    return "\n".join(lines)


def fill_agreements(filling: Filling) -> None:
    """Enter the memorandum of a new register, and what both sides said of each clause."""
    if not filling.is_new:
        return
    bodies = Organisation.objects.get_queryset()
    memo = add_instrument(
        by=filling.by,
        parties=[bodies.get(code=OWN_BODY), bodies.get(code=rich_code(1))],
        code=MEMO,
        name_vi="Bản ghi nhớ đo thời gian",
        kind="memorandum_of_cooperation",
        classification=1,
    )
    texts = [NewText(language, split_text(_text(language)).nodes) for language in LANGUAGES]
    draft = add_version(
        memo, by=filling.by, kind=VersionKind.OURS, name="Dự thảo", texts=texts, classification=1
    )
    table = open_negotiation(memo, by=filling.by, base=draft, language="vi")
    rounds = [
        add_round(table, by=filling.by, on=f"{2010 + number}-05", by_letter=True)
        for number in range(ROUNDS)
    ]
    items = Item.objects.get_queryset().filter(negotiation=table).order_by("order")
    now = timezone.now()
    Wording.objects.bulk_create(
        Wording(
            item=item,
            number=10 + 10 * number + place,
            side=Side.THEIRS if number % 2 else Side.OURS,
            language=language,
            body=f"{LANGUAGES[language][1].format(1, number)} " * REPEATED,
            round=one,
            by=filling.by,
            at=now,
        )
        for item in items
        for number, one in enumerate(rounds)
        for place, language in enumerate(LANGUAGES)
        if not (number % 2 and language == "vi")  # left for the page that is saved
    )


def _instruments(filling: Filling) -> Iterator[InstrumentRow]:
    """Give texts with two parties and two hands; one in ten amends the one before it."""
    chance = filling.chance
    for number in range(filling.start, filling.start + filling.size):
        amends = number % 10 == 9
        yield InstrumentRow(
            code=f"i{number:06}",
            register_number=f"TTQT-{number}/2005",
            kind="memorandum_of_cooperation",
            name_vi=f"Bản ghi nhớ hợp tác số {number}",
            name_en=f"Memorandum of cooperation {number}",
            parties=[OWN_BODY, body_of(filling.body(chance))],
            topics=["training"],
            signed=f"{words.FIRST_YEAR + number % 10 + 10 * amends}-03-12",
            place="Hà Nội",
            term_months=60,
            acts=[ActRow(kind="extended", on="2022")] if number % 3 == 0 else [],
            signatories=[
                SignatoryRow(name=words.of_person(chance, number), title="Tổng Thanh tra"),
                SignatoryRow(person=f"p{filling.person(chance):06}", title="Bộ trưởng"),
            ],
            predecessor=f"i{number - 1:06}" if amends else None,
            relation="amends" if amends else "",
        )


def instruments(filling: Filling) -> None:
    """Load texts beside the register; a new one has none, so that its pages stay comparable."""
    if not filling.is_new:
        filling.load("instruments", import_instruments, _instruments(filling))


STEPS = [fill_agreements, instruments]
