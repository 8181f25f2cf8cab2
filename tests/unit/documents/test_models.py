"""What can never be untrue of documents, also for whoever writes past the actions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from banggiao.accounts.models import User
from banggiao.accounts.rules import may_see
from banggiao.documents.enums import DocumentKind
from banggiao.documents.models import Citation, Document, Issuer, Version
from tests.factories.documents import document, source, stub, version
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, organisation, writer

pytestmark = pytest.mark.django_db

STUB = {
    "secrecy": "mat",
    "name_vi": "Văn bản Mật số 1",
    "number": "1",
    "keeper": "Văn thư",
    "kind": DocumentKind.OTHER,
}


def codes(record: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return [e.code or "" for errors in caught.value.error_dict.values() for e in errors]


def refused_by_database(write: Any) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    return str(caught.value)


@pytest.mark.parametrize(
    ("fields", "name", "code"),
    [
        ({"kind": "novel"}, "documents_document_kind_known", "invalid_choice"),
        ({"name_vi": ""}, "documents_document_named", "no_name"),
        ({"classification": 7}, "documents_document_class_known", "invalid_choice"),
        ({"secrecy": "geheim"}, "documents_document_secrecy_known", "level_missing"),
        *(
            (STUB | wrong, "documents_document_secret_is_a_stub", "secret_not_a_stub")
            for wrong in (
                {"keeper": ""},
                {"number": ""},
                {"address": "https://example.org/"},
                {"remark": "Nội dung"},
                {"language": "vi"},
                {"name_en": "Its title"},
                {"name_ja": "題名"},
                {"name_native": "Titre"},
            )
        ),
    ],
)
def test_a_document_that_cannot_be(fields, name, code):
    facts = {"code": "d", "kind": DocumentKind.LAW, "name_vi": "Luật"} | fields
    wrong = Document(**facts)

    assert code in codes(wrong)
    assert name in refused_by_database(wrong.save)


def test_a_stub_holds_number_date_level_keeper():
    Document(code="d", issued="2025-03", **STUB).full_clean()


@pytest.mark.parametrize("language", ["vietnamese", "v", "xq", "VI", "v1"])
def test_a_language_is_a_code_that_exists(language):
    wrong = Document(code="d", kind=DocumentKind.LAW, name_vi="Luật", language=language)

    assert "language_unknown" in codes(wrong)


@pytest.mark.parametrize("language", ["", "vi", "fr", "lo", "fil"])
def test_languages_of_partners_are_known(language):
    Document(code="d", kind=DocumentKind.LAW, name_vi="Luật", language=language).full_clean()


def test_an_issuer_stands_once_on_a_document():
    paper = document(issuers=[("Bộ Nội vụ", "")])

    wrong = Issuer(document=paper, name="Bộ Nội vụ")

    refused_by_database(wrong.save)
    assert "document" in refused_by_database(wrong.save)


def test_versions_are_numbered_and_have_a_fingerprint():
    first = version(document())
    facts = {"document": first.document, "filename": "b.pdf", "size": 1, "added_by": "A"}
    facts |= {"media_type": "application/pdf"}

    twice = Version(number=1, sha256="0" * 64, **facts)
    refused_by_database(twice.save)
    for wrong in ("", "0" * 63, "G" * 64, "A" * 64):
        nameless = Version(number=2, sha256=wrong, **facts)
        assert "documents_version_fingerprint" in refused_by_database(nameless.save)


@pytest.mark.parametrize(
    "fields",
    [
        {"document": None, "told_by": ""},
        {"told_by": "Ông A"},
        {"told_on": "2024"},
    ],
    ids=["neither", "both", "a day without a teller"],
)
def test_a_source_is_a_document_or_a_person(fields):
    facts = {"about_type": "partners.person", "about_code": "a", "code": "c"}
    wrong = Citation(**facts | {"document": document()} | fields)

    assert codes(wrong) == ["source_missing"]
    assert "documents_citation_one_source" in refused_by_database(wrong.save)


@pytest.mark.parametrize("told", [True, False])
def test_a_source_is_entered_once(told):
    about = organisation()
    said: dict[str, Any] = {"told_by": "Ông A"} if told else {"document": document()}
    first = source(about, place="tr. 2", **said)

    again = Citation(
        about_type=first.about_type,
        about_code=first.about_code,
        code="another",
        place="tr. 2",
        **said,
    )

    if not told:  # a day that is not known differs from itself for Django, not for the database
        assert codes(again) == ["source_twice"]
    refused_by_database(again.save)
    again.place, again.code = "tr. 3", first.code
    assert "code" in refused_by_database(again.save)


@pytest.mark.parametrize("classification", [PUBLIC, INTERNAL, RESTRICTED])
@pytest.mark.parametrize("clearance", [PUBLIC, INTERNAL, RESTRICTED])
def test_predicate_and_query_agree(classification, clearance):
    about = organisation(classification=PUBLIC)
    paper = document(classification=classification)
    cited = source(about, document=paper)
    told = source(about, told_by="Ông A")
    viewer = User(username="v", clearance=clearance)

    visible = classification <= clearance

    assert may_see.test(viewer, paper) is visible
    assert Document.objects.visible_to(viewer).filter(pk=paper.pk).exists() is visible
    assert Citation.objects.visible_to(viewer).filter(pk=cited.pk).exists() is visible
    assert Citation.objects.visible_to(viewer).filter(pk=told.pk).exists()


def test_who_is_nobody_sees_nothing():
    closed = User(username="v", clearance=RESTRICTED, is_active=False)
    source(organisation(), document=document())

    assert not Document.objects.visible_to(closed).exists()
    assert not Citation.objects.visible_to(closed).exists()


def test_words_and_addresses():
    paper = stub(by=writer(), secrecy="toi_mat", number="12/BC")
    cited, told = source(organisation(), document=paper), source(organisation(), told_by="Ông A")

    assert str(paper) == "Văn bản Tối mật số 12/BC"
    assert (str(cited), cited.get_absolute_url()) == (str(paper), paper.get_absolute_url())
    assert (str(told), told.get_absolute_url()) == ("Ông A", "")
