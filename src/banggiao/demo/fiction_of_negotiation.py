"""Makes up the negotiation of an amendment with Japan: three rounds, two clauses still open.

The text and everybody in it are made up and say so; the words of its clauses are our own.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from banggiao.activities.actions.activities import change_activity
from banggiao.activities.enums import Stage
from banggiao.activities.models import Activity
from banggiao.agreements.actions.items import accept_wording, propose_wording, set_stage
from banggiao.agreements.actions.negotiation import open_negotiation
from banggiao.agreements.actions.positions import keep_position_on_paper, open_position
from banggiao.agreements.actions.remarks import add_remark
from banggiao.agreements.actions.rounds import add_round, add_seat
from banggiao.agreements.actions.versions import NewText, add_version
from banggiao.agreements.enums import ItemState, Side, VersionKind
from banggiao.agreements.models import Instrument, Item, Negotiation, Round, Version
from banggiao.agreements.texts.tree import Kind, Node
from banggiao.demo.calendar import this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.fiction_of_plans import user
from banggiao.demo.reading import table

if TYPE_CHECKING:
    from banggiao.accounts.models import User

TEXT, BEFORE = "demo-path-amendment", "giv-jp-mic-moc-2013"
MARKS = {"vi": "Điều {}.", "en": "Article {}", "ja": "第{}条"}
TITLES = {
    "vi": f"Sửa đổi, bổ sung Bản ghi nhớ hợp tác {MARK}",
    "en": "Amendment of the memorandum of cooperation (illustrative)",
    "ja": "協力覚書の改正（例示用の架空の文書）",
}
SEATS = (
    (Side.OURS, "Nguyễn Văn A1", "Chuyên viên chính, Vụ Hợp tác quốc tế"),
    (Side.OURS, "Trần Thị B2", "Vụ trưởng Vụ Hợp tác quốc tế"),
    (Side.THEIRS, "Yamada B1", "Trưởng phòng"),
    (Side.THEIRS, "Sato B2", "Chuyên viên"),
)
COSTS, TERM = 6, 14
"""The two articles that are still open."""
BASIS = (
    "Đã đối chiếu danh mục bí mật nhà nước lĩnh vực đối ngoại: nội dung kinh phí hợp tác thường"
    " xuyên không thuộc danh mục."
)


def write_negotiation() -> str:
    """Write the table with all that was said; what is there already stays."""
    text = Instrument.objects.get(code=TEXT)
    if Negotiation.objects.filter(instrument=text).exists():
        return "1 made-up negotiation"
    officer, head = user("officer"), user("head")
    draft = _draft(text, officer)
    opened = open_negotiation(text, by=officer, base=draft, language="vi", opened=draft.made)
    rounds = _rounds(opened, officer)
    _talk(opened, rounds, officer)
    _positions(opened, head)
    _remarks(opened, rounds, officer)
    return "1 made-up negotiation: 3 rounds, 2 clauses open"


def _draft(text: Instrument, by: User) -> Version:
    """Enter our draft in three languages."""
    rows = table("clauses", "made_up")
    texts = [
        NewText(
            language,
            [
                Node("title", Kind.TITLE, "", "", "", TITLES[language], ""),
                *(
                    Node(
                        f"art_{row['number']}",
                        Kind.ARTICLE,
                        row["number"],
                        mark.format(row["number"]),
                        row[f"{language}_heading"],
                        row[language],
                        "",
                    )
                    for row in rows
                ),
            ],
        )
        for language, mark in MARKS.items()
    ]
    return add_version(
        text,
        by=by,
        texts=texts,
        kind=VersionKind.OURS,
        name=f"Dự thảo gửi phía bạn {MARK}",
        made=this_year().from_today(-70).isoformat(),
        remark=FICTION,
    )


def _rounds(opened: Negotiation, by: User) -> list[Round]:
    """Enter three rounds; the second was a meeting where one with Japan was held this year."""
    met = _met(opened, by)
    today = this_year().today
    held = met.start.earliest if met and met.start else None
    second = held or today - dt.timedelta(days=30)
    third = max(today - dt.timedelta(days=6), second + dt.timedelta(days=1))
    rounds = [_letter(opened, second - dt.timedelta(days=25), by)]
    if met is None:
        rounds.append(_letter(opened, second, by))
    else:
        rounds.append(
            add_round(opened, by=by, on=second.isoformat(), place=met.place, meeting=met.code)
        )
    for side, name, title in SEATS:
        add_seat(rounds[1], by=by, side=side, name=f"{name} {MARK}", title=title)
    return [*rounds, _letter(opened, third, by)]


def _met(opened: Negotiation, by: User) -> Activity | None:
    """Link the last made-up meeting with Japan that was held to the text, if there is one."""
    before = Instrument.objects.get(code=BEFORE)
    held = Activity.objects.all().filter(
        code__startswith="demo-", stage=Stage.HELD, instruments__instrument=before
    )
    met: Activity | None = held.order_by("-period_earliest").first()
    if met is not None:
        change_activity(met, by=by, instruments=[before, opened.instrument], reason=FICTION)
    return met


def _letter(opened: Negotiation, day: dt.date, by: User) -> Round:
    return add_round(opened, by=by, on=day.isoformat(), by_letter=True, remark=FICTION)


def _talk(opened: Negotiation, rounds: list[Round], by: User) -> None:
    """Enter who proposed what in which round, and agree to all but two articles."""
    heads = {row["number"]: row for row in table("clauses", "made_up")}
    for row in sorted(table("proposals", "made_up"), key=lambda row: row["round"]):
        for language in MARKS:
            propose_wording(
                _item(opened, row["number"]),
                by=by,
                side=row["side"],
                language=language,
                body=f"{heads[row['number']][f'{language}_heading']}\n{row[language]}",
                in_round=rounds[int(row["round"]) - 1],
            )
    theirs = {10}
    for item in opened.items.order_by("order"):
        number = int(item.wid.removeprefix("art_")) if item.wid.startswith("art_") else 0
        if number not in (COSTS, TERM):
            side = Side.THEIRS if number in theirs else Side.OURS
            accept_wording(item, by=by, side=side, in_round=rounds[1 if number % 3 else 2])
    set_stage(_item(opened, str(COSTS)), by=by, stage=ItemState.BRACKETED, in_round=rounds[2])


def _item(opened: Negotiation, number: str) -> Item:
    found: Item = opened.items.get(printed=MARKS["vi"].format(number))
    return found


def _positions(opened: Negotiation, by: User) -> None:
    open_position(
        _item(opened, str(COSTS)),
        by=by,
        basis=f"{BASIS} {FICTION}",
        aim="Bên đón chịu chi phí làm việc và phiên dịch như nhiều văn bản khác của hai cơ quan.",
        argument="Cách chia này đã áp dụng thuận lợi; mỗi bên đón số đoàn tương đương.",
        red_line="Không nhận chịu chi phí đi lại quốc tế cho đoàn của phía bạn.",
        fallback="Chấp nhận cụm từ “trong phạm vi ngân sách được duyệt” nếu giữ phần phiên dịch.",
        approved_by=f"Lãnh đạo Vụ Hợp tác quốc tế {MARK}",
    )
    keep_position_on_paper(
        _item(opened, str(TERM)),
        by=by,
        secrecy="mat",
        number=f"01/M {MARK}",
        keeper=f"Bộ phận văn thư mật, két số 2 {MARK}",
        issued=this_year().from_today(-35).isoformat(),
    )


def _remarks(opened: Negotiation, rounds: list[Round], by: User) -> None:
    costs, term = _item(opened, str(COSTS)), _item(opened, str(TERM))
    add_remark(
        costs,
        by=by,
        words=f"Hỏi lại Vụ Kế hoạch - Tài chính trước vòng sau. {FICTION}",
        in_round=rounds[2],
    )
    add_remark(
        costs,
        by=by,
        words=f"Hai bên thống nhất trao đổi tiếp về phần phiên dịch. {FICTION}",
        is_internal=False,
        in_round=rounds[2],
    )
    add_remark(
        term,
        by=by,
        words=f"Bạn sẽ trả lời bằng thư về thời hạn báo trước. {FICTION}",
        is_internal=False,
        in_round=rounds[2],
    )
