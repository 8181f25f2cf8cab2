"""The pages of deadlines and consultations, judged by axe in light and dark, wide and narrow."""

from __future__ import annotations

import pytest

from tests.browser.inspecting import Inspector
from tests.factories.agreements import instrument
from tests.factories.consultations import ago, answered, consultation, opinion
from tests.factories.deadlines import calendar
from tests.factories.documents import document
from tests.factories.partners import organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked() -> None:
    """Ask two bodies, of which one is late and one answered; enter the days off of a year."""
    calendar(2026, off=["2026-09-02"], made_up=["2026-08-22"])
    bodies = (
        organisation("Bộ Ngoại giao", code="bng"),
        organisation("Bộ Tư pháp", code="btp"),
    )
    text = instrument(name="Bản ghi nhớ", code="bgn")
    instrument(name="Chưa hỏi ai", code="empty")
    made = consultation(
        *bodies, on=text, code="y-kien", due_on=ago(5), documents=[document("Dự thảo")]
    )
    opinion(answered(made.slips.get(organisation__code="bng")), place="Điều 4")


@pytest.mark.usefixtures("asked")
def test_deadlines_and_days_off(inspect: Inspector):
    inspect.open(
        "/deadlines/",
        "/deadlines/add/",
        "/deadlines/opinion-on-treaty/edit/",
        "/deadlines/count/",
        "/deadlines/count/?rule=opinion-on-agreement&start=28/12/2026",
        "/days-off/?year=2026",
        "/days-off/?year=2027",
        "/days-off/2027/enter/",
        "/days-off/2026/edit/",
        "/days-off/2026-09-02/change/",
    )
    inspect.send_empty("/deadlines/add/", "/days-off/2026/add/", "/days-off/2026-09-02/remove/")
    inspect.report()


@pytest.mark.usefixtures("asked")
def test_consultations(inspect: Inspector):
    inspect.open(
        "/consultations/",
        "/consultations/?open=closed",
        "/agreements/bgn/consultations/",
        "/agreements/empty/consultations/",
        "/consultations/y-kien/",
        "/consultations/y-kien/edit/",
        "/consultations/y-kien/bodies/bng/answer/",
        "/consultations/y-kien/bodies/bng/points/1/decide/",
    )
    inspect.send_empty(
        "/agreements/bgn/consultations/add/",
        "/consultations/y-kien/bodies/btp/remind/",
        "/consultations/y-kien/bodies/bng/points/add/",
    )
    inspect.report()
