"""Handing in and fetching files through pages."""

from __future__ import annotations

import html
import logging
from typing import Any

import pytest
from django.test import Client

from banggiao.documents import files
from banggiao.documents.models import Version
from tests.factories.accounts import make_user
from tests.factories.documents import PDF, document, stub, upload, version
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED

pytestmark = pytest.mark.django_db

ADD = "/documents/d/files/add/"


@pytest.fixture
def officer(client, sign_in) -> Client:
    """Give a browser in which an ordinary officer is signed in."""
    signed_in: Client = sign_in(client, make_user("officer", clearance=INTERNAL))
    return signed_in


def handed_in(client: Client, content: bytes = PDF, name: str = "scan.pdf", **data: Any) -> Any:
    return client.post(ADD, {"file": upload(content, name), "not_secret": "on"} | data)


def test_a_file_is_handed_in_and_fetched(officer, sound):
    document(code="d")

    done = handed_in(officer, name="Quyết định 188.pdf", remark="bản ký")

    assert (done.status_code, done["Location"]) == (303, "/documents/d/")
    page = html.unescape(sound(officer.get("/documents/d/")))
    kept = Version.objects.get()
    for words in ("Quyết định 188.pdf", "bản ký", kept.sha256, "Test Officer"):
        assert words in page
    fetched = officer.get("/documents/d/files/1/")
    assert fetched.getvalue() == PDF
    assert fetched["Content-Type"] == "application/pdf"
    assert fetched["Content-Length"] == str(len(PDF))
    assert fetched["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert "filename" in fetched["Content-Disposition"]


def test_only_the_head_is_sent_where_only_it_is_asked_for(officer):
    version(document(code="d"))

    head: Any = officer.head("/documents/d/files/1/")
    head.close()

    assert (head.status_code, b"".join(head.streaming_content)) == (200, b"")
    assert head["Content-Length"] == str(len(PDF))


@pytest.mark.parametrize(
    ("classification", "kept"),
    [(PUBLIC, "private"), (INTERNAL, "private"), (RESTRICTED, "private, no-store")],
)
def test_no_copy_of_a_restricted_file_stays_on_the_way(client, sign_in, classification, kept):
    sign_in(client, make_user("head", clearance=RESTRICTED))
    version(document(code="d", classification=classification))

    response: Any = client.get("/documents/d/files/1/")
    response.close()

    assert response["Cache-Control"] == kept


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "The file is empty."),
        (PDF, "a.exe", "Files of the type “exe” are not kept."),
        (b"no pdf", "a.pdf", "The content is not what the ending “pdf” says."),
    ],
)
def test_a_refused_file_says_why_beside_the_field(officer, sound, content, name, words):
    document(code="d")

    response = handed_in(officer, content, name, remark="đã gõ")

    assert response.status_code == 422
    page = html.unescape(sound(response))
    assert page.count(words) == 2  # on top, and at the field
    assert "đã gõ" in page
    assert not Version.objects.exists()


def test_a_file_too_large_is_refused_with_the_limit(officer, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 10)
    document(code="d")

    assert "at most 0 MB are kept" in html.unescape(handed_in(officer).content.decode())


def test_a_full_disk_is_said_in_words(officer, store):
    store.write_text("a file where the folder should be")
    document(code="d")

    response = handed_in(officer)

    assert response.status_code == 422
    assert "The file could not be stored" in html.unescape(response.content.decode())


def test_somebody_declares_that_it_is_no_secret(officer, store):
    document(code="d")

    response = handed_in(officer, not_secret="")

    assert response.status_code == 422
    assert "Declare that it is no state secret" in response.content.decode()
    assert not store.exists()


def test_a_secret_takes_no_file(officer):
    stub(code="d")

    response = handed_in(officer)

    assert response.status_code == 422
    assert "its file must not be stored here" in html.unescape(response.content.decode())


def test_a_file_that_was_changed_or_lost_is_not_handed_out(officer, caplog):
    kept = version(document(code="d"))
    place = files.path_of(kept.sha256)
    for damage in (lambda: place.write_bytes(b"other"), place.unlink):
        damage()
        with caplog.at_level(logging.ERROR):
            response = officer.get("/documents/d/files/1/", follow=True)
        assert response.redirect_chain == [("/documents/d/", 303)]
        assert "is gone or is not what was handed in" in html.unescape(response.content.decode())
        assert kept.sha256 in caplog.text


def test_plain_text_is_a_download_too(officer):
    version(document(code="d"), b"<script>alert(1)</script>", "a.txt")

    response: Any = officer.get("/documents/d/files/1/")
    response.close()

    assert response["Content-Type"].startswith("text/plain")
    assert response["Content-Disposition"] == 'attachment; filename="a.txt"'
