"""What a text is to the one before it."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from banggiao.agreements.enums import Relation as Kinds
from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.read import Read
from banggiao.exchange.values.relations import KINDS, Relation, read_relation


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Sửa đổi văn kiện số 5", Relation("amends", 5)),
        ("SỬA ĐỔI VĂN KIỆN SỐ 14", Relation("amends", 14)),
        ("Sửa đổi, bổ sung Bản ghi nhớ số 12", Relation("amends", 12)),
        ("amends no. 5", Relation("amends", 5)),
        ("第5号を改正", Relation("amends", 5)),
        ("Gia hạn số 12", Relation("renews", 12)),
        ("Ký lại thoả thuận số 3 năm 2010", Relation("renews", 3)),
        ("renews MOU-2010-03", Relation("renews", None, "MOU-2010-03")),
        ("Thay thế TTQT-05/2005", Relation("replaces", None, "TTQT-05/2005")),
        ("Thay thế văn kiện số 05/2005/TTQT", Relation("replaces", None, "05/2005/TTQT")),
        ("supersedes #7", Relation("replaces", 7)),
        ("Nâng cấp văn kiện mục 8", Relation("upgrades", 8)),
        ("Tiếp nối TTQT-01/2003", Relation("follows", None, "TTQT-01/2003")),
    ],
)
def test_a_relation_and_its_target(text, relation):
    assert read_relation(text) == read_relation(normalize("NFD", text)) == Read(relation)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Bổ sung", "amends"), ("nâng cấp từ bản năm 2014", "upgrades"), ("Gia hạn lần 2", "renews")],
)
def test_a_relation_to_a_text_that_is_not_named(text, kind):
    assert read_relation(text) == Read(Relation(kind), doubt="no_target")


@pytest.mark.parametrize(
    "text", ["Được thay thế bởi số 12", "replaced by no. 7", "bị sửa đổi bởi TTQT-05/2005"]
)
def test_the_other_way_round_is_not_read(text):
    assert read_relation(text) == Read(Relation(), doubt="other_way")


@pytest.mark.parametrize("text", ["", "Gộp với mục 14", "không thay thế", "Số 5", "a" * 2000])
def test_other_notes_say_nothing(text):
    assert read_relation(text) == Read(Relation())


def test_of_two_targets_the_first_is_taken():
    assert read_relation("Thay thế số 5 và số 6") == Read(
        Relation("replaces", 5), doubt="more_words"
    )


def test_other_values():
    assert read_relation(5) == Read(Relation())
    assert read_relation(Broken("#N/A")) == Read(Relation(), "formula_error")


def test_each_relation_of_the_register_has_words():
    assert {kind for kind, _words in KINDS} == set(Kinds.values)
