"""Pages of documents and sources: sound, in every role, without a trace of what is hidden."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.enums import Role
from banggiao.accounts.records import set_aside
from banggiao.documents.actions import papers
from banggiao.documents.models import Citation, Document
from tests.factories.accounts import make_user
from tests.factories.documents import document, source, stub, upload, version
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    milestone,
    organisation,
    person,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

READERS = list(Role)
WRITERS = {Role.OFFICER, Role.HEAD, Role.CLERK}
KEEPERS = {Role.OFFICER, Role.HEAD}


@pytest.fixture
def officer(client, sign_in) -> Client:
    """Give a browser in which an ordinary officer is signed in."""
    signed_in: Client = sign_in(client, make_user("officer", clearance=INTERNAL))
    return signed_in


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("role", READERS)
def test_reading_pages_in_every_role(role, client, sign_in, sound):
    sign_in(client, make_user(role, clearance=INTERNAL))
    paper = document(code="d", issuers=[("Bộ Tư pháp", "")], address="https://example.org/a")
    version(paper)
    about = organisation(code="o")
    source(about, document=paper, place="tr. 3")
    source(about, told_by="Ông A", told_on="2024-05")
    stub(code="s")
    clerk_only = {Role.CLERK} if role == Role.CLERK else set()

    for address in (
        "/documents/",
        "/documents/?q=quyet&kind=decision&year=2020&classification=1",
        "/documents/?year=x",
        "/documents/d/",
        "/documents/d/history/",
        "/documents/d/history/?as_of=2099-01-01",
        "/documents/s/",
        "/partners/o/",
        "/partners/o/history/",
        "/",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        sound(response)
    for address in ("/documents/?export=csv", "/documents/d/files/1/"):
        sent: Any = client.get(address)
        assert (sent.status_code, bool(sent.getvalue())) == (200, True)
    may_cite = role in KEEPERS
    page = text_of(client.get("/partners/o/"))
    assert ("Add a source" in page) is may_cite
    assert ("/remove/" in page) is may_cite
    assert "tr. 3" in page
    assert "Ông A" in page
    listing = text_of(client.get("/documents/"))
    assert ("Add a document" in listing) is (role in KEEPERS | clerk_only)


@pytest.mark.parametrize("role", READERS)
def test_writing_pages_in_every_role(role, client, sign_in, sound):
    sign_in(client, make_user(role, clearance=INTERNAL))
    document(code="d")
    stub(code="s")
    cited = source(organisation(code="o"), document=document())
    pages = {
        "/documents/add/": WRITERS,
        "/documents/add/secret/": WRITERS,
        "/documents/d/edit/": WRITERS,
        "/documents/s/edit/": WRITERS,
        "/documents/d/files/add/": WRITERS,
        "/documents/d/set-aside/": KEEPERS,
        "/documents/d/bring-back/": KEEPERS,
        "/sources/partners.organisation/o/add/": KEEPERS,
        f"/sources/{cited.code}/remove/": KEEPERS,
    }

    for address, allowed in pages.items():
        response = client.get(address)
        assert response.status_code == (200 if role in allowed else 403), address
        sound(response)
        if role not in allowed:
            assert client.post(address, {}).status_code == 403


def test_nobody_reads_without_signing_in(client):
    version(document(code="d"))

    for address in ("/documents/", "/documents/d/", "/documents/d/files/1/"):
        assert client.get(address).status_code == 302


def test_a_document_is_entered_on_its_page(officer, sound):
    response = officer.post(
        "/documents/add/",
        {
            "name_vi": "Quyết định",
            "kind": "decision",
            "number": "188/QĐ-TTCP",
            "issued": "16/5/2023",
            "language": "VI",
            "issuers": "Thanh tra Chính phủ\r\nBộ Tư pháp\r\n",
            "classification": INTERNAL,
        },
    )

    assert (response.status_code, response["Location"]) == (303, "/documents/quyet-dinh/")
    page = sound(officer.get("/documents/quyet-dinh/"))
    for words in ("188/QĐ-TTCP", "Thanh tra Chính phủ; Bộ Tư pháp", "Vietnamese", "Add a file"):
        assert words in html.unescape(page)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name_vi": ""}, "Give the name in at least one language."),
        ({"kind": ""}, "This field is required."),
        ({"language": "english"}, "two letters"),
        ({"language": "zz"}, "two letters"),
        ({"issued": "hôm qua"}, "hôm qua"),
        ({"classification": RESTRICTED}, "You are not cleared for this class."),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(officer, sound, data, words):
    facts: dict[str, Any] = {"name_vi": "Tên đã gõ", "remark": "Ghi chú đã gõ", "kind": "law"}
    facts |= {"classification": INTERNAL, "issuers": "Bộ Tư pháp"}

    response = officer.post("/documents/add/", facts | data)

    assert response.status_code == 422
    page = html.unescape(sound(response))
    assert words in page
    assert "Ghi chú đã gõ" in page
    assert "Bộ Tư pháp" in page
    assert not Document.objects.exists()


def test_a_change_keeps_the_codes_of_issuers(officer):
    paper = document(code="d", issuers=[("Thanh tra Chính phủ", "giv"), ("Bộ", "b")])

    response = officer.post(
        "/documents/d/edit/",
        {
            "name_vi": "Tên mới",
            "kind": "law",
            "classification": INTERNAL,
            "issuers": "Thanh tra Chính phủ\nBộ Tư pháp",
            "version": "1",
            "reason": "sửa",
        },
    )

    assert response.status_code == 303
    assert list(paper.issuers.order_by("pk").values_list("name", "code")) == [
        ("Thanh tra Chính phủ", "giv"),
        ("Bộ Tư pháp", ""),
    ]
    assert "sửa" in text_of(officer.get("/documents/d/history/"))


def test_a_stale_save_shows_both_values(officer, sound):
    paper = document("Cũ", code="d")
    papers.change_document(paper, by=writer(), name_vi="Của người khác")

    response = officer.post(
        "/documents/d/edit/",
        {"name_vi": "Của tôi", "kind": "decision", "classification": INTERNAL, "version": "1"},
    )

    assert response.status_code == 409
    page = html.unescape(sound(response))
    assert "Của người khác" in page
    assert "Của tôi" in page


def test_a_secret_is_noted_and_only_its_stub_can_be_edited(officer, sound):
    page = text_of(officer.get("/documents/add/secret/"))
    assert "117/2025/QH15" in page

    officer.post(
        "/documents/add/secret/",
        {"secrecy": "mat", "number": "5/BC", "keeper": "Két 2", "classification": INTERNAL},
    )
    noted = Document.objects.get()
    page = text_of(officer.get(noted.get_absolute_url()))
    assert "A state secret: only the paper exists." in page
    assert "Add a file" not in page
    assert "No source entered" not in page

    form = html.unescape(sound(officer.get(f"/documents/{noted.code}/edit/")))
    for name in ("name_vi", "name_en", "remark", "address", "issuers"):
        assert f'name="{name}"' not in form
    data = {"secrecy": "toi_mat", "number": "6/BC", "keeper": "Két 3", "version": "1"}
    data |= {"classification": str(INTERNAL), "name_en": "Its title", "remark": "Its content"}
    assert officer.post(f"/documents/{noted.code}/edit/", data).status_code == 303
    noted.refresh_from_db()
    assert (str(noted), noted.keeper, noted.remark, noted.name_en) == (
        "Văn bản Tối mật số 6/BC",
        "Két 3",
        "",
        "",
    )


@pytest.mark.parametrize("missing", ["secrecy", "number", "keeper"])
def test_a_stub_needs_level_number_and_keeper(officer, sound, missing):
    data = {"secrecy": "mat", "number": "5/BC", "keeper": "Két 2", "classification": INTERNAL}

    response = officer.post("/documents/add/secret/", data | {missing: ""})

    assert response.status_code == 422
    assert "This field is required." in sound(response)


def test_a_source_is_added_and_removed_on_pages(officer, sound):
    about = organisation("Bộ", code="o")
    document("Luật Thanh tra", code="d")
    add = "/sources/partners.organisation/o/add/"

    assert officer.post(add, {}).status_code == 422
    assert "Name either a document" in text_of(officer.post(add, {"document": ""}))
    wrong = officer.post(add, {"document": "Luật Thanh tra", "told_by": "Ông A"})
    assert "Name either a document" in html.unescape(sound(wrong))
    done = officer.post(add, {"document": "Luật Thanh tra [d]", "place": "Điều 5"})
    assert (done.status_code, done["Location"]) == (303, about.get_absolute_url())
    again = officer.post(add, {"document": "d", "place": "Điều 5"})
    assert "This source is entered already." in text_of(again)
    assert "Điều 5" in text_of(officer.get("/documents/d/"))

    remove = f"/sources/{Citation.objects.get().code}/remove/"
    assert officer.post(remove, {"reason": ""}).status_code == 422
    assert officer.post(remove, {"reason": "nhầm"}).status_code == 303
    assert not Citation.objects.exists()
    assert officer.get(remove).status_code == 404
    history = text_of(officer.get("/partners/o/history/"))
    assert "Source removed" in history
    assert "nhầm" in history


def test_removing_hits_the_source_that_was_shown(officer):
    about = organisation(code="o")
    first, second = source(about, told_by="A"), source(about, told_by="B")
    page = f"/sources/{second.code}/remove/"
    officer.get(page)
    first.delete()  # somebody else removes another one meanwhile

    officer.post(page, {"reason": "nhầm"})

    assert not Citation.objects.filter(told_by="B").exists()


def test_sources_of_a_step_show_on_the_page_of_its_tie(officer):
    tie = relationship(country("VN"), country("JP"), code="vn-jp")
    step = milestone(tie, name_vi="Lập quan hệ")
    cited = source(step, document=document("Thông cáo", code="d"))

    assert "Thông cáo" in text_of(officer.get("/relationships/vn-jp/"))
    used = text_of(officer.get("/documents/d/"))
    assert "Lập quan hệ" in used
    assert "Viet Nam" in used
    assert officer.get(f"/sources/partners.milestone/{step.code}/add/").status_code == 200
    assert officer.post(f"/sources/{cited.code}/remove/", {"reason": "x"})["Location"] == (
        "/relationships/vn-jp/"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/documents/nothing/",
        "/documents/nothing/files/1/",
        "/documents/d/files/9/",
        "/documents/d/files/99999999999999999999/",
        "/sources/nonsense/o/add/",
        "/sources/a.b/o/add/",
        "/sources/partners.organisation/nothing/add/",
        "/sources/partners.alias/1/add/",
        "/sources/partners.country/JP/add/",
        "/sources/accounts.user/officer/add/",
        "/sources/audit.event/1/add/",
        "/sources/documents.citation/1/add/",
        "/sources/nothing/remove/",
    ],
)
def test_what_is_not_there(officer, address):
    document(code="d")

    assert officer.get(address).status_code == 404


def test_a_hidden_document_is_not_there(officer, sound):
    hidden = document("Phương án bí mật", code="hidden", classification=RESTRICTED)
    version(hidden)
    cited = source(organisation(code="o", classification=PUBLIC), document=hidden)

    for address in (
        "/documents/hidden/",
        "/documents/hidden/history/",
        "/documents/hidden/edit/",
        "/documents/hidden/files/add/",
        "/documents/hidden/files/1/",
        "/documents/hidden/set-aside/",
        "/documents/hidden/bring-back/",
        f"/sources/{cited.code}/remove/",
        "/sources/documents.document/hidden/add/",
    ):
        assert officer.get(address).status_code == 404, address
        assert officer.post(address, {"reason": "x"}).status_code in {404, 405}, address
    named = officer.post("/sources/partners.organisation/o/add/", {"document": "hidden"})
    assert "Nothing in the register fits" in html.unescape(sound(named))


ADDRESSES = (
    "/",
    "/partners/o/",
    "/partners/o/history/",
    "/people/p/",
    "/relationships/vn-jp/",
    "/documents/",
    "/documents/?q=bi+mat",
    "/documents/?kind=decision",
    "/documents/?year=2020",
    "/documents/?export=csv",
    "/documents/open/",
    "/documents/open/history/",
    "/search/?q=bi+mat",
    "/search/?q=188",
    "/search/options/?kind=documents.document&field=document&document=bi",
    "/log/",
)


CHANGING = re.compile(r'"X-CSRFToken": "[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"')


def seen(client: Client) -> dict[str, str]:
    """Give every page without what changes by itself: the key of the forms."""
    pages = {}
    for address in ADDRESSES:
        response: Any = client.get(address)
        pages[address] = CHANGING.sub("", html.unescape(response.getvalue().decode()))
    return pages


@pytest.mark.parametrize("role", ["officer", "auditor"])
def test_hidden_documents_and_their_citations_leave_no_trace(role, client, sign_in):
    sign_in(client, make_user(role, clearance=INTERNAL))
    about = organisation(code="o", classification=PUBLIC)
    who = person(code="p", classification=PUBLIC)
    tie = relationship(country("VN"), country("JP"), code="vn-jp", classification=PUBLIC)
    step = milestone(tie)
    shown = document("Mở", code="open", classification=PUBLIC)
    source(about, document=shown)
    before = seen(client)

    hidden = document(
        "Bí mật",
        code="hidden",
        number="188/BM",
        issued="2020",
        classification=RESTRICTED,
        issuers=[("Bí mật", "")],
    )
    version(hidden)
    for citing in (about, who, tie, step, shown):
        source(citing, document=hidden, place="tr. bí mật", remark="bí mật")
    source(hidden, document=shown, remark="bí mật")
    secret = organisation("Bí mật", classification=RESTRICTED)
    source(secret, document=shown, remark="bí mật")
    set_aside(document("Bí mật hai", classification=RESTRICTED), by=writer(), reason="bí mật")

    after = seen(client)
    assert {a for a in before if before[a] != after[a]} == set()


def test_the_cleared_see_it(client, sign_in):
    sign_in(client, make_user("auditor", clearance=RESTRICTED))
    about = organisation(code="o", classification=PUBLIC)
    hidden = document("Bí mật", code="hidden", classification=RESTRICTED)
    source(about, document=hidden, place="tr. bí mật")

    page = text_of(client.get("/partners/o/"))
    assert "Bí mật" in page
    assert "restricted" in page
    assert "Source entered" in text_of(client.get("/partners/o/history/"))


@pytest.mark.parametrize("address", ["/documents/", "/documents/d-0/", "/partners/o/"])
def test_questions_do_not_grow_with_what_is_shown(officer, address):
    about = organisation(code="o")

    def enter(number: int) -> None:
        paper = document(code=f"d-{number}", issuers=[(f"Bộ {number}", "")])
        first = Document.objects.get(code="d-0")
        version(first, f"%PDF-1.4\n{number}".encode())
        source(about, document=paper, place=str(number))
        tie = relationship(organisation(), organisation())
        source(milestone(tie), document=first)
        source(person(), document=first)
        source(first, told_by=f"Ông {number}")

    def count() -> int:
        officer.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(address).status_code == 200
        return len(asked)

    enter(0)
    one = count()
    enter(1)
    enter(2)

    assert count() == one


def test_a_key_is_asked_for(sign_in):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, make_user("officer"))
    document(code="d")
    data = {"file": upload(), "not_secret": "on"}

    assert strict.post("/documents/d/files/add/", data).status_code == 403
    assert strict.post("/documents/add/", {"name_vi": "X", "kind": "law"}).status_code == 403


def test_a_document_set_aside_offers_to_bring_it_back(officer):
    set_aside(document(code="d"), by=writer(), reason="nhầm")

    page = text_of(officer.get("/documents/d/"))
    assert "Bring back" in page
    assert "Add a file" not in page
    assert officer.post("/documents/d/bring-back/", {"reason": "đúng"}).status_code == 303
    assert not Document.objects.get().is_set_aside
