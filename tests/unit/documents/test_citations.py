"""Where facts come from: entered, removed, refused, and hidden with what they cite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.enums import Role
from banggiao.accounts.records import set_aside
from banggiao.audit.models import Event
from banggiao.audit.presenting import headlines
from banggiao.audit.queries import events_visible_to, history_of
from banggiao.audit.snapshots import snapshot
from banggiao.core.errors import Refused
from banggiao.documents import queries
from banggiao.documents.actions import citations
from banggiao.documents.models import Citation
from tests.factories.documents import document, source, version
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    milestone,
    note,
    officer,
    organisation,
    person,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db


def code_of(call: Callable[[], object]) -> str:
    before = Event.objects.count(), Citation.objects.count()
    with pytest.raises((Refused, ValidationError)) as caught:
        call()
    assert (Event.objects.count(), Citation.objects.count()) == before
    refused: Any = caught.value
    if isinstance(refused, Refused):
        return refused.code
    return next(e.code or "" for some in refused.error_dict.values() for e in some)


def test_a_source_is_entered_with_one_event_on_the_records_page():
    about, paper = organisation(), document()

    cited = citations.cite(about, by=officer(), document=paper, place=" tr. 3 ", remark="tên")

    assert (cited.about_type, cited.about_code) == ("partners.organisation", about.code)
    assert (cited.place, cited.code) == ("tr. 3", cited.code_of_content())
    event = Event.objects.order_by("-pk")[0]
    assert (event.action, event.object_type, event.object_code) == (
        "documents.source_added",
        "documents.citation",
        cited.code,
    )
    assert (event.about_type, event.about_code) == ("partners.organisation", about.code)
    assert (event.before, event.after) == (None, snapshot(Citation.objects.get()))
    assert event in history_of(about, officer())


def test_what_somebody_told_is_a_source():
    about = person()

    told = citations.cite(about, by=officer(), told_by="Ông Lê A", told_on="2024-05")
    again = citations.cite(about, by=officer(), told_by="Ông Lê A", told_on="2024-06")

    assert queries.sources_of(about, officer()) == [told, again]
    assert str(told.told_on) == "2024-05"


def test_sources_that_disagree_are_both_kept():
    about, paper = organisation(), document()

    for data in ({"place": "tr. 1"}, {"place": "tr. 2"}, {"remark": "ngày ký"}):
        citations.cite(about, by=officer(), document=paper, **data)
    citations.cite(about, by=officer(), document=document())

    assert len(queries.sources_of(about, officer())) == 4
    grouped = queries.by_source(about, queries.sources_of(about, officer()), officer())
    assert [[place.words for place in one.places] for one in grouped] == [
        ["tr. 1", "tr. 2", "ngày ký"],
        [""],
    ]


def test_refused_sources():
    about, paper, aside = organisation(), document(), document()
    set_aside(aside, by=officer(), reason="nhầm")
    source(about, document=paper)
    source(about, told_by="Ông A")

    def refused(citing: Any = about, **data: Any) -> str:
        return code_of(lambda: citations.cite(citing, by=officer(), **data))

    assert refused() == "source_missing"
    assert refused(place="tr. 1") == "source_missing"
    assert refused(document=document(), told_by="Ông A") == "source_missing"
    assert refused(document=document(), told_on="2024") == "source_missing"
    assert refused(document=paper) == "source_twice"
    assert refused(told_by=" Ông A ") == "source_twice"
    assert refused(document=aside) == "document_set_aside"
    assert refused(paper, document=paper) == "cites_itself"
    assert refused(told_by="Ông A", told_on="hôm nọ") == "bad_date"
    assert refused(told_by="Ông A", place="x" * 201) == "max_length"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_change_the_record_may_say_where_it_comes_from(role):
    by, about, paper = writer(role), organisation(), document()

    if role in {Role.OFFICER, Role.HEAD}:
        citations.remove_citation(
            citations.cite(about, by=by, document=paper), by=by, reason="nhầm"
        )
        return
    with pytest.raises(PermissionDenied):
        citations.cite(about, by=by, document=paper)
    cited = source(about, document=paper)
    with pytest.raises(PermissionDenied):
        citations.remove_citation(cited, by=by, reason="nhầm")


def test_a_clerk_cites_in_papers():
    clerk = writer(Role.CLERK)

    citations.cite(document(), by=clerk, document=document())
    assert Citation.objects.count() == 1


def test_what_one_may_not_see_one_cannot_cite_nor_give_a_source():
    hidden = document(classification=RESTRICTED)

    with pytest.raises(PermissionDenied):
        citations.cite(organisation(), by=officer(), document=hidden)
    with pytest.raises(PermissionDenied):
        citations.cite(organisation(classification=RESTRICTED), by=officer(), told_by="A")


def test_a_source_is_removed_with_a_reason_and_the_log_keeps_it():
    about = organisation()
    cited = source(about, document=document())
    before = snapshot(cited)

    assert code_of(lambda: citations.remove_citation(cited, by=officer(), reason=" ")) == (
        "reason_missing"
    )
    citations.remove_citation(Citation.objects.get(), by=officer(), reason="nhầm trang")

    event = Event.objects.order_by("-pk")[0]
    assert (event.action, event.reason) == ("documents.source_removed", "nhầm trang")
    assert (event.before, event.after) == (before, None)
    assert (event.object_code, event.about_code) == (cited.code, about.code)
    assert not Citation.objects.exists()
    assert code_of(lambda: citations.remove_citation(cited, by=officer(), reason="lại")) == (
        "source_gone"
    )


def test_a_hidden_source_cannot_be_removed_by_who_does_not_see_it():
    about = organisation()
    cited = source(about, document=document(classification=RESTRICTED))

    with pytest.raises(PermissionDenied):
        citations.remove_citation(cited, by=officer(), reason="x")


def test_a_step_of_a_tie_has_sources_of_its_own():
    tie = relationship(country("VN"), country("JP"), code="vn-jp")
    step, paper = milestone(tie, name_vi="Ký kết"), document()

    cited = citations.cite(step, by=officer(), document=paper)
    source(tie, document=paper, place="tr. 1")

    assert (cited.about_type, cited.about_code) == ("partners.milestone", step.code)
    event = Event.objects.filter(object_code=cited.code).get()
    assert (event.about_type, event.about_code) == ("partners.relationship", "vn-jp")
    shown = queries.by_source(tie, queries.sources_of(tie, officer()), officer())
    assert [place.words for place in shown[0].places] == ["Ký kết", "tr. 1"]
    uses = {str(use.citing): use.words for use in queries.uses_of(paper, officer())[0]}
    assert uses == {"Ký kết": str(tie), str(tie): tie._meta.verbose_name}


def test_who_may_not_change_the_tie_gives_its_steps_no_source():
    tie = relationship(organisation(), organisation(classification=RESTRICTED))
    step = milestone(tie)

    with pytest.raises(PermissionDenied):
        citations.cite(step, by=officer(), told_by="Ông A")
    cited = source(step, told_by="Ông A")
    assert Event.objects.get(object_code=cited.code).classification == RESTRICTED


def test_a_note_can_cite_too():
    written = note(organisation())

    source(written, document=document())

    assert len(queries.sources_of(written, officer())) == 1


@pytest.mark.parametrize(
    "label",
    [
        "",
        "x",
        "x.y",
        "partners",
        "partners.alias",
        "partners.country",
        "accounts.user",
        "audit.event",
        "documents.citation",
        "documents.issuer",
        "documents.version",
    ],
)
def test_only_records_and_parts_with_a_code_can_cite(label):
    assert queries.citing_model(label) is None
    assert queries.find_citing([(label, "1")], writer()) == {}


def test_a_restricted_document_is_cited_in_the_open_without_a_trace():
    about = organisation(classification=PUBLIC)
    hidden = document("Bí mật", classification=RESTRICTED)
    cited = source(about, document=hidden, place="tr. 9")

    assert queries.sources_of(about, officer()) == []
    assert queries.sources_of(about, writer()) == [cited]
    assert queries.sources_by_code("partners.organisation", [about.code], officer()) == {}
    assert Event.objects.get(object_code=cited.code).classification == RESTRICTED
    assert not events_visible_to(officer()).filter(object_type="documents.citation").exists()


def test_what_rests_on_a_document_is_told_as_far_as_one_sees_it():
    paper = document()
    seen = organisation("Thấy")
    for about in (
        organisation("Kín", classification=RESTRICTED),
        seen,
        relationship(seen, organisation("Kín hai", classification=RESTRICTED)),
    ):
        source(about, document=paper)
    gone = organisation("Nhầm")
    source(gone, document=paper)
    set_aside(gone, by=writer(), reason="nhầm")

    uses, more = queries.uses_of(paper, officer())

    assert ([str(use.citing) for use in uses], more) == (["Thấy"], False)
    assert len(queries.uses_of(paper, writer())[0]) == 3


def test_hidden_records_push_nothing_out_of_what_is_shown(monkeypatch):
    monkeypatch.setattr(queries, "SHOWN", 2)
    paper = document()
    for number in range(4):
        about = organisation(code=f"a-{number}", classification=RESTRICTED)
        source(about, document=paper)
    seen = [organisation(code=f"b-{number}") for number in range(2)]
    for about in seen:
        source(about, document=paper)

    uses, more = queries.uses_of(paper, officer())

    assert ([use.citing for use in uses], more) == (seen, False)
    assert queries.uses_of(paper, writer())[1] is True


def test_the_desk_tells_of_sources():
    source(organisation(), document=document("Luật"))
    source(organisation(), told_by="Ông A")

    lines = headlines(list(events_visible_to(officer())), officer())

    assert {(line["label"], bool(line["url"])) for line in lines} >= {
        ("Luật", True),
        ("Ông A", False),
    }


def test_a_document_speaks_for_itself_when_there_is_something_to_read():
    scanned = document()
    version(scanned)

    assert queries.speaks_for_itself(scanned)
    assert queries.speaks_for_itself(document(kind="article"))
    assert queries.speaks_for_itself(document(address="https://example.org/"))
    assert not queries.speaks_for_itself(document())


def test_questions_do_not_grow_with_the_sources():
    def count(amount: int) -> tuple[int, int]:
        paper, about = document(), organisation()
        for number in range(amount):
            tie = relationship(organisation(), organisation())
            source(milestone(tie), document=paper)
            source(tie, document=paper)
            source(organisation(), document=paper)
            source(about, document=document(classification=INTERNAL), place=str(number))
        with CaptureQueriesContext(connection) as rests:
            _ = [(str(u.citing), u.words, u.citing.get_absolute_url()) for u in _uses(paper)]
        with CaptureQueriesContext(connection) as given:
            found = queries.sources_of(about, officer())
            _ = [str(c.document) for c in found]
            queries.by_source(about, found, officer())
        return len(rests), len(given)

    assert count(1) == count(4)


def _uses(paper: Any) -> list[Any]:
    return queries.uses_of(paper, officer())[0]
