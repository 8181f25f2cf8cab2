"""Pages of reports through Django's client: written, issued, opened, and what is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from banggiao.reports.actions.papers import make
from banggiao.reports.models import Paper, Report
from banggiao.reports.queries.reports import texts_of
from tests.factories.accounts import make_user
from tests.factories.activities import activity, held
from tests.factories.partners import INTERNAL, RESTRICTED
from tests.factories.reports import checked, head, issued, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    user = head()
    client.force_login(user)
    return client


def text_of(response) -> str:
    return response.content.decode()


def url(name: str, record: Report, *more: object) -> str:
    return reverse(f"reports:{name}", args=[record.code, *more])


def test_a_report_is_begun_from_the_form(keeper):
    asked = {"definition": "annual", "language": "vi", "period": "year", "year": "2019"}
    answer = keeper.post(reverse("reports:add_report"), {**asked, "classification": "1"})

    record = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, record.get_absolute_url())
    assert record.period_basis


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"period": "", "from": "1/2/2019", "to": "1/1/2019"}, "to"),
        ({"year": "19"}, "year"),
        ({"addressee": "không có cơ quan này"}, "addressee"),
    ],
)
def test_what_cannot_be_read_stands_beside_its_field_and_nothing_is_lost(keeper, given, field):
    asked = {
        "definition": "annual",
        "language": "vi",
        "period": "year",
        "year": "2019",
        "classification": "1",
        "addressee_text": "Văn phòng Chính phủ",
    }
    answer = keeper.post(reverse("reports:add_report"), asked | given)

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in text_of(answer)
    assert "Văn phòng Chính phủ" in text_of(answer)
    assert not Report.objects.exists()


def test_the_page_shows_live_figures_as_links_and_what_is_missing(keeper):
    held("Đã xong", start="2019-05-03", end="2019-05-04")
    waiting = activity("Chưa ghi nhận", start="2019-06-01")
    record = report(2019)

    page = text_of(keeper.get(record.get_absolute_url()))

    assert "/figures/delegations_in/?from=2019-01-01&amp;to=2019-12-31" in page
    assert ">01</a>" in page.replace("\n", "").replace(" ", "")
    assert waiting.get_absolute_url() in page
    assert "?write=context#context" in page


def test_a_section_is_written_in_its_place_among_the_figures(keeper):
    record = report()
    page = text_of(keeper.get(f"{record.get_absolute_url()}?write=context"))

    assert f'action="{url("write_section", record, "context")}"' in page
    assert page.count("<textarea") == 1
    for key in ("results", "nonsense"):
        other = text_of(keeper.get(f"{record.get_absolute_url()}?write={key}"))
        assert "<textarea" not in other


def test_a_section_is_written_and_a_stale_one_shows_both(keeper):
    record = report()
    place = url("write_section", record, "limits")
    form = keeper.get(place).context["form"]
    seen, version = form["seen"].value(), form["version"].value()
    first = {"text": "Một", "seen": seen, "version": version}

    assert keeper.post(place, first).status_code == 303
    again = keeper.post(place, {**first, "text": "Hai"})
    assert again.status_code == 409
    assert "Một" in text_of(again)
    assert "Hai" in text_of(again)
    fresh = again.context["form"]["version"].value()
    kept = {
        "text": "Hai",
        "seen": seen,
        "version": fresh,
        "keep_text": "yours",
        "asked": "keep_text",
    }
    assert keeper.post(place, kept).status_code == 303
    assert texts_of(record)["limits"] == "Hai"
    assert keeper.get(url("write_section", record, "results")).status_code == 404


def test_a_report_is_checked_returned_and_issued_from_its_pages(keeper):
    record = report()

    assert keeper.post(url("check_report", record), {}).status_code == 303
    assert keeper.post(url("return_report", record), {"reason": "Sửa"}).status_code == 303
    assert keeper.post(url("check_report", record), {}).status_code == 303
    empty = keeper.post(url("issue_report", record), {"number": "", "dated": ""})
    assert empty.status_code == 422
    sent = keeper.post(url("issue_report", record), {"number": "9/BC-TTCP", "dated": "5/2/2020"})
    assert sent.status_code == 303
    record.refresh_from_db()
    assert record.is_frozen


def test_an_issued_report_says_what_changed_and_who(keeper):
    sent = issued(2019)
    held("Nhập sau", start="2019-05-03")

    assert "Nhập sau" not in text_of(keeper.get(sent.get_absolute_url()))
    page = text_of(keeper.get(url("changed", sent)))
    assert "Nhập sau" in page
    figure = text_of(keeper.get(url("frozen", sent, "delegations_in")))
    assert "Nhập sau" not in figure
    assert keeper.get(url("frozen", sent, "no_such_figure")).status_code == 404


def test_a_draft_has_nothing_that_was_sent(keeper):
    record = report()

    assert keeper.get(url("changed", record)).status_code == 404
    assert keeper.get(url("frozen", record, "delegations_in")).status_code == 404


def test_a_file_is_asked_for_made_and_fetched(keeper, django_capture_on_commit_callbacks):
    record = report()
    with django_capture_on_commit_callbacks(execute=False):
        assert keeper.post(url("ask_paper", record), {"format": "json"}).status_code == 303
    waiting = keeper.get(url("papers", record), headers={"HX-Request": "true"})
    assert "every 2s" in text_of(waiting)
    assert keeper.get(url("paper", record, 1)).status_code == 404

    make(record.code, 1)

    ready = text_of(keeper.get(url("papers", record), headers={"HX-Request": "true"}))
    assert "every 2s" not in ready
    file = keeper.get(url("paper", record, 1))
    assert file.status_code == 200
    assert "attachment" in file["Content-Disposition"]
    assert b'"definition": "annual"' in b"".join(file)


def test_a_file_that_failed_says_why(keeper):
    record = report()
    Paper.objects.create(report=record, number=1, format="docx", state="failed", message="Mẫu hỏng")

    assert "Mẫu hỏng" in text_of(keeper.get(record.get_absolute_url()))


def test_a_reader_below_the_class_does_not_know_of_the_report(client):
    record = report(name_vi="Báo cáo kín", classification=RESTRICTED)
    client.force_login(make_user("officer", INTERNAL))

    assert client.get(record.get_absolute_url()).status_code == 404
    assert "Báo cáo kín" not in text_of(client.get(reverse("reports:reports")))
    assert "Báo cáo kín" not in text_of(client.get("/search/?q=kín"))


def test_whoever_only_reads_sees_no_way_to_change(client):
    record = checked()
    client.force_login(make_user("auditor", INTERNAL))
    with override("en"):
        page = text_of(client.get(record.get_absolute_url()))

    for name in ("change_report", "check_report", "issue_report"):
        assert url(name, record) not in page
    assert "?write=" not in page
    asked = text_of(client.get(f"{record.get_absolute_url()}?write=context"))
    assert "<textarea" not in asked


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(keeper, rows, django_assert_max_num_queries):
    for number in range(rows):
        report(2010 + number)
    with django_assert_max_num_queries(14):
        keeper.get(reverse("reports:reports"))
