"""Countries in a cell and in longer texts."""

from __future__ import annotations

import csv
from importlib.resources import files
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.countries import Countries
from banggiao.exchange.values.country_names import short_forms
from banggiao.exchange.values.read import Read


def own_spellings():
    text = files("banggiao.exchange.values").joinpath("data/countries.csv").read_text("utf-8")
    return [(row["code"], row["spellings"].split("|")) for row in csv.DictReader(text.splitlines())]


class TestOne:
    def test_every_name_of_the_register_is_read(self, register, countries):
        for code, names in register:
            for name in filter(None, names):
                for written in (name, name.upper(), normalize("NFD", name), f" {name}\u00a0"):
                    assert countries.read(written) == Read((code,)), written

    def test_every_spelling_of_ours_is_read(self, countries):
        for code, spellings in own_spellings():
            for spelling in spellings:
                for written in (spelling, normalize("NFD", spelling), spelling.replace("-", " ")):
                    assert countries.read(written) == Read((code,)), written

    def test_our_data_know_each_country_once_with_its_code_of_three_letters(self, register):
        data = own_spellings()
        codes = [code for code, _spellings in data]
        threes = [spellings[0] for _code, spellings in data]
        assert sorted(codes) == sorted(code for code, _names in register)
        assert len(set(threes)) == len(threes)
        assert all(len(three) == 3 and three.isupper() for three in threes)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            *(("Cam-pu-chia", "KH"), ("Cam pu chia", "KH"), ("CAMPUCHIA", "KH"), ("Bru-nây", "BN")),
            *(("Xinh-ga-po", "SG"), ("Phi-líp-pin", "PH"), ("Mi-an-ma", "MM"), ("Hàn quốc", "KR")),
            *(
                ("CHDCND Lào", "LA"),
                ("CHND Trung Hoa", "CN"),
                ("CH Pháp", "FR"),
                ("CHLB Đức", "DE"),
            ),
            *(
                ("Cộng hoà Pháp", "FR"),
                ("Cộng hòa Pháp", "FR"),
                ("LB Nga", "RU"),
                ("Nước Lào", "LA"),
            ),
            *(("Cộng hoà Liên bang Đức", "DE"), ("Vương quốc Anh", "GB"), ("Vương quốc Bỉ", "BE")),
            *(("Đại công quốc Luxembourg", "LU"), ("Cộng hoà Ba Lan", "PL"), ("Thuỵ Sỹ", "CH")),
            *(("Anh", "GB"), ("Mỹ", "US"), ("Áo", "AT"), ("Ý", "IT"), ("Nhật", "JP"), ("Úc", "AU")),
            *(
                ("Viet Nam", "VN"),
                ("Nhat Ban", "JP"),
                ("han quoc", "KR"),
                ("ao", "AT"),
                ("phap", "FR"),
            ),
            *(
                ("JP", "JP"),
                ("JPN", "JP"),
                ("UK", "GB"),
                ("USA", "US"),
                ("U.S.A.", "US"),
                ("PRC", "CN"),
            ),
            *(
                ("Kingdom of Thailand", "TH"),
                ("Republic of Poland", "PL"),
                ("The Netherlands", "NL"),
            ),
            *(("Federal Republic of Germany", "DE"), ("Republic of Korea", "KR"), ("DPRK", "KP")),
            *(("Korea, Republic of", "KR"), ("Iran (Islamic Republic of)", "IR")),
            *(("韓国", "KR"), ("米国", "US"), ("カンボジア王国", "KH"), ("インド共和国", "IN")),
            *(("Cộng hòa Dân chủ Congo", "CD"), ("Cộng hòa Congo", "CG"), ("Nam Phi", "ZA")),
            *(("Hồng Công (Trung Quốc)", "HK"), ("Hong Kong, China", "HK"), ("Thái Lan.", "TH")),
        ],
    )
    def test_a_usual_spelling(self, countries, text, code):
        assert countries.read(text) == Read((code,))

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Nhật Bản (Tokyo)", "JP"),
            ("Tokyo (Nhật Bản)", "JP"),
            ("Osaka, Nhật Bản", "JP"),
            ("TP. Hải Phòng, Việt Nam", "VN"),
            ("tỉnh Champasak, Lào", "LA"),
            ("Viên, Áo", "AT"),
            ("Nhật Bản (dự kiến)", "JP"),
            ("Nhật Bản (Tokyo, Osaka và Kobe)", "JP"),
            ("Khu vực (Lào)", "LA"),
        ],
    )
    def test_a_country_with_its_city(self, countries, text, code):
        assert countries.read(text) == Read((code,))

    @pytest.mark.parametrize(
        ("text", "doubt"),
        [("Tokyo", "from_city"), ("TP. Osaka", "from_city"), ("Nara, Nhật Bản", "more_words")],
    )
    def test_what_a_person_should_look_at(self, countries, text, doubt):
        assert countries.read(text) == Read(("JP",), doubt=doubt)

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "Cộng hòa Z",
                "Vương quốc Z",
                "Liên minh Z",
                "Republic of Z",
                "Z",
                "XX",
                "AC",
            ),
            *(
                "Republic of China",
                "Vương quốc",
                "Cộng hòa",
                "jp",
                "Y",
                "Nhật Bổn",
            ),
            *("Lào, Z", "Vương quốc Z, Lào", "Lào, Vương quốc Z", "Z và Lào", "Lào\nZ", "a" * 5000),
        ],
    )
    def test_an_unknown_one_is_a_problem_also_beside_known_ones(self, countries, text):
        assert countries.read(text) == Read((), "unknown_country")

    @pytest.mark.parametrize("text", ["EU", "ASEAN", "các nước ASEAN", "Đa phương", "trực tuyến"])
    def test_words_for_many_or_none_are_no_country(self, countries, text):
        assert countries.read(text) == Read((), doubt="no_country")

    @pytest.mark.parametrize(
        ("value", "read"),
        [
            ("", Read(())),
            ("-", Read(())),
            ("chưa xác định", Read((), doubt="not_known")),
            (5, Read((), "unknown_country")),
            (Broken("#REF!"), Read((), "formula_error")),
        ],
    )
    def test_none_and_why(self, countries, value, read):
        assert countries.read(value) == read

    def test_only_countries_of_the_register_are_read(self):
        few = Countries([("JP", ["Nhật Bản"])])
        assert few.read("Nhật") == few.read("日本") == few.read("JPN") == Read(("JP",))
        assert few.read("Lào") == few.read("LA") == few.read("LAO") == Read((), "unknown_country")

    def test_the_register_goes_before_our_spellings(self):
        renamed = Countries([("KR", ["Triều Tiên"]), ("KP", ["Bắc Triều Tiên"])])
        assert renamed.read("Triều Tiên") == Read(("KR",))


class TestShort:
    """Words that name a country only where nothing else stands."""

    def test_alone_or_in_a_list(self, countries):
        assert countries.read("French") == Read(("FR",))
        assert countries.read("TQ, HQ") == Read(("CN", "KR"))

    def test_each_of_them_is_read_as_its_country(self, countries):
        for word, code in short_forms():
            assert countries.read(word) == Read((code,)), word

    @pytest.mark.parametrize("text", ["French Open", "HQ của UNODC", "English course"])
    def test_among_other_words_they_name_none(self, countries, text):
        assert countries.in_text(text) == ()


class TestSeveral:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "Lào, Campuchia",
                "Lào và Campuchia",
                "Lào và Cam-pu-chia",
                "Lào; Campuchia",
                "Lào\nCampuchia",
            ),
            *(
                "Lào - Campuchia",
                "Lào – Campuchia",
                "Lào-Campuchia",
                "Lào/Campuchia",
                "Lào + Campuchia",
            ),
            *(
                "1. Lào\n2. Campuchia",
                "- Lào\n- Campuchia",
                "Laos and Cambodia",
                "ラオス、カンボジア",
                "ラオスとカンボジア",
            ),
            *(
                "CHDCND Lào, Vương quốc Campuchia",
                "Lào, Campuchia, Lào",
                "Viêng Chăn, Lào; Phnôm Pênh, Campuchia",
            ),
        ],
    )
    def test_two_in_each_kind_of_list(self, countries, text):
        assert countries.read(text) == Read(("LA", "KH"))

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("Bosnia và Herzegovina", ("BA",)),
            ("Bosnia và Herzegovina và Lào", ("BA", "LA")),
            ("Trinidad và Tobago, Lào", ("TT", "LA")),
            ("Guinea - Bissau", ("GW",)),
            ("Guinea, Guinea-Bissau", ("GN", "GW")),
            ("Nhật Bản, Hàn Quốc và Trung Quốc", ("JP", "KR", "CN")),
            ("Anh, Pháp, Đức", ("GB", "FR", "DE")),
        ],
    )
    def test_names_that_hold_a_joining_word(self, countries, text, codes):
        assert countries.read(text) == Read(codes)

    @given(data=st.data(), separator=st.sampled_from([", ", "; ", "\n", " và ", " - ", "/"]))
    def test_any_two_joined_read_back(self, register, countries, data, separator):
        two = data.draw(
            st.lists(st.sampled_from(register), min_size=2, max_size=2, unique_by=lambda e: e[0])
        )
        text = separator.join(data.draw(st.sampled_from(names)) for _code, names in two)
        assert countries.read(text) == Read(tuple(code for code, _names in two))


class TestInText:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("1. Nhật Bản", ("JP",)),
            ("2. Pháp", ("FR",)),
            ("a) Anh", ("GB",)),
            ("ACRC Hàn Quốc", ("KR",)),
            ("CPIB Singapore", ("SG",)),
            ("AFA Pháp", ("FR",)),
            ("Cơ quan Phòng, chống tham nhũng Pháp", ("FR",)),
            ("Bộ Tư pháp Liên bang Đức", ("DE",)),
            ("Thanh tra Nhà nước Lào", ("LA",)),
            ("Uỷ ban Kiểm tra Kỷ luật Trung ương Trung Quốc", ("CN",)),
            ("Đoàn Chuyên viên đi Đức", ("DE",)),
            ("Đoàn đi Anh và Pháp", ("GB", "FR")),
            ("Quan hệ Việt Nam - Anh", ("VN", "GB")),
            ("Đại sứ quán Nhật Bản tại Việt Nam", ("JP", "VN")),
            ("ĐOÀN VÀO TỪ NHẬT BẢN", ("JP",)),
            ("Papua New Guinea", ("PG",)),
            ("Board of Audit and Inspection of Korea", ("KR",)),
            ("Dai su quan Nhat Ban", ("JP",)),
            ("在福岡ベトナム総領事館", ("VN",)),
            ("日本の総務省", ("JP",)),
        ],
    )
    def test_names_inside_a_text(self, countries, text, codes):
        assert countries.in_text(text) == countries.in_text(normalize("NFD", text)) == codes

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "Nguyễn Tuấn Anh",
                "Lê Thị Nga",
                "chị Nga",
                "ông Đức",
                "Vụ Pháp chế",
                "Trung ương",
                "tư pháp",
            ),
            *(
                "I. ĐOÀN RA",
                "II. Đa phương",
                "Thái Nguyên",
                "Ấn Độ Dương",
                "Sở Ngoại vụ Hải Phòng",
                "タイプ",
            ),
            *("Hội nghị ASEAN-PAC", "các nước châu Á", "nhật ký", ""),
        ],
    )
    def test_other_words_are_no_country(self, countries, text):
        assert countries.in_text(text) == ()
