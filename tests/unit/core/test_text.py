"""Text keys: what search finds, and what stands before what."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from unicodedata import combining, normalize

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from banggiao.core.text import (
    check_text,
    fold,
    fold_toned,
    normalise,
    search_key,
    sort_key,
)

VIETNAMESE = (
    "aàáâãăạảấầẩẫậắằẳẵặbcdđeèéêẹẻẽếềểễệghiìíịỉĩklmnoòóôõơọỏốồổỗộớờởỡợpqrstuùúưụủũứừửữựvxyýỳỵỷỹ"
)
vietnamese = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " 019-", max_size=40)
anything = st.text(max_size=40)


class TestNormalise:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("  Nhật Bản ", "Nhật Bản"),
            (normalize("NFD", "Đối tác"), "Đối tác"),
            ("Bộ\xa0Nội\u202fvụ\u3000MIC", "Bộ Nội vụ MIC"),
            ("a\u200bb\ufeff\u200e\u202ac\u2066\xad", "abc"),
            ("một\r\nhai\rba\u2028bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm"),
            ("two  spaces\tand a tab", "two  spaces\tand a tab"),
            ("\ufeff\n", ""),
            ("", ""),
        ],
    )
    def test_makes_one_form_of_it(self, typed: str, stored: str) -> None:
        assert normalise(typed) == stored

    def test_keeps_the_joiner_that_sinhala_is_written_with(self) -> None:
        sri_lanka = "ශ්\u200dරී ලංකාව"
        assert normalise(sri_lanka) == sri_lanka
        assert normalise("Viet\u200dnam\u200c") == "Vietnam"

    @given(anything)
    def test_twice_changes_nothing(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)


class TestCheckText:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("a\x00b", "text_nul"),
            ("a\x07b", "text_control"),
            ("a\x0bb", "text_control"),
            ("\x1f", "text_control"),
            ("\x7f", "text_control"),
            ("\x93quoted\x94", "text_control"),
            ("a\ud800b", "text_broken"),
            ("C\ufffdng ho\ufffd", "text_broken"),
            ("\uffff", "text_broken"),
        ],
    )
    def test_refuses_with_one_sentence(self, text: str, code: str) -> None:
        with pytest.raises(ValidationError) as refused:
            check_text(text)
        assert refused.value.code == code
        assert refused.value.messages[0].endswith(".")

    @pytest.mark.parametrize("text", ["", "Đối tác\n\tsố 1\r\n", "総務省", "😀", "\xa0"])
    def test_lets_writing_through(self, text: str) -> None:
        check_text(text)


class TestFold:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Đối tác", "doi tac"),
            ("ĐOÀN RA, đoàn vào!", "doan ra doan vao"),
            ("Ðà Nẵng", "da nang"),  # with the letter eth, as often typed
            ("thỏa thuận  quốc\ttế\n", "thoa thuan quoc te"),
            ("Côte d’Ivoire", "cote d ivoire"),
            ("Straße, Łódź, Æro, İzmir", "strasse lodz aero izmir"),
            ("ＭＩＣ　２０１３", "mic 2013"),
            ("giv-jp-mic-moc-2013", "giv jp mic moc 2013"),
            ("UNCAC (2005)/ﬁ", "uncac 2005 fi"),
            ("", ""),
            (" – ", ""),
            ("Россия, Ёж", "россия еж"),
            ("مُحَمَّد", "محمد"),
            ("٢٠٢٤", "2024"),
        ],
    )
    def test_leaves_plain_words(self, text: str, words: str) -> None:
        assert fold(text) == words

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("総務省", "総 務 省"),
            ("MIC総務省", "mic 総 務 省"),
            ("がか", "が か"),
            (normalize("NFD", "がぱプ"), "が ぱ プ"),
            ("ｶﾞｲﾑｼｮｳ", "ガ イ ム シ ョ ウ"),
            ("データ", "デ ー タ"),
            ("한국", "한 국"),
            (normalize("NFD", "한국"), "한 국"),
            ("辻\U000e0100", "辻"),
            ("令和3年", "令 和 3 年"),
        ],
    )
    def test_parts_writing_without_spaces(self, text: str, words: str) -> None:
        assert fold(text) == words

    @pytest.mark.parametrize("text", ["ประเทศไทย", "ລາວ", "ភាសាខ្មែរ", "भारत", "தமிழ்"])
    def test_keeps_vowel_signs(self, text: str) -> None:
        assert fold(text) == normalize("NFKC", text)

    @given(anything)
    @example("\u09c7\u200d\u09be")
    @example("か\u200b\u3099")
    @example("ẞ\u0345")
    def test_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    def test_every_character_folds_to_what_stays(self) -> None:
        assert [c for c in map(chr, range(0x30000)) if fold(fold(c)) != fold(c)] == []

    @given(vietnamese)
    def test_vietnamese_becomes_ascii(self, text: str) -> None:
        assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", fold(text))


class TestFoldToned:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Đối tác", "d9o6i1 tac1"),
            ("ma mà mả mã má mạ", "ma ma2 ma3 ma4 ma1 ma5"),
            ("ă â ê ô ơ ư đ", "a8 a6 e6 o6 o7 u7 d9"),
            ("thường", "thu7o7ng2"),
            ("Ðông", "d9o6ng"),
            ("España", "espana"),
            ("総務省", "総 務 省"),
            ("Nghị định 30/2020", "nghi5 d9inh5 30 2020"),
        ],
    )
    def test_writes_as_in_vni(self, text: str, words: str) -> None:
        assert fold_toned(text) == words

    @pytest.mark.parametrize(
        ("old", "new"),
        [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HÓA", "hoá"), ("ụy", "uỵ")],
    )
    def test_place_of_the_tone_does_not_matter(self, old: str, new: str) -> None:
        assert fold_toned(old) == fold_toned(new)
        assert search_key(old) == search_key(new)
        assert sort_key(old) == sort_key(new)

    def test_tells_every_vietnamese_letter_apart(self) -> None:
        assert len({fold_toned(letter) for letter in VIETNAMESE}) == len(set(VIETNAMESE))

    @given(vietnamese)
    def test_has_the_words_of_the_plain_form(self, text: str) -> None:
        assert len(fold_toned(text).split()) == len(fold(text).split())
        assert fold_toned(text).isascii()

    @given(anything)
    def test_leaves_no_private_characters(self, text: str) -> None:
        assert not re.search("[\ue000-\uf8ff]", fold_toned(text))

    def test_each_word_is_one_token_of_the_index(self) -> None:
        words = fold_toned("Thanh tra Chính phủ: thỏa thuận hợp tác, nghĩa vụ đến hạn 総務省")
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61')")
            database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'row')")
            database.execute("INSERT INTO t VALUES (?)", [words])
            tokens = {row[0] for row in database.execute("SELECT term FROM v")}
        assert tokens == set(words.split())


class TestSearchKey:
    def test_has_both_forms_of_each_name_once(self) -> None:
        key = search_key("Nhật Bản", "Japan", "", "日本", "nhật bản", "JAPAN")
        assert key.split("\n") == ["nhat ban", "nha6t5 ban3", "japan", "日 本"]

    def test_of_nothing_is_nothing(self) -> None:
        assert search_key() == search_key("", " ", "—") == ""

    @pytest.mark.parametrize("query", ["doan ra", "ĐOÀN RA", "đoàn ra", "Đoàn  ra."])
    def test_finds_with_and_without_diacritics(self, query: str) -> None:
        assert fold(query) in search_key("Kế hoạch đoàn ra năm 2024")

    def test_exact_spelling_can_be_told_from_folded(self) -> None:
        assert fold_toned("đoán") not in search_key("Đoàn ra")
        assert fold_toned("đoàn") in search_key("Đoàn ra")

    @given(anything)
    def test_composed_and_decomposed_input_agree(self, text: str) -> None:
        for form in ("NFC", "NFD"):
            assert search_key(normalize(form, text)) == search_key(text)


class TestSortKey:
    @pytest.mark.parametrize(
        "ordered",
        [
            ["Anh", "Áo", "Ấn Độ", "Ba Lan", "Cuba", "Đan Mạch", "Đức", "Úc", "Zambia"],
            ["ma", "mà", "mả", "mã", "má", "mạ"],
            list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
            ["An", "An Bình", "An Giang", "Ang", "Ân"],
            ["2", "30", "A", "Z", "Ω", "Я", "日本"],
            ["mạ Anh", "ma Ba"],  # letters of the whole name come before any tone
            ["hoa binh", "hòa bình", "hoá bình"],
            ["cá", "cạ", "cac"],
            ["hà nội", "hà nội A", "hạ nội A", "hà nôm"],
        ],
    )
    def test_follows_the_vietnamese_alphabet(self, ordered: list[str]) -> None:
        shuffled = random.Random(1).sample(ordered, len(ordered))
        assert sorted(shuffled, key=sort_key) == ordered

    @pytest.mark.parametrize(
        ("one", "other"), [("ĐAN MẠCH", "đan mạch"), ("Hải-Phòng", "Hải Phòng"), ("(A)", "a")]
    )
    def test_case_and_punctuation_do_not_count(self, one: str, other: str) -> None:
        assert sort_key(one) == sort_key(other)

    @given(anything)
    def test_holds_only_hexadecimal_digits(self, text: str) -> None:
        assert re.fullmatch("[0-9a-f]*", sort_key(text))

    @given(anything)
    def test_composed_and_decomposed_input_agree(self, text: str) -> None:
        assert sort_key(normalize("NFD", text)) == sort_key(normalize("NFC", text))

    @given(vietnamese, vietnamese)
    def test_agrees_with_the_alphabet_letter_by_letter(self, one: str, other: str) -> None:
        def letters(text: str) -> list[str]:
            tones = "\u0300\u0301\u0303\u0309\u0323"
            apart = normalize("NFD", " ".join(text.replace("-", " ").casefold().split()))
            return list(normalize("NFC", "".join(c for c in apart if c not in tones)))

        order = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
        places = [[order.index(letter) for letter in letters(text)] for text in (one, other)]
        if places[0] != places[1]:
            assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])

    @given(anything, st.integers(min_value=0, max_value=60))
    def test_never_exceeds_the_limit(self, text: str, limit: int) -> None:
        assert sort_key(text * 9, limit) == sort_key(text * 9, 10_000)[:limit]

    def test_long_names_fit_the_column(self) -> None:
        assert len(sort_key("Bộ Nội vụ và Truyền thông " * 40)) == 400
        assert len(sort_key("総務省" * 1000)) == 400

    def test_of_nothing_comes_first(self) -> None:
        assert sort_key("") == sort_key("—") == ""

    def test_sqlite_orders_it_alike(self) -> None:
        names = ["Úc", "Zambia", "áo", "Đan Mạch", "Ấn Độ", "anh", "日本", "Ba Lan"]
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE TABLE t (name, key)")
            rows = [(name, sort_key(name)) for name in names]
            database.executemany("INSERT INTO t VALUES (?, ?)", rows)
            stored = [row[0] for row in database.execute("SELECT name FROM t ORDER BY key")]
        assert stored == ["anh", "áo", "Ấn Độ", "Ba Lan", "Đan Mạch", "Úc", "Zambia", "日本"]


def test_the_alphabet_of_these_tests_is_composed() -> None:
    assert not any(map(combining, VIETNAMESE))
