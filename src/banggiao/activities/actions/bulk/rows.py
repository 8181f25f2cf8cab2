"""What the bulk actions take: a row a record, and the rows of its parts.

Links are codes. None says "this column was not given": a new record gets the model's default, one
that is there keeps its value. The empty text says "nothing stands here" and is written, and so does
`CLEAR` of a number. Parts are added; those that go are named by their keys, in ``without``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.activities.enums import ParticipantRole, ResultState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from banggiao.accounts.bulk import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A row of activities that come again. ``organiser`` is the code of a body."""

    code: str
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    organiser: str | None = None
    remark: str | None = None
    classification: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """Who took part: a person by code, or a name as printed.

    Where the title is left out, title and body are those of the post the person held that day.
    """

    person: str = ""
    name: str = ""
    role: str = ParticipantRole.MEMBER
    title: str = ""
    organisation: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One item of the programme; items stand in the order of the rows, after those there are."""

    title: str
    on: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    speaker: str = ""
    speaker_name: str = ""
    in_charge: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result."""

    text: str
    state: str = ResultState.REACHED
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """An activity with its parts. Without a code it is always a new one.

    ``partners`` send an outgoing delegation where they are own bodies, else they take part.
    ``stage`` is preparing, confirmed, held or cancelled; ``stage_on`` the day from which it counts,
    ``stage_reason`` the ground of a cancellation. ``owner`` is a user's name.

    ``without`` names parts that go, as when an import is taken back: the name of the set and the
    keys that the log has, such as ``{"participants": [4, 5]}``. A step that goes takes the stage
    back with it.
    """

    code: str = ""
    kind: str | None = None
    mode: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    start: str | None = None
    end: str | None = None
    country: str | None = None
    place: str | None = None
    series: str | None = None
    edition: Number = None
    plan_line: str | None = None
    outside_ground: str | None = None
    outside_act: str | None = None
    outside_act_text: str | None = None
    purpose: str | None = None
    level: str | None = None
    headcount: Number = None
    headcount_is_about: bool | None = None
    cost: Number = None
    funding: str | None = None
    lead_unit: str | None = None
    owner: str | None = None
    remark: str | None = None
    classification: int | None = None
    stage: str | None = None
    stage_on: dt.date | None = None
    stage_reason: str = ""
    host: str = ""
    organisers: Sequence[str] = ()
    partners: Sequence[str] = ()
    chairs: Sequence[str] = ()
    participants: Sequence[ParticipantRow] = ()
    topics: Sequence[str] = ()
    instruments: Sequence[str] = ()
    programme: Sequence[SessionRow] = ()
    results: Sequence[ResultRow] = ()
    without: Mapping[str, Collection[int]] = field(default_factory=dict)
