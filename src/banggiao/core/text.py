"""Text as people type it: cleaning, checking, and the keys that search and order go by.

SQLite can neither fold nor order Vietnamese, and PostgreSQL does both by the machine's collation.
So the keys are computed here, in this one place, and stored (DESIGN section 4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, decimal, normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

# The five tone marks, in the order of Vietnamese dictionaries.
GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
BREVE, CIRCUMFLEX, HORN = "\u0306", "\u0302", "\u031b"
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = frozenset("aeiouy")

# VNI, the typing method known by every office: what is written into tokens is what one would type.
VNI_TONE = {ACUTE: "1", GRAVE: "2", HOOK: "3", TILDE: "4", DOT: "5"}
VNI_LETTER = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}

# Latin letters that Unicode does not take apart. Eth is often typed where đ is meant.
UNDECOMPOSED = {"ð": "d", "ɖ": "d", "đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe"}
UNDECOMPOSED |= {"þ": "th", "\u0131": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
LIKE_D_STROKE = frozenset("đðɖ")

STRIPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]+"
)
"""Marks that a search ignores. Vowel signs of Thai, Khmer, Indic scripts are letters, so not here;
voicing marks of kana stand here only for those that have no composed form."""

SPACED = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3038-\u303c\u3041-\u3098\u309b-\u30ff\u3105-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Han, kana, hangul, bopomofo: written without spaces, so each character is a word of its own."""

_NUL = re.compile("\x00")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BROKEN = re.compile("[\ud800-\udfff\ufffd-\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# A joiner changes how Persian, Sinhala or Hindi is written ("Sri Lanka" has one in its own
# script), so it stays within words of those scripts and goes everywhere else.
_JOINED = "[\u0600-\u10ff\u1780-\u1cff]"
_JOINER = re.compile(f"(?<!{_JOINED})[\u200c\u200d]+|[\u200c\u200d]+(?!{_JOINED})")


def normalise(text: str) -> str:
    r"""Give the text as it is stored: NFC, trimmed, without characters nobody can see.

    Odd spaces become a space, every kind of line break becomes ``\n``; breaks, tabs and repeated
    spaces stay. Never fails.
    """
    if text.isascii() and "\r" not in text and "\x0b" not in text and "\x0c" not in text:
        return text.strip()
    text = _SPACES.sub(" ", _UNSEEN.sub("", _BREAKS.sub("\n", text)))
    return normalize("NFC", _JOINER.sub("", normalize("NFC", text))).strip()


def check_text(value: str) -> None:
    """Refuse text that a database, a Word file or a spreadsheet cannot keep (a validator).

    Raises `ValidationError` with code ``text_nul``, ``text_control`` or ``text_broken``. Beside
    the control characters of ASCII, those of Latin-1 are refused: they come from a wrong decoding.
    """
    if _NUL.search(value):
        raise ValidationError(
            _("Type this text again: it holds an empty character that cannot be stored."),
            code="text_nul",
        )
    if _CONTROL.search(value):
        raise ValidationError(
            _("Remove the control characters from this text, or type it again."),
            code="text_control",
        )
    if _BROKEN.search(value):
        raise ValidationError(
            _("Type this text again: some of its characters were lost on the way here."),
            code="text_broken",
        )


class _Table(dict[int, str]):
    """A table for `str.translate` that works out each character when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        self.work_out = work_out

    def __missing__(self, code: int) -> str:
        self[code] = found = self.work_out(chr(code))
        return found


def _plain(char: str) -> str:
    """Fold one character: letters and digits without marks, nothing, or a space."""
    kind = category(char)
    if kind == "Cf" or STRIPPED.fullmatch(char):
        return ""
    if kind == "Nd":
        return str(decimal(char))
    if kind[0] not in "LNM":
        return " "
    before, text = "", char
    while text != before:  # some characters need two rounds, such as U+1E9E
        before = text
        text = STRIPPED.sub("", normalize("NFKD", normalize("NFKC", text).casefold()))
        text = "".join(UNDECOMPOSED.get(c, c) for c in text)
    if SPACED.fullmatch(normalize("NFC", char)):
        # Not taken apart: voicing marks of kana and letters of hangul carry the meaning.
        text = normalize("NFKC", char)
    return SPACED.sub(r" \g<0> ", normalize("NFC", text))


def _letter(char: str) -> tuple[str, str, str]:
    """Take a Latin character apart: ASCII letters, its letter of the alphabet, other marks.

    đêm: ("d", "đ", ""), ("e", "ê", ""); ệ: ("e", "ê", DOT). All empty for anything else.
    """
    plain = _plain(char)
    if not (plain.isascii() and plain.isalpha()) or category(char)[0] not in "LN":
        return "", "", ""
    parts = normalize("NFKD", char.casefold())
    base, marks = parts[0], parts[1:]
    if base in LIKE_D_STROKE:
        return plain, "đ", marks
    for mark in (BREVE, CIRCUMFLEX, HORN):
        composed = normalize("NFC", base + mark)
        if mark in marks and composed in ALPHABET:
            return plain, composed, marks.replace(mark, "", 1)
    return plain, plain, marks if plain == base else ""


# Inside a word a tone is held by a private character, until it moves to the end of the word.
_HELD = {tone: chr(0xE000 + i) for i, tone in enumerate(VNI_TONE)}
_RELEASE = {ord(held): VNI_TONE[tone] for tone, held in _HELD.items()}
_DROP = dict.fromkeys(_RELEASE)
_HAS_TONE = re.compile("[" + "".join(_HELD.values()) + "]")
_TONED_WORD = re.compile(r"\S*[" + "".join(_HELD.values()) + r"]\S*")


def _toned(char: str) -> str:
    plain, letter, marks = _letter(char)
    if not plain:
        return _plain(char)
    tones = "".join(_HELD.get(m, "") for m in marks) if plain in VOWELS else ""
    return VNI_LETTER.get(letter, plain) + tones


_PLAIN = _Table(_plain)
_TONED = _Table(_toned)


def fold(text: str) -> str:
    """Give the words of a text without case, diacritics and punctuation, one space between them.

    ``Đối tác`` gives ``doi tac``, ``総務省`` gives ``総 務 省``. Folding twice changes nothing.
    """
    return _fold(normalize("NFKC", text))


def _fold(composed: str) -> str:
    words = " ".join(composed.translate(_PLAIN).split())
    return words if words.isascii() else normalize("NFC", words)


def fold_toned(text: str) -> str:
    """Fold, but keep what Vietnamese distinguishes, written as in VNI with the tone at the end.

    ``Đối tác`` gives ``d9o6i1 tac1``. Where the tone stands in a syllable does not matter: hòa and
    hoà both give ``hoa2``. Each word is one token for SQLite's unicode61 and PostgreSQL's simple.
    """
    return _fold_toned(normalize("NFKC", text))


def _fold_toned(composed: str) -> str:
    words = " ".join(composed.translate(_TONED).split())
    if words.isascii():
        return words
    return normalize("NFC", _TONED_WORD.sub(_move_tone, words))


def _move_tone(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_DROP) + "".join(_HAS_TONE.findall(word)).translate(_RELEASE)


def search_key(*texts: str) -> str:
    """Give everything one record can be found by: a line for each different spelling.

    Every text stands in it folded and folded with tones; empty texts and repeats are left out.
    """
    lines: dict[str, None] = {}
    for text in texts:
        if text:
            composed = normalize("NFKC", text)
            lines[_fold(composed)] = None
            if not composed.isascii():  # otherwise both forms are the same
                lines[_fold_toned(composed)] = None
    lines.pop("", None)
    return "\n".join(lines)


# Codes of the order. No code begins another one, so keys compare unit by unit.
_END, _SPACE = "00", "02"
_PRIMARY = {digit: f"{0x10 + i:02x}" for i, digit in enumerate("0123456789")}
_PRIMARY |= {letter: f"{0x20 + i:02x}" for i, letter in enumerate(ALPHABET)}
# Marks wait as letters that are no hexadecimal digits, then fall into the second part of the key.
_WAITING = dict(zip((GRAVE, HOOK, TILDE, ACUTE, DOT), "uvwxy", strict=True))
_TO_FIRST = str.maketrans({" ": _SPACE} | dict.fromkeys("uvwxyz", ""))
_TO_SECOND = str.maketrans(
    dict.fromkeys("0123456789abcdef", "")
    | {" ": "0", "u": "1", "v": "2", "w": "3", "x": "4", "y": "5", "z": "6"}
)


def _order(char: str) -> str:
    plain, letter, marks = _letter(char)
    if plain:
        code = _PRIMARY.get(letter) or "".join(_PRIMARY[c] for c in plain)
        return code + "".join(_WAITING.get(m, "z") for m in marks)
    plain = _plain(char).strip()
    if not plain:
        return _plain(char)
    if plain.isascii():
        return "".join(_PRIMARY.get(c, " ") for c in plain)
    return "".join(f"e{ord(c):04x}" if c <= "\uffff" else f"f{ord(c):06x}" for c in char.casefold())


_ORDER = _Table(_order)


def sort_key(text: str, limit: int = 400) -> str:
    """Give the text's place in the order of the Vietnamese alphabet, as digits 0-9 and a-f.

    Words go first by their letters (a ă â b c d đ ...), then by their tones (none, huyền, hỏi,
    ngã, sắc, nặng); digits stand before letters, other scripts after them by code point; case and
    punctuation do not count. Any collation orders the keys alike. Cut at ``limit``.
    """
    units = normalize("NFKC", text).translate(_ORDER)
    words = " ".join(units.split())
    second = words.translate(_TO_SECOND).rstrip("0")
    first = words.translate(_TO_FIRST)
    return f"{first}{_END}{second}"[:limit] if first else ""
