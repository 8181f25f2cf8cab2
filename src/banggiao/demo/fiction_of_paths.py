"""Makes up an amendment in the middle of its path, and promises under a made-up text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.accounts.models import Unit
from banggiao.agreements.actions.instruments import add_instrument
from banggiao.agreements.actions.lineage import link_predecessor
from banggiao.agreements.actions.path import record_step, return_text, skip_step
from banggiao.agreements.enums import InNameOf, InstrumentKind, Relation
from banggiao.agreements.models import Instrument, PathStep
from banggiao.core.references import reference_to
from banggiao.demo.calendar import Calendar, this_year
from banggiao.demo.fiction import FICTION, MARK
from banggiao.demo.fiction_of_plans import bodies, user
from banggiao.duties.actions.duties import add_duty, record_kept
from banggiao.duties.enums import DutyKind, Every

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User

DRAFT, SIGNED = "demo-path-amendment", "demo-path-memorandum"
AMENDED = "giv-jp-mic-moc-2013"
PARTIES = "giv|jp-mic"
DONE: Sequence[tuple[str, int, str, str]] = (
    ("principle", -75, "12/TTr-HTQT", "Lãnh đạo Thanh tra Chính phủ"),
    ("drafting", -60, "", "Vụ Hợp tác quốc tế"),
    ("consultation", -40, "345/TTCP-HTQT", "Bộ Ngoại giao và các đơn vị liên quan"),
)
AGAIN: Sequence[tuple[str, int, str, str]] = (("drafting", -8, "", "Vụ Hợp tác quốc tế"),)
COMMENTS = "Điều 6 về kinh phí chưa rõ bên chịu chi phí; đề nghị soạn lại rồi lấy lại ý kiến."
KEPT = -200
"""So many days ago the first promise fell due; it was kept some days before."""
PROMISES: Sequence[tuple[str, str, str, str, int, Every | None]] = (
    ("giv", "jp-mic", "Điều 5 khoản 1", "Gửi báo cáo năm về kết quả hợp tác", KEPT, Every.YEAR),
    ("giv", "jp-mic", "Điều 3", "Cử đầu mối và thông báo cho phía bạn", -20, None),
    ("jp-mic", "giv", "Điều 3", "Cử đầu mối và thông báo cho phía Việt Nam", -20, None),
    ("jp-mic", "giv", "Điều 4 khoản 2", "Tiếp nhận đoàn học tập về tư vấn hành chính", 120, None),
    (PARTIES, "", "Điều 6", "Họp rà soát tình hình thực hiện", 90, Every.TWO_YEARS),
)


def write_paths() -> str:
    """Enter both texts with what happened to them; what is there already stays."""
    days, by = this_year(), user("officer")
    if not Instrument.objects.all().filter(code=DRAFT).exists():
        _write_draft(days, by)
    if not Instrument.objects.all().filter(code=SIGNED).exists():
        _write_promises(days, by)
    return "1 made-up path under way, 1 made-up text with its promises"


def _write_draft(days: Calendar, by: User) -> None:
    text = _text(DRAFT, "Sửa đổi, bổ sung Bản ghi nhớ hợp tác với MIC", by)
    older = Instrument.objects.all().filter(code=AMENDED).first()
    if older is not None:
        text = link_predecessor(text, older, Relation.AMENDS, by=by)
    since = days.from_today(-80).isoformat()
    skip_step(text, _step("idea"), by=by, reason=f"Theo kết quả chuyến công tác {MARK}", on=since)
    _record(text, DONE, days, by)
    return_text(
        text,
        _step("drafting"),
        by=by,
        on=days.from_today(-20).isoformat(),
        remark=f"{COMMENTS} {MARK}",
        done_by="Vụ Pháp chế",
    )
    _record(text, AGAIN, days, by)


def _write_promises(days: Calendar, by: User) -> None:
    text = _text(
        SIGNED,
        "Bản ghi nhớ về tư vấn hành chính",
        by,
        signed=days.from_today(-400).isoformat(),
        place="Hà Nội",
        term_months=60,
    )
    about_type, about_code = reference_to(text)
    for owing, owed, place, words, ahead, every in PROMISES:
        ours = owing != "jp-mic"
        duty = add_duty(
            by=by,
            promisors=bodies(owing),
            beneficiaries=bodies(owed),
            kind=DutyKind.PROMISE,
            name_vi=f"{words} {MARK}",
            about_type=about_type,
            about_code=about_code,
            about_place=place,
            due=days.from_today(ahead).isoformat(),
            every=every,
            unit=Unit.objects.filter(code="giv-icd").first() if ours else None,
            owner=by if ours else None,
            remark=FICTION,
        )
        if ahead == KEPT:
            kept = days.from_today(KEPT - 5).isoformat()
            record_kept(duty, by=by, on=kept, evidence=f"Công văn số 87/TTCP-HTQT {MARK}")


def _text(code: str, name: str, by: User, **data: Any) -> Instrument:
    return add_instrument(
        by=by,
        parties=bodies(PARTIES),
        code=code,
        name_vi=f"{name} {MARK}",
        kind=InstrumentKind.MEMORANDUM_OF_COOPERATION,
        in_name_of=InNameOf.MINISTRY_OR_AGENCY,
        remark=FICTION,
        **data,
    )


def _step(code: str) -> PathStep:
    return PathStep.objects.get(code=code)


def _record(
    text: Instrument, steps: Sequence[tuple[str, int, str, str]], days: Calendar, by: User
) -> None:
    for code, ago, number, done_by in steps:
        day = days.from_today(ago)
        paper = f"{number} ngày {day:%d/%m/%Y} {MARK}" if number else ""
        record_step(text, _step(code), by=by, on=day.isoformat(), paper_text=paper, done_by=done_by)
