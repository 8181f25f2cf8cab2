"""Writes decided rows through the bulk actions of their rooms, or only tries to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction

from banggiao.accounts.bulk import RowsRefused, trial
from banggiao.activities.actions.bulk import import_activities
from banggiao.agreements.actions.bulk import import_instruments
from banggiao.documents.actions.bulk import CitationRow, import_citations
from banggiao.exchange.deciding import activities, instruments, organisations, people, plan
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.deciding.proposals import ADDED_TO, joined, named
from banggiao.exchange.enums import Decision, Kind
from banggiao.partners.actions.bulk import (
    import_organisations,
    import_people,
    import_posts,
)
from banggiao.partners.enums import OrganisationKind
from banggiao.plans.actions.bulk import import_plan_lines
from banggiao.plans.actions.plans import add_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.deciding.proposals import About


AT_ONCE = 2000
"""So many rows go through a room's action at once, so that memory does not grow with the file."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the rows: the code of each one's record, in their order.

    ``made`` names what was entered beside them, by type and code: new partners, the plan.
    """

    codes: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    made: tuple[tuple[str, str], ...] = ()


def try_rows(decided: Sequence[Decided], *, by: User, about: About) -> None:
    """Find out what the rooms' rules refuse, without writing anything.

    A row that is refused gets the sentence as a problem of its own, and is tried no more. Lines of
    a plan whose year nobody knows go nowhere.
    """
    if decided and decided[0].row.kind == Kind.PLAN and not about.year:
        for one in decided:
            one.problems.append({"field": "year", "code": "year_missing", "value": ""})
            one.decision = Decision.REFUSED if one.is_written else one.decision
    for some in batched([one for one in decided if one.is_written], AT_ONCE):
        _try(some, by=by, about=about)


def _try(decided: Sequence[Decided], *, by: User, about: About) -> None:
    waiting = list(decided)
    for _round in range(3):  # leaving rows out may bring up what they hid
        try:
            with trial():
                write_rows(waiting, by=by, about=about, reason="")
        except RowsRefused as refused:
            for error in refused.errors:
                if not 1 <= error.row <= len(waiting):
                    continue
                one = waiting[error.row - 1]
                one.problems.append(
                    {"field": error.column, "code": "refused", "value": error.message}
                )
                one.decision = Decision.REFUSED
            waiting = [one for one in waiting if one.is_written]
            continue
        return


@transaction.atomic(savepoint=False)  # SQLite would keep every page it changed until the end
def write_rows(decided: Sequence[Decided], *, by: User, about: About, reason: str) -> Written:
    """Write rows of one kind: new partners first, then the records. All or nothing.

    Raises `RowsRefused`, whose rows count the ones given.
    """
    if not decided:
        return Written()
    kind = decided[0].row.kind
    fresh = _new_partners(decided, by=by, about=about, reason=reason)
    made = [("partners.organisation", code) for code in fresh.values()]
    if kind == Kind.PLAN and not about.plan and about.year:
        plan_of_year = add_plan(
            by=by, year=about.year, classification=about.classification, reason=reason
        )
        made.append(("plans.plan", plan_of_year.code))
        about = replace(about, plan=plan_of_year.code)
    codes: list[str] = []
    outcomes: list[str] = []
    for some in batched(decided, AT_ONCE):
        try:
            done = _write_some(some, fresh, about, by=by, reason=reason)
        except RowsRefused as refused:
            raise refused.counted_from(len(codes)) from refused
        codes += done.codes
        outcomes += map(str, done.outcomes)
    return Written(tuple(codes), tuple(outcomes), tuple(made))


def _write_some(
    decided: Sequence[Decided], fresh: Mapping[str, str], about: About, *, by: User, reason: str
) -> Imported:
    writers: dict[str, Callable[..., Imported]] = {
        Kind.ACTIVITIES: import_activities,
        Kind.INSTRUMENTS: import_instruments,
        Kind.PLAN: import_plan_lines,
        Kind.ORGANISATIONS: import_organisations,
        Kind.PEOPLE: import_people,
    }
    kind = decided[0].row.kind
    rows = [_bulk_row(one, fresh, about) for one in decided]
    done = writers[kind](rows, by=by, reason=reason)
    if kind == Kind.PEOPLE:
        _write_posts(decided, done.codes, by=by, reason=reason)
    return done


def _new_partners(
    decided: Sequence[Decided], *, by: User, about: About, reason: str
) -> dict[str, str]:
    """Enter the bodies that a person said are new, once each. Gives their codes by "+" and name."""
    countries: dict[str, str] = {}
    for one in decided:
        where = next(iter(one.row.get("countries", [])), "")
        for text in one.proposal.new_partners:
            countries.setdefault(text, where)
    if not countries:
        return {}
    rows = [
        organisations.bulk_row(
            named(text)
            | {
                "kind": OrganisationKind.OTHER,
                "country": country,
                "classification": about.classification,
            },
            {},
            "",
        )
        for text, country in countries.items()
    ]
    done = import_organisations(rows, by=by, reason=reason)
    return {f"+{text}": code for text, code in zip(countries, done.codes, strict=True)}


def _bulk_row(one: Decided, fresh: Mapping[str, str], about: About) -> Any:  # any room's row
    kind = one.row.kind
    fields = dict(one.proposal.fields)
    if one.target:
        changed = {d["field"]: d["after"] for d in one.differences}
        fields = {name: value for name, value in fields.items() if name in changed}
        fields |= {name: changed[name] for name in ADDED_TO & changed.keys()}
    else:
        fields["classification"] = about.classification
        fields["remark"] = joined(fields.get("remark", ""), *one.proposal.words)
    if fields.get("host"):
        fields["host"] = fresh.get(fields["host"], fields["host"])
    parts = {
        name: [fresh.get(part, part) if isinstance(part, str) else part for _key, part in some]
        for name, some in one.proposal.parts.items()
    }
    if kind == Kind.ACTIVITIES:
        return activities.bulk_row(fields, parts, one.target)
    if kind == Kind.INSTRUMENTS:
        return instruments.bulk_row(fields, parts, one.target)
    if kind == Kind.PLAN:
        return plan.bulk_row(fields, parts, one.target, about.plan)
    if kind == Kind.ORGANISATIONS:
        return organisations.bulk_row(fields, parts, one.target)
    return people.bulk_row(fields, parts, one.target)


def _write_posts(
    decided: Sequence[Decided], codes: Sequence[str], *, by: User, reason: str
) -> None:
    rows, places = [], []
    for place, (one, code) in enumerate(zip(decided, codes, strict=True), 1):
        parts = {name: [part for _key, part in some] for name, some in one.proposal.parts.items()}
        mine = people.post_rows(parts, code)
        rows += mine
        places += [place] * len(mine)
    if not rows:
        return
    try:
        import_posts(rows, by=by, reason=reason)
    except RowsRefused as refused:
        errors = [type(e)(places[e.row - 1], e.column, e.message) for e in refused.errors]
        raise RowsRefused(errors) from refused


def cite(
    decided: Sequence[Decided], written: Written, document: str, *, by: User, reason: str
) -> None:
    """Let every record cite the file, with sheet and row."""
    rows = {
        (one.row.sheet, one.row.row, code): CitationRow(
            about_type=WAYS[one.row.kind].record,
            about_code=code,
            document=document,
            place=f"{one.row.sheet}, dòng {one.row.row}"[:200],
        )
        for one, code in zip(decided, written.codes, strict=True)
    }
    for some in batched(rows.values(), AT_ONCE):
        import_citations(some, by=by, reason=reason)
