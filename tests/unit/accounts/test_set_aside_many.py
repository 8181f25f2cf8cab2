"""Many records leave the register in one step, as each alone would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import NotSetAside, not_found, set_aside_many
from banggiao.accounts.records import bring_back, rests_on, set_aside
from banggiao.activities.actions.bulk import ActivityRow, ParticipantRow, import_activities
from banggiao.activities.models import Activity
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.core.errors import Refused
from banggiao.core.models import SearchEntry
from banggiao.core.references import reference_to
from banggiao.partners.models import Organisation, Person
from tests.factories import plans as plan_factory
from tests.factories.activities import activity, participant
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    note,
    officer,
    organisation,
    person,
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db


def aside(*records: Any, by: Any = None, reason: str = "Nhập nhầm tệp") -> int:
    return set_aside_many([reference_to(one) for one in records], by=by or writer(), reason=reason)


def held_back(*records: Any, by: Any = None) -> list[str]:
    events = Event.objects.count()
    with pytest.raises(NotSetAside) as caught:
        aside(*records, by=by)
    assert Event.objects.count() == events
    return [str(error) for error in caught.value.errors]


def told(event: Event) -> dict[str, Any]:
    names = ("action", "actor", "reason", "object_type", "object_code", "about_type", "about_code")
    return {name: getattr(event, name) for name in (*names, "classification", "before", "after")}


def a_full_activity() -> Activity:
    man = person("Nguyễn Văn A1")
    post(man, organisation("Bộ bạn"), known_on=["2019"])
    visit = activity("Đoàn vào", classification=RESTRICTED)
    participant(visit, person=man)
    return visit


MAKERS: dict[str, Callable[[], Any]] = {
    "activity": a_full_activity,
    "organisation": lambda: organisation("Nhầm", aliases=["Cũ"]),
    "person": lambda: post(person("Nhầm"), organisation(), known_on=["2020"]).person,
    "relationship": lambda: relationship(country("VN"), country("KR")),
    "note": lambda: note(organisation(), classification=RESTRICTED),
    "line": lambda: plan_factory.line(partners=[organisation()]),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_the_log_tells_the_same_as_of_one(make):
    record = make()
    record.refresh_from_db()
    with transaction.atomic():
        set_aside(record, by=writer(), reason="Nhập nhầm tệp")
        single = told(Event.objects.order_by("-pk")[0])
        transaction.set_rollback(True)

    assert aside(record) == 1

    assert told(Event.objects.order_by("-pk")[0]) == single
    now = type(record).objects.get_queryset().get(pk=record.pk)
    assert (now.is_set_aside, now.version) == (True, record.version + 1)
    assert not SearchEntry.objects.filter(code=record.code).exists()
    assert verify().broken is None


def test_all_of_one_step_have_one_id_and_come_back_one_by_one():
    body, man = organisation("Cơ quan"), person("Nguyễn Văn A1")
    before = Event.objects.order_by("-pk")[0].pk

    assert aside(body, man, body) == 2

    events = Event.objects.filter(pk__gt=before)
    assert events.count() == 2
    assert len(set(events.values_list("request_id", flat=True))) == 1
    assert bring_back(body, by=writer()).state == "active"


def test_what_rests_only_on_what_goes_too_does_not_hold_it():
    top = organisation("Bộ")
    part, man = organisation("Cục", parent=top), person("Nguyễn Văn A1")
    post(man, part)
    visit = activity(host=part, partners=[top])
    participant(visit, person=man, organisation=part)

    assert len(held_back(top, part, man)) == 3
    assert aside(top, part, man, visit) == 4


def test_what_belongs_to_a_record_that_left_before_holds_nothing():
    man = person("Nguyễn Văn A1")
    visit = activity()
    participant(visit, person=man)
    assert rests_on(man)

    aside(visit)

    assert not rests_on(man)
    assert aside(man) == 1


def test_each_that_cannot_go_is_named_with_its_reason_and_none_goes():
    free, man = organisation("Tự do"), person("Nguyễn Văn A1")
    used = organisation("Đang dùng")
    post(man, used)
    hidden = organisation("Kín", classification=RESTRICTED)
    frozen = plan_factory.frozen_line("Đoàn ra", year=2024)

    errors = held_back(free, used, hidden, frozen, by=officer())

    assert [error.split(":")[0] for error in errors] == [
        "Đang dùng",
        not_found(hidden.code),
        "Đoàn ra",
    ]
    assert not any("Kín" in error for error in errors)
    assert Organisation.objects.in_register().count() == 3


def test_a_line_of_a_fixed_plan_stays_also_alone():
    frozen = plan_factory.frozen_line("Đoàn ra", year=2024)

    with pytest.raises(Refused) as caught:
        set_aside(frozen, by=writer(), reason="X")

    assert caught.value.code == "plan_frozen"


def test_a_plan_opened_for_an_import_goes_with_its_lines():
    plan = plan_factory.plan(2027)
    line = plan_factory.line(of=plan)

    assert len(held_back(plan)) == 1
    assert aside(plan, line) == 2


def test_it_needs_a_reason_and_the_right():
    body = organisation("Cơ quan")

    with pytest.raises(Refused) as caught:
        aside(body, reason="  ")
    assert caught.value.code == "reason_missing"
    for role in ("leader", "clerk", "auditor", "administrator", "contributor"):
        assert len(held_back(body, by=writer(role))) == 1


def test_unknown_types_and_codes_are_not_found():
    wanted = [("partners.person", "nobody"), ("no.such", "x"), ("partners.country", "JP"), ("", "")]

    with pytest.raises(NotSetAside) as caught:
        set_aside_many(wanted, by=writer(), reason="X")

    assert [error.reference for error in caught.value.errors] == wanted


def test_what_left_already_is_left_alone():
    body = organisation("Cơ quan")
    aside(body)
    events = Event.objects.count()

    assert aside(body) == 0
    assert Event.objects.count() == events


def test_the_number_of_questions_does_not_grow_with_the_records():
    by = officer(INTERNAL)
    organisation("Bộ", code="body")
    for number in range(4):
        person(f"Nguyễn Văn A{number}", code=f"p-{number}")

    def rows(start: int, number: int) -> list[ActivityRow]:
        return [
            ActivityRow(
                code=f"a-{n}",
                kind="meeting",
                name_vi=f"Làm việc {n}",
                start="2019-03",
                partners=["body"],
                participants=[ParticipantRow(person=f"p-{m}") for m in range(4)],
                stage="held",
            )
            for n in range(start, start + number)
        ]

    def asked(codes: list[str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            set_aside_many([("activities.activity", code) for code in codes], by=by, reason="X")
        return len(queries)

    import_activities(rows(0, 33), by=by)
    few = asked([f"a-{n}" for n in range(3)])
    many = asked([f"a-{n}" for n in range(3, 33)])

    assert many == few
    assert Activity.objects.in_register().count() == 0
    assert Person.objects.in_register().count() == 4
