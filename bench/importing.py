"""Brings ten thousand messy rows in. A program: `python -m bench.importing dry|write`.

A process of its own, so that its peak of memory is that of the import. `dry` is what
`banggiao import --dry-run` does: read, match, decide, try the rooms' rules. `write` measures what a
worker does once a person confirmed: decide anew, write with log and search entry, cite the file; it
is undone, so that the register stays as large as it was.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import django

ROWS = 10_000
WAYS = ("dry", "write")
USER = "head"
MEGABYTE = 1024
HEADS = (
    *("TT", "Tên đoàn, nội dung", "Nước đến/Nước của đoàn", "Cơ quan đối tác"),
    *("Trưởng đoàn (họ tên, chức vụ)", "Thành viên", "Từ ngày", "Đến ngày", "Số người"),
    *("Kinh phí (triệu đồng)", "Ghi chú"),
)
COUNTRIES = ("Ma-lai-xi-a", "Thái Lan", "LB Nga", "CHDCND Lào", "Hàn quốc", "CH Pháp", "Nhật bản")


def _workbook(path: Path, partners: list[str]) -> None:
    """Write a log as departments keep it: section rows, dates in several ways, people in cells."""
    import xlsxwriter  # noqa: PLC0415  # slow import

    chance = random.Random(1)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Theo dõi")
    sheet.write(0, 0, "THANH TRA CHÍNH PHỦ")
    sheet.write(2, 0, "SỔ THEO DÕI ĐOÀN RA, ĐOÀN VÀO")
    sheet.write_row(4, 0, HEADS)
    row = 5
    for number in range(ROWS):
        if number % 500 == 0:
            way = "ĐOÀN RA" if number % 1000 == 0 else "ĐOÀN VÀO"
            sheet.write(row, 0, f"{'I' if number % 1000 == 0 else 'II'}. {way}")
            row += 1
        start = dt.date(1990, 1, 1) + dt.timedelta(days=chance.randrange(9000))
        end = start + dt.timedelta(days=chance.randrange(9))
        day = chance.choice(
            (f"{start:%d/%m/%Y}", f"{start.day}.{start.month}.{start.year}", f"{start:%d-%m-%Y}")
        )
        sheet.write_row(
            row,
            0,
            [
                number + 1,
                f"Trao đổi kinh nghiệm về công tác thanh tra, đợt {number + 1}",
                chance.choice(COUNTRIES),
                f"  {chance.choice(partners)} ",
                f"Nguyễn Văn A{number}, Vụ trưởng",
                f"Ông Lê Văn C{number} - Chuyên viên;\nBà Trần Thị B{number} (Thanh tra viên)",
                day,
                f"{end:%d/%m/%Y}",
                chance.choice((4, "06 người", 7)),
                chance.choice(("210,5", 120, "Phía mời đài thọ", "chưa quyết toán")),
                "",
            ],
        )
        row += 1
    book.close()


def bring(way: str) -> tuple[float, float]:
    """Bring the file in, in one of the `WAYS`. Gives seconds and megabytes."""
    from django.db import transaction  # noqa: PLC0415  # app ready
    from django.urls import get_resolver  # noqa: PLC0415  # app ready

    from banggiao.accounts.models import User  # noqa: PLC0415  # app ready
    from banggiao.exchange import command  # noqa: PLC0415  # app ready
    from banggiao.exchange.enums import Kind  # noqa: PLC0415  # app ready
    from banggiao.partners.models import Organisation  # noqa: PLC0415  # app ready

    _ = get_resolver().reverse_dict  # a worker has them long since
    user = User.objects.get(username=USER)
    names = Organisation.objects.visible_to(user).exclude(name_vi="").order_by("pk")
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        file = Path(folder) / "so-theo-doi.xlsx"
        _workbook(file, list(names.values_list("name_vi", flat=True)[:200]))
        asked = command.Asked(file, Kind.ACTIVITIES, 1)
        if way == "dry":
            began = time.perf_counter()
            reading, _decided = command.read_only(asked, user)
            took = time.perf_counter() - began
            if len(reading.rows) != ROWS:
                raise RuntimeError(f"{len(reading.rows)} rows were read instead of {ROWS}.")
        else:
            one = command.read_in(asked, user)
            began = time.perf_counter()
            command.write_in(one, user)
            took = time.perf_counter() - began
        transaction.set_rollback(True)
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(bring(sys.argv[1])) + "\n")
