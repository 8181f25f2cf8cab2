"""The pages of the negotiation table: what they show, what they do, to whom, and at what cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.models import User
from banggiao.agreements.actions import items, positions, remarks, rounds
from banggiao.agreements.models import Item, Negotiation
from banggiao.agreements.texts.wordings import fingerprint
from banggiao.audit.models import Event
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.negotiation import clause, draft, negotiator, table

pytestmark = pytest.mark.django_db
TABLE = "/agreements/moc/negotiation/"


@pytest.fixture
def head(client: Client, sign_in) -> User:
    user = negotiator()
    sign_in(client, user)
    return user


@pytest.fixture
def bargain() -> Negotiation:
    by = negotiator()
    return table(instrument(by=by, code="moc", name="Bản ghi nhớ"), by=by)


def page_of(item: Item, page: str = "") -> str:
    return f"{TABLE}clauses/{item.code}/{page}"


def words(item: Item, body: str, side: str = "theirs", **data: Any) -> None:
    items.propose_wording(item, by=negotiator(), side=side, language="vi", body=body, **data)


def test_without_a_table_the_page_says_how_to_begin(client, head, sound):
    text = instrument(by=head, code="moc")
    page = sound(client.get(TABLE))
    assert "Nothing is being negotiated" in page
    assert f"{TABLE}open/" in page
    assert "a negotiation begins from a version" in sound(client.get(f"{TABLE}open/"))

    draft(text, by=head)
    sound(client.get(f"{TABLE}open/"))
    response = client.post(f"{TABLE}open/", {"base": "1", "language": "en"})

    assert response.status_code == 303
    assert response["Location"] == TABLE
    page = sound(client.get(TABLE))
    assert "<b>3</b> of 3 clauses" in page
    assert "Article 1 Matter 1" in page


def test_the_table_shows_what_differs_and_nothing_twice(client, head, bargain, sound):
    first, second, third = (clause(bargain, n) for n in (1, 2, 3))
    words(first, "Mục 1\nHai bên chia sẻ thông tin theo mục 1.")
    items.accept_wording(second, by=head, side="ours")
    words(third, "Nháp của ta", side="ours", is_shown=False)

    page = sound(client.get(TABLE))

    assert "<ins>" in page
    assert "chia sẻ" in page
    assert "as agreed" in page
    assert "our draft" in page
    assert "<b>2</b> of 3 clauses" in page
    assert "Agreed 1" in page
    english = sound(client.get(f"{TABLE}?language=en"))
    assert "The parties exchange information on matter 1." in english
    assert "chia sẻ" not in english


def test_stage_and_round_filter_the_rows(client, head, bargain):
    one = rounds.add_round(bargain, by=head, by_letter=True)
    words(clause(bargain, 2), "Ý của bạn", in_round=one)
    items.set_stage(clause(bargain, 3), by=head, stage="deferred")

    def shown(query: str) -> list[str]:
        return [row.item.printed for row in client.get(f"{TABLE}?{query}").context["rows"]]

    assert shown("stage=deferred") == ["Điều 3."]
    assert shown("round=1") == ["Điều 2."]
    assert shown("stage=agreed") == []
    assert shown("round=9") == []


def test_the_table_costs_the_same_for_two_clauses_and_for_fifty(client, head):
    counts = []
    for number, code in ((2, "few"), (50, "many")):
        one = table(instrument(by=head, code=code), by=head, articles=number)
        for item in one.items.all():
            words(item, f"Ý của bạn {item.order}")
            remarks.add_remark(item, by=head, words="Nội bộ")
            positions.open_position(item, by=head, basis="Không thuộc danh mục", aim="Đạt")
        for page in ("", "meeting/"):
            client.get(f"/agreements/{code}/negotiation/{page}")
            with CaptureQueriesContext(connection) as captured:
                response = client.get(f"/agreements/{code}/negotiation/{page}")
            assert response.status_code == 200
            counts.append(len(captured))
            assert len(response.content) < 300_000
    assert counts[:2] == counts[2:]
    assert counts[0] < 40


FORMS: list[tuple[str, dict[str, Any], str]] = [
    ("words/?side=theirs&language=vi", {"body": "Ý khác"}, "agreements.wording_proposed"),
    (
        "words/?side=ours&language=en",
        {"body": "Other", "is_draft": "on"},
        "agreements.wording_proposed",
    ),
    ("agree/", {"words_vi": "Đã thống nhất"}, "agreements.clause_agreed"),
    ("mark/", {"do": "stage:bracketed", "was": "open"}, "agreements.stage_set"),
    ("mark/", {"do": "accept:ours", "was": "open"}, "agreements.clause_agreed"),
    ("strike/", {"side": "theirs"}, "agreements.clause_struck"),
    (
        "split/",
        {"side": "ours", "language": "vi", "stays": "Một", "goes": "Hai"},
        "agreements.item_added",
    ),
    ("remark/", {"words": "Chú ý", "for_whom": "internal"}, "agreements.remark_added"),
    ("set-aside/", {"reason": "Nhầm"}, "agreements.item_set_aside"),
    (
        "position/",
        {"aim": "Giữ", "basis": "Không thuộc danh mục", "declare": "on"},
        "agreements.position_opened",
    ),
    (
        "position/paper/",
        {"secrecy": "mat", "number": "01/M", "keeper": "Văn thư, két 2"},
        "agreements.position_on_paper",
    ),
]


@pytest.mark.parametrize(
    ("page", "data", "action"), FORMS, ids=[f"{f[0]}{n}" for n, f in enumerate(FORMS)]
)
def test_each_form_of_a_clause_writes_and_goes_back(
    *, page, data, action, client, head, bargain, sound
):
    item = clause(bargain)
    address = page_of(item, page)
    if not page.startswith("mark"):
        form = client.get(address)
        sound(form)
        data = {
            "seen": fingerprint(None)
            if "theirs" in page
            else fingerprint(item.wordings.get(language="en").body),
            **data,
        }

    response = client.post(address, data)

    assert response.status_code == 303, response.content.decode()[:3000]
    assert Event.objects.order_by("-pk")[0].action == action
    assert client.get(response["Location"].partition("#")[0]).status_code == 200
    sound(client.get(page_of(item)))
    sound(client.get(page_of(item, "history/")))
    sound(client.get(TABLE))
    sound(client.get(f"{TABLE}history/"))


def test_rounds_are_entered_with_who_sat_there(client, head, bargain, sound):
    sound(client.get(f"{TABLE}rounds/add/"))
    missing = client.post(f"{TABLE}rounds/add/", {"on": "1/3/2026"})
    assert missing.status_code == 422
    assert "Name the meeting, or say that it was by letter." in sound(missing)
    added = client.post(f"{TABLE}rounds/add/", {"on": "1/3/2026", "by_letter": "on"})
    assert added.status_code == 303
    sound(client.get(f"{TABLE}rounds/1/seats/add/"))
    seat = client.post(f"{TABLE}rounds/1/seats/add/", {"side": "theirs", "name": "Yamada B1"})
    assert seat.status_code == 303

    page = sound(client.get(f"{TABLE}rounds/"))
    assert "Yamada B1" in page
    assert "by letter, without a meeting" in page
    sound(client.get(f"{TABLE}rounds/1/edit/"))
    stale = {"version": "1", "on": "2/3/2026", "by_letter": "on"}
    assert client.post(f"{TABLE}rounds/1/edit/", stale).status_code == 409
    sound(client.get(f"{TABLE}rounds/1/seats/1/remove/"))
    gone = client.post(f"{TABLE}rounds/1/seats/1/remove/", {"reason": "Nhầm"})
    assert gone.status_code == 303
    assert client.get(f"{TABLE}rounds/1/seats/9/remove/").status_code == 404
    assert client.post(f"{TABLE}rounds/1/remove/", {"reason": "Nhầm"}).status_code == 303
    assert "No round is entered." in sound(client.get(f"{TABLE}rounds/"))


def test_two_people_at_one_clause_lose_nothing(client, head, bargain, sound):
    item = clause(bargain)
    address = page_of(item, "words/?side=theirs&language=vi")
    seen = client.get(address).context["form"].initial["seen"]
    words(item, "Lời của người thứ nhất")

    stale = client.post(address, {"body": "Lời của người thứ hai", "seen": seen})

    page = sound(stale)
    assert stale.status_code == 409
    assert "Lời của người thứ nhất" in page
    assert "Lời của người thứ hai" in page
    again = {"body": "Lời của người thứ hai", "seen": stale.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 303
    said = item.wordings.filter(side="theirs").order_by("number")
    assert [w.body for w in said] == ["Lời của người thứ nhất", "Lời của người thứ hai"]


def test_the_whole_is_concluded_or_broken_off(client, head, bargain, sound):
    refused = client.post(f"{TABLE}conclude/", {"name": "Bản thống nhất"})
    assert refused.status_code == 422
    assert "3 clauses are not agreed yet" in sound(refused)
    for item in bargain.items.all():
        items.accept_wording(item, by=head, side="ours")
    done = client.post(f"{TABLE}conclude/", {"name": "Bản thống nhất"})
    assert done.status_code == 303
    page = sound(client.get(TABLE))
    assert "concluded" in page
    assert "Open a negotiation" in page
    sound(client.get(page_of(clause(bargain))))
    assert client.post(f"{TABLE}open/", {"base": "2", "language": "vi"}).status_code == 303
    sound(client.get(f"{TABLE}break-off/"))
    assert client.post(f"{TABLE}break-off/", {"reason": "Bạn dừng"}).status_code == 303
    assert "Other negotiations of this text" in sound(client.get(TABLE))
    assert client.get(f"{TABLE}?of={bargain.code}").status_code == 200
    assert client.get(f"{TABLE}?of=nothing").status_code == 404


def test_positions_are_for_those_cleared_only(client, head, bargain, sound, sign_in):
    opened, stub = clause(bargain, 1), clause(bargain, 2)
    positions.open_position(
        opened, by=head, basis="Không thuộc danh mục", aim="Mong muốn kín", red_line="Giới hạn kín"
    )
    positions.keep_position_on_paper(stub, by=head, secrecy="mat", number="77/M", keeper="Két số 2")
    page = sound(client.get(TABLE))
    assert "position on paper" in page
    assert "Mong muốn kín" in sound(client.get(page_of(opened)))
    assert "Mong muốn kín" in sound(client.get(page_of(opened, "history/")))
    paper = sound(client.get(page_of(stub)))
    assert "77/M" in paper
    assert "Két số 2" in paper
    again = client.post(page_of(opened, "position/"), {"aim": "A", "basis": "B", "declare": "on"})
    assert "This clause has a position already." in sound(again)
    undeclared = client.post(page_of(clause(bargain, 3), "position/"), {"aim": "A", "basis": "B"})
    assert "Declare that it is no state secret." in sound(undeclared)
    edit = page_of(opened, "position/edit/")
    sound(client.get(edit))
    assert client.post(edit, {"aim": "Mới", "version": "1"}).status_code == 303
    assert client.post(edit, {"aim": "Khác", "version": "1"}).status_code == 409
    on_paper = client.post(page_of(stub, "position/edit/"), {"aim": "A", "version": "1"})
    assert "nothing of it may stand here" in sound(on_paper)

    sign_in(client, make_user("officer"))
    for address in (
        TABLE,
        page_of(opened),
        page_of(stub),
        page_of(opened, "history/"),
        f"{TABLE}history/",
    ):
        text = sound(client.get(address))
        for secret in ("Mong muốn", "Giới hạn", "77/M", "osition"):
            assert secret not in text, (address, secret)
    assert client.get(page_of(opened, "position/edit/")).status_code == 404
    assert client.get(page_of(opened, "position/")).status_code == 403


def test_a_hidden_text_has_no_table(client, sign_in):
    by = negotiator()
    hidden = table(instrument(by=by, code="moc", classification=2), by=by)
    sign_in(client, make_user("officer"))

    for address in (TABLE, page_of(clause(hidden)), f"{TABLE}meeting/", f"{TABLE}word/"):
        assert client.get(address).status_code == 404


def test_the_meeting_is_worked_without_scripts(client, head, bargain, sound):
    item = clause(bargain)
    meeting = f"{TABLE}meeting/{item.code}/"
    assert "<b>3</b> of 3 clauses" in sound(client.get(f"{TABLE}meeting/"))
    page = sound(client.get(meeting))
    assert f"{TABLE}meeting/{clause(bargain, 2).code}/" in page

    assert client.post(f"{meeting}do/", {"do": "stage:bracketed", "was": "open"}).status_code == 303
    late = client.post(f"{meeting}do/", {"do": "stage:deferred", "was": "open"})
    assert late.status_code == 422
    assert "meanwhile" in sound(late)
    form = client.get(f"{meeting}words/?side=theirs&language=vi")
    sound(form)
    seen = form.context["form"].initial["seen"]
    wrote = client.post(
        f"{meeting}words/?side=theirs&language=vi", {"body": "Lời bạn", "seen": seen}
    )
    assert wrote.status_code == 303
    stale = client.post(
        f"{meeting}words/?side=theirs&language=vi", {"body": "Lời khác", "seen": seen}
    )
    assert stale.status_code == 409
    assert "Lời bạn" in sound(stale)
    accepted = client.post(f"{meeting}do/", {"do": "accept:theirs", "was": "bracketed"})
    assert accepted.status_code == 303
    assert "<b>2</b> of 3 clauses" in sound(client.get(f"{TABLE}meeting/?stage=open"))
    assert client.get(f"{meeting}do/").status_code == 405
    assert client.get(f"{TABLE}meeting/nothing/").status_code == 404


def test_who_only_reads_finds_no_way_to_write(client, bargain, sign_in, sound):
    sign_in(client, make_user("leader"))
    item = clause(bargain)
    for page in ("", f"clauses/{item.code}/", "meeting/", f"meeting/{item.code}/", "rounds/"):
        text = sound(client.get(f"{TABLE}{page}"))
        assert "/words/" not in text
        assert "/mark/" not in text
    assert client.get(page_of(item, "words/")).status_code == 403
    assert client.post(page_of(item, "mark/"), {"do": "accept:ours"}).status_code == 403
    assert client.get(f"{TABLE}word/read/").status_code == 403
