"""The mark a clause begins with: "Điều 5.", "Chapter II", "第十二条の二", "1.", "(a)", "đ)", "イ".

A mark is read from one line alone. Whether it opens a clause there, `placing` and `scanning` say:
"Điều 5 của Bản ghi nhớ này" begins a line often enough without being an article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining

from banggiao.agreements.texts import numerals
from banggiao.agreements.texts.tree import DENSE, Kind

HEAD = 80
"""Characters at the start of a line in which a mark stands."""

type Order = tuple[int, ...]
"""The place of a number among its like: (5,), and (5, 2) for 5bis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and what follows it on its line.

    ``kind`` is None for a number in a list ("1.", "a)"): its kind depends on where it stands.
    ``ranks`` has a place for each way to read the mark: "(i)" is the first Roman numeral and the
    ninth letter. ``path`` holds the numbers of "1.2.3".
    """

    kind: Kind | None
    printed: str
    num: str
    rest: str
    ranks: tuple[tuple[str, Order], ...]
    path: Order = ()

    @property
    def order(self) -> Order:
        """Its place as it is read first."""
        return self.ranks[0][1]

    @property
    def style(self) -> str:
        """How it is written, as it is read first: "1.", "(a)"."""
        return self.ranks[0][0]


STRUCTURAL = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE)
"""Kinds whose mark says by itself what it is, from the widest to the narrowest."""

_KINDS = {
    **dict.fromkeys(("điều", "article", "art.", "clause"), Kind.ARTICLE),
    **dict.fromkeys(("phần", "part"), Kind.PART),
    **dict.fromkeys(("chương", "chapter"), Kind.CHAPTER),
    **dict.fromkeys(("mục", "section"), Kind.SECTION),
    **dict.fromkeys(("khoản", "paragraph"), Kind.PARAGRAPH),
    **dict.fromkeys(("điểm", "point"), Kind.POINT),
    **dict.fromkeys(("phụ lục", "annex", "appendix", "attachment"), Kind.ANNEX),
    **dict.fromkeys("編部", Kind.PART),
    "章": Kind.CHAPTER,
    "節": Kind.SECTION,
    "条": Kind.ARTICLE,
    "項": Kind.PARAGRAPH,
    "号": Kind.POINT,
}
_LETTERED_KINDS = (Kind.POINT, Kind.ANNEX, Kind.PART, Kind.SECTION)
_FIRST_LETTERS = frozenset("ĐđAaCcPpMmKkSs")
_SUFFIX = r"bis|ter|quater|quinquies|[a-zđA-ZĐ]|-\d{1,2}"
_WORD = re.compile(
    r"(?P<word>[ĐđAaCcPpMmKkSs][^\W\d_]+\.?(?:\s+[lL][ụỤ][cC])?)"
    r"(?:\s*(?:(?:thứ|THỨ|số|SỐ|[Nn][Oo]\.?)\s+)?"
    rf"(?P<num>\d{{1,4}}|(?<=\s)(?:[IVXLC]{{1,7}}|[Ⅰ-Ⅻ]|[A-Z]|[a-zđ](?=[.):])|(?i:{numerals.WORDS})))"
    rf"(?:\s?(?P<suffix>{_SUFFIX}))?(?!\w))?"
    r"(?P<sep>\s*[.:)]|[.:]?\s*[-–—](?=\s|$))?"
)
_OF_ARTICLES = re.compile(
    r"第\s*(?P<num>[0-9〇一二三四五六七八九十百千]{1,6})\s*(?P<word>[編部章節条項号])"
    r"(?P<more>(?:\s*の\s*[0-9一二三四五六七八九十]{1,3}){0,3})"
)
_OF_ANNEX = re.compile(
    r"(?:附属書|付属書|別添|別紙|別表|附録|付録)\s*(?P<num>[0-9]{1,2}|[IVX]{1,4}|[Ⅰ-Ⅻ]|[A-Z]|[一二三四五六七八九十]{1,3})?"
)
_AFTER_REFERENCE = frozenset("にをはがでとへやもよかまのさ及又若並第、，・,")
_DOTTED = re.compile(rf"(?P<num>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})[.):]?(?:(?!\S)|(?=[{DENSE}]))")
_DECIMAL = re.compile(r"(?P<num>\d{1,3})(?P<suffix>bis|ter|quater|[a-zđ])?(?P<sep>[.)/、])")
_BARE = re.compile(rf"(?P<num>\d{{1,3}})(?=\s+[{DENSE}])")
_BRACKETED = re.compile(
    r"\((?:(?P<num>\d{1,3})(?P<suffix>bis|ter|[a-zđ])?|(?P<letter>[a-zđ]|[A-ZĐ])"
    r"|(?P<roman>[ivxlc]{2,7}|[IVXLC]{2,7})|(?P<kanji>[一二三四五六七八九十]{1,4})|(?P<kana>[ア-ン]))\)"
)
_LETTERED = re.compile(
    r"(?:(?P<letter>[a-zđ]|[A-ZĐ])|(?P<roman>[ivxlc]{2,7}|[IVXLC]{2,7}))(?P<sep>[.)/])"
)
_EASTERN = re.compile(
    r"(?:(?P<kanji>[一二三四五六七八九十]{1,4})|(?P<kana>[ア-ン]))(?P<sep>[、.)]|(?!\S))"
    rf"|(?P<circled>[{numerals.CIRCLED}])"
)
_QUOTED_MAIL = re.compile(r"[>\s]+")


def read_mark(text: str) -> Mark | None:
    """Read the mark at the start of a line, None if there is none. Looks at `HEAD` characters."""
    if not text:
        return None
    before = 0
    if text[0] == ">" and (mail := _QUOTED_MAIL.match(text, 0, HEAD)):
        before = mail.end()
    head = numerals.half_width(text[before : before + HEAD])
    read = _reader_for(head)
    return read(head, text, before) if read else None


def _reader_for(head: str) -> Callable[[str, str, int], Mark | None] | None:
    """Choose by the first characters, so that most lines cost next to nothing."""
    first, second = head[:1], head[1:2]
    if not first or first.isdecimal():
        return _numbered
    if first in _READERS:
        return _READERS[first]
    if first.isascii() or first in "Đđ":
        if (second and second in ".)/") or _LETTERED.match(head):
            return _lettered
        return _worded if first in _FIRST_LETTERS else None
    return _eastern


def _end(text: str, at: int) -> str | None:
    """Give what follows a mark that ends at ``at``, None if it cannot be parted from it there.

    Without white space between them they part after a full stop, bracket or colon before a letter,
    and beside a letter of Japanese; `folded` sees no difference there.
    """
    rest = text[at:]
    if not rest or rest[0].isspace():
        return rest.strip()
    dense = re.match(f"[{DENSE}]", rest) or re.match(f"[{DENSE}]", text[at - 1])
    touching = text[at - 1] in ".):" and rest[0].isalpha()
    return rest if (dense or touching) and not combining(rest[0]) else None


def _made(
    text: str, at: int, kind: Kind | None, num: str, *ranks: tuple[str, Order]
) -> Mark | None:
    rest = _end(text, at)
    return None if rest is None else Mark(kind, text[:at].rstrip(), num, rest, ranks)


def _worded(head: str, text: str, before: int) -> Mark | None:
    found = _WORD.match(head)
    word = re.sub(r"\s+", " ", found["word"].lower()) if found else ""
    kind = _KINDS.get(word) or _KINDS.get(word.rstrip("."))
    if not found or kind is None or not _written_as_mark(found["word"], kind):
        return None
    if not found["num"]:
        return _unnumbered_annex(found, text, before) if kind is Kind.ANNEX else None
    return _worded_number(found, kind, text, before)


def _written_as_mark(word: str, kind: Kind) -> bool:
    """Tell a mark from a word in a sentence by its capitals."""
    may_be_small = kind in (Kind.PARAGRAPH, Kind.POINT)
    return (word[0].isupper() and (word.isupper() or word[1:2].islower())) or may_be_small


def _worded_number(found: re.Match[str], kind: Kind, text: str, before: int) -> Mark | None:
    written, suffix = found["num"], (found["suffix"] or "").strip("- ")
    number = numerals.number_of(written)
    lettered = len(written) == 1 and written.isalpha() and kind in _LETTERED_KINDS
    if lettered and not (kind is not Kind.POINT and written in "IVX"):
        ranks = _letter_ranks(written, kind.value)
        num = written
    elif number:
        order = (number, numerals.suffix_order(suffix)) if suffix else (number,)
        joint = "-" if suffix.isdigit() else ""
        ranks, num = ((kind.value, order),), f"{number}{joint}{suffix}"
    else:
        return None
    at = before + (found.end() if found["sep"] else found.end("suffix" if suffix else "num"))
    mark = _made(text, at, kind, num, *ranks)
    if mark is None or _refers(mark, separated=bool(found["sep"])):
        return None
    return mark


def _refers(mark: Mark, *, separated: bool) -> bool:
    """Tell a reference from a mark: "Điều 5 của", "khoản 2 Điều 5"."""
    if mark.kind in (Kind.PARAGRAPH, Kind.POINT):
        following = mark.rest.split(" ", 1)[0].lower()
        return not separated or following in {"khoản", "điều", "của", "và", "of", "article"}
    return not separated and mark.rest[:1].islower()


def _unnumbered_annex(found: re.Match[str], text: str, before: int) -> Mark | None:
    at = before + (found.end() if found["sep"] else found.end("word"))
    mark = _made(text, at, Kind.ANNEX, "", (Kind.ANNEX.value, ()))
    # "Phụ lục là một phần của Bản ghi nhớ này" is a sentence.
    sentence = mark and mark.rest and not found["sep"] and not found["word"].isupper()
    return None if sentence else mark


def _of_articles(head: str, text: str, before: int) -> Mark | None:
    found = _OF_ARTICLES.match(head)
    number = numerals.number_of(found["num"]) if found else 0
    if not found or not number or head[found.end() : found.end() + 1] in _AFTER_REFERENCE:
        return None
    more = [numerals.number_of(one) for one in found["more"].split("の")[1:]]
    order = (number, *more)
    kind = _KINDS[found["word"]]
    num = "-".join(map(str, order))
    return _made(text, before + found.end(), kind, num, (kind.value, order))


def _of_annex(head: str, text: str, before: int) -> Mark | None:
    found = _OF_ANNEX.match(head)
    if not found or head[found.end() : found.end() + 1] in _AFTER_REFERENCE:
        return None
    written = found["num"] or ""
    number = numerals.number_of(written) if written else 0
    order: Order = (number or ord(written) - ord("A") + 1,) if written else ()
    num = str(number) if number else written
    return _made(text, before + found.end(), Kind.ANNEX, num, (Kind.ANNEX.value, order))


def _numbered(head: str, text: str, before: int) -> Mark | None:
    if found := _DOTTED.match(head):
        path = tuple(map(int, found["num"].split(".")))
        at, ranks = before + found.end(), ((f"1.{len(path)}", path[-1:]),)
        return Mark(None, text[:at], found["num"], text[at:].strip(), ranks, path)
    if found := _DECIMAL.match(head):
        return _decimal(found, text, before, f"1{found['sep']}")
    if found := _BARE.match(head):
        number = int(found["num"])
        return _made(text, before + found.end(), None, str(number), ("1", (number,)))
    return None


def _decimal(found: re.Match[str], text: str, before: int, style: str) -> Mark | None:
    number, suffix = int(found["num"]), found["suffix"] or ""
    order = (number, numerals.suffix_order(suffix)) if suffix else (number,)
    mark = _made(text, before + found.end(), None, f"{number}{suffix}", (style, order))
    return Mark(None, mark.printed, mark.num, mark.rest, mark.ranks, (number,)) if mark else None


def _letter_ranks(letter: str, style: str) -> tuple[tuple[str, Order], ...]:
    """List the ways to read one letter: in either alphabet, or as a Roman numeral."""
    low = letter.lower()
    ways = [
        (f"{style} vi", numerals.VIETNAMESE.find(low) + 1),
        (f"{style} en", numerals.LATIN.find(low) + 1),
        (f"{style} roman", numerals.from_roman(low)),
    ]
    return tuple((way, (place,)) for way, place in ways if place)


def _bracketed(head: str, text: str, before: int) -> Mark | None:
    found = _BRACKETED.match(head)
    if not found:
        return None
    if found["num"]:
        return _decimal(found, text, before, "(1)")
    ranks = _ranks_of(found, "({})")
    return _made(text, before + found.end(), None, _bare(found), *ranks) if ranks else None


def _lettered(head: str, text: str, before: int) -> Mark | None:
    found = _LETTERED.match(head)
    if not found:
        return None
    after = head[found.end() : found.end() + 2]
    begins_a_word = after[:1].isupper() and after[1:].islower()
    if after[:1].strip() and found["sep"] != ")" and not begins_a_word:
        return None  # "a.m.", "e.g.", "n/a"
    ranks = _ranks_of(found, "{}" + found["sep"])
    return _made(text, before + found.end(), None, _bare(found), *ranks) if ranks else None


def _eastern(head: str, text: str, before: int) -> Mark | None:
    found = _EASTERN.match(head)
    if not found:
        return None
    if found["circled"]:
        number = numerals.CIRCLED.index(found["circled"]) + 1
        return _made(text, before + found.end(), None, str(number), ("①", (number,)))
    ranks = _ranks_of(found, "{}" + found["sep"])
    return _made(text, before + found.end(), None, _bare(found), *ranks) if ranks else None


def _bare(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if kanji := groups.get("kanji"):
        return str(numerals.from_kanji(kanji))
    return groups.get("letter") or groups.get("roman") or groups.get("kana") or ""


def _ranks_of(found: re.Match[str], shape: str) -> tuple[tuple[str, Order], ...]:
    groups = found.groupdict()
    if kanji := groups.get("kanji"):
        return ((shape.format("一"), (numerals.from_kanji(kanji),)),)
    if kana := groups.get("kana"):
        ways = (("イ", numerals.IROHA.find(kana) + 1), ("ア", numerals.AIUEO.find(kana) + 1))
        return tuple((shape.format(way), (place,)) for way, place in ways if place)
    if roman := groups.get("roman"):
        number = numerals.from_roman(roman)
        # A letter reads as Roman too, under the letter's style: the two must meet.
        style = shape.format("A" if roman.isupper() else "a") + " roman"
        return ((style, (number,)),) if number else ()
    letter = found["letter"]
    return _letter_ranks(letter, shape.format("A" if letter.isupper() else "a"))


_READERS = {"(": _bracketed, "第": _of_articles, **dict.fromkeys("附付別", _of_annex)}
