"""What a list shows leaves as a file, and the same file brings nothing new."""

from __future__ import annotations

import pytest
from django.urls import reverse

from banggiao.agreements.actions.ledger import sign_instrument
from banggiao.exchange.enums import Decision, ImportState
from tests.factories import activities, agreements, partners, plans
from tests.factories.accounts import make_user
from tests.factories.duties import own_body
from tests.factories.spreadsheets import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """A little of everything, with dates known in part, other names, several partners."""
    own = own_body()
    laos = partners.organisation(
        "Thanh tra Nhà nước Lào",
        name_en="State Inspection Authority of Laos",
        abbreviation="SIA",
        country=partners.country("LA"),
        classification=0,
    )
    office = partners.organisation(
        "Văn phòng về ma túy và tội phạm mẫu", parent=laos, classification=0
    )
    person = partners.person("Nguyễn Văn A1", country=partners.country("VN"), classification=0)
    partners.post(person, own, name_vi="Vụ trưởng")
    plan = plans.plan(2031)
    plans.line("Đoàn học tập mẫu", of=plan, start="2031-35", people=7, cost=95_500_000)
    plans.line("Hội thảo mẫu", of=plan, kind="workshop", start="2031-05")
    for name, start, end in (
        ("Đoàn mẫu một ngày", "2019-03-04", "2019-03-04"),
        ("Đoàn mẫu một tháng", "2019-06", "2019-06"),
        ("Đoàn mẫu khoảng năm", "2007~", ""),
    ):
        record = activities.activity(
            name,
            kind="delegation_out",
            start=start,
            end=end or None,
            headcount=5,
            host=laos,
            partners=[own, office],
        )
        activities.participant(record, name="Nguyễn Văn A1", title="Vụ trưởng", role="head")
    for name, other, signed in (
        ("Bản ghi nhớ mẫu", laos, "2011-05"),
        ("Thỏa thuận mẫu", office, "2012-07-01"),
        ("Tuyên bố mẫu", laos, ""),
    ):
        text = agreements.instrument(own, other, name=name)
        sign_instrument(text, by=partners.writer(), on=signed, place="Hà Nội")
    return {"plan": reverse("plans:plan", args=[plan.code]), "year": 2031}


LISTS = {
    "activities": "activities:activities",
    "instruments": "agreements:instruments",
    "organisations": "partners:organisations",
    "people": "partners:people",
    "plan": "",
}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en", "ja"])
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_brought_back_changes_nothing(  # noqa: PLR0917  # pytest hands fixtures over by name
    client, sign_in, register, kind, language, ending
):
    officer = make_user("officer", language=language)
    address = reverse(LISTS[kind]) if LISTS[kind] else register["plan"]

    answer = sign_in(client, officer).get(address, {"export": ending})
    year = register["year"] if kind == "plan" else None
    one = bring(answer.getvalue(), officer, kind=kind, name=f"list.{ending}", year=year)

    assert one.state == ImportState.READY, one.message
    rows = list(one.rows.all())
    assert len(rows) >= 1
    changed = [row for row in rows if row.decision != Decision.REPEATED]
    assert [(row.label, row.differences, row.problems) for row in changed] == []
    assert {row.target for row in rows} != {""}
