"""Takes apart one piece of a cell: who is named there, and with what title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from banggiao.core.text import fold
from banggiao.exchange.values.people_words import (
    LONGEST_NAME,
    body_at,
    english_body_at,
    has_vietnamese_marks,
    honorifics,
    is_abbreviation,
    is_label,
    is_name_word,
    is_place,
    is_spaced,
    is_surname,
    japanese,
    opens_body_at,
    salutation_at,
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
_JOINTS = frozenset({"of", "the", "and", "for", "to", "in", "on", "de", "du", "des", "et", "la"})


@dataclass(slots=True)
class Said:
    """What a piece says: a person, only a title, or other words (`rest`).

    ``is_sure`` says that the name is surely one: by its family name or a word of courtesy;
    ``is_guess``, that only its place behind a title and a body speaks for it; ``begins_at`` counts
    the entries of the cell.
    """

    name: str = ""
    title: str = ""
    salutation: str = ""
    native: str = ""
    rest: str = ""
    is_sure: bool = False
    is_guess: bool = False
    has_more: bool = False
    begins_at: int = 0
    others: list[Said] = field(default_factory=list)


class _Found(NamedTuple):
    """Where in a list of words the name stands, and from where to where the title before it."""

    start: int
    end: int
    title: tuple[int, int] = (0, 0)
    salutation: str = ""
    is_sure: bool = False
    is_guess: bool = False


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
    found = _find(words)
    if found is None:
        start, _greeting = _skip_salutations(words, 0)
        is_title = start < len(words) and bool(title_at(words, start))
        return Said(title=_tidy(text)) if is_title else Said(rest=_tidy(text))
    begin, end = found.title
    title = _both(_tidy(" ".join(words[begin:end])), _tidy(" ".join(words[found.end :])))
    name = _name(" ".join(words[found.start : found.end]))
    salutation = found.salutation.strip(" ,")
    return Said(name, title, salutation, is_sure=found.is_sure, is_guess=found.is_guess)


def _find(words: list[str]) -> _Found | None:
    """Find the name: alone, before a title, or behind a title and the body it belongs to."""
    at, greeting = _skip_salutations(words, 0)
    if at >= len(words):
        return None
    titled = title_at(words, at) or _abbreviated_title_at(words, at)
    if titled:
        found = _behind_title(words, at + titled)
        if found is None:
            return None
        salutation = found.salutation or greeting
        return found._replace(title=(at, found.title[1] or found.start), salutation=salutation)
    if greeting:
        end = _end_of_name(words, at)
        return _Found(at, end, (0, 0), greeting, is_sure=True) if end > at else None
    if body_at(words, at) and not is_surname(words, at):
        found = _behind_surname(words, at + 1)
        return found._replace(title=(at, found.start)) if found else None
    return _at_start(words)


def _at_start(words: list[str]) -> _Found | None:
    """Take the words for a name, if nothing follows it or a title does."""
    start = _behind_place(words, 0, 0)
    end = _end_of_name(words, start)
    follows = end < len(words)
    if end == start or (follows and not title_at(words, end) and not _begins_body(words, end)):
        return None
    is_sure = is_surname(words, start) and end - start > 1
    if not is_sure and not _may_be_foreign(words[start:end]):
        return None
    return _Found(start, end, (0, start), is_sure=is_sure)


def _skip_salutations(words: list[str], at: int) -> tuple[int, str]:
    start = at
    while at < len(words) and (count := salutation_at(words, at)):
        at += count
    return at, " ".join(words[start:at])


def _abbreviated_title_at(words: list[str], at: int) -> int:
    """Take an unknown abbreviation before a Vietnamese name for a title: PTTTTP Nguyễn Văn A."""
    follows = at + 2 < len(words) and is_surname(words, at + 1)
    return int(follows and is_abbreviation(words[at]))


def _begins_body(words: list[str], at: int) -> bool:
    return words[at][0].isupper() and bool(body_at(words, at))


def _end_of_name(words: list[str], at: int) -> int:
    """Give where a name that begins here ends: at a title, a body, or a word that is no name."""
    end = at
    while end < len(words) and is_name_word(words[end]) and end - at < LONGEST_NAME:
        begins_title = end > at and (title_at(words, end) > 1 or _is_title_word(words, end))
        if begins_title or (end - at > 1 and _begins_body(words, end)):
            break
        end += 1
    # A particle may stand in a name, but no name ends with a small letter.
    while end > at and words[end - 1][0].islower():
        end -= 1
    return end


def _is_title_word(words: list[str], at: int) -> bool:
    """Tell whether one word is a title that is no part of Vietnamese names."""
    return title_at(words, at) == 1 and not has_vietnamese_marks(words[at])


def _may_be_foreign(words: list[str]) -> bool:
    """Tell whether words without a known family name may be somebody's name."""
    if all(is_abbreviation(word) for word in words) or is_place(words):
        return False
    return not any(body_at(words, at) or title_at(words, at) for at in range(len(words)))


def _behind_title(words: list[str], at: int) -> _Found | None:
    """Find the name behind a title that ends at ``at``, and behind the body of that title."""
    return (
        _behind_salutation(words, at)
        or _right_here(words, at)
        or _behind_surname(words, at)
        or _guessed(words, at)
    )


def _behind_salutation(words: list[str], at: int) -> _Found | None:
    for place in range(at, len(words)):
        start, greeting = _skip_salutations(words, place)
        if greeting and start < len(words) and is_name_word(words[start]):
            end = max(_end_of_name(words, start), start + 1)
            return _Found(start, end, (0, place), greeting, is_sure=True)
    return None


def _right_here(words: list[str], at: int) -> _Found | None:
    """Take all that follows the title for the name: Bộ trưởng Khách X2, Minister John Smith."""
    at = _behind_place(words, at, at)
    rest = words[at:]
    if not rest or len(rest) > LONGEST_NAME or not all(map(is_name_word, rest)):
        return None
    if is_surname(words, at) and len(rest) > 1:
        return _Found(at, len(words), is_sure=True)
    is_plain = not any(has_vietnamese_marks(word) for word in rest)
    return _Found(at, len(words)) if is_plain and _may_be_foreign(rest) else None


def _behind_place(words: list[str], at: int, least: int) -> int:
    """Give where the words behind a country or place begin, if its name reaches over ``at``."""
    for start in range(max(at - 2, least), at + 1):
        for end in range(min(start + 3, len(words) - 1), at, -1):
            if is_place(words[start:end]):
                return end
    return at


def _behind_surname(words: list[str], at: int) -> _Found | None:
    """Find a Vietnamese family name from which on all words may be a name, to the end."""
    first = len(words)
    while first > at and is_name_word(words[first - 1]) and len(words) - first < 2 * LONGEST_NAME:
        first -= 1
    for place in range(max(first, len(words) - LONGEST_NAME), len(words) - 1):
        is_name = is_surname(words, place) and _behind_place(words, place, at) == place
        if any(english_body_at(words, later) for later in range(place, len(words))):
            continue
        if is_name and (place == at or not _names_body(words, place)):
            return _Found(place, len(words), is_sure=True)
    return None


def _names_body(words: list[str], at: int) -> bool:
    """Tell whether two words are those of a body: Kim Khí in Cục Kim Khí, but not behind Cán bộ."""
    before = words[:at]
    opens = before[-1][0].isupper() and bool(opens_body_at(before, at - 1))
    is_in_other = title_at(before, at - 2) or is_place(before[-2:])
    return len(words) - at == 2 and opens and not is_in_other


def _guessed(words: list[str], at: int) -> _Found | None:
    """Take the last words for a foreign name, where a title and a body stand before them."""
    first = len(words)
    while first > at and _may_be_foreign(words[first - 1 :]) and _is_foreign_word(words[first - 1]):
        first -= 1
    first = _behind_place(words, first, at)
    if first <= at or len(words) - first < 2:
        return None
    if words[first - 1].lower() in _JOINTS:
        first = len(words) - 2  # Minister of Trade John Smith, but not Head of Natural Resources
        if words[first - 1].lower() in _JOINTS:
            return None
    return _Found(first, len(words), is_guess=True)


def _is_foreign_word(word: str) -> bool:
    return is_name_word(word) and not has_vietnamese_marks(word) and not is_abbreviation(word)


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
