"""Who is asked for an opinion, until when, what they answer, and what becomes of each point."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from docx import Document as Word

from banggiao.accounts.models import Unit
from banggiao.accounts.records import bring_back, set_aside
from banggiao.accounts.rules import may_see
from banggiao.agreements.actions import consultations as actions
from banggiao.agreements.actions import opinions as answers
from banggiao.agreements.enums import Answer, Response
from banggiao.agreements.models import Consultation, Opinion, Slip
from banggiao.agreements.papers.opinions import opinions_paper
from banggiao.agreements.queries import consultations as queries
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from banggiao.duties.actions.deadlines import change_deadline
from banggiao.duties.enums import Matter, Silence
from banggiao.duties.models import DeadlineRule
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.consultations import ago, answered, consultation, opinion
from tests.factories.deadlines import calendar
from tests.factories.documents import document
from tests.factories.duties import keeper, own_body
from tests.factories.negotiation import draft
from tests.factories.partners import RESTRICTED, organisation, writer

pytestmark = pytest.mark.django_db

DAY = dt.date


def one(made: Consultation) -> Slip:
    return made.slips.select_related("organisation").get()


def refused(code: str, write: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        write()
    assert caught.value.code == code
    return caught.value


class TestSending:
    def test_the_day_follows_from_the_rule_in_force(self):
        calendar(2026, off=["2026-09-01", "2026-09-02"])
        made = consultation(sent_on=DAY(2026, 8, 28))

        assert made.due_on == DAY(2026, 9, 10)  # after two days off, seven working days on
        assert made.rule.matter == Matter.OPINION
        with override("vi"):
            assert made.how_due == "7 ngày làm việc từ 28/8/2026, nghỉ 2 ngày lễ"
        with override("ja"):
            assert "営業日" in made.how_due
        event = Event.objects.get(action="agreements.consultation_sent")
        assert event.about_code == made.instrument.code
        assert len(event.after["slips"]) == 1
        assert "due_words" not in event.after

    def test_the_short_procedure_gives_three_working_days(self):
        calendar(2026)
        made = consultation(sent_on=DAY(2026, 9, 7), procedure=Matter.OPINION_SHORT)
        assert made.due_on == DAY(2026, 9, 10)

    def test_a_day_that_is_given_holds(self):
        made = consultation(due_on=ago(1))
        assert (made.due_on, made.due_words) == (ago(1), {})
        assert made.rule is not None  # silence still counts as the law says
        free = consultation(procedure=Matter.OTHER, due_on=ago(1))
        assert free.rule is None

    def test_what_is_refused(self):
        text = instrument()
        for code, data in (
            ("due_missing", {"procedure": Matter.OTHER}),
            ("no_rule", {"sent_on": DAY(2019, 1, 1)}),
            ("day_in_future", {"sent_on": ago(-2)}),
        ):
            refused(code, lambda data=data: consultation(on=text, **data))
        facts = {"title": "Góp ý", "procedure": Matter.OPINION, "sent_on": ago(3)}
        refused(
            "nobody_asked",
            lambda: actions.send_consultation(text, by=keeper(), organisations=[], **facts),
        )
        with pytest.raises(ValidationError):
            consultation(on=text, due_on=ago(60))
        with pytest.raises(ValidationError):
            consultation(on=text, title="")
        refused(
            "class_above_clearance", lambda: consultation(by=writer(clearance=1), classification=2)
        )
        assert not Consultation.objects.exists()

    def test_a_body_or_paper_the_writer_may_not_see_is_refused(self):
        hidden = organisation("Cơ quan mật", classification=RESTRICTED)
        paper = document("Tờ trình mật", classification=RESTRICTED)
        text = instrument()
        by = make_user("officer")
        with pytest.raises(PermissionDenied):
            consultation(hidden, on=text, by=by)
        with pytest.raises(PermissionDenied):
            consultation(on=text, by=by, documents=[paper])

    @pytest.mark.parametrize("role", ["leader", "contributor", "clerk", "auditor", "administrator"])
    def test_only_officers_and_heads_may(self, role):
        made = consultation()
        by = make_user(role)
        slip = answered(one(made))
        point = opinion(slip)
        for write in (
            lambda: consultation(by=by),
            lambda: actions.change_consultation(made, by=by, title="x"),
            lambda: actions.close_consultation(made, by=by, on=ago(0)),
            lambda: actions.reopen_consultation(made, by=by, reason="x"),
            lambda: actions.add_slip(made, by=by, organisation=organisation()),
            lambda: actions.remove_slip(slip, by=by, reason="x"),
            lambda: actions.remind(slip, by=by, on=ago(0)),
            lambda: answers.record_answer(slip, by=by, answered_on=ago(1), answer="agrees"),
            lambda: answers.take_back_answer(slip, by=by, reason="x"),
            lambda: answers.add_opinion(slip, by=by, says="x"),
            lambda: answers.change_opinion(point, by=by, says="x"),
            lambda: answers.respond(point, by=by, response="taken_up"),
            lambda: answers.remove_opinion(point, by=by, reason="x"),
        ):
            with pytest.raises(PermissionDenied):
                write()


class TestChanging:
    def test_the_day_is_counted_anew_where_the_sending_changes(self):
        calendar(2026)
        made = consultation(sent_on=DAY(2026, 9, 7))
        changed = actions.change_consultation(made, by=keeper(), sent_on=DAY(2026, 9, 8))
        assert changed.due_on == DAY(2026, 9, 17)
        kept = actions.change_consultation(changed, by=keeper(), due_on=DAY(2026, 9, 30))
        assert kept.due_words == {}
        again = actions.change_consultation(kept, by=keeper(), title="Tên khác")
        assert again.due_on == DAY(2026, 9, 30)

    def test_papers_the_writer_may_not_see_stay(self):
        seen, hidden = document("Dự thảo"), document("Mật", classification=RESTRICTED)
        made = consultation(documents=[seen, hidden])
        actions.change_consultation(made, by=make_user("officer"), documents=[])
        assert [row.document for row in made.enclosures.all()] == [hidden]

    def test_a_stale_change_is_refused(self):
        made = consultation()
        actions.change_consultation(made, by=keeper(), title="Một")
        with pytest.raises(Stale):
            actions.change_consultation(made, by=keeper(), version=made.version, title="Hai")

    def test_it_is_closed_and_opened_again(self):
        made = consultation()
        refused("open_already", lambda: actions.reopen_consultation(made, by=keeper(), reason="x"))
        refused("day_in_future", lambda: actions.close_consultation(made, by=keeper(), on=ago(-1)))
        with pytest.raises(ValidationError):
            actions.close_consultation(made, by=keeper(), on=ago(40))
        actions.close_consultation(made, by=keeper(), on=ago(0))
        refused("closed_already", lambda: actions.close_consultation(made, by=keeper(), on=ago(0)))
        refused(
            "closed_already",
            lambda: actions.add_slip(made, by=keeper(), organisation=organisation()),
        )
        refused("closed_already", lambda: actions.remind(one(made), by=keeper(), on=ago(0)))
        refused("reason_missing", lambda: actions.reopen_consultation(made, by=keeper(), reason=""))
        assert actions.reopen_consultation(made, by=keeper(), reason="Còn ý kiến").is_open

    def test_it_is_set_aside_and_brought_back(self):
        made = consultation()
        set_aside(made, by=keeper(), reason="Nhập nhầm")
        assert queries.consultations_on(made.instrument, keeper(), ago(0)) == []
        bring_back(made, by=keeper(), reason="Đúng")
        assert len(queries.consultations_on(made.instrument, keeper(), ago(0))) == 1


class TestSlips:
    def test_one_more_body_gets_its_own_day_by_the_same_rule(self):
        calendar(2026)
        made = consultation(sent_on=DAY(2026, 9, 7))
        late = actions.add_slip(
            made, by=keeper(), organisation=organisation(), sent_on=DAY(2026, 9, 14)
        )
        assert late.due == DAY(2026, 9, 23)
        given = actions.add_slip(
            made, by=keeper(), organisation=organisation(), due_on=DAY(2026, 9, 9)
        )
        assert given.due == DAY(2026, 9, 9)
        same = actions.add_slip(made, by=keeper(), organisation=organisation())
        assert (same.sent, same.due) == (made.sent_on, made.due_on)
        with pytest.raises(ValidationError):
            actions.add_slip(made, by=keeper(), organisation=same.organisation)

    def test_a_body_is_reminded_and_removed(self):
        made = consultation()
        slip = one(made)
        actions.remind(slip, by=keeper(), on=ago(2), how="Điện thoại")
        assert [str(r) for r in slip.reminders.all()] == [ago(2).isoformat()]
        refused("day_in_future", lambda: actions.remind(slip, by=keeper(), on=ago(-1)))
        refused("reason_missing", lambda: actions.remove_slip(slip, by=keeper(), reason=" "))
        answered(slip)
        refused("answered_already", lambda: actions.remind(slip, by=keeper(), on=ago(0)))
        refused("answered_already", lambda: actions.remove_slip(slip, by=keeper(), reason="Nhầm"))
        answers.take_back_answer(slip, by=keeper(), reason="Nhầm")
        actions.remove_slip(slip, by=keeper(), reason="Không hỏi")
        assert not made.slips.exists()

    def test_who_is_late_and_what_silence_counts_as(self):
        made = consultation(due_on=ago(5))
        slip = queries.slips_of(made, keeper(), ago(0))[0]
        assert (slip.is_late, slip.days_late) == (True, 5)
        with override("en"):
            assert queries.state_of(slip).words == "Counts as not having answered"
            assert queries.lateness(slip) == "late by 5 days"
        before = queries.slips_of(made, keeper(), ago(6))[0]
        with override("en"):
            assert queries.state_of(before).words == "awaited"
        rule = DeadlineRule.objects.get(matter=Matter.OPINION)
        change_deadline(rule, by=writer(), silence=Silence.AGREED)
        made.refresh_from_db()
        agreed = queries.slips_of(made, keeper(), ago(0))[0]
        with override("en"):
            assert queries.state_of(agreed) == queries.Mark("warn", "Counts as agreed")

    def test_an_answer_after_its_day_was_late(self):
        made = consultation(due_on=ago(12))
        answered(one(made), Answer.AGREES)
        slip = queries.slips_of(made, keeper(), ago(0))[0]
        assert (slip.is_late, slip.days_late) == (False, 2)
        with override("en"):
            assert queries.lateness(slip) == "2 days late"
            assert queries.state_of(slip) == queries.Mark("good", "Agrees")


class TestAnswers:
    def test_an_answer_has_points_and_each_is_explained(self):
        made = consultation(organisation("Bộ A"), organisation("Bộ B"))
        first, second = made.slips.order_by("pk")
        answered(first)
        answered(second, Answer.AGREES)
        point = opinion(first, place="Điều 3")
        other = opinion(second)
        assert (point.number, other.number, opinion(first).number) == (1, 1, 2)
        answers.respond(point, by=keeper(), response=Response.PARTLY, reason="Đã chỉnh khoản 2")
        slips = queries.slips_of(made, keeper(), ago(0))
        with override("en"):
            said = queries.tally_in_words(queries.tally(slips))
        assert said == "2 of 2 answered · 1 of 3 points explained"
        assert Opinion.objects.get(pk=point.pk).by == keeper()

    def test_a_point_is_bound_to_the_clause_its_place_names(self):
        text = instrument()
        slip = answered(one(consultation(organisation(), on=text)))
        before = opinion(slip, place="Điều 2")
        draft(text)
        point = opinion(slip, place="khoản 3 Điều 2")

        def wid(**data: Any) -> str:
            return answers.change_opinion(point, by=keeper(), **data).wid

        assert (before.wid, point.wid) == ("", "art_2")
        assert wid(place="Article 3") == "art_3"
        assert wid(says="Khác") == "art_3"
        assert wid(place="Điều 1 và Điều 3") == ""
        assert wid(place="Điều 99") == ""

    def test_what_is_refused(self):
        made = consultation(organisation())
        slip = one(made)
        refused("not_answered", lambda: opinion(slip))
        refused("not_answered", lambda: answers.take_back_answer(slip, by=keeper(), reason="x"))
        refused("answered_too_early", lambda: answered(slip, answered_on=ago(31)))
        refused("day_in_future", lambda: answered(slip, answered_on=ago(-1)))
        with pytest.raises(ValidationError):
            answered(slip, "")
        answered(slip)
        point = opinion(slip)
        refused("has_points", lambda: answers.take_back_answer(slip, by=keeper(), reason="x"))
        refused("reason_missing", lambda: answers.take_back_answer(slip, by=keeper(), reason=""))
        for response in (Response.PARTLY, Response.NOT_TAKEN):
            refused(
                "reason_missing",
                lambda response=response: answers.respond(point, by=keeper(), response=response),
            )
        with pytest.raises(ValidationError):
            opinion(slip, "")
        refused("reason_missing", lambda: answers.remove_opinion(point, by=keeper(), reason=""))
        answers.remove_opinion(point, by=keeper(), reason="Trùng")
        assert not Opinion.objects.exists()

    def test_a_contributor_answers_for_the_own_unit_only(self):
        unit = own_body()
        by = make_user("contributor", unit=Unit.objects.get(code=unit.code))
        made = consultation(unit, organisation())
        mine = made.slips.get(organisation=unit)
        other = made.slips.exclude(pk=mine.pk).get()
        answered(mine, by=by)
        point = opinion(mine, by=by)
        answers.change_opinion(point, by=by, says="Đề nghị sửa")
        with pytest.raises(PermissionDenied):
            answered(other, by=by)
        with pytest.raises(PermissionDenied):
            answers.respond(point, by=by, response=Response.TAKEN_UP)
        answers.respond(point, by=keeper(), response=Response.TAKEN_UP)
        refused("decided_already", lambda: answers.change_opinion(point, by=by, says="Khác"))
        assert [slip.pk for slip in queries.own_slips(by, ago(0))] == []

    def test_what_waits_for_a_unit_and_for_the_owner(self):
        unit = own_body()
        by = make_user("contributor", unit=Unit.objects.get(code=unit.code))
        made = consultation(unit, owner=keeper(), due_on=ago(1))
        assert [slip.consultation for slip in queries.own_slips(by, ago(0))] == [made]
        assert queries.waiting_on(keeper(), ago(0)) == [made]
        assert queries.waiting_on(keeper(), ago(2)) == []
        answered(one(made))
        assert queries.waiting_on(keeper(), ago(2)) == [made]  # all have answered: close it
        actions.close_consultation(made, by=keeper(), on=ago(0))
        assert queries.waiting_on(keeper(), ago(0)) == []
        assert queries.own_slips(by, ago(0)) == []


class TestVisibility:
    @pytest.mark.parametrize("of_text", [0, 1, 2])
    @pytest.mark.parametrize("own", [0, 1, 2])
    @pytest.mark.parametrize("clearance", [0, 1, 2])
    def test_the_predicate_says_what_the_query_says(self, of_text, own, clearance):
        made = consultation(on=instrument(classification=of_text), classification=own)
        reader = writer(clearance=clearance)
        found = Consultation.objects.visible_to(reader).filter(pk=made.pk).exists()
        assert found == may_see.test(reader, made)

    def test_a_hidden_body_leaves_no_trace(self):
        hidden = organisation("Cơ quan mật", classification=RESTRICTED)
        made = consultation(organisation("Bộ A"), hidden)
        slip = made.slips.get(organisation=hidden)
        answered(slip)
        opinion(slip, "Ý kiến mật")
        reader = make_user("officer")
        slips = queries.slips_of(made, reader, ago(0))
        assert [str(slip) for slip in slips] == ["Bộ A"]
        listed = queries.consultations_on(made.instrument, reader, ago(0))[0]
        assert (listed.asked, listed.answered) == (1, 0)
        assert "mật" not in words_of(opinions_paper(made, reader))
        with pytest.raises(PermissionDenied):
            answered(slip, by=reader)

    def test_lists_ask_the_same_for_one_row_and_many(self):
        made = consultation(organisation())
        answered(one(made))

        def asked() -> int:
            with CaptureQueriesContext(connection) as found:
                slips = queries.slips_of(made, keeper_, ago(0))
                for slip in slips:
                    queries.state_of(slip)
                    queries.paper_of(slip, keeper_)
                [point.by for point in queries.points_of(slips)]
                for row in queries.consultations_on(made.instrument, keeper_, ago(0)):
                    queries.progress_of(row)
            return len(found)

        keeper_ = keeper()
        opinion(one(made))
        before = asked()
        for number in range(4):
            slip = actions.add_slip(made, by=keeper_, organisation=organisation(f"Bộ {number}"))
            answered(slip)
            opinion(slip)
        consultation(on=made.instrument)
        assert asked() == before


def words_of(content: bytes) -> str:
    paper = Word(BytesIO(content))
    cells = [cell.text for grid in paper.tables for row in grid.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_the_table_of_opinions_is_a_word_paper_on_its_side():
    calendar(ago(30).year)
    text = instrument(name="Bản ghi nhớ sửa đổi")
    names = ("Bộ Ngoại giao", "Bộ Tư pháp", "Bộ Công an")
    bodies = [organisation(name) for name in names]
    made = consultation(*bodies, on=text, letter_number="45/TTCP-HTQT", letter_on=ago(30))
    first, second, _third = made.slips.order_by("pk")
    answered(first, letter="100/BNG ngày 1/9")
    answered(second, Answer.AGREES)
    answers.respond(
        opinion(first, "Dòng một\nDòng hai & <ba>", place="Điều 3"),
        by=keeper(),
        response=Response.NOT_TAKEN,
        reason="Đã có ở Điều 5",
    )
    opinion(first, "Sửa lỗi chính tả")
    with override("en"):
        content = opinions_paper(made, keeper())
    words = words_of(content)

    for said in (
        "Bản ghi nhớ sửa đổi",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Công văn số 45/TTCP-HTQT",
        "Luật Thỏa thuận quốc tế số 70/2020/QH14, Điều 27",
        "100/BNG ngày 1/9",
        "Dòng một\nDòng hai & <ba>",
        "Không tiếp thu. Đã có ở Điều 5",
        "Nhất trí, không có ý kiến khác: Bộ Tư pháp.",
        "Bộ Công an (coi như chưa trả lời)",
        "Toàn văn",
    ):
        assert said in words
    sheet = Word(BytesIO(content)).sections[0]
    assert sheet.page_width > sheet.page_height


@pytest.mark.parametrize(
    ("model", "constraint", "change"),
    [
        (Consultation, "agreements_consultation_procedure_known", {"procedure": "x"}),
        (Consultation, "agreements_consultation_due_after_sent", {"due_on": DAY(2000, 1, 1)}),
        (Consultation, "agreements_consultation_closed_after_sent", {"closed_on": DAY(2000, 1, 1)}),
        (Slip, "agreements_slip_answer_known", {"answer": "x", "answered_on": DAY(2026, 1, 1)}),
        (Slip, "agreements_slip_answered_wholly", {"answer": ""}),
        (
            Slip,
            "agreements_slip_due_after_sent",
            {"sent_on": DAY(2026, 1, 2), "due_on": DAY(2026, 1, 1)},
        ),
        (Opinion, "agreements_opinion_response_known", {"response": "x"}),
        (Opinion, "agreements_opinion_says_something", {"says": ""}),
        (Opinion, "agreements_opinion_explained", {"response": "not_taken"}),
    ],
)
def test_the_database_refuses(model, constraint, change):
    slip = answered(one(consultation(organisation())))
    opinion(slip)
    with pytest.raises(IntegrityError, match=f"{constraint}|CHECK"), transaction.atomic():
        model.objects.update(**change)
