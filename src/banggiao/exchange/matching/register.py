"""Asks the register once for every name an importer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.exchange.matching.organisations import Body, Organisations
from banggiao.exchange.matching.people import Known, People
from banggiao.exchange.reading.register import Register
from banggiao.exchange.values.countries import Countries
from banggiao.partners.models import Alias, Country, Organisation, Person

if TYPE_CHECKING:
    from banggiao.accounts.models import User

NAMES = ("name_vi", "name_en", "name_ja", "name_native")


def register_for(user: User) -> Register:
    """Give the names of the register as far as the user may see them: five questions, no more."""
    countries = Countries(
        (row["code"], [name for key in NAMES if (name := row.get(key))])
        for row in Country.objects.values("code", *NAMES[:3])
    )
    return Register(
        countries=countries,
        organisations=Organisations(_bodies(user), countries),
        people=People(_people(user)),
    )


def _bodies(user: User) -> list[Body]:
    seen = Organisation.objects.visible_to(user).in_register()
    aliases: dict[int, list[str]] = {}
    for key, name in Alias.objects.filter(organisation__in=seen.values("pk")).values_list(
        "organisation_id", "name"
    ):
        aliases.setdefault(key, []).append(name)
    rows = seen.values("pk", "code", "abbreviation", "country__code", "is_own", *NAMES)
    bodies = []
    for row in rows.iterator():
        names = [row[name] for name in (*NAMES, "abbreviation") if row[name]]
        bodies.append(
            Body(
                row["code"],
                names[0] if names else row["code"],
                row["country__code"] or "",
                (*names, *aliases.get(row["pk"], ())),
                row["is_own"],
            )
        )
    return bodies


def _people(user: User) -> list[Known]:
    rows = (
        Person.objects.visible_to(user)
        .in_register()
        .values_list("code", "name", "name_native", "country__code")
    )
    return [
        Known(code, name, country or "", tuple(n for n in (name, native) if n))
        for code, name, native, country in rows.iterator()
    ]
