"""The page of what to look at and the page of the paper: what they show, to whom, in what file."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.accounts.models import User
from banggiao.agreements.actions import instruments
from banggiao.partners.actions import organisations
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    milestone,
    organisation,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGES = (
    "/agreements/watches/",
    *(f"/agreements/watches/?kind={k}" for k in ("ends", "notice", "renews", "partner", "silent")),
    "/agreements/watches/?kind=anniversary",
    "/agreements/watches/?kind=nonsense",
    "/agreements/watches/?export=csv",
    "/agreements/watches/?export=xlsx&kind=partner",
    "/agreements/register/",
    "/agreements/register/?format=xlsx&lang=en&classification=1",
    "/agreements/register/?format=book&lang=en&classification=1",
    "/calendar/",
    "/",
)


CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"|'
    r"\d\d:\d\d(:\d\d)? \d\d/\d\d(/\d{4})?"
)


def seen(client: Client, page: str) -> str:
    """Give a page as the reader sees it, without what changes by itself."""
    response = client.get(page)
    body = b"".join(response.streaming_content if response.streaming else [response.content])
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(n) for n in sorted(book.namelist()) if "core" not in n)
    return f"{response.status_code} {CHANGING.sub('', body.decode())}"


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer", clearance=INTERNAL)
    sign_in(client, user)
    return user


@pytest.fixture
def giv() -> Organisation:
    made = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    Organisation.objects.filter(pk=made.pk).update(is_own=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))


def ahead(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def years_ago(years: int, days: int) -> str:
    day = ahead(days)
    return day.replace(year=day.year - years, day=min(day.day, 28)).isoformat()


def fill(giv: Organisation, number: int, **data) -> None:
    """Enter a text for each reason to look at one."""
    body = organisation(f"Đối tác {number}", **data)
    facts = data
    instrument(
        giv,
        body,
        name=f"Hết {number}",
        signed=years_ago(3, 5),
        term_end=str(ahead(90)),
        notice_months=1,
        **facts,
    )
    instrument(
        giv,
        body,
        name=f"Tự gia hạn {number}",
        signed=years_ago(3, 5),
        term_end=str(ahead(90)),
        renewal="automatic",
        notice_months=6,
        **facts,
    )
    instrument(giv, body, name=f"Mười năm {number}", signed=years_ago(10, 60), **facts)
    instrument(giv, body, name=f"Im {number}", signed=years_ago(4, 5), **facts)
    newer = organisation(f"Sau {number}", **data)
    organisations.record_succession(body, newer, by=writer(), on="2024-03")
    milestone(relationship(giv, body, **data), on=years_ago(25, 70), name_vi=f"Mốc {number}")


def test_each_reason_has_its_section_with_a_next_step(client, officer, giv, sound):
    fill(giv, 1)

    text = sound(client.get("/agreements/watches/"))

    for words in (
        *("Runs out", "Notice due", "Renews itself", "Partner changed", "Anniversaries"),
        *("Nothing happened", "Hết 1", "Tự gia hạn 1", "10 years since", "Mốc 1"),
        *("Đối tác 1 was followed by Sau 1.", "Enter who took it over", "Make it a duty"),
        "Enter the extension",
    ):
        assert words in text, words
    assert "/agreements/watches/?kind=partner" in text


@pytest.mark.parametrize(
    ("kind", "shown", "hidden"),
    [
        ("ends", "Hết 1", "Tự gia hạn 1"),
        ("renews", "Tự gia hạn 1", "Hết 1"),
        ("notice", "Hết 1", "Tự gia hạn 1"),
        ("anniversary", "Mười năm 1", "Hết 1"),
        ("silent", "Im 1", "Đối tác 1 was"),
    ],
)
def test_a_reason_can_be_looked_at_alone(*, kind, shown, hidden, client, officer, giv, sound):
    fill(giv, 1)

    text = sound(client.get(f"/agreements/watches/?kind={kind}"))

    assert shown in text
    assert hidden not in text


def test_the_file_holds_the_lines_of_the_page(client, officer, giv):
    fill(giv, 1)

    response = client.get("/agreements/watches/?kind=renews&export=csv")
    rows = b"".join(response.streaming_content).decode().strip().splitlines()

    assert len(rows) == 2
    assert "Tự gia hạn 1" in rows[1]
    assert "Đối tác 1" in rows[1]
    everything = client.get("/agreements/watches/?export=csv")
    count = len(b"".join(everything.streaming_content).decode().strip().splitlines()) - 1
    tab = client.get("/agreements/watches/").context["tabs"][1]
    assert tab.count == count


def test_whoever_may_not_write_reads_the_next_step_without_its_form(client, sign_in, giv, sound):
    sign_in(client, make_user("leader"))
    fill(giv, 1)

    text = sound(client.get("/agreements/watches/"))

    assert "Ask the partner who goes on with it" in text
    assert "acts/inherit/add" not in text
    assert "/duties/add/" not in text


def test_what_is_hidden_changes_nothing_an_officer_is_shown(client, officer, giv, mic):
    text = instrument(giv, mic, name="Bản ghi nhớ", signed=years_ago(10, 60))
    fill(giv, 1)
    before = {page: seen(client, page) for page in PAGES}

    fill(giv, 2, classification=RESTRICTED)
    hidden = organisation("Bí mật", classification=RESTRICTED)
    organisations.record_succession(mic, hidden, by=writer(), on="2024-03")
    instruments.add_party(text, by=writer(), organisation=hidden)
    milestone(relationship(giv, hidden), on=years_ago(25, 70), name_vi="Mốc kín")

    assert {page: seen(client, page) for page in PAGES} == before


@pytest.mark.parametrize("page", ["/agreements/watches/", "/agreements/watches/?export=csv"])
def test_the_page_asks_no_more_for_three_of_each_than_for_one(page, client, officer, giv):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            b"".join(client.get(page))
        return len(queries)

    fill(giv, 1)
    asked()
    one = asked()
    fill(giv, 2)
    fill(giv, 3)

    assert asked() == one


def test_the_register_is_taken_as_word_or_excel(client, officer, giv, mic, sound):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2013")
    page = sound(client.get("/agreements/register/"))
    assert "Make the paper" in page
    assert "Restricted" not in page

    for form, name in (
        ("docx", "register-2013.docx"),
        ("xlsx", "register-2013.xlsx"),
        ("book", "register-2013-book.xlsx"),
    ):
        response = client.get(
            f"/agreements/register/?format={form}&year=2013&lang=vi&classification=1"
        )
        assert response.status_code == 200, response.content.decode()[:2000]
        assert response.content[:2] == b"PK"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    "query",
    [
        "format=pdf&lang=vi&classification=1",
        "format=docx&lang=ja&classification=1",
        "format=docx&lang=vi&classification=2",
        "format=docx&lang=vi&classification=1&year=2999",
        "format=docx&lang=vi&classification=1&year=%00",
        "format=",
    ],
)
def test_what_cannot_be_made_is_said_beside_its_field(query, client, officer, giv, sound):
    response = client.get(f"/agreements/register/?{query}")

    assert response.status_code == 422
    sound(response)
