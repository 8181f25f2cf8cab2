"""Reads of the wording of a text: its versions, their clauses, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Prefetch, QuerySet, When
from django.urls import reverse

from banggiao.agreements.enums import VersionKind
from banggiao.agreements.models import Clause, Equivalence, Instrument, Text, Version
from banggiao.agreements.texts.differences import differences
from banggiao.agreements.texts.tree import Kind, Node

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.texts.differences import Differences

FIRST = ("vi", "en", "ja")
"""The order in which languages stand; others follow by the alphabet."""


def versions_of(instrument: Instrument, user: User) -> QuerySet[Any]:
    """Give the versions of a text the user may see, the newest first, with their languages."""
    texts = Prefetch("texts", Text.objects.annotate(clauses_count=Count("clauses")))
    found = Version.objects.visible_to(user).in_register().filter(instrument=instrument)
    rows: QuerySet[Any] = found.select_related("before").prefetch_related(texts)
    return rows.order_by("-number")


def version_numbered(instrument: Instrument, number: int, user: User) -> Version | None:
    """Give one version the user may see, also one that was set aside, with its texts."""
    found = Version.objects.visible_to(user).filter(instrument=instrument, number=number)
    version: Version | None = (
        found.select_related("before", "instrument").prefetch_related("texts__document").first()
    )
    return version


def pages_of_clauses(instrument: Instrument, wids: set[str], user: User) -> dict[str, str]:
    """Give the page of each clause in the newest version that has it and the user may see."""
    if not wids:
        return {}
    versions = Version.objects.visible_to(user).in_register().filter(instrument=instrument)
    found = Clause.objects.filter(text__version__in=versions, wid__in=wids)
    newest = found.order_by("text__version__number").values_list("wid", "text__version__number")
    return {
        wid: reverse("agreements:clause", args=[instrument.code, number, wid])
        for wid, number in newest
    }


def clause_at(instrument: Instrument, eid: str, user: User) -> str:
    """Give the lasting id of the clause at a place of the newest version the user may see.

    A place that the text does not cut so fine is that of the clause around it. Empty where the
    text has none there.
    """
    parts = eid.split("__")
    around = ["__".join(parts[:length]) for length in range(len(parts), 0, -1)]
    found = Clause.objects.filter(
        text__version=versions_of(instrument, user).first(), eid__in=around
    )
    by_place = dict(found.values_list("eid", "wid"))
    return next((by_place[one] for one in around if one in by_place), "")


def texts_in_order(version: Version) -> list[Text]:
    """Give the texts of a version, Vietnamese, English and Japanese first."""
    return sorted(version.texts.all(), key=lambda text: (place_of(text.language), text.language))


def place_of(language: str) -> int:
    """Give the place of a language among others."""
    return FIRST.index(language) if language in FIRST else len(FIRST)


def nodes_of(text: Text) -> tuple[list[Node], dict[str, str]]:
    """Give a stored text as nodes, and the wid of each eid."""
    rows = list(text.clauses.order_by("order"))
    return [node_of(row) for row in rows], {row.eid: row.wid for row in rows}


def node_of(row: Clause) -> Node:
    """Give a stored clause as a node."""
    kind = Kind(row.kind)
    return Node(row.eid, kind, row.num, row.printed, row.heading, row.body, row.parent)


def used_wids(instrument: Instrument) -> set[str]:
    """Give all ids that clauses of a text and of those before it ever had."""
    found = Clause.objects.filter(text__version__instrument__in=lineage_of(instrument))
    return set(found.values_list("wid", flat=True).distinct())


def lineage_of(instrument: Instrument) -> list[int]:
    """Give the keys of a text and of those it follows, the newest first."""
    lineage, current = [instrument.pk], instrument.predecessor
    while current is not None and current.pk not in lineage:
        lineage.append(current.pk)
        current = current.predecessor
    return lineage


@dataclass(frozen=True, slots=True)
class Line:
    """A clause across languages: ``cells`` has one a language, None where it is missing there."""

    wid: str
    kind: str
    depth: int
    cells: list[Clause | None]
    marked: list[Equivalence | None]

    @property
    def is_article(self) -> bool:
        """Whether an address may lead to it by its place."""
        return self.kind not in {Kind.PARAGRAPH, Kind.POINT}


def lines_of(version: Version, texts: Sequence[Text]) -> list[Line]:
    """Set the texts of a version side by side, clause by clause, in the order of the first.

    What the first does not have follows what stands before it in its own text. ``marked`` says for
    each language but the first who found it equivalent to the first.
    """
    rows = Clause.objects.filter(text__in=[text.pk for text in texts]).order_by("order")
    by_text: dict[int, dict[str, Clause]] = {text.pk: {} for text in texts}
    known = {text.pk: text for text in texts}
    for row in rows:
        row.text = known[row.text_id]
        by_text[row.text_id][row.wid] = row
    found = Equivalence.objects.filter(version=version).select_related("by")
    equal = {(e.wid, e.first, e.second): e for e in found}
    lines = []
    for wid in _order([list(by_text[text.pk]) for text in texts]):
        cells = [by_text[text.pk].get(wid) for text in texts]
        one = next(cell for cell in cells if cell is not None)
        marked = [equal.get((wid, *pair(texts[0].language, text.language))) for text in texts[1:]]
        lines.append(Line(wid, one.kind, one.eid.count("__"), cells, marked))
    return lines


def pair(one: str, other: str) -> tuple[str, str]:
    """Give two languages in the order in which an equivalence names them."""
    return (one, other) if one < other else (other, one)


def _order(columns: Iterable[Sequence[str]]) -> list[str]:
    """Merge columns of ids: the first as it stands, what it lacks after its neighbour above."""
    order: list[str] = []
    for column in columns:
        known = set(order)
        extra: dict[str, list[str]] = {}
        above = ""
        for wid in column:
            if wid in known:
                above = wid
            else:
                extra.setdefault(above, []).append(wid)
        merged = list(extra.get("", []))
        for wid in order:
            merged += [wid, *extra.get(wid, [])]
        order = merged
    return order


@dataclass(frozen=True, slots=True)
class Change:
    """A clause in two versions: both None never. ``how`` compares their words, if it is in both."""

    wid: str
    old: Clause | None
    new: Clause | None
    how: Differences

    @property
    def is_same(self) -> bool:
        """Whether it says the same, wherever it stands."""
        return self.old is not None and self.new is not None and self.how.is_same


def changes_between(old: Text, new: Text) -> list[Change]:
    """Compare two versions in one language, clause by clause, in the order of the newer."""
    was = {row.wid: row for row in old.clauses.order_by("order")}
    now = {row.wid: row for row in new.clauses.order_by("order")}
    return [
        Change(wid, was.get(wid), now.get(wid), _compared(was.get(wid), now.get(wid)))
        for wid in _order([list(now), list(was)])
    ]


def _compared(old: Clause | None, new: Clause | None) -> Differences:
    return differences(said(old), said(new))


def said(clause: Clause | None) -> str:
    """Give the words of a clause without its mark: a number that moved changes nothing in them."""
    parts = (clause.heading, clause.body) if clause is not None else ()
    return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Past:
    """A clause as it stood in a version that brought it in or changed it."""

    version: Version
    clause: Clause
    is_first: bool


def history_of(instrument: Instrument, wid: str, language: str, user: User) -> list[Past]:
    """Follow a clause through all versions of a text and of those before it, the oldest first.

    Only versions the user may see. Those in which it reads as before are left out.
    """
    lineage = lineage_of(instrument)
    seen = Version.objects.visible_to(user).in_register().filter(instrument__in=lineage)
    rows = Clause.objects.filter(wid=wid, text__language=language, text__version__in=seen)
    found: list[Past] = []
    for row in sorted(
        rows.select_related("text__version__instrument"),
        key=lambda r: (-lineage.index(r.text.version.instrument_id), r.text.version.number),
    ):
        before = found[-1].clause if found else None
        if before is None or not _compared(before, row).is_same:
            found.append(Past(row.text.version, row, is_first=before is None))
    return found


def versions_to_follow(instrument: Instrument, user: User) -> QuerySet[Any]:
    """Give the versions a new one may come after: of this text, then of those it follows."""
    seen = Version.objects.visible_to(user).in_register()
    found: QuerySet[Any] = seen.filter(instrument__in=lineage_of(instrument))
    return found.select_related("instrument").order_by("-created_at", "-number")


WHOLE = (VersionKind.SIGNED, VersionKind.CONSOLIDATED)


def version_on(instrument: Instrument, day: dt.date, user: User) -> Version | None:
    """Give the words that held on a day: the latest signed or consolidated version by then.

    Of this text and of all it follows or that follow it. A signed version holds from the day its
    text was signed, a consolidated one from its own date; one without a day holds on none.
    """
    older = lineage_of(instrument)
    family = [*older, *_followers(instrument)]
    seen = Version.objects.visible_to(user).in_register().filter(instrument__in=family)
    from_day: Any = Case(
        When(made_latest__isnull=False, then=F("made_latest")),
        When(kind=VersionKind.SIGNED, then=F("instrument__course__signed_latest")),
    )
    dated: QuerySet[Any] = seen.filter(kind__in=WHOLE).annotate(from_day=from_day)
    held = dated.filter(from_day__lte=day).select_related("instrument")
    found: Version | None = held.order_by("-from_day", "-number").first()
    return found


def _followers(instrument: Instrument) -> list[int]:
    """Give the keys of the texts that follow, generation by generation."""
    found: list[int] = []
    newest = [instrument.pk]
    while newest:
        after = Instrument.objects.filter(predecessor__in=newest).exclude(pk__in=found)
        newest = list(after.values_list("pk", flat=True))
        found += newest
    return found
