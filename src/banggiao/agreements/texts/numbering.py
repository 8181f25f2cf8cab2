"""Automatic numbers of Word: the marks that a reader sees and the text of the file does not hold.

A paragraph names a list and a level; the list says how that level is written and counted. This
counts along the paragraphs, in order, as Word does when it prints.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from banggiao.agreements.texts import numerals

LEVELS = 9
BULLET = "•"

type Element = Any
"""An element of a Word file; lxml has no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PLACE = re.compile(r"%([1-9])")
_VIETNAMESE = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def value(element: Element, path: str, name: str = "val") -> str | None:
    """Give an attribute of what lies at a path of w: names, None where there is none."""
    found = element.find("/".join(W + part for part in path.split("/"))) if path else element
    return None if found is None else found.get(W + name)


def whole(text: str | None) -> int | None:
    """Give the number an attribute holds, None if it is missing or odd."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    """0: it counts on for ever; n: it begins anew after a number of level n or wider."""
    is_legal: bool = False
    """Whether the numbers of wider levels are written as digits."""


@dataclass(slots=True)
class List:
    """A list as a paragraph names it. Lists with the same ``counter`` count together."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one file. Ask `mark` once for each, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {} if styles is None else _styles(styles)
        self._default = next((k for k, one in self._styles.items() if one["default"]), "")
        self._lists: dict[str, List] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._read(numbering)

    def mark(self, properties: Element | None) -> str:
        """Give the mark of a paragraph with what parts it from the text; "" if it has none."""
        name, level = self._named(properties)
        found = self._lists.get(name)
        if found is None or not 0 <= level < LEVELS or level not in found.levels:
            return ""
        counts = self._count(name, found, level)
        return self._written(found, level, counts)

    def _named(self, properties: Element | None) -> tuple[str, int]:
        """Find the list and level of a paragraph: its own, else that of its style."""
        own = level = style = None
        if properties is not None:
            own, level = value(properties, "numPr/numId"), whole(value(properties, "numPr/ilvl"))
            style = value(properties, "pStyle")
        styled, styled_level, bearer = self._of_style(style or self._default)
        name = own or styled or ""
        if level is None:
            level = styled_level if not own else 0
        if level is None:
            level = self._by_style.get((name, bearer), 0)
        return name, level

    def _of_style(self, style: str) -> tuple[str | None, int | None, str]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            one = self._styles[style]
            if one["list"] is not None:
                return one["list"], one["level"], style
            style = one["based_on"] or ""
        return None, None, ""

    def _read(self, numbering: Element) -> None:
        abstract = {one.get(W + "abstractNumId"): one for one in numbering.iter(W + "abstractNum")}
        named = {one.get(W + "numId"): one for one in numbering.iter(W + "num")}
        for name, one in named.items():
            counter = value(one, "abstractNumId") or ""
            base = abstract.get(counter)
            link = value(base, "numStyleLink") if base is not None else None
            if (
                link
                and (target := named.get(self._styles.get(link, _NO_STYLE)["list"])) is not None
            ):
                counter = value(target, "abstractNumId") or ""
                base = abstract.get(counter)
            if base is None:
                continue
            found = List(counter, _levels(base))
            self._note_styles(name, base)
            for override in one.findall(W + "lvlOverride"):
                self._override(found, override)
            self._lists[name] = found

    def _note_styles(self, name: str, base: Element) -> None:
        for level in base.findall(W + "lvl"):
            style = value(level, "pStyle")
            if style:
                self._by_style[name, style] = whole(level.get(W + "ilvl")) or 0

    @staticmethod
    def _override(found: List, override: Element) -> None:
        level = whole(override.get(W + "ilvl"))
        if level is None:
            return
        found.levels |= _levels(override)
        start = whole(value(override, "startOverride"))
        if start is not None:
            found.starts[level] = start

    def _count(self, name: str, found: List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.counter, [None] * LEVELS)
        if name not in self._begun:
            self._begun.add(name)
            for one, start in found.starts.items():
                if 0 <= one < LEVELS:
                    counts[one] = start - 1
        for wider in range(level):
            if counts[wider] is None and wider in found.levels:
                counts[wider] = found.levels[wider].start
        last = counts[level]
        counts[level] = found.levels[level].start if last is None else last + 1
        for narrower in range(level + 1, LEVELS):
            restart = found.levels[narrower].restart if narrower in found.levels else None
            if restart is None or level < restart:
                counts[narrower] = None
        return counts

    @staticmethod
    def _written(found: List, level: int, counts: list[int | None]) -> str:
        rule = found.levels[level]
        if rule.form == "bullet":
            glyph = rule.text.strip()
            usual = not glyph or glyph == "o" or "\ue000" <= glyph[0] <= "\uf8ff"
            return (BULLET if usual else glyph) + rule.suffix

        def number(place: re.Match[str]) -> str:
            one = int(place[1]) - 1
            form = found.levels[one].form if one in found.levels else "decimal"
            return written(counts[one] or 0, "decimal" if rule.is_legal else form)

        mark = _PLACE.sub(number, rule.text)
        return mark + rule.suffix if mark.strip() else ""


_NO_STYLE: dict[str, Any] = {"list": None, "level": None, "based_on": None, "default": False}


def _styles(styles: Element) -> dict[str, dict[str, Any]]:
    return {
        one.get(W + "styleId"): {
            "list": value(one, "pPr/numPr/numId"),
            "level": whole(value(one, "pPr/numPr/ilvl")),
            "based_on": value(one, "basedOn"),
            "default": one.get(W + "default") in ("1", "true")
            and one.get(W + "type") == "paragraph",
        }
        for one in styles.iter(W + "style")
    }


def _levels(holder: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for one in holder.findall(W + "lvl"):
        number = whole(one.get(W + "ilvl"))
        if number is None:
            continue
        start = whole(value(one, "start"))
        legal = one.find(W + "isLgl")
        levels[number] = Level(
            start=0 if start is None else start,
            form=value(one, "numFmt") or "decimal",
            text=value(one, "lvlText") or "",
            suffix="" if value(one, "suff") == "nothing" else " ",
            restart=whole(value(one, "lvlRestart")),
            is_legal=legal is not None and legal.get(W + "val") not in ("0", "false"),
        )
    return levels


def written(number: int, form: str) -> str:
    """Write a number in one of Word's forms; those we do not know come out as digits."""
    if number < 1 or number > 9999:
        return "" if form == "none" else str(number)
    if form in ("lowerLetter", "upperLetter"):
        times, place = divmod(number - 1, len(numerals.LATIN))
        letter = numerals.LATIN[place] * (times + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = numerals.to_roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form == "vietnameseCounting" and number < len(_VIETNAMESE):
        return _VIETNAMESE[number]
    return _eastern(number, form)


def _eastern(number: int, form: str) -> str:
    kana = {"iroha": numerals.IROHA, "aiueo": numerals.AIUEO}.get(form.removesuffix("FullWidth"))
    if kana and number <= len(kana):
        return kana[number - 1]
    if form in _KANJI:
        return numerals.to_kanji(number)
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})
    if form.startswith("decimalEnclosedCircle") and number <= len(numerals.CIRCLED):
        return numerals.CIRCLED[number - 1]
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


_KANJI = frozenset(
    {
        *("japaneseCounting", "japaneseLegal", "japaneseDigitalTenThousand", "ideographDigital"),
        *("chineseCounting", "chineseCountingThousand", "taiwaneseCounting"),
    }
)
