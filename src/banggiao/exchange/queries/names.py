"""Names of the records that rows of a file or of a pasted block speak of, by code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import get_language

from banggiao.exchange.showing import Body, Names, codes_in
from banggiao.partners.models import Country, Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from banggiao.accounts.models import User
    from banggiao.exchange.showing import Values

COUNTRY = "country"
BODIES = frozenset({"host", "parties", "partners"})
"""Fields of a record whose words, in what a row changes of it, are codes."""


def names_of(
    rows: Iterable[Values], user: User, changes: Iterable[Mapping[str, Any]] = ()
) -> Names:
    """Give the names of the countries and bodies in the values of rows, and in what they change.

    Two questions, however many rows there are; of bodies those that the user may see.
    """
    countries, bodies = codes_in(rows)
    for change in changes:
        if change["field"] in {COUNTRY, *BODIES}:
            codes = {*change["before"].split("; "), *change["after"].split("; ")} - {""}
            (countries if change["field"] == COUNTRY else bodies).update(codes)
    seen: Any = ()
    if bodies:
        seen = Organisation.objects.visible_to(user).filter(code__in=sorted(bodies))
    return Names(
        countries=country_names(countries),
        bodies={one.code: Body(one.label, one.get_absolute_url()) for one in seen},
    )


def country_names(codes: Iterable[str]) -> dict[str, str]:
    """Give the names of countries in the language of the page, by code. One question or none."""
    wanted, language = sorted({*codes} - {""}), get_language() or "vi"
    found: Any = Country.objects.filter(code__in=wanted) if wanted else ()
    return {one.code: one.name_in(language) for one in found}


def records_of(models: Iterable[str], codes: Iterable[str], user: User) -> dict[str, Body]:
    """Give the records of these codes that the user may see: "partners.person" and the like."""
    wanted = sorted({*codes} - {""})
    found: dict[str, Body] = {}
    for name in models if wanted else ():
        model: Any = apps.get_model(name)
        for record in model.objects.visible_to(user).filter(code__in=wanted):
            found[record.code] = Body(str(record), record.get_absolute_url())
    return found
