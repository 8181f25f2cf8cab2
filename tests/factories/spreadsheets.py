"""Spreadsheets as offices keep them, made for tests. Every person in them is made up."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Import

LOG = (
    "TT",
    "Tên đoàn, nội dung",
    "Nước",
    "Cơ quan đối tác",
    "Trưởng đoàn",
    "Thành viên",
    "Từ ngày",
    "Đến ngày",
    "Số người",
    "Ghi chú",
)


def visit(number: int, **cells: Any) -> list[Any]:
    """Give a row of a log of delegations; a cell is named by the head of its column."""
    usual: dict[str, Any] = {
        "TT": number,
        "Tên đoàn, nội dung": f"Trao đổi kinh nghiệm số {number}",
        "Nước": "Lào",
        "Cơ quan đối tác": "Thanh tra Nhà nước Lào",
        "Trưởng đoàn": f"Nguyễn Văn A{number}, Vụ trưởng",
        "Thành viên": f"Trần Thị B{number}, Chuyên viên",
        "Từ ngày": f"{number:02}/03/2019",
        "Đến ngày": f"{number + 2:02}/03/2019",
        "Số người": 4,
        "Ghi chú": "",
    }
    return list((usual | cells).values())


def log(*rows: Sequence[Any], title: str = "SỔ THEO DÕI ĐOÀN RA NĂM 2019") -> bytes:
    """Give the log of a year as .xlsx, with the title above it."""
    return workbook([[title], [], LOG, *rows])


def workbook(rows: Sequence[Sequence[Any]], sheet: str = "Theo dõi") -> bytes:
    """Give rows as the one sheet of an .xlsx file."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "so-theo-doi.xlsx") -> SimpleUploadedFile:
    """Give a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def bring(content: bytes, by: User, *, kind: str = "activities", **data: Any) -> Import:
    """Hand a file in and let it be read at once, as a worker would."""
    from banggiao.exchange.actions.imports import hand_in
    from banggiao.exchange.actions.reading import read_import

    name = data.pop("name", "so-theo-doi.xlsx")
    data.setdefault("classification", 1)
    one = hand_in(upload(content, name), by=by, kind=kind, **data)
    read_import(one.code)
    one.refresh_from_db()
    return one


def confirm(one: Import, by: User) -> Import:
    """Confirm an import and let it be written at once."""
    from banggiao.exchange.actions.confirmed import write_import
    from banggiao.exchange.actions.imports import mark_confirmed

    mark_confirmed(one, by=by)
    write_import(one.code)
    one.refresh_from_db()
    return one
