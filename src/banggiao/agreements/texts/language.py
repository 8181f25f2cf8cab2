"""Which language a text is in: Vietnamese, English, Japanese, or none that can be told."""

from __future__ import annotations

import re

UNKNOWN = "und"
SAMPLE = 100_000
"""Characters from which the language of a text is told."""

ENOUGH = 40
"""Letters below which a single clause says nothing about its language."""

_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|shall|will|for|on|this|article|between|parties|participants|chapter|"
    r"section|annex|part)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Give "vi", "en", "ja" or "und", by script, diacritics and the commonest words.

    Chinese has no kana and gives "und"; so does Vietnamese typed without any diacritics.
    """
    text = text[:SAMPLE]
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    latin = len(_LATIN.findall(text))
    # A kanji says about as much as two or three letters.
    if (kana + han) * 2 > latin:
        return "ja" if kana * 20 > han else UNKNOWN
    if len(_VIETNAMESE.findall(text)) * 14 > latin > 0:
        return "vi"
    words = len(_WORD.findall(text))
    return "en" if words and len(_ENGLISH.findall(text)) * 8 > words else UNKNOWN


def letters_in(text: str) -> int:
    """Count letters, a sign of Chinese or Japanese as three."""
    return len(_LATIN.findall(text)) + 3 * (len(_KANA.findall(text)) + len(_HAN.findall(text)))
