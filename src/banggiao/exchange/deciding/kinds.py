"""What differs between kinds: how a row is proposed, found, and handed to its room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from banggiao.exchange.deciding import activities, instruments, organisations, people, plan
from banggiao.exchange.enums import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.deciding.proposals import About, Existing, Proposal
    from banggiao.exchange.reading.result import ReadRow


class Catalogue(Protocol):
    """The records of one kind that an importer may see, near what a file says."""

    def find(self, row: ReadRow, proposal: Proposal) -> tuple[Existing | None, list[Existing]]:
        """Give the record the row is, and others that it may be."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How rows of a kind get into the register. ``needs`` are fields a new record must have."""

    record: str
    propose: Callable[[ReadRow, About], Proposal]
    catalogue: Callable[[User, Sequence[ReadRow], About], Catalogue]
    needs: tuple[tuple[str, ...], ...]


NAMES = ("name_vi", "name_en", "name_ja", "name_native")

WAYS: dict[str, Ways] = {
    Kind.ACTIVITIES: Ways(
        "activities.activity",
        activities.propose,
        lambda user, rows, about: activities.Activities(user, rows, about.own),
        (NAMES[:3], ("kind",)),
    ),
    Kind.INSTRUMENTS: Ways(
        "agreements.instrument",
        instruments.propose,
        lambda user, rows, _about: instruments.Instruments(user, rows),
        (NAMES[:3],),
    ),
    Kind.PLAN: Ways(
        "plans.planline",
        plan.propose,
        lambda user, rows, about: plan.PlanLines(user, rows, about.plan),
        (NAMES[:3], ("kind",)),
    ),
    Kind.ORGANISATIONS: Ways(
        "partners.organisation",
        organisations.propose,
        organisations.Bodies,
        (NAMES,),
    ),
    Kind.PEOPLE: Ways("partners.person", people.propose, people.Persons, (("name",),)),
}


def lacking(proposal: Proposal, kind: str) -> str:
    """Give the field a new record must have and the row does not say; empty where all is there."""
    for names in WAYS[kind].needs:
        if not any(proposal.fields.get(name) for name in names):
            return names[0]
    return ""


def as_words(value: Any) -> str:
    """Give a value of a difference as it stands in the grid."""
    return "" if value is None else str(value)
