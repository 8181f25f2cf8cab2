"""The search box: how records get into the index, and how they are found again.

A room registers for each of its models a function that gives the entry of a record; the action
that writes the record calls `refresh`. Hits are limited to what the viewer may see before anything
is ordered, and ordered by match on name, then date: never by a count over rows that are hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise

from banggiao.core.access import clearance_of
from banggiao.core.dates import earliest_of
from banggiao.core.inserting import insert
from banggiao.core.models import DATE, LANGUAGE_ORDER, Named, Record, SearchEntry
from banggiao.core.text import fold, fold_toned, search_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import QuerySet

    from banggiao.core.access import Viewer
    from banggiao.core.dates import PartialDate

COMMON = 1000
"""From this many matches on a word is common: hits are then walked newest first, not sorted."""

LAST_LATIN = "\u2e7f"
"""The last character before the East Asian scripts, whose characters are words by themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a room says of a record. ``names`` rank first, ``texts`` are found too."""

    names: Sequence[str]
    url: str
    texts: Sequence[str] = ()
    labels: dict[str, str] = field(default_factory=dict)
    sub: dict[str, str] = field(default_factory=dict)
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record the search box knows: its heading and how an entry is made."""

    label: str | Promise
    build: Callable[[Any], Entry]


KINDS: dict[str, Kind] = {}


def register(model: type[Record], label: str | Promise, build: Callable[[Any], Entry]) -> None:
    """Make the records of a model findable. Called once, in the room's `apps.py`."""
    KINDS[model._meta.label_lower] = Kind(label, build)


def labels_of(record: Named) -> dict[str, str]:
    """Give the record's names by language, for an entry."""
    return {o: name for o in LANGUAGE_ORDER if (name := getattr(record, f"name_{o}"))}


def refresh(*records: Record) -> None:
    """Write the entries of the records anew; one that was set aside leaves the index."""
    known = [r for r in records if r._meta.label_lower in KINDS]
    for group in batched(known, 500):
        _forget(group)
        insert([_row(r) for r in group if not r.is_set_aside])


def _forget(records: Iterable[Record]) -> None:
    by_kind: dict[str, list[str]] = {}
    for record in records:
        by_kind.setdefault(record._meta.label_lower, []).append(record.code)
    for kind, codes in by_kind.items():
        SearchEntry.objects.filter(kind=kind, code__in=codes).delete()


def _row(record: Record) -> SearchEntry:
    kind = record._meta.label_lower
    entry = KINDS[kind].build(record)
    return SearchEntry(
        kind=kind,
        code=record.code,
        labels=entry.labels or {"native": str(record)},
        sub=entry.sub | ({DATE: entry.on.text} if entry.on else {}),
        url=entry.url,
        names=search_key(*entry.names, record.code),
        text=search_key(*entry.texts),
        on=earliest_of(entry.on),
        classification=record.classification,
    )


def find(viewer: Viewer, query: str, *, limit: int = 50, kind: str = "") -> list[SearchEntry]:
    """Give what the viewer may see and every word of the query is in, best first.

    The words may be typed without diacritics, and the last one may be unfinished. Where the query
    has diacritics, names spelt just so come first.
    """
    clearance = clearance_of(viewer)
    words = fold(query).split()
    if clearance is None or not words:
        return []
    entries = SearchEntry.objects.filter(classification__lte=clearance)
    if kind:
        entries = entries.filter(kind=kind)
    found = entries.filter(_matches(words))
    if _is_common(found, words, clearance, kind):
        return _newest(entries, words, limit)
    hits = list(found)
    hits.sort(key=lambda hit: _rank(hit, query, words))
    return hits[:limit]


def search_condition(model: type[Record], query: str, viewer: Viewer) -> Q:
    """Give the condition that keeps a model's records the search box would find for the query."""
    words = fold(query).split()
    clearance = clearance_of(viewer)
    if not words or clearance is None:
        return Q()
    entries = SearchEntry.objects.filter(
        _matches(words), kind=model._meta.label_lower, classification__lte=clearance
    )
    return Q(code__in=entries.values("code"))


def _is_common(
    found: QuerySet[SearchEntry], words: Sequence[str], clearance: int, kind: str
) -> bool:
    """Whether more than `COMMON` entries match, of those the viewer may see."""
    if connection.vendor == "postgresql":
        return found.order_by()[: COMMON + 1].count() > COMMON
    # Asked by `found`, SQLite would first collect all that match; so it stops when it knows.
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM core_searchentry_words CROSS JOIN core_searchentry"
        " ON core_searchentry.id = core_searchentry_words.rowid"
        " WHERE core_searchentry_words MATCH %s AND classification <= %s"
        " AND (%s = '' OR kind = %s) LIMIT %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_sqlite_words(words), clearance, kind, kind, COMMON + 1])
        return bool(cursor.fetchone()[0] > COMMON)


def _sqlite_words(words: Sequence[str]) -> str:
    return " ".join('"' + " ".join(phrase) + '"' for phrase in _phrases(words)) + "*"


def _matches(words: Sequence[str]) -> Q:
    """Give the condition that the index of the database in use finds all words.

    The last word may be unfinished. Words of Han, kana or hangul are single characters in the
    index; those typed side by side must stand side by side.
    """
    if connection.vendor == "postgresql":
        phrases = _phrases(words)
        terms = " & ".join(" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases)
        sql = "SELECT id FROM core_searchentry WHERE words @@ to_tsquery('simple', %s)"
        return Q(pk__in=RawSQL(sql, [f"{terms}:*"]))  # noqa: S611  # a literal with one parameter
    sql = "SELECT rowid FROM core_searchentry_words WHERE core_searchentry_words MATCH %s"
    return Q(pk__in=RawSQL(sql, [_sqlite_words(words)]))  # noqa: S611  # a literal with one parameter


def _phrases(words: Sequence[str]) -> list[list[str]]:
    """Put words of one East Asian character that follow each other into one phrase."""
    phrases: list[list[str]] = []
    for word in words:
        joins = len(word) == 1 and word > LAST_LATIN and phrases and phrases[-1][-1] > LAST_LATIN
        if joins and len(phrases[-1][-1]) == 1:
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases


def _newest(entries: QuerySet[SearchEntry], words: Sequence[str], limit: int) -> list[SearchEntry]:
    """Walk a common word from the newest entry down: names first, then the rest of the text."""
    in_name, anywhere = Q(), Q()
    for word in words:
        in_name &= Q(names__startswith=word) | Q(names__contains=f" {word}")
        in_name_or_text = Q(text__startswith=word) | Q(text__contains=f" {word}")
        anywhere &= Q(names__startswith=word) | Q(names__contains=f" {word}") | in_name_or_text
    newest = entries.order_by(F("on").desc(nulls_last=True), "-id")
    hits = list(newest.filter(in_name)[:limit])
    if len(hits) < limit:
        more = newest.filter(anywhere).exclude(pk__in=[hit.pk for hit in hits])
        hits += more[: limit - len(hits)]
    return hits


def _rank(hit: SearchEntry, query: str, words: Sequence[str]) -> tuple[Any, ...]:
    """Order a hit: all words in the name, the name spelt just so, at its start; then newest."""
    lines = hit.names.split("\n")
    padded = f" {hit.names.replace(chr(10), ' ')}"
    in_name = all(f" {word}" in padded for word in words)
    exact = fold_toned(query)
    spelt = any(f" {exact}" in f" {line}" for line in lines)
    starts = any(line.startswith(words[0]) for line in lines)
    newest = -hit.on.toordinal() if hit.on else 0
    return (not in_name, not spelt, not starts, newest, hit.kind, hit.pk)
