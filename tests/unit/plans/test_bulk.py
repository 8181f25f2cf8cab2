"""Many lines of draft plans at once do what the single actions do."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import CLEAR, Imported, Outcome, RowsRefused, set_aside_many
from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core.models import SearchEntry
from banggiao.partners.models import Country, Organisation
from banggiao.plans.actions import lines
from banggiao.plans.actions.bulk import PlanLineRow, import_plan_lines
from banggiao.plans.models import PlanLine
from tests.factories.accounts import make_unit, make_user
from tests.factories.agreements import instrument
from tests.factories.partners import INTERNAL, RESTRICTED, officer, organisation, writer
from tests.factories.plans import approved, frozen_line, lead_unit, line, plan, planner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    plan(2026)
    lead_unit()
    organisation("Bộ Nội vụ và Truyền thông", code="mic")
    organisation("Cơ quan dự", code="guests")


def row(code: str = "", **data: Any) -> PlanLineRow:
    facts: dict[str, Any] = {
        "kind": "delegation_out",
        "name_vi": f"Đoàn {code}",
        "start": "2026-05",
        "lead_unit": "htqt",
    }
    where = {} if "plan" in data or "year" in data else {"year": 2026}
    return PlanLineRow(code=code, **facts | where | data)


def stored(code: str) -> PlanLine:
    found: PlanLine = PlanLine.objects.get_queryset().get(code=code)
    return found


def refused(*rows: PlanLineRow, by: User | None = None) -> list[tuple[int, str]]:
    before = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        import_plan_lines(rows, by=by or officer())
    assert Event.objects.count() == before
    return [(error.row, error.column) for error in caught.value.errors]


def sentence(one: PlanLineRow) -> str:
    with pytest.raises(RowsRefused) as caught:
        import_plan_lines([one], by=officer())
    return str(caught.value.errors[0].message)


def without_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: without_keys(value) for name, value in data.items() if name != "id"}
    return [without_keys(one) for one in data] if isinstance(data, list) else data


def all_of(code: str) -> list[Any]:
    record = stored(code)
    entry = SearchEntry.objects.filter(code=code).values("labels", "sub", "url", "names", "text")
    event = Event.objects.filter(object_code=code).order_by("-pk")[0]
    told = (event.about_type, event.about_code, event.classification, without_keys(event.after))
    return [without_keys(snapshot(record)), list(entry), record.sort_key, record.number, told]


FACTS: dict[str, Any] = {
    "kind": "delegation_out",
    "mode": "in_person",
    "name_vi": " Đoàn  ra Nhật Bản",
    "name_en": "Visit to Japan",
    "place": "Tokyo",
    "purpose": "Học tập",
    "topic": "training",
    "start": "2026-34",
    "end": "2026-35",
    "level": "department",
    "people": 6,
    "days": 5,
    "cost": 210_500_000,
    "funding": "state_budget",
    "basis": "Thư mời",
    "remark": "Gộp",
}


def test_an_imported_line_is_the_same_as_an_entered_one():
    memo, owner = instrument(code="memo"), make_user("officer", username="lan")
    with transaction.atomic():
        line("Trước")
        lines.add_line(
            plan(),
            by=planner(),
            country=Country.objects.get(code="JP"),
            lead_unit=lead_unit(),
            owner=owner,
            instrument=memo,
            partners=Organisation.objects.filter(code__in=["mic", "guests"]).order_by("pk"),
            **FACTS,
        )
        single = all_of("plan-2026-2")
        transaction.set_rollback(True)
    line("Trước")

    done = import_plan_lines(
        [
            PlanLineRow(
                year=2026,
                country="JP",
                lead_unit="htqt",
                owner="lan",
                instrument="memo",
                partners=["mic", "guests", "mic"],
                **FACTS,
            )
        ],
        by=officer(),
        reason="Phụ lục kế hoạch 2026",
    )

    assert (done, done.codes) == (Imported(added=1), ("plan-2026-2",))
    assert all_of("plan-2026-2") == single
    event = Event.objects.order_by("-pk")[0]
    assert (event.action, event.reason) == ("plans.planlines_imported", "Phụ lục kế hoạch 2026")


def test_new_lines_get_the_next_numbers_of_their_plans_in_the_order_of_the_rows():
    plan(2027)
    line("Có trước")
    import_plan_lines(
        [
            row(name_vi="Một"),
            row(name_vi="Hai", plan="plan-2027", start="2027"),
            row("own-code", name_vi="Ba"),
            row(name_vi="Bốn", year=2027, start="2027"),
        ],
        by=officer(),
    )

    found = PlanLine.objects.get_queryset().exclude(name_vi="Có trước").order_by("pk")
    assert list(found.values_list("code", "number", "name_vi")) == [
        ("plan-2026-2", 2, "Một"),
        ("plan-2027-1", 1, "Hai"),
        ("own-code", 3, "Ba"),
        ("plan-2027-2", 2, "Bốn"),
    ]


def test_a_code_that_is_taken_gets_another_ending():
    import_plan_lines([row("plan-2026-3"), row(), row()], by=officer())

    codes = set(PlanLine.objects.get_queryset().values_list("code", flat=True))
    assert codes == {"plan-2026-3", "plan-2026-2", "plan-2026-3-2"}


def test_a_second_run_changes_nothing_and_a_changed_row_changes_one_line():
    rows = [row("a", partners=["mic"]), row("b", cost=5), row("c")]
    done = import_plan_lines(rows, by=officer())
    assert (done, done.codes) == (Imported(added=3), ("a", "b", "c"))
    events = Event.objects.count()

    assert import_plan_lines(rows, by=officer()) == Imported(unchanged=3)
    assert Event.objects.count() == events
    rows[0] = row("a", partners=["guests"], start="2026-07-03")
    again = import_plan_lines(rows, by=officer())

    assert again.outcomes == (Outcome.CHANGED, Outcome.UNCHANGED, Outcome.UNCHANGED)
    changed = stored("a")
    assert [partner.organisation.code for partner in changed.partners.all()] == ["guests"]
    assert (str(changed.now_start), str(changed.period_latest)) == ("2026-07-03", "2026-07-03")
    assert Event.objects.count() == events + 1
    assert verify().broken is None


def test_a_line_may_leave_out_its_plan_and_does_not_move():
    plan(2027)
    import_plan_lines([row("a")], by=officer())

    import_plan_lines([PlanLineRow(code="a", place="Tokyo")], by=officer())
    assert stored("a").place == "Tokyo"
    assert refused(PlanLineRow(code="a", year=2027)) == [(1, "year")]
    assert refused(PlanLineRow(code="a", plan="plan-2027")) == [(1, "plan")]


def test_all_that_is_wrong_comes_together_and_nothing_is_written():
    organisation("Kín", code="hidden", classification=RESTRICTED)
    instrument(code="secret", classification=RESTRICTED)
    plan(2030, classification=RESTRICTED)
    closed = make_user("officer", username="gone")
    closed.is_active = False
    closed.save()
    rows = [
        row("fine"),
        row("a", year=2028),
        row("b", year=2030, start="2030"),
        row("c", plan="none"),
        row("d", kind="party"),
        row("e", classification=RESTRICTED),
        row("f", start="hôm qua"),
        row("g", start="2027"),
        row("h", partners=["hidden"]),
        row("fine"),
        row("i", instrument="secret"),
        row("j", country="XX"),
        row("k", lead_unit="none"),
        row("l", owner="nobody"),
        row("m", owner="gone"),
        row("n", people=-4),
        row("o", name_vi=""),
        PlanLineRow(kind="meeting", name_vi="Không kế hoạch"),
    ]

    assert refused(*rows) == [
        (2, "year"),
        (3, "year"),
        (4, "plan"),
        (5, "kind"),
        (6, "classification"),
        (7, "start"),
        (8, "start"),
        (9, "partners"),
        (10, "code"),
        (11, "instrument"),
        (12, "country"),
        (13, "lead_unit"),
        (14, "owner"),
        (15, "owner"),
        (16, "people"),
        (18, "plan"),
    ]
    assert refused(row("fine"), row("o", name_vi="")) == [(2, "")]
    assert refused(row("fine"), row("p", end="2025-12", start="2026")) == [(2, "")]


def test_a_line_has_its_plans_class_and_none_below_it():
    plan(2030, classification=RESTRICTED)
    import_plan_lines([row("a", year=2030, start="2030")], by=writer())
    assert stored("a").classification == RESTRICTED

    low = row("b", year=2030, start="2030", classification=INTERNAL)
    assert refused(low, by=writer()) == [(1, "classification")]


def test_a_plan_that_is_no_draft_takes_no_line_and_no_change():
    fixed = frozen_line("Đoàn ra", year=2024)
    said = {"year": 2024, "start": "2024"}

    assert refused(row(**said)) == [(1, "plan")]
    assert sentence(row(**said)) == sentence(PlanLineRow(code=fixed.code, cost=9))
    assert sentence(PlanLineRow(code=fixed.code, partners=["mic"])) == sentence(row(**said))


def test_of_a_fixed_line_the_same_again_is_left_alone_and_what_no_paper_approves_changes():
    fixed = frozen_line("Đoàn ra", year=2024)
    same = PlanLineRow(code=fixed.code, name_vi="Đoàn ra", start="2024-05", partners=[])
    make_user("officer", username="lan")

    assert import_plan_lines([same], by=officer()) == Imported(unchanged=1)
    import_plan_lines([dataclasses.replace(same, owner="lan")], by=officer())

    assert str(stored(fixed.code).owner) == "Test Officer"


def test_a_contributor_writes_lines_of_the_own_unit():
    mine = make_unit("phap-che")
    contributor = make_user("contributor", unit=mine)

    import_plan_lines([row("a", lead_unit="phap-che")], by=contributor)
    import_plan_lines([row("b")], by=officer())

    assert refused(row("c"), by=contributor) == [(1, "lead_unit")]
    assert refused(PlanLineRow(code="a", lead_unit="htqt"), by=contributor) == [(1, "lead_unit")]
    assert refused(PlanLineRow(code="b", cost=1), by=contributor) == [(1, "code")]
    approved(plan(2026))
    assert refused(PlanLineRow(code="a", cost=1), by=contributor) == [(1, "code")]


@pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_import_nothing(role):
    with pytest.raises(PermissionDenied):
        import_plan_lines([], by=writer(role))
    with pytest.raises(PermissionDenied):
        import_plan_lines([], by=make_user("contributor"))


def test_partners_one_may_not_see_stay():
    hidden = organisation("Kín", code="hidden", classification=RESTRICTED)
    import_plan_lines([row("a", partners=["mic", "hidden"])], by=writer())

    import_plan_lines([row("a", partners=["guests"])], by=officer())

    codes = {partner.organisation.code for partner in stored("a").partners.all()}
    assert codes == {"guests", hidden.code}


def test_every_column_can_be_emptied_again():
    make_user("officer", username="lan")
    instrument(code="memo")
    import_plan_lines([row("a")], by=officer())
    before = snapshot(stored("a"))
    names = {field.name for field in dataclasses.fields(PlanLineRow)}
    filled: dict[str, Any] = {
        **{name: value for name, value in FACTS.items() if name not in {"kind", "name_vi"}},
        "name_ja": "日本訪問",
        "name_native": "Besuch",
        "country": "JP",
        "lead_unit": "htqt",
        "owner": "lan",
        "instrument": "memo",
        "partners": ["mic"],
    }
    assert set(filled) == names - {"code", "plan", "year", "kind", "name_vi", "classification"}
    import_plan_lines([PlanLineRow(code="a", **filled)], by=officer())
    empty: dict[type, Any] = {int: CLEAR, list: []}
    emptied = {name: empty.get(type(value), "") for name, value in filled.items()}
    import_plan_lines(
        [PlanLineRow(code="a", **emptied | {"start": "2026-05", "lead_unit": "htqt"})],
        by=officer(),
    )

    assert snapshot(stored("a")) == before


def test_an_import_is_taken_back_as_one():
    done = import_plan_lines([row(), row()], by=officer())

    set_aside_many([("plans.planline", c) for c in done.codes], by=officer(), reason="Nhầm tệp")

    assert not PlanLine.objects.in_register().exists()


def test_the_number_of_questions_does_not_grow_with_the_rows():
    def asked(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    def rows(start: int, number: int, **data: Any) -> list[PlanLineRow]:
        parts: dict[str, Any] = {"partners": ["mic"], "country": "JP", "lead_unit": "htqt"}
        return [row(f"t-{n}", **parts | data) for n in range(start, start + number)]

    few = asked(lambda: import_plan_lines(rows(0, 3), by=officer()))
    many = asked(lambda: import_plan_lines(rows(10, 30), by=officer()))
    assert many == few

    changed: dict[str, Any] = {"partners": ["guests"], "cost": 4}
    few = asked(lambda: import_plan_lines(rows(0, 3, **changed), by=officer()))
    many = asked(lambda: import_plan_lines(rows(10, 30, **changed), by=officer()))
    assert many == few
