"""Enters the steps of a path and the rules of who signs that a new register starts with.

From the law and general usage; what is not known for certain says so, and the agency confirms each.
"""

import datetime as dt
from typing import Any

from django.db import migrations

from banggiao.core.text import sort_key

UNSURE = "cần cơ quan xác nhận"
LAW = "Luật Thỏa thuận quốc tế số 70/2020/QH14"
ORDINANCE = "Pháp lệnh ký kết và thực hiện thỏa thuận quốc tế năm 2007"
CUSTOM = f"Thông lệ công tác đối ngoại, {UNSURE}"
RULES = f"Quy chế quản lý hoạt động đối ngoại của cơ quan, {UNSURE}"
LAWS = f"{LAW}; trước 01/7/2021: {ORDINANCE}; điều khoản {UNSURE}"
SINCE = dt.date(2021, 7, 1)
UNTIL = dt.date(2021, 6, 30)

# code, names in three languages, basis, further columns; they stand in this order
STEPS: tuple[tuple[str, str, str, str, str, dict[str, Any]], ...] = (
    ("idea", "Ý tưởng, đề xuất", "Idea", "発案", CUSTOM, {"may_be_skipped": True}),
    (
        "principle",
        "Chủ trương",
        "Approval in principle",
        "方針承認",
        RULES,
        {"needs_paper": True},
    ),
    (
        "drafting",
        "Soạn thảo, trao đổi dự thảo",
        "Drafting",
        "起草・案文交換",
        CUSTOM,
        {"needs": "principle"},
    ),
    (
        "consultation-2007",
        "Lấy ý kiến bằng văn bản (quy định năm 2007)",
        "Consultation (rule of 2007)",
        "意見照会（2007年の規定）",
        f"{ORDINANCE}: lấy ý kiến bằng văn bản của Bộ Ngoại giao và cơ quan liên quan; {UNSURE}",
        {"needs": "drafting", "needs_paper": True, "valid_until": UNTIL},
    ),
    (
        "consultation",
        "Lấy ý kiến bằng văn bản",
        "Consultation",
        "意見照会",
        (
            f"{LAW}, Điều 9 và Điều 27 (nhân danh Nhà nước, Chính phủ): lấy ý kiến Bộ Ngoại giao"
            f" và cơ quan liên quan; với văn bản nhân danh bộ: {UNSURE}"
        ),
        {"needs": "drafting", "needs_paper": True, "valid_from": SINCE},
    ),
    (
        "legal-check",
        "Kiểm tra pháp lý",
        "Legal check",
        "法制審査",
        RULES,
        {"needs": "consultation-2007 consultation", "needs_paper": True},
    ),
    (
        "prime-minister",
        "Trình Thủ tướng Chính phủ",
        "Submission to the Prime Minister",
        "首相への上申",
        f"{LAW}, Điều 9 và Điều 27",
        {
            "needs": "legal-check",
            "needs_paper": True,
            "names": "state government",
            "valid_from": SINCE,
        },
    ),
    (
        "authorisation",
        "Ủy quyền ký",
        "Authorisation to sign",
        "署名権限の委任",
        (
            f"{LAW}; trước 01/7/2021: {ORDINANCE}: người đứng đầu quyết định ký hoặc ủy quyền"
            f" ký; điều khoản {UNSURE}"
        ),
        {
            "needs": "legal-check prime-minister",
            "needs_paper": True,
            "may_be_skipped": True,
            "remark": "Giấy ủy quyền ký. Bỏ qua khi người đứng đầu trực tiếp ký.",
        },
    ),
    (
        "signed",
        "Ký",
        "Signed",
        "署名",
        LAWS,
        {"reads": "signed", "needs": "authorisation"},
    ),
    (
        "reported",
        "Gửi bản sao, báo cáo Bộ Ngoại giao",
        "Reported to the Ministry of Foreign Affairs",
        "外務省への報告",
        f"{LAW}; số ngày và điều khoản {UNSURE}",
        {"needs": "signed", "needs_paper": True, "valid_from": SINCE},
    ),
    ("in-force", "Có hiệu lực", "In force", "発効", LAWS, {"reads": "in_force", "needs": "signed"}),
    (
        "review",
        "Rà soát, đánh giá thực hiện",
        "Review",
        "履行状況の確認",
        RULES,
        {"needs": "signed", "may_be_skipped": True, "repeats": True},
    ),
    (
        "over",
        "Gia hạn hoặc chấm dứt",
        "Extended or ended",
        "延長または終了",
        LAWS,
        {"reads": "over", "needs": "signed"},
    ),
)

SIGNERS = f"{LAW} (bên ký kết Việt Nam) và Nghị định 64/2021/NĐ-CP; điều khoản {UNSURE}"
# code, words of the name, may sign, basis
SIGNING = (
    (
        "department",
        "",
        False,
        f"{LAW}: vụ không thuộc các bên ký kết Việt Nam, cơ quan cấp trên ký; điều khoản {UNSURE}",
    ),
    ("department-cuc", "Cục", True, SIGNERS),
    ("department-tong-cuc", "Tổng cục", True, SIGNERS),
)


def enter_rules(apps, editor):
    """Enter each rule with its basis; nobody has confirmed it yet."""
    alias = editor.connection.alias
    step = apps.get_model("agreements", "PathStep").objects.using(alias)
    for number, (code, vi, en, ja, basis, more) in enumerate(STEPS, 1):
        step.create(
            code=code,
            name_vi=vi,
            name_en=en,
            name_ja=ja,
            sort_key=sort_key(vi),
            place=number * 10,
            basis=basis,
            **more,
        )
    rule = apps.get_model("agreements", "SigningRule").objects.using(alias)
    for code, words, may_sign, basis in SIGNING:
        rule.create(
            code=code,
            kind="department",
            words=words,
            may_sign=may_sign,
            basis=basis,
            valid_from=SINCE,
        )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_path_of_a_text")]
    operations = [migrations.RunPython(enter_rules, migrations.RunPython.noop)]
