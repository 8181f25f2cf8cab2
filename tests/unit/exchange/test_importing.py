"""A file from hand to register and back, past the pages."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from banggiao.activities.actions.activities import change_activity
from banggiao.activities.models import Activity
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.documents.models import Citation
from banggiao.exchange.actions.confirmed import write_import
from banggiao.exchange.actions.import_rows import (
    answer_question,
    correct_cell,
    decide_row,
    undo_correction,
)
from banggiao.exchange.actions.imports import (
    drop_import,
    mark_confirmed,
    read_again,
    resume_interrupted,
    start_import,
    take_back,
)
from banggiao.exchange.enums import Decision, ImportState
from banggiao.exchange.models import Answer, Import
from banggiao.partners.models import Organisation
from tests.factories import partners
from tests.factories.accounts import make_user
from tests.factories.spreadsheets import bring, confirm, log, upload, visit, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return partners.organisation(
        "Thanh tra Nhà nước Lào", country=partners.country("LA"), classification=0
    )


@pytest.fixture
def officer():
    return make_user("officer", language="vi")


def decisions(one):
    return list(one.rows.order_by("number").values_list("decision", flat=True))


def row(one, number):
    return one.rows.get(number=number)


def test_a_file_becomes_records_that_cite_their_row(laos, officer):
    one = bring(log(visit(1), visit(2)), officer)

    assert one.state == ImportState.READY
    assert decisions(one) == [Decision.NEW, Decision.NEW]
    assert not Activity.objects.exists()

    one = confirm(one, officer)

    assert one.state == ImportState.DONE
    first = Activity.objects.get(code=row(one, 1).target)
    assert first.name_vi == "Trao đổi kinh nghiệm số 1"
    assert first.kind == "delegation_out"
    assert (first.start.text, first.end.text, first.headcount) == ("2019-03-01", "2019-03-03", 4)
    assert first.stage == "held"
    assert [p.organisation for p in first.parties.all()] == [laos]
    assert [(p.name, p.role) for p in first.participants.order_by("pk")] == [
        ("Nguyễn Văn A1", "head"),
        ("Trần Thị B1", "member"),
    ]
    cited = Citation.objects.get(about_code=first.code)
    assert cited.document == one.source
    assert cited.place == "Theo dõi, dòng 4"
    assert one.source.versions.get().filename == "so-theo-doi.xlsx"


def test_all_events_of_an_import_share_its_step(laos, officer):
    one = confirm(bring(log(visit(1), visit(2)), officer), officer)

    events = Event.objects.filter(request_id=one.step_id)

    assert events.filter(action="activities.activities_imported").count() == 2
    assert events.filter(action="exchange.import_written").count() == 1
    assert events.filter(object_type="activities.activity").first().reason == (
        "Nhập từ so-theo-doi.xlsx"
    )


def test_what_is_wrong_stays_out_and_the_rest_is_readable(laos, officer):
    wrong = visit(2, **{"Từ ngày": "31/02/2019"})

    one = bring(log(visit(1), wrong, visit(1)), officer)

    assert decisions(one) == [Decision.NEW, Decision.REFUSED, Decision.REPEATED]
    assert row(one, 2).problems == [
        {"field": "start", "code": "invalid_date", "value": "31/02/2019"}
    ]
    assert row(one, 3).duplicate_of == 4
    assert confirm(one, officer).state == ImportState.DONE
    assert Activity.objects.count() == 1


def test_a_corrected_cell_is_read_and_decided_on_again(laos, officer):
    one = bring(log(visit(1, **{"Từ ngày": "31/02/2019"})), officer)

    fixed = correct_cell(row(one, 1), "start", "28/2/2019", by=officer)

    assert fixed.decision == Decision.NEW
    assert fixed.values["start"]["value"] == "2019-02-28"
    assert fixed.values["people"]["value"][0]["name"] == "Nguyễn Văn A1"
    one.refresh_from_db()
    assert one.counts[Decision.REFUSED] == 0
    assert undo_correction(fixed, "start", by=officer).decision == Decision.REFUSED


def test_a_correction_outlives_another_reading(laos, officer):
    one = bring(log(visit(1, **{"Từ ngày": "31/02/2019"})), officer)
    correct_cell(row(one, 1), "start", "28/2/2019", by=officer)

    from banggiao.exchange.actions.reading import read_import

    Import.objects.filter(pk=one.pk).update(state=ImportState.WAITING)
    read_import(one.code)

    again = row(one, 1)
    assert again.values["start"]["value"] == "2019-02-28"
    assert again.corrections == {"start": "28/2/2019"}
    assert again.decision == Decision.NEW


def test_a_row_with_a_fault_may_come_in_with_its_words_in_the_remark(laos, officer):
    one = bring(log(visit(1, **{"Đến ngày": "31/02/2019"})), officer)

    decide_row(row(one, 1), Decision.NEW, by=officer)
    confirm(one, officer)

    assert "31/02/2019" in Activity.objects.get().remark
    assert Activity.objects.get().end is None


def test_a_repeated_row_that_was_corrected_is_a_row_of_its_own(laos, officer):
    one = bring(log(visit(1), visit(1)), officer)

    correct_cell(row(one, 2), "title", "Chuyến đi khác hẳn", by=officer)
    one = confirm(one, officer)

    assert one.state == ImportState.DONE, one.message
    assert Activity.objects.count() == 2


def test_a_person_may_say_which_record_a_row_is(laos, officer):
    confirm(bring(log(visit(1)), officer), officer)
    code = Activity.objects.get().code
    one = bring(log(visit(5, **{"Tên đoàn, nội dung": "Chuyến đi khác hẳn"})), officer)

    decide_row(row(one, 1), Decision.UPDATE, by=officer, target=code)
    confirm(one, officer)

    assert Activity.objects.get().name_vi == "Chuyến đi khác hẳn"
    other = bring(log(visit(7)), officer)
    with pytest.raises(Refused) as refused:
        decide_row(row(other, 1), Decision.UPDATE, by=officer, target="no-such-record")
    assert refused.value.code == "target_unknown"


def test_a_row_left_out_is_not_written(laos, officer):
    one = bring(log(visit(1), visit(2)), officer)

    decide_row(row(one, 1), Decision.LEFT_OUT, by=officer)
    confirm(one, officer)

    assert Activity.objects.get().name_vi == "Trao đổi kinh nghiệm số 2"


def test_the_same_file_twice_brings_nothing_new(laos, officer):
    content = log(visit(1), visit(2))
    first = confirm(bring(content, officer), officer)

    second = bring(content, officer)

    assert decisions(second) == [Decision.REPEATED, Decision.REPEATED]
    assert second.report["same_file"] == first.code
    with pytest.raises(Refused) as refused:
        mark_confirmed(second, by=officer)
    assert refused.value.code == "nothing_to_write"


def test_a_row_that_says_more_changes_its_record(laos, officer):
    confirm(bring(log(visit(1)), officer), officer)

    one = bring(log(visit(1, **{"Số người": "06 người", "Thành viên": "Lê Văn C9"})), officer)

    assert decisions(one) == [Decision.UPDATE]
    assert row(one, 1).differences == [
        {"field": "headcount", "before": "4", "after": "6"},
        {"field": "participants", "before": "", "after": "le van c9"},
    ]
    confirm(one, officer)
    activity = Activity.objects.get()
    assert activity.headcount == 6
    assert activity.participants.count() == 3


def test_a_record_changed_meanwhile_stops_the_whole_import(laos, officer):
    confirm(bring(log(visit(1)), officer), officer)
    one = bring(log(visit(1, **{"Số người": 7}), visit(2)), officer)
    change_activity(Activity.objects.get(), by=officer, headcount=9)

    one = confirm(one, officer)

    assert one.state == ImportState.READY
    assert "Trao đổi kinh nghiệm số 1" in one.message
    assert Activity.objects.get().headcount == 9


def test_an_unknown_partner_is_asked_once_and_remembered(laos, officer):
    unknown = {"Cơ quan đối tác": "Cơ quan Hội nhập mẫu"}
    one = bring(log(visit(1, **unknown), visit(2, **unknown), visit(3)), officer)
    assert [d["code"] for d in row(one, 1).doubts] == ["unknown_partner"]

    assert (
        answer_question(one, "organisation", "Cơ quan Hội nhập mẫu", by=officer, is_new=True) == 2
    )

    assert row(one, 1).doubts == []
    one = confirm(one, officer)
    new = Organisation.objects.get(name_vi="Cơ quan Hội nhập mẫu")
    assert new.country.code == "LA"
    assert Activity.objects.filter(parties__organisation=new).count() == 2
    later = bring(log(visit(5, **unknown)), officer)
    assert row(later, 1).doubts == []


def test_an_answer_may_name_a_partner_of_the_register(laos, officer):
    one = bring(log(visit(1, **{"Cơ quan đối tác": "Bên bạn Lào"})), officer)

    answer_question(one, "organisation", "Bên bạn Lào", by=officer, code=laos.code)
    confirm(one, officer)

    assert Activity.objects.get().parties.get().organisation == laos


def test_words_that_name_nobody_stand_in_the_remark(laos, officer):
    one = bring(log(visit(1, **{"Cơ quan đối tác": "Bên bạn Lào"})), officer)

    confirm(one, officer)

    assert "Bên bạn Lào" in Activity.objects.get().remark


def test_a_restricted_partner_is_not_found_by_whoever_may_not_see_it(officer):
    hidden = partners.organisation(
        "Cơ quan Kín mẫu", country=partners.country("LA"), classification=2
    )
    unknown = {"Cơ quan đối tác": "Cơ quan Kín mẫu"}

    one = bring(log(visit(1, **unknown)), officer)

    assert row(one, 1).values["partner_id"]["value"] == ""
    assert [d["code"] for d in row(one, 1).doubts] == ["unknown_partner"]
    with pytest.raises(Refused) as refused:
        answer_question(one, "organisation", "Cơ quan Kín mẫu", by=officer, code=hidden.code)
    assert refused.value.code == "target_unknown"


def test_an_answer_counts_for_its_person_only(laos, officer):
    one = bring(log(visit(1, **{"Cơ quan đối tác": "Bên bạn Lào"})), officer)
    answer_question(one, "organisation", "Bên bạn Lào", by=officer, code=laos.code)
    other = make_user("officer", username="other")

    theirs = bring(log(visit(1, **{"Cơ quan đối tác": "Bên bạn Lào"})), other)

    assert row(theirs, 1).values["partner_id"]["value"] == ""
    assert Answer.objects.get().by == officer


def test_an_import_is_taken_back_as_one(laos, officer):
    confirm(bring(log(visit(1)), officer), officer)
    unknown = {"Cơ quan đối tác": "Cơ quan Hội nhập mẫu"}
    one = bring(
        log(visit(1, **{"Số người": 7, "Thành viên": "Lê Văn C9"}), visit(2, **unknown)), officer
    )
    answer_question(one, "organisation", "Cơ quan Hội nhập mẫu", by=officer, is_new=True)
    one = confirm(one, officer)

    one = take_back(one, by=officer, reason="Nhầm tệp")

    assert one.state == ImportState.TAKEN_BACK
    left = Activity.objects.in_register().get()
    assert left.headcount == 4
    assert {p.name for p in left.participants.all()} == {"Nguyễn Văn A1", "Trần Thị B1"}
    assert not Organisation.objects.in_register().filter(name_vi="Cơ quan Hội nhập mẫu").exists()
    assert not Citation.objects.filter(document=one.source).exists()


def test_what_somebody_changed_since_is_not_taken_back(laos, officer):
    one = confirm(bring(log(visit(1), visit(2)), officer), officer)
    change_activity(Activity.objects.first(), by=officer, headcount=9)

    with pytest.raises(Refused) as refused:
        take_back(one, by=officer, reason="Nhầm tệp")

    assert refused.value.code == "changed_since"
    assert Activity.objects.in_register().count() == 2


def test_taking_back_needs_a_reason(laos, officer):
    one = confirm(bring(log(visit(1)), officer), officer)

    with pytest.raises(Refused) as refused:
        take_back(one, by=officer, reason=" ")

    assert refused.value.code == "reason_missing"


def test_what_a_room_refuses_is_said_of_its_row(laos, officer):
    early = visit(2, **{"Từ ngày": "05/03/2019", "Đến ngày": "05/03/2019", "Nước": "x" * 300})

    one = bring(log(visit(1), early), officer)

    assert decisions(one)[1] == Decision.REFUSED


def test_a_file_without_a_table_says_so(officer):
    from tests.factories.spreadsheets import workbook

    one = bring(workbook([["Không có gì ở đây"]]), officer)

    assert one.state == ImportState.FAILED
    assert one.message


def test_a_broken_file_says_so(officer):
    one = bring(b"no spreadsheet at all", officer)

    assert one.state == ImportState.FAILED
    assert one.message


@pytest.mark.parametrize("role", ["contributor", "clerk", "auditor", "leader"])
def test_only_officers_and_heads_bring_files_in(role):
    with pytest.raises(PermissionDenied):
        start_import(upload(log(visit(1))), by=make_user(role), kind="activities", classification=1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"kind": "poems"}, "kind_unknown"),
        ({"classification": 2}, "class_above_clearance"),
        ({"name": "letter.docx"}, "not_a_spreadsheet"),
    ],
)
def test_what_is_no_import_is_refused_at_once(officer, data, code):
    wanted = {"kind": "activities", "classification": 1} | data
    name = wanted.pop("name", "a.xlsx")

    with pytest.raises(Refused) as refused:
        start_import(upload(log(visit(1)), name), by=officer, **wanted)

    assert refused.value.code == code
    assert not Import.objects.exists()


def test_nobody_touches_the_import_of_another(laos, officer):
    one = bring(log(visit(1)), officer)
    other = make_user("officer", username="other")

    for act in (
        lambda: correct_cell(row(one, 1), "start", "1/1/2019", by=other),
        lambda: decide_row(row(one, 1), Decision.LEFT_OUT, by=other),
        lambda: mark_confirmed(one, by=other),
        lambda: drop_import(one, by=other),
        lambda: take_back(one, by=other, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Import.objects.visible_to(other).exists()


def test_a_head_sees_the_imports_of_those_who_see_no_more(laos, officer):
    one = bring(log(visit(1)), officer)

    assert Import.objects.visible_to(make_user("head")).get() == one
    low = make_user("head", username="low", clearance=0)
    assert not Import.objects.visible_to(low).exists()


def test_a_stopped_worker_is_followed_by_another(laos, officer, django_capture_on_commit_callbacks):
    reading = bring(log(visit(1)), officer)
    writing = bring(log(visit(2)), officer)
    mark_confirmed(writing, by=officer)
    Import.objects.filter(pk=reading.pk).update(state=ImportState.READING)

    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 2

    states = dict(Import.objects.values_list("code", "state"))
    assert states == {reading.code: ImportState.READY, writing.code: ImportState.DONE}
    assert Activity.objects.count() == 1


def test_a_file_given_up_leaves_nothing(laos, officer):
    one = bring(log(visit(1)), officer)

    drop_import(one, by=officer)

    assert not one.rows.exists()
    with pytest.raises(Refused):
        read_again(one, by=officer)


def test_writing_twice_writes_once(laos, officer):
    one = confirm(bring(log(visit(1)), officer), officer)

    assert write_import(one.code) == ""
    assert Activity.objects.count() == 1


def test_a_website_as_people_write_it_is_no_refusal_and_no_change(officer):
    heads = ["Tên cơ quan", "Nước", "Website"]
    partners.organisation(
        "Viện Liêm chính A", country=partners.country("EE"), website="http://www.a.ee/"
    )
    content = workbook(
        [
            heads,
            ["Viện Liêm chính A", "Estonia", "www.a.ee"],
            ["Học viện Hành chính B", "Estonia", "b.ee/"],
            ["Cục Thanh tra C", "Estonia", "hỏi văn phòng"],
        ]
    )

    one = bring(content, officer, kind="organisations")

    assert decisions(one) == [Decision.REPEATED, Decision.NEW, Decision.NEW]
    assert row(one, 3).doubts == [{"field": "website", "code": "no_address"}]
    assert confirm(one, officer).state == ImportState.DONE
    assert Organisation.objects.get(name_vi="Học viện Hành chính B").website == "https://b.ee/"
    left = Organisation.objects.get(name_vi="Cục Thanh tra C")
    assert (left.website, "hỏi văn phòng" in left.remark) == ("", True)
