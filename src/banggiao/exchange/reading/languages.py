"""Says in which language a name is, where no column says it."""

from __future__ import annotations

import re

from banggiao.core.text import SPACED

_VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|for|on|in|to|ministry|department|agency|office|commission|committee|council|"
    r"institute|school|academy|university|centre|center|bureau|authority|court|embassy|board|"
    r"anti|national|state|supreme|inspection|inspectorate|international|association)\b",
    re.IGNORECASE,
)


def language_of(name: str) -> str:
    """Give the field of a name: ``name_ja`` by its script, ``name_en`` by its words, or Vietnamese.

    Japanese is written with Chinese letters and its own; a Vietnamese list gives other scripts a
    column of their own.
    """
    if SPACED.search(name):
        return "name_ja"
    if not _VIETNAMESE.search(name.lower()) and _ENGLISH.search(name):
        return "name_en"
    return "name_vi"
