"""The log cannot be changed, and whoever forces it is found out."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from banggiao.audit.models import Event
from banggiao.audit.seal import START, seal, verify
from banggiao.audit.snapshots import salted_hash
from banggiao.partners.actions import people
from banggiao.partners.models import PersonalDetails
from tests.factories.partners import organisation, person, writer
from tests.flush import triggers_lifted

pytestmark = pytest.mark.django_db


def three() -> list[int]:
    for name in "abc":
        organisation(name)
    return list(Event.objects.order_by("pk").values_list("pk", flat=True))


class TestAppendOnly:
    @pytest.mark.parametrize(
        "tamper",
        [
            lambda: Event.objects.update(reason="Khác"),
            lambda: Event.objects.filter(reason="").update(actor="nobody"),
            lambda: Event.objects.all().delete(),
            lambda: Event.objects.get().delete(),
            lambda: Event.objects.get().save(),
            lambda: connection.cursor().execute("UPDATE audit_event SET reason = 'x'"),
            lambda: connection.cursor().execute("DELETE FROM audit_event"),
        ],
        ids=[
            "update",
            "update some",
            "delete all",
            "delete one",
            "save",
            "raw update",
            "raw delete",
        ],
    )
    def test_the_database_refuses(self, tamper):
        organisation()
        before = list(Event.objects.values())

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            tamper()

        assert list(Event.objects.values()) == before

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
    def test_the_database_refuses_to_empty_the_table(self):
        organisation()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute("TRUNCATE audit_event")


class TestChain:
    def test_begins_at_the_start_and_each_event_seals_the_one_before(self):
        three()
        events = list(Event.objects.order_by("pk"))

        assert [e.previous_hash for e in events] == [START, events[0].hash, events[1].hash]
        assert [e.hash for e in events] == [seal(e) for e in events]

    def test_of_nothing_is_whole(self):
        assert (verify().events, verify().last_hash, verify().broken) == (0, START, None)

    def test_untouched_is_whole(self):
        three()
        verdict = verify()

        assert (verdict.events, verdict.broken) == (3, None)
        assert verdict.last_hash == Event.objects.order_by("-pk")[0].hash

    @pytest.mark.parametrize(
        "change",
        [
            {"reason": "Khác"},
            {"actor": "nobody"},
            {"actor_name": "Không ai"},
            {"action": "partners.person_added"},
            {"object_code": "z"},
            {"object_type": "partners.person"},
            {"about_code": "z"},
            {"about_type": "partners.person"},
            {"classification": 0},
            {"request_id": "z"},
            {"after": {"name_vi": "Giả"}},
            {"before": {}},
            {"previous_hash": START},
            {"hash": "f" * 64},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_shows_a_change_of_any_field(self, change):
        pks = three()
        with triggers_lifted(connection):
            Event.objects.filter(pk=pks[1]).update(**change)

        verdict = verify()

        assert (verdict.events, verdict.broken) == (1, pks[1])

    def test_shows_a_change_of_the_time(self):
        pks = three()
        with triggers_lifted(connection):
            event = Event.objects.get(pk=pks[2])
            Event.objects.filter(pk=pks[2]).update(at=event.at.replace(microsecond=1))

        assert verify().broken == pks[2]

    @pytest.mark.parametrize("which", [0, 1])
    def test_shows_a_removal(self, which):
        pks = three()
        with triggers_lifted(connection):
            Event.objects.filter(pk=pks[which]).delete()

        assert verify().broken == pks[which + 1]

    def test_shows_an_event_put_in(self):
        pks = three()
        forged = Event.objects.get(pk=pks[1])
        Event.objects.bulk_create(
            [
                Event(
                    **{
                        f.attname: getattr(forged, f.attname)
                        for f in Event._meta.concrete_fields
                        if f.attname not in {"id", "hash"}
                    },
                    hash="e" * 64,
                )
            ]
        )

        assert (verify().events, verify().broken) == (3, Event.objects.order_by("-pk")[0].pk)

    def test_shows_a_forgery_whose_seal_is_made_anew(self):
        """Whoever changes one event must seal every later one again."""
        pks = three()
        with triggers_lifted(connection):
            event = Event.objects.get(pk=pks[0])
            event.reason = "Giả"
            Event.objects.filter(pk=pks[0]).update(reason="Giả", hash=seal(event))

        assert verify().broken == pks[1]

    def test_seals_the_time_whatever_the_zone(self, settings):
        three()
        settings.TIME_ZONE = "America/Lima"

        assert verify().broken is None


class TestPersonalDetails:
    DETAILS = {
        "email": "kim@example.kr",
        "phone": "+82 2 360 2000",
        "language": "한국어",
        "diet": "Không ăn lạc",
    }

    def raw(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT before, after, reason FROM audit_event")
            return str(cursor.fetchall())

    def test_stand_in_the_log_only_as_a_seal(self):
        kim = person("Kim")
        details = people.keep_personal_details(kim, by=writer(), **self.DETAILS)
        event = Event.objects.order_by("-pk")[0]

        assert event.before["personal_details"] == []
        [part] = event.after["personal_details"]
        assert part == {"id": details.pk, "seal": salted_hash(details.salt, self.DETAILS)}
        for words in (*self.DETAILS.values(), details.salt):
            assert words not in self.raw()

    def test_seal_tells_a_change_and_depends_on_the_salt(self):
        assert salted_hash("a", {"x": "1"}) != salted_hash("a", {"x": "2"})
        assert salted_hash("a", {"x": "1"}) != salted_hash("b", {"x": "1"})

    def test_of_two_people_have_different_salts(self):
        salts = [
            people.keep_personal_details(person(), by=writer(), **self.DETAILS).salt
            for _ in range(2)
        ]

        assert len({*salts}) == 2

    def test_erasing_keeps_the_chain_whole_and_the_reason(self):
        kim = person("Kim")
        people.keep_personal_details(kim, by=writer(), **self.DETAILS)
        people.erase_personal_details(kim, by=writer(), reason="Theo yêu cầu")

        assert PersonalDetails.objects.count() == 0
        assert (verify().events, verify().broken) == (3, None)
        event = Event.objects.order_by("-pk")[0]
        assert (event.action, event.reason) == (
            "partners.personal_details_erased",
            "Theo yêu cầu",
        )
        assert event.after["personal_details"] == []
