"""What each action does, whole, and what it refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from banggiao.accounts.actions import close_account
from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.accounts.records import bring_back, set_aside
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.core.errors import Refused, Stale
from banggiao.core.models import SearchEntry
from banggiao.duties.actions import duties
from banggiao.duties.models import Duty
from tests.factories.accounts import make_unit, make_user
from tests.factories.duties import duty, keeper, kept, own_body
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, note, organisation, writer

pytestmark = pytest.mark.django_db


def refusal(call: Callable[[], object]) -> str:
    """Give the code of the refusal; nothing may have been written."""
    events = Event.objects.count()
    with pytest.raises(Refused) as caught:
        call()
    assert Event.objects.count() == events
    return caught.value.code


def last() -> Event:
    return Event.objects.order_by("-pk")[0]


def sides(record: Duty) -> set[tuple[str, str]]:
    return set(record.parties.values_list("role", "organisation__code"))


# Entering


def test_a_duty_is_entered_with_its_parties_event_and_search_entry():
    mic = organisation("Bộ Nội vụ Nhật Bản", code="mic")
    mofa = organisation("Bộ Ngoại giao", code="mofa")
    unit = make_unit("legal")
    owner = make_user("officer")
    by = keeper()
    record = duties.add_duty(
        by=by,
        promisors=[own_body()],
        beneficiaries=[mic],
        name_vi="Góp ý dự thảo",
        kind="opinion",
        due="2026-03",
        basis="Điều 12",
        asked_by=mofa,
        unit=unit,
        owner=owner,
        remark="Gấp",
    )
    record.refresh_from_db()
    assert (record.code, record.progress, record.ours, record.theirs) == (
        "gop-y-du-thao",
        "open",
        True,
        False,
    )
    assert record.due_latest == dt.date(2026, 3, 31)  # type: ignore[attr-defined]  # a bound
    assert sides(record) == {("promisor", "giv"), ("beneficiary", "mic")}
    event = last()
    assert (event.action, event.object_code, event.actor) == (
        "duties.duty_added",
        record.code,
        by.username,
    )
    assert event.after is not None
    assert event.after["owner"] == {"ref": ["accounts.user", str(owner.pk)]}
    assert len(event.after["parties"]) == 2
    entry = SearchEntry.objects.get(kind="duties.duty", code=record.code)
    assert "bo" not in f"{entry.names} {entry.text}".split()
    assert (entry.sub["en"], entry.on) == ("Opinion asked of us · March 2026", dt.date(2026, 3, 1))
    assert verify().broken is None


@pytest.mark.parametrize(
    ("owe", "ours", "theirs"), [("us", True, False), ("them", False, True), ("both", True, True)]
)
def test_whose_duty_it_is_follows_from_who_owes_it(owe: str, ours: bool, theirs: bool):
    own, partner = own_body(), organisation()
    record = duty(promisors={"us": [own], "them": [partner], "both": [own, partner]}[owe])
    assert (record.ours, record.theirs) == (ours, theirs)


def test_without_anybody_who_owes_it_nothing_is_entered():
    assert refusal(lambda: duty(promisors=[])) == "no_promisor"
    assert not Duty.objects.exists()


def test_a_class_above_the_writers_clearance_is_refused():
    own_body()
    by = make_user("officer", INTERNAL)
    assert refusal(lambda: duty(by=by, classification=RESTRICTED)) == "class_above_clearance"


@pytest.mark.parametrize("link", ["promisors", "beneficiaries", "asked_by"])
def test_a_body_that_the_writer_may_not_see_cannot_be_named(link: str):
    hidden = organisation(classification=RESTRICTED)
    by = make_user("officer", INTERNAL)
    own_body()
    named: dict[str, Any] = {link: hidden if link == "asked_by" else [hidden]}
    with pytest.raises(PermissionDenied):
        duty(by=by, **named)
    assert not Duty.objects.exists()


def test_an_owner_must_be_cleared_and_have_an_open_account():
    low = make_user("contributor", INTERNAL)
    own_body()
    assert refusal(lambda: duty(owner=low, classification=RESTRICTED)) == "owner_not_cleared"
    make_user("administrator", PUBLIC)
    gone = make_user("clerk", RESTRICTED)
    close_account(gone, by=User.objects.get(username="administrator"), reason="Nghỉ")
    gone.refresh_from_db()
    assert refusal(lambda: duty(owner=gone)) == "owner_closed"


def test_a_duty_has_at_least_the_class_of_the_record_it_comes_from():
    source = note(organisation(), classification=INTERNAL)
    own_body()
    assert refusal(lambda: duty(about=source, classification=PUBLIC)) == "origin_class_higher"
    record = duty(about=source, classification=INTERNAL)
    assert (record.about_type, record.about_code) == ("partners.situationnote", source.code)


def test_a_record_it_comes_from_must_be_there_and_visible():
    hidden = note(organisation(), classification=RESTRICTED)
    by = make_user("officer", INTERNAL)
    own_body()
    assert refusal(lambda: duty(about=hidden, by=by)) == "origin_unknown"
    for label in ("agreements.no_such_model", "nonsense", "accounts.user", "partners.alias"):
        assert (
            refusal(lambda label=label: duty(about_type=label, about_code="x"))  # type: ignore[misc]  # bound now
            == "origin_unknown"
        )


# Changing


def test_a_change_is_logged_with_its_reason_and_raises_the_version():
    record = duty(due="2026")
    changed = duties.change_duty(
        record, by=keeper(), version=1, reason="Đính chính", name_vi="Tên khác", due="2025"
    )
    assert (str(changed.due), changed.version) == ("2025", 2)
    event = last()
    assert (event.action, event.reason) == ("duties.duty_changed", "Đính chính")
    assert event.before is not None
    assert event.before["due"] == "2026"


def test_another_due_date_needs_a_ground_the_first_one_does_not():
    record = duty()
    record = duties.change_duty(record, by=keeper(), due="2026")
    assert refusal(lambda: duties.change_duty(record, by=keeper(), due="2027")) == "ground_missing"
    assert refusal(lambda: duties.change_duty(record, by=keeper(), due="")) == "ground_missing"


def test_a_stale_change_is_refused_with_what_is_stored():
    record = duty()
    duties.change_duty(record, by=keeper(), version=1, remark="một")
    with pytest.raises(Stale) as caught:
        duties.change_duty(record, by=keeper(), version=1, remark="hai")
    assert caught.value.current.remark == "một"  # type: ignore[attr-defined]  # a duty


def test_parties_are_replaced_and_the_side_follows():
    partner = organisation()
    record = duty(beneficiaries=[partner])
    changed = duties.change_duty(record, by=keeper(), promisors=[partner], beneficiaries=[])
    assert sides(changed) == {("promisor", partner.code)}
    assert (changed.ours, changed.theirs) == (False, True)
    assert refusal(lambda: duties.change_duty(record, by=keeper(), promisors=[])) == "no_promisor"
    assert sides(changed) == {("promisor", partner.code)}


def test_parties_the_writer_may_not_see_stay():
    hidden = organisation(classification=RESTRICTED)
    record = duty(promisors=[own_body(), hidden], beneficiaries=[hidden])
    by = make_user("officer", INTERNAL)
    changed = duties.change_duty(record, by=by, promisors=[own_body()], beneficiaries=[])
    assert ("promisor", hidden.code) in sides(changed)
    assert ("beneficiary", hidden.code) in sides(changed)
    assert changed.theirs


def test_a_hidden_body_that_asked_does_not_stop_others_from_changing():
    hidden = organisation(classification=RESTRICTED)
    record = duty(asked_by=hidden)
    by = make_user("officer", INTERNAL)
    changed = duties.change_duty(record, by=by, remark="xong", asked_by=record.asked_by)
    assert changed.asked_by_id == hidden.pk


def test_handing_over_changes_who_sees_to_it():
    owner, unit = make_user("officer"), make_unit("legal")
    record = duty()
    handed = duties.hand_over(record, by=keeper(), unit=unit, owner=owner, reason="Phân công")
    assert (handed.owner, handed.unit) == (owner, unit)
    assert (last().action, last().reason) == ("duties.duty_handed_over", "Phân công")


def test_postponing_logs_the_ground():
    record = duty(due="2026-01-31")
    later = duties.postpone_duty(record, by=keeper(), due="2026-02-28", ground="Bạn xin lùi")
    assert str(later.due) == "2026-02-28"
    assert (last().action, last().reason) == ("duties.duty_postponed", "Bạn xin lùi")


@pytest.mark.parametrize(
    ("due", "ground", "code"),
    [
        ("2027", " ", "ground_missing"),
        ("", "Lý do", "due_missing"),
        ("2026", "Lý do", "due_unchanged"),
    ],
)
def test_postponing_is_refused_without_ground_or_new_date(due: str, ground: str, code: str):
    record = duty(due="2026")
    call = lambda: duties.postpone_duty(record, by=keeper(), due=due, ground=ground)  # noqa: E731  # read once
    assert refusal(call) == code


def test_a_due_date_that_is_none_is_reported_at_its_field():
    with pytest.raises(ValidationError) as caught:
        duty(due="sometime")
    assert "due" in caught.value.error_dict


# How a duty ends


def test_keeping_records_day_and_evidence():
    record = duties.record_kept(duty(), by=keeper(), on="2024-09", evidence="Báo cáo 12")
    record.refresh_from_db()
    assert (record.progress, str(record.kept_on), record.evidence) == (
        "kept",
        "2024-09",
        "Báo cáo 12",
    )
    assert last().action == "duties.duty_kept"


def test_keeping_is_refused_in_the_future_and_without_a_day():
    record, by = duty(), keeper()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert refusal(lambda: duties.record_kept(record, by=by, on=tomorrow.isoformat())) == (
        "kept_in_future"
    )
    assert refusal(lambda: duties.record_kept(record, by=by, on="")) == "kept_on_missing"
    this_year = str(timezone.localdate().year)  # some of its days have come
    assert duties.record_kept(record, by=by, on=this_year).progress == "kept"


def test_waiving_keeps_the_reason_and_logs_it():
    record = duties.waive_duty(duty(), by=keeper(), reason="Hai bên thôi")
    assert (record.progress, record.waived_reason) == ("waived", "Hai bên thôi")
    assert (last().action, last().reason) == ("duties.duty_waived", "Hai bên thôi")
    other = duty()
    assert refusal(lambda: duties.waive_duty(other, by=keeper(), reason=" ")) == "reason_missing"


def test_opening_again_takes_back_how_it_ended():
    record = duties.record_kept(duty(), by=keeper(), on="2024", evidence="Nhầm")
    record = duties.reopen_duty(record, by=keeper(), reason="Chưa xong")
    record.refresh_from_db()
    assert (record.progress, record.kept_on, record.evidence) == ("open", None, "")
    assert last().before is not None
    assert last().before["evidence"] == "Nhầm"  # type: ignore[index]  # just looked
    waived = duties.waive_duty(duty(), by=keeper(), reason="Thôi")
    assert duties.reopen_duty(waived, by=keeper(), reason="Lại cần").waived_reason == ""
    assert refusal(lambda: duties.reopen_duty(record, by=keeper(), reason="x")) == "open_already"
    done = kept("2024")
    assert refusal(lambda: duties.reopen_duty(done, by=keeper(), reason="")) == "reason_missing"


ENDINGS: list[Callable[[Duty, User], Any]] = [
    lambda d, by: duties.record_kept(d, by=by, on="2024"),
    lambda d, by: duties.waive_duty(d, by=by, reason="Thôi"),
    lambda d, by: duties.postpone_duty(d, by=by, due="2030", ground="Lùi"),
    lambda d, by: duties.hand_over(d, by=by, unit=None, owner=None),
]


@pytest.mark.parametrize("call", ENDINGS, ids=["keep", "waive", "postpone", "hand over"])
def test_what_is_over_stays_as_it_is(call: Callable[[Duty, User], Any]):
    done = kept("2024-01-01")
    assert refusal(lambda: call(done, keeper())) == "kept_already"
    waived = duties.waive_duty(duty(), by=keeper(), reason="Thôi")
    assert refusal(lambda: call(waived, keeper())) == "waived_already"


def test_setting_aside_and_bringing_back_take_it_out_of_the_search_box_and_in_again():
    record = duty()
    set_aside(record, by=keeper(), reason="Trùng")
    assert not SearchEntry.objects.filter(kind="duties.duty").exists()
    bring_back(record, by=keeper())
    assert SearchEntry.objects.filter(kind="duties.duty").exists()


def test_an_organisation_that_owes_something_is_not_set_aside():
    partner = organisation()
    duty(promisors=[partner])
    assert refusal(lambda: set_aside(partner, by=writer(), reason="Nhầm")) == "in_use"


# Rights


def test_only_officers_and_heads_write():
    record = duty()
    own = [own_body()]
    facts: dict[str, Any] = {"name_vi": "X", "kind": "promise"}
    calls: list[Callable[[User], object]] = [
        lambda by: duties.add_duty(by=by, promisors=own, **facts),
        lambda by: duties.change_duty(record, by=by, remark="x"),
        lambda by: duties.hand_over(record, by=by, unit=None, owner=None),
        lambda by: duties.postpone_duty(record, by=by, due="2030", ground="x"),
        lambda by: duties.record_kept(record, by=by, on="2024"),
        lambda by: duties.waive_duty(record, by=by, reason="x"),
        lambda by: duties.reopen_duty(record, by=by, reason="x"),
        lambda by: set_aside(record, by=by, reason="x"),
    ]
    others = set(Role.values) - {"officer", "head"}
    for role in sorted(others):
        by = make_user(role, RESTRICTED)
        for call in calls:
            with pytest.raises(PermissionDenied):
                call(by)


def test_nobody_changes_what_they_may_not_see():
    record = duty(classification=RESTRICTED)
    by = make_user("officer", INTERNAL)
    with pytest.raises(PermissionDenied):
        duties.change_duty(record, by=by, remark="x")
    with pytest.raises(PermissionDenied):
        duties.record_kept(record, by=by, on="2024")


def test_the_owner_and_contributors_of_the_lead_unit_record_that_it_was_kept():
    unit, other = make_unit("legal"), make_unit("office")
    leader = make_user("leader", username="owner")
    contributor = make_user("contributor", unit=unit)
    stranger = make_user("contributor", username="stranger", unit=other)
    clerk = make_user("clerk", unit=unit)
    assert duties.record_kept(duty(owner=leader), by=leader, on="2024").progress == "kept"
    assert duties.record_kept(duty(unit=unit), by=contributor, on="2024").progress == "kept"
    record = duty(unit=unit)
    for by in (stranger, clerk):
        with pytest.raises(PermissionDenied):
            duties.record_kept(record, by=by, on="2024")
