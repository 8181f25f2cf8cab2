"""Reads a cell that says one of a closed list: by our own labels first, then by usual words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from banggiao.core.text import fold_toned
from banggiao.exchange.books.text import shown
from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.read import Read
from banggiao.partners.enums import OfficeLevel, OrganisationKind
from banggiao.plans.enums import ActivityKind, Funding, Mode

if TYPE_CHECKING:
    from django.db.models import TextChoices

    from banggiao.exchange.books.book import Value


def read_choice(table: str, value: Value) -> Read[str]:
    """Read a cell with a table of `values/data/choices.toml`.

    What our own lists print is read as what it is, in every language of the pages.
    """
    code = _labels(table).get(fold_toned(shown(value)))
    return Read(code) if code else choices(table).read(value)


@cache
def _labels(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, label in _pairs(table):
        for language, _name in settings.LANGUAGES:
            with override(language):
                found.setdefault(fold_toned(str(label)), code)
    return found


def _pairs(table: str) -> list[tuple[str, object]]:
    from banggiao.agreements.enums import InstrumentKind  # noqa: PLC0415  # leaf

    enums: dict[str, type[TextChoices]] = {
        "activity_kinds": ActivityKind,
        "modes": Mode,
        "funding": Funding,
        "instrument_kinds": InstrumentKind,
        "organisation_kinds": OrganisationKind,
    }
    if table == "ranks":
        return [(rank, OfficeLevel(level).label) for rank, level in RANKS.items()]
    enum = enums.get(table)
    return [] if enum is None else [(str(code), label) for code, label in enum.choices]


RANKS = {
    "state_leader": OfficeLevel.STATE_LEADER,
    "head_of_agency": OfficeLevel.MINISTER,
    "deputy_head": OfficeLevel.DEPUTY_MINISTER,
    "department": OfficeLevel.DEPARTMENT,
    "officer": OfficeLevel.OFFICER,
}
"""How the ranks of annexes stand among the levels of office that reports count."""
