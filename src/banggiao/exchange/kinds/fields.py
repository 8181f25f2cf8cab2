"""What each kind of table may tell, and by what heads its columns are known."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from banggiao.core.text import fold
from banggiao.exchange.enums import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ESSENTIAL: dict[str, tuple[frozenset[str], ...]] = {
    Kind.ACTIVITIES: (
        frozenset({"title", "content", "partner", "countries"}),
        frozenset({"start", "when", "end", "head", "people", "headcount", "members", "partner"}),
    ),
    Kind.INSTRUMENTS: (
        frozenset({"title"}),
        frozenset({"signed", "signed_place", "partner", "term", "number", "valid_from", "status"}),
    ),
    Kind.PLAN: (
        frozenset({"title", "content"}),
        frozenset(
            {"period", "start", "budget_state", "units", "headcount", "partner", "countries"}
        ),
    ),
    Kind.ORGANISATIONS: (frozenset({"name", "name_en", "name_ja", "name_native"}),),
    Kind.PEOPLE: (frozenset({"name"}),),
}
"""A table is of a kind when it has a column of each of these groups."""

MULTIPLE = frozenset({"note", "people", "members", "personal", "aliases", "content", "marks"})
"""Fields that more than one column may fill."""

INHERITED = (
    *("title", "kind", "mode", "countries", "place", "partner", "start", "end", "days"),
    *("headcount", "funding", "rank", "units"),
)
"""Fields of a plan that are called as those of a log are."""

_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_ALTERNATIVES = re.compile(r"\s*[/／・]\s*")
_SUMMED = re.compile(r"(?:count|sum|average|max|min) (?:of|by) .*")
"""What a pivot table calls its columns."""


class Phrase(NamedTuple):
    """A folded name of a column: that of its own label, and of the label above it."""

    parent: str
    label: str


@cache
def headings() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Give the names of columns by kind and field. The file is `data/headings.toml`."""
    data = dict(_data())
    common, _others = data.pop("any"), data.pop("others")
    found = {
        kind: {name: tuple(_phrases(words)) for name, words in (common | fields).items()}
        for kind, fields in data.items()
    }
    plan, log = found[Kind.PLAN], found[Kind.ACTIVITIES]
    own = {phrase for phrases in plan.values() for phrase in phrases}
    for name in INHERITED:
        plan[name] += tuple(phrase for phrase in log[name] if phrase not in own)
    return found


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("banggiao.exchange.kinds").joinpath("data/headings.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _others(name: str) -> frozenset[str]:
    return frozenset(map(label_key, _data()["others"][name]))


@lru_cache(maxsize=20_000)
def is_other(labels: tuple[str, ...]) -> bool:
    """Whether a column is called by what no field tells, though its words may look like one's.

    "Nước ngoài" is no country, "Ngày sinh" not when something was.
    """
    label = labels[-1]
    told = _others("columns")
    return label_key(label) in told or bare_key(label) in told or counts_things(labels)


@lru_cache(maxsize=20_000)
def counts_things(labels: tuple[str, ...]) -> bool:
    """Whether a column says how many delegations or events there were: its table sums up others."""
    keys = label_key(labels[-1]), bare_key(labels[-1])
    return any(key in _others("summaries") or bool(_SUMMED.fullmatch(key)) for key in keys)


@lru_cache(maxsize=20_000)
def part_of(labels: tuple[str, ...], kind: str, name: str) -> str:
    """Give the label a column has in common with others that part a number: nam and nữ.

    Empty for a column that is no part of the field.
    """
    label = bare_key(labels[-1])
    for part in _others("parts"):
        if label == part and len(labels) > 1:
            over = labels[-2]
        elif label.endswith(f" {part}"):
            over = label.removesuffix(f" {part}")
        else:
            continue
        if over and (fit((over,), kind, name) >= SAME or label_key(over) in _others("counted")):
            return label_key(over)
    return ""


SAME = 0.95
"""From here on a label is the name of a field, but for brackets."""


@lru_cache(maxsize=20_000)
def says_otherwise(labels: tuple[str, ...], kind: str) -> bool:
    """Whether a column stands below what a log planned, or what a plan became."""
    over = f" {label_key(' '.join(labels[:-1]))} "
    words = _others("planned") if kind == Kind.ACTIVITIES else _others("held")
    return any(f" {word} " in over for word in words)


@lru_cache(maxsize=20_000)
def says_total(label: str) -> bool:
    """Whether a label only says that a column is the sum of its group: Tổng số, Total."""
    return bare_key(label) in _others("totals")


def _phrases(words: Iterable[str]) -> Iterable[Phrase]:
    for word in words:
        parent, _, label = word.rpartition(" / ")
        yield Phrase(label_key(parent), label_key(label))


def fields_of(kind: str) -> list[str]:
    """Give the fields that columns of this kind of table may fill."""
    return list(headings()[kind])


@lru_cache(maxsize=20_000)
def label_key(label: str) -> str:
    """Give what labels are compared by: folded, with "#" kept, which folds to nothing."""
    return fold(label) or label.strip()


@lru_cache(maxsize=20_000)
def bare_key(label: str) -> str:
    """Give the key of a label without what stands in brackets: units, explanations."""
    return label_key(_IN_BRACKETS.sub(" ", label))


@cache
def _known_labels() -> frozenset[str]:
    labels = {p.label for kind in headings().values() for words in kind.values() for p in words}
    parents = {p.parent for kind in headings().values() for words in kind.values() for p in words}
    return frozenset((labels | parents | _others("columns") | _others("summaries")) - {""})


LONGEST_LABEL = 100
PARTLY = 0.6
"""A label is partly known where so much of its words are the name of a column."""


@lru_cache(maxsize=20_000)
def is_known(label: str) -> float:
    """Say whether any kind has a column called so: 1; in part: less; 0 where none has.

    This is how the head of a table is found.
    """
    if len(label) > LONGEST_LABEL:
        return 0.0
    known, key = _known_labels(), label_key(label)
    if key in known or bare_key(label) in known:
        return 1.0
    words = key.split(" ")
    for count in range(len(words) - 1, 0, -1):
        share = count / len(words)
        if share < PARTLY:
            break
        if any(" ".join(words[at : at + count]) in known for at in range(len(words) - count + 1)):
            return share
    return 0.0


NEARLY = 0.75
PEOPLE = ("people", "members", "head", "name", "signatories", "signatories_vn")


@lru_cache(maxsize=2_000)
def holds_people(labels: tuple[str, ...]) -> bool:
    """Whether a column with these labels names people, in tables of whatever kind."""
    return any(
        fit(labels, kind, name) > NEARLY
        for kind, fields in headings().items()
        for name in PEOPLE
        if name in fields and (kind, name) != (Kind.ORGANISATIONS, "name")
    )


@lru_cache(maxsize=20_000)
def fit(labels: tuple[str, ...], kind: str, name: str) -> float:
    """Say from 0 to 1 how well the labels of a column, top to bottom, name the field."""
    best = max((_fit(labels, phrase) for phrase in headings()[kind][name]), default=0.0)
    return round(best, 3)


def _fit(labels: Sequence[str], phrase: Phrase) -> float:
    last, parents = labels[-1], labels[:-1]
    if phrase.parent:
        over = max((_same(parent, phrase.parent) for parent in parents), default=0.0)
        below = _same(last, phrase.label)
        if over and below:
            return min(1.0, 0.5 * over + 0.5 * below + 0.02)
        return 0.97 * _same(last, f"{phrase.parent} {phrase.label}") if not parents else 0.0
    whole = " ".join(labels)
    own = max(_same(last, phrase.label), _same(whole, phrase.label))
    if parents and says_total(last):
        own = max(own, _same(parents[-1], phrase.label))
    if parents and own < 0.6:
        own = max(own, 0.45 * max(_same(parent, phrase.label) for parent in parents))
    return own * (0.96 if parents else 1.0)


def _same(label: str, words: str) -> float:
    """Compare a label with the name of a column: the same, the same but for brackets, or part."""
    if not words:
        return 0.0
    whole, bare = label_key(label), bare_key(label)
    if words in (whole, bare):
        return 1.0 if words == whole else 0.99
    for text in (bare, whole):
        if f" {words} " in f" {text} ":
            share = len(words) / len(text)
            at_start = 0.05 if text.startswith(words) else 0.0
            return max(0.5 + 0.4 * share + at_start, _as_one_of_several(label, words))
    return 0.0


def _as_one_of_several(label: str, words: str) -> float:
    """Compare with each part of "Quốc gia/Tổ chức"; the first says most of what stands below."""
    parts = [label_key(part) for part in _ALTERNATIVES.split(label)]
    if len(parts) < 2 or words not in parts:
        return 0.0
    return 0.9 if words == parts[0] else 0.75
