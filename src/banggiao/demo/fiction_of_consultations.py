"""Makes up a consultation on the amendment of the memorandum with Japan, around today.

Five bodies are asked: two ministries and three units of the own body. Two answered in time, one
late, one is late, one still has time; the points are taken up, in part, or not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from banggiao.agreements.actions.consultations import add_slip, remind, send_consultation
from banggiao.agreements.actions.opinions import add_opinion, record_answer, respond
from banggiao.agreements.enums import Answer, Response
from banggiao.agreements.models import Consultation, Instrument, Slip
from banggiao.demo.calendar import Calendar, this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.fiction_of_paths import DRAFT
from banggiao.demo.fiction_of_plans import user
from banggiao.duties.enums import Matter
from banggiao.partners.models import Organisation

SENT = -24
"""Days before today on which the letter was sent: about seven working days and two weeks."""


@dataclass(frozen=True, slots=True)
class Point:
    """One made-up opinion with what became of it."""

    place: str
    says: str
    response: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body answered, some days after the letter."""

    body: str
    days: int
    answer: str
    letter: str
    points: tuple[Point, ...] = ()


REPLIES = (
    Reply(
        "mofa-vn",
        7,
        Answer.WITH_COMMENTS,
        f"Công văn số 3101/BNG-LPQT {MARK}",
        (
            Point(
                "Điều 13",
                "Đề nghị thay cụm từ “các Bên cam kết” bằng “các Bên dự kiến”, vì văn bản không làm"
                " phát sinh quyền, nghĩa vụ theo pháp luật quốc tế.",
                Response.TAKEN_UP,
                "Đã chỉnh lý tại Điều 13 và rà soát toàn văn.",
            ),
            Point(
                "Điều 14",
                "Đề nghị quy định thời hạn hiệu lực 5 năm, gia hạn bằng văn bản thay cho tự động"
                " gia hạn.",
                Response.PARTLY,
                "Tiếp thu thời hạn 5 năm. Giữ gia hạn tự động theo bản ghi nhớ đã ký; bổ sung quyền"
                " thông báo chấm dứt trước 6 tháng.",
            ),
        ),
    ),
    Reply("giv-legal-dept", 5, Answer.AGREES, f"Phiếu trả lời số 21/PC {MARK}"),
    Reply(
        "moj-vn",
        18,
        Answer.WITH_COMMENTS,
        f"Công văn số 2205/BTP-PLQT {MARK}",
        (
            Point(
                "Điều 7",
                "Đề nghị bổ sung cơ quan chịu trách nhiệm bảo vệ dữ liệu cá nhân khi trao đổi"
                " hồ sơ.",
                Response.NOT_TAKEN,
                "Bản ghi nhớ không có nội dung trao đổi hồ sơ cá nhân; đã nêu rõ tại Điều 7 là chỉ"
                " trao đổi tài liệu công khai.",
            ),
            Point(
                "",
                "Đề nghị rà soát thống nhất thuật ngữ giữa bản tiếng Việt và tiếng Nhật.",
                Response.OPEN,
            ),
        ),
    ),
)
SILENT, LATER = "mps-vn", "giv-anticorruption-bureau"
"""A ministry that has not answered, and a unit that was asked some days ago."""


def write_consultations() -> str:
    """Ask, remind and answer; what is there already stays."""
    text = Instrument.objects.filter(code=DRAFT).first()
    if text is None or text.consultations.exists():
        return "no consultation"
    calendar, by = this_year(), user("officer")
    sent = calendar.working_day(calendar.from_today(SENT))
    made = send_consultation(
        text,
        by=by,
        organisations=[_body(reply.body) for reply in REPLIES] + [_body(SILENT)],
        title=f"Góp ý dự thảo lần 2 văn bản sửa đổi, bổ sung Bản ghi nhớ {MARK}",
        procedure=Matter.OPINION,
        sent_on=sent,
        letter_number=f"1203/TTCP-HTQT {MARK}",
        letter_on=sent,
        enclosed=f"Dự thảo lần 2 bằng tiếng Việt, tiếng Nhật; dự thảo tờ trình. {FICTION}",
        owner=by,
    )
    for reply in REPLIES:
        _answer(made, reply, sent)
    remind(_slip(made, SILENT), by=by, on=calendar.from_today(-6), how=f"Điện thoại {MARK}")
    _ask_later(made, calendar)
    return f"1 made-up consultation of {made.slips.count()} bodies"


def _body(code: str) -> Organisation:
    found: Organisation = Organisation.objects.get(code=code)
    return found


def _slip(made: Consultation, code: str) -> Slip:
    found: Slip = made.slips.select_related("organisation").get(organisation__code=code)
    return found


def _answer(made: Consultation, reply: Reply, sent: dt.date) -> None:
    by = user("officer")
    slip = record_answer(
        _slip(made, reply.body),
        by=by,
        answered_on=sent + dt.timedelta(days=reply.days),
        answer=reply.answer,
        letter=reply.letter,
    )
    for point in reply.points:
        opinion = add_opinion(slip, by=by, place=point.place, says=f"{point.says} {MARK}")
        if point.response != Response.OPEN:
            respond(opinion, by=by, response=point.response, reason=point.reason)


def _ask_later(made: Consultation, calendar: Calendar) -> None:
    on = calendar.from_today(-2)
    add_slip(made, by=user("officer"), organisation=_body(LATER), sent_on=on)
