"""Writes of the path of a text: its steps done, skipped, returned with comments, corrected.

Officers and heads who may see the text. Each is one event of the text. Refused in all of them: a
step of the ledger (``read_from_ledger``), which is entered as an act; a day in the future
(``day_in_future``); a paper the writer may not see.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.place import check_needs, check_order, keep_place
from banggiao.agreements.enums import Outcome
from banggiao.agreements.models import Instrument, PathEntry, PathStep
from banggiao.agreements.queries.path import path_of, steps_behind
from banggiao.agreements.standing import Bounds, derive
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User
    from banggiao.agreements.path import Path, Stop

FIELDS = ("on", "paper", "paper_text", "done_by", "remark", "why_late")


@transaction.atomic
def record_step(
    instrument: Instrument,
    step: PathStep,
    *,
    by: User,
    version: int | None = None,
    **data: Any,
) -> PathEntry:
    """Enter that a step was done, or with ``why_late`` that it was done long ago.

    Refused: a step this text does not go through (``step_not_here``) or that is done already
    (``step_twice``); a day after the text was ended (``text_ended``); a signing that surely came
    before the authority to sign (``signed_before_authority``). Unless entered after the fact: no
    day (``day_missing``), no paper where the step needs one (``paper_missing``), a missing step
    before it (``step_missing``), a day before that step's (``step_order``).
    """
    with _writing(instrument, "agreements.step_done", by, version=version) as current:
        stop = _open_stop(path_of(current), step)
        entry = PathEntry(instrument=current, step=step, number=_next_number(current))
        _write(entry, data, by)
        _check_complete(entry)
        _check_entry(current, stop, entry)
    return entry


@transaction.atomic
def skip_step(
    instrument: Instrument,
    step: PathStep,
    *,
    by: User,
    reason: str,
    on: str = "",
    version: int | None = None,
) -> PathEntry:
    """Enter that a step is left out, and why; without a day, today.

    Refused: a step that may not be skipped (``step_not_skippable``), no reason
    (``reason_missing``), and what `record_step` refuses of its place.
    """
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the step is skipped."), field="reason")
    with _writing(
        instrument, "agreements.step_skipped", by, reason=reason, version=version
    ) as current:
        stop = _open_stop(path_of(current), step)
        if not step.may_be_skipped:
            words = {"step": step, "basis": step.basis}
            raise Refused(
                "step_not_skippable",
                _(
                    "“%(step)s” may not be skipped (basis: %(basis)s). Record it when it is done;"
                    " a head or an administrator can change the rule."
                )
                % words,
            )
        entry = PathEntry(
            instrument=current,
            step=step,
            number=_next_number(current),
            outcome=Outcome.SKIPPED,
        )
        _write(entry, {"remark": reason, "on": on or timezone.localdate().isoformat()}, by)
        _check_entry(current, stop, entry)
    return entry


@transaction.atomic
def return_text(
    instrument: Instrument,
    back_to: PathStep,
    *,
    by: User,
    remark: str,
    version: int | None = None,
    **data: Any,
) -> PathEntry:
    """Send a text back to an earlier step with comments. What was done stays and is shown.

    Refused: no comments (``comments_missing``), no day (``day_missing``), a step that is not
    before the present one or lies before an act (``return_not_back``).
    """
    if not remark.strip():
        raise Refused("comments_missing", _("Say with what comments it returns."), field="remark")
    with _writing(instrument, "agreements.text_returned", by, version=version) as current:
        path = path_of(current)
        here = path.current
        if here is None or back_to not in steps_behind(path):
            raise Refused(
                "return_not_back",
                _(
                    "A text goes back to a step before the present one, and not behind its signing."
                    " Choose such a step."
                ),
                field="back_to",
            )
        entry = PathEntry(
            instrument=current,
            step=here.step,
            number=_next_number(current),
            outcome=Outcome.RETURNED,
            back_to=back_to,
        )
        _write(entry, {"remark": remark, **data}, by)
        _check_day(entry)
    return entry


@transaction.atomic
def correct_step(
    entry: PathEntry, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> PathEntry:
    """Correct what was entered of a step. ``version`` is the text's.

    Refused: no reason (``reason_missing``), and what `record_step` refuses.
    """
    _need_reason(reason)
    with _writing(
        entry.instrument, "agreements.step_corrected", by, reason=reason, version=version
    ) as current:
        stored = PathEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        _write(stored, data, by)
        if stored.outcome == Outcome.DONE:
            _check_complete(stored)
        path = path_of(current)
        stop = path.at(stored.step.code)
        if stop is not None and stop.entry == stored:
            _check_entry(current, stop, stored)
    return stored


@transaction.atomic
def remove_step(entry: PathEntry, *, by: User, reason: str) -> None:
    """Take back a step entered by mistake; the log keeps it.

    Refused: no reason (``reason_missing``); a step on which a later one rests
    (``step_rests_on_it``).
    """
    _need_reason(reason)
    with _writing(entry.instrument, "agreements.step_removed", by, reason=reason) as current:
        before = path_of(current)
        stored = PathEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        code = stored.step.code
        stored.delete()
        _check_rest(before, path_of(current), code)


@contextmanager
def _writing(
    instrument: Instrument,
    action: str,
    by: User,
    *,
    reason: str = "",
    version: int | None = None,
) -> Iterator[Instrument]:
    """Hold a text, check the right, and log what the block writes to its path as one event."""
    require(by, "agreements.change_instrument", instrument)
    current = lock(instrument, version)
    require(by, "agreements.change_instrument", current)
    with recorded(action, current, by=by, reason=reason):
        yield current
        save(current)
        keep_place(current)


def _next_number(instrument: Instrument) -> int:
    last = instrument.path.order_by("-number").first()
    return last.number + 1 if last else 1


def _write(entry: PathEntry, data: dict[str, Any], by: User) -> None:
    """Set and store. A paper is asked for only where it changes: one that is hidden stays."""
    had = entry.paper_id
    assign(entry, data, FIELDS)
    if entry.paper_id != had:
        require(by, "documents.view_document", entry.paper)
    store(entry)


def _open_stop(path: Path, step: PathStep) -> Stop:
    """Give the stop of a step that can be entered now."""
    stop = path.at(step.code)
    if stop is None:
        raise Refused(
            "step_not_here",
            _(
                "A text of this kind, signed in this name, does not go through “%(step)s”"
                " (basis: %(basis)s). Check kind and name of the text."
            )
            % {"step": step, "basis": step.basis},
        )
    if step.reads:
        raise Refused(
            "read_from_ledger",
            _("“%(step)s” is read from the ledger of the text. Enter the act there.")
            % {"step": step},
        )
    if stop.is_passed and not step.repeats:
        raise Refused(
            "step_twice",
            _("“%(step)s” is entered already. Correct it, or return the text with comments.")
            % {"step": step},
        )
    return stop


def _check_complete(entry: PathEntry) -> None:
    """Refuse a step that lacks its day or its paper; after the fact both may be unknown."""
    if entry.is_late:
        return
    if entry.on is None or not entry.on.is_exact:
        raise Refused(
            "day_missing",
            _(
                "Give the day on which it was done, such as 5/3/2026. Of an old text, whose day is"
                " known in part or not at all, say why it is entered after the fact."
            ),
            field="on",
        )
    if entry.step.needs_paper and not (entry.paper_id or entry.paper_text):
        raise Refused(
            "paper_missing",
            _("“%(step)s” is shown by a paper (basis: %(basis)s). Give its number and date.")
            % {"step": entry.step, "basis": entry.step.basis},
            field="paper_text",
        )


def _check_day(entry: PathEntry) -> None:
    first = Bounds.of(entry.on).earliest
    if first is not None and first > timezone.localdate():
        raise Refused("day_in_future", _("This day has not come yet."), field="on")
    if entry.outcome == Outcome.RETURNED and entry.on is None:
        raise Refused("day_missing", _("Give the day on which it returned."), field="on")


def _check_entry(instrument: Instrument, stop: Stop, entry: PathEntry) -> None:
    """Refuse an entry that does not fit day, ledger and the steps around it."""
    _check_day(entry)
    _check_not_over(instrument, entry)
    path = path_of(instrument)
    stop = path.at(entry.step.code) or stop
    check_needs(path, stop, live=not entry.is_late)
    check_order(path, stop)


def _check_not_over(instrument: Instrument, entry: PathEntry) -> None:
    """Refuse a step that surely came after an act ended the text."""
    derived = derive(instrument, instrument.acts.order_by("pk"))
    ending = derived.over_by
    if ending is not None and Bounds.of(ending.on).surely_before(Bounds.of(entry.on)):
        raise Refused(
            "text_ended",
            _("The text was over by that day: it was ended, upgraded or replaced. Check the day."),
            field="on",
        )


def _check_rest(before: Path, after: Path, code: str) -> None:
    """Refuse to remove a step that another one, entered as it was done, needs."""
    here, was = after.at(code), before.at(code)
    if here is None or here.is_passed or was is None or not was.is_passed:
        return
    for stop in after.stops:
        live = stop.entry is not None and not stop.entry.is_late
        rests = code in stop.step.needed and (live or stop.step.reads)
        if rests and stop.is_passed and (live or after.is_live):
            raise Refused(
                "step_rests_on_it",
                _("“%(later)s” rests on it. Correct it instead, or remove that step first.")
                % {"later": stop.step},
            )


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason_missing", _("Say why it is changed."), field="reason")
