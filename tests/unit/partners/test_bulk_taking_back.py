"""What an import did to partners that were there can be undone by the same bulk actions."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from banggiao.accounts.bulk import Imported, Outcome, RowsRefused
from banggiao.audit.models import Event
from banggiao.audit.snapshots import snapshot
from banggiao.partners.actions.bulk import (
    MilestoneRow,
    OrganisationRow,
    PersonRow,
    PostRow,
    RelationshipRow,
    import_organisations,
    import_people,
    import_posts,
    import_relationships,
)
from banggiao.partners.models import Organisation, Person, Post, Relationship
from tests.factories.partners import RESTRICTED, officer, organisation, person, writer

pytestmark = pytest.mark.django_db

WHY = "Lấy lại lần nhập tệp doi-tac.xlsx"


def last() -> Event:
    return Event.objects.order_by("-pk")[0]


def refused(call: Any, row: Any, reason: str = WHY) -> list[tuple[int, str]]:
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        call([row], by=officer(), reason=reason)
    assert Event.objects.count() == events
    return [(error.row, error.column) for error in caught.value.errors]


def test_the_reason_stands_in_the_log_of_each():
    import_organisations([OrganisationRow(code="o", kind="ministry", name_vi="Bộ")], by=writer())
    rows: list[tuple[Any, Any]] = [
        (import_organisations, OrganisationRow(code="b", kind="ministry", name_vi="Bộ")),
        (import_people, PersonRow(code="p", name="Nguyễn Văn A1")),
        (import_posts, PostRow(person="p", organisation="b", name_vi="Vụ trưởng")),
        (
            import_relationships,
            RelationshipRow(code="r", party_type="country", party_a="VN", party_b="JP"),
        ),
    ]

    for action, row in rows:
        action([row], by=writer(), reason="Sổ cũ")
        assert last().reason == "Sổ cũ"


def test_each_row_knows_its_record_and_what_became_of_it():
    rows = [
        OrganisationRow(kind="ministry", name_vi="Bộ Tư pháp", country="JP"),
        OrganisationRow(code="old", kind="ministry", name_vi="Cũ"),
        OrganisationRow(code="new", kind="ministry", name_vi="Mới"),
    ]
    import_organisations(rows[1:2], by=writer())
    organisation(code="before")

    rows[2] = dataclasses.replace(rows[2], successor_of=["before"])
    done = import_organisations(rows, by=writer())

    assert done.codes == ("bo-tu-phap", "old", "new")
    assert done.outcomes == (Outcome.ADDED, Outcome.UNCHANGED, Outcome.ADDED)
    assert done == Imported(added=2, changed=1)  # the body that the new one followed


def test_a_row_of_a_post_says_what_became_of_the_post():
    person(code="p")
    organisation(code="b")
    first = PostRow(person="p", organisation="b", name_vi="Vụ trưởng", start="2018")
    import_posts([first], by=writer())

    done = import_posts(
        [
            first,
            PostRow(person="p", organisation="b", name_vi="Vụ phó", start="2015", end="2017"),
            dataclasses.replace(first, known_on=["2019"]),
        ],
        by=writer(),
    )

    assert done == Imported(changed=1)
    assert done.codes == ("p", "p", "p")
    assert done.outcomes == (Outcome.UNCHANGED, Outcome.ADDED, Outcome.CHANGED)


def test_posts_and_the_days_of_posts_go():
    person(code="p")
    organisation(code="b")
    kept = PostRow(person="p", organisation="b", name_vi="Vụ trưởng", start="2018")
    import_posts([kept], by=writer())
    man = Person.objects.get(code="p")
    before = snapshot(man)
    import_posts(
        [
            dataclasses.replace(kept, known_on=["2019"]),
            PostRow(person="p", organisation="b", name_vi="Vụ phó", start="2015", end="2017"),
        ],
        by=writer(),
    )
    old, new = Post.objects.order_by("pk")
    day = old.sightings.get()
    events = Event.objects.count()

    done = import_people(
        [PersonRow(code="p", without={"posts": [new.pk], "sightings": [day.pk]})],
        by=officer(),
        reason=WHY,
    )

    assert done == Imported(changed=1)
    assert snapshot(Person.objects.get(code="p")) == before
    assert Event.objects.count() == events + 1
    assert (last().after, last().reason) == (before, WHY)


def test_a_succession_goes_without_its_newer_body():
    organisation(code="old")
    before = snapshot(Organisation.objects.get(code="old"))
    row = OrganisationRow(code="new", kind="ministry", name_vi="Mới", successor_of=["old"])
    import_organisations([row], by=writer())
    gone = Organisation.objects.get(code="old").successions.get()

    import_organisations(
        [OrganisationRow(code="old", without={"successions": [gone.pk]})], by=officer(), reason=WHY
    )

    assert snapshot(Organisation.objects.get(code="old")) == before
    assert last().after == before
    assert Organisation.objects.filter(code="new").exists()


def test_a_step_of_a_tie_goes():
    row = RelationshipRow(code="r", party_type="country", party_a="VN", party_b="JP")
    import_relationships([row], by=writer())
    before = snapshot(Relationship.objects.get())
    steps = [MilestoneRow(code="vn-jp-2014", level="partnership", on="2014", name_vi="Ký kết")]
    import_relationships([dataclasses.replace(row, milestones=steps)], by=writer())
    step = Relationship.objects.get().milestones.get()

    without = dataclasses.replace(row, without={"milestones": [step.pk]})
    assert refused(import_relationships, without, reason="") == [(1, "reason")]
    import_relationships([without], by=officer(), reason=WHY)

    assert snapshot(Relationship.objects.get()) == before
    assert last().after == before


def test_what_is_not_there_or_hidden_cannot_be_taken_out():
    hidden = organisation(code="hidden", classification=RESTRICTED)
    organisation(code="old")
    person(code="p")
    import_posts([PostRow(person="p", organisation="hidden", name_vi="X")], by=writer())
    succession = OrganisationRow(code="hidden", successor_of=["old"])
    import_organisations([succession], by=writer())
    post = Post.objects.get(organisation=hidden)
    followed = Organisation.objects.get(code="old").successions.get()

    assert refused(import_people, PersonRow(code="p", without={"posts": [post.pk]})) == [
        (1, "posts")
    ]
    row = OrganisationRow(code="old", without={"successions": [followed.pk]})
    assert refused(import_organisations, row) == [(1, "successions")]
    row = OrganisationRow(code="old", without={"aliases": [1]})
    assert refused(import_organisations, row) == [(1, "aliases")]


def emptied(filled: dict[str, Any]) -> dict[str, Any]:
    return {name: [] if name == "aliases" else "" for name in filled}


def test_every_column_of_a_body_can_be_emptied_again():
    organisation(code="top")
    organisation(code="b", name_en="Body")
    filled: dict[str, Any] = {
        "name_vi": "Tên khác",
        "name_ja": "機関",
        "name_native": "Stelle",
        "abbreviation": "CQ",
        "country": "JP",
        "parent": "top",
        "website": "https://example.org",
        "founded": "1990",
        "dissolved": "2020",
        "remark": "Ghi chú",
        "aliases": ["Tên cũ"],
    }
    names = {field.name for field in dataclasses.fields(OrganisationRow)}
    not_fields = {"successor_of", "succeeded_on", "without"}
    assert set(filled) == names - not_fields - {"code", "kind", "name_en", "classification"}
    before = snapshot(Organisation.objects.get(code="b"))
    import_organisations([OrganisationRow(code="b", **filled)], by=writer())
    import_organisations([OrganisationRow(code="b", **emptied(filled))], by=writer())

    after = snapshot(Organisation.objects.get(code="b"))
    assert {**after, "name_vi": before["name_vi"]} == before
    assert after["name_vi"] == ""


def test_every_column_of_a_person_can_be_emptied_again():
    person("Nguyễn Văn A1", code="p")
    filled = {
        "name_native": "阮文",
        "form_of_address": "Ông",
        "country": "JP",
        "remark": "Ghi chú",
    }
    names = {field.name for field in dataclasses.fields(PersonRow)} - {"without"}
    assert set(filled) == names - {"code", "name", "name_order", "classification"}
    before = snapshot(Person.objects.get(code="p"))
    import_people([PersonRow(code="p", **filled)], by=writer())
    assert snapshot(Person.objects.get(code="p")) != before
    import_people([PersonRow(code="p", **emptied(filled))], by=writer())

    assert snapshot(Person.objects.get(code="p")) == before
