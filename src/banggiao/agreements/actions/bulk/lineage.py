"""The texts before: links of all rows, and what the signing of a text does to the older one."""

from __future__ import annotations

from dataclasses import replace
from itertools import batched
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.accounts.bulk import SIZE, Outcome
from banggiao.agreements.actions.ledger import (
    FOLLOWS_FROM,
    check_open,
    follow_up,
    predecessor_not_signed,
)
from banggiao.agreements.actions.lineage import (
    check_predecessor,
    link_predecessor,
    unlink_predecessor,
)
from banggiao.agreements.enums import ActKind, Relation
from banggiao.agreements.models import Act, Instrument
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banggiao.accounts.bulk import Draft, Drafts, Imported
    from banggiao.agreements.actions.bulk.parts import Planned

    Texts = Drafts[Instrument]
    One = Draft[Instrument]


def touch_predecessors(drafts: Texts) -> None:
    """Hold the texts before that are in no row; one the writer may not see is not found."""
    wanted = {draft.row.predecessor: draft.number for draft in drafts.all if draft.row.predecessor}
    drafts.touch(wanted, "predecessor")


def plan_links(drafts: Texts, plans: dict[int, Planned]) -> None:
    """Link each new pair, with the act that the signing of the newer text means for the older."""
    fresh = [draft for draft in drafts.all if _older(draft, drafts) and not _is_linked(draft)]
    above = _known_above({draft.row.predecessor for draft in fresh})
    for draft in fresh:
        older = drafts.by_code[draft.row.predecessor]
        with drafts.problems.of(draft.number, "predecessor"):
            _check(draft.record, older.record, draft.row.relation, above)
            draft.record.predecessor = older.record
            draft.record.relation = draft.row.relation
            above[draft.record.code] = older.record.code
            _follow(plans[id(draft)], plans[id(older)])


def _older(draft: One, drafts: Texts) -> One | None:
    return drafts.by_code.get(draft.row.predecessor) if draft.row is not None else None


def _is_linked(draft: One) -> bool:
    """Whether the pair is linked already: another relation is then written singly."""
    return bool(draft.record.predecessor and draft.record.predecessor.code == draft.row.predecessor)


def _known_above(codes: set[str]) -> dict[str, str]:
    """Walk up from these texts, one question a step for 500 of them."""
    above: dict[str, str] = {}
    frontier, seen = set(codes), set[str]()
    while frontier:
        seen |= frontier
        for some in batched(sorted(frontier), SIZE):
            rows = Instrument.objects.all().filter(code__in=some, predecessor__isnull=False)
            above |= dict(rows.values_list("code", "predecessor__code"))
        frontier = {above[code] for code in frontier if code in above} - seen
    return above


def _check(newer: Instrument, older: Instrument, relation: str, above: dict[str, str]) -> None:
    if newer is older:
        raise Refused("own_predecessor", _("A text cannot come before itself."))

    def circle() -> bool:
        code: str | None = older.code
        while code is not None and code != newer.code:
            code = above.get(code)
        return code is not None

    check_predecessor(newer, older, circle=circle)
    if relation not in Relation.values:
        words = _("Name the text before it and what this one does to it.")
        raise Refused("relation_missing", words, field="relation")


def _follow(newer: Planned, older: Planned) -> None:
    """Let the ledger of the older text say what the signing of the newer one did to it."""
    kind = FOLLOWS_FROM.get(newer.draft.record.relation)
    signing = _signing(newer)
    if kind is None or signing is None:
        return
    if _signing(older) is None:
        raise predecessor_not_signed()
    act = Act(instrument=older.draft.record, kind=kind, by_instrument=newer.draft.record)
    act.on = signing.on
    check_open(act, older.parts["acts"])
    older.add("acts", act)


def _signing(plan: Planned) -> Act | None:
    return next((act for act in plan.parts["acts"] if act.kind == ActKind.SIGNED), None)


def levels(drafts: Iterable[One]) -> Iterator[list[One]]:
    """Give new drafts in groups, so that each comes after the text before it."""
    waiting = list(drafts)
    while waiting:
        unplaced = {id(draft.record) for draft in waiting}
        yield [d for d in waiting if id(d.record.predecessor) not in unplaced]
        waiting = [d for d in waiting if id(d.record.predecessor) in unplaced]


def follow_singly(
    drafts: Texts, plans: dict[int, Planned], imported: Imported, reason: str
) -> Imported:
    """Do one by one what is rare: part two texts, give a link another relation, sign a linked text.

    Each writes the ledgers of two texts, with its own events.
    """
    rows = [draft for draft in drafts.all if draft.row is not None]
    linked = {draft.number for draft in rows if _write_link(draft, drafts, reason)}
    drafts.problems.stop()
    for draft in rows:
        if _is_signed_late(draft, plans[id(draft)]) and draft.number not in linked:
            with drafts.problems.of(draft.number, "signed"):
                follow_up(_again(draft), by=drafts.by, reason=reason)
    drafts.problems.stop()
    outcomes = tuple(
        Outcome.CHANGED if draft.number in linked and was == Outcome.UNCHANGED else was
        for draft, was in zip(rows, imported.outcomes, strict=True)
    )
    more = outcomes.count(Outcome.CHANGED) - imported.outcomes.count(Outcome.CHANGED)
    return replace(
        imported,
        changed=imported.changed + more,
        unchanged=imported.unchanged - more,
        outcomes=outcomes,
    )


def _write_link(draft: One, drafts: Texts, reason: str) -> bool:
    """Part the text from the one before it, or give the link another relation. Tells whether."""
    text, row, by = draft.record, draft.row, drafts.by
    with drafts.problems.of(draft.number, "predecessor"):
        if row.predecessor == "" and text.predecessor_id:
            unlink_predecessor(_again(draft), by=by, reason=reason)
            return True
        older = _older(draft, drafts)
        if older is not None and text.relation != row.relation:
            link_predecessor(_again(draft), _again(older), row.relation, by=by, reason=reason)
            return True
    return False


def _is_signed_late(draft: One, plan: Planned) -> bool:
    """Whether the signing of a text moved whose link to the one before was there already."""
    was = (draft.before or {}).get("predecessor")
    return plan.signing_moved and bool(was)


def _again(draft: One) -> Instrument:
    """Read a text anew: its parts are held in memory for the log."""
    return Instrument.objects.all().get(pk=draft.record.pk)
