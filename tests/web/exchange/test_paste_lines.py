"""A block of an annex is pasted into a draft plan: looked at, mended in its cells, then added."""

from __future__ import annotations

import pytest

from banggiao.accounts.enums import Role
from banggiao.audit.models import Event
from banggiao.core.models import Record
from banggiao.exchange.models import Answer
from banggiao.plans.actions.lines import change_line
from banggiao.plans.models import PlanLine
from tests.factories.accounts import make_user
from tests.factories.partners import RESTRICTED, country, organisation
from tests.factories.pasting import block, fields, offers, said, states, told
from tests.factories.plans import approved, lead_unit, line, plan

pytestmark = pytest.mark.django_db

HEADINGS = "STT|Tên đoàn/Hoạt động|Nước|Đối tác|Thời gian|Số người|Kinh phí (nghìn đồng)"
ANNEX = block(
    HEADINGS,
    "I|ĐOÀN RA|||||",
    "1|Đoàn công tác tại Nhật Bản|Nhật Bản||Quý II|5|250.000",
    "2|Đoàn công tác tại Lào|Lào||31/02/2026|-3|120.500",
    "Tổng cộng|||||2|370.500",
)
SOUND = block(HEADINGS, "I|ĐOÀN RA|||||", "1|Đoàn một|Lào||Quý I|5|1", "2|Đoàn hai|Lào||Quý II|6|2")


@pytest.fixture
def draft():
    return plan(2026)


@pytest.fixture
def url(draft):
    return f"/plans/{draft.code}/paste/"


@pytest.fixture
def mine(client, sign_in):
    return sign_in(client, make_user("officer", 1))


class TestLookingAndAdding:
    def test_errors_stand_in_their_cells_and_nothing_is_added_before_they_are_mended(
        self, mine, sound, url, draft
    ):
        page = mine.post(url, {"text": ANNEX})

        sound(page)
        assert states(page) == ["New", "To mend", "Left out"]
        assert said(page, "c2-5") == [
            "There is no such day. Write it as 22/4/2013, 4/2013 or quý III/2026."
        ]
        assert said(page, "c2-6") == ["A number of people cannot be negative."]
        assert [line.split(",")[0] for line in told(page)] == ["Row 2", "Row 2"]
        sent = fields(page)
        assert 'name="add"' not in page.content.decode()

        refused = mine.post(url, sent | {"add": "1"})
        sound(refused)
        assert refused.status_code == 422
        assert not PlanLine.objects.exists()

        mended = mine.post(url, sent | {"c2-5": "28/02/2026", "c2-6": "3", "check": "1"})
        assert states(mended) == ["New", "New", "Left out"]
        assert "Add 2 rows" in sound(mended)
        done = mine.post(url, fields(mended) | {"add": "1"}, follow=True)

        assert "2 lines were added." in sound(done)
        first, second = PlanLine.objects.order_by("number")
        assert (first.name_vi, first.kind, first.country.code) == (
            *("Đoàn công tác tại Nhật Bản", "delegation_out", "JP"),
        )
        assert (first.start.text, first.people, first.cost) == ("2026-34", 5, 250_000_000)
        assert (second.start.text, second.people, second.plan) == ("2026-02-28", 3, draft)

    def test_what_was_typed_stays_when_the_page_comes_back(self, mine, url):
        sent = fields(mine.post(url, {"text": ANNEX}))

        again = mine.post(
            url, sent | {"c1-2": "Tên khác\r\nhai dòng", "c2-3": "Nước X1", "x1": "1"}
        )

        back = fields(again)
        assert back["c1-2"] == "Tên khác\nhai dòng"
        assert (back["c2-3"], back["x1"], back["s2"]) == ("Nước X1", "1", "I. ĐOÀN RA")
        assert "x2" not in back
        assert states(again) == ["Left out", "To mend", "Left out"]

    def test_a_row_that_is_left_out_is_not_added_and_one_that_was_left_out_can_be(self, mine, url):
        sent = fields(mine.post(url, {"text": ANNEX}))

        page = mine.post(url, {k: v for k, v in sent.items() if k != "x3"} | {"x2": "1"})

        assert states(page) == ["New", "Left out", "To mend"]
        assert said(page, "c3-2") == ["A new record needs this. Type it."]

    def test_a_kind_no_column_tells_is_said_for_all_rows(self, mine, url):
        page = mine.post(url, {"text": block(HEADINGS, "1|Thăm đơn vị|Lào||Quý I|5|1")})
        assert told(page)[0].startswith("Row 1: Kind: No column says it.")

        page = mine.post(url, fields(page) | {"kind": "delegation_out"})

        assert states(page) == ["New"]

    def test_columns_without_headings_are_named_by_the_person(self, mine, url):
        page = mine.post(url, {"text": block("Đoàn A|x1|Quý I", "Đoàn B|y1|Quý II")})
        sent = fields(page)
        assert (sent["f1"], sent["f3"], sent["h1"]) == ("title", "period", "")

        page = mine.post(url, sent | {"f2": "basis", "kind": "meeting"})
        mine.post(url, fields(page) | {"add": "1"})

        assert list(PlanLine.objects.values_list("name_vi", "basis")) == [
            *(("Đoàn A", "x1"), ("Đoàn B", "y1")),
        ]

    def test_a_field_in_two_columns_is_refused_at_the_second(self, mine, url, sound):
        sent = fields(mine.post(url, {"text": SOUND}))

        page = mine.post(url, sent | {"f4": "title", "add": "1"})

        assert page.status_code == 422
        assert "Đối tác: Column 2 holds this already." in told(page)
        sound(page)
        assert not PlanLine.objects.exists()

    def test_what_the_room_refuses_stands_in_the_cell(self, mine, url):
        page = mine.post(url, {"text": SOUND})

        page = mine.post(url, fields(page) | {"c1-5": "Quý I/2019"})

        assert states(page) == ["To mend", "New"]
        assert len(said(page, "c1-5")) == 1


class TestWhatIsThere:
    def test_a_line_of_the_plan_is_not_added_again_unless_somebody_says_so(self, mine, url, draft):
        there = line("Đoàn một", of=draft, start="2026-33", people=5, country=country("LA"))

        page = mine.post(url, {"text": SOUND})

        assert states(page) == ["There already", "New"]
        assert f'href="{there.get_absolute_url()}"' in page.content.decode()
        page = mine.post(url, fields(page) | {"d1": "1"})
        assert states(page) == ["New", "New"]

    def test_pasting_changes_nothing_that_is_there(self, mine, url, draft):
        there = line("Đoàn một", of=draft, start="2026-33", people=5)

        page = mine.post(url, {"text": SOUND})
        mine.post(url, fields(page) | {"add": "1"})

        assert "Here it says otherwise: Country" in page.content.decode()
        there.refresh_from_db()
        assert (there.country, there.version) == (None, 1)
        assert PlanLine.objects.count() == 2

    def test_rows_that_came_meanwhile_are_looked_at_before_others_are_added(self, mine, url, draft):
        page = mine.post(url, {"text": SOUND})
        line("Đoàn một", of=draft, start="2026-33", people=5)

        again = mine.post(url, fields(page) | {"add": "1"})

        assert again.status_code == 422
        assert "Other rows would be added than you saw before." in again.content.decode()
        assert states(again) == ["There already", "New"]
        assert PlanLine.objects.count() == 1

    def test_a_row_that_says_the_same_as_an_earlier_one_is_added_once(self, mine, url):
        row = "1|Đoàn một|Lào||Quý I|5|1"
        page = mine.post(url, {"text": block(HEADINGS, "I|ĐOÀN RA|||||", row, row)})

        assert states(page) == ["New", "There already"]
        assert "It says the same as row 1." in page.content.decode()


class TestPartners:
    def test_a_name_that_may_be_meant_is_offered_and_one_press_puts_it_into_the_cell(
        self, mine, url
    ):
        body = organisation("Thanh tra Nhà nước Lào", country=country("LA"))
        row = "1|Đoàn một|Lào|Thanh tra Nha nuoc Laos|Quý I|5|1"
        page = mine.post(url, {"text": block(HEADINGS, "I|ĐOÀN RA|||||", row)})
        assert states(page) == ["New"]
        assert said(page, "c1-4")[0].startswith("Is it one of these?")
        ways = offers(page)

        page = mine.post(url, fields(page) | {"take": ways["Thanh tra Nhà nước Lào"]})
        assert fields(page)["c1-4"] == "Thanh tra Nhà nước Lào"
        mine.post(url, fields(page) | {"add": "1"})

        assert list(
            PlanLine.objects.get().partners.values_list("organisation__code", flat=True)
        ) == [body.code]

    def test_a_restricted_partner_is_neither_found_nor_offered(self, mine, url):
        organisation(
            "Cơ quan Tuyệt mật X1", code="kin", abbreviation="TMX", classification=RESTRICTED
        )
        rows = [
            f"{n}|Đoàn {n}|Lào|{name}|Quý I|5|1"
            for n, name in enumerate(("Cơ quan Tuyệt mật X1", "TMX", "Cơ quan Tuyệt mật"), 1)
        ]

        page = mine.post(url, {"text": block(HEADINGS, "I|ĐOÀN RA|||||", *rows)})

        assert offers(page) == {}
        assert {said(page, f"c{n}-4")[0] for n in (1, 2, 3)} == {
            "The register has no body of this name. The words go into the remark."
        }
        mine.post(url, fields(page) | {"add": "1"})
        assert not PlanLine.objects.filter(partners__isnull=False).exists()
        assert "/partners/kin/" not in page.content.decode()

    def test_only_ones_own_answers_count(self, mine, url):
        body = organisation("Thanh tra Nhà nước Lào")
        other = make_user("officer", 1, username="other")
        Answer.objects.create(what="organisation", text="ttnn", code=body.code, by=other)
        row = "1|Đoàn một|Lào|TTNN|Quý I|5|1"

        page = mine.post(url, {"text": block(HEADINGS, "I|ĐOÀN RA|||||", row)})

        assert said(page, "c1-4")[0].startswith("The register has no body")


class TestWho:
    @pytest.mark.parametrize("role", Role.values)
    def test_may_paste_who_may_add_lines(self, client, sign_in, draft, url, role):
        user = make_user(role, 1, unit=lead_unit() if role == "contributor" else None)
        sign_in(client, user)
        may = role in {"officer", "head", "contributor"}

        assert client.get(url).status_code == (200 if may else 403)
        assert client.post(url, {"text": SOUND}).status_code == (200 if may else 403)
        shown = client.get(draft.get_absolute_url()).content.decode()
        assert (f'href="{url}"' in shown) is may

    def test_a_contributor_pastes_wishes_of_the_own_unit(self, client, sign_in, url):
        user = make_user("contributor", 1, unit=lead_unit())
        page = sign_in(client, user).post(url, {"text": SOUND})

        client.post(url, fields(page) | {"add": "1"})

        assert set(PlanLine.objects.values_list("lead_unit__code", flat=True)) == {"htqt"}

    def test_a_plan_nobody_may_know_of_is_not_found(self, mine):
        hidden = plan(2031, classification=RESTRICTED)
        assert mine.get(f"/plans/{hidden.code}/paste/").status_code == 404

    def test_an_approved_plan_is_refused_with_its_sentence(self, mine, url, draft, sound):
        page = mine.post(url, {"text": SOUND})
        line(of=draft)
        approved(draft)
        sentence = "The plan is approved and fixed."

        shown = mine.get(url, follow=True)
        assert sentence in sound(shown)
        assert f'href="{url}"' not in shown.content.decode()
        refused = mine.post(url, fields(page) | {"add": "1"})
        assert refused.status_code == 422
        assert any(sentence in words for words in told(refused))
        assert fields(refused)["c1-2"] == "Đoàn một"
        assert PlanLine.objects.count() == 1


class TestLimits:
    def test_a_block_too_large_is_refused_and_stays_in_its_field(self, mine, url, sound):
        page = mine.post(url, {"text": "a\n" * 501})

        assert page.status_code == 422
        assert "These are 501 rows; at most 500" in sound(page)
        assert page.content.decode().count("a\r\n") + page.content.decode().count("\na") >= 500

    def test_nothing_is_refused_with_what_to_do(self, mine, url):
        assert "Copy the cells in the spreadsheet" in mine.post(url, {"text": ""}).content.decode()
        assert (
            "Copy the cells in the spreadsheet"
            in mine.post(url, {"text": "\t \n"}).content.decode()
        )

    @pytest.mark.parametrize(
        "sent",
        [
            {"rows": "x", "columns": "2"},
            {"rows": "999999", "columns": "9"},
            {"rows": "1", "columns": "0"},
            {"rows": "-1", "columns": "²"},
        ],
    )
    def test_what_no_page_sends_leads_back_to_the_start(self, mine, url, sent):
        page = mine.post(url, sent | {"add": "1"})
        assert (page.status_code, page["Location"]) == (303, url)

    def test_five_hundred_rows_of_twenty_columns_come_back_as_fields(self, mine, url):
        rows = (f"Đoàn số {n}|Quý I" + "|x" * 18 for n in range(1, 500))
        page = mine.post(url, {"text": block(*rows)})
        sent = fields(page)
        assert len(sent) > 9_980

        again = mine.post(url, sent | {"kind": "meeting", "check": "1"})

        assert again.status_code == 200
        assert states(again) == ["New"] * 499

    def test_more_rows_ask_no_more_questions(
        self, mine, url, django_assert_max_num_queries, django_assert_num_queries
    ):
        organisation("Bộ A", country=country("LA"))
        rows = [f"{n}|Đoàn {n}|Lào|Bộ A|Quý I|5|1" for n in range(1, 4)]
        start = (HEADINGS, "I|ĐOÀN RA|||||")
        with django_assert_max_num_queries(200) as one:
            mine.post(url, {"text": block(*start, rows[0])})
        with django_assert_num_queries(len(one)):
            mine.post(url, {"text": block(*start, *rows)})


class TestTakingBack:
    def added(self, mine, url):
        page = mine.post(url, {"text": SOUND})
        return mine.post(url, fields(page) | {"add": "1"})["Location"]

    def test_what_was_pasted_is_set_aside_in_one_go(self, mine, url, sound, draft):
        before = line(of=draft)
        where = self.added(mine, url)
        shown = mine.get(where)
        assert "Đoàn hai" in sound(shown)
        assert f'href="{where}take-back/"' in shown.content.decode()

        sound(mine.get(f"{where}take-back/"))
        assert mine.post(f"{where}take-back/", {"reason": ""}).status_code == 422
        mine.post(f"{where}take-back/", {"reason": "Dán nhầm"})

        assert list(PlanLine.objects.in_register()) == [before]
        steps = Event.objects.filter(action="plans.planline_set_aside")
        assert {e.request_id for e in steps} == {steps[0].request_id}
        assert "Nothing is left of it" in sound(mine.get(where))
        assert mine.post(f"{where}take-back/", {"reason": "x"}).status_code == 422

    def test_not_where_somebody_changed_a_line_since(self, mine, url, sound):
        where = self.added(mine, url)
        one: Record = PlanLine.objects.order_by("pk")[0]
        change_line(one, by=make_user("head", 1, username="h"), people=9)

        page = mine.post(f"{where}take-back/", {"reason": "x"})

        assert "“Đoàn một” was changed after it was pasted." in sound(page)
        assert PlanLine.objects.in_register().count() == 2

    def test_only_by_who_pasted_it(self, mine, client, sign_in, url):
        where = self.added(mine, url)
        sign_in(client, make_user("head", 1, username="h"))
        assert client.get(where).status_code == 404
        assert client.post(f"{where}take-back/", {"reason": "x"}).status_code == 404
        assert PlanLine.objects.in_register().count() == 2
