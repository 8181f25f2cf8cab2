"""The search box: who finds what, and in what order."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from banggiao.accounts.records import bring_back, set_aside
from banggiao.core import search
from banggiao.core.models import SearchEntry
from banggiao.core.text import fold
from banggiao.partners.actions import organisations
from banggiao.partners.models import Organisation
from tests.factories.partners import (
    PUBLIC,
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    post,
    writer,
)

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    '"acrc" OR "giv"',
    "acrc AND NOT giv",
    "NEAR(acrc giv, 5)",
    "names:acrc",
    "acrc*",
    "^acrc",
    "- acrc",
    "acrc')); DROP TABLE core_searchentry; --",
    "'; SELECT pg_sleep(1); --",
    "acrc:* | giv",
    "acrc & !giv <-> x",
    "a\\",
    "%",
    "_",
    "100%_",
    "\x00",
    "acrc\x00giv",
    "\ud800",
    "acrc\udfff",
    "\u202e",
    "{}[]()",
    "x" * 5000,
    "a " * 500,
    "総務" * 100,
    "ʼ ’ ‘",
    "1e5 1.5 -3 +4",
    "http://example.vn/a?b=c a@b.vn",
]


def found(query: str, viewer=None, **options) -> list[str]:
    return [hit.code for hit in search.find(viewer or officer(), query, **options)]


class TestFind:
    @pytest.mark.parametrize(
        "query",
        [
            "đối tác",
            "doi tac",
            "ĐỐI TÁC",
            normalize("NFD", "đối tác"),
            "tac doi",
            "đối t",
            "  đối   tác  ",
            "đối, tác!",
        ],
    )
    def test_takes_words_with_or_without_diacritics(self, query):
        organisation("Cục Đối tác", code="cuc")
        organisation("Cục Đối ngoại", code="other")

        assert found(query) == ["cuc"]

    def test_takes_the_last_word_unfinished_and_no_other(self):
        organisation("Thanh tra Chính phủ", code="ttcp")

        assert found("thanh tr") == ["ttcp"]
        assert found("tha tra") == []
        assert found("hanh") == []

    def test_puts_the_exact_spelling_first(self):
        for code, name in (("la", "Lã Thanh"), ("la-none", "La Thanh"), ("la-acute", "Lá Thanh")):
            organisation(name, code=code)

        assert found("lá thanh")[0] == "la-acute"
        assert found("lã thanh")[0] == "la"

    def test_takes_a_query_without_diacritics_for_all_spellings(self):
        for code, name in (("a", "Lã Thanh"), ("b", "La Thanh"), ("c", "Lá Thanh")):
            organisation(name, code=code)

        assert found("la thanh") == ["a", "b", "c"]

    def test_knows_hoa_with_the_tone_on_either_vowel(self):
        organisation("Hòa Bình", code="hoa-binh")
        organisation("Hoa Binh", code="plain")

        assert found("Hoà Bình")[0] == "hoa-binh"

    def test_puts_names_before_other_text(self):
        organisation("Cơ quan A", code="in-text", remark="Hợp tác về khiếu nại")
        organisation("Ban Khiếu nại", code="in-name")

        assert found("khiếu nại") == ["in-name", "in-text"]

    def test_orders_by_date_newest_first_and_the_undated_last(self):
        for code, year in (("old", "1954"), ("none", ""), ("new", "2021"), ("mid", "1999-05")):
            organisation(f"Thanh tra {code}", code=code, founded=year)

        assert found("thanh tra") == ["new", "mid", "old", "none"]

    @pytest.mark.parametrize("query", ["総務", "務省", "総務省", "務"])
    def test_finds_an_inner_part_of_east_asian_names(self, query):
        organisation("Bộ Nội vụ Nhật Bản", code="mic", name_ja="日本国総務省")
        organisation("Bộ khác", code="other", name_ja="総合務所")

        assert found(query)[0] == "mic"
        assert len(query) == 1 or found(query) == ["mic"]

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("ACRC", "acrc"),
            ("acr", "acrc"),
            ("국민권익위원회", "acrc"),
            ("권익", "acrc"),
            ("anti-corruption", "acrc"),
            ("ombudsman", "acrc"),
            ("Hàn Quốc", "acrc"),
            ("korea", "acrc"),
        ],
    )
    def test_finds_by_abbreviation_alias_script_and_country(self, query, code):
        organisation(
            "Ủy ban Chống tham nhũng",
            code="acrc",
            name_en="Anti-Corruption Commission",
            name_native="국민권익위원회",
            abbreviation="ACRC",
            aliases=["Ombudsman cũ"],
            country=country("KR"),
        )

        assert found(query) == [code]

    def test_gives_one_kind_when_asked_and_no_more_than_asked(self):
        organisation("Kim Corp", code="corp")
        for number in range(3):
            person(f"Kim {number}")

        assert found("kim", kind="partners.organisation") == ["corp"]
        assert len(found("kim", limit=2)) == 2

    def test_gives_nothing_for_nothing(self):
        organisation("Cơ quan")

        assert [found(query) for query in ("", "  ", "!?", "\u200b")] == [[], [], [], []]


class TestHidden:
    def test_record_has_no_hit(self):
        organisation("Cục mật", code="secret", classification=RESTRICTED, abbreviation="MAT")
        organisation("Cục công khai", code="open", classification=PUBLIC)

        assert found("cục") == ["open"]
        assert found("mat") == []
        assert sorted(found("cục", officer(RESTRICTED))) == ["open", "secret"]
        assert found("cục", officer(PUBLIC)) == ["open"]

    def test_record_follows_its_class(self):
        record = organisation("Cục mở", code="opened", classification=RESTRICTED)
        organisations.change_organisation(record, by=writer(), classification=PUBLIC)

        assert found("cục mở", officer(PUBLIC)) == ["opened"]

    def test_nobody_signed_in_and_closed_accounts_find_nothing(self):
        organisation("Cục công khai", classification=PUBLIC)
        closed = officer()
        closed.is_active = False

        assert found("cục", AnonymousUser()) == []
        assert found("cục", closed) == []

    def test_record_does_not_make_a_word_common(self, monkeypatch):
        monkeypatch.setattr(search, "COMMON", 3)
        for number in range(5):
            organisation(f"Thanh tra mật {number}", classification=RESTRICTED)
        # Walking a common word does not look at the spelling; sorting does.
        organisation("Thanh trá", code="spelt", founded="1950")
        organisation("Thanh tra", code="newest", founded="2020")

        assert found("thanh trá") == ["spelt", "newest"]


class TestIndex:
    def test_a_record_set_aside_leaves_it_and_comes_back(self):
        record = organisation("Cục nhầm", code="slip")
        set_aside(record, by=writer(), reason="Nhập nhầm")
        gone = found("cục nhầm", writer())
        bring_back(record, by=writer())

        assert (gone, found("cục nhầm")) == ([], ["slip"])

    def test_follows_each_change(self):
        record = organisation("Tên cũ", code="x", aliases=["Biệt danh"])
        organisations.change_organisation(record, by=writer(), name_vi="Tên mới", aliases=[])

        assert [found(query) for query in ("cũ", "biệt danh")] == [[], []]
        assert found("mới") == [record.code]
        assert SearchEntry.objects.filter(code=record.code).count() == 1

    def test_shows_labels_in_the_language_of_the_reader(self):
        organisation("Bộ Nội vụ", name_ja="総務省", abbreviation="MIC", country=country("JP"))
        [hit] = search.find(officer(), "MIC")

        with override("ja"):
            assert (hit.label, hit.sub_text) == ("総務省", "MIC · 日本")
        with override("en"):
            assert (hit.label, hit.sub_text) == ("Bộ Nội vụ", "MIC · Japan")

    def test_says_nothing_of_the_bodies_around(self):
        parent = organisation("Cơ quan mật", classification=RESTRICTED)
        organisation("Phòng A", code="room", parent=parent)
        holder = person("An")
        post(holder, parent, name_vi="Trưởng phòng")

        assert found("mật", writer()) == [parent.code]
        assert found("trưởng", writer()) == []


class TestCommonWord:
    """From `COMMON` matches on, hits are walked newest first and not sorted."""

    @pytest.fixture(autouse=True)
    def few_are_common(self, monkeypatch):
        monkeypatch.setattr(search, "COMMON", 3)

    def test_names_come_first_then_text_newest_first(self):
        for code, year in (("b", "1990"), ("a", "2000"), ("d", "1970"), ("c", "1980")):
            organisation(f"Thanh tra {code}", code=code, founded=year)
        organisation("Cơ quan", code="text", remark="Thanh tra", founded="2020")

        assert found("thanh tra") == ["a", "b", "c", "d", "text"]
        assert found("thanh tra", limit=2) == ["a", "b"]

    def test_the_undated_come_last(self):
        organisation("Thanh tra không ngày", code="none")
        for year in range(2000, 2004):
            organisation(f"Thanh tra {year}", code=f"y{year}", founded=str(year))

        assert found("thanh tra") == ["y2003", "y2002", "y2001", "y2000", "none"]

    def test_hidden_records_stay_hidden(self):
        for number in range(5):
            organisation(f"Thanh tra {number}", code=f"t{number}", founded=str(2000 + number))
        organisation("Thanh tra mật", classification=RESTRICTED, founded="2022")

        assert found("thanh tra") == ["t4", "t3", "t2", "t1", "t0"]

    @pytest.mark.parametrize("query", ["thanh tra", "tra", "thanh t", "tra thanh"])
    def test_finds_what_sorting_finds(self, query, monkeypatch):
        for number in range(6):
            organisation(f"Thanh tra {number}")
        organisation("Thanh niên", remark="tra cứu")
        walked = found(query)
        monkeypatch.setattr(search, "COMMON", 1000)

        assert sorted(walked) == sorted(found(query))


class TestHostileWords:
    @pytest.mark.parametrize("query", HOSTILE)
    @pytest.mark.parametrize("common", [0, 1000], ids=["common", "rare"])
    def test_never_raise(self, query, common, monkeypatch):
        monkeypatch.setattr(search, "COMMON", common)
        organisation("ACRC giv x a", code="acrc")

        found(query)
        condition = search.search_condition(Organisation, query, officer())
        list(Organisation.objects.filter(condition))

        assert SearchEntry.objects.count() == 1

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(query=st.text(max_size=30))
    def test_of_any_characters_never_raise(self, query):
        found(query)


class TestEveryName:
    names = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=25
    )

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example(name="Ủy ban 1e5-x 3.5% O'Neil")
    @example(name="AT&T a/b c_d")
    @example(name="café ﬁn ½ ①")
    @given(name=names)
    def test_is_found_as_it_is_written(self, name):
        words = fold(name).split()
        if not words or not name.strip():
            return
        SearchEntry.objects.all().delete()
        search.refresh(Organisation(pk=1, code="one", name_vi=name))

        assert found(name) == ["one"]


class TestDate:
    def test_says_no_more_than_is_known(self):
        organisation("Cơ quan lâu năm", code="old", founded="1998/2016")
        [hit] = search.find(officer(), "lâu năm")

        assert hit.date is not None
        assert hit.date.text == "1998/2016"
        assert str(hit.on) == "1998-01-01"
