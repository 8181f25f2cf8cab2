"""Actions on documents: the whole effect with its event, and each refusal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from banggiao.accounts.enums import Role
from banggiao.accounts.records import bring_back, set_aside
from banggiao.audit.models import Event
from banggiao.audit.queries import as_of
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core import search
from banggiao.core.errors import Refused, Stale
from banggiao.core.models import SearchEntry
from banggiao.documents.actions import papers
from banggiao.documents.enums import DocumentKind, Secrecy
from banggiao.documents.models import Document, Version
from tests.factories.documents import PDF, document, source, stub, upload, version
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    officer,
    organisation,
    writer,
)

pytestmark = pytest.mark.django_db


def code_of(call: Callable[[], object]) -> str:
    """Give the code of the refusal; nothing may have been written."""
    before = Event.objects.count(), Document.objects.count(), Version.objects.count()
    with pytest.raises(Refused) as caught:
        call()
    assert (Event.objects.count(), Document.objects.count(), Version.objects.count()) == before
    return caught.value.code


def last_event() -> Any:
    return Event.objects.order_by("-pk")[0]


def issuers_of(paper: Document) -> list[tuple[str, str]]:
    return list(paper.issuers.order_by("pk").values_list("name", "code"))


def test_a_document_is_entered_whole():
    paper = papers.add_document(
        by=officer(),
        kind=DocumentKind.DECISION,
        name_vi=" Quyết định cử đoàn ",
        number="188/QĐ-TTCP",
        issued="2023-05-16",
        language="vi",
        issuers=[("Thanh tra Chính phủ", "giv"), ("Thanh tra Chính phủ", "giv"), (" ", "")],
    )

    stored = Document.objects.get(code="quyet-dinh-cu-doan")
    assert stored == paper
    assert (stored.name_vi, stored.number, stored.version) == (
        "Quyết định cử đoàn",
        "188/QĐ-TTCP",
        1,
    )
    assert str(stored.issued_earliest) == "2023-05-16"
    assert issuers_of(stored) == [("Thanh tra Chính phủ", "giv")]
    assert stored.classification == INTERNAL
    event = last_event()
    assert (event.action, event.object_code) == ("documents.document_added", paper.code)
    assert (event.before, event.after) == (None, snapshot(stored))
    assert event.after["issuers"][0]["name"] == "Thanh tra Chính phủ"
    assert verify().broken is None


def test_a_document_is_found_by_title_number_and_issuer():
    paper = document("Quyết định cử đoàn", number="188/QĐ-TTCP", issuers=[("Bộ Tư pháp", "")])

    for words in ("quyet dinh", "188", "188/QĐ-TTCP", "qd-ttcp", "tu phap"):
        assert [hit.code for hit in search.find(officer(), words)] == [paper.code], words


def test_a_change_is_one_event_with_its_reason():
    paper = document("Cũ", issuers=[("A", ""), ("B", "b")])
    before = snapshot(paper)

    changed = papers.change_document(
        paper,
        by=officer(),
        version=1,
        reason="sai tên",
        name_vi="Mới",
        issuers=[("B", "b-2"), ("C", "")],
    )

    assert (changed.name_vi, changed.version) == ("Mới", 2)
    assert issuers_of(changed) == [("B", "b-2"), ("C", "")]
    event = last_event()
    assert (event.action, event.reason) == ("documents.document_changed", "sai tên")
    assert (event.before, event.after) == (before, snapshot(Document.objects.get(pk=paper.pk)))
    assert SearchEntry.objects.get(code=paper.code).label == "Mới"


def test_issuers_stay_where_none_are_given():
    paper = document(issuers=[("A", "a")])

    papers.change_document(paper, by=officer(), remark="x")

    assert issuers_of(paper) == [("A", "a")]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda by: document(by=by, classification=RESTRICTED), "class_above_clearance"),
        (lambda by: stub(by=by, classification=RESTRICTED), "class_above_clearance"),
        (lambda by: stub(by=by, secrecy=""), "level_missing"),
        (lambda by: stub(by=by, secrecy="geheim"), "level_missing"),
        (lambda by: stub(by=by, number=" "), "number_missing"),
        (lambda by: stub(by=by, keeper=" "), "keeper_missing"),
    ],
    ids=["class", "class of a stub", "no level", "false level", "no number", "no keeper"],
)
def test_refused_from_the_start(call, code):
    assert code_of(lambda: call(officer())) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "novel"}, "invalid_choice"),
        ({"name_vi": ""}, "no_name"),
        ({"language": "english"}, "language_unknown"),
        ({"issued": "hôm qua"}, "bad_date"),
        ({"code": "Ý"}, "bad_code"),
        ({"address": "javascript:alert(1)"}, "invalid"),
        ({"remark": "a\0b"}, "text_nul"),
    ],
)
def test_what_the_model_refuses_is_not_entered(facts, code):
    with pytest.raises(ValidationError) as caught:
        papers.add_document(by=writer(), **{"name_vi": "X", "kind": DocumentKind.LAW} | facts)

    assert code in {e.code for some in caught.value.error_dict.values() for e in some}
    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_a_stale_change_is_refused_with_what_is_stored():
    paper = document()
    papers.change_document(paper, by=officer(), name_vi="Khác")

    with pytest.raises(Stale) as caught:
        papers.change_document(paper, by=officer(), version=1, name_vi="Của tôi")

    assert str(caught.value.current) == "Khác"


def test_a_change_to_a_class_above_ones_own_is_refused():
    paper = document()

    assert (
        code_of(lambda: papers.change_document(paper, by=officer(), classification=RESTRICTED))
        == "class_above_clearance"
    )


@pytest.mark.parametrize("role", list(Role))
def test_who_may_write(role, store):
    by = writer(role)
    paper, noted = document(), stub()
    calls: list[Callable[[], Any]] = [
        lambda: document(by=by),
        lambda: stub(by=by),
        lambda: papers.change_document(paper, by=by, remark="x"),
        lambda: papers.change_stub(noted, by=by, secrecy="mat", number="1/BC"),
        lambda: version(paper, by=by),
    ]

    if role in {Role.OFFICER, Role.HEAD, Role.CLERK}:
        for call in calls:
            call()
        return
    events = Event.objects.count()
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()
    assert Event.objects.count() == events
    assert not store.exists()


def test_what_one_may_not_see_one_may_not_change():
    paper = document(classification=RESTRICTED)

    for call in (
        lambda: papers.change_document(paper, by=officer(), remark="x"),
        lambda: version(paper, by=officer()),
        lambda: set_aside(paper, by=officer(), reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_of_a_secret_only_a_stub_is_kept():
    noted = papers.keep_stub(
        by=officer(),
        secrecy=Secrecy.UTMOST_SECRET,
        number=" 7/BC-TTCP ",
        keeper="Lưu trữ",
        issued="2026-02",
    )

    assert (noted.number, noted.name_vi) == ("7/BC-TTCP", "Văn bản Tuyệt mật số 7/BC-TTCP")
    event = last_event()
    assert (event.action, event.after) == ("documents.stub_kept", snapshot(noted))


@pytest.mark.parametrize(
    "field",
    ["name_vi", "name_en", "name_ja", "name_native", "remark", "address", "language", "issuers"],
)
def test_nothing_of_a_secrets_content_can_be_written(field):
    with pytest.raises(TypeError):
        papers.keep_stub(by=writer(), secrecy="mat", number="1", keeper="A", **{field: "vi"})

    assert not Document.objects.exists()


def test_a_stub_stays_a_stub():
    noted = stub()

    wrong: list[dict[str, Any]] = [
        {"remark": "Nội dung"},
        {"name_vi": "Tên thật"},
        {"issuers": [("Bộ", "")]},
    ]
    for data in wrong:
        call = partial(papers.change_document, noted, by=officer(), **data)
        assert code_of(call) == "secret_not_a_stub"
    assert code_of(lambda: version(noted)) == "secret_has_no_file"


def test_a_stub_is_corrected_and_its_title_follows():
    noted = stub(number="1/BC")

    changed = papers.change_stub(
        noted,
        by=officer(),
        version=1,
        reason="gõ nhầm",
        secrecy=Secrecy.TOP_SECRET,
        number="2/BC",
        keeper="Két số 3",
    )

    assert (changed.name_vi, changed.keeper) == ("Văn bản Tối mật số 2/BC", "Két số 3")
    assert (last_event().action, last_event().reason) == (
        "documents.document_changed",
        "gõ nhầm",
    )
    with pytest.raises(Stale):
        papers.change_stub(noted, by=officer(), version=1, secrecy="mat")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"secrecy": ""}, "level_missing"),
        ({"number": ""}, "number_missing"),
        ({"keeper": ""}, "keeper_missing"),
        ({"classification": RESTRICTED}, "class_above_clearance"),
    ],
)
def test_a_stub_keeps_what_it_must_have(data, code):
    noted = stub()

    assert (
        code_of(lambda: papers.change_stub(noted, by=officer(), **{"secrecy": "mat"} | data))
        == code
    )


def test_an_open_document_is_no_stub():
    paper = document()

    assert code_of(lambda: papers.change_stub(paper, by=officer(), secrecy="mat")) == "not_a_secret"


def test_files_become_versions_that_never_change():
    paper = document()

    first = papers.add_version(paper, upload(PDF, "bản 1.pdf"), by=officer(), remark="bản ký")
    kept = Version.objects.filter(pk=first.pk).values().get()
    second = version(paper, PDF + b"2", "bản 2.pdf")

    assert [first.number, second.number] == [1, 2]
    assert Version.objects.filter(pk=first.pk).values().get() == kept
    assert first.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (first.filename, first.size, first.added_by) == ("bản 1.pdf", len(PDF), "Lê Cán Bộ")
    event = last_event()
    assert (event.action, event.object_code) == ("documents.version_added", paper.code)
    assert [v["number"] for v in event.before["versions"]] == [1]
    assert [v["sha256"] for v in event.after["versions"]] == [first.sha256, second.sha256]
    assert Document.objects.get(pk=paper.pk).version == 3


def test_the_same_file_again_is_refused_unless_another_came_between():
    paper = document()
    version(paper, PDF)

    assert code_of(lambda: version(paper, PDF)) == "same_file"

    version(paper, PDF + b"2")
    assert version(paper, PDF).number == 3


def test_the_same_file_may_belong_to_two_documents(store):
    version(document(), PDF)
    version(document(), PDF)

    assert len([path for path in store.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "file_empty"),
        (PDF, "a.exe", "file_type_not_kept"),
        (b"text", "a.pdf", "file_type_false"),
    ],
)
def test_a_refused_file_makes_no_version(content, name, code):
    paper = document()

    assert code_of(lambda: version(paper, content, name)) == code
    assert Document.objects.get(pk=paper.pk).version == 1


def test_a_full_disk_makes_no_version(store):
    paper = document()
    store.write_text("a file where the folder should be")

    assert code_of(lambda: version(paper)) == "file_not_stored"


def test_a_document_with_files_can_be_set_aside_and_brought_back():
    paper = document("Nhầm")
    version(paper)

    set_aside(paper, by=officer(), reason="nhập hai lần")

    assert last_event().action == "documents.document_set_aside"
    assert search.find(officer(), "nham") == []
    assert not Document.objects.in_register().exists()

    bring_back(paper, by=officer())

    assert last_event().action == "documents.document_brought_back"
    assert [hit.code for hit in search.find(officer(), "nham")] == ["nham"]


def test_a_cited_document_stays():
    paper = document()
    source(organisation(), document=paper)

    assert code_of(lambda: set_aside(paper, by=officer(), reason="nhầm")) == "in_use"


def test_a_clerk_files_papers_and_sets_none_aside():
    with pytest.raises(PermissionDenied):
        set_aside(document(), by=writer(Role.CLERK), reason="nhầm")


def test_a_restricted_document_leaves_public_logs_alone():
    paper = document(classification=RESTRICTED)
    version(paper)
    opened = papers.change_document(paper, by=writer(), classification=PUBLIC)

    assert last_event().classification == RESTRICTED  # it tells what was hidden before
    assert as_of(opened, timezone.localdate(last_event().at), officer()) == snapshot(opened)
