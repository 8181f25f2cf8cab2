"""A pasted block on its way into the register: looked at as often as needed, then added at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from banggiao.accounts.bulk import RowsRefused, trial
from banggiao.accounts.enums import Role
from banggiao.accounts.rules import require
from banggiao.activities.actions.bulk import ActivityRow, import_activities
from banggiao.activities.models import Activity
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused, Stale
from banggiao.core.writing import lock
from banggiao.exchange.actions.writing import try_rows, write_rows
from banggiao.exchange.deciding.about import about_import
from banggiao.exchange.deciding.deciding import Choice, decide
from banggiao.exchange.deciding.participants import decide_participants, participant_row
from banggiao.exchange.enums import PARTICIPANTS, Decision, Kind
from banggiao.exchange.matching.register import register_for
from banggiao.exchange.matching.remembered import with_answers
from banggiao.exchange.pasting.columns import field_twice
from banggiao.exchange.pasting.reading import read_rows
from banggiao.exchange.reading.around import Around
from banggiao.exchange.rules import RIGHTS
from banggiao.plans.actions.checks import check_draft
from banggiao.plans.models import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.deciding.proposals import About
    from banggiao.exchange.pasting.table import PastedTable
    from banggiao.exchange.reading.register import Register


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for each row that does not say it: codes, and the class of new records.

    ``kind`` is of activities or of bodies; ``organisation`` the body of people.
    """

    classification: int = Classification.INTERNAL
    kind: str = ""
    country: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A block as its page shows it, with what the person said of its columns and rows.

    ``into`` is the plan or the activity; partners go into none. ``columns`` gives the field of each
    column; ``left_out``, ``anew`` and ``people`` go by the number of the row: rows that stay out,
    rows to be added though the register has their like, and the person a name means.
    """

    kind: str
    table: PastedTable
    columns: Mapping[int, str]
    into: Plan | Activity | None = None
    usual: Usual = field(default_factory=Usual)
    left_out: frozenset[int] = frozenset()
    anew: frozenset[int] = frozenset()
    people: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Looked:
    """What would become of a block: its rows by number, and what is wrong beside them.

    ``twice`` are columns that hold what an earlier one holds; ``refused`` are sentences about the
    block as a whole.
    """

    rows: dict[int, Decided]
    about: About
    twice: dict[int, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[Decided]:
        """The rows that would be added."""
        return [one for one in self.rows.values() if one.decision == Decision.NEW]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong: what is left out or there already is not."""
        wrong = any(one.decision == Decision.REFUSED for one in self.rows.values())
        return not (wrong or self.twice or self.refused)

    @property
    def mark(self) -> str:
        """A mark of which rows would be added: it is another one when that changes."""
        words = " ".join(str(one.row.row) for one in self.new)
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def known_to(user: User) -> Register:
    """Give the names the user may see, with what the user answered once of such texts."""
    return with_answers(register_for(user), user)


def look_at(pasted: Pasted, *, by: User, register: Register) -> Looked:
    """Read and decide on a block, and try what the rooms' rules refuse. Writes nothing.

    Pasting only adds: a row that the register has already is left as it is. Refused rows and cells
    carry their sentences.
    """
    return _tried(pasted, _decided(pasted, by, register), by)


@transaction.atomic
def add_pasted(
    pasted: Pasted, *, by: User, register: Register, seen: str, version: int | None = None
) -> tuple[Looked, int]:
    """Add the rows of a block through the room's bulk action, all or nothing. Gives how many.

    Whoever may add such records. ``seen`` is the mark of the rows that the person saw, ``version``
    that of the activity. Where something is wrong, or other rows would be added than were seen,
    nothing is written (0) and the block is given to be looked at once more.
    """
    require(by, RIGHTS[pasted.kind], pasted.into if pasted.kind == PARTICIPANTS else None)
    looked = _decided(pasted, by, register)
    if not looked.is_sound or not looked.new or looked.mark != seen:
        return _tried(pasted, looked, by), 0
    try:
        with transaction.atomic():
            _write(pasted, looked, by, version=version)
    except RowsRefused:
        return look_at(pasted, by=by, register=register), 0
    except Stale:
        looked.refused.append(
            _("Somebody changed this activity meanwhile. Look at the rows, then add them again.")
        )
        return looked, 0
    return looked, len(looked.new)


def _decided(pasted: Pasted, by: User, register: Register) -> Looked:
    """Read the rows and decide on them, without trying."""
    usual, plan = pasted.usual, pasted.into if isinstance(pasted.into, Plan) else None
    year = plan.year if plan else None
    about = about_import(register, by, filename="", classification=usual.classification, year=year)
    about = replace(about, plan=plan.code if plan else "")
    countries = (usual.country,) if usual.country else ()
    kind = usual.kind if pasted.kind == Kind.PLAN else ""
    rows = read_rows(
        pasted.table,
        pasted.columns,
        pasted.kind,
        register,
        left_out=pasted.left_out,
        usual=Around(year=year, kind=kind, countries=countries),
    )
    if isinstance(pasted.into, Activity):
        body, people = usual.organisation, pasted.people
        decided = decide_participants(
            rows, pasted.into, about, by, organisation=body, people=people
        )
    else:
        anew = {n: Choice(Decision.NEW) for n, row in enumerate(rows) if row.row in pasted.anew}
        decided = decide(rows, about, by, anew)
        _only_add(decided, usual, by)
    looked = Looked({one.row.row: one for one in decided}, about, field_twice(pasted.columns))
    if plan is not None:
        try:
            check_draft(plan)
        except Refused as refused:
            looked.refused.append(str(refused.message))
    return looked


def _only_add(decided: Sequence[Decided], usual: Usual, by: User) -> None:
    """Leave records as they are, let no error pass, and fill in what is usual."""
    own = by.unit.code if by.role == Role.CONTRIBUTOR and by.unit else ""
    for one in decided:
        fields = one.proposal.fields
        if one.decision == Decision.UPDATE:
            one.decision = Decision.REPEATED
        elif one.problems and one.decision == Decision.NEW:
            one.decision = Decision.REFUSED
        if one.row.kind == Kind.PLAN and not fields["lead_unit"]:
            fields["lead_unit"] = own
        elif one.row.kind == Kind.ORGANISATIONS and not fields["kind"]:
            fields["kind"] = usual.kind


def _tried(pasted: Pasted, looked: Looked, by: User) -> Looked:
    """Note what the rooms refuse."""
    if looked.refused or not looked.new:
        return looked
    if not isinstance(pasted.into, Activity):
        try_rows(list(looked.rows.values()), by=by, about=looked.about)
        return looked
    try:
        with trial():
            _write(pasted, looked, by, version=None)
    except RowsRefused as refused:
        looked.refused += dict.fromkeys(error.message for error in refused.errors)
    return looked


def _write(pasted: Pasted, looked: Looked, by: User, *, version: int | None) -> None:
    reason = _("Pasted from a spreadsheet")
    if isinstance(pasted.into, Activity):
        lock(pasted.into, version)
        people = tuple(map(participant_row, looked.new))
        import_activities(
            [ActivityRow(code=pasted.into.code, participants=people)], by=by, reason=reason
        )
    else:
        write_rows(looked.new, by=by, about=looked.about, reason=reason)
