"""An amendment carried out on the text it amends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.agreements.texts.consolidating import consolidated
from banggiao.agreements.texts.split import split_text
from banggiao.agreements.texts.tree import Kind, Node, folded, joined

BASE = """BẢN GHI NHỚ

Điều 1. Mục đích
Hai bên trao đổi kinh nghiệm.

Điều 2. Hình thức
1. Hai bên cử đoàn công tác.
2. Hai bên tổ chức hội thảo.

Điều 3. Kinh phí
Mỗi bên tự chịu chi phí của mình.

Điều 4. Hiệu lực
Văn bản có hiệu lực từ ngày ký."""

AMENDMENT = """VĂN BẢN SỬA ĐỔI

Điều 1. Sửa đổi Điều 3 như sau:
“Điều 3. Kinh phí
Bên cử đoàn chịu chi phí đi lại.”

Điều 2. Sửa đổi, bổ sung Điều 2
1. Sửa đổi khoản 2 như sau: “2. Hai bên tổ chức hội thảo trực tuyến.”
2. Bổ sung khoản 3 vào sau khoản 2 như sau: “3. Hai bên trao đổi tài liệu.”

Điều 3. Bãi bỏ Điều 1

Điều 4. Sửa đổi Điều 9 như sau: “Điều 9. Không có.”

Điều 5. Hiệu lực
Văn bản này có hiệu lực từ ngày ký."""


def nodes(text: str):
    return split_text(text).nodes


def test_what_an_amendment_orders_is_carried_out_and_the_rest_is_told():
    found = consolidated(nodes(BASE), nodes(AMENDMENT))

    assert found.words.splitlines() == [
        "BẢN GHI NHỚ",
        "Điều 2. Hình thức",
        "1. Hai bên cử đoàn công tác.",
        "2. Hai bên tổ chức hội thảo trực tuyến.",
        "3. Hai bên trao đổi tài liệu.",
        "Điều 3. Kinh phí",
        "Bên cử đoàn chịu chi phí đi lại.",
        "Điều 4. Hiệu lực",
        "Văn bản có hiệu lực từ ngày ký.",
    ]
    assert len(found.done) == 4
    assert found.done[0] == "Điều 1. Sửa đổi Điều 3 như sau:"
    assert found.left == ["Điều 4. Sửa đổi Điều 9 như sau: “Điều 9. Không có.”"]


@pytest.mark.parametrize(
    ("base", "amendment", "words"),
    [
        (
            "MEMORANDUM\n\nArticle 1. Aim\nThe parties cooperate.\n\nArticle 2. Costs\nEach pays.",
            "Article 1. Article 2 is replaced as follows:\n“Article 2. Costs\nSenders pay.”",
            "Senders pay.",
        ),
        (
            "覚書\n\n第1条 目的\n協力する。\n\n第2条 経費\n各自が負担する。",
            "改正\n\n第1条 第2条を次のように改める。\n「第2条 経費\n派遣側が負担する。」",
            "派遣側が負担する。",
        ),
    ],
)
def test_in_other_languages(base, amendment, words):
    found = consolidated(nodes(base), nodes(amendment))

    assert found.words.endswith(words)
    assert not found.left


@pytest.mark.parametrize(
    "order",
    [
        "Bãi bỏ Điều 1 và Điều 3",
        "Tại Điều 3, thay cụm từ “của mình” bằng cụm từ “chung”.",
        "Bãi bỏ câu thứ hai Điều 3",
        "Sửa đổi tên Điều 3 như sau: “Chi phí”",
        "Hai bên ghi nhận “Điều 3” của văn bản cũ.",
        "Sửa đổi các điều sau: “Điều 3. Một”",
    ],
)
def test_what_is_no_order_about_one_clause_is_left(order):
    found = consolidated(nodes(BASE), nodes(f"Điều 1. {order}"))

    assert found.left == [f"Điều 1. {order}"]
    assert not found.done
    assert folded(found.words) == folded(joined(nodes(BASE)))


@pytest.mark.parametrize("mark", ["“", '"', "「", "sau “", "の", "Điều 3 như sau: “"])
def test_no_end_of_marks_keeps_it_busy(mark):
    amendment = [Node("art_1", Kind.ARTICLE, "1", "Điều 1.", "", mark * 100_000, "")]

    assert consolidated(nodes(BASE), amendment).words.startswith("BẢN GHI NHỚ")


@given(st.text(alphabet="Điều123 sửa đổibỏ“”:\n.", max_size=200))
def test_no_amendment_loses_a_clause_it_does_not_name(text):
    base = nodes(BASE)
    found = consolidated(base, nodes(text))

    if not found.done:
        assert folded(found.words) == folded(joined(base))
    assert found.words.startswith("BẢN GHI NHỚ")
