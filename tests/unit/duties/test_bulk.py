"""The bulk action does what the single ones do: records, snapshots, search entries, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import CLEAR, RowsRefused
from banggiao.accounts.models import User
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core.models import SearchEntry
from banggiao.duties.actions.bulk import DutyRow, import_duties
from banggiao.duties.actions.duties import waive_duty
from banggiao.duties.models import Duty
from tests.factories.accounts import make_unit, make_user
from tests.factories.duties import duty, keeper, own_body
from tests.factories.partners import INTERNAL, PUBLIC, RESTRICTED, note, organisation

pytestmark = pytest.mark.django_db


def row(code: str = "c-1", **data: Any) -> DutyRow:
    facts: dict[str, Any] = {"kind": "promise", "name_vi": "Trao đổi đoàn", "promisors": ["giv"]}
    return DutyRow(code=code, **facts | data)


def refused(*rows: DutyRow, by: User | None = None) -> list[tuple[int, str]]:
    """Give row and column of each error; nothing may have been written."""
    events, there = Event.objects.count(), Duty.objects.count()
    with pytest.raises(RowsRefused) as caught:
        import_duties(rows, by=by or keeper())
    assert (Event.objects.count(), Duty.objects.count()) == (events, there)
    return [(error.row, error.column) for error in caught.value.errors]


def test_rows_become_the_duties_the_single_action_makes():
    own_body()
    mic, unit = organisation("Bộ Nội vụ Nhật Bản", code="mic"), make_unit("legal")
    facts: dict[str, Any] = {"due": "2024", "remark": "ghi chú", "basis": "Điều 3"}
    done = import_duties(
        [row(beneficiaries=["mic"], asked_by="mic", unit="legal", **facts)], by=keeper()
    )
    assert str(done) == "1 added, 0 changed, 0 as they were"
    single = duty(
        "Trao đổi đoàn", code="c-2", beneficiaries=[mic], asked_by=mic, unit=unit, **facts
    )
    imported = Duty.objects.get(code="c-1")
    plain = [snapshot(imported), snapshot(single)]
    for one in plain:
        one.pop("code")
        for part in one["parties"]:
            part.pop("id")
            part.pop("duty")
    assert plain[0] == plain[1]
    event = Event.objects.get(action="duties.duties_imported")
    assert event.after == snapshot(imported)
    entries = SearchEntry.objects.filter(kind="duties.duty").values_list("names", "text", "sub")
    first, second = (tuple(entry) for entry in entries)
    assert first[0].replace("c 1", "c 2") == second[0]
    assert first[1:] == second[1:]
    assert verify().broken is None


def test_a_row_knows_its_duty_and_empties_what_it_says_nothing_of():
    own_body()
    full = row(every=12, due="2024", asked_by="giv", basis="Điều 3")
    done = import_duties([full, row("c-2")], by=keeper(), reason="Sổ cũ")
    assert done.codes == ("c-1", "c-2")
    assert Event.objects.order_by("-pk")[0].reason == "Sổ cũ"

    empty = DutyRow(code="c-1", every=CLEAR, due="", asked_by="", basis="")
    assert import_duties([row("c-2"), empty], by=keeper()).outcomes == ("unchanged", "changed")

    now = Duty.objects.get(code="c-1")
    assert (now.every, now.due, now.asked_by, now.basis) == (None, None, None, "")


def test_a_second_run_changes_nothing_and_a_changed_row_one():
    own_body()
    organisation(code="mic")
    rows = [row(), row("c-2", promisors=["giv", "mic"], beneficiaries=["mic"])]
    import_duties(rows, by=keeper())
    events = Event.objects.count()
    assert str(import_duties(rows, by=keeper())) == "0 added, 0 changed, 2 as they were"
    assert Event.objects.count() == events
    again = [row(), row("c-2", promisors=["mic"])]
    assert str(import_duties(again, by=keeper())) == "0 added, 1 changed, 1 as they were"
    changed = Duty.objects.get(code="c-2")
    assert (changed.ours, changed.theirs, changed.version) == (False, True, 2)
    sides = set(changed.parties.values_list("role", "organisation__code"))
    assert sides == {("promisor", "mic"), ("beneficiary", "mic")}


def test_a_date_makes_it_kept_and_an_empty_one_open_again():
    own_body()
    import_duties([row(kept_on="2024-09-20", evidence="Hội thảo")], by=keeper())
    assert Duty.objects.get().progress == "kept"
    import_duties([row(remark="x")], by=keeper())
    assert Duty.objects.get().progress == "kept"
    import_duties([row(kept_on="")], by=keeper())
    assert Duty.objects.get().progress == "open"
    waive_duty(Duty.objects.get(), by=keeper(), reason="Thôi")
    import_duties([row(kept_on="2024")], by=keeper())
    assert Duty.objects.get().progress == "waived"


def test_parties_the_writer_may_not_see_stay():
    own_body()
    organisation(code="hidden", classification=RESTRICTED)
    import_duties([row(promisors=["giv", "hidden"])], by=keeper())
    low = make_user("officer", INTERNAL)
    import_duties([row(beneficiaries=[], name_vi="Tên mới")], by=low)
    assert Duty.objects.get().parties.count() == 2
    assert Duty.objects.get().theirs


def test_a_reference_upward_to_a_room_that_is_not_there_is_kept():
    own_body()
    import_duties([row(about_type="agreements.no_such_thing", about_code="moc")], by=keeper())
    assert Duty.objects.get().about_code == "moc"


def test_all_that_is_wrong_is_said_at_once():
    own_body()
    make_user("officer", INTERNAL)
    hidden = organisation(code="hidden", classification=RESTRICTED)
    source = note(hidden, classification=RESTRICTED, code="secret")
    low = User.objects.get(username="officer")
    assert refused(
        row("a", promisors=[]),
        row("b", promisors=["nobody"]),
        row("c", beneficiaries=["hidden"]),
        row("d", unit="nowhere", asked_by="hidden"),
        row("e", kept_on="2999"),
        row("f", due="sometime"),
        row("g", classification=RESTRICTED),
        row("a"),
        row("h", kind="wish"),
        by=low,
    ) == [
        (1, "promisors"),
        (2, "promisors"),
        (2, "promisors"),
        (3, "beneficiaries"),
        (4, "asked_by"),
        (4, "unit"),
        (5, "kept_on"),
        (6, "due"),
        (7, "classification"),
        (8, "code"),
        (9, "kind"),
    ]
    public = row(about_type="partners.situationnote", about_code=source.code, classification=PUBLIC)
    assert refused(public) == [(1, "classification")]


def test_without_the_right_nothing_is_imported():
    own_body()
    with pytest.raises(PermissionDenied):
        import_duties([row()], by=make_user("leader"))


def test_a_duty_of_a_class_above_the_writers_is_taken_not_shown():
    own_body()
    import_duties([row(classification=RESTRICTED)], by=keeper())
    assert refused(row(), by=make_user("officer", INTERNAL)) == [(1, "code")]


def test_more_rows_ask_no_more_questions():
    own_body()
    organisation(code="mic")
    by = keeper()

    def queries(rows: list[DutyRow]) -> int:
        with CaptureQueriesContext(connection) as caught:
            import_duties(rows, by=by)
        return len(caught)

    few = [row(f"a-{n}", beneficiaries=["mic"]) for n in range(2)]
    many = [row(f"b-{n}", beneficiaries=["mic"]) for n in range(12)]
    assert queries(few) == queries(many)
    changed = [row(f"a-{n}", promisors=["mic"]) for n in range(2)]
    more = [row(f"b-{n}", promisors=["mic"]) for n in range(12)]
    assert queries(changed) == queries(more)
