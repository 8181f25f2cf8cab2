"""Contact files: names in their parts and scripts, posts, bodies, and nothing one may not see."""

from __future__ import annotations

import pytest
import vobject
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentlines

from banggiao.accounts.enums import Role
from banggiao.exchange.contacts.cards import BODY, Contact, Name, card_file
from banggiao.exchange.contacts.names import Parts, language_of, parts_of
from banggiao.exchange.queries.contacts import organisation_card, person_card
from banggiao.exchange.queries.contacts import timezone as clock
from banggiao.partners.actions.people import keep_personal_details
from banggiao.partners.enums import NameOrder
from tests.factories.partners import (
    INTERNAL,
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    post,
    writer,
)

FAMILY, GIVEN, SINGLE = NameOrder.FAMILY_FIRST, NameOrder.GIVEN_FIRST, NameOrder.SINGLE


def lines(text: str) -> list[str]:
    """Give the lines as another library unfolds them."""
    return [str(line) for line in Contentlines.from_ical(text) if line]


def named(text: str, *keys: str) -> list[str]:
    return [line for line in lines(text) if line.split(":")[0].split(";")[0] in keys]


class TestParts:
    @pytest.mark.parametrize(
        ("name", "order", "code", "parts"),
        [
            ("Nguyễn Văn A1", FAMILY, "VN", Parts("Nguyễn", "A1", "Văn", ("A1", "Nguyễn Văn"))),
            ("NGUYỄN VĂN A1", FAMILY, "VN", Parts("NGUYỄN", "A1", "VĂN", ("A1", "NGUYỄN VĂN"))),
            ("Lê A1", FAMILY, "VN", Parts("Lê", "A1", "", ("A1", "Lê"))),
            ("KIM A-il", FAMILY, "KR", Parts("KIM", "A-il")),
            ("Kim A-il", FAMILY, "KR", Parts("Kim", "A-il")),
            ("SAI ON Alpha", FAMILY, "", Parts("SAI ON", "Alpha")),
            ("KIM ALPHA", FAMILY, "KR", Parts("KIM", "ALPHA")),
            ("Alpha Beta", GIVEN, "US", Parts("Beta", "Alpha")),
            ("Alpha B. GAMMA DELTA", GIVEN, "FR", Parts("GAMMA DELTA", "Alpha B.")),
            (
                "Alpha van der Beta",
                GIVEN,
                "NL",
                Parts("van der Beta", "Alpha", sort_as=("Beta", "Alpha")),
            ),
            ("ALPHA BETA", GIVEN, "US", Parts("BETA", "ALPHA")),
            ("Alpha", SINGLE, "ID", Parts("Alpha")),
            ("Alpha Beta", SINGLE, "ID", Parts("Alpha Beta")),
            ("김알파", FAMILY, "KR", Parts("김알파")),
        ],
    )
    def test_a_name_is_taken_apart_as_it_is_printed(self, name, order, code, parts):
        assert parts_of(name, order, code) == parts

    @given(st.lists(st.text("aAbBêÊ나", min_size=1), min_size=1), st.sampled_from(NameOrder.values))
    def test_no_word_is_lost_or_doubled(self, words, order):
        parts = parts_of(" ".join(words), order, "VN")

        kept = f"{parts.family} {parts.middle} {parts.given}".split()
        assert sorted(kept) == sorted(words)
        assert parts.family

    @pytest.mark.parametrize(
        ("name", "code", "tag"),
        [
            ("Nguyễn Văn A1", "VN", "vi"),
            ("KIM A-il", "KR", "ko-Latn"),
            ("김알파", "KR", "ko"),
            ("山田", "JP", "ja"),
            ("Alpha Beta", "US", ""),
            ("Alpha", "SG", ""),
            ("Alpha", "", ""),
            ("阮", "VN", ""),
        ],
    )
    def test_a_script_is_named_only_where_it_is_known(self, name, code, tag):
        assert language_of(name, code) == tag


@pytest.mark.django_db
class TestPerson:
    def kim(self):
        return person(
            "KIM A-il",
            code="kim",
            name_native="김아일",
            country=country("KR"),
            form_of_address="H.E.",
        )

    def test_the_scripts_of_a_name_are_one_name(self):
        text = person_card(self.kim(), writer())

        assert lines(text)[:4] == [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "PRODID:-//Banggiao//Register//EN",
            "KIND:individual",
        ]
        assert named(text, "FN", "N") == [
            "FN;ALTID=1;LANGUAGE=ko-Latn:KIM A-il",
            "FN;ALTID=1;LANGUAGE=ko:김아일",
            "N;ALTID=1;LANGUAGE=ko-Latn:KIM;A-il;;H.E.;",
            "N;ALTID=1;LANGUAGE=ko:김아일;;;;",
        ]

    def test_another_library_reads_it(self):
        agency = organisation("Ủy ban A1, phòng B; chống tham nhũng", name_en="Commission A1")
        kim = self.kim()
        post(kim, agency, name_vi="Phó Chủ tịch", name_en="Vice Chair")

        with override("en"):
            read = vobject.readOne(person_card(kim, writer()))

        assert read.version.value == "4.0"
        assert [one.value for one in read.contents["fn"]] == ["KIM A-il", "김아일"]
        assert read.n.value.family == "KIM"
        assert read.n.value.given == "A-il"
        assert [one.value for one in read.contents["title"]] == ["Vice Chair", "Phó Chủ tịch"]
        assert [one.value for one in read.contents["org"]] == [
            ["Commission A1"],
            ["Ủy ban A1, phòng B; chống tham nhũng"],
        ]

    def test_a_vietnamese_name_is_sorted_by_the_given_name(self):
        text = person_card(person("Nguyễn Văn A1", country=country("VN")), writer())

        assert named(text, "N") == ['N;LANGUAGE=vi;SORT-AS="A1,Nguyễn Văn":Nguyễn;A1;Văn;;']

    def test_a_body_stands_below_what_it_is_part_of(self):
        above = organisation("Bộ A1", name_en="Ministry A1")
        below = organisation("Cục B1", parent=above)
        holder = person()
        post(holder, below, name_vi="Cục trưởng")

        assert named(person_card(holder, writer()), "ORG") == ["ORG;LANGUAGE=vi:Bộ A1;Cục B1"]

    def test_a_post_that_ended_is_given_only_when_it_is_asked_for(self):
        holder = person()
        former = post(holder, name_vi="Vụ trưởng", start="2010", end="2015")

        assert named(person_card(holder, writer()), "TITLE") == []
        assert named(person_card(holder, writer(), post=former), "TITLE") == [
            "TITLE;LANGUAGE=vi:Vụ trưởng"
        ]

    def test_a_post_that_may_still_be_held_is_given(self):
        holder = person()
        year = clock.localdate().year
        post(holder, name_vi="Vụ trưởng", start="2010", end=str(year))

        assert named(person_card(holder, writer()), "TITLE") == ["TITLE;LANGUAGE=vi:Vụ trưởng"]

    def test_a_body_one_may_not_know_of_leaves_no_trace(self):
        hidden = organisation("Cơ quan kín", classification=RESTRICTED)
        below = organisation("Cục B1", parent=hidden, classification=INTERNAL)
        holder = person()
        seen = post(holder, below, name_vi="Cục trưởng", start="2020")
        post(holder, hidden, name_vi="Chức kín", start="2022")

        assert "kín" not in person_card(holder, officer())
        assert "kín" not in person_card(holder, officer(), post=seen)
        assert "kín" in person_card(holder, writer())

    def test_personal_details_only_where_one_may_see_them_and_asks(self):
        holder = person("Nguyễn Văn A1")
        keep_personal_details(
            holder,
            by=writer(),
            email="a1@example.vn",
            phone="+84 24 0000 0000",
            language="Anh, Nhật",
            diet="Không ăn thịt",
        )
        leader = writer(Role.LEADER)

        assert named(person_card(holder, writer()), "EMAIL", "TEL", "NOTE") == []
        with pytest.raises(PermissionDenied):
            person_card(holder, leader, with_details=True)
        with override("en"):
            text = person_card(holder, writer(), with_details=True)
        assert named(text, "EMAIL", "TEL", "NOTE") == [
            "EMAIL;TYPE=work:a1@example.vn",
            "TEL;VALUE=text;TYPE=work:+84 24 0000 0000",
            "NOTE:Languages spoken: Anh\\, Nhật",
        ]
        assert "thịt" not in text

    def test_it_is_known_again(self):
        kim = self.kim()

        one, other = (person_card(kim, writer()) for _time in range(2))

        assert one == other
        assert named(one, "SOURCE") == ["SOURCE:http://127.0.0.1:8000/people/kim/"]
        assert named(one, "UID")[0].startswith("UID:urn:uuid:")
        assert named(person_card(person(), writer()), "UID") != named(one, "UID")


@pytest.mark.django_db
class TestBody:
    def test_a_body_has_its_names_what_it_is_part_of_and_its_website(self):
        above = organisation("Chính phủ A1")
        body = organisation(
            "Ủy ban A1",
            name_en="Commission A1",
            name_native="위원회",
            parent=above,
            country=country("KR"),
            abbreviation="UB A1",
            aliases=["Tên cũ", "UB A1"],
            website="https://a1.example.kr/",
        )

        with override("vi"):
            text = organisation_card(body, writer())

        assert named(text, "KIND", "FN", "NICKNAME", "ORG", "ADR", "URL", "N") == [
            "KIND:org",
            "FN;ALTID=1;LANGUAGE=vi:Ủy ban A1",
            "FN;ALTID=1;LANGUAGE=en:Commission A1",
            "FN;ALTID=1;LANGUAGE=ko:위원회",
            "NICKNAME:UB A1,Tên cũ",
            "ORG;ALTID=1;LANGUAGE=vi:Chính phủ A1;Ủy ban A1",
            "ORG;ALTID=1;LANGUAGE=en:Chính phủ A1;Commission A1",
            "ORG;ALTID=1;LANGUAGE=ko:Chính phủ A1;위원회",
            "ADR;TYPE=work:;;;;;;Hàn Quốc",
            "URL;TYPE=work:https://a1.example.kr/",
        ]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_begins_another_line(text):
    file = card_file(Contact(BODY, "https://register.example.vn/", [Name(f"x{text}x")]))

    assert all(len(line) <= 75 for line in file.encode().split(b"\r\n"))
    assert [line.split(":")[0] for line in lines(file)] == [
        *("BEGIN", "VERSION", "PRODID", "KIND", "UID", "SOURCE", "FN", "END")
    ]
