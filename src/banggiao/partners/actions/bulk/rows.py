"""What the bulk actions take and give: a row a record, and all that is wrong with the rows.

Links are codes. None says "this column was not given": a new record gets the model's default, an
existing one keeps its value. The empty text says "nothing stands here" and is written.

``without`` names parts that go, as when an import is taken back: the name of the set and the keys
that the log has, such as ``{"posts": [4, 5]}``. That asks for a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation. Without a code it is always a new one, and a readable code is made.

    ``aliases`` replaces all other names. ``successor_of`` names the bodies it came after, since
    ``succeeded_on``; they are added, and go only by ``without``.
    """

    code: str = ""
    kind: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    abbreviation: str | None = None
    country: str | None = None
    parent: str | None = None
    website: str | None = None
    founded: str | None = None
    dissolved: str | None = None
    remark: str | None = None
    classification: int | None = None
    aliases: Sequence[str] | None = None
    successor_of: Sequence[str] = ()
    succeeded_on: str = ""
    without: Mapping[str, Collection[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person. Without a code it is always a new one, and a readable code is made.

    Of ``without``, ``posts`` and ``sightings`` go.
    """

    code: str = ""
    name: str | None = None
    name_native: str | None = None
    name_order: str | None = None
    form_of_address: str | None = None
    country: str | None = None
    remark: str | None = None
    classification: int | None = None
    without: Mapping[str, Collection[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post of a person who is in the register.

    It is the same post when person, organisation, titles and start are the same. ``known_on`` are
    days on which a source shows the person in it; they are only added.
    """

    person: str
    organisation: str
    name_vi: str = ""
    name_en: str = ""
    name_ja: str = ""
    name_native: str = ""
    start: str = ""
    end: str | None = None
    is_head: bool | None = None
    remark: str | None = None
    known_on: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """A dated step of a relationship, known by its code."""

    code: str
    level: str | None = None
    on: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipRow:
    """A tie between two countries or two organisations, with its steps.

    Steps are added, and go only by ``without``, as ``milestones``.
    """

    code: str
    party_type: str
    party_a: str
    party_b: str
    remark: str | None = None
    classification: int | None = None
    milestones: Sequence[MilestoneRow] = ()
    without: Mapping[str, Collection[int]] = field(default_factory=dict)
