"""Takes apart one piece of a cell: who is named there, and with what title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from banggiao.core.text import fold
from banggiao.exchange.values.people_names import find, find_in_small_letters, skip_salutations
from banggiao.exchange.values.people_words import (
    honorifics,
    is_label,
    is_name_word,
    is_spaced,
    japanese,
    title_at,
)

MOST_WORDS = 40
LONGEST_PIECE = 400
MOST_CUTS = 4
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|(?<=[\w.])\s?-\s+|\s+-(?=\w)|\s*:\s+|\s*=\s*")
_TIGHT = re.compile(r"(?<=[\w.])[-:](?=[^\W\d])")
_ABOUT_PERSON = re.compile(r"(?:nam|nu|m|f|male|female|vang|ky|da ky|男|女|\d+)", re.IGNORECASE)
_LED_BY = re.compile(
    r"^(?:đoàn\s+)?do\s+(.+?)\s+(?:làm\s+trưởng\s+đoàn|dẫn\s+đầu|là\s+trưởng\s+đoàn|chủ\s+trì)$",
    re.IGNORECASE,
)
_EDGE = " ,;:-–—•*.\t"


@dataclass(slots=True)
class Said:
    """What a piece says: a person, only a title, or other words (`rest`).

    ``is_sure`` says that the name is surely one: by its family name or a word of courtesy;
    ``is_guess``, that only its place behind a title and a body speaks for it.
    """

    name: str = ""
    title: str = ""
    salutation: str = ""
    native: str = ""
    rest: str = ""
    is_sure: bool = False
    is_guess: bool = False
    has_more: bool = False
    others: list[Said] = field(default_factory=list)


def said_in(text: str, depth: int = 0) -> Said:
    """Take apart a piece without commas. Others who stand in it too are in ``others``.

    ``depth`` is how often it was cut already: no piece is cut without end.
    """
    text = text.strip(" ,;\t")
    if len(text) > LONGEST_PIECE:
        return Said(rest=text)
    if depth > MOST_CUTS:
        return _of_words(text)
    if text[:1] in "ĐđDd" and (led := _LED_BY.match(text)):
        text = led[1]
    if parts := _bracketed(text):
        return _with_brackets(text, parts, depth + 1)
    for cut in list(_DASH.finditer(text))[:4]:
        if said := _on_both_sides(text[: cut.start()], text[cut.end() :], depth + 1):
            return said
    for cut in list(_TIGHT.finditer(text))[:4]:
        if said := _tightly(text[: cut.start()], text[cut.end() :]):
            return said
    return _of_words(text)


def _tightly(left: str, right: str) -> Said | None:
    """Read a name and a title with a bare hyphen between: both must be sure, as names have it."""
    first, second = _of_words(left), _of_words(right)
    if not first.is_sure or first.title or second.name or not second.title:
        return None
    first.title = second.title
    return first


def _bracketed(text: str) -> tuple[str, str, str] | None:
    """Give what stands before, inside and after the first brackets, others inside them included."""
    begin = text.find("(")
    depth = 0
    for at in range(max(begin, 0), len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            after = text[at + 1 :].strip(_EDGE)
            return (text[:begin].strip(" ,"), text[begin + 1 : at].strip(), after) if at else None
    return None


def _with_brackets(text: str, parts: tuple[str, str, str], depth: int) -> Said:
    """Read what stands in brackets after a name: a title, the name in its own script, a remark."""
    before, inside, after = parts
    if not before:
        alone = _of_words(inside)
        return _joined(alone, after, depth) if after else alone
    head = said_in(before, depth)
    if not head.name:
        return _of_words(text)
    within = _of_words(inside)
    if head.title and before.endswith(head.title):
        space = " " if f"{before} (" in text else ""
        head.title = f"{head.title}{space}({inside})"
    elif is_spaced(inside) != is_spaced(head.name) and within.name and not within.title:
        if is_spaced(inside):
            head.native = within.name
        else:
            head.native, head.name = head.name, within.name
    elif _ABOUT_PERSON.fullmatch(fold(inside)):
        head.has_more = True
    elif inside:
        head.title = _both(head.title, inside)
    return _joined(head, after, depth) if after else head


def _joined(head: Said, after: str, depth: int) -> Said:
    """Add what stands behind: a title of the same person, or somebody else."""
    tail = said_in(after, depth)
    if tail.name:
        head.others.append(tail)
    else:
        head.title = _both(head.title, tail.title or tail.rest)
    return head


def _on_both_sides(left: str, right: str, depth: int) -> Said | None:
    """Read a name and a title with a dash or colon between them, in either order."""
    if not left.strip() or not right.strip():
        return None
    if is_label(left):
        return said_in(right, depth)
    first = _of_words(left)
    if first.name:
        return _name_first(first, right, depth)
    second = said_in(right, depth) if first.title else Said()
    # A body's name has dashes too; what follows one of those does not begin with a person.
    if not second.name or not right.strip(_EDGE).startswith(second.salutation or second.name):
        return None
    second.title = _both(first.title, second.title)
    return second


def _name_first(first: Said, right: str, depth: int) -> Said | None:
    if first.title:
        second = _of_words(right)
        first.title = _both(first.title, second.title)
        return first if second.title and not second.name else None
    second = said_in(right, depth)
    if second.name and (second.is_sure or not first.is_sure):
        first.others.append(second)
    else:
        first.title = second.title if second.title and not second.name else right.strip(_EDGE)
    return first


def _both(first: str, second: str) -> str:
    return ", ".join(filter(None, (first, second)))


def _of_words(text: str) -> Said:
    return replace(_words_said(text), others=[])  # what is remembered stays as it is


@lru_cache(maxsize=8192)
def _words_said(text: str) -> Said:
    text = text.strip(_EDGE.replace(".", ""))
    words = text.split()
    if not words or len(words) > MOST_WORDS:
        return Said(rest=text)
    if is_spaced(text):
        return _spaced(words, text)
    found = find_in_small_letters(words) if text.islower() else find(words)
    if found is None:
        start, _greeting = skip_salutations(words, 0)
        is_title = start < len(words) and bool(title_at(words, start))
        return Said(title=_tidy(text)) if is_title else Said(rest=_tidy(text))
    begin, end = found.title
    title = _both(_tidy(" ".join(words[begin:end])), _tidy(" ".join(words[found.end :])))
    name = _name(" ".join(words[found.start : found.end]))
    salutation = found.salutation.strip(" ,:")
    return Said(name, title, salutation, is_sure=found.is_sure, is_guess=found.is_guess)


def _spaced(words: list[str], text: str) -> Said:
    """Take apart Japanese and Chinese: a title ends with a word we know, 山田太郎 総務大臣."""
    name: list[str] = []
    title: list[str] = []
    salutation = ""
    for whole in words:
        honorific = next((e for e in honorifics() if whole.endswith(e)), "")
        word = whole.removesuffix(honorific)
        salutation = honorific or salutation
        if not word:
            continue
        is_name = not word.endswith(japanese("titles")) and not word.endswith(japanese("bodies"))
        (name if is_name and is_name_word(word) else title).append(word)
    if not name:
        return Said(title=" ".join(title)) if title else Said(rest=text)
    latin = [word for word in name if not is_spaced(word)]
    native = ""
    if latin and len(latin) < len(name):
        native = " ".join(word for word in name if is_spaced(word))
        name = latin
    return Said(" ".join(name), " ".join(title), salutation, native, is_sure=bool(salutation))


def _tidy(text: str) -> str:
    tidy = text.strip(" ,;:-–—•*\t")
    return tidy.removesuffix(".") if tidy.count(".") == 1 else tidy


def _name(text: str) -> str:
    name = text.strip(" ,;:-–—\t")
    ends_with_initial = len(name) > 1 and name[-2:-1].isalpha() and not name[-3:-2].isalnum()
    return name if ends_with_initial else name.rstrip(".")
