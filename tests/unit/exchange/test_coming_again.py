"""A file that comes again, or whose rows are decided on again: what was known stays known."""

from __future__ import annotations

import pytest

from banggiao.activities.actions.activities import change_activity
from banggiao.activities.models import Activity
from banggiao.exchange.actions.import_rows import correct_cell
from banggiao.exchange.actions.imports import take_back
from banggiao.exchange.enums import Decision
from tests.factories import partners
from tests.factories.accounts import make_user
from tests.factories.spreadsheets import bring, confirm, log, visit, workbook

pytestmark = pytest.mark.django_db

NOWHERE = {"Cơ quan đối tác": "Cơ quan X chưa ai biết", "Từ ngày": "", "Đến ngày": ""}
TEXTS = ("STT", "Tên văn kiện", "Bên ký nước ngoài", "Ngày ký")
PEOPLE = ("STT", "Họ và tên", "Chức vụ", "Cơ quan")


@pytest.fixture
def officer():
    return make_user("officer", language="vi")


def decisions(one):
    return list(one.rows.order_by("number").values_list("decision", flat=True))


def twice(first, second, officer, kind="activities"):
    """Bring one file in, and give what becomes of the rows of another."""
    year = {"year": 2019} if kind == "plan" else {}
    confirm(bring(first, officer, kind=kind, **year), officer)
    return decisions(bring(second, officer, kind=kind, name="lan-hai.xlsx", **year))


def test_rows_without_day_and_partner_repeat_what_they_became(officer):
    file = log(visit(1, **NOWHERE), visit(2, **NOWHERE))

    assert twice(file, file, officer) == [Decision.REPEATED] * 2


def test_what_a_person_corrected_since_is_not_undone_by_the_same_file(officer):
    file = log(visit(1))
    confirm(bring(file, officer), officer)
    activity = Activity.objects.get()
    change_activity(activity, by=officer, version=activity.version, headcount=9)

    again = bring(file, officer, name="lan-hai.xlsx")

    assert decisions(again) == [Decision.REPEATED]
    assert again.rows.get().target == activity.code


def test_a_file_whose_import_was_taken_back_is_new_again(officer):
    file = log(visit(1, **NOWHERE))
    take_back(confirm(bring(file, officer), officer), by=officer, reason="Nhầm tệp")

    assert decisions(bring(file, officer, name="lan-hai.xlsx")) == [Decision.NEW]


def test_a_longer_log_brings_only_what_is_new(officer):
    rows = [visit(1, **NOWHERE), visit(2), visit(2, **{"Nước": "Thái Lan", "Số người": 7})]

    found = twice(log(*rows), log(*rows, visit(3, **NOWHERE)), officer)

    assert found == [Decision.REPEATED] * 3 + [Decision.NEW]


def test_texts_whose_party_nobody_knows_are_known_by_title_and_day(officer):
    ours = partners.organisation("Thanh tra Chính phủ", country=partners.country("VN"))
    type(ours).objects.filter(pk=ours.pk).update(is_own=True)
    rows = [
        [1, "Bản ghi nhớ về đào tạo", "Cơ quan X", "17/11/2003"],
        [2, "Thỏa thuận về kết nghĩa", "Cơ quan Y", ""],
    ]
    one, more = ([TEXTS, *rows], [TEXTS, *rows, [3, "Ý định thư", "Cơ quan Z", "1/2/2004"]])

    found = twice(workbook(one), workbook(more), officer, "instruments")

    assert found == [Decision.REPEATED] * 2 + [Decision.NEW]


def test_people_of_a_body_nobody_knows_are_known_by_the_same_words(officer):
    rows = [[1, "Nguyễn Văn A1", "Vụ trưởng", "Cơ quan X"]]
    other = [2, "Nguyễn Văn A1", "Giám đốc", "Cơ quan Y"]

    found = twice(workbook([PEOPLE, *rows]), workbook([PEOPLE, *rows, other]), officer, "people")

    assert found == [Decision.REPEATED, Decision.NEW]


def test_lines_of_a_plan_without_a_time_are_known_by_their_title(officer):
    head = ("TT", "Tên đoàn", "Nước", "Loại", "Số người", "Kinh phí (triệu đồng)")
    rows = [[1, "Đoàn A đi khảo sát", "Lào", "Đoàn ra", 4, 300]]
    more = [2, "Đoàn B đi khảo sát", "Lào", "Đoàn ra", 4, 200]

    found = twice(workbook([head, *rows]), workbook([head, *rows, more]), officer, "plan")

    assert found == [Decision.REPEATED, Decision.NEW]


def test_a_line_of_a_plan_keeps_its_missing_year_when_a_cell_is_corrected(officer):
    head = ("TT", "Tên đoàn", "Nước", "Loại", "Số người", "Kinh phí (triệu đồng)")
    one = bring(
        workbook([head, [1, "Đoàn A đi khảo sát", "Lào", "Đoàn ra", 4, 300]]), officer, kind="plan"
    )
    before = one.rows.get()
    assert [problem["code"] for problem in before.problems] == ["year_missing"]

    after = correct_cell(before, "headcount", "5", by=officer)

    assert after.decision == Decision.REFUSED
    assert [problem["code"] for problem in after.problems] == ["year_missing"]
