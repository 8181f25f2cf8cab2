"""Enters the deadlines a new register starts with; the agency confirms each."""

import datetime as dt

from django.db import migrations

from banggiao.core.text import sort_key

AGREEMENTS = "Luật Thỏa thuận quốc tế số 70/2020/QH14"
IN_FORCE = dt.date(2021, 7, 1)

# code, matter, names in three languages, days, unit, counted from, silence, basis, holds from
DEADLINES = (
    (
        "opinion-on-agreement",
        "opinion",
        "Góp ý dự thảo thỏa thuận quốc tế",
        "Opinion on an international agreement",
        "国際取決め案に対する意見",
        (7, "working", "dossier", "not_answered"),
        f"{AGREEMENTS}, Điều 27",
        IN_FORCE,
    ),
    (
        "opinion-on-agreement-short",
        "opinion_short",
        "Góp ý dự thảo thỏa thuận quốc tế theo trình tự rút gọn",
        "Opinion on an international agreement, short procedure",
        "国際取決め案に対する意見（簡易手続）",
        (3, "working", "dossier", "not_answered"),
        f"{AGREEMENTS}, Điều 38",
        IN_FORCE,
    ),
    (
        "opinion-on-treaty",
        "treaty_opinion",
        "Góp ý dự thảo điều ước quốc tế",
        "Opinion on a treaty",
        "条約案に対する意見",
        (10, "calendar", "dossier", "not_answered"),
        "Luật Điều ước quốc tế số 108/2016/QH13, được sửa đổi, bổ sung bởi Luật số 137/2025/QH15",
        dt.date(2026, 1, 1),
    ),
    (
        "copy-of-signed-agreement",
        "signed_copy",
        "Gửi bản sao thỏa thuận quốc tế đã ký đến Bộ Ngoại giao",
        "Copy of a signed agreement to the Ministry of Foreign Affairs",
        "署名済み国際取決めの写しの外務省への送付",
        (15, "calendar", "signed", ""),
        f"{AGREEMENTS}; số ngày và điều khoản cần cơ quan xác nhận",
        IN_FORCE,
    ),
)


def enter_deadlines(apps, editor):
    """Enter each rule with its basis; nobody has confirmed it yet."""
    rule = apps.get_model("duties", "DeadlineRule")
    for code, matter, vi, en, ja, counted, basis, since in DEADLINES:
        days, unit, counts_from, silence = counted
        rule.objects.using(editor.connection.alias).create(
            code=code,
            matter=matter,
            name_vi=vi,
            name_en=en,
            name_ja=ja,
            sort_key=sort_key(vi),
            days=days,
            unit=unit,
            counts_from=counts_from,
            silence=silence,
            basis=basis,
            valid_from=since,
        )


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_deadlines_and_days_off")]
    operations = [migrations.RunPython(enter_deadlines, migrations.RunPython.noop)]
