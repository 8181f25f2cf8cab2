"""Reports: written, checked, issued; and what is refused on the way."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from banggiao.accounts.records import set_aside
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from banggiao.reports.actions import reports as actions
from banggiao.reports.enums import ReportStatus
from banggiao.reports.figures.shapes import Period
from banggiao.reports.models import FrozenFigure, FrozenRecord, Report, ReportSection
from banggiao.reports.periods import between, calendar_year, period_of
from banggiao.reports.queries.gaps import of_draft
from banggiao.reports.queries.reports import content_of, fingerprint, texts_of
from tests.factories.accounts import make_user
from tests.factories.activities import held
from tests.factories.documents import document
from tests.factories.figures import stated
from tests.factories.partners import INTERNAL, RESTRICTED, organisation
from tests.factories.reports import checked, head, issue, issued, report

pytestmark = pytest.mark.django_db

LENT = (dt.date(2019, 3, 6), dt.date(2019, 4, 18))


def refused(code: str, action, *arguments, **keywords) -> Refused:
    with pytest.raises(Refused) as caught, transaction.atomic():
        action(*arguments, **keywords)
    assert caught.value.code == code
    return caught.value


def logged(record: Report) -> list[str]:
    events = Event.objects.filter(object_type="reports.report", object_code=record.code)
    return [event.action for event in events.order_by("pk")]


def test_a_report_is_begun_with_its_usual_name_and_its_sections():
    begun = report(2019)

    assert begun.name_vi
    assert begun.status == ReportStatus.DRAFT
    assert (begun.first, begun.last) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    assert "context" in texts_of(begun)
    assert "results" not in texts_of(begun)
    assert logged(begun) == ["reports.report_added"]


@pytest.mark.parametrize("period", [calendar_year(2019), between(*LENT)], ids=["named", "free"])
def test_the_period_is_named_in_the_language_of_the_report(period):
    by = head()
    said = {}
    for language, reader in (("vi", "en"), ("en", "vi")):
        with override(reader):
            made = actions.add_report(by=by, definition="annual", period=period, language=language)
        said[language] = (made.period_name, made.period_basis)
        assert (made.first, made.last) == (period.first, period.last)

    with override("vi"):
        assert said["vi"] == _words(period)
    with override("en"):
        assert said["en"] == _words(period)
    assert said["vi"] != said["en"]


def _words(period: Period) -> tuple[str, str]:
    again = (
        period_of(period.code, period.year) if period.code else between(period.first, period.last)
    )
    return again.name, again.basis


def test_a_report_goes_from_draft_to_checked_to_issued_and_back_on_the_way():
    begun = report()
    by = head()
    actions.check_report(begun, by=by)
    actions.return_report(begun, by=by, reason="Thiếu phần đánh giá")
    actions.check_report(begun, by=by)
    sent = issue(begun, by=by)

    assert sent.is_frozen
    assert (sent.issued_by, sent.number) == (by, "45/BC-TTCP")
    assert sent.content["number"] == "45/BC-TTCP"
    assert logged(begun) == [
        "reports.report_added",
        "reports.report_checked",
        "reports.report_returned",
        "reports.report_checked",
        "reports.report_issued",
    ]


def test_issuing_keeps_values_records_and_words():
    visit = held("Đoàn vào năm cũ", start="2019-05-03")
    begun = report(2019)
    actions.write_section(
        begun, by=head(), key="context", text="Năm nhiều biến động.", seen=fingerprint("")
    )
    actions.check_report(begun, by=head())
    sent = issue(begun)

    frozen = FrozenFigure.objects.get(report=sent, figure="delegations_in", part="")
    assert frozen.value == 1
    assert [r.record_code for r in frozen.records.all()] == [visit.code]
    part = FrozenFigure.objects.get(report=sent, figure="delegations_in", part="level:unknown")
    assert [r.record_code for r in part.records.all()] == [visit.code]
    sections = {s["key"]: s["text"] for s in sent.content["sections"]}
    assert sections["context"] == "Năm nhiều biến động."


def test_an_issued_report_never_changes():
    sent = issued()
    by = head()

    refused("issued_already", actions.change_report, sent, by=by, name_vi="Khác")
    refused("issued_already", actions.write_section, sent, by=by, key="context", text="x")
    refused("issued_already", actions.check_report, sent, by=by)
    refused("issued_already", actions.return_report, sent, by=by, reason="x")
    refused("issued_already", issue, sent, by=by)
    with pytest.raises(PermissionDenied):
        set_aside(sent, by=by, reason="nhầm")


def test_a_checked_report_is_not_changed_before_it_is_returned():
    record = checked()

    refused("checked_already", actions.change_report, record, by=head(), name_vi="Khác")
    refused("checked_already", actions.write_section, record, by=head(), key="limits", text="x")
    refused("checked_already", actions.check_report, record, by=head())


def test_issuing_wants_a_checked_report_a_number_and_a_day():
    refused("not_checked", issue, report())
    record = checked(2018)
    refused("number_missing", issue, record, number=" ")
    refused("dated_missing", issue, record, dated=None)
    refused("dated_in_future", issue, record, dated=dt.date(2090, 1, 1))
    refused("not_checked", actions.return_report, report(2017), by=head(), reason="x")
    refused("reason_missing", actions.return_report, record, by=head(), reason=" ")


def test_what_a_report_is_not_begun_with():
    period = calendar_year(2019)
    by = head()
    low = make_user("officer", INTERNAL)
    hidden = organisation(classification=RESTRICTED)

    def begin(by=by, **data):
        return actions.add_report(
            by=by, period=period, **{"definition": "annual", "language": "vi"} | data
        )

    refused("definition_unknown", begin, definition="monthly")
    refused("language_unknown", begin, language="ja")
    refused("class_above_clearance", begin, by=low, classification=RESTRICTED)
    refused("addressee_class_higher", begin, addressee=hidden)
    with pytest.raises(PermissionDenied):
        begin(by=low, addressee=hidden)
    with pytest.raises(PermissionDenied):
        begin(by=make_user("leader", RESTRICTED))


def test_two_people_write_two_sections_at_once_and_one_section_is_not_lost():
    record = report()
    opened = record.version
    blank = fingerprint("")
    by = head()

    actions.write_section(record, by=by, key="limits", text="Một", version=opened, seen=blank)
    actions.write_section(record, by=by, key="causes", text="Hai", version=opened, seen=blank)
    with pytest.raises(Stale), transaction.atomic():
        actions.write_section(record, by=by, key="limits", text="Ba", version=opened, seen=blank)

    assert (texts_of(record)["limits"], texts_of(record)["causes"]) == ("Một", "Hai")
    refused("section_unknown", actions.write_section, record, by=by, key="results", text="x")


def test_a_stale_change_is_refused():
    record = report()
    opened = record.version
    actions.change_report(record, by=head(), name_vi="Một", version=opened)

    with pytest.raises(Stale):
        actions.change_report(record, by=head(), name_vi="Hai", version=opened)


def test_roles():
    record = report()
    officer, leader = make_user("officer", RESTRICTED), make_user("leader", RESTRICTED)

    for who in (officer, leader):
        with pytest.raises(PermissionDenied):
            actions.check_report(record, by=who)
    actions.check_report(record, by=head())
    with pytest.raises(PermissionDenied):
        issue(record, by=officer)
    assert issue(record, by=leader).is_frozen


def test_a_report_opens_only_to_people_cleared_for_its_class():
    record = report(classification=RESTRICTED)
    low = make_user("officer", INTERNAL)

    assert not Report.objects.visible_to(low).filter(pk=record.pk).exists()
    with pytest.raises(PermissionDenied):
        actions.change_report(record, by=low, name_vi="x")


def test_the_constraints_hold_past_the_actions():
    record = report()
    for broken in (
        {"status": "sent"},
        {"status": "issued"},
        {"last": dt.date(2018, 1, 1)},
        {"classification": 9},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=record.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSection.objects.create(report=record, key="context")
    with pytest.raises(ValidationError):
        actions.change_report(
            record, by=head(), period=between(dt.date(2019, 1, 1), dt.date(2019, 1, 2)), name_vi=""
        )


def test_frozen_records_keep_what_was_not_certain():
    held("Chỉ biết năm", start="2019")
    held("Có thể", start="201X")
    sent = issued(2019)

    records = FrozenRecord.objects.filter(frozen__report=sent, frozen__figure="delegations_in")
    found = {r.label: (r.is_counted, r.is_uncertain) for r in records.filter(frozen__part="")}
    assert found == {"Chỉ biết năm": (True, True), "Có thể": (False, True)}


def test_a_draft_says_which_old_paper_states_another_number():
    held("Một đoàn vào", start="2016-05-03")
    stated("delegations_in", value=7)
    stated("delegations_in", value=1)
    record = report(2016)

    content = content_of(record)
    found = of_draft(record, content, head())

    assert [(f["code"], f["value"], one["value"]) for f, one in found.stated] == [
        ("delegations_in", 1, 7)
    ]


def test_the_signed_paper_is_named_after_issuing_and_changes_nothing_that_was_sent():
    sent = issued()
    before = sent.content
    paper = document()
    clerk = make_user("clerk", INTERNAL)

    refused("not_issued", actions.attach_signed_paper, report(2018), by=head(), document=paper)
    with pytest.raises(PermissionDenied):
        actions.attach_signed_paper(sent, by=make_user("auditor", INTERNAL), document=paper)
    hidden = document(classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        actions.attach_signed_paper(sent, by=clerk, document=hidden)
    named = actions.attach_signed_paper(sent, by=clerk, document=paper)

    assert (named.signed_paper, named.content) == (paper, before)
