"""Each action leaves exactly one event, and a change without its event does not stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from banggiao.accounts.records import bring_back, set_aside
from banggiao.audit import context, vocabulary
from banggiao.audit.actions import Change, record_changes, recorded
from banggiao.audit.models import Event
from banggiao.audit.snapshots import snapshot
from banggiao.core.enums import RecordState
from banggiao.core.models import SearchEntry
from banggiao.core.references import resolve
from banggiao.core.writing import save
from banggiao.partners.actions import notes, organisations, people, relationships
from banggiao.partners.models import Organisation
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
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

BY = officer()


def ref(record: Any) -> dict[str, list[str]]:
    return {"ref": [record._meta.label_lower, record.code]}


def new_events(act: Callable[[], Any]) -> list[Event]:
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    act()
    return list(Event.objects.filter(pk__gt=last).order_by("pk"))


def changed(event: Event) -> dict[str, tuple[Any, Any]]:
    """Give the fields whose value before is not that after."""
    before, after = event.before or {}, event.after or {}
    return {
        name: (before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    }


class World:
    """The records that the actions below work on."""

    def __init__(self) -> None:
        self.a = organisation("Cơ quan A", code="a")
        self.b = organisation("Cơ quan B", code="b")
        self.kim = person("Kim", code="kim")
        self.held = post(self.kim, self.a, name_vi="Vụ trưởng", start="2020")
        self.tie = relationship(self.a, self.b, code="tie")
        self.step = milestone(self.tie, code="step")
        self.written = note(self.a, "Ghi chú", code="note")
        self.succession = organisations.record_succession(self.a, organisation(code="c"), by=BY)


ACTIONS: dict[str, tuple[str, str, Callable[[World], Any]]] = {
    "add_organisation": (
        "partners.organisation_added",
        "new",
        lambda _w: organisations.add_organisation(by=BY, code="new", name_vi="Mới", kind="office"),
    ),
    "change_organisation": (
        "partners.organisation_changed",
        "a",
        lambda w: organisations.change_organisation(w.a, by=BY, reason="Vì", name_vi="Khác"),
    ),
    "change_aliases": (
        "partners.organisation_changed",
        "a",
        lambda w: organisations.change_organisation(w.a, by=BY, reason="Vì", aliases=["x"]),
    ),
    "set_aside": (
        "partners.organisation_set_aside",
        "b",
        lambda w: [
            set_aside(w.tie, by=BY, reason="Trước"),
            set_aside(w.b, by=BY, reason="Vì"),
        ],
    ),
    "record_succession": (
        "partners.succession_recorded",
        "b",
        lambda w: organisations.record_succession(w.b, w.a, by=BY, reason="Vì", on="2020"),
    ),
    "remove_succession": (
        "partners.succession_removed",
        "a",
        lambda w: organisations.remove_succession(w.succession, by=BY, reason="Vì"),
    ),
    "add_person": (
        "partners.person_added",
        "lee",
        lambda _w: people.add_person(by=BY, code="lee", name="Lee"),
    ),
    "change_person": (
        "partners.person_changed",
        "kim",
        lambda w: people.change_person(w.kim, by=BY, reason="Vì", name="Kim K."),
    ),
    "add_post": (
        "partners.post_added",
        "kim",
        lambda w: people.add_post(w.kim, by=BY, organisation=w.b, known_on=["2021"]),
    ),
    "change_post": (
        "partners.post_changed",
        "kim",
        lambda w: people.change_post(w.held, by=BY, reason="Vì", end="2024"),
    ),
    "see_in_post": (
        "partners.post_changed",
        "kim",
        lambda w: people.change_post(w.held, by=BY, reason="Vì", known_on=["2021-05"]),
    ),
    "remove_post": (
        "partners.post_removed",
        "kim",
        lambda w: people.remove_post(w.held, by=BY, reason="Vì"),
    ),
    "keep_personal_details": (
        "partners.personal_details_kept",
        "kim",
        lambda w: people.keep_personal_details(w.kim, by=BY, email="kim@example.kr"),
    ),
    "add_relationship": (
        "partners.relationship_added",
        "vn-kr",
        lambda _w: relationship(country("VN"), country("KR"), by=BY, code="vn-kr"),
    ),
    "change_relationship": (
        "partners.relationship_changed",
        "tie",
        lambda w: relationships.change_relationship(w.tie, by=BY, reason="Vì", remark="R"),
    ),
    "add_milestone": ("partners.milestone_added", "tie", lambda w: milestone(w.tie, by=BY)),
    "change_milestone": (
        "partners.milestone_changed",
        "tie",
        lambda w: relationships.change_milestone(w.step, by=BY, reason="Vì", on="2015"),
    ),
    "remove_milestone": (
        "partners.milestone_removed",
        "tie",
        lambda w: relationships.remove_milestone(w.step, by=BY, reason="Vì"),
    ),
    "add_note": ("partners.note_added", "n", lambda w: note(w.a, by=BY, code="n")),
    "change_note": (
        "partners.note_changed",
        "note",
        lambda w: notes.change_note(w.written, by=BY, reason="Vì", headline="Khác"),
    ),
    "set_note_aside": (
        "partners.situationnote_set_aside",
        "note",
        lambda w: set_aside(w.written, by=BY, reason="Vì"),
    ),
}


@pytest.mark.parametrize("case", ACTIONS.values(), ids=ACTIONS.keys())
def test_each_action_leaves_one_event_with_who_what_why_and_the_record_around_it(case):
    name, code, act = case
    world = World()

    event = new_events(lambda: act(world))[-1]

    assert (event.action, event.object_code, event.actor, event.actor_name) == (
        name,
        code,
        "officer",
        "Lê Cán Bộ",
    )
    assert event.reason == ("Vì" if says_why(act) else "")
    record: Any = event_record(event)
    assert event.after == snapshot(record)
    assert changed(event) != {}
    assert (event.before is None) is (record.version == 1)


def says_why(act: Callable) -> bool:
    return "Vì" in {*act.__code__.co_consts}


def event_record(event: Event) -> Any:
    reference = (event.object_type, event.object_code)
    return resolve([reference], writer())[reference]


FULL = {
    "sqlite": "CREATE TRIGGER audit_event_full BEFORE INSERT ON audit_event "
    "BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "postgresql": "CREATE TRIGGER audit_event_full BEFORE INSERT ON audit_event "
    "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
}


@pytest.mark.parametrize("case", ACTIONS.values(), ids=ACTIONS.keys())
def test_no_action_stands_without_its_event(case):
    _name, _code, act = case
    world = World()
    before = everything()
    connection.cursor().execute(FULL[connection.vendor])  # goes with the test's own rollback

    with pytest.raises(DatabaseError, match="append-only"):
        act(world)

    assert everything() == before


def everything() -> list[Any]:
    """Give all rows of the room, its search entries and how many events there are."""
    models = [*apps.get_app_config("partners").get_models(), SearchEntry]
    return [list(model._default_manager.order_by("pk").values()) for model in models] + [
        Event.objects.count()
    ]


class TestWhatIsLogged:
    def test_of_a_new_record_is_all_of_it(self):
        [event] = new_events(
            lambda: organisation(
                "Bộ A", by=BY, code="a", country=country("KR"), founded="2008-02", aliases=["x"]
            )
        )

        assert event.before is None
        assert event.after == {
            "code": "a",
            "classification": INTERNAL,
            "state": "active",
            "name_vi": "Bộ A",
            "name_en": "",
            "name_ja": "",
            "name_native": "",
            "kind": "ministry",
            "country": {"ref": ["partners.country", "KR"]},
            "parent": None,
            "abbreviation": "",
            "website": "",
            "founded": "2008-02",
            "dissolved": None,
            "remark": "",
            "is_own": False,
            "aliases": event.after["aliases"],
            "successions": [],
        }
        [alias] = event.after["aliases"]
        assert (alias["name"], alias["organisation"]) == (
            "x",
            {"ref": ["partners.organisation", "a"]},
        )

    def test_of_a_change_is_what_differs(self):
        w = World()
        [event] = new_events(
            lambda: organisations.change_organisation(w.a, by=BY, parent=w.b, remark="Mới")
        )

        assert changed(event) == {"parent": (None, ref(w.b)), "remark": ("", "Mới")}

    def test_of_a_post_are_its_days_too(self):
        w = World()
        [event] = new_events(lambda: people.change_post(w.held, by=BY, known_on=["2021-05"]))

        [(before, after)] = changed(event).values()
        assert [before[0]["sightings"], [s["on"] for s in after[0]["sightings"]]] == [
            [],
            ["2021-05"],
        ]

    def test_of_a_note_leads_to_its_partner(self):
        w = World()
        [added] = new_events(lambda: note(w.a, by=BY))
        [aside] = new_events(lambda: set_aside(w.written, by=BY, reason="Vì"))

        assert (added.about_type, added.about_code) == ("partners.organisation", "a")
        assert (aside.about_type, aside.about_code) == ("partners.organisation", "a")

    def test_of_a_country_is_its_new_name_and_the_ground(self):
        [event] = new_events(
            lambda: organisations.rename_country(
                country("LA"), by=writer(), basis="Công văn 1", name_vi="CHDCND Lào"
            )
        )

        assert (event.action, event.object_code, event.reason) == (
            "partners.country_renamed",
            "LA",
            "Công văn 1",
        )
        assert changed(event)["name_vi"] == ("Lào", "CHDCND Lào")

    def test_is_nothing_when_nothing_changed(self):
        w = World()

        assert new_events(lambda: organisations.change_organisation(w.a, by=BY)) == []
        assert new_events(lambda: bring_back(w.a, by=BY)) == []

    def test_bringing_back_is_one_event(self):
        w = World()
        set_aside(w.written, by=BY, reason="Vì")

        [event] = new_events(lambda: bring_back(w.written, by=BY, reason="Lại"))

        assert (event.action, event.reason) == ("partners.situationnote_brought_back", "Lại")
        assert changed(event) == {"state": (RecordState.SET_ASIDE, RecordState.ACTIVE)}

    def test_follows_the_units_that_become_ours(self):
        own = organisation(code="giv", country=country("VN"))
        top = organisation(code="top")
        organisation(code="below", parent=top)

        events = new_events(lambda: organisations.change_organisation(top, by=BY, parent=own))

        assert [(e.object_code, sorted(changed(e))) for e in events] == [
            ("top", ["is_own", "parent"]),
            ("below", ["is_own"]),
        ]


class TestClassOfAnEvent:
    def test_is_the_highest_around_the_change(self):
        record = organisation(code="x", classification=PUBLIC)
        up = new_events(
            lambda: organisations.change_organisation(
                record, by=writer(), classification=RESTRICTED
            )
        )
        down = new_events(
            lambda: organisations.change_organisation(record, by=writer(), classification=PUBLIC)
        )

        assert [e.classification for e in (*up, *down)] == [RESTRICTED, RESTRICTED]

    def test_counts_what_the_record_hangs_on(self):
        body = organisation(classification=RESTRICTED)

        [event] = new_events(lambda: note(body, classification=PUBLIC))

        assert event.classification == RESTRICTED

    def test_counts_hidden_links_when_nothing_else_changed(self):
        kim = person()
        secret = organisation(classification=RESTRICTED)
        [only] = new_events(lambda: post(kim, secret))
        [mixed] = new_events(
            lambda: organisations.change_organisation(
                organisations.add_organisation(by=BY, code="m", name_vi="M", kind="office"),
                by=writer(),
                parent=secret,
                remark="Mở",
            )
        )[1:]

        assert (only.classification, mixed.classification) == (RESTRICTED, INTERNAL)


class TestVocabulary:
    def test_a_name_nobody_registered_cannot_be_logged(self):
        record = organisation()

        def dance() -> None:
            with transaction.atomic(), recorded("partners.danced", record, by=BY):
                record.remark = "X"
                save(record)

        with pytest.raises(LookupError, match=r"partners\.danced is not registered"):
            dance()

        assert Organisation.objects.get(pk=record.pk).remark == ""

    def test_a_name_can_be_registered_once(self):
        with pytest.raises(ValueError, match="registered twice"):
            vocabulary.register({"partners.note_added": "Lần hai"})

    def test_an_old_name_stands_for_itself(self):
        assert vocabulary.label("partners.long_gone") == "partners.long_gone"


class TestTransaction:
    @pytest.mark.django_db(transaction=True)
    def test_is_required(self):
        record = organisation()
        change = Change("partners.organisation_changed", record, {}, {"a": 1})

        with pytest.raises(transaction.TransactionManagementError):
            record_changes([change], by=BY)

        assert Event.objects.filter(object_code=record.code).count() == 1

    def test_a_refused_change_leaves_no_event(self):
        w = World()
        count = Event.objects.count()

        with pytest.raises(ValidationError):
            organisations.change_organisation(w.a, by=BY, name_vi="")

        assert Event.objects.count() == count


class TestStep:
    def test_gives_all_events_of_it_one_id(self):
        with context.step() as one:
            events = new_events(lambda: (organisation(), organisation()))
        with context.step() as two:
            more = new_events(organisation)
        outside = new_events(organisation)

        assert [e.request_id for e in (*events, *more, *outside)] == [one, one, two, ""]
        assert one != two


def test_the_log_stands_on_an_event_once():
    organisation()
    event = Event.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(
            **{
                field.attname: getattr(event, field.attname)
                for field in Event._meta.concrete_fields
                if not field.primary_key
            }
        )
