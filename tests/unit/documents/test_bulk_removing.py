"""Many sources taken back at once, as when an import is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import Outcome, RowsRefused, set_aside_many
from banggiao.accounts.enums import Role
from banggiao.accounts.records import rests_on
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.documents.actions import citations
from banggiao.documents.actions.bulk import (
    CitationRow,
    DocumentRow,
    import_citations,
    import_documents,
    remove_citations,
)
from banggiao.documents.models import Citation, Document
from tests.factories.documents import document, source
from tests.factories.partners import RESTRICTED, officer, organisation, writer

pytestmark = pytest.mark.django_db


def cited(*codes: str, paper: str = "sheet") -> list[CitationRow]:
    return [
        CitationRow(
            about_type="partners.organisation", about_code=code, document=paper, place="Sổ, dòng 9"
        )
        for code in codes
    ]


def refused(*codes: str, by: object = None) -> list[tuple[int, str]]:
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        remove_citations(codes, by=by or officer(), reason="Lấy lại")
    assert Event.objects.count() == events
    return [(error.row, error.column) for error in caught.value.errors]


def test_they_go_as_each_alone_would():
    paper, bodies = document(code="sheet"), [organisation(code=code) for code in ("a", "b")]
    done = import_citations(cited("a", "b"), by=officer(), reason="Sổ cũ")
    assert done.outcomes == (Outcome.ADDED, Outcome.ADDED)
    assert Event.objects.order_by("-pk")[0].reason == "Sổ cũ"
    again = import_citations(cited("b", "a"), by=officer())
    assert (again.codes, again.outcomes) == (done.codes[::-1], (Outcome.UNCHANGED,) * 2)
    single = source(bodies[0], document=paper, place="Sổ, dòng 10")
    citations.remove_citation(single, by=officer(), reason="Lấy lại")
    like = Event.objects.order_by("-pk")[0]

    assert remove_citations(done.codes, by=officer(), reason="Lấy lại") == 2

    events = Event.objects.order_by("-pk")[:2]
    for event in events:
        assert (event.action, event.reason, event.after) == (like.action, "Lấy lại", None)
        assert (event.about_type, event.classification) == (like.about_type, like.classification)
    assert {event.about_code for event in events} == {"a", "b"}
    assert not Citation.objects.exists()
    assert not rests_on(paper)
    assert set_aside_many([("documents.document", "sheet")], by=officer(), reason="X") == 1


def test_what_one_may_not_see_or_is_not_there_is_gone():
    document(code="sheet", classification=RESTRICTED)
    organisation(code="a")
    organisation(code="b", classification=RESTRICTED)
    document(code="open")
    hidden = import_citations([*cited("a"), *cited("b", paper="open")], by=writer()).codes

    assert refused(*hidden, "nothing") == [(1, ""), (2, ""), (3, "")]


def test_it_asks_for_a_reason_and_for_the_right_to_change_what_cites():
    document(code="sheet")
    organisation(code="a")
    codes = import_citations(cited("a"), by=officer()).codes

    with pytest.raises(Refused) as caught:
        remove_citations(codes, by=officer(), reason=" ")
    assert caught.value.code == "reason_missing"
    assert refused(*codes, by=writer(Role.CLERK)) == [(1, "")]


def test_the_number_of_questions_does_not_grow_with_the_sources():
    document(code="sheet")
    names = [f"o-{number}" for number in range(23)]
    for name in names:
        organisation(code=name)
    codes = import_citations(cited(*names), by=officer()).codes

    def asked(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    few = asked(lambda: remove_citations(codes[:3], by=officer(), reason="X"))
    many = asked(lambda: remove_citations(codes[3:], by=officer(), reason="X"))

    assert many == few


def test_documents_keep_the_reason_and_can_be_emptied():
    full = DocumentRow(code="d", kind="decision", name_vi="Quyết định", number="7/QĐ", keeper="VT")
    import_documents([full], by=officer(), reason="Sổ cũ")
    assert Event.objects.order_by("-pk")[0].reason == "Sổ cũ"

    import_documents([DocumentRow(code="d", number="", keeper="")], by=officer())

    stored = Document.objects.get(code="d")
    assert (stored.name_vi, stored.number, stored.keeper) == ("Quyết định", "", "")
