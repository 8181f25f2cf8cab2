"""The parts of texts on their way: parties, signatories, topics, and the acts of the ledger."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from banggiao.accounts.bulk import clean, found, hold_all, not_found, take_out
from banggiao.agreements.actions.instruments import SIGNATORY_FIELDS, party_missing
from banggiao.agreements.actions.ledger import check_ledger, check_open, follows_from_newer
from banggiao.agreements.actions.place import READS, check_path
from banggiao.agreements.actions.signers import check_signer, signing_day
from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import (
    Act,
    Instrument,
    Party,
    PathEntry,
    PathStep,
    Signatory,
    SigningRule,
    Topic,
)
from banggiao.agreements.queries.ledger import in_order
from banggiao.agreements.queries.path import path_of
from banggiao.core.errors import Refused
from banggiao.core.writing import assign
from banggiao.partners.models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db import models

    from banggiao.accounts.bulk import Draft, Drafts, Problems
    from banggiao.accounts.models import User
    from banggiao.agreements.actions.bulk.rows import ActRow, InstrumentRow, SignatoryRow

PARTS: dict[str, type[models.Model]] = {
    "parties": Party,
    "signatories": Signatory,
    "topics": Topic,
    "acts": Act,
    "path": PathEntry,
}
"""What belongs to a text. Of the path nothing is imported, it is only kept in the log."""

LINKS_OF_PARTS = {
    "parties": ("organisation",),
    "signatories": ("person", "organisation"),
    "acts": ("by_instrument", "organisation"),
    "path": ("step", "back_to", "paper"),
}

LATER = {ActKind.IN_FORCE, ActKind.EXTENDED, ActKind.AMENDED, ActKind.ENDED, ActKind.INHERITED}
"""The acts that a row may bring, beside the signing. Others follow from a later text."""

ONCE = {ActKind.IN_FORCE, ActKind.ENDED}
"""Those a text has once: one that is there stays as it is."""

ACT_FIELDS = ("kind", "on", "until", "organisation", "remark")


@dataclass(slots=True, eq=False)
class Planned:
    """One draft and its parts as they will stand, by the name of their set."""

    draft: Draft[Instrument]
    parts: dict[str, list[Any]] = field(default_factory=dict)
    gone: list[Any] = field(default_factory=list)
    signing_moved: bool = False

    @classmethod
    def of(cls, draft: Draft[Instrument]) -> Planned:
        """Begin with the parts that are stored."""
        stored = {
            name: [] if draft.is_new else list(getattr(draft.record, name).all()) for name in PARTS
        }
        return cls(draft, stored)

    def add(self, name: str, part: models.Model) -> None:
        """Add a new part."""
        self.parts[name].append(part)
        self.draft.parts_changed = True

    def new(self, name: str) -> list[Any]:
        """Give the parts of a set that are not stored yet."""
        return [part for part in self.parts[name] if not part.pk]


def load_parts(instruments: Sequence[Instrument]) -> None:
    """Load what stands in a text's snapshot."""
    for name in PARTS:
        hold_all(instruments, name, *LINKS_OF_PARTS.get(name, ()))


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows name and the writer may see, and the rules of signing."""

    bodies: dict[str, Organisation]
    people: dict[str, Person]
    signing: Sequence[SigningRule]
    steps: Sequence[PathStep]

    def of(self, codes: Sequence[str], problems: Problems, number: int) -> list[Organisation]:
        """Give the bodies, each once, and note those that are not there."""
        for code in codes:
            if code not in self.bodies:
                problems.add(number, "parties", not_found(code))
        return list(dict.fromkeys(self.bodies[code] for code in codes if code in self.bodies))


def know(rows: Sequence[InstrumentRow], user: User) -> Known:
    """Fetch what the rows name: one question for 500 codes of a kind."""
    bodies = [code for row in rows for code in row.parties]
    bodies += [one.organisation for row in rows for one in row.signatories]
    bodies += [act.organisation for row in rows for act in row.acts]
    people = (one.person for row in rows for one in row.signatories)
    return Known(
        found(Organisation.objects.visible_to(user), "code", bodies),
        found(Person.objects.visible_to(user), "code", people),
        list(SigningRule.objects.all()),
        list(PathStep.objects.all()),
    )


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the parts that a row names and its text does not have."""

    drafts: Drafts[Instrument]
    known: Known
    reason: str

    def plan(self, plan: Planned) -> None:
        """Plan all parts of one text."""
        row, problems = plan.draft.row, self.drafts.problems
        if row.without:
            self._take_out(plan)
        self._parties(plan)
        topics = {topic.name for topic in plan.parts["topics"]}
        for name in dict.fromkeys(row.topics):
            if name not in topics:
                plan.add("topics", Topic(instrument=plan.draft.record, name=name))
        self._signing(plan)
        for act in row.acts:
            with problems.of(plan.draft.number, "acts"), in_its_column():
                self._act(plan, act)
        for one in row.signatories:
            self._signatory(plan, one)

    def _take_out(self, plan: Planned) -> None:
        sets = {name: parts for name, parts in plan.parts.items() if name != "path"}
        problems = self.drafts.problems
        plan.gone = take_out(
            plan.draft, sets, user=self.drafts.by, problems=problems, reason=self.reason
        )
        acts = [part for part in plan.gone if isinstance(part, Act)]
        if any(act.by_instrument_id for act in acts):
            problems.add(plan.draft.number, "acts", follows_from_newer().message)
        plan.signing_moved = any(act.kind == ActKind.SIGNED for act in acts)

    def _parties(self, plan: Planned) -> None:
        row, text, number = plan.draft.row, plan.draft.record, plan.draft.number
        problems, stored = self.drafts.problems, plan.parts["parties"]
        present = {party.organisation_id for party in stored}
        for organisation in self.known.of(row.parties, problems, number):
            if organisation.pk not in present:
                with problems.of(number, "parties"):
                    signed = row.signed or signing_day(plan.parts["acts"])
                    rules = self.known.signing
                    check_signer(organisation, by=self.drafts.by, signed=signed, rules=rules)
                order = max((party.order for party in stored), default=0) + 1
                plan.add("parties", Party(instrument=text, organisation=organisation, order=order))
        if not row.parties and not stored:
            problems.add(number, "parties", party_missing().message)

    def _signing(self, plan: Planned) -> None:
        row, acts = plan.draft.row, plan.parts["acts"]
        if row.signed is not None and not any(act.kind == ActKind.SIGNED for act in acts):
            signing = Act(instrument=plan.draft.record, kind=ActKind.SIGNED, place=row.place)
            assign(signing, {"on": row.signed}, ("on",))
            plan.add("acts", signing)
            plan.signing_moved = True

    def _act(self, plan: Planned, row: ActRow) -> None:
        if row.kind not in LATER:
            raise Refused(
                "act_not_importable",
                _("Write in_force, extended, amended, ended or inherited."),
            )
        heir = self.known.bodies.get(row.organisation)
        if row.organisation and heir is None:
            raise Refused("not_found", not_found(row.organisation))
        act = Act(instrument=plan.draft.record)
        data = {name: getattr(row, name) for name in ACT_FIELDS} | {"organisation": heir}
        assign(act, data, ACT_FIELDS)
        clean_act(act)
        same = [other for other in plan.parts["acts"] if other.kind == act.kind]
        if same and (act.kind in ONCE or any(other.on == act.on for other in same)):
            return
        check_open(act, [other for other in plan.parts["acts"] if other.pk])
        plan.add("acts", act)

    def _signatory(self, plan: Planned, row: SignatoryRow) -> None:
        number, known = plan.draft.number, self.known
        for code, store in ((row.person, known.people), (row.organisation, known.bodies)):
            if code and code not in store:
                self.drafts.problems.add(number, "signatories", not_found(code))
                return
        person = known.people.get(row.person)
        signatory = Signatory(instrument=plan.draft.record)
        data = {
            "role": row.role,
            "name": row.name or (person.name if person else ""),
            "person": person,
            "title": row.title,
            "organisation": known.bodies.get(row.organisation),
        }
        assign(signatory, data, SIGNATORY_FIELDS)
        same = {(one.name, one.role) for one in plan.parts["signatories"]}
        if (signatory.name, signatory.role) not in same:
            plan.add("signatories", signatory)


def check_parts(plan: Planned, known: Known, problems: Problems) -> None:
    """Check the new parts, and that the ledger can stand so and the path allows it."""
    number, before = plan.draft.number, len(problems.errors)
    for name in PARTS:
        for part in plan.new(name):
            with problems.of(number, _column(name, part)), in_its_column():
                clean(part)
    if len(problems.errors) > before:
        return
    new = plan.new("acts")
    with problems.of(number, _column("acts", new[-1]) if new else "acts"), in_its_column():
        check_ledger(plan.draft.record, plan.parts["acts"])
    path = sorted(plan.parts["path"], key=lambda entry: entry.number)
    for act in new if path else ():
        if act.kind in READS:
            acts = in_order(plan.parts["acts"])
            now = path_of(plan.draft.record, acts=acts, steps=known.steps, entries=path)
            with problems.of(number, _column("acts", act)), in_its_column():
                check_path(now, act.kind)


def _column(name: str, part: Any) -> str:  # any part of a text
    is_signing = isinstance(part, Act) and part.kind == ActKind.SIGNED
    return "signed" if is_signing else name


def clean_act(act: Act) -> None:
    """Check the fields of an act but its code, so that its days can be compared."""
    act.code = "waiting"
    clean(act)
    act.code = ""


@contextmanager
def in_its_column() -> Iterator[None]:
    """Say what is wrong with a part of the column it came in, not of the part's fields."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    except Refused as refused:
        raise Refused(refused.code, refused.message) from refused
