"""Loads the facts that `partners` keeps: organisations, relationships, people and posts.

Facts are public. The country of a person is not in the facts, so it stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.actions import system_user
from banggiao.core.enums import Classification
from banggiao.demo.reading import dated_notes, several, table
from banggiao.partners.actions.bulk import (
    Imported,
    MilestoneRow,
    OrganisationRow,
    PersonRow,
    PostRow,
    RelationshipRow,
    import_organisations,
    import_people,
    import_posts,
    import_relationships,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLIC = int(Classification.PUBLIC)


def load_organisations() -> Imported:
    """Enter the organisations; the own body's become units that users belong to."""
    rows = [
        OrganisationRow(
            code=row["id"],
            kind=row["kind"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            name_ja=row["name_ja"],
            abbreviation=row["abbreviation"],
            country=row["country"],
            parent=row["parent_id"],
            founded=row["valid_from"],
            dissolved=row["valid_to"],
            remark=row["note"],
            classification=PUBLIC,
            aliases=several(row["aliases"]),
            successor_of=several(row["successor_of"]),
            succeeded_on=row["valid_from"],
        )
        for row in table("organisations")
    ]
    return import_organisations(rows, by=system_user())


def load_relationships() -> Imported:
    """Enter the ties: a row of the table is a step, the steps between the same two make one tie."""
    ties = _grouped(table("relationships"), lambda row: (row["party_a"], row["party_b"]))
    rows = [
        RelationshipRow(
            code="-".join(parties).lower(),
            party_type=steps[0]["party_type"],
            party_a=parties[0],
            party_b=parties[1],
            remark=dated_notes(steps, "date"),
            classification=PUBLIC,
            milestones=[
                MilestoneRow(
                    code=step["id"],
                    level=step["level"],
                    on=step["date"],
                    name_vi=step["label_vi"],
                    name_en=step["label_en"],
                )
                for step in steps
            ],
        )
        for parties, steps in ties.items()
    ]
    return import_relationships(rows, by=system_user())


def load_people() -> Imported:
    """Enter the people in office."""
    rows = [
        PersonRow(
            code=row["id"],
            name=row["name"],
            name_native=row["name_native"],
            name_order=row["name_order"],
            remark=row["note"],
            classification=PUBLIC,
        )
        for row in table("people")
    ]
    return import_people(rows, by=system_user())


def load_posts() -> Imported:
    """Enter the posts: rows that differ only in the day a source shows are one post, seen often."""
    same = ("person_id", "organisation_id", "title_vi", "title_en", "from", "to")
    posts = _grouped(table("posts"), lambda row: tuple(row[name] for name in same))
    rows = [
        PostRow(
            person=person,
            organisation=organisation,
            name_vi=title_vi,
            name_en=title_en,
            start=start,
            end=end,
            remark=dated_notes(seen, "known_at"),
            known_on=[row["known_at"] for row in seen],
        )
        for (person, organisation, title_vi, title_en, start, end), seen in posts.items()
    ]
    return import_posts(rows, by=system_user())


def _grouped(
    rows: list[dict[str, str]], key: Callable[[dict[str, str]], tuple[str, ...]]
) -> dict[tuple[str, ...], list[dict[str, str]]]:
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
