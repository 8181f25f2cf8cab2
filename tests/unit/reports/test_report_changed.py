"""Changed since sent: which records entered or left, who did it, and what stays unseen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.records import set_aside
from banggiao.activities.actions import activities
from banggiao.reports.queries.changed import changed_since_sent
from banggiao.reports.queries.compiling import compile_report
from banggiao.reports.queries.reports import asked_of
from banggiao.reports.queries.sent import figure_as_sent
from tests.factories.accounts import make_user
from tests.factories.activities import held
from tests.factories.partners import INTERNAL, RESTRICTED
from tests.factories.reports import checked, head, issue, issued, report

pytestmark = pytest.mark.django_db


def changes(sent, user=None):
    return {figure.code: figure for figure in changed_since_sent(sent, user or head())}


def test_nothing_changed_right_after_issuing():
    held("Đoàn vào", start="2020-05-03")

    assert changes(issued(2020)) == {}


def test_a_record_entered_afterwards_is_named_with_who_entered_it():
    held("Đã gửi", start="2020-05-03")
    sent = issued(2020)
    late = held("Nhập sau", start="2020-06-01", by=head())

    found = changes(sent)["delegations_in"]

    assert (found.sent, found.today) == (1, 2)
    [change] = found.changes
    assert (change.kind, change.label, change.url) == (
        "entered",
        "Nhập sau",
        late.get_absolute_url(),
    )
    assert change.actor == head().full_name
    assert change.action
    assert change.at_text


def test_a_record_that_left_is_named_with_the_reason():
    visit = held("Đã gửi", start="2020-05-03", by=head())
    sent = issued(2020)
    set_aside(visit, by=head(), reason="Nhập nhầm năm")

    [change] = changes(sent)["delegations_in"].changes

    assert (change.kind, change.reason) == ("left", "Nhập nhầm năm")


def test_a_number_that_turned_names_the_record_whose_number_changed():
    visit = held("Đã gửi", start="2020-05-03", headcount=5, by=head())
    sent = issued(2020)
    activities.change_activity(visit, by=head(), headcount=9)

    found = changes(sent)["people_in"]

    assert (found.sent, found.today) == (5, 9)
    assert [(c.kind, c.label) for c in found.changes] == [("changed", "Đã gửi")]


def test_a_restricted_activity_changes_nothing_in_an_internal_report():
    sent = issued(2020)
    held("Kín", start="2020-05-03", classification=RESTRICTED)

    assert changes(sent) == {}
    assert changes(issued(2020, classification=RESTRICTED)) == {}


def test_a_restricted_activity_changes_no_byte_of_an_internal_report():
    held("Mở", start="2020-05-03")
    record = report(2020)
    before = compile_report(asked_of(record))
    held("Kín", start="2020-05-04", classification=RESTRICTED)
    after = compile_report(asked_of(record))

    for one in (before, after):
        one.content.pop("compiled_at")
    assert before.content == after.content
    assert list(before.lists()) == list(after.lists())


def test_a_record_whose_class_was_raised_left_without_a_name():
    visit = held("Sẽ kín", start="2020-05-03", classification=INTERNAL, by=head())
    sent = issued(2020)
    activities.change_activity(visit, by=head(), classification=RESTRICTED)
    low = make_user("officer", INTERNAL)

    found = changes(sent, low)["delegations_in"]
    assert (found.changes, found.hidden) == ([], 1)
    opened = figure_as_sent(sent, "delegations_in", "", low)
    assert opened
    assert "Sẽ kín" not in str(opened)
    assert [c.label for c in changes(sent, head())["delegations_in"].changes] == ["Sẽ kín"]


def test_a_figure_opens_as_it_was_sent_beside_today():
    held("Đã gửi", start="2020-05-03")
    sent = issued(2020)
    held("Nhập sau", start="2020-06-01")

    opened = figure_as_sent(sent, "delegations_in", "", head())

    assert opened
    assert (opened.value, opened.today, opened.is_same) == ("1", "2", False)
    assert [record.label for record in opened.records] == ["Đã gửi"]
    assert figure_as_sent(sent, "delegations_in", "level:minister", head()) is None


def test_questions_do_not_grow_with_what_changed():
    sent = issue(checked(2020))

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            changed_since_sent(sent, head())
        return len(queries)

    held("Một", start="2020-05-03")
    one = asked()
    held("Hai", start="2020-05-04")
    held("Ba", start="2020-05-05")

    assert asked() <= one
