"""The bulk actions do what the single ones do: records, snapshots, search entries, refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import Imported, RowsRefused
from banggiao.accounts.enums import Role
from banggiao.accounts.records import set_aside
from banggiao.audit.context import step
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core import search
from banggiao.core.models import SearchEntry
from banggiao.documents.actions import citations, papers
from banggiao.documents.actions.bulk import (
    CitationRow,
    DocumentRow,
    import_citations,
    import_documents,
)
from banggiao.documents.models import Citation, Document, Issuer
from tests.factories.documents import document, source, stub, version
from tests.factories.partners import (
    PUBLIC,
    RESTRICTED,
    country,
    milestone,
    officer,
    organisation,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

FACTS: dict[str, Any] = {
    "kind": "decision",
    "name_vi": " Quyết định  cử đoàn ",
    "name_en": "Decision",
    "number": "188/QĐ-TTCP",
    "issued": "2023-05",
    "language": "vi",
    "address": "https://example.org/188",
    "keeper": "Văn thư",
    "remark": "Hòa giải",
    "classification": int(PUBLIC),
}
BY_BOTH = [("Thanh tra Chính phủ", "giv"), ("Bộ Tư pháp", ""), ("Bộ Tư pháp ", "")]


def refused(call: Callable[[], object]) -> list[tuple[int, str]]:
    """Give row and column of each error; nothing may have been written."""
    before = Event.objects.count(), Document.objects.count(), Citation.objects.count()
    with pytest.raises(RowsRefused) as caught:
        call()
    assert (Event.objects.count(), Document.objects.count(), Citation.objects.count()) == before
    return [(error.row, error.column) for error in caught.value.errors]


def without_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: without_keys(value) for name, value in data.items() if name != "id"}
    return [without_keys(one) for one in data] if isinstance(data, list) else data


def all_there_is() -> list[Any]:
    """Give what is stored of documents and sources, with search entries and events."""
    kept: list[Any] = []
    model: Any
    for model in (Document, Citation):
        for one in model.objects.order_by("code"):
            names = {f.name for f in model._meta.concrete_fields} - {"created_at", "changed_at"}
            fields = {n: str(getattr(one, n)) for n in names - {"id"}}
            kept.append((fields, without_keys(snapshot(one))))
    entries = SearchEntry.objects.filter(kind="documents.document").order_by("code")
    kept += [
        {**entry, "names": set(entry["names"].split("\n"))}
        for entry in entries.values("code", "labels", "sub", "url", "names", "text", "on")
    ]
    told = ("object_type", "object_code", "about_type", "about_code", "classification", "actor")
    events = Event.objects.order_by("pk").values(*told, "before", "after")
    return [*kept, *(without_keys(event) for event in events)]


def entered_singly(enter: Callable[[], object]) -> list[Any]:
    """Give what the single actions make, and take it back."""
    with transaction.atomic():
        enter()
        kept = all_there_is()
        transaction.set_rollback(True)
    return kept


def test_an_imported_document_is_the_same_as_an_entered_one():
    single = entered_singly(
        lambda: papers.add_document(by=officer(), code="d", issuers=BY_BOTH, **FACTS)
    )

    done = import_documents([DocumentRow(code="d", issuers=BY_BOTH, **FACTS)], by=officer())

    assert done == Imported(added=1)
    assert all_there_is() == single
    assert Event.objects.get().action == "documents.documents_imported"


def test_a_changed_document_is_the_same_as_one_changed_by_hand():
    paper = document("Cũ", code="d", issuers=[("A", ""), ("B", ""), ("C", "c")])
    version(paper)
    data: dict[str, Any] = {"name_vi": "Mới", "issuers": [("B", "b"), ("D", ""), ("C", "c")]}
    single = entered_singly(lambda: papers.change_document(paper, by=officer(), **data))

    done = import_documents([DocumentRow(code="d", **data)], by=officer())

    assert done == Imported(changed=1)
    assert all_there_is() == single
    assert verify().broken is None
    assert [hit.code for hit in search.find(officer(), "mới d")] == ["d"]


def test_only_issuers_changed_is_a_change():
    document(code="d", issuers=[("A", "")])

    assert import_documents([DocumentRow(code="d", issuers=[])], by=officer()).changed == 1
    assert not Issuer.objects.exists()
    assert Document.objects.get().version == 2


def test_imported_sources_are_the_same_as_entered_ones():
    about, paper = organisation(), document(classification=RESTRICTED)
    steps = milestone(relationship(country("VN"), country("JP")))

    def enter() -> None:
        citations.cite(about, by=writer(), document=paper, place=" tr. 1 ", remark="tên")
        citations.cite(steps, by=writer(), document=paper)
        citations.cite(paper, by=writer(), told_by="Ông A", told_on="2024")

    single = entered_singly(enter)

    done = import_citations(
        [
            CitationRow(
                about_type="partners.organisation",
                about_code=about.code,
                document=paper.code,
                place=" tr. 1 ",
                remark="tên",
            ),
            CitationRow(
                about_type="partners.milestone", about_code=steps.code, document=paper.code
            ),
            CitationRow(
                about_type="documents.document",
                about_code=paper.code,
                told_by="Ông A",
                told_on="2024",
            ),
        ],
        by=writer(),
    )

    assert done == Imported(added=3)
    assert all_there_is() == single
    assert verify().broken is None


def test_a_second_run_changes_nothing():
    organisation(code="o")
    rows = [DocumentRow(code="d", issuers=BY_BOTH, **FACTS)]
    cited = [
        CitationRow(about_type="partners.organisation", about_code="o", document="d"),
        CitationRow(about_type="partners.organisation", about_code="o", told_by="A"),
    ]
    import_documents(rows, by=officer())
    import_citations(cited, by=officer())
    events = Event.objects.count()

    assert import_documents(rows, by=officer()) == Imported(unchanged=1)
    assert import_citations(cited, by=officer()) == Imported(unchanged=2)
    assert Event.objects.count() == events


def test_all_errors_of_all_documents_come_together():
    document("Kín", code="hidden", classification=RESTRICTED)
    stub(code="secret")
    rows = [
        DocumentRow(code="fine", kind="law", name_vi="Tốt"),
        DocumentRow(code="fine", kind="law", name_vi="Hai lần"),
        DocumentRow(code="a", kind="novel", name_vi="A", issued="hôm qua", language="xq"),
        DocumentRow(code="b", kind="law", name_vi="B", classification=RESTRICTED),
        DocumentRow(code="hidden", kind="law", name_vi="C"),
        DocumentRow(code="secret", remark="Nội dung"),
        DocumentRow(code="c", kind="law", name_vi="C", issuers=[("x" * 401, "")]),
        DocumentRow(code="d", kind="law", name_vi="D", issuers=[("E", "Bad Code")]),
    ]

    assert sorted(refused(lambda: import_documents(rows, by=officer()))) == [
        (2, "code"),
        (3, "issued"),
        (3, "kind"),
        (3, "language"),
        (4, "classification"),
        (5, "code"),
        (6, ""),
        (7, "name"),
        (8, "code"),
    ]


def test_what_the_database_refuses_is_said_of_its_row():
    rows = [
        DocumentRow(code="a", kind="law", name_vi="A"),
        DocumentRow(code="b", kind="law"),
    ]

    assert refused(lambda: import_documents(rows, by=officer())) == [(2, "")]


def test_codes_are_made_as_the_single_action_makes_them():
    document("Luật")

    import_documents([DocumentRow(kind="law", name_vi="Luật")] * 2, by=officer())

    codes = Document.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["luat", "luat-2", "luat-3"]


def test_all_errors_of_all_sources_come_together():
    organisation(code="o")
    organisation(code="hidden", classification=RESTRICTED)
    document(code="d")
    document(code="kin", classification=RESTRICTED)
    aside = document(code="aside")
    set_aside(aside, by=officer(), reason="nhầm")

    def row(**data: Any) -> CitationRow:
        facts = {"about_type": "partners.organisation", "about_code": "o", "document": "d"}
        return CitationRow(**facts | data)

    rows = [
        row(),
        row(),
        row(about_code="nobody"),
        row(about_code="hidden"),
        row(about_type="partners.alias"),
        row(about_type="nonsense"),
        row(document="none"),
        row(document="kin"),
        row(document="aside"),
        row(about_type="documents.document", about_code="d"),
        row(place="x" * 201),
        row(document="", told_by="A", told_on="hôm nọ"),
    ]

    assert refused(lambda: import_citations(rows, by=officer())) == [
        (2, ""),
        (3, "about_code"),
        (4, "about_code"),
        (5, "about_code"),
        (6, "about_code"),
        (7, "document"),
        (8, "document"),
        (9, "document"),
        (10, "document"),
        (11, "place"),
        (12, "told_on"),
    ]


@pytest.mark.parametrize(
    "data",
    [{}, {"told_on": "2024"}, {"document": "d", "told_by": "A"}],
    ids=["neither", "only a day", "both"],
)
def test_what_is_no_source_is_said_of_its_row(data):
    organisation(code="o")
    document(code="d")
    about = {"about_type": "partners.organisation", "about_code": "o"}

    good = CitationRow(document="d", **about)

    assert refused(lambda: import_citations([good, CitationRow(**about | data)], by=officer())) == [
        (2, "")
    ]


@pytest.mark.parametrize("role", list(Role))
def test_who_imports(role):
    by = writer(role)
    organisation(code="o")
    document(code="d")
    row = CitationRow(about_type="partners.organisation", about_code="o", document="d")

    if role in {Role.OFFICER, Role.HEAD, Role.CLERK}:
        import_documents([], by=by)
    else:
        with pytest.raises(PermissionDenied):
            import_documents([], by=by)
    if role in {Role.OFFICER, Role.HEAD}:
        assert import_citations([row], by=by).added == 1
    else:
        assert refused(lambda: import_citations([row], by=by)) == [(1, "about_code")]


def test_one_import_is_one_step():
    organisation(code="o")
    rows = [DocumentRow(code=f"d-{n}", kind="law", name_vi=f"D {n}") for n in range(2)]
    cited = [
        CitationRow(about_type="partners.organisation", about_code="o", document=f"d-{n}")
        for n in range(2)
    ]

    with step() as outer:
        import_documents(rows, by=officer())
    import_citations(cited, by=officer())

    ids = list(Event.objects.order_by("pk").values_list("request_id", flat=True))[-4:]
    assert ids[:2] == [outer, outer]
    assert ids[2] == ids[3] != outer


def _count(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


def test_questions_do_not_grow_with_the_rows():
    def documents_of(amount: int, label: str, remark: str = "") -> int:
        rows = [
            DocumentRow(
                code=f"{label}-{n}",
                kind="law",
                name_vi=f"{label} {n}",
                remark=remark,
                issuers=[(f"Bộ {n} {remark}", "")],
            )
            for n in range(amount)
        ]
        return _count(lambda: import_documents(rows, by=officer()))

    def sources_of(amount: int, label: str) -> int:
        for n in range(amount):
            tie = relationship(organisation(code=f"{label}-{n}"), organisation())
            milestone(tie, code=f"{label}-{n}")
        rows = [
            CitationRow(about_type=kind, about_code=f"{label}-{n}", document=f"{label}-{n}")
            for n in range(amount)
            for kind in ("partners.organisation", "partners.milestone", "documents.document")
        ]
        rows = [row for row in rows if row.about_type != "documents.document"]
        return _count(lambda: import_citations(rows, by=officer()))

    few = documents_of(3, "few"), documents_of(3, "few", "x"), sources_of(3, "few")
    many = documents_of(40, "many"), documents_of(40, "many", "x"), sources_of(40, "many")

    assert few == many


def test_an_imported_source_is_known_by_what_it_says():
    about, paper = organisation(code="o"), document(code="d")
    entered = source(about, document=paper, place="tr. 1")

    done = import_citations(
        [
            CitationRow(
                about_type="partners.organisation",
                about_code="o",
                document="d",
                place="tr. 1 ",
            )
        ],
        by=officer(),
    )

    assert done == Imported(unchanged=1)
    assert Citation.objects.get() == entered
