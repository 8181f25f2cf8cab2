"""Gathers all that the register says of each text, for many texts in a few queries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch

from banggiao.agreements import panels
from banggiao.agreements.enums import Outcome
from banggiao.agreements.models import (
    Act,
    Consultation,
    Instrument,
    PathEntry,
    Signatory,
    Slip,
    Topic,
)
from banggiao.agreements.papers.entry import Entry
from banggiao.agreements.queries.ledger import in_order
from banggiao.agreements.queries.texts import instruments_for_list, parties_of
from banggiao.agreements.queries.words import next_days
from banggiao.agreements.standing import Bounds, state_at
from banggiao.core.access import cleared
from banggiao.documents.queries import sources_by_code
from banggiao.duties.queries import judged, visible_duties
from banggiao.partners.models import Organisation, Succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TEXT = "agreements.instrument"


def gather(viewer: Any, day: dt.date, *, signed_by: dt.date | None = None) -> list[Entry]:
    """Give all our texts in the order of their signing, those without a day first.

    With ``signed_by`` only those that may have been signed by then.
    """
    found: Any = instruments_for_list(viewer).ours().prefetch_related(*_parts(viewer))
    if signed_by is not None:
        found = found.filter(course__is_signed=True)
        found = found.exclude(course__signed_earliest__gt=signed_by)
    texts = sorted(found, key=_by_signing)
    own = Organisation.objects.filter(code=settings.OWN_BODY).values_list("country", flat=True)
    country = own.first() or ""
    entries = {text.pk: _entry(text, day, country, viewer) for text in texts}
    _add_lineage(entries, viewer, day)
    _add_successions(entries, viewer)
    _add_duties(entries, viewer, day)
    _add_path(entries)
    _add_consultations(entries, viewer, day)
    _add_sources(entries, viewer)
    for provide in panels.CARRIED_OUT:
        for key, done in provide(list(entries), viewer, day).items():
            entries[key].done = done
    return list(entries.values())


def _by_signing(text: Any) -> tuple[bool, dt.date, str]:
    course = text.course
    return not course.is_signed, course.signed_latest or dt.date.min, text.sort_key


def _parts(viewer: Any) -> list[Prefetch[Any]]:
    hands: Any = Signatory.objects
    seen = hands.visible_to(viewer).select_related("person", "organisation").order_by("pk")
    return [
        Prefetch("signatories", seen, to_attr="seen_hands"),
        Prefetch("topics", Topic.objects.order_by("pk")),
        Prefetch("acts", Act.objects.select_related("organisation"), to_attr="all_acts"),
    ]


def _entry(text: Any, day: dt.date, country: str, viewer: Any) -> Entry:
    standing = state_at(text.course, day)
    term = Bounds(text.course.term_earliest, text.course.term_latest)
    parties = parties_of(text)
    ours = [one for one in parties if one.is_own]
    return Entry(
        text,
        standing,
        next_days(text, term, standing, day),
        in_order(act for act in text.all_acts if not _comes_later(act, day)),
        ours,
        [one for one in parties if not one.is_own],
        country,
        viewer,
    )


def _comes_later(act: Act, day: dt.date) -> bool:
    return bool(act.on and act.on.earliest and act.on.earliest > day)


def _add_lineage(entries: dict[int, Entry], viewer: Any, day: dt.date) -> None:
    """Add the texts before and after, as far as the reader may see."""
    seen = Instrument.objects.visible_to(viewer).in_register()
    before = seen.in_bulk([e.text.predecessor_id for e in entries.values()])
    for entry in entries.values():
        entry.before = before.get(entry.text.predecessor_id)
    later_texts = seen.filter(predecessor__in=list(entries))
    known = later_texts.exclude(course__signed_earliest__gt=day)
    for later in known.order_by("course__signed_earliest", "sort_key", "pk"):
        entries[later.predecessor_id or 0].after.append(later)


def _add_successions(entries: dict[int, Entry], viewer: Any) -> None:
    """Add who followed the parties, as far as the reader may see."""
    keys = {party.pk for entry in entries.values() for party in (*entry.ours, *entry.theirs)}
    seen = Succession.objects.filter(cleared(viewer, "older", "newer"), older__in=keys)
    by_older: dict[int, list[Succession]] = {}
    for step in seen.select_related("older", "newer").order_by("on_earliest", "pk"):
        by_older.setdefault(step.older_id, []).append(step)
    for entry in entries.values():
        for party in (*entry.ours, *entry.theirs):
            entry.followed += by_older.get(party.pk, [])


def _add_duties(entries: dict[int, Entry], viewer: Any, day: dt.date) -> None:
    by_code = {entry.text.code: entry for entry in entries.values()}
    owed = visible_duties(viewer).filter(about_type=TEXT, about_code__in=list(by_code))
    rows = judged(owed, day).select_related("unit", "owner")
    for duty in rows.order_by("due_latest", "pk"):
        by_code[duty.about_code].duties.append(duty)


def _add_path(entries: dict[int, Entry]) -> None:
    """Add the steps done on the path; whether a paper of one may be named is asked apart."""
    done = PathEntry.objects.filter(instrument__in=list(entries), outcome=Outcome.DONE)
    for one in done.select_related("step", "paper").order_by("number"):
        entries[one.instrument_id].path.append(one)


def _add_consultations(entries: dict[int, Entry], viewer: Any, day: dt.date) -> None:
    """Add who was asked for an opinion by the day, and what they answered."""
    seen: Any = Consultation.objects.visible_to(viewer).in_register()
    asked = list(seen.filter(instrument__in=list(entries), sent_on__lte=day).order_by("sent_on"))
    slips: Any = Slip.objects
    found = slips.visible_to(viewer).filter(consultation__in=[one.pk for one in asked])
    by_asked: dict[int, list[Slip]] = {}
    for slip in found.select_related("organisation").order_by("pk"):
        by_asked.setdefault(slip.consultation_id, []).append(slip)
    for one in asked:
        entry = entries[one.instrument_id]
        entry.asked.append(one)
        entry.slips[one.pk] = by_asked.get(one.pk, [])


def _add_sources(entries: dict[int, Entry], viewer: Any) -> None:
    """Add what the text and its acts rest on, each source once."""
    of_texts = sources_by_code(TEXT, [e.text.code for e in entries.values()], viewer)
    acts = [act.code for entry in entries.values() for act in entry.acts]
    of_acts = sources_by_code(Act._meta.label_lower, acts, viewer)
    for entry in entries.values():
        cited = [*of_texts.get(entry.text.code, [])]
        cited += _flat(of_acts.get(act.code, []) for act in entry.acts)
        entry.sources = list(dict.fromkeys(str(one) for one in cited))


def _flat(several: Iterable[Sequence[Any]]) -> list[Any]:
    return [one for some in several for one in some]
