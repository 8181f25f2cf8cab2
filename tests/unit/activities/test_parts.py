"""Bodies, people, programme, results and agreed points: what is written and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from banggiao.accounts.enums import Role
from banggiao.accounts.records import set_aside
from banggiao.activities import queries
from banggiao.activities.actions import activities, outcomes, participants, parties, programme
from banggiao.activities.models import Activity
from banggiao.core.errors import Stale
from tests.factories.accounts import make_unit, make_user
from tests.factories.activities import activity, day, last, participant, point, refusal, roles
from tests.factories.duties import keeper, own_body
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    officer,
    organisation,
    person,
    post,
    writer,
)

pytestmark = pytest.mark.django_db
HEAD = writer()


# Bodies


def test_a_body_is_added_and_taken_back_and_what_follows_is_kept():
    giv, record = own_body(), activity(host=organisation(), partners=[])
    assert record.direction == ""
    party = parties.add_party(record, by=officer(), organisation=giv, role="host")
    record.refresh_from_db()
    assert (record.direction, record.version, party.order) == ("in", 2, 2)
    assert last().action == "activities.party_added"
    with pytest.raises(ValidationError):
        parties.add_party(record, by=HEAD, organisation=giv, role="host")
    parties.add_party(record, by=HEAD, organisation=giv, role="chair")
    record.refresh_from_db()
    assert record.is_chaired
    parties.remove_party(party, by=HEAD)
    record.refresh_from_db()
    assert (record.direction, record.is_chaired) == ("", True)
    assert ("giv", "host") not in roles(record)


def test_a_body_the_writer_may_not_see_is_neither_added_nor_removed():
    hidden = organisation(classification=RESTRICTED)
    record = activity(host=hidden)
    with pytest.raises(PermissionDenied):
        parties.add_party(record, by=officer(), organisation=hidden, role="chair")
    with pytest.raises(PermissionDenied):
        parties.remove_party(record.parties.get(), by=officer())
    body = organisation()
    with pytest.raises(PermissionDenied):
        parties.add_party(record, by=writer(Role.CONTRIBUTOR), organisation=body, role="chair")


# People


def test_of_a_person_name_title_and_body_of_that_day_are_filled_in():
    body, man = organisation("Bộ Tư pháp"), person("Trần Văn B2")
    post(man, body, name_vi="Vụ trưởng", start="2015", end="2020-12-31")
    post(man, body, name_vi="Thứ trưởng", start="2021-01-01")
    record = activity(start="2019-03-12")
    written = participant(record, person=man, role="head")
    assert (written.name, written.title, written.organisation) == (
        "Trần Văn B2",
        "Vụ trưởng",
        body,
    )
    later = participant(activity(start="2022-02-03"), person=man)
    assert later.title == "Thứ trưởng"
    own_words = participant(record, person=man, role="speaker", name="Ông B", title="Diễn giả")
    assert (own_words.name, own_words.title, own_words.organisation) == ("Ông B", "Diễn giả", None)
    elsewhere = participant(record, person=man, role="guest", organisation=organisation())
    assert elsewhere.title == ""


def test_a_title_is_filled_in_only_where_one_post_fits():
    man, record = person(), activity(start="2019-03-12")
    assert participant(record, person=man).title == ""
    post(man, name_vi="Chuyên viên", start="2010", end="2012")
    assert participant(record, person=man, role="guest").title == ""
    seen = post(man, name_vi="Phó Vụ trưởng", start="", known_on=["2019-03-12"])
    assert seen.sightings.count() == 1
    assert participant(record, person=man, role="chair").title == "Phó Vụ trưởng"
    post(man, name_vi="Ủy viên", start="2018", end="2021")
    assert participant(record, person=man, role="witness").title == ""
    assert queries.post_on(man, None, HEAD) is None


def test_a_hidden_post_tells_nothing():
    man = person()
    post(man, organisation(classification=RESTRICTED), name_vi="Vụ trưởng", start="2015")
    record = activity()
    assert participant(record, person=man, by=officer()).title == ""
    assert participant(record, person=man, role="head").title == "Vụ trưởng"


def test_participants_are_changed_counted_and_removed():
    record = activity()
    first = participant(record, "Nguyễn Văn A1", role="head", title="Bộ trưởng")
    second = participant(record, "Nguyễn Văn A2")
    participant(record, "Nguyễn Văn A1", role="member")
    participant(record, "Nguyễn Văn A3", role="guest")
    record.refresh_from_db()
    assert (record.people, record.head_level) == (2, "minister")
    assert (first.order, second.order) == (1, 2)
    changed = participants.change_participant(
        first, by=officer(), version=record.version, title="Chuyên viên", reason="Đính chính"
    )
    record.refresh_from_db()
    assert (changed.title, record.head_level) == ("Chuyên viên", "officer")
    assert (last().action, last().reason) == ("activities.participant_changed", "Đính chính")
    with pytest.raises(Stale):
        participants.change_participant(first, by=HEAD, version=1, title="x")
    participants.remove_participant(second, by=HEAD)
    record.refresh_from_db()
    assert record.people == 1
    assert last().action == "activities.participant_removed"


def test_a_participant_has_a_name_and_stands_once_in_a_role():
    record = activity()
    with pytest.raises(ValidationError):
        participant(record, person=None)
    participant(record, "Nguyễn Văn A1")
    with pytest.raises(ValidationError):
        participant(record, "Nguyễn Văn A1")


def test_people_and_bodies_the_writer_may_not_see_are_not_linked():
    man, body = person(classification=RESTRICTED), organisation(classification=RESTRICTED)
    record = activity()
    for data in ({"person": man}, {"name": "Ông C", "organisation": body}):
        with pytest.raises(PermissionDenied):
            participant(record, by=officer(), **data)
    stands = participant(record, person=man)
    assert participants.change_participant(stands, by=officer(), remark="được").person == man
    with pytest.raises(PermissionDenied):
        participants.change_participant(stands, by=officer(), organisation=body)


def test_who_prepares_it_writes_people_programme_results_and_points():
    unit = make_unit("htqt")
    owner = make_user("clerk", INTERNAL)
    ours = make_user("contributor", INTERNAL, unit=unit)
    other = make_user("contributor", INTERNAL, username="other", unit=make_unit("khac"))
    record = activity(lead_unit=unit, owner=owner)
    for by in (owner, ours):
        written = participant(record, by=by)
        participants.remove_participant(written, by=by)
        item = programme.add_item(record, by=by, title="Khai mạc")
        programme.remove_item(item, by=by)
        outcomes.remove_result(outcomes.add_result(record, by=by, text="Đạt"), by=by)
        outcomes.remove_point(point(record, by=by), by=by)
        with pytest.raises(PermissionDenied):
            activities.change_activity(record, by=by, remark="x")
    for by in (other, writer(Role.LEADER), writer(Role.AUDITOR)):
        with pytest.raises(PermissionDenied):
            participant(record, by=by)
        with pytest.raises(PermissionDenied):
            programme.add_item(record, by=by, title="Khai mạc")
    low = make_user("contributor", PUBLIC, username="low", unit=unit)
    with pytest.raises(PermissionDenied):
        outcomes.add_result(record, by=low, text="Đạt")


# Programme


def titles(record: Activity) -> list[str]:
    return [item.title for item in queries.programme(record, HEAD)]


def item(record: Activity, title: str, on: str = "", at: int | None = None, **data: Any) -> Any:
    return programme.add_item(
        record,
        by=HEAD,
        title=title,
        on=day(on) if on else None,
        starts_at=dt.time(at) if at is not None else None,
        **data,
    )


def test_items_take_their_place_by_day_and_hour():
    record = activity(start="2019-03-12", end="2019-03-13")
    item(record, "Tiệc", "2019-03-12", 18)
    item(record, "Hội đàm", "2019-03-12", 9)
    item(record, "Tiễn", "2019-03-13", 8)
    item(record, "Ăn trưa", "2019-03-12", 12)
    item(record, "Cả ngày")
    second = item(record, "Họp báo", "2019-03-12", 12)
    order = ["Hội đàm", "Ăn trưa", "Họp báo", "Tiệc", "Tiễn", "Cả ngày"]
    assert titles(record) == order
    programme.change_item(second, by=HEAD, starts_at=dt.time(7))
    assert titles(record)[0] == "Họp báo"
    assert last().action == "activities.item_changed"
    for number in range(12):  # until no place is free between two
        item(record, f"Xen {number:02}", "2019-03-12", 8)
    assert titles(record)[:14] == ["Họp báo", *(f"Xen {n:02}" for n in range(12)), "Hội đàm"]


def test_an_item_moves_within_its_day():
    record = activity(start="2019-03-12", end="2019-03-13")
    first, second = item(record, "Một", "2019-03-12"), item(record, "Hai", "2019-03-12")
    item(record, "Ba", "2019-03-13")
    programme.move_item(second, by=HEAD, up=True)
    assert titles(record) == ["Hai", "Một", "Ba"]
    assert last().action == "activities.item_moved"
    before = last().pk
    programme.move_item(first, by=HEAD, up=False)
    assert (titles(record), last().pk) == (["Hai", "Một", "Ba"], before)
    programme.move_item(first, by=HEAD, up=True)
    assert titles(record) == ["Một", "Hai", "Ba"]


def test_an_item_outside_the_days_is_refused_where_they_are_known():
    record = activity(start="2019-03-12", end="2019-03-13")
    assert refusal(lambda: item(record, "Sớm", "2019-03-11")) == "outside_days"
    assert refusal(lambda: item(record, "Muộn", "2019-03-14")) == "outside_days"
    fits = item(record, "Vừa", "2019-03-13")
    move = lambda: programme.change_item(fits, by=HEAD, on=day("2019-04-01"))  # noqa: E731  # short
    assert refusal(move) == "outside_days"
    vague = activity(start="2019-03", end="")
    assert item(vague, "Không rõ ngày cuối", "2019-05-01")
    assert item(activity(start=""), "Chưa rõ", "2019-05-01")


def test_an_item_says_what_and_ends_after_it_begins():
    record = activity()
    with pytest.raises(ValidationError):
        item(record, "")
    with pytest.raises(ValidationError):
        item(record, "Ngược", at=9, ends_at=dt.time(8))
    with pytest.raises(PermissionDenied):
        programme.add_item(
            record, by=officer(), title="x", speaker=person(classification=RESTRICTED)
        )
    written = item(record, "Phát biểu")
    with pytest.raises(Stale):
        programme.change_item(written, by=HEAD, version=1, place="x")
    programme.remove_item(written, by=HEAD)
    assert (titles(record), last().action) == ([], "activities.item_removed")


# Results and points


def test_results_are_numbered_changed_and_removed():
    record = activity()
    first = outcomes.add_result(record, by=officer(), text="Ký biên bản", evidence="Biên bản")
    second = outcomes.add_result(record, by=officer(), text="Bàn tiếp", state="in_talks")
    assert (first.number, second.number) == (1, 2)
    outcomes.change_result(second, by=HEAD, state="reached")
    assert last().action == "activities.result_changed"
    outcomes.remove_result(first, by=HEAD)
    assert [r.text for r in queries.results(record)] == ["Bàn tiếp"]
    with pytest.raises(ValidationError):
        outcomes.add_result(record, by=HEAD, text=" ")
    with pytest.raises(Stale):
        outcomes.change_result(second, by=HEAD, version=1, text="x")


def test_a_point_becomes_a_duty_of_the_side_that_does_it():
    giv, body = own_body(), organisation(code="mic")
    record = activity(host=giv, partners=[body], classification=RESTRICTED)
    unit = make_unit("htqt")
    agreed = point(record, "Gửi tài liệu", side="theirs", due="2026-12")
    duty = outcomes.make_duty(agreed, by=keeper(), owner=keeper(), unit=unit)
    assert (duty.kind, str(duty), str(duty.due)) == ("follow_up", "Gửi tài liệu", "2026-12")
    assert (duty.about_type, duty.about_code) == ("activities.activity", record.code)
    assert (duty.classification, duty.owner, duty.unit) == (RESTRICTED, keeper(), unit)
    sides = set(duty.parties.values_list("role", "organisation__code"))
    assert sides == {("promisor", "mic"), ("beneficiary", "giv")}
    assert last().action == "activities.duty_made"
    (line,) = queries.points(record, keeper())
    assert (line.point, line.duty) == (agreed, duty)
    agreed.refresh_from_db()
    for call in (
        lambda: outcomes.make_duty(agreed, by=keeper()),
        lambda: outcomes.change_point(agreed, by=HEAD, text="x"),
        lambda: outcomes.remove_point(agreed, by=HEAD),
    ):
        assert refusal(call) == "is_a_duty"


def test_ours_theirs_and_both():
    giv, body = own_body(), organisation(code="mic")
    record = activity(host=giv, partners=[body])
    for side, expected in (
        ("ours", (True, False)),
        ("theirs", (False, True)),
        ("both", (True, True)),
    ):
        duty = outcomes.make_duty(point(record, side=side), by=keeper(), due="2027-01-05")
        assert ((duty.ours, duty.theirs), str(duty.due)) == (expected, "2027-01-05")


def test_a_side_without_a_body_owes_nothing_and_hidden_bodies_are_left_out():
    hidden = organisation(classification=RESTRICTED)
    record = activity(host=own_body(), partners=[hidden])
    agreed = point(record, side="theirs")
    by = make_user("officer", INTERNAL)
    assert refusal(lambda: outcomes.make_duty(agreed, by=by)) == "no_promisor"
    both = outcomes.make_duty(point(record, side="both"), by=by)
    assert [p.organisation.code for p in both.parties.all()] == ["giv"]


def test_a_long_point_keeps_its_whole_text_in_the_remark():
    text = "Thống nhất " * 60
    duty = outcomes.make_duty(point(activity(), text), by=keeper())
    assert len(duty.name_vi) <= 400
    assert duty.name_vi.endswith("…")
    assert duty.remark == text.strip()


def test_only_officers_and_heads_make_duties():
    owner = make_user("clerk", INTERNAL)
    record = activity(owner=owner)
    agreed = point(record, by=owner)
    with pytest.raises(PermissionDenied):
        outcomes.make_duty(agreed, by=owner)


def test_a_duty_made_by_mistake_is_parted_and_set_aside():
    agreed = point(activity())
    assert refusal(lambda: outcomes.free_point(agreed, by=HEAD, reason="Nhầm")) == "no_duty"
    duty = outcomes.make_duty(agreed, by=keeper())
    assert refusal(lambda: set_aside(duty, by=HEAD, reason="Nhầm")) == "in_use"
    agreed.refresh_from_db()
    assert refusal(lambda: outcomes.free_point(agreed, by=HEAD, reason="")) == "reason_missing"
    assert outcomes.free_point(agreed, by=HEAD, reason="Nhầm").duty is None
    assert last().action == "activities.point_freed"
    assert set_aside(duty, by=HEAD, reason="Nhầm").is_set_aside


def test_points_are_changed_and_removed():
    record = activity()
    agreed = point(record, side="ours")
    with pytest.raises(Stale):
        outcomes.change_point(agreed, by=HEAD, version=1, text="x")
    changed = outcomes.change_point(agreed, by=HEAD, side="both", due="2027", reason="Đính chính")
    assert (changed.side, str(changed.due)) == ("both", "2027")
    outcomes.remove_point(agreed, by=HEAD)
    assert queries.points(record, HEAD) == []
    with pytest.raises(ValidationError):
        point(record, " ")


# What the log tells


def test_an_event_on_something_hidden_is_as_hidden():
    body, man = organisation(classification=RESTRICTED), person(classification=RESTRICTED)
    record = activity(classification=INTERNAL, start="2019-03-12")
    parties.add_party(record, by=HEAD, organisation=body, role="chair")
    assert last().classification == RESTRICTED
    someone = participant(record, person=man, role="head", title="Bộ trưởng")
    record.refresh_from_db()
    assert (record.people, last().classification) == (1, RESTRICTED)
    participants.remove_participant(someone, by=HEAD)
    assert last().classification == RESTRICTED
    programme.add_item(record, by=HEAD, title="Phát biểu", speaker=man)
    assert last().classification == RESTRICTED
    participant(record, "Nguyễn Văn A1")
    assert last().classification == INTERNAL
