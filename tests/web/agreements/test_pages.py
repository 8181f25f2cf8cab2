"""The pages of texts: what they show, what they do, and to whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.accounts.models import User
from banggiao.agreements.actions import instruments, ledger, lineage
from banggiao.agreements.models import Instrument
from banggiao.audit.models import Event
from banggiao.core.enums import RecordState
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.duties import duty
from tests.factories.partners import RESTRICTED, country, organisation, person, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client, sign_in) -> User:
    user = make_user("officer")
    sign_in(client, user)
    return user


@pytest.fixture
def giv() -> Organisation:
    return organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))


@pytest.fixture
def moc(giv, mic) -> Instrument:
    return instrument(
        giv, mic, name="Bản ghi nhớ Nhật Bản", code="moc", signed="2013-04-22", place="Tokyo"
    )


def test_the_list_shows_partners_standing_and_end(*, client, officer, giv, mic, moc, sound):
    instrument(giv, code="draft", name="Dự thảo")
    series = instrument(
        giv, name="Năm văn kiện", kind="agreement_series", copies=5, signed="1998/2016"
    )

    text = sound(client.get("/agreements/"))

    assert "Bản ghi nhớ Nhật Bản" in text
    assert "Bộ Nội vụ Nhật Bản" in text
    assert "In force" in text
    assert "Not signed" in text
    assert "5 texts, dates of each not known" in text
    assert series.code in text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=nhat ban", {"moc"}),
        ("kind=action_plan", {"plan"}),
        ("standing=in_force", {"moc"}),
        ("standing=expired", {"plan"}),
        ("standing=not_signed", {"draft"}),
        ("standing=in_doubt", {"doubt"}),
        ("partner=mic", {"moc"}),
        ("partner=Bộ Nội vụ Nhật Bản", {"moc"}),
        ("country=JP", {"moc"}),
        ("topic=training", {"plan"}),
        ("year=2013", {"moc"}),
        ("year=2020", {"plan", "doubt"}),
        ("ours=0", {"doubt"}),
        ("ours=1&kind=other", {"draft"}),
        ("soon=1", set()),
        ("standing=replaced", set()),
    ],
)
def test_filters_keep_what_they_say(*, query, codes, client, officer, giv, moc):
    instrument(
        giv,
        code="plan",
        name="Kế hoạch",
        kind="action_plan",
        signed="2020-01-01",
        term_end="2021",
        topics=["training"],
    )
    instrument(giv, code="draft", name="Dự thảo", kind="other")
    instrument(code="doubt", name="Chưa rõ", signed="2020/", term_end="2999")

    rows = client.get(f"/agreements/?{query}").context["table"].records

    assert {row.code for row in rows} == codes


def test_a_party_that_is_not_there_is_said(client, officer, moc, sound):
    text = sound(client.get("/agreements/?partner=nobody"))

    assert "Nothing in the register fits" in text


def test_a_file_has_standing_and_parties_as_columns(client, officer, moc):
    response = client.get("/agreements/?export=csv")
    text = b"".join(response.streaming_content).decode()

    assert "Bộ Nội vụ Nhật Bản" in text
    assert "In force" in text


def test_a_texts_page_shows_all_that_is_known(client, officer, giv, moc, sound):
    hand = person("Miyajima", code="miyajima")
    instruments.add_signatory(moc, by=officer, person=hand, title="Cục trưởng")
    later = instrument(giv, name="Văn kiện sau", code="later", signed="2020-02-17")
    lineage.link_predecessor(later, moc, "upgrades", by=officer)
    instruments.declare_status(moc, by=officer, status="in_force", reason="Hai bên vẫn áp dụng")

    text = sound(client.get("/agreements/moc/"))

    for words in (
        "Tokyo",
        "22 April 2013",
        "Miyajima",
        "Cục trưởng",
        "Replaced",
        "Upgraded",
        "Văn kiện sau",
        "Declared: In force",
        "Hai bên vẫn áp dụng",
    ):
        assert words in text


def test_one_party_and_a_missing_entry_into_force_are_said(client, officer, giv, sound):
    instrument(giv, code="alone", signed="2013")

    text = sound(client.get("/agreements/alone/"))

    assert "The other party is not recorded." in text
    assert "entry into force is not recorded" in text


FORMS: list[tuple[str, dict[str, Any], str]] = [
    ("acts/force/add", {"on": "1/6/2013"}, "agreements.act_in_force"),
    ("acts/extend/add", {"on": "2018", "until": "22/4/2030"}, "agreements.act_extended"),
    ("acts/amend/add", {"on": "2015"}, "agreements.act_amended"),
    ("acts/inherit/add", {"on": "2015", "organisation": "mic"}, "agreements.act_inherited"),
    ("acts/end/add", {"on": "2015"}, "agreements.act_ended"),
    ("acts/moc-signed-2013-04-22/edit", {"on": "23/4/2013"}, "agreements.act_corrected"),
    ("acts/moc-signed-2013-04-22/remove", {"reason": "Nhầm"}, "agreements.act_removed"),
    ("parties/add", {"organisation": "other"}, "agreements.party_added"),
    ("parties/mic/remove", {"reason": "Nhầm"}, "agreements.party_removed"),
    ("signatories/add", {"name": "Tanaka", "role": "witness"}, "agreements.signatory_added"),
    ("status", {"status": "ended", "declared_reason": "A"}, "agreements.status_declared"),
    ("before", {"predecessor": "old", "relation": "follows"}, "agreements.predecessor_linked"),
    ("set-aside", {"reason": "Trùng"}, "agreements.instrument_set_aside"),
]


@pytest.mark.parametrize(("page", "data", "action"), FORMS, ids=[form[0] for form in FORMS])
def test_each_form_writes_and_goes_back(*, page, data, action, client, officer, giv, moc, sound):
    organisation("Bên thứ ba", code="other")
    instrument(giv, code="old", signed="2005")
    address = f"/agreements/moc/{page}/"

    sound(client.get(address))
    response = client.post(address, data)

    assert response.status_code == 303, response.content.decode()[:3000]
    assert Event.objects.order_by("-pk")[0].action == action
    assert client.get(response["Location"].partition("#")[0]).status_code == 200


def test_signatories_are_changed_by_their_place(client, officer, moc):
    instruments.add_signatory(moc, by=officer, name="Tanaka", role="witness")
    instruments.add_signatory(moc, by=officer, name="Miyajima")

    response = client.post(
        "/agreements/moc/signatories/1/edit/",
        {"name": "MIYAJIMA", "role": "signatory", "title": "Cục trưởng", "reason": ""},
    )
    assert response.status_code == 303
    assert client.post("/agreements/moc/signatories/2/remove/", {"reason": "A"}).status_code == 303
    assert [(s.name, s.title) for s in moc.signatories.all()] == [("MIYAJIMA", "Cục trưởng")]
    assert client.get("/agreements/moc/signatories/9/edit/").status_code == 404
    assert client.get("/agreements/moc/acts/dance/add/").status_code == 404


def test_a_text_is_entered_and_edited(client, officer, giv, mic, sound):
    page = sound(client.get("/agreements/add/?partner=mic"))
    assert "Thanh tra Chính phủ [giv]" in page
    assert "Bộ Nội vụ Nhật Bản [mic]" in page

    data = {
        "name_vi": "Bản ghi nhớ",
        "kind": "memorandum_of_cooperation",
        "register_number": "TTQT-05/2013",
        "first_party": "giv",
        "second_party": "Bộ Nội vụ Nhật Bản [mic]",
        "signed": "22/4/2013",
        "place": "Tokyo",
        "topics": ["training", "complaints"],
        "copies": "1",
        "classification": "1",
    }
    response = client.post("/agreements/add/", data)
    assert response.status_code == 303, response.content.decode()[:3000]
    text = Instrument.objects.get()
    assert text.parties.count() == text.topics.count() == 2
    assert "TTQT-05/2013" in sound(client.get(f"/agreements/{text.code}/"))
    edit = f"/agreements/{text.code}/edit/"
    assert 'value="training" selected' in sound(client.get(edit))
    changed = data | {"version": "1", "term_months": "60", "topics": ["training"]}
    assert client.post(edit, changed).status_code == 303
    assert text.topics.count() == 1
    stale = client.post(edit, changed | {"remark": "A", "term_months": "12"})
    assert stale.status_code == 409
    both = client.post(edit, data | {"version": "2", "term_months": "60", "term_end": "2020"})
    assert both.status_code == 422
    assert "Give the end of the term or its months, not both." in sound(both)


def test_a_refusal_stands_beside_its_field(client, officer, moc, sound):
    response = client.post("/agreements/moc/acts/force/add/", {"on": "2012"})

    assert response.status_code == 422
    assert "The text was signed later than this day." in sound(response)


def test_a_partners_page_shows_its_texts(client, officer, moc, sound):
    page = sound(client.get("/partners/mic/"))
    assert "/partners/mic/agreements/" in page
    assert "Bản ghi nhớ Nhật Bản" in page

    listed = sound(client.get("/partners/mic/agreements/"))
    assert "Agreements with Bộ Nội vụ Nhật Bản" in listed
    assert "Bản ghi nhớ Nhật Bản" in listed
    assert client.get("/partners/nobody/agreements/").status_code == 404


def test_the_tab_of_duties_shows_what_is_owed_under_the_text(client, officer, moc, sound):
    duty("Gửi báo cáo", about_type="agreements.instrument", about_code="moc")

    page = sound(client.get("/agreements/moc/duties/"))
    assert "Gửi báo cáo" in page
    assert "about_code=moc" in page
    file = client.get("/agreements/moc/duties/?export=csv")
    assert "Gửi báo cáo" in b"".join(file.streaming_content).decode()


def test_the_watch_shows_what_runs_out(client, officer, giv, sound):
    Organisation.objects.filter(pk=giv.pk).update(is_own=True)
    giv.refresh_from_db()
    today = timezone.localdate()
    soon = (today + dt.timedelta(days=100)).isoformat()
    assert "Nothing to look at" in sound(client.get("/agreements/watches/"))
    instrument(giv, name="Sắp hết", signed="2020", term_end=soon, notice_months=6)

    text = sound(client.get("/agreements/watches/"))

    assert "Sắp hết" in text
    assert "100 days left" in text
    assert "notice passed" in text


def test_history_tells_of_acts(client, officer, moc, sound):
    ledger.end_instrument(moc, by=officer, on="2020", reason="Công hàm số 5")

    text = sound(client.get("/agreements/moc/history/"))

    assert "Agreement ended" in text
    assert "Công hàm số 5" in text
    day = timezone.localdate().isoformat()
    assert "Tokyo" in sound(client.get(f"/agreements/moc/history/?as_of={day}"))


def test_a_text_is_set_aside_and_brought_back(client, officer, moc):
    assert client.post("/agreements/moc/set-aside/", {"reason": "Trùng"}).status_code == 303
    moc.refresh_from_db()
    assert moc.state == RecordState.SET_ASIDE
    assert "Bản ghi nhớ Nhật Bản" not in client.get("/agreements/").content.decode()
    assert (
        client.post("/agreements/moc/bring-back/", {"reason": "Đúng là của ta"}).status_code == 303
    )
    moc.refresh_from_db()
    assert moc.state == RecordState.ACTIVE


@pytest.mark.parametrize(
    "address", ["/agreements/", "/agreements/?export=csv", "/partners/mic/agreements/"]
)
def test_a_list_asks_no_more_for_three_rows_than_for_one(address, client, officer, giv, mic):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            b"".join(response)
        return len(queries)

    instrument(giv, mic, signed="2015", topics=["training"])
    asked()
    one = asked()
    for _n in range(2):
        instrument(giv, mic, signed="2015", topics=["training"])

    assert asked() == one


def test_a_page_asks_no_more_for_three_acts_and_hands_than_for_one(client, officer, giv, moc):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/agreements/moc/").status_code == 200
        return len(queries)

    def more(n: int) -> None:
        body = organisation(f"Bên {n}")
        later = instrument(giv, name=f"Sau {n}", signed=f"{2014 + n}")
        lineage.link_predecessor(later, moc, "amends", by=officer)
        instruments.add_party(moc, by=officer, organisation=body)
        hand = person(f"Người {n}")
        instruments.add_signatory(moc, by=officer, person=hand, organisation=body)

    more(0)
    asked()
    one = asked()
    more(1)
    more(2)

    assert asked() == one


HIDDEN_FROM = [
    "/agreements/?total=exact",
    "/agreements/?export=csv",
    "/agreements/?country=LA",
    "/agreements/?q=kín",
    "/agreements/moc/history/",
    "/agreements/moc/history/?as_of=2999-01-01",
    "/agreements/expiring/",
    "/partners/giv/",
    "/partners/giv/agreements/",
    "/search/?q=kín",
    "/search/options/?kind=agreements.instrument&field=q&q=kín",
    "/agreements/secret/",
    "/agreements/secret/history/",
    "/partners/hidden/agreements/",
    "/",
]


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    return f"{response.status_code} {b''.join(response).decode()}"


def test_hidden_texts_parties_and_people_show_nowhere(client, officer, giv, moc):
    hidden = organisation(
        "Cơ quan kín", code="hidden", classification=RESTRICTED, country=country("LA")
    )
    man = person("Người kín", classification=RESTRICTED)
    secret = instrument(
        giv, name="Văn kiện kín", code="secret", classification=RESTRICTED, signed="2010"
    )
    instruments.add_party(moc, by=writer(), organisation=hidden)
    instruments.add_signatory(moc, by=writer(), person=man)
    lineage.link_predecessor(moc, secret, "amends", by=writer())
    ledger.inherit_instrument(moc, by=writer(), organisation=hidden, on="2020")

    for address in ["/agreements/moc/", "/agreements/moc/duties/", *HIDDEN_FROM]:
        text = seen(client, address)
        for words in ("Cơ quan kín", "Người kín", "Văn kiện kín"):
            assert words not in text, address
    for address in ("/agreements/secret/", "/partners/hidden/agreements/"):
        assert client.get(address).status_code == 404


def test_what_is_hidden_is_shown_to_the_cleared(client, sign_in, giv, moc):
    hidden = organisation("Cơ quan kín", classification=RESTRICTED)
    instruments.add_party(moc, by=writer(), organisation=hidden)
    sign_in(client, make_user("head", clearance=RESTRICTED))

    assert "Cơ quan kín" in client.get("/agreements/moc/").content.decode()
    assert "Cơ quan kín" in client.get("/agreements/").content.decode()


@pytest.mark.parametrize("role", ["leader", "contributor", "clerk", "auditor", "administrator"])
def test_readers_see_pages_without_ways_to_write(role, client, sign_in, moc, sound):
    sign_in(client, make_user(role))

    page = sound(client.get("/agreements/moc/"))
    assert "/edit/" not in page
    assert "/add/" not in sound(client.get("/agreements/"))
    assert client.get("/agreements/add/").status_code == 403
    assert client.post("/agreements/moc/acts/end/add/", {"on": "2020"}).status_code == 403


def test_the_next_text_is_prepared_from_the_page_of_this_one(client, officer, moc, sound):
    assert "/agreements/moc/next/" in sound(client.get("/agreements/moc/"))
    form = client.get("/agreements/moc/next/")
    assert form.context["form"].initial["name_vi"] == "Sửa đổi, bổ sung Bản ghi nhớ Nhật Bản"

    done = client.post(
        "/agreements/moc/next/",
        {"relation": "amends", "name_vi": "Bản sửa đổi 2027", "classification": "1"},
    )

    newer = Instrument.objects.get(name_vi="Bản sửa đổi 2027")
    assert (done.status_code, done["Location"]) == (303, newer.get_absolute_url())
    assert newer.predecessor == moc
    assert "/next/" not in sound(client.get(newer.get_absolute_url()))  # it is not signed yet
