"""Encodings: what was written in one comes back in its own letters, and doubt is told."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from banggiao.exchange.books.charsets import decoded
from tests.factories.books import opened

VIETNAMESE = (
    "TT;Nội dung;Nước đến\n"
    "1;Đoàn của Thanh tra Chính phủ sang dự hội nghị về phòng, chống tham nhũng;Nhật Bản\n"
    "2;Làm việc với Đại sứ quán và ký kết thỏa thuận hợp tác;Cộng hòa Dân chủ Nhân dân Lào\n"
)
JAPANESE = (
    "番号,件名,国\n"
    "1,行政評価局と監査院の意見交換会,ベトナム\n"
    "2,オンブズマン制度に関するセミナーの開催,日本\n"
)
KANJI_ONLY = "番号,国\n1,日本\n2,越南\n"
FRENCH = (
    "N°;Objet;Pays\n1;Réunion à l’Élysée, hôtel privé;Sénégal\n"
    "2;Visite de l’École française d’été;Côte d’Ivoire\n"
)
GERMAN = "Nr;Zweck;Land\n1;Gespräch über Rechnungsprüfung in München;Österreich\n"
CHINESE = (
    "编号,项目,国家\n1,中华人民共和国审计署代表团访问,中国\n2,双边会谈与签署合作协议,越南\n" * 4
)


def as_cp1258(text: str) -> bytes:
    """Write Vietnamese as Windows does: the tone stands behind its letter."""
    out = bytearray()
    for char in text:
        apart = normalize("NFD", char)
        for form in (char, normalize("NFC", apart[:-1]) + apart[-1], apart[0] + apart[1:]):
            try:
                out += form.encode("cp1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            # Letters with two marks, such as ộ: the letter with its own mark, then the tone.
            tones = [mark for mark in apart[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = normalize("NFC", "".join(c for c in apart if c not in tones))
            out += (base + tones[0]).encode("cp1258")
    return bytes(out)


class TestEveryEncoding:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            (text, encoding)
            for text in (VIETNAMESE, JAPANESE, FRENCH, GERMAN, CHINESE)
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
        ]
        + [
            (JAPANESE, "cp932"),
            (JAPANESE, "shift_jis"),
            (JAPANESE, "euc_jp"),
            (JAPANESE, "iso2022_jp"),
            (KANJI_ONLY, "cp932"),
            (KANJI_ONLY, "euc_jp"),
        ],
        ids=lambda value: value if len(value) < 12 else normalize("NFKD", value)[:12],
    )
    def test_is_told_for_sure(self, text: str, encoding: str) -> None:
        found = decoded(text.encode(encoding))
        assert found.text.removeprefix("\ufeff") == text
        assert found.is_sure

    def test_vietnamese_of_windows(self) -> None:
        found = decoded(as_cp1258(VIETNAMESE))
        assert found.encoding == "cp1258"
        assert normalize("NFC", found.text) == VIETNAMESE
        assert found.is_sure

    @pytest.mark.parametrize("text", [FRENCH, GERMAN], ids=["french", "german"])
    def test_western_text_is_read_and_doubted(self, text: str) -> None:
        found = decoded(text.encode("cp1252"))
        assert found.text == text
        assert not found.is_sure

    def test_chinese_is_not_read_as_japanese(self) -> None:
        found = decoded(CHINESE.encode("gb18030"))
        assert found.text == CHINESE
        assert not found.is_sure

    def test_one_vietnamese_word_is_enough_for_the_right_letters(self) -> None:
        assert decoded("dòng,số\n1,2\n".replace("ố", "o").encode("cp1252")).text.startswith("dòng")

    def test_plain_letters_are_sure(self) -> None:
        assert decoded(b"a,b\n1,2\n") == ("a,b\n1,2\n", "utf-8", True)


class TestDamage:
    def test_utf8_that_was_cut_off_in_a_letter(self) -> None:
        data = VIETNAMESE.encode()
        end = data.rindex("à".encode()) + 1
        found = decoded(data[:end])
        assert found.text == data[: end - 1].decode() + "\ufffd"
        assert (found.encoding, found.is_sure) == ("utf-8", False)

    def test_any_bytes_give_some_text(self) -> None:
        assert decoded(bytes(range(1, 256))).text
        assert decoded(b"\xff").text == "ÿ"
        assert decoded(b"\xff\xfe\x00").text


class TestRemark:
    def test_a_guess_is_told(self) -> None:
        book = opened(FRENCH.encode("cp1252"), "liste.csv")
        assert [remark.code for remark in book.remarks] == ["encoding_guessed"]
        assert "cp1252" in book.remarks[0].message
        assert book.sheets[0].rows[2][2] == "Réunion à l’Élysée, hôtel privé"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_what_is_sure_needs_none(self, encoding: str) -> None:
        assert opened(VIETNAMESE.encode(encoding), "x.csv").remarks == ()

    def test_vietnamese_of_windows_comes_with_its_letters_put_together(self) -> None:
        sheet = opened(as_cp1258(VIETNAMESE), "x.csv").sheets[0]
        assert normalize("NFC", str(sheet.rows[3][3])) == "Cộng hòa Dân chủ Nhân dân Lào"
