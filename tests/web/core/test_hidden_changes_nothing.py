"""Promise 5: what a reader may not know of changes nothing that the reader is shown.

Each case renders every page as a reader, adds something hidden, and renders them again. Only the
key of the form and the minutes on the clock may differ.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.test import Client

from banggiao.accounts.models import User
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
    r"\d\d:\d\d(:\d\d)? \d\d/\d\d(/\d{4})?"
)
WORDS = (
    "thanh tra",
    "thanh",
    "hàn quốc",
    "acrc",
    "총",
    "bí mật",
    "nguyen",
    "kim",
    "secret",
    "lao",
    "e",
    "2",
)


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
    records = {"partners": ("acrc", "bureau", "giv"), "people": ("kim", "an")}
    records["relationships"] = ("tie", "vn-kr")
    pages = [
        f"/{room}/{code}/{page}"
        for room, codes in records.items()
        for code in codes
        for page in ("", "history/", "history/?as_of=2099-01-01", "edit/", "set-aside/")
    ]
    lists = [f"/{room}/" for room in records]
    return [
        "/",
        *lists,
        *(f"{page}?export={kind}" for page in lists for kind in ("csv", "xlsx")),
        *(f"{page}?total=exact&sort=-name" for page in lists),
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
        *(
            f"/search/options/?kind=partners.{kind}&field=q&{words}"
            for kind in ("organisation", "person", "relationship", "situationnote")
            for words in searches
        ),
        *pages,
        "/partners/acrc/followed-by/",
        "/partners/acrc/notes/add/",
        "/notes/acrc-note/edit/",
        "/people/kim/posts/add/",
        "/people/kim/posts/1/edit/",
        "/people/kim/details/",
        "/relationships/tie/milestones/tie-1/edit/",
        "/countries/",
        "/countries/?all=1",
        "/countries/KR/",
        "/countries/LA/",
        "/countries/VN/",
        "/users/",
        "/users/add/",
        "/log/",
        "/log/?total=exact&sort=at",
        "/partners/secret/",
        "/people/secret/",
        "/relationships/secret/",
        "/notes/secret/edit/",
    ]


def seen(client: Client) -> dict[str, str]:
    """Give every page as the reader sees it, without what changes by itself."""
    pages = {}
    for address in addresses():
        response = client.get(address)
        parts = response.streaming_content if response.streaming else [response.content]
        body = b"".join(parts)
        if body[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                body = b"".join(book.read(n) for n in sorted(book.namelist()) if "core" not in n)
        pages[address] = f"{response.status_code} {CHANGING.sub('', body.decode())}"
    return pages


def secret(**data) -> Organisation:
    facts = {"code": "secret", "classification": RESTRICTED, "country": country("KR")}
    return organisation("Cơ quan Thanh tra bí mật Hàn Quốc", **facts | data)


def hidden_child(w: World) -> None:
    secret(parent=w.acrc)


def hidden_own_unit(w: World) -> None:
    secret(parent=w.giv, country=country("VN"))


def hidden_parent(w: World) -> None:
    organisations.change_organisation(w.bureau, by=writer(), parent=secret())


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
    people.record_sighting(held, "2023-06", by=writer())
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


HIDDEN: list[Callable[[World], None]] = [
    hidden_child,
    hidden_own_unit,
    hidden_parent,
    first_partner_of_a_country,
    same_name_and_aliases,
    many_with_the_same_words,
    hidden_successor,
    hidden_predecessor,
    hidden_note,
    open_note_on_a_hidden_partner,
    hidden_person,
    hidden_head,
    open_post_at_a_hidden_body,
    hidden_tie_between_open_bodies,
    hidden_tie_between_countries,
    open_tie_with_a_hidden_body,
    hidden_and_set_aside,
    note_classed_up_later,
    body_classed_up_later,
    person_classed_up_later,
    tie_classed_up_later,
    note_on_a_body_classed_up_later,
    long_hidden_story_of_an_open_record,
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


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
@pytest.mark.parametrize("role", ["officer", "auditor", "administrator"])
def test_a_hidden_record_changes_nothing_that_is_shown(role, hide, world, client, sign_in):
    sign_in(client, make_user(role, clearance=INTERNAL))
    before = seen(client)

    hide(world)

    assert differing(before, seen(client)) == {}


def test_each_case_is_shown_to_the_cleared(world, client, sign_in):
    """The cases would prove nothing if what they add were shown to nobody."""
    reader: User = make_user("officer", clearance=RESTRICTED)
    sign_in(client, reader)
    before = seen(client)

    for hide in (hidden_child, hidden_note, hidden_head, hidden_tie_between_countries):
        hide(world)
        after = seen(client)
        assert differing(before, after), hide.__name__
        before = after
