"""Pages of imports: the list, handing in, what would be written, questions, columns, the end."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.activities.models import Activity
from banggiao.core.enums import RecordState
from banggiao.exchange.actions.import_rows import correct_cell
from banggiao.exchange.enums import Decision, ImportState
from banggiao.exchange.models import Answer, Import, Layout
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation
from tests.factories.spreadsheets import bring, confirm, log, upload, visit, workbook

pytestmark = pytest.mark.django_db
WRONG = {"Từ ngày": "31/02/2019"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def laos():
    return organisation("Thanh tra Nhà nước Lào", code="sia", country=country("LA"))


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def mine(client, sign_in, officer):
    return sign_in(client, officer)


def words(page) -> str:
    """Give what stands on a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def stand_still(one: Import, state: str, *, minutes: int = 0) -> None:
    """Put an import where a worker left it so many minutes ago."""
    beat = timezone.now() - dt.timedelta(minutes=minutes)
    Import.objects.filter(pk=one.pk).update(state=state, beat_at=beat, progress=20, total=51)


class TestList:
    def test_an_empty_list_says_what_to_hand_in(self, mine, sound):
        text = sound(mine.get("/imports/"))

        assert "No spreadsheet was brought in" in text
        assert 'href="/imports/add/"' in text

    def test_each_file_says_what_it_holds_and_how_far_it_came(self, mine, officer, laos, sound):
        bring(log(visit(1), visit(2)), officer)

        page = mine.get("/imports/")

        sound(page)
        assert "so-theo-doi.xlsx" in words(page)
        assert "Delegations, meetings and events To be looked at 2 Test Officer" in words(page)

    def test_it_is_filtered_by_state(self, mine, officer, laos):
        bring(log(visit(1)), officer)

        assert "so-theo-doi.xlsx" not in words(mine.get("/imports/?state=done"))
        assert "so-theo-doi.xlsx" in words(mine.get("/imports/?state=ready"))

    def test_the_menu_and_the_search_box_lead_there(self, mine):
        assert 'href="/imports/"' in mine.get("/").content.decode()
        assert "/imports/add/" in mine.get("/search/?palette=1&q=spreadsheet").content.decode()


class TestHandingIn:
    def test_a_file_is_read_beside_and_its_page_opens(
        self, mine, laos, django_capture_on_commit_callbacks
    ):
        sent = {"file": upload(log(visit(1))), "kind": "auto", "classification": "1", "year": ""}
        with django_capture_on_commit_callbacks(execute=True):
            answer = mine.post("/imports/add/", sent)

        one = Import.objects.get()
        assert (answer.status_code, answer["Location"]) == (303, f"/imports/{one.code}/")
        assert (one.state, one.counts[Decision.NEW]) == (ImportState.READY, 1)
        assert not Activity.objects.exists()

    def test_what_is_no_spreadsheet_is_refused_beside_the_file(self, mine, sound):
        sent = {"file": upload(b"abc", "bao-cao.docx"), "kind": "auto", "classification": "1"}

        answer = mine.post("/imports/add/", sent)

        assert answer.status_code == 422
        assert "Spreadsheet: Choose a spreadsheet: .xlsx, .xls, .ods or .csv." in sound(answer)
        assert not Import.objects.exists()

    def test_only_classes_within_reach_are_offered(self, mine):
        text = mine.get("/imports/add/").content.decode()

        assert 'value="1" selected' in text
        assert '<option value="2"' not in text


class TestUnderWay:
    def test_the_page_asks_again_until_the_task_ended(self, mine, officer, laos, sound):
        one = bring(log(visit(1)), officer)
        stand_still(one, ImportState.READING)

        text = sound(mine.get(f"/imports/{one.code}/"))
        part = mine.get(f"/imports/{one.code}/progress/", headers=HTMX)

        assert f'hx-get="/imports/{one.code}/progress/"' in text
        assert 'max="51" value="20"' in text
        assert "20 of 51 rows." in words(part)
        assert "HX-Refresh" not in part
        stand_still(one, ImportState.READY)
        assert mine.get(f"/imports/{one.code}/progress/", headers=HTMX)["HX-Refresh"] == "true"

    @pytest.mark.parametrize(("minutes", "stopped"), [(1, False), (3, True)])
    def test_a_task_without_a_sign_of_life_is_said_to_have_stopped(
        self, mine, officer, laos, minutes, stopped
    ):
        one = bring(log(visit(1)), officer)
        stand_still(one, ImportState.READING, minutes=minutes)

        page = mine.get(f"/imports/{one.code}/")

        assert ("It stopped half-way" in words(page)) == stopped
        assert (f'action="/imports/{one.code}/read-again/"' in page.content.decode()) == stopped

    def test_a_stopped_one_is_read_again(
        self, mine, officer, laos, django_capture_on_commit_callbacks
    ):
        one = bring(log(visit(1)), officer)
        stand_still(one, ImportState.READING, minutes=5)

        with django_capture_on_commit_callbacks(execute=True):
            mine.post(f"/imports/{one.code}/read-again/")

        one.refresh_from_db()
        assert (one.state, one.rows.count()) == (ImportState.READY, 1)

    def test_one_that_could_not_be_read_says_why_and_what_to_do(self, mine, officer, sound):
        one = bring(workbook([["Chỉ có", "hai cột"], ["một", "hai"]]), officer)

        page = mine.get(f"/imports/{one.code}/")

        sound(page)
        assert one.state == ImportState.FAILED
        assert "The file could not be read" in words(page)
        assert one.message in words(page)


class TestWhatWouldBeWritten:
    def test_what_is_wrong_stands_first_with_its_sentence(self, mine, officer, laos, sound):
        one = bring(log(visit(1), visit(2, **WRONG), visit(1)), officer)

        page = mine.get(f"/imports/{one.code}/")

        text = sound(page)
        assert re.findall(r'id="row-(\d+)"', text) == ["2", "1", "3"]
        assert 'id="c2-start" class="cell-bad"' in re.sub(r"\s+", " ", text)
        assert "From: There is no such day." in words(page)
        assert "the same as row 4" in words(page)

    def test_the_sentence_says_exactly_what_will_happen(self, mine, officer, laos):
        one = bring(log(visit(1), visit(2), visit(3, **WRONG), visit(1)), officer)

        page = mine.get(f"/imports/{one.code}/")

        assert "To be written: 2 new records" in words(page)
        assert "Staying out: 1 refused row, 1 repeated row." in words(page)
        assert "Write 2 rows into the register" in words(page)

    @pytest.mark.parametrize(
        ("show", "rows"),
        [("", "213"), ("doubtful", "2"), ("refused", "2"), ("new", "1"), ("repeated", "3")],
    )
    def test_chips_filter_the_rows_by_the_address(self, mine, officer, laos, show, rows):
        one = bring(log(visit(1), visit(2, **WRONG), visit(1)), officer)

        page = mine.get(f"/imports/{one.code}/", {"show": show})

        assert "".join(re.findall(r'id="row-(\d+)"', page.content.decode())) == rows
        assert "Refused 1" in words(page)

    def test_a_hostile_filter_shows_all_rows(self, mine, officer, laos):
        one = bring(log(visit(1)), officer)

        page = mine.get(f"/imports/{one.code}/?show=%00&start=99999999999")

        assert re.findall(r'id="row-(\d+)"', page.content.decode()) == ["1"]

    def test_what_was_read_stands_over_the_text_it_was_read_from(self, mine, officer, laos):
        one = bring(log(visit(1, **{"Nước": "CHDCND Lào", "Đến ngày": "5.3.2019"})), officer)

        text = words(mine.get(f"/imports/{one.code}/"))

        assert "Lao PDR CHDCND Lào" in text
        assert "5 March 2019 5.3.2019" in text
        assert "1 March 2019" in text

    def test_sums_that_do_not_agree_and_skipped_rows_are_told(self, mine, officer, laos):
        total = ["", "TỔNG CỘNG", "", "", "", "", "", "", 9, ""]
        one = bring(log(visit(1), visit(2), total), officer)

        text = words(mine.get(f"/imports/{one.code}/"))

        assert "1 sum of the file does not agree with its rows." in text
        assert "Number of people Theo dõi, I6 9 8 1" in text
        assert "4 rows were not read as data" in text

    def test_the_same_file_again_names_the_earlier_import(self, mine, officer, laos):
        first = confirm(bring(log(visit(1)), officer), officer)
        again = bring(log(visit(1)), officer)
        Import.objects.filter(pk=again.pk).update(report=again.report | {"same_file": first.code})

        page = mine.get(f"/imports/{again.code}/")

        assert "The very same file was brought in before." in words(page)
        assert f'href="/imports/{first.code}/"' in page.content.decode()

    def test_columns_that_are_not_brought_in_are_named(self, mine, officer, laos):
        one = bring(log(visit(1, **{"Ghi chú": "gấp"})), officer)
        report = one.report
        report["columns"][-1]["field"] = ""
        Import.objects.filter(pk=one.pk).update(report=report)

        page = mine.get(f"/imports/{one.code}/")

        assert "Column not brought in: J Ghi chú." in words(page)

    def test_a_change_shows_before_and_after(self, mine, officer, laos):
        confirm(bring(log(visit(1)), officer), officer)
        one = bring(log(visit(1, **{"Số người": 6})), officer)

        text = mine.get(f"/imports/{one.code}/").content.decode()

        assert one.rows.get().decision == Decision.UPDATE
        assert re.search(r"<del\s*>4</del>\s*<ins\s*>6</ins>", text)
        assert f"/activities/{one.rows.get().target}/" in text

    @pytest.mark.parametrize("language", ["vi", "ja"])
    def test_it_is_sound_in_every_language(self, client, sign_in, laos, sound, language):
        person = make_user("officer", language=language)
        one = bring(log(visit(1), visit(2, **WRONG)), person)

        assert f'<html lang="{language}">' in sound(
            sign_in(client, person).get(f"/imports/{one.code}/")
        )

    def test_more_rows_ask_no_more_questions(self, mine, officer, laos):
        few = bring(log(visit(1)), officer)
        many = bring(log(visit(1), visit(2), visit(3)), officer)
        mine.get(f"/imports/{few.code}/")
        with CaptureQueriesContext(connection) as asked:
            mine.get(f"/imports/{few.code}/")
        with CaptureQueriesContext(connection) as asked_of_many:
            mine.get(f"/imports/{many.code}/")

        assert len(asked_of_many) == len(asked) <= 25


class TestQuestions:
    @pytest.fixture
    def one(self, officer, laos):
        unknown = {"Cơ quan đối tác": "Cục Thanh tra Z"}
        return bring(log(visit(1, **unknown), visit(2, **unknown), visit(3)), officer)

    def field(self, page) -> str:
        """Give the name of the only question's control."""
        (name,) = set(re.findall(r'name="(q[0-9a-f]{16})"', page.content.decode()))
        return name

    def test_each_text_is_asked_once(self, mine, one, sound):
        page = mine.get(f"/imports/{one.code}/")

        sound(page)
        assert "Who is meant? 1" in words(page)
        assert "Cục Thanh tra Z in 2 rows" in words(page)

    def test_a_new_partner_is_remembered_and_entered_with_the_rows(
        self, mine, one, officer, django_capture_on_commit_callbacks
    ):
        name = self.field(mine.get(f"/imports/{one.code}/"))

        answer = mine.post(f"/imports/{one.code}/answer/", {name: "new"}, follow=True)

        assert "2 rows follow." in words(answer)
        assert "1 answered" in words(answer)
        assert "Cục Thanh tra Z (new partner)" in words(answer)
        assert Answer.objects.get(by=officer).is_new
        with django_capture_on_commit_callbacks(execute=True):
            mine.post(f"/imports/{one.code}/confirm/")
        assert Organisation.objects.filter(name_vi="Cục Thanh tra Z").count() == 1

    def test_a_name_typed_in_is_the_answer(self, mine, one, laos):
        name = self.field(mine.get(f"/imports/{one.code}/"))
        sent = {name: "other", f"{name}-other": "Thanh tra Nhà nước Lào [sia]"}

        mine.post(f"/imports/{one.code}/answer/", sent)

        assert Answer.objects.get().code == "sia"

    def test_another_one_without_a_name_is_asked_for(self, mine, one, sound):
        name = self.field(mine.get(f"/imports/{one.code}/"))

        answer = mine.post(f"/imports/{one.code}/answer/", {name: "other"})

        assert answer.status_code == 422
        assert "Say which one." in sound(answer)
        assert not Answer.objects.exists()

    def test_what_is_left_open_stays_open(self, mine, one):
        answer = mine.post(f"/imports/{one.code}/answer/", {}, follow=True)

        assert "Who is meant? 1" in words(answer)
        assert not Answer.objects.exists()


class TestColumns:
    @pytest.fixture
    def one(self, officer, laos):
        return bring(log(visit(1), visit(2)), officer)

    def chosen(self, page, **changes: str) -> dict[str, str]:
        """Give what the form of the columns sends as it stands, with some fields changed."""
        text = page.content.decode()
        (layout,) = re.findall(r'name="layout" value="(\w+)"', text)
        fields = dict(re.findall(r'<select name="(c\d+)".*?<option value="([^"]*)" selected', text))
        return {"layout": layout} | fields | changes

    def test_each_column_shows_its_heading_and_what_stands_in_it(self, mine, one, sound):
        page = mine.get(f"/imports/{one.code}/columns/")

        sound(page)
        assert "Nước" in words(page)
        assert "Nguyễn Văn A1, Vụ trưởng Nguyễn Văn A2, Vụ trưởng" in words(page)
        assert self.chosen(page)["c2"] == "title"

    def test_a_changed_column_is_remembered_and_the_file_read_again(
        self, mine, one, django_capture_on_commit_callbacks
    ):
        sent = self.chosen(mine.get(f"/imports/{one.code}/columns/"), c10="result")

        with django_capture_on_commit_callbacks(execute=True):
            answer = mine.post(f"/imports/{one.code}/columns/", sent)

        assert answer.status_code == 303
        assert Layout.objects.get().columns["10"] == "result"
        one.refresh_from_db()
        assert one.state == ImportState.READY
        assert "result" in {column["field"] for column in one.report["columns"]}

    def test_two_columns_for_one_field_are_refused(self, mine, one, sound):
        sent = self.chosen(mine.get(f"/imports/{one.code}/columns/"), c3="title")

        answer = mine.post(f"/imports/{one.code}/columns/", sent)

        assert answer.status_code == 422
        assert "is told by another column already" in sound(answer)
        assert not Layout.objects.exists()

    def test_an_import_that_went_on_meanwhile_is_refused_in_words(self, mine, one, officer):
        sent = self.chosen(mine.get(f"/imports/{one.code}/columns/"))
        confirm(one, officer)

        answer = mine.post(f"/imports/{one.code}/columns/", sent)

        assert answer.status_code == 422
        assert "has gone on meanwhile" in words(answer)

    def test_headings_that_nobody_knows_are_named_here(
        self, mine, officer, laos, sound, django_capture_on_commit_callbacks
    ):
        rows = [[n, f"Trao đổi số {n}", f"0{n}/03/2019", "Đoàn ra"] for n in (1, 2, 3)]
        one = bring(workbook([["TT", "Cột lạ", "Cột khác", "Gì đó"], *rows]), officer)
        failed = mine.get(f"/imports/{one.code}/")
        assert f'href="/imports/{one.code}/columns/"' in sound(failed)
        page = mine.get(f"/imports/{one.code}/columns/")
        sent = self.chosen(page, c2="title", c3="start", c4="kind")

        with django_capture_on_commit_callbacks(execute=True):
            mine.post(f"/imports/{one.code}/columns/", sent)

        assert "To be written: 3 new records" in words(mine.get(f"/imports/{one.code}/"))


class TestAnotherKind:
    def read_as(self, client, one, kind):
        return client.post(f"/imports/{one.code}/columns/", {"kind": kind})

    def test_a_file_taken_for_another_kind_is_read_as_the_right_one(
        self, mine, officer, laos, sound, django_capture_on_commit_callbacks
    ):
        one = bring(log(visit(1), visit(2)), officer, kind="auto")
        correct_cell(one.rows.get(number=1), "note", "khác", by=officer)
        text = sound(mine.get(f"/imports/{one.code}/columns/"))
        assert '<option value="auto" selected' in text

        with django_capture_on_commit_callbacks(execute=True):
            answer = self.read_as(mine, one, "plan")

        assert (answer.status_code, answer["Location"]) == (303, f"/imports/{one.code}/")
        one.refresh_from_db()
        assert (one.kind, one.state) == ("plan", ImportState.READY)
        found = one.rows.values_list("kind", "corrections")
        assert list(found) == [("plan", {}), ("plan", {})]

    def test_corrections_stay_where_the_kind_was_found_out_already(
        self, mine, officer, laos, django_capture_on_commit_callbacks
    ):
        one = bring(log(visit(1)), officer, kind="auto")
        correct_cell(one.rows.get(), "note", "khác", by=officer)

        with django_capture_on_commit_callbacks(execute=True):
            self.read_as(mine, one, "activities")

        assert one.rows.get().corrections == {"note": "khác"}

    def test_headings_that_say_no_kind_lead_there(
        self, mine, officer, sound, django_capture_on_commit_callbacks
    ):
        rows = [[n, f"Trao đổi số {n}", f"0{n}/03/2019", "Đoàn ra"] for n in (1, 2, 3)]
        content = workbook([["TT", "Cột lạ", "Cột khác", "Gì đó"], *rows])
        one = bring(content, officer, kind="auto")

        failed = mine.get(f"/imports/{one.code}/")
        assert one.state == ImportState.FAILED
        assert "Choose on the page of the columns what it holds." in words(failed)
        assert f'href="/imports/{one.code}/columns/"' in sound(failed)
        assert "Choose above what the file holds." in sound(
            mine.get(f"/imports/{one.code}/columns/")
        )
        with django_capture_on_commit_callbacks(execute=True):
            self.read_as(mine, one, "activities")

        one.refresh_from_db()
        assert "Say on the page of the columns what they tell" in one.message
        assert 'name="c2"' in sound(mine.get(f"/imports/{one.code}/columns/"))

    @pytest.mark.parametrize("kind", ["", "nonsense", "participants"])
    def test_a_kind_that_nobody_knows_is_refused(self, mine, officer, laos, sound, kind):
        one = bring(log(visit(1)), officer)

        answer = self.read_as(mine, one, kind)

        assert answer.status_code == 422
        assert 'class="errorlist' in sound(answer)
        one.refresh_from_db()
        assert (one.kind, one.rows.count()) == ("activities", 1)

    def test_one_that_is_written_keeps_its_kind(self, mine, officer, laos):
        one = confirm(bring(log(visit(1)), officer), officer)

        answer = self.read_as(mine, one, "plan")

        assert answer.status_code == 422
        assert "has gone on meanwhile" in words(answer)
        assert one.rows.count() == 1


class TestTheEnd:
    def test_confirmed_rows_are_written_and_named(
        self, mine, officer, laos, sound, django_capture_on_commit_callbacks
    ):
        one = bring(log(visit(1), visit(2), visit(3, **WRONG)), officer)

        with django_capture_on_commit_callbacks(execute=True):
            answer = mine.post(f"/imports/{one.code}/confirm/")

        assert answer["Location"] == f"/imports/{one.code}/"
        page = mine.get(answer["Location"])
        text = sound(page)
        assert "In the register: 2 new records" in words(page)
        for activity in Activity.objects.all():
            assert f'href="{activity.get_absolute_url()}"' in text
        one.refresh_from_db()
        assert f'href="{one.source.get_absolute_url()}"' in text
        assert 'href="/activities/"' in text
        assert "data-grid" not in text

    def test_once_it_is_written_nothing_is_asked_and_refused_rows_have_a_way(
        self, mine, officer, laos
    ):
        unknown = {"Cơ quan đối tác": "Cục Thanh tra Z"}
        one = confirm(bring(log(visit(1), visit(2, **WRONG | unknown)), officer), officer)

        page = mine.get(f"/imports/{one.code}/")

        assert "From: There is no such day." in words(page)
        assert "Answer “Who is meant?”" not in words(page)
        assert "Mend the refused rows in the file and hand it in again" in words(page)

    def test_nothing_to_write_is_said_and_offers_no_button(self, mine, officer, laos):
        one = bring(log(visit(1, **WRONG)), officer)

        page = mine.get(f"/imports/{one.code}/")
        refused = mine.post(f"/imports/{one.code}/confirm/", follow=True)

        assert "Nothing to write" in words(page)
        assert f'action="/imports/{one.code}/confirm/"' not in words_of(page)
        assert f'class="btn btn-go" href="/imports/{one.code}/columns/"' in words_of(page)
        assert "No row is new or changes anything." in words(refused)

    def test_a_refused_write_is_said_on_the_page(self, mine, officer, laos):
        one = bring(log(visit(1)), officer)
        Import.objects.filter(pk=one.pk).update(message="Somebody was faster.")

        assert "Not done. Somebody was faster." in words(mine.get(f"/imports/{one.code}/"))

    def test_the_whole_is_taken_back_with_a_reason(self, mine, officer, laos, sound):
        one = confirm(bring(log(visit(1)), officer), officer)

        without = mine.post(f"/imports/{one.code}/take-back/", {"reason": ""})
        answer = mine.post(f"/imports/{one.code}/take-back/", {"reason": "Nhầm tệp"}, follow=True)

        assert without.status_code == 422
        sound(answer)
        assert "Taken back: 1 new record" in words(answer)
        assert Activity.objects.get().state == RecordState.SET_ASIDE
        assert mine.get(f"/imports/{one.code}/take-back/").status_code == 200

    def test_one_is_given_up_before_anything_is_written(self, mine, officer, laos, sound):
        one = bring(log(visit(1)), officer)

        sound(mine.get(f"/imports/{one.code}/give-up/"))
        answer = mine.post(f"/imports/{one.code}/give-up/", follow=True)

        sound(answer)
        assert "This import was given up" in words(answer)
        one.refresh_from_db()
        assert one.state == ImportState.DROPPED


def words_of(page) -> str:
    """Give a page with its marks, in single spaces."""
    return re.sub(r"\s+", " ", page.content.decode())
