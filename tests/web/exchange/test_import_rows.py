"""A row of an import: corrected in the grid or on its own page, decided, and what is refused."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.exchange.actions.import_rows import correct_cell
from banggiao.exchange.enums import Decision
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation
from tests.factories.spreadsheets import bring, confirm, log, visit, workbook

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "row-1"}
WRONG = {"Từ ngày": "31/02/2019"}


@pytest.fixture
def laos():
    return organisation("Thanh tra Nhà nước Lào", code="sia", country=country("LA"))


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def mine(client, sign_in, officer):
    return sign_in(client, officer)


@pytest.fixture
def one(officer, laos):
    return bring(log(visit(1, **WRONG), visit(2)), officer)


def words(page) -> str:
    """Give what stands on a page, without its marks."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


def typed(page) -> dict[str, str]:
    """Give the texts of a row's form as a browser would send them."""
    areas = re.findall(
        r'<textarea name="(t-\w+)"[^>]*>\n?(.*?)</textarea>', page.content.decode(), re.DOTALL
    )
    return {name: unescape(text) for name, text in areas}


class TestInTheGrid:
    def test_a_cell_carries_the_text_it_is_corrected_from(self, mine, one, sound):
        text = sound(mine.get(f"/imports/{one.code}/"))

        assert f'data-url="/imports/{one.code}/rows/1/cell/"' in text
        assert re.search(r'id="c1-start"[^>]*data-field="start"\s+data-text="31/02/2019"', text)
        assert "core/grid.js" in text

    def test_a_correction_gives_the_row_back_and_the_numbers(self, mine, one):
        sent = {"field": "start", "text": "28/2/2019"}

        part = mine.post(f"/imports/{one.code}/rows/1/cell/", sent, headers=HTMX)

        text = part.content.decode()
        assert part.status_code == 200
        assert text.lstrip().startswith("<tr")
        assert re.findall(r'<tr\s+id="(row-\d+)"', text) == ["row-1"]
        assert "28 February 2019" in words(part)
        assert "in the file: 31/02/2019" in words(part)
        assert "To be written: 2 new records" in words(part)
        assert re.findall(r'id="(\w+)"[^>]*hx-swap-oob="true"', text) == [
            "summary",
            "chips",
            "missing",
        ]

    def test_a_correction_is_taken_back(self, mine, one, officer):
        correct_cell(one.rows.get(number=1), "start", "28/2/2019", by=officer)

        sent = {"field": "start", "undo": "1"}
        part = mine.post(f"/imports/{one.code}/rows/1/cell/", sent, headers=HTMX)

        assert "From: There is no such day." in words(part)
        assert one.rows.get(number=1).corrections == {}

    def test_another_wrong_text_is_told_in_its_cell(self, mine, one):
        sent = {"field": "start", "text": "hôm kia"}

        part = mine.post(f"/imports/{one.code}/rows/1/cell/", sent, headers=HTMX)

        cell = re.search(r'id="c1-start".*?</td>', part.content.decode(), re.DOTALL)
        assert cell
        assert "cell-problem" in cell[0]
        assert "hôm kia" in cell[0]

    def test_what_the_room_refuses_comes_back_with_the_row(self, mine, one, officer):
        confirm(one, officer)

        sent = {"field": "start", "text": "28/2/2019"}
        part = mine.post(f"/imports/{one.code}/rows/1/cell/", sent, headers=HTMX)

        assert part.status_code == 422
        assert "This import has gone on meanwhile." in words(part)
        assert one.rows.get(number=1).corrections == {}

    @pytest.mark.parametrize("field", ["", "password", "decision", "start\x00"])
    def test_a_field_that_no_column_tells_is_refused(self, mine, one, field):
        sent = {"field": field, "text": "x"}

        answer = mine.post(f"/imports/{one.code}/rows/1/cell/", sent, headers=HTMX)

        assert answer.status_code == 422

    def test_words_typed_into_a_cell_do_not_run(self, mine, one):
        sent = {"field": "title", "text": "<script>alert(1)</script>"}

        part = mine.post(f"/imports/{one.code}/rows/1/cell/", sent, headers=HTMX)

        assert "<script>" not in part.content.decode()

    def test_one_row_asks_no_more_questions_when_there_are_more(self, mine, officer, laos):
        asked = []
        for rows in (1, 3):
            one = bring(log(*map(visit, range(1, rows + 1))), officer)
            url = f"/imports/{one.code}/rows/1/cell/"
            mine.post(url, {"field": "note", "text": "a"}, headers=HTMX)
            with CaptureQueriesContext(connection) as queries:
                mine.post(url, {"field": "note", "text": "b"}, headers=HTMX)
            asked.append(len(queries))

        assert asked[0] == asked[1]


class TestDeciding:
    def decide(self, client, one, number, decision, **headers):
        url = f"/imports/{one.code}/rows/{number}/decide/"
        return client.post(url, {"decision": decision}, **headers)

    def test_a_row_is_left_out_and_taken_in_again(self, mine, one):
        out = self.decide(mine, one, 2, Decision.LEFT_OUT, headers=HTMX)
        assert "Left out" in words(out)
        assert "Nothing to write" in words(out)

        again = self.decide(mine, one, 2, "", headers=HTMX)

        assert "To be written: 1 new record" in words(again)

    def test_without_scripts_the_page_comes_back_at_the_row(self, mine, one):
        answer = self.decide(mine, one, 2, Decision.LEFT_OUT)

        assert (answer.status_code, answer["Location"]) == (303, f"/imports/{one.code}/#row-2")
        assert one.rows.get(number=2).decision == Decision.LEFT_OUT

    def test_what_it_may_be_is_offered_and_taken(self, mine, officer, laos):
        done = confirm(bring(log(visit(1)), officer), officer)
        known = done.rows.get().target
        like = {"Tên đoàn, nội dung": "Trao đổi kinh nghiệm số 1 tại Viêng Chăn", "Số người": 9}
        one = bring(log(visit(1, **like)), officer)

        page = mine.get(f"/imports/{one.code}/")
        assert f'value="update:{known}"' in page.content.decode()
        assert "Perhaps the same: Trao đổi kinh nghiệm số 1 It is this one" in words(page)
        part = self.decide(mine, one, 1, f"update:{known}", headers=HTMX)

        assert "To be written: 1 change" in words(part)
        assert one.rows.get().target == known

    def test_a_decision_that_is_none_is_refused(self, mine, one):
        answer = self.decide(mine, one, 1, "nonsense", headers=HTMX)

        assert answer.status_code == 422
        assert one.rows.get(number=1).decision == Decision.REFUSED

    def test_a_refusal_without_scripts_is_said_on_the_page(self, mine, one):
        self.decide(mine, one, 1, "nonsense")

        assert "Not done. Choose one from the list." in words(mine.get(f"/imports/{one.code}/"))


class TestOnItsOwnPage:
    def test_each_field_shows_its_text_and_what_was_read(self, mine, one, sound):
        page = mine.get(f"/imports/{one.code}/rows/1/")

        text = sound(page)
        names = re.findall(r'<textarea name="(t-\w+)"', text)
        assert len(names) == len(set(names))
        assert "Row 4 of “Theo dõi” Refused" in words(page)
        assert typed(page)["t-start"] == "31/02/2019"
        assert typed(page)["t-head"] == "Nguyễn Văn A1, Vụ trưởng"
        assert "There is no such day." in words(page)

    def test_corrections_are_saved_and_the_next_row_opens(self, mine, one):
        page = mine.get(f"/imports/{one.code}/rows/1/")
        sent = typed(page) | {"t-start": "28/2/2019", "t-note": "Đã sửa", "decision": ""}

        answer = mine.post(f"/imports/{one.code}/rows/1/", sent)

        assert (answer.status_code, answer["Location"]) == (303, f"/imports/{one.code}/rows/2/")
        row = one.rows.get(number=1)
        assert row.corrections == {"start": "28/2/2019", "note": "Đã sửa"}
        assert row.decision == Decision.NEW

    def test_the_text_of_the_file_typed_again_is_no_correction(self, mine, one, officer):
        correct_cell(one.rows.get(number=1), "start", "28/2/2019", by=officer)
        sent = typed(mine.get(f"/imports/{one.code}/rows/1/")) | {"t-start": "31/02/2019"}

        mine.post(f"/imports/{one.code}/rows/1/", sent | {"decision": ""})

        assert one.rows.get(number=1).corrections == {}

    def test_several_lines_of_a_cell_are_no_correction(self, mine, officer, laos):
        one = bring(log(visit(1, **{"Thành viên": "Trần Thị B1\nLê Văn C1"})), officer)
        sent = typed(mine.get(f"/imports/{one.code}/rows/1/"))
        sent = {name: text.replace("\n", "\r\n") for name, text in sent.items()}

        mine.post(f"/imports/{one.code}/rows/1/", sent | {"decision": ""})

        assert one.rows.get().corrections == {}

    def test_a_decision_is_taken_and_kept(self, mine, one, sound):
        sent = typed(mine.get(f"/imports/{one.code}/rows/2/")) | {"decision": "left_out"}

        answer = mine.post(f"/imports/{one.code}/rows/2/", sent | {"stay": "1"})

        assert answer["Location"] == f"/imports/{one.code}/rows/2/"
        text = sound(mine.get(answer["Location"]))
        assert re.search(r'value="left_out"[^>]*checked', text)

    def test_it_may_change_another_record_than_those_offered(self, mine, officer, laos):
        done = confirm(bring(log(visit(1)), officer), officer)
        known = done.rows.get().target
        one = bring(log(visit(7, **{"Số người": 9})), officer)
        sent = typed(mine.get(f"/imports/{one.code}/rows/1/"))

        mine.post(f"/imports/{one.code}/rows/1/", sent | {"decision": "", "target": f"[{known}]"})

        row = one.rows.get()
        assert (row.decision, row.target) == (Decision.UPDATE, known)

    def test_rows_of_every_kind_have_their_page(self, mine, officer, sound):
        table = [["Họ và tên", "Chức vụ", "Cơ quan"], ["Nguyễn Văn A1", "Vụ trưởng", "Bộ X"]]
        people = bring(workbook([["DANH BẠ"], [], *table]), officer, kind="people")
        table = [["Tên cơ quan", "Viết tắt", "Nước"], ["Cục Thanh tra Z", "CTZ", "Lào"]]
        bodies = bring(workbook([["ĐỐI TÁC"], [], *table]), officer, kind="organisations")

        for one in (people, bodies):
            assert one.rows.get().label in sound(mine.get(f"/imports/{one.code}/"))
            assert one.rows.get().label in sound(mine.get(f"/imports/{one.code}/rows/1/"))

    def test_a_record_nobody_has_is_refused_beside_its_field(self, mine, one, sound):
        sent = typed(mine.get(f"/imports/{one.code}/rows/1/"))

        answer = mine.post(
            f"/imports/{one.code}/rows/1/", sent | {"decision": "", "target": "không có đâu"}
        )

        assert answer.status_code == 422
        assert "Nothing in the register fits" in sound(answer)

    def test_rows_are_walked_in_the_order_of_the_grid(self, mine, officer, laos):
        one = bring(log(visit(1), visit(2, **WRONG), visit(3)), officer)

        first = mine.get(f"/imports/{one.code}/rows/2/").content.decode()
        last = mine.get(f"/imports/{one.code}/rows/3/").content.decode()

        assert 'rel="prev"' not in first
        assert re.search(rf'rel="next"\s+href="/imports/{one.code}/rows/1/"', first)
        assert re.search(rf'rel="prev"\s+href="/imports/{one.code}/rows/1/"', last)
        assert 'rel="next"' not in last

    def test_once_it_is_written_it_is_only_read(self, mine, one, officer, sound):
        confirm(one, officer)

        page = mine.get(f"/imports/{one.code}/rows/2/")

        sound(page)
        assert "Entered as: Trao đổi kinh nghiệm số 2" in words(page)
        assert "<textarea" not in page.content.decode()

    @pytest.mark.parametrize("number", ["0", "99", "999999999999"])
    def test_a_row_that_is_not_there_is_not_found(self, mine, one, number):
        assert mine.get(f"/imports/{one.code}/rows/{number}/").status_code == 404
        assert mine.post(f"/imports/{one.code}/rows/{number}/cell/").status_code == 404
