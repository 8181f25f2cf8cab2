"""Loads the demo register, table by table.

A new room adds one line to `LOADERS`, after the tables its own rows point to. Each loader runs in
one transaction and one step of the log, and goes through the room's bulk action, so a start that
was cut off goes on where it stopped. What is loaded is never loaded again: a person who tries the
demo keeps what they entered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from banggiao.audit.context import step
from banggiao.audit.models import Event
from banggiao.demo import (
    facts_of_activities,
    facts_of_agreements,
    facts_of_documents,
    facts_of_duties,
    facts_of_partners,
    facts_of_paths,
    facts_of_reports,
    fiction,
    fiction_of_activities,
    fiction_of_consultations,
    fiction_of_deadlines,
    fiction_of_negotiation,
    fiction_of_outcomes,
    fiction_of_paths,
    fiction_of_plans,
    fiction_of_reports,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.demo.mark import Mark


@dataclass(frozen=True, slots=True)
class Loader:
    """One table. ``name`` stands in the mark, so it never changes; ``run`` says what it did."""

    name: str
    run: Callable[[Mark], object]


LOADERS: tuple[Loader, ...] = (
    Loader("documents", lambda _mark: facts_of_documents.load_documents()),
    Loader("organisations", lambda _mark: facts_of_partners.load_organisations()),
    Loader("relationships", lambda _mark: facts_of_partners.load_relationships()),
    Loader("people", lambda _mark: facts_of_partners.load_people()),
    Loader("posts", lambda _mark: facts_of_partners.load_posts()),
    Loader("instruments", lambda _mark: facts_of_agreements.load_instruments()),
    Loader("series", lambda _mark: facts_of_activities.load_series()),
    Loader("activities", lambda _mark: facts_of_activities.load_activities()),
    Loader("duties", lambda _mark: facts_of_duties.load_duties()),
    Loader("stated", lambda _mark: facts_of_reports.load_stated()),
    Loader("citations", lambda _mark: facts_of_documents.load_citations()),
    Loader("paths", lambda _mark: facts_of_paths.write_paths()),
    # A new room's facts go here. Fiction comes last: it hangs on the facts.
    Loader("users", lambda mark: fiction.open_accounts(mark.password)),
    Loader("notes", lambda _mark: fiction.write_notes()),
    Loader("days off", lambda _mark: fiction_of_deadlines.write_days_off()),
    Loader("plans", lambda _mark: fiction_of_plans.write_plans()),
    Loader("this year", lambda _mark: fiction_of_activities.write_activities()),
    Loader("owed now", lambda _mark: fiction_of_outcomes.write_duties()),
    Loader("paths now", lambda _mark: fiction_of_paths.write_paths()),
    Loader("negotiation", lambda _mark: fiction_of_negotiation.write_negotiation()),
    Loader("consultations", lambda _mark: fiction_of_consultations.write_consultations()),
    Loader("reports", lambda _mark: fiction_of_reports.write_reports()),
)


def load(mark: Mark, say: Callable[[str], object]) -> Mark:
    """Load what is not loaded yet, and say a line a table. Gives the mark as it is then."""
    for loader in LOADERS:
        if loader.name in mark.loaded:
            continue
        with step(), transaction.atomic():
            done = loader.run(mark)
            # Kept before the commit: a register with a log is only ever opened with its mark.
            mark = replace(mark, first_event=first_event()).write()
        mark = mark.with_loaded(loader.name).write()
        say(f"  {loader.name}: {done}")
    return mark


def first_event() -> str:
    """Give the seal of the log's first event; empty where nothing was done yet."""
    return Event.objects.order_by("pk").values_list("hash", flat=True).first() or ""
