"""What was read of a file, in the words of the page.

The columns of the grid are those of the file: ``column`` here is the field a column tells, such as
``head`` or ``when``; what was read from it has names of its own, such as ``people``, ``start`` and
``end``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from banggiao.activities.enums import Stage
from banggiao.agreements.enums import InNameOf, InstrumentKind, Relation, Renewal, State
from banggiao.core.dates import BadDate, PartialDate, format_partial
from banggiao.core.text import fold_toned
from banggiao.exchange.enums import Kind
from banggiao.exchange.reading.choices import RANKS
from banggiao.partners.enums import OfficeLevel, OrganisationKind
from banggiao.plans.enums import ActivityKind, Funding, Mode
from banggiao.plans.queries.words import grouped, millions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Values = Mapping[str, Mapping[str, Any]]

TOLD: dict[str, tuple[str, ...]] = {
    "when": ("start", "end"),
    "head": ("people",),
    "head_title": (),
    "members": ("people",),
    "signatories_vn": ("signatories",),
    "signatories_foreign": ("signatories",),
    "signed_place": ("signed", "place"),
    "term": ("term_months", "valid_from", "valid_to", "renews"),
    "relation": ("relation", "related_no"),
    "cost": ("cost", "funding"),
    "cost_partner": ("cost", "funding"),
    "budget_state": ("budget_state", "funding"),
    "budget_partner": ("cost", "funding"),
    "number": ("code",),
    "headcount_own": (),
    "personal": (),
}
"""What is read from a column, where it is not one thing of the same name."""
OF_KIND: dict[tuple[str, str], tuple[str, ...]] = {
    (Kind.INSTRUMENTS, "code"): ("record",),
    (Kind.ORGANISATIONS, "name"): ("name_vi", "name_ja"),
    (Kind.PLAN, "start"): ("period",),
    (Kind.PLAN, "end"): ("period",),
}
AS_COLUMN = {"country": "countries", "term_years": "term_months", "level": "rank"}
"""Other names of what was read: those of the JSON, and of columns of the register."""
BODIES = {"partner": "partner_ids", "organisation": "organisation_id"}
"""Fields that name a body, with the field that holds the codes of those that were found."""

_DAYS = frozenset(
    {"start", "end", "period", "signed", "valid_from", "valid_to", "founded"}
    | {"term_start", "term_end"}
)
_SORTS: dict[str, Any] = {
    Kind.ACTIVITIES: ActivityKind,
    Kind.PLAN: ActivityKind,
    Kind.INSTRUMENTS: InstrumentKind,
    Kind.ORGANISATIONS: OrganisationKind,
}
_STATES: dict[str, Any] = {Kind.ACTIVITIES: Stage, Kind.INSTRUMENTS: State}
_LISTS: dict[str, Any] = {
    "mode": Mode,
    "funding": Funding,
    "renews": Renewal,
    "renewal": Renewal,
    "relation": Relation,
    "in_name_of": InNameOf,
    "level": OfficeLevel,
    "stage": Stage,
}
EXTENDING = "extending"
"""Registers say so of a text whose term is being prolonged; no way in which one stands here."""
_MARKS = re.compile(r"[\s.,/;:()\-–—]+")


@dataclass(frozen=True, slots=True)
class Body:
    """A record that a cell names: its name and its page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names a page of rows needs, by code: of countries, and of bodies the viewer may see."""

    countries: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)


def told_by(kind: str, column: str) -> tuple[str, ...]:
    """Give what is read from a column, by the names it has in the values of a row."""
    return OF_KIND.get((kind, column), TOLD.get(column, (column,)))


def codes_in(rows: Iterable[Values]) -> tuple[set[str], set[str]]:
    """Give the codes of countries and of bodies that the values of rows name."""
    countries: set[str] = set()
    bodies: set[str] = set()
    for values in rows:
        countries.update(_listed(_value(values, "countries")))
        for name in BODIES.values():
            bodies.update(_listed(_value(values, name)))
    return countries - {""}, bodies - {""}


def bodies_in(column: str, values: Values, names: Names) -> list[Body]:
    """Give the bodies of the register that a cell was found to name, as far as one may see them."""
    codes = _listed(_value(values, BODIES[column])) if column in BODIES else []
    return [names.bodies[code] for code in codes if code in names.bodies]


def in_words(kind: str, column: str, values: Values, names: Names, text: str) -> str:
    """Say what was read from a cell whose text is ``text``; empty where nothing was.

    What another cell of the row told is not repeated here.
    """
    said = []
    for name in told_by(kind, column):
        got = values.get(name)
        if not got or not (got.get("raw") == text or len(told_by(kind, column)) == 1):
            continue
        words = _of_column(kind, column, name, values, names)
        if words and words not in said:
            said.append(words)
    return _joined(column, said)


def _joined(column: str, said: list[str]) -> str:
    return " – ".join(said) if column == "when" else "; ".join(said)


def _of_column(kind: str, column: str, name: str, values: Values, names: Names) -> str:
    value = _value(values, name)
    if name == "people":
        is_head = {"head": True, "members": False}.get(column)
        value = [p for p in value or () if is_head in {None, p.get("role") == "head"}]
    elif name == "signatories":
        side = {"signatories_vn": "vn", "signatories_foreign": "foreign"}.get(column)
        value = [p for p in value or () if side in {None, p.get("side")}]
    elif name == "partner" and _value(values, "partner_new"):
        fresh = ", ".join(_value(values, "partner_new"))
        return _("%(name)s (new partner)") % {"name": fresh}
    elif name == "headcount" and value is not None:
        return _headcount(value, values)
    if value in (None, "", [], ()):
        return ""
    return value_in_words(kind, name, value, names, marks_head=column == "people")


def value_in_words(
    kind: str, name: str, value: Any, names: Names, *, marks_head: bool = True
) -> str:
    """Say a value in the language of the page: of the file, or of a record it would change."""
    if name in {"people", "signatories"} and isinstance(value, list):
        return "\n".join(_person(one, marks_head=marks_head) for one in value)
    if name in _DAYS:
        return _day(str(value))
    write = _WRITERS.get(name)
    if write:
        return write(value)
    if name in {"countries", "country"}:
        return ", ".join(names.countries.get(code, code) for code in _listed(value))
    if name in {"host", "parties", "partners"}:
        codes = str(value).split("; ")
        return "; ".join(names.bodies[c].label if c in names.bodies else c for c in codes)
    return _choice(kind, name, value) or _plain(value)


def raw_if_other(raw: str, words: str) -> str:
    """Give the text of the cell where it says it in another way than the words.

    Zeros before a number, the marks between numbers, case and spaces are no other way.
    """
    return "" if not raw or _same(raw) == _same(words) else raw


def _same(text: str) -> str:
    parts = (part for part in _MARKS.split(fold_toned(text)) if part)
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def _value(values: Values, name: str) -> Any:
    got = values.get(name)
    return got.get("value") if got else None


def _listed(value: Any) -> list[str]:
    """Give one code, or several, as a list."""
    if not value:
        return []
    return [value] if isinstance(value, str) else list(value)


def _day(text: str) -> str:
    try:
        return format_partial(PartialDate.parse(text))
    except BadDate:
        return text


def _person(one: Mapping[str, Any], *, marks_head: bool) -> str:
    named = f"{one.get('name', '')}, {one['title']}" if one.get("title") else one.get("name", "")
    if marks_head and one.get("role") == "head":
        return pgettext("head of a delegation", "%(name)s (head)") % {"name": named}
    return str(named)


def _headcount(value: Any, values: Values) -> str:
    highest = _value(values, "headcount_max")
    words = f"{value}–{highest}" if highest and highest != value else str(value)
    is_about = _value(values, "headcount_is_about")
    return _("about %(number)s") % {"number": words} if is_about else words


def _months(value: Any) -> str:
    years, months = divmod(int(value), 12)
    parts = []
    if years:
        parts.append(ngettext("%(number)s year", "%(number)s years", years) % {"number": years})
    if months:
        words = ngettext("%(number)s month", "%(number)s months", months)
        parts.append(words % {"number": months})
    return " ".join(parts)


def _money(value: Any) -> str:
    try:
        return millions(round(Decimal(str(value))))
    except InvalidOperation:
        return str(value)


def _state_money(value: Any) -> str:
    """Write what annexes give in millions."""
    return _money(Decimal(str(value)) * 1_000_000)


def _rank(value: Any) -> str:
    level = RANKS.get(value)
    return str(OfficeLevel(level).label) if level else str(value)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "term_months": _months,
    "cost": _money,
    "budget_state": _state_money,
    "rank": _rank,
}


def choices_in(kind: str, column: str) -> list[str]:
    """Give what may be typed into a column of a closed list; nothing where any words may stand."""
    choices = {"kind": _SORTS.get(kind), "mode": Mode, "funding": Funding}.get(column)
    return [str(label) for _code, label in choices.choices] if choices else []


def _choice(kind: str, name: str, value: Any) -> str:
    """Give the label of a value of a closed list; empty where the field has none."""
    lists = {"kind": _SORTS.get(kind), "status": _STATES.get(kind), **_LISTS}
    choices = lists.get(name)
    if choices is State and value == EXTENDING:
        return pgettext("standing", "Being extended")
    return str(dict(choices.choices).get(value, "")) if choices else ""


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return grouped(value) if isinstance(value, float) else str(value)
