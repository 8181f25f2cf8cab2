"""What readers are told of the past, and what leaves no trace."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import override

from banggiao.audit.models import Event
from banggiao.audit.presenting import facts_of, headlines, present
from banggiao.audit.queries import as_of, events_visible_to, history_of
from banggiao.partners.actions import notes, organisations, people
from banggiao.partners.models import Organisation
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
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


def told(record: Any, viewer: Any = None) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Give the history as a page would tell it, in English: what, and each line."""
    viewer = viewer or officer()
    with override("en"):
        shown = present(list(history_of(record, viewer)), viewer)
    return [
        (event["action_label"], [(c.label, c.before, c.after) for c in event["changes"]])
        for event in shown
    ]


class TestPresenting:
    def test_tells_each_field_in_words(self):
        record = organisation("Bộ A", code="a", country=country("KR"), founded="2008-02")
        organisations.change_organisation(
            record,
            by=officer(),
            kind="ombudsman",
            country=country("JP"),
            founded="2009",
            classification=PUBLIC,
            parent=organisation("Chính phủ"),
            aliases=["Tên khác"],
        )

        what, lines = told(record)[0]

        assert what == "Organisation changed"
        assert lines == [
            ("Class", "Internal", "Public"),
            ("Kind", "Ministry", "Ombudsman"),
            ("Country", "South Korea", "Japan"),
            ("Belongs to", "", "Chính phủ"),
            ("Exists since", "February 2008", "2009"),
            ("Other names", "", "Tên khác"),
        ]

    def test_tells_a_new_record_by_what_it_holds(self):
        record = organisation("Bộ A", code="a", by=officer())

        [event] = present(list(history_of(record, officer())), officer(), "/h/")

        assert (event["is_new"], event["actor"], event["reason"]) == (True, "Lê Cán Bộ", "")
        assert event["as_of_url"] == f"/h/?as_of={timezone.localdate():%Y-%m-%d}"
        assert [line.before for line in event["changes"]] == [""] * len(event["changes"])

    def test_tells_only_the_part_that_changed(self):
        kim = person("Kim")
        post(kim, organisation("A"), name_vi="Chuyên viên", start="2010", end="2012")
        held = post(kim, organisation("B"), name_vi="Vụ trưởng", start="2020")
        people.change_post(held, by=writer(), end="2024", known_on=["2021-05"])

        [(_label, before, after)] = told(kim)[0][1]

        assert before == "Vụ trưởng, B, 2020"
        assert after == "Vụ trưởng, B, 2020, 2024, May 2021"

    def test_tells_personal_details_only_as_kept(self):
        kim = person("Kim")
        people.keep_personal_details(kim, by=writer(), email="kim@example.kr")

        assert told(kim)[0] == (
            "Personal details changed",
            [("Personal details", "", "kept under seal")],
        )

    def test_tells_a_removed_part_and_why(self):
        kim = person("Kim")
        held = post(kim, organisation("A"), name_vi="Vụ trưởng")
        people.remove_post(held, by=writer(), reason="Nhầm người")

        [event] = present(list(history_of(kim, officer())[:1]), officer())

        assert event["reason"] == "Nhầm người"
        assert [(c.before, c.after) for c in event["changes"]] == [("Vụ trưởng, A", "")]

    def test_tells_notes_on_their_partners_page(self):
        record = organisation("A")
        note(record, "Đổi chủ tịch")

        what, lines = told(record)[0]

        assert what == "Note written"
        assert ("In one line", "", "Đổi chủ tịch") in lines

    def test_tells_of_a_country(self):
        record = country("LA")
        organisations.rename_country(record, by=writer(), basis="Công văn", name_vi="CHDCND Lào")
        event = Event.objects.get()

        assert [h["label"] for h in headlines([event], officer())] == ["CHDCND Lào"]


class TestHidden:
    def test_parent_leaves_no_line(self):
        record = organisation("A")
        secret = organisation("Mật", classification=RESTRICTED)
        organisations.change_organisation(record, by=writer(), parent=secret, remark="Mở")

        assert told(record)[0] == ("Organisation changed", [("Remark", "", "Mở")])
        assert ("Belongs to", "", "Mật") in told(record, writer())[0][1]

    def test_link_alone_leaves_no_event(self):
        record = organisation("A")
        secret = organisation("Mật", classification=RESTRICTED)
        organisations.record_succession(record, secret, by=writer(), reason="Chuyện mật")
        organisations.change_organisation(record, by=writer(), parent=secret)

        assert len(told(record)) == 1
        assert len(told(record, writer())) == 3

    def test_post_leaves_no_event(self):
        kim = person("Kim")
        held = post(kim, organisation("Mật", classification=RESTRICTED), name_vi="Cố vấn")
        people.change_post(held, by=writer(), name_vi="Cố vấn trưởng")
        people.remove_post(held, by=writer(), reason="Chuyện mật")

        assert len(told(kim)) == 1
        assert len(told(kim, writer())) == 4

    def test_target_classed_up_later_takes_its_lines_along(self):
        kim, body = person("Kim"), organisation("Cục", classification=INTERNAL)
        post(kim, body, name_vi="Cố vấn")
        organisations.change_organisation(body, by=writer(), classification=RESTRICTED)

        assert len(told(kim)) == 1
        assert headlines(list(events_visible_to(officer())), officer()) == headlines(
            list(history_of(kim, officer())[1:]), officer()
        )

    def test_time_of_a_higher_class_is_not_told(self):
        record = organisation("Tên mở", classification=INTERNAL)
        change = organisations.change_organisation
        change(record, by=writer(), classification=RESTRICTED, reason="Lên mật")
        change(record, by=writer(), name_vi="Tên mật")
        change(record, by=writer(), name_vi="Tên sau", classification=INTERNAL)
        change(record, by=writer(), remark="Sau đó")

        assert told(record)[0][1] == [("Remark", "", "Sau đó")]
        assert len(told(record)) == 2
        assert "Tên mật" not in str(told(record))
        assert len(told(record, writer())) == 5

    def test_note_classed_up_later_leaves_the_partners_page(self):
        record = organisation("A")
        written = note(record, "Chuyện mật")
        notes.change_note(written, by=writer(), classification=RESTRICTED)

        assert len(told(record)) == 1
        assert len(told(record, writer())) == 3

    def test_records_leave_the_whole_log(self):
        open_one = organisation("A", code="open")
        opened = organisation("B", code="opened")
        organisations.change_organisation(opened, by=writer(), classification=RESTRICTED)
        secret = organisation("C", code="secret", classification=RESTRICTED)
        note(secret, classification=PUBLIC)
        relationship(open_one, secret, classification=PUBLIC)
        note(open_one, code="note")

        codes = events_visible_to(officer()).values_list("object_code", flat=True)

        assert list(codes) == ["note", "open"]
        assert events_visible_to(writer()).count() == 7

    def test_nobody_signed_in_reads_nothing(self):
        record = organisation("A", classification=PUBLIC)
        closed = officer()
        closed.is_active = False

        for viewer in (AnonymousUser(), closed):
            assert list(events_visible_to(viewer)) == []
            assert list(history_of(record, viewer)) == []
            assert as_of(record, timezone.localdate(), viewer) is None


class TestAsOf:
    """Days end at midnight in Hà Nội."""

    def tell(self, monkeypatch, moment: str) -> None:
        at = dt.datetime.fromisoformat(moment)
        monkeypatch.setattr(timezone, "now", lambda: at)

    def name_on(self, record: Organisation, day: str, viewer: Any = None) -> str | None:
        data = as_of(record, dt.date.fromisoformat(day), viewer or officer())
        return data["name_vi"] if data else None

    @pytest.fixture
    def record(self, monkeypatch) -> Organisation:
        self.tell(monkeypatch, "2026-01-10T09:00:00+07:00")
        record = organisation("Đầu")
        self.tell(monkeypatch, "2026-03-05T23:59:59+07:00")
        organisations.change_organisation(record, by=writer(), name_vi="Giữa")
        self.tell(monkeypatch, "2026-03-06T00:00:00+07:00")
        return organisations.change_organisation(record, by=writer(), name_vi="Cuối")

    @pytest.mark.parametrize(
        ("day", "name"),
        [
            ("2026-01-09", None),
            ("2026-01-10", "Đầu"),
            ("2026-03-04", "Đầu"),
            ("2026-03-05", "Giữa"),
            ("2026-03-06", "Cuối"),
            ("2099-12-31", "Cuối"),
            ("0001-01-01", None),
        ],
    )
    def test_gives_the_record_as_the_day_ended(self, record, day, name):
        assert self.name_on(record, day) == name

    def test_gives_nothing_of_days_of_a_higher_class(self, record, monkeypatch):
        change = organisations.change_organisation
        self.tell(monkeypatch, "2026-04-01T09:00:00+07:00")
        change(record, by=writer(), classification=RESTRICTED, name_vi="Mật")
        self.tell(monkeypatch, "2026-05-01T09:00:00+07:00")
        change(record, by=writer(), classification=INTERNAL, name_vi="Lại mở")

        assert self.name_on(record, "2026-03-31") == "Cuối"
        assert self.name_on(record, "2026-04-15") is None
        assert self.name_on(record, "2026-04-15", writer()) == "Mật"
        assert self.name_on(record, "2026-05-01") == "Lại mở"

    def test_facts_leave_out_what_is_hidden(self):
        parent = organisation("Cục mật", classification=RESTRICTED)
        record = organisation("Phòng", parent=parent, aliases=["P1"])
        organisations.record_succession(record, organisation("Sau", code="after"), by=writer())
        organisations.record_succession(record, parent, by=writer(), on="2031")
        data = as_of(record, timezone.localdate(), officer())
        assert data is not None

        with override("en"):
            facts = {
                f["label"]: f["value"] for f in facts_of("partners.organisation", data, officer())
            }

        assert "Belongs to" not in facts
        assert (facts["Other names"], facts["Successions"]) == ("P1", "Sau")
        assert "2031" not in str(facts)
