"""On which level of office a title stands, and who may say so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.partners import panels, queries
from banggiao.partners.actions import titles as actions
from banggiao.partners.models import OfficeTitle
from banggiao.partners.titles import BASIS, title_key
from tests.factories.partners import country, title, writer

pytestmark = pytest.mark.django_db

PRINTED = [
    ("Tổng Thanh tra Chính phủ", "minister"),
    ("TỔNG THANH TRA", "minister"),
    ("bà Tổng thanh tra", "minister"),
    ("Phó Tổng Thanh tra Chính phủ", "deputy_minister"),
    ("Quyền Vụ trưởng Vụ Hợp tác quốc tế", "department"),
    ("Phó Thủ tướng Thường trực Chính phủ", "state_leader"),
    ("Thứ trưởng Bộ Nội vụ", "deputy_minister"),
    ("Thủ trưởng đơn vị", ""),
    ("Viện trưởng Viện Khoa học", "department"),
    ("Viện trưởng Viện kiểm sát nhân dân tối cao", "minister"),
    ("Phó Chủ tịch Ủy ban nhân dân TP. Hà Nội", "department"),
    ("Minister of Home Affairs", "minister"),
    ("Minister-Counsellor", "department"),
    ("Ministerial adviser", ""),
    ("Vice Minister", "deputy_minister"),
    ("Deputy Prime Minister and Minister", "state_leader"),
    ("Director-General of the Administrative Evaluation Bureau", "department"),
    ("総務大臣", "minister"),
    ("総務副大臣", "deputy_minister"),
    ("大臣官房長", "department"),
    ("大臣官房付", ""),
    ("副監察総監", "deputy_minister"),
    ("国家監察省監察総監(大臣)", "minister"),
    ("L'inspecteur général", "minister"),
    ("Inspecteur général adjoint du gouvernement", "deputy_minister"),
    ("Mr", ""),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "level"), PRINTED)
def test_a_printed_title_stands_on_a_level(printed, level):
    assert queries.level_of(printed) == level
    assert queries.levels()(printed, None) == level


def test_one_question_serves_one_title_or_all():
    with CaptureQueriesContext(
        connection,
    ) as one:
        queries.level_of("Tổng Thanh tra Chính phủ")
    with CaptureQueriesContext(connection) as many:
        level = queries.levels()
        found = [level(printed, None) for printed, _level in PRINTED]

    assert (len(one), len(many)) == (1, 1)
    assert found == [level for _printed, level in PRINTED]


def test_first_rows_say_that_nobody_confirmed_them():
    assert set(OfficeTitle.objects.values_list("basis", "confirmed_by")) == {(BASIS, "")}


def test_a_level_holds_for_its_days():
    title("Tổng giám sát", level="department", valid_until=dt.date(2019, 12, 31))
    title("Tổng giám sát", level="minister", valid_from=dt.date(2020, 1, 1))

    assert queries.level_of("Tổng giám sát", dt.date(2019, 12, 31)) == "department"
    assert queries.level_of("Tổng giám sát", dt.date(2020, 1, 1)) == "minister"
    assert queries.level_of("Tổng giám sát") == "minister"
    title("Trưởng ban mới", valid_from=dt.date(2024, 1, 1))
    assert queries.level_of("Trưởng ban mới", dt.date(2023, 1, 1)) == ""


def test_a_country_may_mean_another_level():
    title("Secretary", country=country("US"), level="minister")
    title("Inspector General", country=country("US"), level="department")

    assert queries.level_of("Secretary of Commerce") == ""
    assert queries.level_of("Secretary of Commerce", country="US") == "minister"
    assert queries.level_of("Inspector General", country="US") == "department"
    assert queries.level_of("Inspector General", country="VN") == "minister"


class TestWrites:
    @pytest.mark.parametrize("role", ["head", "administrator"])
    def test_a_title_is_entered_and_changed(self, role):
        by = writer(role)
        made = actions.add_title(by=by, title="  Trưởng nhóm ", level="officer", basis="Quy chế")
        changed = actions.change_title(made, by=by, level="department", reason="Cơ quan báo lại")

        assert (changed.title, changed.level) == ("Trưởng nhóm", "department")
        assert changed.title_key == title_key("Trưởng nhóm")
        events = Event.objects.filter(object_code=made.code).order_by("pk")
        assert [(e.action, e.reason) for e in events] == [
            ("partners.title_added", ""),
            ("partners.title_changed", "Cơ quan báo lại"),
        ]
        assert "title_key" not in (events[1].after or {})

    @pytest.mark.parametrize("role", ["officer", "leader", "contributor", "clerk", "auditor"])
    def test_only_heads_and_administrators_may(self, role):
        with pytest.raises(PermissionDenied):
            title(by=writer(role))
        with pytest.raises(PermissionDenied):
            actions.change_title(OfficeTitle.objects.all()[0], by=writer(role), level="officer")

    def test_the_same_title_twice_at_one_time_is_refused(self):
        title("Trưởng nhóm", valid_from=dt.date(2020, 1, 1))
        for span in ({}, {"valid_until": dt.date(2020, 1, 1)}, {"valid_from": dt.date(2025, 1, 1)}):
            with pytest.raises(Refused) as caught:
                title("TRƯỞNG NHÓM", **span)
            assert (caught.value.code, caught.value.field) == ("title_twice", "title")
        title("Trưởng nhóm", valid_until=dt.date(2019, 12, 31))
        title("Trưởng nhóm", country=country("LA"))

    @pytest.mark.parametrize("wrong", [{"basis": ""}, {"level": ""}, {"title_": " . "}])
    def test_an_empty_field_is_refused(self, wrong):
        facts = {"basis": "Quy chế", "level": "officer", "title_": "Trưởng nhóm"} | wrong
        with pytest.raises(ValidationError):
            actions.add_title(by=writer(), title=facts.pop("title_"), **facts)

    def test_rooms_above_take_their_levels_anew(self):
        told: list[str] = []
        panels.LEVELS.add("test", lambda: told.append(queries.level_of("Trưởng nhóm")))
        try:
            made = title("Trưởng nhóm")
            actions.change_title(made, by=writer(), level="department")
        finally:
            panels.LEVELS._providers.pop("test")

        assert told == ["officer", "department"]
