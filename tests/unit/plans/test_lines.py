"""Lines of a draft plan: entered, changed, copied, set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from banggiao.accounts.models import User
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from banggiao.core.search import find
from banggiao.plans.actions import lines, plans
from banggiao.plans.actions.lines import in_year
from banggiao.plans.models import PlanLine
from tests.factories.accounts import make_unit, make_user
from tests.factories.agreements import instrument
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, officer, organisation, writer
from tests.factories.plans import approved, frozen_line, lead_unit, line, plan, planner

pytestmark = pytest.mark.django_db


def last() -> Event:
    event = Event.objects.order_by("-pk").first()
    assert event
    return event


def refuses(code: str, call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def contributor() -> User:
    return make_user("contributor", unit=make_unit("phap-che"))


def test_a_line_is_entered_with_all_it_says():
    partner = organisation("Bộ Nội vụ và Truyền thông Nhật Bản")
    record = line("Đoàn ra Nhật Bản", partners=[partner], start="2026-34", cost=5, mode="online")
    assert (record.code, record.number, record.standing) == ("plan-2026-1", 1, "planned")
    assert [p.organisation for p in record.partners.all()] == [partner]
    assert (str(record.now_start), record.now_cost, record.now_mode) == ("2026-34", 5, "online")
    assert str(record.period_earliest) == "2026-04-01"
    assert str(record.period_latest) == "2026-06-30"
    assert last().action == "plans.planline_added"
    assert (last().about_type, last().about_code) == ("plans.plan", "plan-2026")
    assert last().after["partners"][0]["organisation"] == {
        "ref": ["partners.organisation", partner.code]
    }


def test_numbers_are_never_used_again():
    first = line()
    line()
    lines.set_aside_line(first, by=planner(), reason="Nhập nhầm")
    assert line().number == 3


def test_a_line_is_found_by_its_words():
    line("Đoàn ra Nhật Bản", purpose="Sửa đổi bản ghi nhớ", basis="Thư mời", place="Tokyo")
    for words in ("doan ra", "ban ghi nho", "thu moi", "tokyo"):
        assert [hit.code for hit in find(officer(), words)] == ["plan-2026-1"]


def test_a_line_changes_and_a_stale_save_is_refused():
    record = line(start="2026-05")
    changed = lines.change_line(record, by=planner(), version=1, start="2026-07-03", cost=9)
    assert (str(changed.now_start), changed.now_cost) == ("2026-07-03", 9)
    assert str(changed.period_latest) == "2026-07-03"
    assert last().action == "plans.planline_changed"
    with pytest.raises(Stale):
        lines.change_line(record, by=planner(), version=1, cost=10)


def test_a_submitted_plan_takes_no_line_and_says_what_to_do():
    record = line()
    plans.submit_plan(plan(), by=planner())
    told = refuses("plan_frozen", line)
    with override("en"):
        assert "submitted" in str(told.message)
    refuses("plan_frozen", lambda: lines.change_line(record, by=planner(), cost=1))


def test_an_approved_plan_takes_no_line_but_by_adjustment():
    record = frozen_line()
    told = refuses("plan_frozen", line)
    with override("en"):
        assert "adjustment" in str(told.message)
    refuses("plan_frozen", lambda: lines.change_line(record, by=planner(), cost=1))
    refuses("plan_frozen", lambda: lines.change_line(record, by=planner(), partners=[]))
    refuses("plan_frozen", lambda: lines.set_aside_line(record, by=planner(), reason="x"))


def test_who_sees_to_a_frozen_line_and_its_class_may_change():
    record = frozen_line()
    owner = make_user("officer", 2)
    changed = lines.change_line(record, by=planner(), owner=owner, classification=RESTRICTED)
    assert (changed.owner, changed.classification) == (owner, RESTRICTED)


def test_a_line_for_a_closed_year_is_refused():
    record = frozen_line(year=2024)
    plans.close_plan(plan(2024), by=planner())
    told = refuses("plan_closed", lambda: line(of=plan(2024)))
    assert "2024" in str(told.message)
    refuses("plan_closed", lambda: lines.change_line(record, by=planner(), owner=None))
    refuses("plan_closed", lambda: lines.set_aside_line(record, by=planner(), reason="x"))


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("date_outside_year", {"start": "2025-12"}),
        ("date_outside_year", {"start": None, "end": "2027-01"}),
        ("line_class_lower", {"classification": PUBLIC}),
    ],
)
def test_a_line_that_cannot_be_is_refused(code: str, given: dict[str, Any]):
    refuses(code, lambda: line(**given))
    record = line()
    refuses(code, lambda: lines.change_line(record, by=planner(), **given))


def test_a_line_over_the_turn_of_the_year_belongs_to_it():
    assert line(start="2026-12-30", end="2027-01-02").pk


def test_a_line_has_its_plans_class_unless_it_says_otherwise():
    assert line(of=plan(2027, classification=RESTRICTED)).classification == RESTRICTED
    assert line(of=plan(2028, classification=PUBLIC)).classification == PUBLIC


def test_a_class_above_clearance_is_refused():
    user = make_user("officer", INTERNAL)
    refuses("class_above_clearance", lambda: line(by=user, classification=RESTRICTED))


def test_who_sees_to_it_is_cleared_and_has_an_account():
    refuses(
        "owner_not_cleared",
        lambda: line(classification=RESTRICTED, owner=make_user("officer", 1)),
    )
    refuses("owner_closed", lambda: line(owner=make_user("clerk", 2, is_active=False)))


def test_partners_one_may_not_see_are_refused_and_stay():
    secret, seen = organisation(classification=RESTRICTED), organisation()
    user = make_user("officer", 1)
    with pytest.raises(PermissionDenied):
        line(by=user, partners=[secret])
    record = line(partners=[secret, seen])
    lines.change_line(record, by=user, partners=[])
    assert [p.organisation for p in record.partners.all()] == [secret]


def test_an_agreement_one_may_not_see_is_refused_but_stays():
    secret = instrument(classification=RESTRICTED)
    user = make_user("officer", 1)
    with pytest.raises(PermissionDenied):
        line(by=user, instrument=secret)
    record = line(instrument=secret)
    assert lines.change_line(record, by=user, cost=3).instrument == secret


def test_a_contributor_registers_the_wishes_of_the_own_unit(contributor: User):
    record = line(by=contributor, lead_unit=contributor.unit)
    assert lines.change_line(record, by=contributor, cost=7).cost == 7
    assert lines.set_aside_line(record, by=contributor, reason="Thôi").is_set_aside
    assert not lines.bring_back_line(record, by=contributor).is_set_aside


def test_a_contributor_writes_no_line_of_another_unit(contributor: User):
    mine, other = line(lead_unit=contributor.unit), line()
    calls: list[Callable[[], Any]] = [
        lambda: line(by=contributor),
        lambda: line(by=contributor, lead_unit=None),
        lambda: lines.change_line(other, by=contributor, cost=1),
        lambda: lines.change_line(mine, by=contributor, lead_unit=lead_unit()),
        lambda: lines.set_aside_line(other, by=contributor, reason="x"),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()
    approved(plan())
    with pytest.raises(PermissionDenied):
        lines.change_line(mine, by=contributor, owner=None)


@pytest.mark.parametrize("role", ["leader", "clerk", "auditor", "administrator"])
def test_others_write_no_line(role: str):
    record, user = line(), make_user(role, unit=lead_unit())
    calls: list[Callable[[], Any]] = [
        lambda: line(by=user),
        lambda: lines.change_line(record, by=user, cost=1),
        lambda: lines.copy_lines(plan(2027), [record], by=user),
        lambda: lines.set_aside_line(record, by=user, reason="x"),
        lambda: lines.bring_back_line(record, by=user),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


def test_a_line_is_set_aside_with_a_reason_and_brought_back():
    record = line()
    refuses("reason_missing", lambda: lines.set_aside_line(record, by=planner(), reason=" "))
    lines.set_aside_line(record, by=planner(), reason="Nhập nhầm")
    assert last().action == "plans.planline_set_aside"
    assert find(writer(), str(record)) == []
    lines.bring_back_line(record, by=planner())
    assert last().action == "plans.planline_brought_back"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-05-12", "2026-05"),
        ("2025-05", "2026-05"),
        ("2025-34?", "2026-34"),
        ("2025", None),
        ("2025-01/2025-03", None),
        ("XXXX-05", None),
    ],
)
def test_a_date_moves_to_the_new_year_as_far_as_that_makes_sense(date: str, expected: str | None):
    moved = in_year(PlanLine(start=date).start, 2026)
    assert (str(moved) if moved else None) == expected


def test_lines_of_last_year_are_copied_into_a_draft():
    seen, secret = organisation(), organisation(classification=RESTRICTED)
    old = line(
        "Đoàn ra Lào",
        of=plan(2025),
        start="2025-05-12",
        end="2025-05-15",
        partners=[seen, secret],
        cost=4,
        basis="Họp thường niên",
    )
    other = line("Hội thảo", of=plan(2025), kind="workshop")
    user = make_user("officer", 1)
    first, second = lines.copy_lines(plan(2026), [old, other], by=user)
    assert (str(first), first.number, str(first.start), str(first.end)) == (
        *("Đoàn ra Lào", 1),
        *("2026-05", "2026-05"),
    )
    assert (first.cost, first.basis, first.code) == (4, "Họp thường niên", "plan-2026-1")
    assert [p.organisation for p in first.partners.all()] == [seen]
    assert second.kind == "workshop"
    assert last().action == "plans.planline_added"


def test_copying_is_refused_where_it_makes_no_sense():
    old = line(of=plan(2025))
    refuses("no_line_chosen", lambda: lines.copy_lines(plan(2026), [], by=planner()))
    refuses("same_plan", lambda: lines.copy_lines(plan(2025), [old], by=planner()))
    frozen_line(year=2026)
    refuses("plan_frozen", lambda: lines.copy_lines(plan(2026), [old], by=planner()))
    hidden = line(of=plan(2025), classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        lines.copy_lines(plan(2027), [hidden], by=make_user("officer", 1))
