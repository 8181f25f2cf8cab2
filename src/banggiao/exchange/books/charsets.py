"""In which encoding a text file was written: what .csv files never say.

Programs in general guess by how often letters occur. A table is short and full of names, so here
each decoding is asked whether words of our languages come out of it.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from unicodedata import normalize

from charset_normalizer import from_bytes

from banggiao.exchange.books.old_fonts import share_of_old_words
from banggiao.exchange.books.syllables import is_syllable

_SAMPLE = 64 * 1024  # bytes of lines that are not plain ASCII
_GOOD = 0.75
_POOR = 0.3
_MARGIN = 0.25
_ENOUGH_TO_GUESS = 20  # bytes beyond ASCII; with fewer, frequencies say nothing


class Decoded(NamedTuple):
    """A text, its encoding by Python's name, and whether no other one was likely."""

    text: str
    encoding: str
    is_sure: bool


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> Decoded:
    """Read bytes as text. Never fails: what fits nothing comes as Western, and unsure."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if b"\x00" in data:
        wide = _without_mark(data)
        if wide:
            return wide
    if b"\x1b$" in data and data.isascii():
        return Decoded(data.decode("iso2022_jp", errors="replace"), "iso2022_jp", is_sure=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", is_sure=True)
    except UnicodeDecodeError:
        pass
    return _almost_utf8(data) or _by_words(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, is_sure="\ufffd" not in text)


def _without_mark(data: bytes) -> Decoded | None:
    """Read UTF-16 that does not say so: signs of every table have a zero for one of their bytes."""
    sample = data[: 2 * _SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) * 50 < len(sample) or min(odd, even) * 10 > max(odd, even):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        return Decoded(data.decode(encoding), encoding, is_sure=True)
    except UnicodeDecodeError:
        return None


def _almost_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 that was cut off or has a few wrong bytes among many right ones."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text) - wrong
    return Decoded(text, "utf-8", is_sure=False) if right > 20 * wrong else None


def _by_words(data: bytes) -> Decoded:
    sample = _sample(data)
    scores = sorted(((_score(sample, encoding), encoding) for encoding in _JUDGES), reverse=True)
    (best, encoding), (second, _) = scores[:2]
    is_sure = best >= _GOOD and best - second >= _MARGIN
    if best < _POOR:
        encoding = _by_letters(sample)
    text = _decode(data, encoding)
    return Decoded(text, encoding, is_sure=is_sure and "\ufffd" not in text)


def _by_letters(sample: bytes) -> str:
    """Guess by how often letters occur, for languages that are not ours."""
    odd = sum(byte > 0x7F for byte in sample)
    guess = from_bytes(sample).best() if odd >= _ENOUGH_TO_GUESS else None
    return guess.encoding if guess else "cp1252"


def _sample(data: bytes) -> bytes:
    """Give the first lines that are not plain ASCII, whole ones, so that no character is cut."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if line.isascii():
            continue
        lines.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


def _decode(data: bytes, encoding: str) -> str:
    if encoding == "cp1252":  # five of its places are empty, and files use them all the same
        return "".join(_WESTERN[byte] for byte in data)
    return data.decode(encoding, errors="replace")


_WESTERN = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]


def _score(sample: bytes, encoding: str) -> float:
    """Tell how well an encoding fits: 0 not at all, 1 in every word."""
    try:
        text = sample.decode(encoding) if encoding != "cp1252" else _decode(sample, encoding)
    except UnicodeDecodeError:
        return 0.0
    return _JUDGES[encoding](text)


_WIDE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff60]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_GLUED = re.compile(r"[a-z][\u4e00-\u9fff\uff61-\uff9f]|[\u4e00-\u9fff\uff61-\uff9f][a-z]")
_ODD = re.compile(r"[^\x00-\x7f]")
_ENOUGH_TO_ASK_FOR_KANA = 40


def _japanese(text: str) -> float:
    """Judge by kana and kanji; narrow kana and kanji inside Western words speak against it."""
    odd, wide = len(_ODD.findall(text)), len(_WIDE.findall(text))
    score = (wide - 2 * len(_GLUED.findall(text))) / odd if odd else 0.0
    if wide > _ENOUGH_TO_ASK_FOR_KANA and len(_KANA.findall(text)) * 20 < wide:
        score *= 0.3  # as likely Chinese or Korean
    return max(score, 0.0)


_LETTERS = re.compile(r"[^\W\d_]+")


def _vietnamese(text: str) -> float:
    """Judge by the share of words with marks that are Vietnamese syllables; a letter is no word."""
    found = _LETTERS.findall(normalize("NFC", text))
    words = [word for word in found if len(word) > 1 and not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


_IN_A_WORD = re.compile(r"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[A-Za-z])")
_LETTER = re.compile(r"[^\x00-\x7f\u2010-\u2026\xa0]")


def _western(text: str) -> float:
    """Judge by Vietnamese words, in old fonts or what is left of them in a Western encoding.

    Marked letters inside words of other languages are half as good a proof.
    """
    letters = len(_LETTER.findall(text))
    inside = len(_IN_A_WORD.findall(text)) / letters if letters else 0.0
    return max(share_of_old_words(text), 0.9 * _vietnamese(text), 0.5 * inside)


_JUDGES = {
    "cp932": _japanese,
    "euc_jp": _japanese,
    "cp1258": _vietnamese,
    "cp1252": _western,
}
