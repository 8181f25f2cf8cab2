"""Organisations with other names, people with posts, ties of countries, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.enums import Classification
from banggiao.partners.actions.bulk import (
    MilestoneRow,
    OrganisationRow,
    PersonRow,
    PostRow,
    RelationshipRow,
    import_organisations,
    import_people,
    import_posts,
    import_relationships,
)
from banggiao.partners.actions.notes import add_note
from banggiao.partners.enums import Level, OrganisationKind
from banggiao.partners.models import Organisation
from bench import words
from bench.rooms.partners import OWN_BODY, POSTS, RICH, code_of, rich_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.filling import Filling

KINDS = OrganisationKind.values
NOTES = 5
SOME_NAMES = 900


def class_of(number: int) -> int:
    """Give a class: a quarter restricted, a quarter internal, the rest public."""
    classes = (Classification.PUBLIC, Classification.INTERNAL) * 2
    return int(Classification.RESTRICTED if number % 4 == 3 else classes[number % 4])


def _organisations(filling: Filling) -> Iterator[OrganisationRow]:
    chance = filling.chance
    if filling.is_new:
        yield OrganisationRow(
            code=OWN_BODY, kind="government_agency", name_vi="Cơ quan mình", country="VN"
        )
    for number in range(filling.start, filling.start + filling.bodies):
        word = words.COMMON if number % 10 < 7 else ""
        if filling.is_new and number % max(filling.bodies // SOME_NAMES, 1) == 0:
            word = words.SOME
        if filling.is_new and number in {200, 400, 600}:
            word = words.RARE
        name = words.of_body(chance, number, word)
        yield OrganisationRow(
            code=code_of(number),
            kind=chance.choice(KINDS),
            name_vi=name.vi,
            name_en=name.en,
            name_ja=name.ja if number % 3 == 0 else "",
            abbreviation=f"CQ{number}",
            country=chance.choice(words.COUNTRIES),
            parent=code_of(number - number % 50) if number % 5 == 1 else "",
            website=f"https://{code_of(number)}.example.vn" if number % 2 else "",
            founded=words.day(chance),
            remark="Dữ liệu đo, không có thật." if number % 4 == 0 else "",
            classification=class_of(number),
            aliases=[f"Tên cũ {name.vi}"] if number % 2 == 0 else [],
        )


def _people(filling: Filling) -> Iterator[PersonRow]:
    chance = filling.chance
    for number in range(filling.start, filling.start + filling.people):
        # Those at the partners whose page is measured are seen by everybody.
        hidden = number >= RICH * POSTS and number % 3 == 0
        yield PersonRow(
            code=f"p{number:06}",
            name=words.of_person(chance, number),
            name_native="田中太郎" if number % 7 == 0 else "",
            form_of_address="Ông" if number % 2 else "Bà",
            country=chance.choice(words.COUNTRIES),
            classification=int(Classification.RESTRICTED if hidden else Classification.INTERNAL),
        )


def _posts(filling: Filling) -> Iterator[PostRow]:
    chance = filling.chance
    for number in range(filling.start, filling.start + filling.people):
        anywhere = filling.start + (number * 7) % filling.bodies
        at = [code_of(anywhere)]
        if number < RICH * POSTS:
            at.append(rich_code(number // POSTS))
        for place, organisation in enumerate(at):
            yield PostRow(
                person=f"p{number:06}",
                organisation=organisation,
                name_vi=f"Chuyên viên bậc {number % 9}",
                name_en="Officer",
                start=str(words.FIRST_YEAR + number % 20),
                end=str(words.FIRST_YEAR + 21 + number % 3) if place else "",
                known_on=[words.day(chance)] if number % 3 == 0 else [],
            )


def organisations(filling: Filling) -> None:
    """Load the organisations."""
    filling.load("organisations", import_organisations, _organisations(filling))


def people(filling: Filling) -> None:
    """Load the people."""
    filling.load("people", import_people, _people(filling))


def posts(filling: Filling) -> None:
    """Load the posts."""
    filling.load("posts", import_posts, _posts(filling))


def _step(country: str, place: int, level: Level) -> MilestoneRow:
    year = str(words.FIRST_YEAR + place)
    return MilestoneRow(
        code=f"vn-{country}-{place}", level=level, on=year, name_vi=f"Nâng cấp quan hệ năm {year}"
    )


def ties(filling: Filling) -> None:
    """Load one tie of each country with ours, four steps each."""
    if not filling.is_new:
        return
    levels = (Level.CONTACTS, Level.DIPLOMATIC_RELATIONS, Level.PARTNERSHIP, Level.COOPERATION)
    rows = (
        RelationshipRow(
            code=f"vn-{country.lower()}",
            party_type="country",
            party_a="VN",
            party_b=country,
            milestones=[_step(country.lower(), *pair) for pair in enumerate(levels)],
        )
        for country in words.COUNTRIES[1:]
    )
    filling.load("relationships", import_relationships, rows)


def notes(filling: Filling) -> None:
    """Write the notes of the partners whose page is measured, one by one as people do."""
    if not filling.is_new:
        return
    for number in range(RICH):
        partner = Organisation.objects.get(code=rich_code(number))
        with filling.timed("notes, one by one", NOTES):
            for month in range(1, 1 + NOTES):
                add_note(
                    partner,
                    by=filling.by,
                    on=f"2024-{month:02}",
                    headline=f"Tình hình tháng {month}",
                    text="Dữ liệu đo, không có thật.",
                    classification=int(Classification.INTERNAL),
                )


STEPS = (organisations, people, posts, ties, notes)
