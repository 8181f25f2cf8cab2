"""What every reader does first: the cell as text, and whether it says anything at all."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from banggiao.core.text import fold, fold_toned, normalise
from banggiao.exchange.books.book import Broken

if TYPE_CHECKING:
    from banggiao.exchange.books.book import Value

LONGEST = 32_767
"""What a spreadsheet lets a cell hold. Longer text, which only a .csv may have, is not read."""

TOO_LONG = "too_long"
FORMULA_ERROR = "formula_error"
NOT_KNOWN = "not_known"
MORE_WORDS = "more_words"

_LATIN_MARKS = re.compile("[\u0300-\u036f]+")  # kana need theirs
_SHORT = 300
_MOST_MARKS = 4
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#spill!"})
_MARKS = frozenset("-–—−~…._/\\*?xX'’ ")
_WORDS = (
    *("đang chờ", "chờ", "chờ xác nhận", "chờ thông báo", "sẽ thông báo sau", "thông báo sau"),
    *("chưa xác định", "chưa rõ", "chưa có", "chưa biết", "chưa ấn định", "chưa thống nhất"),
    *("chưa cập nhật", "chưa có thông tin", "không rõ", "không biết", "không có thông tin"),
    *("chưa quyết định", "chưa chốt", "chưa công bố", "đang xác nhận", "đang trao đổi"),
    *("tbd", "tbc", "tba", "n/a", "na", "n.a.", "to be determined", "to be confirmed"),
    *("to be announced", "unknown", "not known", "pending", "not available", "not yet known"),
    *("không rõ ngày", "không rõ năm", "date not known", "year unknown", "日付不明", "年不明"),
    *("未定", "不明", "未確定", "調整中", "検討中", "確認中", "未詳"),
)
NOTHING_KNOWN = frozenset(fold_toned(word) for word in _WORDS)
_NOT_YET = fold_toned("chưa") + " "
_PLAIN_NOTHING_KNOWN = frozenset(fold(word) for word in _WORDS)


def text_of(value: Value) -> str:
    r"""Give the cell as text: composed, on trimmed lines, with ``\n`` between them.

    Full-width digits and letters become plain ones. Never fails, and takes time as the text is
    long, whatever stands in it.
    """
    if isinstance(value, str):
        return _clean(value) if len(value) <= _SHORT else _cleaned(value[: LONGEST + 1])
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return str(value)


def line_of(value: Value) -> str:
    """Give the cell as text on one line."""
    text = text_of(value)
    return text.replace("\n", " ") if "\n" in text else text


def bare(text: str) -> str:
    """Give a line in lower case without marks on Latin letters; punctuation stays."""
    if text.isascii():
        return text.lower()
    apart = normalize("NFKD", text.casefold())
    return normalize("NFKC", _LATIN_MARKS.sub("", apart).replace("đ", "d"))


def failure_of(value: Value) -> str:
    """Give the problem that keeps every reader from reading the cell; mostly there is none."""
    if isinstance(value, Broken):
        return FORMULA_ERROR
    if isinstance(value, str):
        if len(value) > LONGEST:
            return TOO_LONG
        if value[:1] == "#" and value.strip().lower() in _ERRORS:
            return FORMULA_ERROR
    return ""


def is_blank(text: str) -> bool:
    """Tell whether a text is empty or only a mark that stands for nothing: a dash, dots, a cross.

    A cross counts alone: "xx" may be an abbreviation.
    """
    if len(text) > 20:  # a drawn line is no value either, but nobody draws one into a cell
        return not text.strip("-–—_…. ")
    return all(char in _MARKS for char in text) and text.lower().count("x") <= 1


def is_not_known(text: str) -> bool:
    """Tell whether a text says in words that the value is not known (yet)."""
    if len(text) > 60:
        return False
    words = text.strip("() .…")
    key = fold_toned(words)
    if key in NOTHING_KNOWN or (words.isascii() and key in _PLAIN_NOTHING_KNOWN):
        return True
    return key.startswith(_NOT_YET) and not any(char.isdigit() for char in words)


@lru_cache(maxsize=16384)
def _clean(text: str) -> str:
    return _cleaned(text)


def _cleaned(text: str) -> str:
    if not text.isascii():
        if len(text) > _SHORT:
            text = _without_piles(text)
        text = text.translate(_HALF_WIDTH)
    text = normalise(text)
    if "\n" not in text and "\t" not in text and "  " not in text:
        return text
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_piles(text: str) -> str:
    """Leave out marks piled upon a letter: composing them takes the square of their number."""
    kept, pile = [], 0
    for char in text:
        pile = pile + 1 if combining(char) else 0
        if pile <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)
