"""What is to be looked at: each reason, what ends it, and what a hidden record changes: nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils.translation import override

from banggiao.agreements.actions import instruments, ledger, lineage
from banggiao.agreements.models import Instrument
from banggiao.agreements.queries import calendar_of
from banggiao.agreements.queries.watches import Sign, Watch, anniversaries_on, watch_board
from banggiao.core.enums import RecordState
from banggiao.partners.actions import organisations
from banggiao.partners.models import Organisation
from tests.factories.activities import activity
from tests.factories.agreements import instrument
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    milestone,
    officer,
    organisation,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def giv() -> Organisation:
    made = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    Organisation.objects.filter(pk=made.pk).update(is_own=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))


def looked_at(kind: Watch, by=None, day: dt.date = DAY) -> list[Sign]:
    return watch_board(by or officer(), day).of(kind)


def names(kind: Watch, by=None, day: dt.date = DAY) -> list[str]:
    return [sign.text for sign in looked_at(kind, by, day)]


def test_what_runs_out_renews_itself_or_needs_notice_stands_apart(giv, mic):
    instrument(giv, mic, name="Hết", signed="2022-06-01", term_end="2027-03-31", notice_months=2)
    instrument(giv, mic, name="Xa", signed="2022-06-01", term_end="2029")
    instrument(
        giv,
        mic,
        name="Tự gia hạn",
        signed="2022-01-01",
        term_months=60,
        renewal="automatic",
        renewal_months=60,
        notice_months=6,
    )

    assert names(Watch.ENDS) == ["Hết"]
    assert names(Watch.RENEWS) == ["Tự gia hạn"]
    assert names(Watch.NOTICE) == ["Hết"]
    assert looked_at(Watch.RENEWS)[0].word == "notice passed"
    notice = looked_at(Watch.NOTICE)[0]
    assert notice.days == (dt.date(2027, 1, 31), dt.date(2027, 1, 31))
    assert notice.left == "70 days left"


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        ("2022-06-01", ["5 years"]),
        ("2017-11-22", ["10 years"]),
        ("2017-11-23", []),  # a year and a day ahead
        ("2016-11-22", ["10 years"]),
        ("2016-11-21", []),
        ("2002", ["25 years"]),
        ("1977-05", ["50 years"]),
        ("1998/2016", []),
        ("2020-02-29", []),
        ("XXXX-07-08", []),
    ],
)
def test_round_years_since_a_signing_come_a_year_ahead(giv, mic, signed, words):
    instrument(giv, mic, name="Bản ghi nhớ", signed=signed)

    assert [sign.word for sign in looked_at(Watch.ANNIVERSARY)] == words


def test_an_anniversary_known_to_the_month_stands_in_its_month(giv, mic):
    instrument(giv, mic, signed="2017-02", name="Theo tháng")
    instrument(giv, mic, signed="2012-02-29", name="Nhuận")

    with override_settings(ANNIVERSARIES=(10, 15)):
        month, leap = looked_at(Watch.ANNIVERSARY)
    assert (month.when, month.left) == ("February 2027", "")
    assert leap.days == (dt.date(2027, 2, 28), dt.date(2027, 2, 28))
    assert leap.what == "15 years since 29 February 2012"


def test_a_text_that_was_replaced_has_anniversaries_and_one_that_ended_has_none(giv, mic):
    instrument(giv, mic, name="Hết hạn", signed="2022-03-01", term_end="2024")
    ended = instrument(giv, mic, name="Chấm dứt", signed="2022-03-01")
    ledger.end_instrument(ended, by=writer(), on="2023")
    older = instrument(giv, mic, name="Trước", signed="2017-03-01")
    later = instrument(giv, mic, name="Sau", signed="2022-05-01")
    lineage.link_predecessor(later, older, "upgrades", by=writer())
    instrument(mic, name="Của người khác", signed="2017-03-01")

    assert names(Watch.ANNIVERSARY) == ["Trước", "Sau"]


def test_ties_have_anniversaries_and_a_signing_in_both_stands_once(giv, mic):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2017-04-22")
    own = relationship(giv, mic)
    milestone(own, on="2017-04-22", level="memorandum_of_cooperation", name_vi="Ký")
    milestone(own, on="2002", level="contacts", name_vi="Quen biết")
    milestone(relationship(country("VN"), country("JP")), on="1977-09-21", name_vi="Lập quan hệ")
    milestone(relationship(country("LA"), country("JP")), on="1977-09-21", name_vi="Nước khác")
    milestone(
        relationship(
            giv, organisation("Bí mật", classification=RESTRICTED), classification=INTERNAL
        ),
        on="2002",
        name_vi="Kín",
    )

    assert [sign.text.partition(": ")[2] or sign.text for sign in looked_at(Watch.ANNIVERSARY)] == [
        "Quen biết",
        "Bản ghi nhớ",
        "Lập quan hệ",
    ]


@override_settings(ANNIVERSARIES=(7,))
def test_which_years_count_is_a_setting(giv, mic):
    instrument(giv, mic, name="Bảy năm", signed="2020-02-17")
    instrument(giv, mic, name="Năm năm", signed="2022-02-17")

    assert names(Watch.ANNIVERSARY) == ["Bảy năm"]


def test_a_partner_with_a_successor_is_told_until_somebody_takes_over(giv, mic):
    text = instrument(giv, mic, name="Bản ghi nhớ", signed="2013")
    newer = organisation("Bộ mới", code="newer")
    organisations.record_succession(mic, newer, by=writer(), on="2024-03")

    (sign,) = looked_at(Watch.PARTNER)
    assert (sign.text, sign.word, sign.when) == ("Bản ghi nhớ", "has a successor", "March 2024")
    assert sign.what == "Bộ Nội vụ Nhật Bản was followed by Bộ mới."

    ledger.inherit_instrument(text, by=writer(), on="2024-04", organisation=newer)
    assert names(Watch.PARTNER) == []


def test_a_successor_that_is_a_party_or_a_text_that_is_over_is_not_told(giv, mic):
    newer = organisation("Bộ mới")
    instrument(giv, mic, newer, signed="2013")
    instrument(giv, mic, signed="2013", term_end="2015")
    instrument(mic, signed="2013", name="Không phải của ta")
    organisations.record_succession(mic, newer, by=writer(), on="2024-03")

    assert names(Watch.PARTNER) == []


def test_a_dissolved_partner_is_told_and_a_hidden_successor_is_not(giv, mic):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2013")
    hidden = organisation("Bí mật", classification=RESTRICTED)
    organisations.record_succession(mic, hidden, by=writer(), on="2024-03")
    assert names(Watch.PARTNER) == []

    organisations.change_organisation(mic, by=writer(), dissolved="2025-03-01")
    mic.refresh_from_db()

    (sign,) = looked_at(Watch.PARTNER)
    assert (sign.word, sign.when) == ("dissolved", "1 March 2025")
    (cleared,) = looked_at(Watch.PARTNER, by=writer())
    assert cleared.word == "has a successor"


def test_silence_is_broken_by_an_act_or_an_activity(giv, mic):
    still = instrument(giv, mic, name="Im", signed="2013-04-22")
    instrument(giv, mic, name="Mới", signed="2025")
    held = instrument(giv, mic, name="Có đoàn", signed="2013")
    activity("Đoàn", start="2025-05", instruments=[held])
    extended = instrument(giv, mic, name="Gia hạn", signed="2013", term_end="2020")
    ledger.extend_instrument(extended, by=writer(), on="2024-11-23", until="2030")
    instrument(giv, mic, name="Hết", signed="2013", term_end="2020")
    ledger.sign_instrument(instrument(giv, mic, name="Không ngày"), by=writer(), on=None)

    signs = looked_at(Watch.SILENT)
    assert [sign.text for sign in signs] == ["Không ngày", "Im"]
    assert "The last act: 22 April 2013 or before." in signs[1].what

    activity("Đoàn cũ", start="2019-05-02", instruments=[still])
    assert "The last activity: 2 May 2019." in looked_at(Watch.SILENT)[1].what
    activity("Sắp tới", start="2027-05", instruments=[still])
    assert names(Watch.SILENT) == ["Không ngày"]


def test_a_text_that_another_follows_is_to_be_cleared_first(giv, mic):
    older = instrument(giv, mic, name="Trước", signed="2013")
    later = instrument(giv, mic, name="Sau", signed="2025", code="sau")
    lineage.link_predecessor(later, older, "follows", by=writer())

    (sign,) = looked_at(Watch.SILENT)

    assert (sign.text, sign.later_url) == ("Trước", "/agreements/sau/")
    assert "took the place" in sign.next_step

    instruments.change_instrument(later, by=writer(), classification=RESTRICTED)
    assert looked_at(Watch.SILENT)[0].later_url == ""


def test_an_activity_somebody_may_not_see_breaks_no_silence(giv, mic):
    text = instrument(giv, mic, name="Im", signed="2013-04-22")
    activity("Kín", start="2026-05", instruments=[text], classification=RESTRICTED)

    assert names(Watch.SILENT) == ["Im"]
    assert names(Watch.SILENT, by=writer()) == []


def test_hidden_and_set_aside_texts_are_not_counted(giv, mic):
    instrument(giv, mic, signed="2017-02-01", classification=RESTRICTED)
    aside = instrument(giv, mic, signed="2017-02-01")
    Instrument.objects.filter(pk=aside.pk).update(state=RecordState.SET_ASIDE)

    assert watch_board(officer(), DAY).count == 0


def test_the_calendar_shows_notices_and_anniversaries(giv, mic):
    today = dt.date.today()  # noqa: DTZ011  # the calendar asks for today itself
    end = today.replace(day=1) + dt.timedelta(days=200)
    text = instrument(
        giv, mic, name="Báo trước", signed="2017-01-15", term_end=end.isoformat(), notice_months=3
    )
    del text
    year = (dt.date(today.year, 1, 1), dt.date(today.year + 1, 12, 31))

    words = {entry.word for entry in calendar_of(officer(), *year)}
    assert {"notice due", "last day"} <= words
    (entry,) = anniversaries_on(officer(), dt.date(2027, 1, 1), dt.date(2027, 1, 31))
    assert (entry.text, entry.word, entry.is_day) == ("Báo trước", "10 years", True)
    assert anniversaries_on(officer(), dt.date(2027, 2, 1), dt.date(2027, 2, 28)) == []
