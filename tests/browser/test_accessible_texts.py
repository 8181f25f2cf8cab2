"""The pages of the words of an agreement, judged by axe as all others are."""

from __future__ import annotations

import pytest

from banggiao.agreements.actions.versions import NewText, add_version, mark_equivalent
from banggiao.agreements.texts.split import split_text
from tests.browser.inspecting import Inspector
from tests.browser.words import field as control
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.partners import country, organisation, writer

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = "/agreements/memo/texts/"
VI = """BẢN GHI NHỚ
Hai Bên thỏa thuận như sau:
Điều 1. Mục đích
1. Trao đổi kinh nghiệm.
2. Trao đổi đoàn.
Điều 2. Kinh phí
Mỗi Bên tự chi trả.
Điều 3. Thời hạn
Năm năm.
Điều 4. Hiệu lực
Từ ngày ký."""
EN = """MEMORANDUM
The Sides have agreed as follows:
Article 1. Purpose
1. To exchange experience.
2. To exchange delegations.
Article 2. Costs
Each Side bears its own."""


@pytest.fixture
def memo() -> None:
    giv = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    theirs = organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))
    text = instrument(giv, theirs, name="Bản ghi nhớ", code="memo")
    by, head = writer(), make_user("leader", 2)
    head.role = "head"

    def new(language: str, words: str, *findings: str) -> NewText:
        return NewText(language, split_text(words).nodes, language == "vi", findings=findings)

    first = add_version(
        text,
        by=by,
        kind="ours",
        name="Dự thảo 1",
        made="2026-05",
        texts=[new("vi", VI, "Điều 5 thiếu."), new("en", EN)],
        remark="Sau vòng 1",
    )
    later = VI.replace("Trao đổi đoàn", "Trao đổi đoàn hằng năm").replace("Điều 2", "Điều 5")
    add_version(text, by=by, kind="theirs", name="Đề nghị", before=first, texts=[new("vi", later)])
    mark_equivalent(first, by=head, wid="art_1", languages=("vi", "en"))


def test_the_words_of_an_agreement(inspect: Inspector, memo: None):
    inspect.open(
        TEXTS,
        f"{TEXTS}?on=2020-01-01",
        f"{TEXTS}1/",
        f"{TEXTS}1/compare/",
        f"{TEXTS}2/compare/?all=on",
        f"{TEXTS}1/clauses/art_1/",
        f"{TEXTS}1/history/",
        f"{TEXTS}1/edit/",
        f"{TEXTS}add/",
    )
    inspect.send_empty(f"{TEXTS}add/")
    page = inspect.page
    page.goto(f"{TEXTS}add/")
    control(page, "name").fill("Dự thảo 2")
    page.locator("[name=kind]").select_option("ours")
    page.locator("[name=text_vi]").fill(VI)
    page.locator("button[value=read]").click()
    page.locator("#read-title").wait_for()
    inspect.look("what was read")
    inspect.report()
