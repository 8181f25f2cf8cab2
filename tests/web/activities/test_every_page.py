"""Every page of activities: sound HTML in each language, whatever is asked and typed."""

from __future__ import annotations

import pytest

from banggiao.activities.actions import outcomes, programme
from tests.factories.accounts import make_user
from tests.factories.activities import activity, participant, point
from tests.factories.activities import series as make_series
from tests.factories.duties import own_body
from tests.factories.partners import RESTRICTED, country, organisation, writer

pytestmark = pytest.mark.django_db

PAGES = [
    "/activities/",
    "/activities/?stage=open&sort=when",
    "/activities/?mine=1",
    "/activities/?kind=nonsense&country=ZZ&year=abc&series=none",
    "/activities/add/",
    "/activities/add/?kind=delegation_out&partner=mic&series=row",
    "/activities/a/",
    "/activities/a/history/",
    "/activities/a/history/?as_of=2099-01-01",
    "/activities/a/edit/",
    "/activities/a/programme/",
    *(
        f"/activities/a/{page}/"
        for page in (
            "confirm",
            "start",
            "finish",
            "postpone",
            "resume",
            "move-online",
            "cancel",
            "take-back",
            "bodies/add",
            "bodies/1/remove",
            "participants/add",
            "participants/several",
            "participants/1/edit",
            "participants/1/remove",
            "programme/add",
            "programme/1/edit",
            "programme/1/remove",
            "results/add",
            "results/1/edit",
            "results/1/remove",
            "points/add",
            "points/1/edit",
            "points/1/remove",
            "points/1/duty",
            "points/1/free",
            "set-aside",
            "bring-back",
        )
    ),
    "/series/",
    "/series/?q=nothing+fits",
    "/series/add/",
    "/series/row/",
    "/series/row/edit/",
    "/series/row/history/",
    "/series/row/set-aside/",
    "/series/row/bring-back/",
    "/partners/mic/activities/",
]
HOSTILE = ["%00", "%ED%A0%80", "%FF%FE", "'%22--;", "%3Cscript%3Ealert(1)%3C/script%3E", "9" * 40]
QUERIES = [
    f"/activities/?{name}={{}}"
    for name in (
        *("q", "kind", "direction", "stage", "year", "partner", "country", "mode", "plan", "turn"),
        *("topic", "series", "unit", "mine", "sort", "page", "total"),
    )
] + [f"/activities/add/?{name}={{}}" for name in ("kind", "partner", "line", "series")]


@pytest.fixture(autouse=True)
def world() -> None:
    mic = organisation("Bộ <b>Nội vụ</b>", code="mic", country=country("JP"))
    row = make_series("Chuỗi <b>A</b>", code="row", organiser=mic)
    record = activity(
        "Đoàn <b>'A'</b> & B",
        code="a",
        host=own_body(),
        partners=[mic],
        series=row,
        edition=1,
        purpose="Một\n\nHai <b>",
        topics=["training"],
    )
    participant(record, "<b>Tanaka</b>", role="head", title="<i>", organisation=mic)
    programme.add_item(record, by=writer(), title="Hội <b>đàm</b>", place="<i>", in_charge="&")
    outcomes.add_result(record, by=writer(), text="Đã <b>ký</b>\nxong", evidence="<i>")
    point(record, "Gửi <b>dự thảo</b>", due="2026")


@pytest.mark.parametrize("language", ["vi", "en", "ja"])
def test_opens_as_sound_html(language, client, sign_in, sound):
    sign_in(client, make_user("head", clearance=RESTRICTED, language=language))

    for page in PAGES:
        response = client.get(page)
        assert (page, response.status_code) == (page, 200)
        text = sound(response)
        assert f'<html lang="{language}">' in text, page
        assert "<b>Nội" not in text, page
        assert "<b>Tanaka" not in text, page


@pytest.mark.parametrize("words", HOSTILE)
def test_answers_hostile_queries(words, client, sign_in):
    sign_in(client, make_user("officer", clearance=RESTRICTED))

    answers = {query: client.get(query.format(words)).status_code for query in QUERIES}

    assert answers == dict.fromkeys(QUERIES, 200)


@pytest.mark.parametrize(
    "page",
    [
        "add",
        "a/edit",
        "a/participants/several",
        "a/participants/add",
        "a/programme/add",
        "a/cancel",
    ],
)
def test_what_cannot_be_stored_is_refused_and_shown(page, client, sign_in, sound):
    sign_in(client, make_user("officer", clearance=RESTRICTED))
    long = "đ" * 50_000
    names = ("name_vi", "kind", "lines", "name", "title", "reason", "on", "start", "role", "text")

    for words in ("a\x00b", "a\u202eb", long):
        data = dict.fromkeys(names, words)
        response = client.post(f"/activities/{page}/", data)
        assert response.status_code == 422, (page, words[:9])
        sound(response)
