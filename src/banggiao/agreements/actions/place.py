"""What the ledger and the path say to one another: checks of both, and the place that follows.

It stands below `actions.ledger`, which asks it after every act, and `actions.path`.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import batched
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk import SIZE
from banggiao.agreements.enums import LedgerStep, Outcome
from banggiao.agreements.models import Act, Instrument, PathEntry, PathPlace, PathStep
from banggiao.agreements.queries.ledger import in_order
from banggiao.agreements.queries.path import due_of, path_of
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.agreements.path import Path, Stop

READS: dict[str, LedgerStep] = {
    "signed": LedgerStep.SIGNED,
    "in_force": LedgerStep.IN_FORCE,
}
"""The acts that are a step of the path of their own."""


def keep_place(instrument: Instrument) -> None:
    """Write anew at which step a text stands."""
    keep_places([instrument])


def keep_places(instruments: Sequence[Instrument]) -> None:
    """Write anew at which step each text stands. The one place that writes `PathPlace`.

    A text whose path is not kept has no place. So few questions, however many texts.
    """
    entries: dict[int, list[PathEntry]] = defaultdict(list)
    for some in batched(instruments, SIZE):
        kept = PathEntry.objects.filter(instrument__in=[text.pk for text in some])
        for entry in kept.select_related("step", "back_to", "paper").order_by("number"):
            entries[entry.instrument_id].append(entry)
    gone = [text.pk for text in instruments if text.pk not in entries]
    for keys in batched(gone, SIZE):
        PathPlace.objects.filter(instrument__in=keys).delete()
    texts = [text for text in instruments if text.pk in entries]
    if not texts:
        return
    acts: dict[int, list[Act]] = defaultdict(list)
    for some in batched(texts, SIZE):
        for act in in_order(Act.objects.filter(instrument__in=[text.pk for text in some])):
            acts[act.instrument_id].append(act)
    steps = list(PathStep.objects.all())
    places = []
    for text in texts:
        path = path_of(text, acts=acts[text.pk], steps=steps, entries=entries[text.pk])
        current = path.current
        places.append(
            PathPlace(
                instrument=text,
                step=current.step if current else None,
                is_returned=bool(current and current.comments),
                is_live=path.is_live,
                due=due.day if (due := due_of(path)) else None,
            )
        )
    PathPlace.objects.bulk_create(
        places,
        batch_size=SIZE,
        update_conflicts=True,
        unique_fields=["instrument"],
        update_fields=["step", "is_returned", "is_live", "due"],
    )


def keep_all_places() -> None:
    """Write anew the places of all texts whose path is kept, as after a rule changed."""
    keep_places(list(Instrument.objects.all().filter(path__isnull=False).distinct()))


def check_act(instrument: Instrument, act: Act) -> None:
    """Refuse an act that the path of its text does not allow yet; without a path, nothing.

    Refused: a step before it that is missing while the path is under way (``step_missing``); a day
    that surely lies before that of a step it needs (``signed_before_authority``, ``step_order``).
    """
    if act.kind in READS and PathEntry.objects.filter(instrument=instrument).exists():
        check_path(path_of(instrument), act.kind)


def check_path(path: Path, kind: str) -> None:
    """Refuse an act of one of the kinds in `READS` that its path does not allow yet."""
    for stop in path.stops:
        if stop.step.reads == READS[kind]:
            check_needs(path, stop, live=path.is_live)
            check_order(path, stop)


def check_needs(path: Path, stop: Stop, *, live: bool) -> None:
    """Refuse a step whose needed steps are missing, unless it is entered after the fact."""
    if not live:
        return
    for needed in path.needed_by(stop.step):
        if not needed.is_passed:
            raise step_missing(stop.step, needed.step)


def step_missing(step: PathStep, missing: PathStep) -> Refused:
    """Give the refusal of a step before the one it needs."""
    words = {"step": step, "missing": missing, "basis": missing.basis}
    return Refused(
        "step_missing",
        _(
            "“%(step)s” comes after “%(missing)s”, which is not recorded (basis: %(basis)s)."
            " Record that step first; if it was done long ago, record it after the fact and say"
            " why."
        )
        % words,
    )


def check_order(path: Path, stop: Stop) -> None:
    """Refuse a step whose day surely lies before that of a step it needs, and the other way round.

    Between steps that are not acts only those entered as they were done are held to it.
    """
    for needed in path.needed_by(stop.step):
        _in_order(needed, stop)
    for later in path.stops:
        if stop.step.code in later.step.needed:
            _in_order(stop, later)


def _in_order(before: Stop, after: Stop) -> None:
    if not (before.is_passed and after.is_passed):
        return
    if before.entry and before.entry.outcome == Outcome.SKIPPED:
        return
    entered_late = any(stop.entry and stop.entry.is_late for stop in (before, after))
    if entered_late and not after.step.reads:
        return
    if not after.bounds.surely_before(before.bounds):
        return
    words = {"step": after.step, "needed": before.step, "basis": before.step.basis}
    if after.step.reads == LedgerStep.SIGNED:
        raise Refused(
            "signed_before_authority",
            _(
                "The day of signing lies before that of “%(needed)s”, without which nobody may"
                " sign (basis: %(basis)s). Check both days and correct the wrong one."
            )
            % words,
            field="on",
        )
    raise Refused(
        "step_order",
        _(
            "“%(step)s” cannot be done before “%(needed)s” (basis: %(basis)s)."
            " Check both days and correct the wrong one."
        )
        % words,
        field="on",
    )
