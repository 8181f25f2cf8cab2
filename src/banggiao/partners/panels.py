"""What rooms above may add to this room's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.panels import Balance, Panel, Tab, TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banggiao.accounts.models import User
    from banggiao.partners.models import Organisation, Person

    OrganisationTimeline = Callable[[Organisation, User], Sequence[TimelineEntry]]
    OrganisationTabs = Callable[[Organisation, User], Sequence[Tab]]
    Balances = Callable[[Organisation, User], Sequence[Balance]]
    PersonTimeline = Callable[[Person, User], Sequence[TimelineEntry]]
    Ownership = Callable[[Sequence[int]], None]
    Levels = Callable[[], None]

ORGANISATION_TIMELINE: Panel[OrganisationTimeline] = Panel("partners.organisation.timeline")
"""Dated lines on a partner's page. Each provider gives at most 200, newest first."""

ORGANISATION_TABS: Panel[OrganisationTabs] = Panel("partners.organisation.tabs")
"""Tabs with counts on a partner's page; each leads to a page of the room that adds it."""

RECIPROCITY: Panel[Balances] = Panel("partners.organisation.reciprocity")
"""Give and take with a partner: visits, texts, promises kept."""

PERSON_TIMELINE: Panel[PersonTimeline] = Panel("partners.person.timeline")
"""Dated lines on a person's page."""

OWNERSHIP: Panel[Ownership] = Panel("partners.organisation.ownership")
"""Called with the keys of organisations that became part of the own body, or left it.

In the transaction of the action that moved them, after they are stored. Each room computes anew
what it derived from them, for all its records at once (docs/adr/0020).
"""

LEVELS: Panel[Levels] = Panel("partners.titles.levels")
"""Called after the table of titles changed, in the same transaction.

Each room takes anew the levels of office it took from the table (`queries.levels`).
"""
