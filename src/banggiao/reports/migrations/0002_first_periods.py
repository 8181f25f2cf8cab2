"""Enters the periods a new register starts with; the agency confirms each."""

from django.db import migrations

from banggiao.core.text import sort_key

SECTOR = (
    "Nghị định 09/2019/NĐ-CP; chế độ báo cáo của ngành thanh tra (Thông tư 02/2021/TT-TTCP), "
    "cần cơ quan xác nhận"
)
CALENDAR = "Năm dương lịch"
OWN = "Theo năm dương lịch, cần cơ quan xác nhận"

# code, names in three languages, first day and last day (year counted from the one asked for), basis
PERIODS = (
    ("year", "Năm", "Calendar year", "暦年", (0, 1, 1), (0, 12, 31), CALENDAR),
    (
        "reporting-year",
        "Năm báo cáo",
        "Reporting year",
        "報告年度",
        (-1, 12, 15),
        (0, 12, 14),
        SECTOR,
    ),
    ("six-months", "6 tháng báo cáo", "Six months", "上半期報告", (-1, 12, 15), (0, 6, 14), SECTOR),
    (
        "nine-months",
        "9 tháng báo cáo",
        "Nine months",
        "9か月報告",
        (-1, 12, 15),
        (0, 9, 14),
        SECTOR,
    ),
    ("first-half", "6 tháng đầu năm", "First half", "上半期（暦年）", (0, 1, 1), (0, 6, 30), OWN),
)


def enter_periods(apps, editor):
    """Enter each rule with its basis; nobody has confirmed it yet."""
    rule = apps.get_model("reports", "PeriodRule")
    for code, vi, en, ja, first, last, basis in PERIODS:
        rule.objects.using(editor.connection.alias).create(
            code=code,
            name_vi=vi,
            name_en=en,
            name_ja=ja,
            sort_key=sort_key(vi),
            first_year=first[0],
            first_month=first[1],
            first_day=first[2],
            last_year=last[0],
            last_month=last[1],
            last_day=last[2],
            basis=basis,
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(enter_periods, migrations.RunPython.noop)]
