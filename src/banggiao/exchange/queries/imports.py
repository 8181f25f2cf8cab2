"""Reads of imports, for pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from banggiao.core.text import fold
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.enums import AnswerKind
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.models import Answer, Import, ImportRow
from banggiao.exchange.queries.names import records_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.register import Match
    from banggiao.exchange.showing import Body

PAGE = 50
MOST_QUESTIONS = 100
NAMED = ("partner_words", "partner_new", "partner")


@dataclass(frozen=True, slots=True)
class Question:
    """A text that may name a record, asked once: ``rows`` of the file have it."""

    what: str
    text: str
    rows: int
    candidates: tuple[Match, ...]
    answer: Answer | None


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

    One that the user has answered stays, with the answer, so that it can be changed.
    """
    bodies: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for values in one.rows.values_list("values", flat=True):
        bodies.update(_bodies_in(values))
        people.update(_people_in(values))
    register = register_for(user)
    answers = {(a.what, a.text): a for a in Answer.objects.of(user)}
    found = []
    for what, texts, finder in (
        (AnswerKind.ORGANISATION, bodies, register.organisations),
        (AnswerKind.PERSON, people, register.people),
    ):
        for text, count in texts.most_common():
            answer = answers.get((what, fold(text)[:400]))
            candidates = finder.find(text)
            sure = bool(candidates) and candidates[0].is_sure
            if what == AnswerKind.PERSON and not candidates:
                continue
            if answer is not None or not sure:
                found.append(Question(str(what), text, count, candidates, answer))
    return found[:MOST_QUESTIONS]


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
