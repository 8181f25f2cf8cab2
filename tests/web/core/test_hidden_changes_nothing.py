"""Promise 5: what a reader may not know of changes nothing that the reader is shown.

Each case renders every page as a reader, adds something hidden, and renders them again. Only the
key of the form and the minutes on the clock may differ.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from banggiao.accounts.records import set_aside
from banggiao.partners.actions import organisations, people, relationships
from banggiao.partners.actions.notes import change_note
from banggiao.partners.models import Organisation, Person, Relationship, SituationNote
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    milestone,
    note,
    organisation,
    person,
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"|'
    # A form must notice every save that came between, also one of what its reader may not see.
    r'name="version" value="\d+"|'
    r"\d\d:\d\d(:\d\d)? \d\d/\d\d(/\d{4})?"
)
WORDS = ("thanh tra hàn", "acrc", "bí mật", "kim", "e")


@dataclass(frozen=True, slots=True)
class World:
    """What an ordinary officer may see, each record named for its part in the cases."""

    acrc: Organisation
    bureau: Organisation
    giv: Organisation
    kim: Person
    an: Person
    tie: Relationship
    countries: Relationship
    note: SituationNote


@pytest.fixture
def world() -> World:
    giv = organisation(
        "Thanh tra Chính phủ", code="giv", country=country("VN"), abbreviation="TTCP"
    )
    acrc = organisation(
        "Ủy ban Chống tham nhũng Hàn Quốc",
        code="acrc",
        name_native="국민권익위원회",
        abbreviation="ACRC",
        country=country("KR"),
        aliases=["Ombudsman Hàn Quốc"],
        founded="2008-02-29",
    )
    bureau = organisation("Cục Thanh tra", code="bureau", parent=acrc, country=country("KR"))
    kim = person("KIM Ki-pyo", code="kim", country=country("KR"), name_native="김기표")
    an = person("Nguyễn Văn An", code="an", country=country("VN"), classification=PUBLIC)
    post(kim, acrc, name_vi="Phó Chủ tịch", start="2020")
    post(an, giv, name_vi="Thanh tra viên", start="2019")
    tie = relationship(giv, acrc, code="tie")
    milestone(tie, code="tie-1", on="2014-11", name_vi="Ký bản ghi nhớ")
    countries = relationship(country("VN"), country("KR"), code="vn-kr")
    milestone(countries, code="vn-kr-1", on="1992-12-22", name_vi="Lập quan hệ ngoại giao")
    written = note(acrc, "Đổi chủ tịch", code="acrc-note", text="Theo thanh tra Hàn Quốc")
    return World(acrc, bureau, giv, kim, an, tie, countries, written)


def addresses() -> list[str]:
    searches = [urlencode({"q": words}) for words in WORDS]
    records = ("partners/acrc", "partners/bureau", "people/kim", "relationships/tie")
    return [
        "/",
        *(f"/{record}/{page}" for record in records for page in ("", "history/", "edit/")),
        "/partners/giv/",
        "/people/an/",
        "/relationships/vn-kr/",
        "/partners/acrc/history/?as_of=2099-01-01",
        "/people/kim/history/?as_of=2099-01-01",
        *(f"/{room}/?total=exact" for room in ("partners", "people", "relationships")),
        *(f"/{room}/?export=csv" for room in ("partners", "people", "relationships")),
        "/partners/?export=xlsx&sort=-name",
        *(f"/partners/?{words}" for words in searches),
        *(f"/people/?{words}&export=csv" for words in searches),
        "/partners/?ours=1",
        "/partners/?country=LA",
        "/partners/?classification=2",
        "/partners/?kind=ministry&sort=-exists",
        "/people/?country=KR&sort=-native",
        "/relationships/?party_type=organisation&sort=-type",
        *(f"/search/?{words}" for words in searches),
        *(f"/search/?palette=1&{words}" for words in searches),
        *(f"/search/options/?kind=partners.organisation&field=q&{words}" for words in searches),
        "/search/options/?kind=partners.person&field=q&q=kim",
        "/partners/acrc/followed-by/",
        "/partners/acrc/notes/add/",
        "/notes/acrc-note/edit/",
        "/people/kim/posts/1/edit/",
        "/relationships/tie/milestones/tie-1/edit/",
        "/countries/",
        "/countries/KR/",
        "/countries/LA/",
        "/calendar/",
        "/calendar-links/",
        "/calendar-links/add/?what=partner&partner=acrc",
        "/calendar-links/add/?what=partner&partner=secret",
        "/partners/acrc/contact.vcf",
        "/partners/bureau/contact.vcf",
        "/partners/secret/contact.vcf",
        "/people/kim/contact.vcf",
        "/people/secret/contact.vcf",
        "/duties/",
        "/duties/add/",
        "/partners/secret/",
        "/people/secret/",
        "/relationships/secret/",
        "/notes/secret/edit/",
    ]


WATCHED = ["/", "/log/", "/log/?total=exact&sort=at", "/users/", "/users/add/", "/partners/acrc/"]
"""What only an auditor or an administrator opens, and two pages besides."""


def seen(client: Client, where: Sequence[str]) -> dict[str, str]:
    """Give the pages as the reader sees them, without what changes by itself."""
    pages = {}
    for address in where:
        response = client.get(address)
        parts = response.streaming_content if response.streaming else [response.content]
        body = b"".join(parts)
        if body[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                body = b"".join(book.read(n) for n in sorted(book.namelist()) if "core" not in n)
        pages[address] = f"{response.status_code} {CHANGING.sub('', body.decode())}"
    return pages


type Hide = Callable[[World], None]


def secret(**data) -> Organisation:
    facts = {"code": "secret", "classification": RESTRICTED, "country": country("KR")}
    return organisation("Cơ quan Thanh tra bí mật Hàn Quốc", **facts | data)


def hidden_child(w: World) -> None:
    secret(parent=w.acrc)


def hidden_own_unit(w: World) -> None:
    secret(parent=w.giv, country=country("VN"))


def hidden_parent(w: World) -> None:
    organisations.change_organisation(w.acrc, by=writer(), parent=secret())


def first_partner_of_a_country(w: World) -> None:
    secret(country=country("LA"), name_en="Lao secret agency")


def same_name_and_aliases(w: World) -> None:
    names = {"name_native": w.acrc.name_native, "abbreviation": "ACRC"}
    organisation(
        w.acrc.name_vi, classification=RESTRICTED, aliases=["Ombudsman Hàn Quốc", "e"], **names
    )


def many_with_the_same_words(w: World) -> None:
    for number in range(60):
        organisation(f"Thanh tra Hàn Quốc {number}", classification=RESTRICTED)


def hidden_successor(w: World) -> None:
    organisations.record_succession(w.acrc, secret(), by=writer(), on="2022", reason="bí mật")


def hidden_predecessor(w: World) -> None:
    organisations.record_succession(secret(), w.acrc, by=writer(), on="2008", reason="bí mật")


def hidden_note(w: World) -> None:
    note(w.acrc, "Ghi chú bí mật", classification=RESTRICTED, code="secret")


def open_note_on_a_hidden_partner(w: World) -> None:
    note(secret(), "Ghi chú về thanh tra", classification=PUBLIC)


def hidden_person(w: World) -> None:
    person("Kim bí mật", classification=RESTRICTED, country=country("KR"), code="secret")


def hidden_head(w: World) -> None:
    holder = person("Kim bí mật", classification=RESTRICTED)
    post(holder, w.acrc, name_vi="Chủ tịch", is_head=True, start="2021")


def open_post_at_a_hidden_body(w: World) -> None:
    held = post(w.kim, secret(), name_vi="Cố vấn", start="2023", end="2024", known_on=["2023-05"])
    people.change_post(held, known_on=["2023-06"], by=writer())
    people.change_post(held, by=writer(), name_vi="Cố vấn bí mật", reason="bí mật")


def hidden_tie_between_open_bodies(w: World) -> None:
    tie = relationship(w.acrc, w.bureau, classification=RESTRICTED, code="secret")
    milestone(tie, name_vi="Thỏa thuận bí mật", on="2023")


def hidden_tie_between_countries(w: World) -> None:
    tie = relationship(country("KR"), country("LA"), classification=RESTRICTED)
    milestone(tie, name_vi="Thỏa thuận bí mật", on="2023")


def open_tie_with_a_hidden_body(w: World) -> None:
    tie = relationship(w.acrc, secret(), classification=PUBLIC)
    milestone(tie, name_vi="Thỏa thuận bí mật", on="2023")


def hidden_and_set_aside(w: World) -> None:
    set_aside(secret(), by=writer(), reason="Nhập nhầm")


def note_classed_up_later(w: World) -> None:
    written = note(w.acrc, "Chuyện bí mật", text="Nội dung bí mật", code="secret")
    change_note(written, by=writer(), classification=RESTRICTED)


def body_classed_up_later(w: World) -> None:
    opened = secret(classification=INTERNAL, parent=w.acrc)
    organisations.change_organisation(opened, by=writer(), classification=RESTRICTED)


def person_classed_up_later(w: World) -> None:
    opened = person("Kim bí mật", country=country("KR"), code="secret")
    people.change_person(opened, by=writer(), classification=RESTRICTED)


def tie_classed_up_later(w: World) -> None:
    tie = relationship(w.acrc, w.bureau, code="secret")
    milestone(tie, name_vi="Thỏa thuận bí mật", on="2023")
    relationships.change_relationship(tie, by=writer(), classification=RESTRICTED)


def note_on_a_body_classed_up_later(w: World) -> None:
    opened = secret(classification=INTERNAL)
    note(opened, "Ghi chú về thanh tra")
    organisations.change_organisation(opened, by=writer(), classification=RESTRICTED)


def long_hidden_story_of_an_open_record(w: World) -> None:
    for number in range(60):
        body = organisation(f"Bí mật {number}", classification=RESTRICTED)
        post(w.kim, body, name_vi="Cố vấn", start=str(1900 + number), end=str(1900 + number))


BODIES: list[Hide] = [
    hidden_child,
    hidden_parent,
    first_partner_of_a_country,
    same_name_and_aliases,
    many_with_the_same_words,
    hidden_successor,
    hidden_predecessor,
    hidden_and_set_aside,
    body_classed_up_later,
]
PEOPLE: list[Hide] = [
    hidden_person,
    hidden_head,
    open_post_at_a_hidden_body,
    person_classed_up_later,
    long_hidden_story_of_an_open_record,
]
TIES_AND_NOTES: list[Hide] = [
    hidden_note,
    open_note_on_a_hidden_partner,
    note_classed_up_later,
    note_on_a_body_classed_up_later,
    hidden_tie_between_open_bodies,
    hidden_tie_between_countries,
    open_tie_with_a_hidden_body,
    tie_classed_up_later,
]


def differing(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[list, list]]:
    """Give for each page the lines that came and went."""
    found = {}
    for address, text in before.items():
        if text != after[address]:
            old, new = text.splitlines(), after[address].splitlines()
            came = [line.strip() for line in new if line not in old]
            went = [line.strip() for line in old if line not in new]
            found[address] = (came[:8], went[:8])
    return found


def leaks(client: Client, world: World, cases: list[Hide], where: Sequence[str]) -> dict:
    """Give what each case changes on the pages; each is undone before the next."""
    before, found = seen(client, where), {}
    for hide in cases:
        with transaction.atomic():
            hide(world)
            changed = differing(before, seen(client, where))
            transaction.set_rollback(True)
        if changed:
            found[hide.__name__] = changed
    return found


@pytest.mark.parametrize(
    "cases", [BODIES, PEOPLE, TIES_AND_NOTES], ids=["bodies", "people", "ties"]
)
def test_a_hidden_record_changes_nothing_an_officer_is_shown(cases, world, client, sign_in):
    sign_in(client, make_user("officer", clearance=INTERNAL))

    assert leaks(client, world, cases, addresses()) == {}


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_a_hidden_record_changes_nothing_in_the_log(role, world, client, sign_in):
    sign_in(client, make_user(role, clearance=INTERNAL))

    assert leaks(client, world, [*BODIES, *PEOPLE, *TIES_AND_NOTES], WATCHED) == {}


def test_a_hidden_unit_of_ours_is_not_offered(world, client, sign_in):
    sign_in(client, make_user("administrator", clearance=INTERNAL))

    assert leaks(client, world, [hidden_own_unit], WATCHED) == {}


@pytest.mark.parametrize("hide", [hidden_child, hidden_note, hidden_head, hidden_parent])
def test_the_cases_are_shown_to_the_cleared(hide, world, client, sign_in):
    """They would prove nothing if what they add were shown to nobody."""
    sign_in(client, make_user("officer", clearance=RESTRICTED))

    assert leaks(client, world, [hide], ["/partners/acrc/"]).keys() == {hide.__name__}
