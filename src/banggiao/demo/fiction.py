"""What is made up, so that the demo looks like a living office. Everything here says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from banggiao.accounts.actions import add_user
from banggiao.accounts.console import console
from banggiao.accounts.enums import Role
from banggiao.accounts.models import Unit, User
from banggiao.core.enums import Classification
from banggiao.partners.actions.notes import add_note
from banggiao.partners.models import Organisation, SituationNote

FICTION = "Dữ liệu minh họa, không phải sự kiện có thật."
"""Stands in every made-up text: "Illustrative data, not a real event." """
MARK = "(minh họa)"
"""Ends every made-up name."""


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A made-up person who signs in."""

    username: str
    full_name: str
    job_title: str
    unit: str
    role: Role
    clearance: Classification


INTERNAL, RESTRICTED = Classification.INTERNAL, Classification.RESTRICTED
USERS = (
    DemoUser("officer", "Nguyễn Văn A1", "Chuyên viên chính", "giv-icd", Role.OFFICER, INTERNAL),
    DemoUser("head", "Trần Thị B2", "Vụ trưởng", "giv-icd", Role.HEAD, RESTRICTED),
    DemoUser("leader", "Lê Văn C3", "Lãnh đạo cơ quan", "giv", Role.LEADER, RESTRICTED),
    DemoUser(
        "contributor", "Phạm Thị D4", "Chuyên viên", "giv-legal-dept", Role.CONTRIBUTOR, INTERNAL
    ),
    DemoUser("clerk", "Hoàng Văn E5", "Văn thư", "giv", Role.CLERK, INTERNAL),
    DemoUser("auditor", "Vũ Thị F6", "Kiểm soát viên nội bộ", "giv", Role.AUDITOR, RESTRICTED),
    DemoUser(
        "admin",
        "Đặng Văn G7",
        "Quản trị hệ thống",
        "giv",
        Role.ADMINISTRATOR,
        Classification.PUBLIC,
    ),
)


@dataclass(frozen=True, slots=True)
class DemoNote:
    """A made-up note, so many days before or after the day it is loaded."""

    code: str
    partner: str
    days: int
    by: str
    classification: Classification
    headline: str
    text: str


NOTES = (
    DemoNote(
        "demo-note-1",
        "jp-mic",
        -3,
        "officer",
        Classification.INTERNAL,
        "Đầu mối phía bạn đề nghị họp trực tuyến chuẩn bị nội dung",
        "Bạn muốn trao đổi trước về khung chương trình tư vấn hành chính trong 60 phút.",
    ),
    DemoNote(
        "demo-note-2",
        "jp-mic",
        21,
        "officer",
        Classification.INTERNAL,
        "Hạn gửi góp ý dự thảo sửa đổi Bản Ghi nhớ",
        "Cần lấy ý kiến Vụ Pháp chế trước khi gửi bạn.",
    ),
    DemoNote(
        "demo-note-3",
        "jp-mic",
        -10,
        "head",
        Classification.RESTRICTED,
        "Phương án đàm phán về kinh phí đoàn ra",
        "Giới hạn ta chấp nhận và điểm bạn còn do dự. Chỉ dùng trong lãnh đạo Vụ.",
    ),
    DemoNote(
        "demo-note-4",
        "la-sia",
        -45,
        "officer",
        Classification.PUBLIC,
        "Bạn giới thiệu kênh tiếp nhận kiến nghị mới",
        "Kênh trực tuyến chạy thử tại hai tỉnh; nên tìm hiểu trong chuyến thăm tới.",
    ),
    DemoNote(
        "demo-note-5",
        "kr-acrc",
        -12,
        "officer",
        Classification.PUBLIC,
        "Bạn mời dự hội thảo trực tuyến về đánh giá liêm chính",
        "Tài liệu bằng tiếng Anh, có phiên hỏi đáp.",
    ),
    DemoNote(
        "demo-note-6",
        "kr-acrc",
        5,
        "head",
        Classification.RESTRICTED,
        "Ý kiến nội bộ về việc cử cấp trưởng đoàn",
        "Cân nhắc cấp trưởng đoàn theo nguyên tắc có đi có lại.",
    ),
    DemoNote(
        "demo-note-7",
        "kh-moi",
        -120,
        "officer",
        Classification.INTERNAL,
        "Thay đổi đầu mối liên lạc sau khi sắp xếp bộ máy",
        "Địa chỉ thư cũ không còn dùng; chờ bạn báo đầu mối mới.",
    ),
    DemoNote(
        "demo-note-8",
        "fr-embassy-vn",
        -1,
        "officer",
        Classification.INTERNAL,
        "Đại sứ quán đề nghị chào xã giao",
        "Đề nghị ba khung giờ trong hai tuần tới; chưa trả lời.",
    ),
)


def open_accounts(password: str) -> str:
    """Open the accounts of the demo users that are not there yet, all with one password."""
    there = set(User.objects.values_list("username", flat=True))
    for user in USERS:
        if user.username not in there:
            add_user(
                by=console(),
                password=password,
                username=user.username,
                full_name=user.full_name,
                job_title=f"{user.job_title} (minh họa)",
                unit=Unit.objects.filter(code=user.unit).first(),
                role=user.role,
                clearance=user.clearance,
            )
    return f"{len(USERS)} made-up users"


def write_notes() -> str:
    """Write the made-up notes that are not there yet, around today."""
    there = set(SituationNote.objects.values_list("code", flat=True))
    today = timezone.localdate()
    for note in NOTES:
        if note.code not in there:
            add_note(
                Organisation.objects.get(code=note.partner),
                by=User.objects.get(username=note.by),
                code=note.code,
                classification=int(note.classification),
                on=(today + dt.timedelta(days=note.days)).isoformat(),
                headline=f"{note.headline} (minh họa)",
                text=f"{FICTION}\n{note.text}",
            )
    return f"{len(NOTES)} made-up notes"
