"""What a person should look at in a text that was split: numbers, languages, pieces not placed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.agreements.texts import numerals
from banggiao.agreements.texts.language import ENOUGH, UNKNOWN, language_of, letters_in
from banggiao.agreements.texts.lines import Finding, Place
from banggiao.agreements.texts.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.utils.functional import _StrPromise

    from banggiao.agreements.texts.building import Draft
    from banggiao.agreements.texts.marks import Order
    from banggiao.agreements.texts.tree import Node

SAMPLE = 400
"""Characters of a clause from which its language is told."""

MOST = 50
"""Findings of one kind that are given one by one; the rest are counted in one sentence."""

_NO_CLAUSES = (Kind.TITLE, Kind.PREAMBLE, Kind.SIGNATURES, Kind.UNPLACED)
_LANGUAGES: dict[str, str | _StrPromise] = {
    "vi": pgettext_lazy("a language, within a sentence", "Vietnamese"),
    "en": pgettext_lazy("a language, within a sentence", "English"),
    "ja": pgettext_lazy("a language, within a sentence", "Japanese"),
}
_PLACES: dict[Place, str | _StrPromise] = {
    Place.TABLE: _("%(eid)s holds the text of a table, cell by cell."),
    Place.FOOTNOTE: _("%(eid)s holds the text of a footnote."),
    Place.BOX: _("%(eid)s holds the text of a frame that stands beside the text."),
}


@dataclass(slots=True)
class Seen:
    """What was met on the way through the lines, in order; dictionaries stand for ordered sets."""

    places: dict[tuple[Place, str], None] = field(default_factory=dict)
    quoted: dict[str, None] = field(default_factory=dict)
    stopped: bool = False
    too_deep: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A split text with what its findings are drawn from."""

    drafts: Sequence[Draft]
    nodes: Sequence[Node]
    language: str
    seen: Seen


def findings(text: Checked) -> Iterator[Finding]:
    """Give everything to look at, numbers first. At most `MOST` of each kind, and how many more."""
    for source in (_numbers(text), _languages(text), _unplaced(text), _places(text), _bounds(text)):
        yield from _bounded(source)


def _bounded(source: Iterator[Finding]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for finding in source:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= MOST:
            yield finding
    for code, count in counts.items():
        if count > MOST:
            words = _("%(count)s more findings of the kind “%(code)s” are not listed.")
            yield Finding("more", "", words, {"count": count - MOST, "code": code})


def _numbers(text: Checked) -> Iterator[Finding]:
    """Check the numbers of each list. Articles are one list through a text, or an annex of it."""
    lists: dict[tuple[str, Kind], list[Draft]] = {}
    annex = ""
    for draft in text.drafts:
        if draft.kind is Kind.ANNEX:
            annex = draft.eid
        if draft.ranks and any(draft.ranks.values()):
            holder = annex if draft.kind is Kind.ARTICLE else draft.parent
            lists.setdefault((holder, draft.kind), []).append(draft)
    found: list[Finding] = []
    known: set[Kind] = set()
    for (_holder, kind), drafts in lists.items():
        # Chapters may be numbered on from part to part, so only the first list must begin with 1.
        from_one = kind not in (Kind.CHAPTER, Kind.SECTION) or kind not in known
        known.add(kind)
        found += _one_list(drafts, from_one=from_one)
    places = {draft.eid: at for at, draft in enumerate(text.drafts)}
    yield from sorted(found, key=lambda finding: places[finding.eid])


def _one_list(drafts: list[Draft], *, from_one: bool) -> Iterator[Finding]:
    """Check one list, read in the way in which its marks make most sense."""
    shared = [style for style in drafts[0].ranks if all(style in one.ranks for one in drafts)]
    if not shared:
        return  # lists of several styles in one clause
    ways = [list(_in_style(drafts, style, from_one=from_one)) for style in shared]
    yield from min(ways, key=len)


def _in_style(drafts: list[Draft], style: str, *, from_one: bool) -> Iterator[Finding]:
    first: dict[Order, str] = {}
    highest: Order = ()
    numbers = {draft.ranks[style][0] for draft in drafts}
    # In Japanese the first paragraph of an article often bears no number.
    begin = 1 if from_one and style != "1" else min(numbers)
    due = begin
    for draft in drafts:
        order = draft.ranks[style]
        values = {"printed": draft.printed, "eid": draft.eid, "first": first.get(order, "")}
        missing = [n for n in range(due, min(order[0], due + 999)) if n not in numbers]
        if missing:
            yield _missing(draft, style, missing)
        if order in first:
            words = _("The number of “%(printed)s” stands twice: %(first)s and %(eid)s.")
            yield Finding("number_twice", draft.eid, words, values)
        elif order < highest:
            words = _("“%(printed)s” (%(eid)s) stands after a higher number.")
            yield Finding("number_order", draft.eid, words, values)
        first.setdefault(order, draft.eid)
        highest = max(highest, order)
        due = max(due, order[0] + 1)


def _missing(draft: Draft, style: str, missing: list[int]) -> Finding:
    names = [_written(number, style) for number in (missing[0], missing[-1])]
    numbers = names[0] if len(missing) == 1 else "–".join(names)
    words = _("Before “%(printed)s” (%(eid)s) a number is missing: %(numbers)s.")
    values = {"printed": draft.printed, "eid": draft.eid, "numbers": numbers}
    return Finding("number_missing", draft.eid, words, values)


def _written(number: int, style: str) -> str:
    """Write a missing number as its list writes numbers."""
    shape, _space, way = style.rpartition(" ")
    alphabets = {"vi": numerals.VIETNAMESE, "en": numerals.LATIN}
    if way in alphabets and number <= len(alphabets[way]):
        letter = alphabets[way][number - 1]
    elif way == "roman":
        letter = numerals.to_roman(number)
    else:
        return str(number)
    return letter.upper() if "A" in shape else letter


def _languages(text: Checked) -> Iterator[Finding]:
    """Find clauses in another language than the text as a whole."""
    others: dict[str, list[str]] = {}
    for node in text.nodes:
        words = node.words[:SAMPLE]
        names_only = node.kind in (Kind.TITLE, Kind.SIGNATURES)
        if names_only or 3 * len(words) < ENOUGH or letters_in(words) < ENOUGH:
            continue
        language = language_of(words)
        if UNKNOWN not in (language, text.language) and language != text.language:
            others.setdefault(language, []).append(node.eid)
    for language, eids in others.items():
        words_ = _("The text is in %(main)s, but this is in %(other)s: %(eids)s.")
        listed = ", ".join(eids[:10]) + (" …" if len(eids) > 10 else "")
        values = {"main": _LANGUAGES[text.language], "other": _LANGUAGES[language], "eids": listed}
        yield Finding("languages_mixed", eids[0], words_, values)


def _unplaced(text: Checked) -> Iterator[Finding]:
    """Name each piece that is not placed; where nothing is, that is one finding."""
    if text.nodes and all(node.kind in _NO_CLAUSES for node in text.nodes):
        words = _("No article, number or heading was found; each paragraph stands by itself.")
        yield Finding("no_clauses", "", words)
        return
    for node in text.nodes:
        if node.kind is Kind.UNPLACED:
            words = _("It cannot be told what this is: “%(start)s” (%(eid)s).")
            start = node.text[:60].replace("\n", " ") + ("…" if len(node.text) > 60 else "")
            yield Finding("unplaced", node.eid, words, {"start": start, "eid": node.eid})


def _places(text: Checked) -> Iterator[Finding]:
    for place, eid in text.seen.places:
        yield Finding(place.value, eid, _PLACES[place], {"eid": eid})
    for eid in text.seen.quoted:
        words = _("%(eid)s quotes another text; the numbers in the quotation are not split.")
        yield Finding("quoted", eid, words, {"eid": eid})


def _bounds(text: Checked) -> Iterator[Finding]:
    if text.seen.stopped:
        words = _("The text is longer than any agreement; its end is kept in one piece.")
        yield Finding("too_long", text.nodes[-1].eid, words)
    if text.seen.too_deep:
        words = _("%(count)s points lie too deep inside others and are kept as their text.")
        yield Finding("too_deep", "", words, {"count": text.seen.too_deep})
