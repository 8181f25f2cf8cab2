"""Many relationships at once, with their steps."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from banggiao.accounts.bulk import (
    SIZE,
    Draft,
    Drafts,
    Problems,
    delete,
    finish,
    found,
    given,
    hold,
    hold_all,
    insert,
    judged_by_database,
    not_found,
    one_import,
    take_out,
    update,
)
from banggiao.accounts.rules import require
from banggiao.audit.snapshots import snapshot
from banggiao.core.writing import assign, prepare
from banggiao.partners.actions.bulk.columns import clean_part
from banggiao.partners.actions.relationships import (
    FIELDS,
    MILESTONE_FIELDS,
    check_parties,
    party_field,
    relationship_twice,
)
from banggiao.partners.enums import PartyType
from banggiao.partners.models import Country, Milestone, Organisation, Relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User
    from banggiao.partners.actions.bulk.rows import RelationshipRow

Pair = tuple[str, frozenset[Any]]
Step = tuple[Draft[Relationship], Milestone]

COLUMNS = ("classification", "remark")
STEP_COLUMNS = tuple(name for name in MILESTONE_FIELDS if name != "code")


def import_relationships(
    rows: Sequence[RelationshipRow], *, by: User, reason: str = ""
) -> Imported:
    """Enter or change many ties. Officers and heads who may see both parties.

    Refused, with all errors of all rows: a code twice, an unknown party, a step that belongs to
    another tie, and what `add_relationship`, `add_milestone` and `remove_milestone` refuse.
    ``reason`` stands in the log of each.
    """
    require(by, "partners.add_relationship")
    with one_import() as problems:
        drafts = Drafts(Relationship, by, problems, _load_parts)
        drafts.open(rows)
        _assign(drafts)
        _check_pairs(drafts)
        gone = _take_out(drafts, reason)
        steps = _plan_steps(drafts)
        problems.stop()
        finish(drafts)
        problems.stop()
        changed = drafts.write()
        delete(gone)
        _write_steps(changed, steps, problems)
        return drafts.log("partners.relationships_imported", changed, reason=reason)


def _load_parts(relationships: Sequence[Relationship]) -> None:
    hold_all(relationships, "milestones")


def _assign(drafts: Drafts[Relationship]) -> None:
    codes = [code for d in drafts.all for code in (d.row.party_a, d.row.party_b)]
    seen = Organisation.objects.visible_to(drafts.by)
    parties: dict[str, dict[str, Any]] = {
        PartyType.COUNTRY: found(Country.objects.all(), "code", codes),
        PartyType.ORGANISATION: found(seen, "code", codes),
    }
    for draft in drafts.all:
        row, tie = draft.row, draft.record
        assign(tie, given(row, ("party_type", *COLUMNS)), FIELDS)
        known = parties.get(row.party_type, {})
        for side in "ab":
            code = getattr(row, f"party_{side}")
            setattr(tie, f"{party_field(tie)}_{side}", known.get(code))
            if row.party_type in parties and code not in known:
                drafts.problems.add(draft.number, f"party_{side}", not_found(code))
        with drafts.problems.of(draft.number):
            check_parties(tie, drafts.by)


def _check_pairs(drafts: Drafts[Relationship]) -> None:
    """Refuse a second tie between the same two, in the register or in the rows."""
    mine = {pair: d for d in drafts.all if (pair := _pair(d.record))}
    taken: dict[Pair, str] = {}
    for some in batched(mine, SIZE):
        countries = [key for kind, keys in some if kind == "country" for key in keys]
        bodies = [key for kind, keys in some if kind == "organisation" for key in keys]
        stored = Relationship.objects.filter(
            Q(country_a__in=countries, country_b__in=countries)
            | Q(organisation_a__in=bodies, organisation_b__in=bodies)
        )
        taken |= {pair: tie.code for tie in stored if (pair := _pair(tie))}
    for draft in drafts.all:
        pair = _pair(draft.record)
        if pair and taken.setdefault(pair, draft.record.code) != draft.record.code:
            refused = relationship_twice(pair[0])
            drafts.problems.add(draft.number, "party_b", refused.message)


def _pair(tie: Relationship) -> Pair | None:
    """Give what is the same for two ties between the same two, in either order."""
    field = party_field(tie)
    keys = frozenset(getattr(tie, f"{field}_{side}_id") for side in "ab")
    return None if None in keys else (field, keys)


def _take_out(drafts: Drafts[Relationship], reason: str) -> list[Milestone]:
    """Give the steps that go; the others are held as those the tie has."""
    gone: list[Milestone] = []
    for draft in drafts.all:
        if draft.row.without:
            stored = _stored(draft)
            gone += take_out(
                draft,
                {"milestones": stored},
                user=drafts.by,
                problems=drafts.problems,
                reason=reason,
            )
            hold(draft.record, "milestones", stored)
    return gone


def _plan_steps(drafts: Drafts[Relationship]) -> list[Step]:
    """Give the steps to write, each with the draft of its tie."""
    codes = [step.code for draft in drafts.all for step in draft.row.milestones]
    stored = found(Milestone.objects.select_related("relationship"), "code", codes)
    met: set[str] = set()
    steps: list[Step] = []
    for draft in drafts.all:
        mine = {} if draft.is_new else {m.code: m for m in draft.record.milestones.all()}
        for row in draft.row.milestones:
            if row.code in met or (row.code in stored and row.code not in mine):
                text = _("The code “%(code)s” is taken. Choose another.") % {"code": row.code}
                drafts.problems.add(draft.number, "milestones", text)
                continue
            met.add(row.code)
            new = Milestone(relationship=draft.record, code=row.code)
            milestone = mine.get(row.code, new)
            before = snapshot(milestone)
            assign(milestone, given(row, STEP_COLUMNS), MILESTONE_FIELDS)
            prepare(milestone)
            with drafts.problems.of(draft.number, "milestones"):
                clean_part(milestone)
            if milestone is new or snapshot(milestone) != before:
                draft.parts_changed = True
                steps.append((draft, milestone))
    return steps


def _write_steps(
    changed: Sequence[Draft[Relationship]], steps: Sequence[Step], problems: Problems
) -> None:
    with judged_by_database(((draft.number, one) for draft, one in steps), problems):
        insert([milestone for _draft, milestone in steps if milestone._state.adding])
    with judged_by_database(((draft.number, one) for draft, one in steps), problems):
        update([milestone for draft, milestone in steps if milestone in _stored(draft)])
    added: dict[int, list[Milestone]] = {}
    for draft, milestone in steps:
        if milestone not in _stored(draft):
            added.setdefault(id(draft), []).append(milestone)
    for draft in changed:
        hold(draft.record, "milestones", [*_stored(draft), *added.get(id(draft), [])])


def _stored(draft: Draft[Relationship]) -> list[Milestone]:
    return [] if draft.is_new else list(draft.record.milestones.all())
