"""Reads of imports, for pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import F

from banggiao.core.text import fold
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.enums import AnswerKind
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.models import Answer, Import, ImportRow
from banggiao.exchange.queries.names import country_names, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.register import Match
    from banggiao.exchange.showing import Body

PAGE = 50
MOST_QUESTIONS = 100
NAMED = ("partner_words", "partner_new", "partner")


@dataclass(frozen=True, slots=True)
class Question:
    """A text that may name a record, asked once: ``rows`` of the file have it.

    ``places`` are the names of the countries of the candidates, by code.
    """

    what: str
    text: str
    rows: int
    candidates: tuple[Match, ...]
    answer: Answer | None
    places: Mapping[str, str] = field(default_factory=dict)


def imports_for(user: User) -> QuerySet[Import]:
    """Give the imports the user may know of, the latest first."""
    seen = Import.objects.visible_to(user).select_related("owner")
    return seen.order_by(F("created_at").desc(), "-pk")


def find_import(user: User, code: str) -> Import | None:
    """Give an import the user may know of, or None."""
    seen = Import.objects.visible_to(user).select_related("owner", "source")
    return seen.filter(code=code).first()


def rows_of(
    one: Import, *, decision: str = "", doubtful: bool = False, start: int = 0
) -> list[ImportRow]:
    """Give a page of rows, what is wrong or doubtful first, then in the order of the file."""
    rows = one.rows.order_by("rank", "number")
    if decision:
        rows = rows.filter(decision=decision)
    if doubtful:
        rows = rows.filter(rank__lte=1)
    return list(rows[start : start + PAGE])


def questions_of(one: Import, user: User) -> list[Question]:
    """Give the texts that may name partners and people, those in most rows first.

    One that the user has answered stays, with the answer, so that it can be changed. Bodies are
    looked for in the countries of the rows that name them; people are not, for a row says where
    they went.
    """
    bodies: Counter[str] = Counter()
    people: Counter[str] = Counter()
    where: dict[str, _Where] = defaultdict(_Where)
    for values in one.rows.values_list("values", flat=True):
        for text in _bodies_in(values):
            bodies[text] += 1
            where[text].add((values.get("countries") or {}).get("value"))
        people.update(_people_in(values))
    register = register_for(user)
    answers = {(a.what, a.text): a for a in Answer.objects.of(user)}
    found: list[Question] = []
    for what, texts, finder in (
        (AnswerKind.ORGANISATION, bodies, register.organisations),
        (AnswerKind.PERSON, people, register.people),
    ):
        for text, count in texts.most_common():
            answer = answers.get((what, fold(text)[:400]))
            countries = where[text].countries if what == AnswerKind.ORGANISATION else ()
            candidates = finder.find(text, countries)
            sure = bool(candidates) and candidates[0].is_sure
            if what == AnswerKind.PERSON and not candidates:
                continue
            if answer is not None or not sure:
                found.append(Question(str(what), text, count, candidates, answer))
    found = found[:MOST_QUESTIONS]
    places = country_names(match.country for one in found for match in one.candidates)
    return [replace(one, places=places) for one in found]


@dataclass(slots=True)
class _Where:
    """The countries of the rows in which a text stands; none where a row may be of any."""

    codes: set[str] = field(default_factory=set)
    is_open: bool = False

    def add(self, countries: Sequence[str] | None) -> None:
        self.codes.update(countries or ())
        self.is_open |= not countries

    @property
    def countries(self) -> tuple[str, ...]:
        return () if self.is_open else tuple(sorted(self.codes))


def _bodies_in(values: dict[str, Any]) -> Iterable[str]:
    partner = values.get("partner") or {}
    texts = [*((values.get(n) or {}).get("value") or [] for n in NAMED[:2])]
    for some in texts:
        yield from some
    if (
        not any(texts)
        and partner.get("value")
        and not (values.get("partner_id") or {}).get("value")
    ):
        yield partner["value"]
    body = values.get("organisation") or {}
    if body.get("value") and not (values.get("organisation_id") or {}).get("value"):
        yield body["value"]


def _people_in(values: dict[str, Any]) -> Iterable[str]:
    for name in ("people", "signatories"):
        for one in (values.get(name) or {}).get("value") or []:
            yield one["name"]


def shown_fields(one: Import) -> list[str]:
    """Give the fields that some column of the file tells, in the order of the columns."""
    told = [column["field"] for column in one.report.get("columns", []) if column["field"]]
    typed: set[str] = set()
    for corrections in one.rows.exclude(corrections={}).values_list("corrections", flat=True):
        typed |= set(corrections)
    return list(dict.fromkeys([*told, *sorted(typed)]))


def records_by_code(one: Import, codes: Iterable[str], user: User) -> dict[str, Body]:
    """Give the records that rows of an import change, became or may be, as far as seen."""
    kinds = one.rows.values_list("kind", flat=True).distinct()
    return records_of([WAYS[kind].record for kind in kinds], codes, user)
