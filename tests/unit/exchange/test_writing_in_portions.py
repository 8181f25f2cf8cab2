"""A long file goes through a room's action some rows at a time, and is still all or nothing."""

from __future__ import annotations

import pytest

from banggiao.accounts.bulk import RowError, RowsRefused
from banggiao.activities.models import Activity
from banggiao.audit.models import Event
from banggiao.documents.models import Citation
from banggiao.exchange.actions import writing
from banggiao.exchange.enums import ImportState
from tests.factories.accounts import make_user
from tests.factories.spreadsheets import bring, confirm, log, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user("officer", language="vi")


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 2)


def test_each_row_becomes_its_own_record_and_cites_its_own_place(officer):
    one = confirm(bring(log(*map(visit, range(1, 6))), officer), officer)

    assert one.state == ImportState.DONE
    for row in one.rows.all():
        activity = Activity.objects.get(code=row.target)
        assert activity.name_vi == f"Trao đổi kinh nghiệm số {row.number}"
        assert Citation.objects.get(about_code=row.target).place.endswith(f"dòng {row.row}")
    assert Activity.objects.count() == 5
    events = Event.objects.filter(action="activities.activities_imported")
    assert set(events.values_list("request_id", flat=True)) == {one.step_id}


def test_a_late_refusal_takes_everything_back_and_names_the_row_of_the_file(officer, monkeypatch):
    one = bring(log(*map(visit, range(1, 6))), officer)
    into_room, calls = writing.import_activities, []

    def refuses_the_fourth(rows, **how):
        calls.append(len(rows))
        if len(calls) == 2:
            raise RowsRefused([RowError(2, "headcount", "Không nhận.")])
        return into_room(rows, **how)

    monkeypatch.setattr(writing, "import_activities", refuses_the_fourth)
    one = confirm(one, officer)

    assert calls == [2, 2]
    assert one.state == ImportState.READY
    assert f"{one.rows.get(number=4).row}" in one.message
    assert not Activity.objects.exists()
    assert not Citation.objects.exists()
