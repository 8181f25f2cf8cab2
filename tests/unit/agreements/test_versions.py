"""The wording of a text: versions, clauses known again, languages side by side."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.agreements.actions import versions
from banggiao.agreements.actions.lineage import link_predecessor
from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.models import Instrument, Version
from banggiao.agreements.queries import versions as read
from banggiao.agreements.texts.split import split_text
from banggiao.agreements.texts.tree import folded, joined
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.duties import own_body
from tests.factories.partners import INTERNAL, RESTRICTED, officer, organisation, writer

pytestmark = pytest.mark.django_db

VI = """Điều 1. Mục đích
Hai Bên trao đổi kinh nghiệm.
Điều 2. Nội dung
1. Trao đổi đoàn;
2. Tổ chức hội thảo."""
VI_LATER = """Điều 1. Mục đích
Hai Bên trao đổi kinh nghiệm.
Điều 2. Kinh phí
Mỗi Bên tự chi trả.
Điều 3. Nội dung
1. Trao đổi đoàn hằng năm;
2. Tổ chức hội thảo."""
EN = """Article 1. Purpose
The Sides exchange experience.
Article 2. Content
1. Exchange of delegations;
2. Workshops."""


def new(text: str, language: str = "vi") -> NewText:
    return NewText(language, split_text(text).nodes)


@pytest.fixture
def memo() -> Instrument:
    return instrument(own_body(), organisation("Bộ Nội vụ Nhật Bản"), name="Bản ghi nhớ")


def enter(memo: Instrument, *texts: NewText, **data: object) -> Version:
    values = {"kind": "ours", "name": "Dự thảo", "classification": INTERNAL} | data
    return add_version(memo, by=writer(), texts=texts, **values)


def wids(version: Version, language: str = "vi") -> dict[str, str]:
    text = version.texts.get(language=language)
    return {row.eid: row.wid for row in text.clauses.all()}


def test_a_text_comes_back_as_it_was_read(memo):
    version = enter(memo, new(VI))

    nodes, _wids = read.nodes_of(version.texts.get())
    assert folded(joined(nodes)) == folded(VI)
    assert version.texts.get().fingerprint == versions.fingerprint(split_text(VI).nodes)
    assert (version.number, version.code) == (1, f"{memo.code}-v1")


def test_clauses_keep_their_ids_when_another_article_comes_between(memo):
    first = enter(memo, new(VI))
    second = enter(memo, new(VI_LATER), before=first, kind="theirs")

    old, later = wids(first), wids(second)
    assert later["art_3"] == old["art_2"]
    assert later["art_3__para_1"] == old["art_2__para_1"]
    assert later["art_2"] not in old.values()
    assert second.number == 2


def test_other_languages_have_the_ids_of_the_first(memo):
    version = enter(memo, new(VI), new(EN, "en"))

    assert wids(version, "en")["art_2__para_1"] == wids(version)["art_2__para_1"]
    lines = read.lines_of(version, read.texts_in_order(version))
    assert all(None not in line.cells for line in lines)


def test_a_clause_is_followed_through_generations(memo):
    first = enter(memo, new(VI), kind="signed", name="Bản ký 2013")
    later = instrument(*(party.organisation for party in memo.parties.all()), name="Sửa đổi")
    later = link_predecessor(later, memo, by=writer(), relation="amends")
    changed = enter(later, new(VI_LATER), before=first, kind="signed", name="Bản ký 2020")
    wid = wids(first)["art_2__para_1"]

    past = read.history_of(later, wid, "vi", officer())

    assert [(one.version, one.clause.eid) for one in past] == [
        (first, "art_2__para_1"),
        (changed, "art_3__para_1"),
    ]
    kept = read.history_of(later, wids(first)["art_1"], "vi", officer())
    assert [one.version for one in kept] == [first]


def test_two_versions_are_compared_clause_by_clause(memo):
    first = enter(memo, new(VI))
    second = enter(memo, new(VI_LATER), before=first)

    changes = read.changes_between(first.texts.get(), second.texts.get())

    by_place = {(c.new or c.old).eid: c for c in changes}
    assert by_place["art_1"].is_same
    assert by_place["art_2"].old is None
    assert not by_place["art_3__para_1"].is_same
    assert len(changes) == len(wids(second))


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([], "text_missing"),
        ([new("")], "text_empty"),
        ([new(VI), new(VI)], "language_twice"),
    ],
)
def test_what_is_no_version_is_refused(memo, texts, code):
    with pytest.raises(Refused) as refused:
        enter(memo, *texts)

    assert refused.value.code == code
    assert not Version.objects.exists()


def test_a_version_of_another_text_does_not_come_before(memo):
    other = instrument(own_body(), organisation(), name="Khác")
    foreign = enter(other, new(VI))

    with pytest.raises(Refused) as refused:
        enter(memo, new(VI), before=foreign)
    assert refused.value.code == "foreign_version"


def test_who_may_not_see_a_version_finds_none(memo):
    enter(memo, new(VI), classification=RESTRICTED)

    assert not read.versions_of(memo, officer())
    assert read.version_numbered(memo, 1, officer()) is None


def test_a_named_person_marks_what_is_equivalent_and_takes_it_back(memo):
    version, head = enter(memo, new(VI), new(EN, "en")), make_user("head")
    wid = wids(version)["art_2"]
    versions.mark_equivalent(version, by=head, wid=wid, languages=("vi", "en"))
    versions.mark_equivalent(version, by=head, wid=wid, languages=("en", "vi"))

    def marks() -> list[object]:
        lines = read.lines_of(version, read.texts_in_order(version))
        return [line.marked[0] for line in lines if line.marked[0]]

    assert len(marks()) == 1
    versions.unmark_equivalent(version, by=writer(), wid=wid, languages=("vi", "en"))
    assert marks() == []
    names = set(Event.objects.values_list("action", flat=True))
    assert {"agreements.clause_equivalent", "agreements.clause_not_equivalent"} <= names
    with pytest.raises(Refused):
        versions.mark_equivalent(version, by=writer(), wid="nowhere", languages=("vi", "en"))


def test_words_of_a_version_never_change_and_what_is_said_of_it_may(memo):
    version = enter(memo, new(VI))
    versions.change_version(version, by=writer(), version=1, name="Dự thảo 1, đã gửi")

    version.refresh_from_db()
    assert (version.name, version.version) == ("Dự thảo 1, đã gửi", 2)
    with pytest.raises(TypeError):
        versions.change_version(version, by=writer(), texts=[new(EN)])


def test_reading_asks_the_same_for_short_and_for_long_texts(memo):
    short = enter(memo, new(VI), new(EN, "en"))
    articles = "\n".join(f"Điều {n}. Mục {n}\nNội dung {n}." for n in range(1, 60))
    long = enter(memo, new(articles), new(EN, "en"))

    def asked(version: Version) -> int:
        found = read.version_numbered(memo, version.number, officer())
        with CaptureQueriesContext(connection) as caught:
            read.lines_of(found, read.texts_in_order(found))
        return len(caught)

    assert asked(short) == asked(long) == 2


articles = st.lists(
    st.text("abcdđêôư ", min_size=3, max_size=40).map(str.strip).filter(bool),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=articles, second=articles)
def test_any_later_version_has_one_id_a_clause_and_keeps_those_of_clauses_that_stay(
    memo, first, second
):
    def text(bodies: list[str]) -> NewText:
        return new("\n".join(f"Điều {n}. Mục\n{body}" for n, body in enumerate(bodies, 1)))

    earlier = enter(memo, text(first))
    later = enter(memo, text(second), before=earlier)

    assert len(set(wids(later).values())) == len(wids(later))

    def by_words(version: Version) -> dict[str, str]:
        rows = version.texts.get().clauses.filter(kind="article")
        return {f"{row.heading}\n{row.body}": row.wid for row in rows}

    old, now = by_words(earlier), by_words(later)
    assert all(now[words] == old[words] for words in old if words in now)
