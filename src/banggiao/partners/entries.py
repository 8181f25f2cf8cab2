"""What the search box knows of this room's records.

Only a record's own words go in: the name of a post's organisation, say, could tell of a body the
searcher may not know of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.search import Entry, labels_of

if TYPE_CHECKING:
    from banggiao.partners.models import Organisation, Person


def of_organisation(organisation: Organisation) -> Entry:
    """Find an organisation by all its names, its abbreviation and other names."""
    aliases = [alias.name for alias in organisation.aliases.all()]
    country = organisation.country
    return Entry(
        names=[*organisation.all_names(), organisation.abbreviation, *aliases],
        texts=[*(country.all_names() if country else ()), organisation.remark],
        labels=labels_of(organisation),
        sub=_with_abbreviation(organisation),
        url=organisation.get_absolute_url(),
        on=organisation.founded,
    )


def _with_abbreviation(organisation: Organisation) -> dict[str, str]:
    country = organisation.country
    if country is None:
        return {"vi": organisation.abbreviation}
    return {
        language: " · ".join(part for part in (organisation.abbreviation, name) if part)
        for language, name in labels_of(country).items()
    }


def of_person(person: Person) -> Entry:
    """Find a person by the name as printed and in their own script."""
    country = person.country
    return Entry(
        names=[person.name, person.name_native],
        texts=[person.remark],
        labels={"native": person.name},
        sub=labels_of(country) if country else {},
        url=person.get_absolute_url(),
    )
