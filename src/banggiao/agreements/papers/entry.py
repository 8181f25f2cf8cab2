"""One text as the register's paper knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.agreements.enums import SignatoryRole
from banggiao.agreements.panels import Done
from banggiao.agreements.standing import Bounds, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.agreements.models import (
        Act,
        Consultation,
        Instrument,
        PathEntry,
        Signatory,
        Slip,
    )
    from banggiao.agreements.queries.words import NextDays
    from banggiao.duties.models import Duty
    from banggiao.partners.models import Organisation, Succession


@dataclass(slots=True)
class Entry:
    """One text as the paper knows it: what the reader of its class may see, as of its day."""

    text: Any  # one that came by `instruments_for_list`
    standing: Standing
    days: NextDays
    acts: Sequence[Act]
    ours: list[Organisation]
    theirs: list[Organisation]
    own_country: str
    viewer: Any
    followed: list[Succession] = field(default_factory=list)
    before: Instrument | None = None
    after: list[Instrument] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    done: Done = field(default_factory=Done)
    path: list[PathEntry] = field(default_factory=list)
    asked: list[Consultation] = field(default_factory=list)
    slips: dict[int, list[Slip]] = field(default_factory=dict)
    """By the key of the consultation."""
    sources: list[str] = field(default_factory=list)

    @property
    def course(self) -> Any:
        """The days that follow from the ledger."""
        return self.text.course

    @property
    def over(self) -> Bounds:
        """Since when it is no longer in force, where that is known."""
        return Bounds(self.course.over_earliest, self.course.over_latest)

    def act(self, kind: str) -> Act | None:
        """Give the act of that kind, if there is one."""
        return next((act for act in self.acts if act.kind == kind), None)

    def steps(self, *codes: str) -> list[PathEntry]:
        """Give what was done on the path of these steps, in the order of entering."""
        return [one for one in self.path if one.step.code in codes]

    def hands(self, role: str = SignatoryRole.SIGNATORY) -> list[Signatory]:
        """Give who signed, or witnessed."""
        return [hand for hand in self.text.seen_hands if hand.role == role]

    def is_our_hand(self, hand: Signatory) -> bool | None:
        """Say whether a person signed for us; None where nothing tells."""
        if hand.organisation:
            return hand.organisation.is_own or hand.organisation.country_id == self.own_country
        if hand.person and hand.person.country_id:
            return hand.person.country_id == self.own_country
        return None
