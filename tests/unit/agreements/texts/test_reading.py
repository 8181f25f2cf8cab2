"""Files and pasted words: what is read, and what is refused with one sentence."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.agreements.texts import reading, word
from banggiao.agreements.texts.reading import read_file, read_pasted
from banggiao.core.errors import Refused
from tests.unit.agreements.texts.wordfiles import paper, replaced, run, saved

TEXT = "Điều 1. Kinh phí\nMỗi Bên tự chi trả."
WORD = saved(paper("Điều 1. Kinh phí", "Mỗi Bên tự chi trả."))


def code_of(content):
    with pytest.raises(Refused) as refused:
        read_file(content)
    sentence = str(refused.value.message)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return refused.value.code


@pytest.mark.parametrize(
    "content",
    [
        *(TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), WORD),
        *(b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT.replace("\n", "\r\n").encode()),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "word", "utf-16 big end first", "windows breaks"],
)
def test_the_same_text_comes_out_of_every_kind_of_file(content):
    assert read_file(content).text == TEXT


def test_decomposed_letters_come_out_composed():
    decomposed = "Ðie\u0302\u0300u 1. A\u0323".replace("Ð", "Đ")
    assert read_pasted(decomposed).text == "Điều 1. Ạ"


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "text_empty"),
        (b" \n\t ", "text_empty"),
        (saved(paper()), "text_empty"),
        (b"%PDF-1.7 ...", "text_pdf"),
        (b"{\\rtf1 Article 1}", "text_no_word_file"),
        (b"\x89PNG\r\n\x1a\n", "text_only_pictures"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "text_old_word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "text_locked",
        ),
        (zipped(xl__workbook=b"x"), "text_no_word_file"),
        (zipped(word__document=b"x"), "text_file_damaged"),
        (WORD[:-400], "text_file_damaged"),
        (replaced(WORD, "word/document.xml", b"<w:document"), "text_file_damaged"),
        ("Điều 1".encode("utf-16-le"), "text_encoding"),
        ("Điều 1".encode("cp1258", "replace") + b"\xff", "text_encoding"),
        (b"a\x00b", "text_nul"),
        (b"a\x07b", "text_control"),
        ("a\ufffdb".encode(), "text_broken"),
    ],
)
def test_what_cannot_be_read_is_refused(content, code):
    assert code_of(content) == code


def test_a_scan_in_a_word_file_is_refused():
    assert code_of(saved(paper("<w:r><w:pict/></w:r>"))) == "text_only_pictures"


def test_a_picture_beside_text_is_named():
    found = read_file(saved(paper(run("Điều 1.") + "<w:r><w:pict/></w:r>"))).findings
    assert [one.code for one in found] == ["pictures"]


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    def never(*_args):
        raise AssertionError

    monkeypatch.setattr(word, "_read", never)
    bomb = replaced(WORD, "word/document.xml", b" " * (word.LARGEST_PART + 1))
    assert code_of(bomb) == "text_too_large"
    monkeypatch.setattr(word, "MOST_PARTS", 3)
    assert code_of(WORD) == "text_too_large"


def test_entities_that_multiply_are_not_expanded():
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        xml = archive.read("word/document.xml")
    head, body = xml.split(b"?>", 1)
    bad = replaced(WORD, "word/document.xml", head + b"?>" + laughs + body.replace(b"Kinh", b"&b;"))
    assert "aaaa" not in read_file(bad).text


def test_a_text_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_TEXT", 20)
    assert code_of(TEXT.encode()) == "text_too_large"
    assert code_of(WORD) == "text_too_large"
    monkeypatch.setattr(reading, "LARGEST_FILE", 3)
    assert code_of(b"abcd") == "text_too_large"


def test_a_file_nested_without_end_is_refused():
    deep = b"<w:sdt><w:sdtContent>" * 400
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        xml = archive.read("word/document.xml")
    bad = xml.replace(b"<w:body>", b"<w:body>" + deep, 1)
    bad = bad.replace(b"</w:body>", b"</w:sdtContent></w:sdt>" * 400 + b"</w:body>", 1)
    assert code_of(replaced(WORD, "word/document.xml", bad)) == "text_file_damaged"


@given(st.binary(max_size=300), st.integers(0, len(WORD)))
def test_any_bytes_are_read_or_refused(noise, at):
    for content in (noise, WORD[:at] + noise + WORD[at + len(noise) :]):
        try:
            found = read_file(content)
        except Refused as refused:
            assert str(refused.message)  # noqa: PT017  # both ends are right
        else:
            assert found.lines
