"""Who a text means: how sure that is, what decides between two, and what is only asked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.matching.concepts import concepts_of
from banggiao.exchange.matching.organisations import (
    BY_MEANING,
    BY_NAME,
    BY_PART,
    BY_PLAIN_NAME,
    MOST,
    Body,
    Organisations,
)
from banggiao.exchange.matching.people import Known, People
from tests.factories.sheets import ACRC, BODIES, JICA, KPK, LAOS, MACC, MIC, countries

TWO = (
    Body("eg-aca", "ACA Ai Cập", "EG", ("ACA", "Cơ quan Giám sát hành chính Ai Cập")),
    Body("th-aca", "Cơ quan Y", "TH", ("ACA", "Cơ quan Y")),
    Body("de-bmj", "Bộ Tư pháp Liên bang Đức", "DE", ("Bộ Tư pháp Liên bang Đức",)),
    Body("la-moj", "Bộ Tư pháp Lào", "LA", ("Bộ Tư pháp Lào", "Ministry of Justice of Laos")),
)


@pytest.fixture(scope="module")
def bodies() -> Organisations:
    return Organisations((*BODIES, *TWO), countries())


def best(bodies: Organisations, text: str, *where: str) -> tuple[str, float]:
    found = bodies.find(text, where)
    return (found[0].code, found[0].sureness) if found else ("", 0.0)


class TestBodies:
    @pytest.mark.parametrize(
        ("text", "code", "sureness"),
        [
            ("MACC", MACC, BY_NAME),
            ("ủy ban chống tham nhũng  malaysia", MACC, BY_NAME),
            ("Uỷ ban Chống tham nhũng Malaysia", MACC, BY_NAME),
            ("Uy ban Chong tham nhung Malaysia", MACC, BY_PLAIN_NAME),
            ("総務省", MIC, BY_NAME),
            ("MACC Malaysia", MACC, BY_PART),
            ("KPK Indonesia", KPK, BY_PART),
            ("ACRC Hàn Quốc", ACRC, BY_PART),
            ("Uỷ ban Chống tham nhũng và Quyền dân sự Hàn Quốc (ACRC)", ACRC, BY_PART),
            ("Đoàn JICA", JICA, BY_PART),
            ("MIC (Nhật Bản)", MIC, BY_PART),
            ("Federal Ministry of Justice of Germany", "de-bmj", BY_MEANING),
        ],
    )
    def test_are_found_by_what_people_call_them(
        self, bodies: Organisations, text: str, code: str, sureness: float
    ) -> None:
        assert best(bodies, text) == (code, sureness)
        assert bodies.find(text)[0].is_sure

    def test_one_short_form_of_two_bodies_is_decided_by_the_country(
        self, bodies: Organisations
    ) -> None:
        assert best(bodies, "ACA", "EG") == ("eg-aca", BY_NAME)
        assert best(bodies, "ACA", "TH") == ("th-aca", BY_NAME)
        assert best(bodies, "ACA Ai Cập") == ("eg-aca", BY_PART)
        found = bodies.find("ACA")
        assert {one.code for one in found} == {"eg-aca", "th-aca"}
        assert not any(one.is_sure for one in found)

    def test_a_ministry_at_home_is_asked_about_where_the_row_is_abroad(self) -> None:
        ours = (Body("vn-own", "Cơ quan mình", "VN", ("Cơ quan mình",), is_own=True),)
        home = Organisations(
            (*ours, Body("vn-moha", "Bộ Nội vụ", "VN", ("Bộ Nội vụ",))), countries()
        )
        assert home.find("Bộ Nội vụ", ("VN",))[0].is_sure
        assert home.find("Bộ Nội vụ")[0].is_sure
        assert not home.find("Bộ Nội vụ", ("JP",))[0].is_sure

    def test_a_name_with_another_country_is_another_body(self, bodies: Organisations) -> None:
        assert best(bodies, "KPK Thái Lan")[0] == "" or not bodies.find("KPK Thái Lan")[0].is_sure

    def test_names_that_are_alike_are_asked_about(self, bodies: Organisations) -> None:
        found = bodies.find("Thanh tra Nhà nước CHDCND Lào (mới)")
        assert found[0].code == LAOS
        found = bodies.find("Ủy ban Chống tham nhũng Malaysya")
        assert found[0].code == MACC
        assert not found[0].is_sure

    @pytest.mark.parametrize("text", ["", " ", "-", "Cơ quan thanh tra", "Hội đồng Z", "x" * 3000])
    def test_what_nobody_is_called_finds_nobody_surely(
        self, bodies: Organisations, text: str
    ) -> None:
        assert not any(one.is_sure for one in bodies.find(text))

    @given(text=st.text(max_size=60))
    def test_any_text_gives_at_most_five(self, text: str) -> None:
        found = Organisations(BODIES, countries()).find(text)
        assert len(found) <= MOST
        assert all(0 <= one.sureness <= 1 for one in found)

    def test_time_grows_with_the_texts_not_with_the_register(self) -> None:
        many = [
            Body(f"b{n}", "", "JP", (f"Cơ quan số {n} về nội dung {n % 7}",)) for n in range(5000)
        ]
        bodies = Organisations(many, countries())
        began = time.perf_counter()
        for number in range(50):
            bodies.find(f"Cơ quan lạ về nội dung {number}")
        assert time.perf_counter() - began < 5


class TestConcepts:
    def test_a_name_and_its_translation_are_made_of_the_same(self) -> None:
        english = concepts_of("Ministry of Foreign Affairs")
        assert english == concepts_of("Bộ Ngoại giao") == concepts_of("外務省")
        assert english == {"ministry", "foreign"}

    def test_an_unknown_word_or_a_single_concept_is_no_meaning(self) -> None:
        assert concepts_of("Ministry of Magic") == frozenset()
        assert concepts_of("Ministry") == frozenset()


class TestPeople:
    KNOWN = (
        Known("p1", "Khách Ân", "MY", ("Khách Ân",)),
        Known("p2", "Khách An", "JP", ("Khách An", "客安")),
        Known("p3", "Khách An", "LA", ("Khách An",)),
    )

    def test_a_name_alone_is_never_sure(self) -> None:
        (one,) = People(self.KNOWN).find("khách ân")
        assert one.code == "p1"
        assert not one.is_sure

    def test_marks_decide_and_then_the_country(self) -> None:
        people = People(self.KNOWN)
        assert {one.code for one in people.find("Khách An")} == {"p2", "p3"}
        assert [one.code for one in people.find("Khách An", ("JP",))] == ["p2"]
        assert [one.code for one in people.find("客安")] == ["p2"]
        assert people.find("Khách Bình") == ()
