"""What reading knows of the register is what the importer may see."""

from __future__ import annotations

from typing import Any

import pytest

from banggiao.accounts.models import User
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.reading.files import read_book
from banggiao.exchange.reading.report import as_data
from tests.factories.partners import (
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    writer,
)
from tests.factories.sheets import Leaf, as_xlsx, opened

pytestmark = pytest.mark.django_db

LOG = Leaf(
    "Sổ",
    [
        ["Đoàn vào năm 2023"],
        ["STT", "Nội dung", "Nước", "Đối tác", "Thời gian"],
        [1, "Một", "Lào", "Cơ quan Kín", "1/2"],
        [2, "Hai", "Lào", "Cơ quan Mở", "2/3"],
    ],
)


def read_by(user: User) -> tuple[list[dict[str, Any]], list[str]]:
    """Read the log as somebody may: the JSON of its rows, and every doubt."""
    reading = read_book(opened(as_xlsx(LOG)), "activities", register_for(user))
    doubts = [got.doubt for row in reading.rows for got in row.values.values()]
    return as_data(reading)["rows"], doubts


def test_a_restricted_partner_is_found_only_by_who_may_see_it() -> None:
    shown = organisation("Cơ quan Mở", abbreviation="CQM", country=country("LA"))
    before = read_by(officer())
    hidden = organisation("Cơ quan Kín", classification=RESTRICTED, country=country("LA"))
    person("Khách Kín", classification=RESTRICTED)
    below, above = register_for(officer()), register_for(writer())
    for name in ("Cơ quan Kín", "cơ quan kín Lào", "Co quan Kin"):
        assert hidden.code not in {match.code for match in below.organisations.find(name)}
        assert above.organisations.find(name)[0].code == hidden.code
    assert below.organisations.find("CQM")[0].code == shown.code
    assert below.people.find("Khách Kín") == ()
    assert len(above.people.find("Khách Kín")) == 1

    assert read_by(officer()) == before  # nothing tells that there is such a partner
    found = [(row["partner"], row["partner_id"]) for row in read_by(writer())[0]]
    assert found == [("Cơ quan Kín", hidden.code), ("Cơ quan Mở", shown.code)]


def test_names_in_every_language_and_other_names_are_known() -> None:
    one = organisation("Bộ X", name_en="Ministry X", name_ja="X省", name_native="Ведомство")
    register = register_for(writer())
    for name in ("Bộ X", "MINISTRY X", "X省", "ведомство"):
        assert [match.code for match in register.organisations.find(name)] == [one.code]


def test_the_register_is_asked_a_few_times_however_large_it_is(
    django_assert_max_num_queries,
) -> None:
    for number in range(6):
        organisation(f"Cơ quan thứ {number}")
    with django_assert_max_num_queries(6):
        register_for(writer())
