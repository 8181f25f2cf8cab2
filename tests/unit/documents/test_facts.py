"""The sources of the demo's facts are loaded, and each fact says where it comes from."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.demo import facts_of_documents, facts_of_partners
from banggiao.demo.reading import several, table
from banggiao.documents.models import Citation, Document
from banggiao.documents.queries import find_citing
from tests.factories.partners import PUBLIC, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    facts_of_documents.load_documents()
    facts_of_partners.load_organisations()
    facts_of_partners.load_relationships()
    facts_of_partners.load_people()
    facts_of_partners.load_posts()
    facts_of_documents.load_citations()


def test_sources_and_papers_are_documents(loaded):
    rows = {name: table(name) for name in ("sources", "papers")}
    assert Document.objects.count() == len(rows["sources"]) + len(rows["papers"])
    assert not Document.objects.exclude(classification=PUBLIC).exists()
    for paper in Document.objects.all():
        paper.full_clean()
    for row in rows["sources"]:
        paper = Document.objects.get(code=row["id"])
        assert str(paper) == row["title"]
        assert (paper.kind, paper.address) == (
            "web_page" if row["address"] else "article",
            row["address"],
        )
        stored = "".join(str(value) for value in vars(paper).values())
        assert not row["file"] or row["file"] not in stored

    numbers = Document.objects.exclude(number="").values_list("code", "number")
    assert dict(numbers) == {
        "giv-regulation-1825": "1825/2008/QĐ-TTCP",
        "giv-decision-188-2023": "188/QĐ-TTCP",
        "giv-conclusion-940-2018": "940/KL-TTCP",
        "nq-84-2020": "84/NQ-CP",
        "nq-82-2012": "82/NQ-CP",
    }
    issuers = Document.objects.get(code="vn-coordination-complaints").issuers.order_by("pk")
    assert [i.code for i in issuers][:2] == ["vff", "giv"]
    assert [i.name for i in issuers][1] == "Thanh tra Chính phủ"


def test_every_fact_says_where_it_comes_from(loaded):
    kinds = {
        "partners.organisation": ("organisations", "id"),
        "partners.person": ("people", "id"),
        "partners.milestone": ("relationships", "id"),
        "documents.document": ("papers", "id"),
    }
    cited = set(Citation.objects.values_list("about_type", "about_code", "document__code"))
    for label, (name, key) in kinds.items():
        wanted = {(label, row[key], one) for row in table(name) for one in several(row["source"])}
        assert wanted <= cited
    references = {(label, code) for label, code, _document in cited}
    assert find_citing(references, writer()).keys() == references
    posts = Citation.objects.filter(about_type="partners.person").exclude(remark="")
    assert posts.filter(
        about_code="nguyen-van-thanh",
        document__code="seed-003",
        remark="Phó Tổng Thanh tra Chính phủ",
    ).exists()
    assert verify().broken is None


def test_loading_again_changes_nothing(loaded):
    events = Event.objects.count()

    documents = facts_of_documents.load_documents()
    citations = facts_of_documents.load_citations()

    assert (documents.added, documents.changed) == (0, 0)
    assert (citations.added, citations.changed) == (0, 0)
    assert citations.unchanged == Citation.objects.count() > 300
    assert Event.objects.count() == events


@pytest.mark.parametrize("language", ["vi", "en", "ja"])
def test_every_source_has_a_title_in_every_language(loaded, language):
    with translation.override(language):
        assert all(str(paper) for paper in Document.objects.all())


def test_a_made_up_language_would_be_refused():
    with pytest.raises(ValidationError):
        Document(code="x", kind="law", name_vi="X", language="zz").full_clean()
