"""Partners, people, ties and notes, made the way the office makes them: through the actions."""

from __future__ import annotations

from itertools import count
from typing import Any

from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.core.enums import Classification
from banggiao.partners.actions import notes, organisations, people, relationships, titles
from banggiao.partners.enums import Level, OfficeLevel, OrganisationKind, PartyType
from banggiao.partners.models import (
    Country,
    Milestone,
    OfficeTitle,
    Organisation,
    Person,
    Post,
    Relationship,
    SituationNote,
)

PUBLIC, INTERNAL, RESTRICTED = (
    Classification.PUBLIC,
    Classification.INTERNAL,
    Classification.RESTRICTED,
)
numbers = count(1)


def writer(role: Role = Role.HEAD, clearance: int = RESTRICTED) -> User:
    """Give somebody who writes or looks without ever signing in: no row is needed for that."""
    return User(username="keeper", full_name="Trần Giữ Sổ", role=role, clearance=clearance)


def officer(clearance: int = INTERNAL) -> User:
    """Give an ordinary officer, who sees what is internal and nothing restricted."""
    return User(username="officer", full_name="Lê Cán Bộ", role=Role.OFFICER, clearance=clearance)


def country(code: str) -> Country:
    """Give one of the countries that the migrations entered."""
    return Country.objects.get(code=code)


def organisation(name_vi: str = "", *, by: User | None = None, **data: Any) -> Organisation:
    """Enter an organisation; a new name where none is given."""
    name = name_vi or f"Cơ quan số {next(numbers)}"
    facts: dict[str, Any] = {"name_vi": name, "kind": OrganisationKind.MINISTRY} | data
    return organisations.add_organisation(by=by or writer(), **facts)


def person(name: str = "", *, by: User | None = None, **data: Any) -> Person:
    """Enter a person; a new name where none is given."""
    name = name or f"Người số {next(numbers)}"
    return people.add_person(by=by or writer(), name=name, **data)


def post(
    holder: Person, at: Organisation | None = None, *, by: User | None = None, **data: Any
) -> Post:
    """Enter a post of a person."""
    return people.add_post(
        holder, by=by or writer(), organisation=at, **({"name_vi": "Chuyên viên"} | data)
    )


def relationship(one: Any, other: Any, *, by: User | None = None, **data: Any) -> Relationship:
    """Enter a tie between two countries or two organisations."""
    kind = PartyType.COUNTRY if isinstance(one, Country) else PartyType.ORGANISATION
    parties: dict[str, Any] = {"party_type": kind, f"{kind}_a": one, f"{kind}_b": other}
    return relationships.add_relationship(by=by or writer(), **parties | data)


def milestone(tie: Relationship, *, by: User | None = None, **data: Any) -> Milestone:
    """Enter a dated step of a tie."""
    facts: dict[str, Any] = {"level": Level.PARTNERSHIP, "on": "2014", "name_vi": "Ký kết"}
    return relationships.add_milestone(tie, by=by or writer(), **facts | data)


def note(
    about: Organisation, headline: str = "", *, by: User | None = None, **data: Any
) -> SituationNote:
    """Write a note on a partner."""
    facts: dict[str, Any] = {"on": "2024-05", "headline": headline or f"Ghi chú {next(numbers)}"}
    return notes.add_note(about, by=by or writer(), **facts | data)


def title(text: str = "", *, by: User | None = None, **data: Any) -> OfficeTitle:
    """Enter a title of office; a new one on the level of officers where nothing is given."""
    facts: dict[str, Any] = {"level": OfficeLevel.OFFICER, "basis": "Thông lệ"}
    name = text or f"Chức danh thử nghiệm {next(numbers)}"
    return titles.add_title(by=by or writer(), title=name, **facts | data)
