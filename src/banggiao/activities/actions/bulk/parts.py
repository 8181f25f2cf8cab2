"""The parts of activities on their way: who took part, topics, agreements, programme, results."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from banggiao.accounts.bulk import Draft, clean, hold_all, take_out
from banggiao.activities.actions.activities import place_parties
from banggiao.activities.actions.programme import GAP, check_day
from banggiao.activities.enums import PartyRole
from banggiao.activities.models import (
    Activity,
    ActivityInstrument,
    AgreedPoint,
    Participant,
    Party,
    ProgrammeItem,
    Result,
    Step,
    Topic,
)
from banggiao.activities.queries.posts import held_on
from banggiao.core.dates import earliest_of
from banggiao.core.errors import Refused
from banggiao.core.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db import models

    from banggiao.accounts.bulk import Problems
    from banggiao.accounts.models import User
    from banggiao.activities.actions.bulk.known import Known
    from banggiao.activities.actions.bulk.rows import ParticipantRow, ResultRow, SessionRow

PARTS: dict[str, type[models.Model]] = {
    "parties": Party,
    "participants": Participant,
    "topics": Topic,
    "instruments": ActivityInstrument,
    "programme": ProgrammeItem,
    "results": Result,
    "points": AgreedPoint,
    "steps": Step,
}
LINKS_OF_PARTS = {
    "parties": ("organisation",),
    "participants": ("person", "organisation"),
    "instruments": ("instrument",),
    "programme": ("speaker",),
    "points": ("duty",),
    "steps": ("act",),
}
COLUMN_OF = {"parties": "partners", "steps": "stage"}
"""The column of the row that a part came in, where it has another name."""

SESSION_FIELDS = ("on", "starts_at", "ends_at")
SESSION_TEXTS = ("place", "speaker_name", "in_charge", "remark")


@dataclass(slots=True, eq=False)
class Planned:
    """One draft and its parts as they will stand, by the name of their set."""

    draft: Draft[Activity]
    parts: dict[str, list[Any]] = field(default_factory=dict)
    new: list[tuple[str, models.Model]] = field(default_factory=list)
    gone: list[models.Model] = field(default_factory=list)
    stage_moved: bool = False

    @property
    def last_step(self) -> Step | None:
        """The step the activity took last."""
        return max(self.parts["steps"], key=lambda step: step.number, default=None)

    def add(self, name: str, part: models.Model) -> None:
        """Add a new part."""
        self.parts[name].append(part)
        self.new.append((name, part))
        self.draft.parts_changed = True

    def take_out(self, *, by: User, problems: Problems, reason: str) -> None:
        """Take out the parts that the row names, of those that an import may add."""
        if self.draft.row.without:
            sets = {name: parts for name, parts in self.parts.items() if name != "points"}
            self.gone = take_out(self.draft, sets, user=by, problems=problems, reason=reason)


def load_parts(activities: Sequence[Activity]) -> None:
    """Load what stands in an activity's snapshot."""
    for name in PARTS:
        hold_all(activities, name, *LINKS_OF_PARTS.get(name, ()))


def planned(draft: Draft[Activity]) -> Planned:
    """Give the draft with the parts that are stored."""
    stored = {n: [] if draft.is_new else list(getattr(draft.record, n).all()) for n in PARTS}
    return Planned(draft, stored)


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the parts that a row names and its activity does not have."""

    known: Known
    problems: Problems

    def plan(self, plan: Planned) -> None:
        """Plan all parts of one activity."""
        row, activity, number = plan.draft.row, plan.draft.record, plan.draft.number
        self._parties(plan)
        for one in row.participants:
            self._participant(plan, one)
        topics = {topic.name for topic in plan.parts["topics"]}
        for name in dict.fromkeys(row.topics):
            if name not in topics:
                plan.add("topics", Topic(activity=activity, name=name))
        served = {link.instrument_id for link in plan.parts["instruments"]}
        for text in self._several("instruments", row.instruments, number, "instruments"):
            if text.pk not in served:
                plan.add("instruments", ActivityInstrument(activity=activity, instrument=text))
        for item in row.programme:
            self._item(plan, item)
        for result in row.results:
            _plan_result(plan, result)

    def _one(self, store: str, code: str, number: int, column: str) -> Any:
        return self.known.one(store, code, self.problems, number, column)

    def _several(self, store: str, codes: Sequence[str], number: int, column: str) -> list[Any]:
        return self.known.several(store, codes, self.problems, number, column)

    def _parties(self, plan: Planned) -> None:
        row, activity, number = plan.draft.row, plan.draft.record, plan.draft.number
        host = self._one("bodies", row.host, number, "host")
        partners = self._several("bodies", row.partners, number, "partners")
        wanted = place_parties(activity.kind, host, partners)
        for column, role in (("organisers", PartyRole.ORGANISER), ("chairs", PartyRole.CHAIR)):
            bodies = self._several("bodies", getattr(row, column), number, column)
            wanted += [(body, role) for body in bodies]
        present = {(party.organisation_id, party.role) for party in plan.parts["parties"]}
        for body, role in wanted:
            if (body.pk, role) not in present:
                present.add((body.pk, role))
                order = _next(plan.parts["parties"], "order")
                new = Party(activity=activity, organisation=body, role=role, order=order)
                plan.add("parties", new)

    def _participant(self, plan: Planned, row: ParticipantRow) -> None:
        number, activity, stored = plan.draft.number, plan.draft.record, plan.parts["participants"]
        person = self._one("people", row.person, number, "participants")
        body = self._one("bodies", row.organisation, number, "participants")
        if (row.person and person is None) or (row.organisation and body is None):
            return
        name = normalise(row.name) or (person.name if person else "")
        if any(one.name == name and one.role == row.role for one in stored):
            return
        title = normalise(row.title)
        if person is not None and not title:
            post = held_on(self.known.posts.get(person.pk, []), earliest_of(activity.start))
            if post is not None and body in {None, post.organisation}:
                title = str(post) if post.all_names() else ""
                body = post.organisation
        new = Participant(
            activity=activity,
            role=row.role,
            name=name,
            person=person,
            title=title,
            organisation=body,
            order=_next(stored, "order"),
            remark=normalise(row.remark),
        )
        plan.add("participants", new)

    def _item(self, plan: Planned, row: SessionRow) -> None:
        speaker = self._one("people", row.speaker, plan.draft.number, "programme")
        if row.speaker and speaker is None:
            return
        stored, title = plan.parts["programme"], normalise(row.title)
        if any((i.title, i.on, i.starts_at) == (title, row.on, row.starts_at) for i in stored):
            return
        order = max((item.order for item in stored), default=0) + GAP
        item = ProgrammeItem(activity=plan.draft.record, title=title, speaker=speaker, order=order)
        for name in SESSION_FIELDS:
            setattr(item, name, getattr(row, name))
        for name in SESSION_TEXTS:
            setattr(item, name, normalise(getattr(row, name)))
        with self.problems.of(plan.draft.number, "programme"), in_its_column():
            check_day(item, plan.draft.record)
        plan.add("programme", item)


def _next(parts: Sequence[Any], name: str) -> int:
    """Give the place after the last one there is."""
    return max((getattr(part, name) for part in parts), default=0) + 1


def _plan_result(plan: Planned, row: ResultRow) -> None:
    stored, text = plan.parts["results"], normalise(row.text)
    if not any(result.text == text for result in stored):
        new = Result(activity=plan.draft.record, number=_next(stored, "number"), text=text)
        new.state, new.evidence = row.state, normalise(row.evidence)
        plan.add("results", new)


def clean_parts(plan: Planned, problems: Problems) -> None:
    """Check the fields of the new parts; constraints are left to the database."""
    for name, part in plan.new:
        with problems.of(plan.draft.number, COLUMN_OF.get(name, name)), in_its_column():
            clean(part)


@contextmanager
def in_its_column() -> Iterator[None]:
    """Say what is wrong with a part of the column it came in, not of the part's fields."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    except Refused as refused:
        raise Refused(refused.code, refused.message) from refused
