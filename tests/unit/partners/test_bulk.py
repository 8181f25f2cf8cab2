"""The bulk actions do what the single ones do: records, snapshots, search entries, events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.enums import Role
from banggiao.accounts.models import Unit, User
from banggiao.audit.context import step
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core.enums import Classification
from banggiao.core.models import Record, SearchEntry
from banggiao.partners.actions import organisations, people, relationships
from banggiao.partners.actions.bulk import (
    Imported,
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
from banggiao.partners.models import (
    Country,
    Milestone,
    Organisation,
    Person,
    PersonalDetails,
    Relationship,
    Sighting,
    Succession,
)

pytestmark = pytest.mark.django_db

MIC = {
    "name_vi": "Bộ Nội vụ và Truyền thông",
    "name_en": "Ministry of Internal Affairs and Communications",
    "name_ja": "総務省",
    "name_native": "",
    "abbreviation": "MIC",
    "kind": "ministry",
    "website": "",
    "founded": "2001-01",
    "dissolved": "",
    "remark": "Hòa giải  khiếu nại",
    "classification": int(Classification.PUBLIC),
}


def user(role: Role = Role.OFFICER, clearance: int = Classification.INTERNAL) -> User:
    name = f"{role}-{clearance}"
    return User.objects.get_or_create(
        username=name, defaults={"full_name": name, "role": role, "clearance": clearance}
    )[0]


@pytest.fixture
def by() -> User:
    return user()


def without_keys(data: Any) -> Any:
    """Leave out the database keys of parts: two records that say the same differ in them."""
    if isinstance(data, dict):
        return {n: without_keys(value) for n, value in data.items() if n not in {"id", "post"}}
    return [without_keys(one) for one in data] if isinstance(data, list) else data


def all_of(model: type[Record]) -> list[Any]:
    """Give everything that is stored of the model's records, their parts and search entries."""
    kept = []
    for record in model._default_manager.order_by("code"):
        fields = {
            field.name: getattr(record, field.attname)
            for field in record._meta.concrete_fields
            if field.name not in {"id", "version", "created_at", "changed_at"}
        }
        kept.append((fields, without_keys(snapshot(record))))
    entries = SearchEntry.objects.filter(kind=model._meta.label_lower).order_by("code")
    found = entries.values("code", "labels", "sub", "url", "names", "text", "on")
    # The lines of an entry have no order: they are asked one by one.
    return [*kept, *({**entry, "names": set(entry["names"].split("\n"))} for entry in found)]


def entered_singly(model: type[Record], enter: Callable[[], object]) -> list[Any]:
    """Give what the single actions make, and take it back."""
    with transaction.atomic():
        enter()
        kept = all_of(model)
        transaction.set_rollback(True)
    return kept


def test_an_imported_organisation_is_the_same_as_an_entered_one(by):
    ministry = organisations.add_organisation(
        by=by, code="gov", kind="government", name_vi="Chính phủ"
    )
    names = ("MIC Japan", " Bộ  Nội vụ ", "MIC Japan")
    single = entered_singly(
        Organisation,
        lambda: organisations.add_organisation(
            by=by,
            code="mic",
            country=Country.objects.get(pk="JP"),
            parent=ministry,
            aliases=names,
            **MIC,
        ),
    )

    row = OrganisationRow(code="mic", country="JP", parent="gov", aliases=names, **MIC)  # type: ignore[arg-type]  # texts and one number
    done = import_organisations([row], by=by)

    assert done == Imported(added=1)
    assert all_of(Organisation) == single
    event = Event.objects.get(object_code="mic")
    assert event.action == "partners.organisations_imported"
    assert (event.before, event.after) == (None, snapshot(Organisation.objects.get(code="mic")))
    assert (event.actor, event.classification) == (by.username, Classification.PUBLIC)


def test_an_imported_person_with_posts_is_the_same_as_an_entered_one(by):
    body = organisations.add_organisation(by=by, code="mic", kind="ministry", name_vi="Bộ")
    given: dict[str, Any] = {"name": "Đỗ Văn Ấn", "name_order": "family_first", "remark": "Ghi chú"}
    post: dict[str, Any] = {"name_vi": "Bộ trưởng", "start": "2013", "is_head": True}
    days = ["2014-05", "2015", "2015"]

    def enter() -> None:
        person = people.add_person(by=by, code="p", country=Country.objects.get(pk="VN"), **given)
        people.add_post(person, by=by, organisation=body, known_on=days, **post)
        people.add_post(person, by=by, organisation=None, name_en="Aide", known_on=["2016"])

    single = entered_singly(Person, enter)

    import_people([PersonRow(code="p", country="VN", **given)], by=by)
    import_posts(
        [
            PostRow(person="p", organisation="mic", known_on=days, **post),
            PostRow(person="p", organisation="", name_en="Aide", known_on=["2016"]),
        ],
        by=by,
    )

    assert all_of(Person) == single
    seen = Sighting.objects.order_by("post__number", "pk")
    assert [(s.post.number, str(s.on)) for s in seen] == [(1, "2014-05"), (1, "2015"), (2, "2016")]
    entered, posted = Event.objects.filter(object_code="p").order_by("pk")
    assert posted.before == entered.after
    assert posted.after == snapshot(Person.objects.get())


def test_an_imported_relationship_is_the_same_as_an_entered_one(by):
    countries = Country.objects.in_bulk(["VN", "JP"])
    steps: dict[str, Any] = {"code": "vn-jp-1973", "level": "partnership", "on": "1973"}

    def enter() -> None:
        tie = relationships.add_relationship(
            by=by,
            code="vn-jp",
            party_type="country",
            country_a=countries["VN"],
            country_b=countries["JP"],
            remark="Ghi chú",
        )
        relationships.add_milestone(tie, by=by, name_vi="Đối tác", **steps)

    single = entered_singly(Relationship, enter)

    row = RelationshipRow(
        code="vn-jp",
        party_type="country",
        party_a="VN",
        party_b="JP",
        remark="Ghi chú",
        milestones=[MilestoneRow(name_vi="Đối tác", **steps)],
    )
    import_relationships([row], by=by)

    assert all_of(Relationship) == single
    assert Milestone.objects.get().sort_key
    event = Event.objects.get(object_code="vn-jp")
    assert (event.before, event.after) == (None, snapshot(Relationship.objects.get()))


def test_a_changed_row_is_logged_with_before_and_after_and_the_rest_is_left_alone(by):
    rows = [
        OrganisationRow(code=f"o-{n}", kind="ministry", name_vi=f"Bộ {n}", aliases=(f"B{n}", "X"))
        for n in range(3)
    ]
    import_organisations(rows, by=by)
    before = snapshot(Organisation.objects.get(code="o-1"))
    rows[1] = OrganisationRow(code="o-1", name_en="Ministry", aliases=("X", "Mới"))

    done = import_organisations(rows, by=by)

    assert done == Imported(changed=1, unchanged=2)
    changed = Organisation.objects.get(code="o-1")
    assert (changed.name_vi, changed.name_en, changed.version) == ("Bộ 1", "Ministry", 2)
    assert sorted(a.name for a in changed.aliases.all()) == ["Mới", "X"]
    event = Event.objects.order_by("-pk")[0]
    assert (event.object_code, event.before, event.after) == ("o-1", before, snapshot(changed))
    assert "moi" in SearchEntry.objects.get(code="o-1").names
    assert Organisation.objects.get(code="o-0").version == 1
    assert verify().broken is None


def test_importing_the_same_rows_again_writes_nothing(by):
    everything: list[tuple[Callable[..., Imported], Sequence[Any]]] = [
        (
            import_organisations,
            [
                OrganisationRow(code="old", kind="ministry", name_vi="Cũ", dissolved="2025-02-28"),
                OrganisationRow(
                    code="new",
                    kind="ministry",
                    name_vi="Mới",
                    successor_of=("old",),
                    aliases=("M",),
                ),
            ],
        ),
        (import_people, [PersonRow(code="p", name="Lê Văn A", country="VN")]),
        (import_posts, [PostRow(person="p", organisation="new", name_vi="A", known_on=["2013"])]),
        (
            import_relationships,
            [
                RelationshipRow(
                    code="vn-jp",
                    party_type="country",
                    party_a="VN",
                    party_b="JP",
                    milestones=[MilestoneRow(code="m", level="partnership", name_vi="Đối tác")],
                )
            ],
        ),
    ]
    for action, rows in everything:
        action(rows, by=by)
    events = Event.objects.count()
    versions = list(Organisation.objects.values_list("code", "version", "changed_at"))

    done = [action(rows, by=by) for action, rows in everything]

    assert [(one.added, one.changed) for one in done] == [(0, 0)] * 4
    assert [one.unchanged for one in done] == [2, 1, 1, 1]
    assert Event.objects.count() == events
    assert list(Organisation.objects.values_list("code", "version", "changed_at")) == versions


def test_rows_may_stand_before_the_bodies_they_belong_to(by, settings):
    settings.OWN_BODY = "us"
    rows = [
        OrganisationRow(code="us-unit", kind="department", name_vi="Vụ", parent="us-block"),
        OrganisationRow(code="us-block", kind="office", name_vi="Khối", parent="us"),
        OrganisationRow(code="us", kind="ministry", name_vi="Ta", abbreviation="T"),
        OrganisationRow(code="them", kind="ministry", name_vi="Bạn"),
    ]

    import_organisations(rows, by=by)

    own = Organisation.objects.filter(is_own=True).values_list("code", flat=True)
    assert set(own) == {"us", "us-block", "us-unit"}
    units = {unit.code: unit.parent and unit.parent.code for unit in Unit.objects.all()}
    assert units == {"us": None, "us-block": "us", "us-unit": "us-block"}
    after = Event.objects.get(object_code="us-unit").after or {}
    assert after["is_own"] is True


def test_a_body_that_moves_takes_what_belongs_to_it_along(by, settings):
    settings.OWN_BODY = "us"
    rows = [
        OrganisationRow(code="us", kind="ministry", name_vi="Ta"),
        OrganisationRow(code="a", kind="office", name_vi="A"),
        OrganisationRow(code="b", kind="office", name_vi="B", parent="a"),
        OrganisationRow(code="c", kind="office", name_vi="C", parent="b"),
    ]
    import_organisations(rows, by=by)

    import_organisations(
        [OrganisationRow(code="b", name_en="B"), OrganisationRow(code="a", parent="us")], by=by
    )

    assert not Organisation.objects.filter(is_own=False).exists()
    assert Unit.objects.count() == 4


def test_a_succession_is_part_of_the_older_body(by):
    import_organisations([OrganisationRow(code="old", kind="ministry", name_vi="Cũ")], by=by)

    import_organisations(
        [
            OrganisationRow(
                code="new",
                kind="ministry",
                name_vi="Mới",
                successor_of=("old",),
                succeeded_on="2025-03-01",
            )
        ],
        by=by,
    )

    older = Organisation.objects.get(code="old")
    assert [(s.newer.code, str(s.on)) for s in older.successions.all()] == [("new", "2025-03-01")]
    event = Event.objects.get(object_code="old", before__isnull=False)
    assert event.after == snapshot(older)
    assert older.version == 2


def test_codes_are_made_as_the_single_action_makes_them(by):
    organisations.add_organisation(by=by, kind="ministry", name_vi="Bộ Nội vụ")

    rows = [OrganisationRow(kind="ministry", name_vi="Bộ Nội vụ") for _ in range(3)]
    rows.append(OrganisationRow(kind="ministry", name_ja="総務省"))
    import_organisations(rows, by=by)

    codes = Organisation.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["bo-noi-vu", "bo-noi-vu-2", "bo-noi-vu-3", "bo-noi-vu-4", "organisation"]


def test_one_import_is_one_step(by):
    rows = [PersonRow(code=f"p-{n}", name=f"P {n}") for n in range(3)]
    import_people(rows[:2], by=by)
    with step() as outer:
        import_people(rows[2:], by=by)

    ids = list(Event.objects.order_by("pk").values_list("request_id", flat=True))
    assert ids[0] == ids[1] != ""
    assert ids[2] == outer


def test_personal_details_stay_sealed_through_an_import(by):
    person = people.add_person(by=by, code="p", name="Lê Thị B")
    people.keep_personal_details(person, by=by, email="b@example.org")

    import_people([PersonRow(code="p", name="Lê Thị B", remark="Mới")], by=by)

    event = Event.objects.order_by("-pk")[0]
    assert event.after == snapshot(Person.objects.get(code="p"))
    assert "example.org" not in str(event.after)
    assert PersonalDetails.objects.count() == 1


def _organisations(count: int, label: str) -> list[OrganisationRow]:
    return [
        OrganisationRow(
            code=f"{label}-{n}",
            kind="ministry",
            name_vi=f"Bộ {label} {n}",
            country="VN",
            parent=f"{label}-{n // 10}" if n >= 10 else "",
            aliases=(f"Tên khác {n}",),
        )
        for n in range(count)
    ]


def _count(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_questions_do_not_grow_with_the_rows(by):
    def organisations_of(count: int, label: str) -> int:
        return _count(lambda: import_organisations(_organisations(count, label), by=by))

    def people_of(count: int, label: str) -> int:
        rows = [PersonRow(code=f"{label}-{n}", name=f"Lê {n}", country="VN") for n in range(count)]
        return _count(lambda: import_people(rows, by=by))

    def posts_of(count: int, label: str) -> int:
        rows = [
            PostRow(
                person=f"{label}-{n}",
                organisation=f"{label}-{n}",
                name_vi="Bộ trưởng",
                start="2013",
                is_head=True,
                known_on=["2014"],
            )
            for n in range(count)
        ]
        return _count(lambda: import_posts(rows, by=by))

    few = [organisations_of(20, "few"), people_of(20, "few"), posts_of(20, "few")]
    many = [organisations_of(90, "many"), people_of(90, "many"), posts_of(90, "many")]
    again = organisations_of(90, "many")

    assert many == few
    assert max(few) < 30
    assert again < few[0]


def test_a_changed_row_costs_no_question_of_its_own(by):
    import_organisations(_organisations(40, "o"), by=by)

    def change(count: int) -> int:
        rows = [OrganisationRow(code=f"o-{n}", remark=f"{count}") for n in range(10, 10 + count)]
        return _count(lambda: import_organisations(rows, by=by))

    assert change(2) == change(30)
    assert Succession.objects.count() == 0
