"""Many organisations at once, with their tree, other names and successions."""

from __future__ import annotations

from functools import partial
from itertools import batched
from typing import TYPE_CHECKING

from banggiao.accounts.bulk import (
    SIZE,
    Draft,
    Drafts,
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
)
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import may_see, require
from banggiao.core.text import normalise
from banggiao.core.writing import assign
from banggiao.partners.actions.bulk.columns import clean_part, under
from banggiao.partners.actions.organisations import (
    FIELDS,
    check_parent,
    check_succession,
    is_own,
    keep_unit_of,
    tell_of_ownership,
)
from banggiao.partners.models import Alias, Country, Organisation, Succession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from banggiao.accounts.bulk import Imported
    from banggiao.accounts.models import User
    from banggiao.partners.actions.bulk.rows import OrganisationRow

    Organisations = Drafts[Organisation]
    One = Draft[Organisation]

COLUMNS = tuple(name for name in FIELDS if name not in {"code", "country", "parent"})


def import_organisations(
    rows: Sequence[OrganisationRow], *, by: User, reason: str = ""
) -> Imported:
    """Enter or change many organisations. Officers and heads; what they may not see is not found.

    Refused, with all errors of all rows: a code twice, an unknown country, parent or older body, a
    circle, and what `add_organisation`, `record_succession` and `remove_succession` refuse. The
    own body's units follow. ``reason`` stands in the log of each.
    """
    require(by, "partners.add_organisation")
    with one_import() as problems:
        drafts = Drafts(Organisation, by, problems, _load_parts)
        drafts.open(rows)
        _assign(drafts)
        drafts.give_codes()
        _place_in_tree(drafts)
        aliases = _plan_aliases(drafts)
        gone = _take_out(drafts, reason)
        successions = _plan_successions(drafts)
        finish(drafts)
        problems.stop()
        delete(gone)
        changed = _write(drafts, aliases, successions)
        return drafts.log("partners.organisations_imported", changed, reason=reason)


def _load_parts(organisations: Sequence[Organisation]) -> None:
    hold_all(organisations, "aliases")
    hold_all(organisations, "successions", "newer")


def _assign(drafts: Organisations) -> None:
    rows = [draft.row for draft in drafts.all]
    countries = found(Country.objects.all(), "code", (row.country for row in rows))
    seen = Organisation.objects.visible_to(drafts.by)
    outside = (row.parent for row in rows if row.parent not in drafts.by_code)
    parents = {code: draft.record for code, draft in drafts.by_code.items()}
    parents |= found(seen, "code", outside)
    for draft in drafts.all:
        row, organisation, number = draft.row, draft.record, draft.number
        assign(organisation, given(row, COLUMNS), FIELDS)
        if row.country is not None:
            organisation.country = countries.get(row.country)
            if row.country and row.country not in countries:
                drafts.problems.add(number, "country", not_found(row.country))
        if row.parent is not None:
            organisation.parent = parents.get(row.parent)
            if row.parent and row.parent not in parents:
                drafts.problems.add(number, "parent", not_found(row.parent))
        elif organisation.parent and organisation.parent.code in drafts.by_code:
            organisation.parent = parents[organisation.parent.code]  # the one that may change too
        with drafts.problems.of(number, "classification"):
            check_class(organisation.classification, drafts.by)


def _place_in_tree(drafts: Organisations) -> None:
    """Refuse circles of parents; then say of each body, from the top down, whether it is ours."""
    above = _known_links(_links_up, (d.record.parent.code for d in drafts.all if d.record.parent))
    for draft in drafts.all:
        if draft.row.parent is not None and draft.record.code:
            parent = draft.record.parent
            above[draft.record.code] = {parent.code} if parent else set()
    for draft in drafts.all:
        organisation, parent = draft.record, draft.record.parent
        if draft.row.parent and parent:
            with drafts.problems.of(draft.number, "parent"):
                circle = partial(_leads_back, organisation.code, above)
                check_parent(organisation, parent, circle=circle)
    if drafts.problems.errors:
        return  # nothing will be written, and in a circle nothing is on top
    for level in _levels(drafts.all):
        for draft in level:
            draft.record.is_own = is_own(draft.record)


def _links_up(codes: Sequence[str]) -> Iterable[tuple[str, str]]:
    children = Organisation.objects.filter(code__in=codes, parent__isnull=False)
    return children.values_list("code", "parent__code")


def _links_on(codes: Sequence[str]) -> Iterable[tuple[str, str]]:
    followed = Succession.objects.filter(older__code__in=codes)
    return followed.values_list("older__code", "newer__code")


def _known_links(
    following: Callable[[Sequence[str]], Iterable[tuple[str, str]]], start: Iterable[str]
) -> dict[str, set[str]]:
    """Walk the stored links from these codes on, one question a step for 500 of them."""
    links: dict[str, set[str]] = {}
    frontier, seen = set(start), set[str]()
    while frontier:
        seen |= frontier
        reached: set[str] = set()
        for some in batched(sorted(frontier), SIZE):
            for one, other in following(some):
                links.setdefault(one, set()).add(other)
                reached.add(other)
        frontier = reached - seen
    return links


def _leads_back(code: str, links: dict[str, set[str]], start: str = "") -> bool:
    """Whether the links lead to the code, from itself or from ``start``."""
    frontier, seen = ({start} if start else set(links.get(code, ()))), set[str]()
    while frontier:
        if code in frontier:
            return True
        seen |= frontier
        frontier = {after for one in frontier for after in links.get(one, ())} - seen
    return False


def _levels(drafts: Iterable[One]) -> Iterator[list[One]]:
    """Give the drafts in groups, so that each comes after the one it belongs to."""
    waiting = list(drafts)
    while waiting:
        unplaced = {id(draft.record) for draft in waiting}
        yield [d for d in waiting if id(d.record.parent) not in unplaced]
        waiting = [d for d in waiting if id(d.record.parent) in unplaced]


def _plan_aliases(drafts: Organisations) -> tuple[list[tuple[One, Alias]], list[int]]:
    """Give the other names to write, and the keys of those that go."""
    new: list[tuple[One, Alias]] = []
    gone: list[int] = []
    for draft in drafts.all:
        if draft.row.aliases is None:
            continue
        wanted = dict.fromkeys(name for alias in draft.row.aliases if (name := normalise(alias)))
        present = {} if draft.is_new else {a.name: a.pk for a in draft.record.aliases.all()}
        added = [Alias(organisation=draft.record, name=n) for n in wanted if n not in present]
        removed = [key for name, key in present.items() if name not in wanted]
        for alias in added:
            with drafts.problems.of(draft.number, "aliases"):
                clean_part(alias)
        draft.parts_changed = bool(added or removed)
        new += [(draft, alias) for alias in added]
        gone += removed
    return new, gone


def _take_out(drafts: Organisations, reason: str) -> list[Succession]:
    """Give the successions that go; the others are held as those the body has."""
    gone: list[Succession] = []
    for draft in drafts.all:
        if draft.row.without:
            stored = [] if draft.is_new else list(draft.record.successions.all())
            known = [one for one in stored if may_see.test(drafts.by, one.newer)]
            gone += take_out(
                draft,
                {"successions": known},
                user=drafts.by,
                problems=drafts.problems,
                reason=reason,
            )
            hold(draft.record, "successions", [one for one in stored if one not in gone])
    return gone


def _plan_successions(drafts: Organisations) -> list[tuple[One, Succession]]:
    """Give the successions to write, each with the draft of the older body."""
    numbers = {code: d.number for d in drafts.all for code in d.row.successor_of}
    if not numbers:
        return []
    newer = [(d, code) for d in drafts.all for code in d.row.successor_of]
    drafts.touch(numbers, "successor_of")
    links = _known_links(_links_on, {*numbers, *(draft.record.code for draft, _code in newer)})
    new: list[tuple[One, Succession]] = []
    for draft, code in newer:
        older = drafts.by_code.get(code)
        if older is None or draft.record.code in links.get(code, ()):
            continue  # not found, which is said already, or in the register
        one = Succession(older=older.record, newer=draft.record, on=draft.row.succeeded_on)
        with drafts.problems.of(draft.number, "successor_of"):
            clean_part(one)
            comes_before = partial(_leads_back, code, links, draft.record.code)
            with under("successor_of"):
                check_succession(older.record, draft.record, comes_before=comes_before)
        links.setdefault(code, set()).add(draft.record.code)
        older.parts_changed = True
        new.append((older, one))
    return new


def _write(
    drafts: Organisations,
    aliases: tuple[list[tuple[One, Alias]], list[int]],
    successions: list[tuple[One, Succession]],
) -> list[One]:
    was_own = {id(draft): bool((draft.before or {}).get("is_own")) for draft in drafts.all}
    changed = drafts.write(_levels(draft for draft in drafts.all if draft.is_new))
    new, gone = aliases
    for some in batched(gone, SIZE):
        Alias.objects.filter(pk__in=some).delete()
    insert([alias for _draft, alias in new])
    with judged_by_database(((s[0].number, s[1]) for s in successions), drafts.problems):
        insert([succession for _draft, succession in successions])
    _hold_parts(changed, new, set(gone), successions)
    turned = [d.record.pk for d in changed if not d.is_new and d.record.is_own != was_own[id(d)]]
    for level in _levels(changed):
        for draft in level:
            if draft.record.is_own or was_own[id(draft)]:
                # The own body has few units: a few questions each.
                turned += keep_unit_of(draft.record, drafts.by)
    tell_of_ownership(turned)
    return changed


def _hold_parts(
    changed: Sequence[One],
    aliases: Iterable[tuple[One, Alias]],
    gone: set[int],
    successions: Iterable[tuple[One, Succession]],
) -> None:
    """Let snapshots and search entries find the parts as they are now."""
    for draft in changed:
        stored = [] if draft.is_new else list(draft.record.aliases.all())
        mine = [alias for alias in stored if alias.pk not in gone]
        hold(draft.record, "aliases", mine)
        followed = [] if draft.is_new else list(draft.record.successions.all())
        hold(draft.record, "successions", followed)
    for draft, alias in aliases:
        hold(draft.record, "aliases", [*draft.record.aliases.all(), alias])
    for draft, succession in successions:
        hold(draft.record, "successions", [*draft.record.successions.all(), succession])
