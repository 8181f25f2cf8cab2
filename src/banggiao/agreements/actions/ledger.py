"""Writes of a text's ledger: one private writer, and the acts as the office names them.

Officers and heads who may see the text. Every act is followed by `keep_course`. Refused in all of
them: acts that stand in an impossible order for certain (`check_ledger`), and a signing that the
path of its text does not allow yet (`place.check_act`).
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.bulk import SIZE
from banggiao.accounts.rules import require
from banggiao.agreements.actions.place import check_act, keep_place
from banggiao.agreements.enums import ActKind, Relation
from banggiao.agreements.models import Act, Course, Instrument, Party
from banggiao.agreements.standing import COLUMNS, ENDINGS, Bounds, derive, extensions
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, free_code, lock, save, store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.partners.models import Organisation

FIELDS = ("on", "place", "until", "remark")

FOLLOWS_FROM: dict[str, ActKind] = {
    Relation.AMENDS: ActKind.AMENDED,
    Relation.RENEWS: ActKind.EXTENDED,
    Relation.UPGRADES: ActKind.UPGRADED,
    Relation.REPLACES: ActKind.REPLACED,
}
"""What happens to the text before when a text that says so is signed. Following does nothing."""


@transaction.atomic
def sign_instrument(instrument: Instrument, *, by: User, **data: Any) -> Act:
    """Enter that a text was signed. The text before it is amended, extended or over from that day.

    Refused: signed already; the text before it is over already.
    """
    return _record(instrument, ActKind.SIGNED, by, data)


@transaction.atomic
def bring_into_force(instrument: Instrument, *, by: User, **data: Any) -> Act:
    """Enter since when a text is in force. Refused: not signed, or surely before it was signed."""
    return _record(instrument, ActKind.IN_FORCE, by, data)


@transaction.atomic
def extend_instrument(instrument: Instrument, *, by: User, **data: Any) -> Act:
    """Enter that a text was extended, with its new end if one is known.

    Refused: not signed, over, or a new end that is surely not later than the present one.
    """
    return _record(instrument, ActKind.EXTENDED, by, data)


@transaction.atomic
def amend_instrument(instrument: Instrument, *, by: User, **data: Any) -> Act:
    """Enter that a text was amended without a text of its own in the register."""
    return _record(instrument, ActKind.AMENDED, by, data)


@transaction.atomic
def end_instrument(instrument: Instrument, *, by: User, **data: Any) -> Act:
    """Enter that a text was ended: from that day it is no longer in force.

    Refused: not signed, over already, or ended before it was signed or last acted on.
    """
    return _record(instrument, ActKind.ENDED, by, data)


@transaction.atomic
def inherit_instrument(
    instrument: Instrument, *, by: User, organisation: Organisation | None = None, **data: Any
) -> Act:
    """Enter that another body took the text over, as when ministries are merged.

    The parties stay as they signed. Refused: a body the writer may not see.
    """
    if organisation is not None:
        require(by, "partners.view_organisation", organisation)
    return _record(instrument, ActKind.INHERITED, by, data, organisation=organisation)


@transaction.atomic
def correct_act(
    act: Act, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Act:
    """Correct an act that was entered wrongly. ``version`` is the text's.

    Refused: another day for an act that follows from a later text: correct its signing.
    """
    with _writing(act.instrument, "agreements.act_corrected", by, reason, version) as instrument:
        current = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
        day = current.on
        assign(current, data, FIELDS)
        if current.by_instrument_id and current.on != day:
            raise Refused(
                "follows_from_newer",
                _("This day follows from the later text. Correct the signing of that text."),
                field="on",
            )
        _write(current, instrument)
        follow_up(instrument, by=by)
    return current


@transaction.atomic
def remove_act(act: Act, *, by: User, reason: str) -> None:
    """Take back an act entered by mistake; the log keeps it.

    Refused: no reason; an act that follows from a later text; a signing on which other acts rest.
    """
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the act is removed."), field="reason")
    with _writing(act.instrument, "agreements.act_removed", by, reason) as instrument:
        current = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
        if current.by_instrument_id:
            raise follows_from_newer()
        current.delete()
        check_ledger(instrument, list(instrument.acts.all()))
        follow_up(instrument, by=by)


def follows_from_newer() -> Refused:
    """Give the refusal of taking back an act that another text's signing wrote."""
    return Refused(
        "follows_from_newer",
        _("This act follows from a later text. Remove the link between the two."),
    )


@contextmanager
def _writing(
    instrument: Instrument, action: str, by: User, reason: str = "", version: int | None = None
) -> Iterator[Instrument]:
    """Hold a text, check the right, and log what the block writes to its ledger as one event."""
    require(by, "agreements.change_instrument", instrument)
    with _following(instrument, action, by, reason, version) as current:
        require(by, "agreements.change_instrument", current)
        yield current


@contextmanager
def _following(
    instrument: Instrument, action: str, by: User, reason: str = "", version: int | None = None
) -> Iterator[Instrument]:
    """Do the same without asking for a right: what follows from a text that one may change."""
    current = lock(instrument, version)
    with recorded(action, current, by=by, reason=reason):
        yield current
        save(current)
        keep_course(current)


def _record(
    instrument: Instrument, kind: ActKind, by: User, data: dict[str, Any], **links: Any
) -> Act:
    reason = data.pop("reason", "")
    version = data.pop("version", None)
    with _writing(instrument, f"agreements.act_{kind}", by, reason, version) as current:
        act = Act(instrument=current, kind=kind, **links)
        assign(act, data, FIELDS)
        check_open(act, current.acts.all())
        _write(act, current)
        follow_up(current, by=by)
    return act


def enter_act(instrument: Instrument, kind: ActKind, **data: Any) -> Act:
    """Write an act inside the event of another action, such as entering a text that is signed."""
    act = Act(instrument=instrument, kind=kind)
    assign(act, data, FIELDS)
    _write(act, instrument)
    return act


def _write(act: Act, instrument: Instrument) -> None:
    act.instrument = instrument
    if not act.code:
        act.code = free_code(Act, f"{instrument.code} {act.kind} {act.on or ''}")
    store(act)
    check_ledger(instrument, list(instrument.acts.all()))
    check_act(instrument, act)


def check_open(act: Act, acts: Iterable[Act]) -> None:
    """Refuse an act on a text that is over, unless it surely came before that."""
    ending = next((other for other in acts if other.kind in ENDINGS), None)
    if ending is None:
        return
    day, last = Bounds.of(act.on).latest, Bounds.of(ending.on).latest
    if day is None or last is None or day > last:
        raise text_ended()


def text_ended() -> Refused:
    """Give the refusal of an act on a text that is over."""
    return Refused(
        "text_ended", _("The text is over: it was ended, upgraded or replaced."), field="on"
    )


def check_ledger(instrument: Instrument, acts: Sequence[Act]) -> None:
    """Refuse a ledger whose acts cannot stand so. Only what is certain is refused."""
    signing = next((act for act in acts if act.kind == ActKind.SIGNED), None)
    others = [act for act in acts if act is not signing]
    if others and signing is None:
        raise Refused("not_signed", _("Enter first that the text was signed, even without a day."))
    ending = next((act for act in others if act.kind in ENDINGS), None)
    for act in others:
        on = Bounds.of(act.on)
        if signing and on.surely_before(Bounds.of(signing.on)):
            raise Refused(
                "act_before_signing",
                _("The text was signed later than this day. Check both days."),
                field="on",
            )
        if ending and act is not ending and Bounds.of(ending.on).surely_before(on):
            raise text_ended()
    for extension in extensions(instrument, acts):
        old, new = extension.old, extension.new
        too_short = old and new and old.earliest and new.latest and new.latest <= old.earliest
        if extension.act.until and too_short:
            raise Refused(
                "extension_too_short",
                _("The new end is not later than the present one."),
                field="until",
            )


def follow_up(newer: Instrument, *, by: User, reason: str = "") -> None:
    """Let the ledger of the text before say what the signing of this one did to it.

    The act is there while this one is signed and says what it does; its day is that of the signing.
    """
    stored = Act.objects.filter(by_instrument=newer).select_related("instrument").first()
    signing = newer.acts.filter(kind=ActKind.SIGNED).first()
    kind = FOLLOWS_FROM.get(newer.relation) if signing and newer.predecessor_id else None
    if stored and (kind is None or stored.instrument_id != newer.predecessor_id):
        with _following(stored.instrument, "agreements.act_removed", by, reason):
            stored.delete()
        stored = None
    older = newer.predecessor
    if kind is None or older is None or signing is None:
        return
    if stored and stored.kind == kind and stored.on == signing.on:
        return
    if not older.acts.filter(kind=ActKind.SIGNED).exists():
        raise predecessor_not_signed()
    with _following(older, f"agreements.act_{kind}", by, reason) as current:
        act = stored or Act(by_instrument=newer)
        act.instrument, act.kind, act.on = current, kind, signing.on
        if not act.code:
            act.code = free_code(Act, f"{current.code} {kind} {newer.code}")
        if stored is None:
            check_open(act, current.acts.all())
        _write(act, current)


def predecessor_not_signed() -> Refused:
    """Give the refusal of acting on a text before that nobody signed yet."""
    return Refused(
        "predecessor_not_signed",
        _("Enter first that the text before it was signed, even without a day."),
        field="predecessor",
    )


def keep_course(instrument: Instrument) -> None:
    """Write anew what follows from the ledger. The one place that writes `Course`.

    Where the text stands on its path follows too.
    """
    derived = derive(instrument, instrument.acts.order_by("pk"))
    values: dict[str, Any] = {name: getattr(derived, name) for name in COLUMNS}
    values["is_ours"] = instrument.parties.filter(organisation__is_own=True).exists()
    Course.objects.update_or_create(instrument=instrument, defaults=values)
    keep_place(instrument)


def refresh_own(organisations: Sequence[int]) -> None:
    """Say anew of every text these bodies are a party to whether it is ours.

    Called when bodies became part of the own body or left it. It writes no event: what changed is
    the body, and its own event says so.
    """
    own = Party.objects.filter(instrument=OuterRef("instrument"), organisation__is_own=True)
    for some in batched(organisations, SIZE):
        named = Party.objects.filter(organisation__in=some).values("instrument")
        Course.objects.filter(instrument__in=named).update(is_ours=Exists(own))
