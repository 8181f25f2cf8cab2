"""The implementation sheet of a text: what was promised under it, by whom, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from banggiao.agreements.models import Clause, Version
from banggiao.agreements.queries.versions import pages_of_clauses
from banggiao.agreements.texts.tree import Kind
from banggiao.core.dates.periods import perhaps_in, surely_in
from banggiao.duties import queries as duties
from banggiao.duties.enums import PartyRole, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.duties.models import Duty

LIMIT = 500
DEEPEST = 12
"""So many levels above a clause are named at most."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the sheet. ``tone`` and ``word`` say how it stands, politely of their side."""

    duty: Duty
    place: str
    place_url: str
    who: str
    due: str
    tone: str
    word: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The promises of a text: ours, theirs, and those of both; at most so many."""

    ours: Sequence[Promise]
    theirs: Sequence[Promise]
    both: Sequence[Promise]
    is_cut: bool

    @property
    def groups(self) -> list[tuple[str, Sequence[Promise]]]:
        """The groups that have a line, each with its heading."""
        named = [
            (_("Promises of our side"), self.ours),
            (_("Promises of the partner"), self.theirs),
            (_("Promises of both sides"), self.both),
        ]
        return [(heading, rows) for heading, rows in named if rows]

    @property
    def kept(self) -> int:
        """How many were kept."""
        rows = (*self.ours, *self.theirs, *self.both)
        return sum(row.duty.progress == Progress.KEPT for row in rows)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.ours) + len(self.theirs) + len(self.both)

    @property
    def classification(self) -> int:
        """The highest class of a line: the sheet is of that class."""
        rows = (*self.ours, *self.theirs, *self.both)
        return max((row.duty.classification for row in rows), default=0)


def sheet_of(instrument: Instrument, user: User, year: int | None = None) -> Sheet:
    """Give the promises under a text that the user may see.

    With a year: what fell due or was kept in it, and what was open before and still is.
    """
    found = duties.duties_about(instrument, user)
    if year is not None:
        found = _in_year(found, year)
    ordered = found.select_related("unit", "owner").order_by(
        "about_place", "undated", "due_latest", "pk"
    )
    rows = list(ordered[: LIMIT + 1])
    clauses = pages_of_clauses(instrument, {duty.about_clause for duty in rows} - {""}, user)
    lines = [_promise(duty, clauses.get(duty.about_clause, "")) for duty in rows[:LIMIT]]
    return Sheet(
        [line for line in lines if line.duty.ours and not line.duty.theirs],
        [line for line in lines if line.duty.theirs and not line.duty.ours],
        [line for line in lines if line.duty.ours and line.duty.theirs],
        len(rows) > LIMIT,
    )


def _in_year(found: QuerySet[Any], year: int) -> QuerySet[Any]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    within = Q()
    for name in ("due", "kept_on"):
        within |= surely_in(name, first, last) | perhaps_in(name, first, last)
    still_open = Q(progress=Progress.OPEN) & (Q(due="") | Q(due_latest__lte=last))
    return found.filter(within | still_open)


def _promise(duty: Any, place_url: str) -> Promise:  # one that came by `duties_about`
    mark = duties.standing(duty)
    promisors = duties.names(duty, PartyRole.PROMISOR)
    seen_to = " · ".join(str(one) for one in (duty.unit, duty.owner) if one)
    due = duties.day_in_words(duty.due) or _("no due date")
    if duty.every:
        due = f"{due}; {str(duty.get_every_display()).lower()}"
    word = mark.words if mark else duties.PROGRESS(duty.progress)
    if duty.progress == Progress.KEPT:
        word = f"{word} {duties.day_in_words(duty.kept_on)}"
    return Promise(
        duty,
        place=duty.about_place,
        place_url=place_url,
        who="\n".join(part for part in (promisors, seen_to) if part),
        due=due,
        tone=mark.tone if mark else "plain",
        word=word,
        evidence=duty.waived_reason if duty.progress == Progress.WAIVED else duty.evidence,
    )


def promises_of_clause(instrument: Instrument, clause: str, user: User) -> list[Any]:
    """Give what was promised in a clause, by its lasting id, as far as the user may see."""
    found = duties.duties_about(instrument, user).filter(about_clause=clause)
    return list(found.order_by("undated", "due_latest", "pk")[:LIMIT])


def place_in_words(version: Version, wid: str) -> str:
    """Say where a clause stands, widest first: article, paragraph, point."""
    clause = Clause.objects.filter(text__version=version, wid=wid).order_by("text", "order").first()
    said: list[str] = []
    while clause is not None and len(said) < DEEPEST:
        said.insert(0, _mark(clause))
        above = Clause.objects.filter(text=clause.text_id, eid=clause.parent)
        clause = above.first() if clause.parent else None
    return " ".join(part for part in said if part)


def _mark(clause: Clause) -> str:
    words = {
        Kind.ARTICLE: _("Article %(number)s"),
        Kind.PARAGRAPH: _("paragraph %(number)s"),
        Kind.POINT: _("point %(number)s"),
    }
    if clause.kind in words and clause.num:
        return words[Kind(clause.kind)] % {"number": clause.num}
    return clause.printed.rstrip(". ")
