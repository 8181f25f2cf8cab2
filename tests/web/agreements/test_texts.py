"""The pages of the wording of a text: read, kept, compared, followed."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.models import User
from banggiao.agreements.actions.lineage import link_predecessor
from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.models import Instrument, Version
from banggiao.agreements.queries import versions as queries
from banggiao.agreements.texts.split import split_text
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.partners import RESTRICTED, country, organisation, writer

pytestmark = pytest.mark.django_db

PAGE = "/agreements/moc/texts/"
VI = "Điều 1. Mục đích\nHai Bên trao đổi kinh nghiệm.\nĐiều 2. Hiệu lực\nTừ ngày ký."
LATER = (
    "Điều 1. Mục đích\nHai Bên thường xuyên trao đổi kinh nghiệm.\nĐiều 2. Hiệu lực\nTừ ngày ký."
)
EN = "Article 1. Purpose\nThe Sides exchange experience.\nArticle 2. Entry into force\nOn signing."


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer")
    sign_in(client, user)
    return user


@pytest.fixture
def moc() -> Instrument:
    ours = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    theirs = organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))
    return instrument(ours, theirs, name="Bản ghi nhớ Nhật Bản", code="moc", signed="2013-04-22")


def version(moc: Instrument, *texts: tuple[str, str], **data: object) -> Version:
    given = [NewText(language, split_text(text).nodes) for language, text in texts]
    return add_version(moc, by=writer(), texts=given, **{"kind": "ours", "name": "Bản 1"} | data)


def fields(**data: object) -> dict[str, object]:
    return {"kind": "ours", "name": "Dự thảo 1", "classification": "1", "changes": ""} | data


def word(*paragraphs: str) -> SimpleUploadedFile:
    paper, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        paper.add_paragraph(paragraph)
    paper.save(out)
    return SimpleUploadedFile("du-thao.docx", out.getvalue())


def test_an_empty_page_says_what_to_do(client, officer, moc, sound):
    text = sound(client.get(PAGE))

    assert "No words are kept yet" in text
    assert f"{PAGE}add/" in text


def test_what_was_read_is_shown_before_it_is_kept(client, officer, moc, sound):
    text = sound(client.post(f"{PAGE}add/", fields(text_vi=VI, text_en=EN, step="read")))

    assert "This was read" in text
    assert "2 articles" in text
    assert not Version.objects.exists()

    done = client.post(f"{PAGE}add/", fields(text_vi=VI, text_en=EN, authentic="vi", step="keep"))

    assert (done.status_code, done["Location"]) == (303, f"{PAGE}1/")
    page = sound(client.get(f"{PAGE}1/"))
    assert "Hai Bên trao đổi kinh nghiệm." in page
    assert "The Sides exchange experience." in page
    assert "authentic" in page
    assert "Dự thảo 1" in sound(client.get(PAGE))


def test_a_word_file_is_read_into_the_fields(client, officer, moc, sound):
    file = word("Điều 1. Mục đích", "Hai Bên trao đổi.")
    text = sound(client.post(f"{PAGE}add/", fields(file_vi=file, step="read")))

    assert "1 article" in text
    assert "Hai Bên trao đổi." in text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Give the text in one language at least."),
        ({"file_vi": SimpleUploadedFile("a.docx", b"")}, "empty"),
        ({"file_vi": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "A PDF has no paragraphs"),
        ({"text_vi": VI, "name": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    *, client, officer, moc, sound, data, sentence
):
    response = client.post(f"{PAGE}add/", fields(**data, step="keep"))

    assert response.status_code == 422
    assert sentence in sound(response)
    assert not Version.objects.exists()


def test_words_in_another_language_are_noticed(client, officer, moc, sound):
    text = sound(client.post(f"{PAGE}add/", fields(text_vi=EN, step="read")))

    assert "look like another language: English" in text


def test_two_versions_are_compared(client, officer, moc, sound):
    first = version(moc, ("vi", VI))
    version(moc, ("vi", LATER), name="Bản 2", kind="theirs", before=first)

    text = sound(client.get(f"{PAGE}2/compare/"))
    assert "1 of 2 clauses is not as before" in text
    assert "thường xuyên" in text
    assert "Từ ngày ký" not in text
    everything = sound(client.get(f"{PAGE}2/compare/?with={first.code}&language=vi&all=on"))
    assert "Từ ngày ký" in everything
    assert "Nothing to compare with" in sound(client.get(f"{PAGE}1/compare/"))


def test_a_clause_has_a_page_with_its_past_and_its_mark(client, officer, moc, sound):
    first = version(moc, ("vi", VI), ("en", EN), kind="signed")
    version(moc, ("vi", LATER), ("en", EN), name="Bản 2", before=first)
    page = f"{PAGE}2/clauses/art_1/"

    assert "nobody has looked yet" in sound(client.get(page))
    client.post(f"{page}equivalent/", {"languages": "vi,en"})
    text = sound(client.get(page))
    assert "equivalent, found by" in text
    assert "first stands here" in text
    client.post(f"{page}equivalent/", {"languages": "vi,en", "undo": "1"})
    assert "nobody has looked yet" in sound(client.get(page))
    assert client.get(f"{PAGE}2/clauses/nowhere/").status_code == 404


def test_the_words_that_held_on_a_day_are_found(client, officer, moc, sound):
    version(moc, ("vi", VI), kind="signed", name="Bản ký")
    version(moc, ("vi", LATER), kind="consolidated", name="Bản hợp nhất", made="2020-05-04")

    def on(day: str) -> str:
        standing = client.get(f"{PAGE}?on={day}").context["standing"]
        return str(standing or "")

    assert on("2013-04-21") == ""
    assert on("2013-04-22") == "Bản ký"
    assert on("2021-01-01") == "Bản hợp nhất"
    assert sound(client.get(f"{PAGE}?on=no-day"))


def test_a_hidden_version_leaves_no_trace(client, officer, moc):
    shown = version(moc, ("vi", VI))
    version(moc, ("vi", LATER), name="Bản kín", before=shown, classification=RESTRICTED)

    for page in (PAGE, f"{PAGE}1/", f"{PAGE}1/compare/", f"{PAGE}1/clauses/art_1/"):
        response = client.get(page)
        assert response.status_code == 200
        assert "Bản kín" not in response.content.decode()
        assert "thường xuyên" not in response.content.decode()
    for page in ("", "compare/", "history/", "edit/", "set-aside/", "clauses/art_1/"):
        assert client.get(f"{PAGE}2/{page}").status_code == 404


def test_what_is_said_of_a_version_is_edited_and_it_is_set_aside(client, officer, moc, sound):
    first = version(moc, ("vi", VI))
    edit = client.post(
        f"{PAGE}1/edit/", fields(name="Bản 1, đã gửi", version=first.version, reason="Đã gửi")
    )
    assert edit.status_code == 303
    assert "Bản 1, đã gửi" in sound(client.get(f"{PAGE}1/history/"))
    client.post(f"{PAGE}1/set-aside/", {"reason": "Nhầm"})
    assert "Bản 1, đã gửi" not in sound(client.get(PAGE))
    assert "Bring back" in sound(client.get(f"{PAGE}1/"))


def test_pages_ask_the_same_for_short_and_for_long_texts(client, officer, moc):
    long = "\n".join(f"Điều {n}. Mục {n}\nNội dung {n}." for n in range(1, 300))
    first = version(moc, ("vi", VI), ("en", EN))
    version(moc, ("vi", long), ("en", EN), before=first, name="Bản dài")

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    assert asked(f"{PAGE}1/") == asked(f"{PAGE}2/")
    assert len(client.get(f"{PAGE}2/").content) < 300_000
    assert "art_250" in client.get(f"{PAGE}2/?page=2").content.decode()


@pytest.mark.parametrize("role", ["contributor", "auditor", "leader", "clerk"])
def test_only_officers_and_heads_enter_versions(client, sign_in, moc, role):
    sign_in(client, make_user(role, clearance=2))

    assert client.get(f"{PAGE}add/").status_code == 403
    assert client.get(PAGE).status_code == 200


ORDERS = (
    "Điều 1. Sửa đổi Điều 2 như sau:\n“Điều 2. Hiệu lực\nTừ ngày thông báo.”\n"
    "Điều 2. Bãi bỏ Điều 9\n"
)


@pytest.fixture
def amending(moc: Instrument) -> Instrument:
    """A signed amendment of a signed text, both with their words."""
    version(moc, ("vi", VI), ("en", EN), kind="signed", name="Bản ký")
    giv = Organisation.objects.get(code="giv")
    text = instrument(giv, code="sua-doi", signed="2020-05-06")
    text = link_predecessor(text, moc, "amends", by=writer())
    version(text, ("vi", ORDERS), kind="signed", name="Bản ký sửa đổi")
    return text


def test_an_amendment_is_carried_out_for_somebody_to_look_at_and_keep(
    client, officer, amending, sound
):
    page = "/agreements/sua-doi/texts/"
    add = f"{page}add/?consolidate=1"
    assert add in sound(client.get(page))

    proposed = sound(client.get(add))
    assert "Từ ngày thông báo." in proposed
    assert "Sửa đổi Điều 2 như sau:" in proposed
    assert "Bãi bỏ Điều 9" in proposed
    assert "Do this by hand" in proposed
    values = client.get(add).context["form"].initial
    sent = fields(kind=values["kind"], name=values["name"], made="6/5/2020", step="keep")
    response = client.post(
        add, sent | {"text_vi": values["text_vi"], "before": values["before"].pk}
    )

    assert response.status_code == 303, response.content.decode()[:2000]
    kept = Version.objects.get(kind="consolidated")
    words = kept.texts.get().clauses.get(wid="art_2").body
    assert words == "Từ ngày thông báo."
    assert queries.version_on(amending, dt.date(2021, 1, 1), officer) == kept
    assert queries.version_on(amending, dt.date(2019, 1, 1), officer).name == "Bản ký"
    assert "consolidate" not in sound(client.get(page)), "it is kept already"


def test_nothing_is_proposed_of_a_text_that_amends_nothing(client, officer, moc, sound):
    version(moc, ("vi", VI), kind="signed", name="Bản ký")

    assert "consolidate" not in sound(client.get(PAGE))
    assert "Từ ngày" not in sound(client.get(f"{PAGE}add/?consolidate=1"))


def test_what_comes_of_a_restricted_text_is_proposed_as_restricted(client, sign_in, amending, moc):
    sign_in(client, make_user("head", clearance=RESTRICTED))
    Version.objects.get_queryset().filter(instrument=moc).update(classification=RESTRICTED)

    form = client.get("/agreements/sua-doi/texts/add/?consolidate=1").context["form"]
    assert "Từ ngày thông báo." in form.initial["text_vi"]
    assert form.initial["classification"] == RESTRICTED


def test_an_older_text_that_is_hidden_is_not_proposed(client, officer, amending, moc, sound):
    Version.objects.get_queryset().filter(instrument=moc).update(classification=RESTRICTED)

    assert "consolidate" not in sound(client.get("/agreements/sua-doi/texts/"))
    page = sound(client.get("/agreements/sua-doi/texts/add/?consolidate=1"))
    assert "Từ ngày thông báo." not in page
