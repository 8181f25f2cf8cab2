"""Many texts at once: what imports and the demo go through.

The same rights, rules and constraints as the single actions; the shared steps are in
`accounts.bulk`. All or nothing: `RowsRefused` carries every error of every row. Idempotent by code:
what is in the register already, word for word, is left alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from banggiao.accounts.bulk import (
    SIZE,
    Draft,
    Drafts,
    Imported,
    Problems,
    clean,
    finish,
    found,
    given,
    hold,
    hold_all,
    insert,
    judged_by_database,
    not_found,
    one_import,
)
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.agreements.actions.instruments import FIELDS, SIGNATORY_FIELDS, party_missing
from banggiao.agreements.actions.ledger import check_ledger
from banggiao.agreements.actions.lineage import link_predecessor
from banggiao.agreements.actions.place import keep_places
from banggiao.agreements.actions.signers import check_signer, signing_day
from banggiao.agreements.enums import ActKind, SignatoryRole
from banggiao.agreements.models import (
    Act,
    Course,
    Instrument,
    Party,
    PathEntry,
    Signatory,
    SigningRule,
    Topic,
)
from banggiao.agreements.standing import COLUMNS, derive
from banggiao.core.writing import CODE_LENGTH, assign
from banggiao.partners.models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User

COLUMNS_OF_ROW = tuple(name for name in FIELDS if name != "code")
PARTS: dict[str, type[models.Model]] = {
    "parties": Party,
    "signatories": Signatory,
    "topics": Topic,
    "acts": Act,
    "path": PathEntry,
}
"""What belongs to a text. Of the path nothing is imported, it is only kept in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryRow:
    """Who signed or witnessed: a person by code, or a name as printed."""

    person: str = ""
    name: str = ""
    title: str = ""
    organisation: str = ""
    role: str = SignatoryRole.SIGNATORY


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """A text with its parties and its signing. None says that the column was not given.

    ``signed`` is the day as far as it is known, the empty text a signing without a day, None no
    signing. Parties, topics and signatories are only added; an act that is there stays as it is.
    The text before, ``predecessor``, may stand in any row.
    """

    code: str
    parties: Sequence[str] = ()
    topics: Sequence[str] = ()
    signatories: Sequence[SignatoryRow] = ()
    signed: str | None = None
    place: str = ""
    predecessor: str = ""
    relation: str = ""
    kind: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    in_name_of: str | None = None
    languages: str | None = None
    place_of_originals: str | None = None
    term_start: str | None = None
    term_end: str | None = None
    term_months: int | None = None
    renewal: str | None = None
    renewal_months: int | None = None
    notice_months: int | None = None
    copies: int | None = None
    remark: str | None = None
    classification: int | None = None


@dataclass(slots=True)
class Plan:
    """The parts of one draft as they will stand, by the name of their set."""

    draft: Draft[Instrument]
    parts: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, name: str, part: models.Model) -> None:
        """Add a new part."""
        self.parts[name].append(part)
        self.draft.parts_changed = True


def import_instruments(rows: Sequence[InstrumentRow], *, by: User) -> Imported:
    """Enter or change many texts. Officers and heads who may see parties, people and texts before.

    Refused, with all errors of all rows: a code twice, what `add_instrument`, `sign_instrument`,
    `add_signatory` and `link_predecessor` refuse. An act that is there already is left alone.
    """
    require(by, "agreements.add_instrument")
    with one_import() as problems:
        drafts = Drafts(Instrument, by, problems, _load_parts)
        drafts.open(rows)
        plans = _plan(drafts)
        finish(drafts)
        for plan in plans.values():
            _clean_parts(plan, problems)
        problems.stop()
        imported = _write(drafts, plans)
        _link(rows, problems, by)
        return imported


def _clean_parts(plan: Plan, problems: Problems) -> None:
    """Check the new parts, and that the ledger can stand so."""
    number, before = plan.draft.number, len(problems.errors)
    for name, parts in plan.parts.items():
        column = "signed" if name == "acts" else name
        for part in parts:
            if not part.pk:
                with problems.of(number, column), _in_its_column():
                    clean(part)
    if len(problems.errors) == before:
        with problems.of(number, "signed"):
            check_ledger(plan.draft.record, plan.parts["acts"])


@contextmanager
def _in_its_column() -> Iterator[None]:
    """Say what is wrong with a part of the column it came in, not of the part's fields."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError(error.messages) from error


def _load_parts(instruments: Sequence[Instrument]) -> None:
    hold_all(instruments, "parties", "organisation")
    hold_all(instruments, "signatories", "person", "organisation")
    hold_all(instruments, "topics")
    hold_all(instruments, "acts", "by_instrument", "organisation")
    hold_all(instruments, "path", "step", "back_to", "paper")


def _plan(drafts: Drafts[Instrument]) -> dict[int, Plan]:
    """Set the fields of each text and plan its parts."""
    rows = [draft.row for draft in drafts.all if draft.row is not None]
    bodies = [code for row in rows for code in row.parties]
    people = [one.person for row in rows for one in row.signatories]
    bodies += [one.organisation for row in rows for one in row.signatories]
    known = _Known(
        found(Organisation.objects.visible_to(drafts.by), "code", bodies),
        found(Person.objects.visible_to(drafts.by), "code", people),
        list(SigningRule.objects.all()),
    )
    plans: dict[int, Plan] = {}
    for draft in drafts.all:
        stored = {
            name: [] if draft.is_new else list(getattr(draft.record, name).all()) for name in PARTS
        }
        plan = plans[id(draft)] = Plan(draft, stored)
        if draft.row is not None:
            _plan_one(plan, known, drafts)
    return plans


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows name and the writer may see."""

    bodies: dict[str, Organisation]
    people: dict[str, Person]
    signing: Sequence[SigningRule]

    def of(self, codes: Sequence[str], problems: Problems, number: int) -> list[Organisation]:
        for code in codes:
            if code not in self.bodies:
                problems.add(number, "parties", not_found(code))
        return [self.bodies[code] for code in codes if code in self.bodies]


def _plan_one(plan: Plan, known: _Known, drafts: Drafts[Instrument]) -> None:
    draft, problems = plan.draft, drafts.problems
    row, text, number = draft.row, draft.record, draft.number
    assign(text, given(row, COLUMNS_OF_ROW), FIELDS)
    with problems.of(number, "classification"):
        check_class(text.classification, drafts.by)
    present = {party.organisation_id for party in plan.parts["parties"]}
    for organisation in dict.fromkeys(known.of(row.parties, problems, number)):
        if organisation.pk not in present:
            with problems.of(number, "parties"):
                signed = row.signed or signing_day(plan.parts["acts"])
                check_signer(organisation, by=drafts.by, signed=signed, rules=known.signing)
            order = len(plan.parts["parties"]) + 1
            plan.add("parties", Party(instrument=text, organisation=organisation, order=order))
    if not row.parties and not plan.parts["parties"]:
        problems.add(number, "parties", party_missing().message)
    topics = {topic.name for topic in plan.parts["topics"]}
    for name in dict.fromkeys(row.topics):
        if name not in topics:
            plan.add("topics", Topic(instrument=text, name=name))
    if row.signed is not None and not any(a.kind == ActKind.SIGNED for a in plan.parts["acts"]):
        act = Act(instrument=text, kind=ActKind.SIGNED, on=row.signed, place=row.place)
        act.code = f"{row.code}-signed"[: CODE_LENGTH + 20]
        plan.add("acts", act)
    for one in row.signatories:
        _plan_signatory(plan, one, known, problems)


def _plan_signatory(plan: Plan, row: SignatoryRow, known: _Known, problems: Problems) -> None:
    number = plan.draft.number
    for code, store in ((row.person, known.people), (row.organisation, known.bodies)):
        if code and code not in store:
            problems.add(number, "signatories", not_found(code))
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


def _write(drafts: Drafts[Instrument], plans: dict[int, Plan]) -> Imported:
    """Write records, then their parts, then what follows from the ledgers."""
    changed = drafts.write()
    mine = [plans[id(draft)] for draft in changed]
    for name in PARTS:
        new = [(plan.draft.number, p) for plan in mine for p in plan.parts[name] if not p.pk]
        with judged_by_database(new, drafts.problems):
            insert([part for _number, part in new])
    for plan in mine:
        for name, parts in plan.parts.items():
            hold(plan.draft.record, name, parts)
    _keep_courses(mine)
    return drafts.log("agreements.instruments_imported", changed)


def _keep_courses(plans: Sequence[Plan]) -> None:
    """Do what `keep_course` does, for all at once."""
    courses = []
    for plan in plans:
        days = derive(plan.draft.record, plan.parts["acts"])
        course = Course(instrument=plan.draft.record)
        for name in COLUMNS:
            setattr(course, name, getattr(days, name))
        course.is_ours = any(party.organisation.is_own for party in plan.parts["parties"])
        courses.append(course)
    Course.objects.bulk_create(
        courses,
        batch_size=SIZE,
        update_conflicts=True,
        unique_fields=["instrument"],
        update_fields=["is_ours", *COLUMNS],
    )
    keep_places([plan.draft.record for plan in plans if not plan.draft.is_new])


def _link(rows: Sequence[InstrumentRow], problems: Problems, by: User) -> None:
    """Say which text came before, one by one: each link writes the ledgers of two texts."""
    wanted = [(n, row) for n, row in enumerate(rows, 1) if row.predecessor]
    codes = [row.predecessor for _n, row in wanted]
    seen = found(Instrument.objects.visible_to(by), "code", [*codes, *(r.code for _n, r in wanted)])
    for number, row in wanted:
        newer, older = seen.get(row.code), seen.get(row.predecessor)
        if older is None or newer is None:
            problems.add(number, "predecessor", not_found(row.predecessor))
        elif (newer.predecessor_id, newer.relation) != (older.pk, row.relation):
            with problems.of(number, "predecessor"):
                link_predecessor(newer, older, row.relation, by=by)
    problems.stop()
