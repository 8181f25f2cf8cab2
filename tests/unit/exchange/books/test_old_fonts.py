"""Vietnamese of the fonts before Unicode: told from other languages, and turned into letters."""

from __future__ import annotations

import subprocess
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.old_fonts import FONTS, TCVN3, VNI, OldFont, converted, told_font
from banggiao.exchange.books.syllables import is_syllable
from tests.factories.books import opened, xlsx_of

TCVN3_FONT, VNI_FONT = FONTS
TO_TCVN3 = {letter: stored for stored, letter in TCVN3.items()}
TO_VNI = {
    letter: stored for stored, letter in VNI.items() if stored in {stored.lower(), stored.upper()}
}

# Words as offices write them, in letters and as the two fonts store them.
PAIRS = [
    ("Cộng hòa xã hội chủ nghĩa", "Céng hßa x· héi chñ nghÜa", "Coäng hoøa xaõ hoäi chuû nghóa"),
    ("Việt Nam", "ViÖt Nam", "Vieät Nam"),
    ("Độc lập - Tự do", "§éc lËp - Tù do", "Ñoäc laäp - Töï do"),
    ("Hạnh phúc", "H¹nh phóc", "Haïnh phuùc"),
    ("Thanh tra Chính phủ", "Thanh tra ChÝnh phñ", "Thanh tra Chính phuû"),
    ("Vụ Hợp tác quốc tế", "Vô Hîp t¸c quèc tÕ", "Vuï Hôïp taùc quoác teá"),
    ("Bộ Nội vụ", "Bé Néi vô", "Boä Noäi vuï"),
    ("Ủy ban nhân dân", "ñy ban nh©n d©n", "Uûy ban nhaân daân"),
    ("đoàn đại biểu", "®oµn ®¹i biÓu", "ñoaøn ñaïi bieåu"),
    ("nước ngoài", "n\xadíc ngoµi", "nöôùc ngoaøi"),
    ("thỏa thuận, ký kết", "tháa thuËn, ký kÕt", "thoûa thuaän, kyù keát"),
    ("phòng, chống tham nhũng", "phßng, chèng tham nhòng", "phoøng, choáng tham nhuõng"),
    ("ngày tháng năm", "ngµy th¸ng n¨m", "ngaøy thaùng naêm"),
    ("kinh phí dự kiến", "kinh phÝ dù kiÕn", "kinh phí döï kieán"),
    ("trưởng đoàn", "tr\xadëng ®oµn", "tröôûng ñoaøn"),
    ("Nguyễn Văn A1", "NguyÔn V¨n A1", "Nguyeãn Vaên A1"),
    ("kỹ thuật, tỷ lệ, mỹ thuật", "kü thuËt, tû lÖ, mü thuËt", "kyõ thuaät, tyû leä, myõ thuaät"),
    ("những người gửi thư", "nh÷ng ng\xadêi göi th\xad", "nhöõng ngöôøi göûi thö"),
    ("ở Ấn Độ", "ë Ên §é", "ôû AÁn Ñoä"),
    ("sự nghiệp giáo dục", "sù nghiÖp gi¸o dôc", "söï nghieäp giaùo duïc"),
]
OLD = {"TCVN3": [tcvn for _, tcvn, _ in PAIRS], "VNI": [vni for _, _, vni in PAIRS]}

OTHERS = {
    "unicode": [text for text, _, _ in PAIRS],
    "decomposed": [normalize("NFD", text) for text, _, _ in PAIRS],
    "western letters only": ["có", "là", "tôi", "và", "ông", "không", "cùng", "lòng", "mà", "hoà"],
    "french": [
        "Université de Genève, été, né à Besançon, élève français, thé, clé, forêt, île, où, naïf",
        "Réunion à l’Élysée, hôtel privé, Sénégal, procès-verbal signé, délégué général, château",
    ],
    "german": [
        "Köln für Öffentlichkeit über Zürich",
        "München Straße, Gespräch, Prüfung, Österreich",
    ],
    "spanish": ["niño año español mañana Perú México Bogotá Panamá reunión jurídica, qué, más, él"],
    "portuguese": ["São Paulo não coração relações exteriores, é, são, cooperação técnica, três"],
    "nordic": ["Århus, Malmö, Örebro, Tromsø, Ísland, Þórshöfn, Åland, på, är, från, næste, också"],
    "japanese": ["総務省 行政評価局", "オンブズマン"],
    "signs": ["25 °C ± 2", "§ 5", "© 2023 ®", "½ µ", "«trích dẫn»"],
}


@pytest.mark.parametrize(("letters", "tcvn3", "vni"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_real_words(letters: str, tcvn3: str, vni: str) -> None:
    # TCVN3 has no place for a capital with a tone: it is a small letter in a font of capitals.
    expected = letters.replace("Ủ", "ủ").replace("Ấ", "ấ")
    assert converted(tcvn3, TCVN3_FONT) == expected
    assert converted(vni, VNI_FONT) == letters


class TestTelling:
    @pytest.mark.parametrize("name", OLD)
    def test_old_fonts_are_told(self, name: str) -> None:
        found = told_font(OLD[name])
        assert found
        assert found.font.name.startswith(name)

    @pytest.mark.parametrize("texts", OTHERS.values(), ids=OTHERS)
    def test_other_languages_are_left_alone(self, texts: list[str]) -> None:
        assert told_font(texts) is None

    def test_all_other_languages_together_are_left_alone(self) -> None:
        assert told_font(text for texts in OTHERS.values() for text in texts) is None

    def test_a_few_words_prove_nothing(self) -> None:
        assert told_font(["Céng hßa"]) is None

    def test_foreign_names_do_not_hide_it(self) -> None:
        assert told_font([*OLD["TCVN3"], "Université de Genève", "Köln"])


class TestConverting:
    @pytest.mark.parametrize(
        ("stored", "letters"),
        [
            ("CéNG HßA X· HéI CHñ NGHÜA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
            ("Hå ChÝ Minh", "Hồ Chí Minh"),
            ("Lª V¨n A1", "Lê Văn A1"),
            ("Q§-TTg ngµy 05/02/2003", "QĐ-TTg ngày 05/02/2003"),
            ("UBND tØnh", "UBND tỉnh"),
        ],
    )
    def test_capitals_of_tcvn3(self, stored: str, letters: str) -> None:
        assert converted(stored, TCVN3_FONT) == letters

    @pytest.mark.parametrize(
        ("stored", "letters"),
        [
            ("COÄNG HOØA XAÕ HOÄI", "CỘNG HÒA XÃ HỘI"),
            ("ÑÖÔØNG LEÂ LÔÏI", "ĐƯỜNG LÊ LỢI"),
            ("Ñaø Naüng", "Đà Nẵng"),
            ("QÑ-TTg", "QĐ-TTg"),
        ],
    )
    def test_capitals_of_vni(self, stored: str, letters: str) -> None:
        assert converted(stored, VNI_FONT) == letters

    @pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
    def test_foreign_and_unicode_texts_stay(self, font: OldFont) -> None:
        for text in ("Université de Genève", "Thỏa thuận", "München", "plain", "総務省"):
            assert converted(text, font) == text

    def test_a_foreign_name_among_vietnamese_words_stays(self) -> None:
        stored = "Héi th¶o víi §¹i häc Besançon ngµy 5"
        assert converted(stored, TCVN3_FONT) == "Hội thảo với Đại học Besançon ngày 5"

    @given(st.text(alphabet=sorted(TO_TCVN3), max_size=30))
    def test_every_letter_of_tcvn3_comes_back(self, letters: str) -> None:
        stored = "".join(TO_TCVN3[letter] for letter in letters)
        assert TCVN3_FONT.word(stored) == letters

    @given(st.text(alphabet=sorted(TO_VNI), max_size=30))
    def test_every_letter_of_vni_comes_back(self, letters: str) -> None:
        stored = "".join(TO_VNI[letter] for letter in letters)
        assert VNI_FONT.word(stored) == letters

    def test_both_tables_have_every_small_letter(self) -> None:
        small = set("àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ")
        assert small <= set(TCVN3.values())
        assert {*small, *(letter.upper() for letter in small)} <= set(VNI.values())


class TestBook:
    @pytest.mark.parametrize("place", [1, 2], ids=["TCVN3", "VNI"])
    def test_texts_are_converted_and_it_is_told(self, place: int) -> None:
        book = opened(xlsx_of(*([pair[place], 2003] for pair in PAIRS)))
        assert [remark.code for remark in book.remarks] == ["old_font"]
        assert book.sheets[0].rows[5] == {1: "Thanh tra Chính phủ", 2: 2003}

    def test_a_file_that_mixes_both_keeps_what_is_right(self) -> None:
        rows = [[old, "Thỏa thuận có", "có là", "Université"] for old in OLD["TCVN3"]]
        rows += [[f"Hội đồng thẩm định số {n} {word}"] for n, (word, *_) in enumerate(PAIRS)]
        sheet = opened(xlsx_of(*rows)).sheets[0]
        assert sheet.rows[2] == {
            1: "Việt Nam",
            2: "Thỏa thuận có",
            3: "có là",
            4: "Université",
        }

    def test_a_file_in_unicode_has_no_remark(self) -> None:
        rows = [[letters, "Université de Genève"] for letters, *_ in PAIRS]
        book = opened(xlsx_of(*rows))
        assert book.remarks == ()
        assert book.sheets[0].rows[2][1] == "Việt Nam"

    def test_a_text_file_in_an_old_font(self) -> None:
        data = "\r\n".join(f"{n};{text};x" for n, text in enumerate(OLD["TCVN3"])).encode("cp1252")
        book = opened(data, "đoàn.csv")
        assert "old_font" in {remark.code for remark in book.remarks}
        assert book.sheets[0].rows[9][2] == "đoàn đại biểu"


class TestSyllables:
    @pytest.mark.parametrize(
        "words",
        [
            "Cộng hòa hoà xã nghĩa Việt quốc quý quyết",
            "giếng gì giữ giặt yêu ý uỷ ủy",
            "khuya khuỷu nghiêng thuở rượu hươu boong xoong quýt huých quạnh",
        ],
    )
    def test_are_known(self, words: str) -> None:
        for word in words.split():
            assert is_syllable(word), word
            assert is_syllable(normalize("NFD", word)), word

    @pytest.mark.parametrize(
        "word", ["Céng", "héi", "Université", "für", "kà", "cế", "ngề", "một2", "tat", "hòá", ""]
    )
    def test_are_told_from_others(self, word: str) -> None:
        assert not is_syllable(word)


def test_the_table_is_that_of_the_system() -> None:
    """Compare with the C library, where it knows the standard."""
    try:
        done = subprocess.run(
            ["iconv", "-f", "TCVN", "-t", "UTF-8"],
            input="\n".join(TCVN3).encode("latin-1"),
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine has no iconv that knows TCVN")
    assert normalize("NFC", done.stdout.decode()).split("\n") == list(TCVN3.values())
