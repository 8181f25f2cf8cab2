"""Writes of activities: entering and changing. Steps and parts have modules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import may_see, require
from banggiao.activities.actions.checks import check_line, check_owner, check_plan, year_of
from banggiao.activities.actions.derived import keep_derived
from banggiao.activities.actions.writing import writing
from banggiao.activities.enums import PartyRole, Stage
from banggiao.activities.models import Activity, ActivityInstrument, Party, Topic
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.text import fold
from banggiao.core.writing import CODE_LENGTH, assign, free_code, save, store
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.partners.models import Organisation

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "mode",
    "start",
    "end",
    "country",
    "place",
    "series",
    "edition",
    "plan_line",
    "outside_ground",
    "outside_act",
    "outside_act_text",
    "purpose",
    "level",
    "headcount",
    "headcount_is_about",
    "cost",
    "funding",
    "lead_unit",
    "owner",
    "remark",
)

LINKS = {
    "series": "activities.view_series",
    "plan_line": "plans.view_planline",
    "outside_act": "documents.view_document",
}
"""Links that may be hidden from who sees the activity, with the right to see the target."""

SETTLED = frozenset({Stage.CONFIRMED, Stage.UNDER_WAY, Stage.HELD})
"""Stages in which others rely on the date: another one wants a ground."""


@transaction.atomic
def add_activity(
    *,
    by: User,
    host: Organisation | None = None,
    partners: Sequence[Organisation] = (),
    topics: Iterable[str] = (),
    instruments: Iterable[Instrument] = (),
    **fields: Any,
) -> Activity:
    """Enter an activity that is being prepared. Officers and heads.

    Refused: a class above one's clearance; a body, line, paper, series or agreement the writer may
    not see; a plan line that is dropped, of another year or of a closed plan; an owner who is not
    cleared or whose account is closed; and what the model forbids.
    """
    require(by, "activities.add_activity")
    activity = Activity()
    assign(activity, fields, FIELDS)
    _check(activity, Activity(), by)
    if not activity.code:
        activity.code = code_for(activity)
    parties = place_parties(activity.kind, host, partners)
    for body, _role in parties:
        require(by, "partners.view_organisation", body)
    with recorded("activities.activity_added", activity, by=by):
        save(activity)
        for order, (body, role) in enumerate(parties, 1):
            store(Party(activity=activity, organisation=body, role=role, order=order))
        _set_topics(activity, topics)
        _set_instruments(activity, instruments, by)
        keep_derived(activity)
        activity.save()
    return activity


@transaction.atomic
def change_activity(
    activity: Activity,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    topics: Iterable[str] | None = None,
    instruments: Iterable[Instrument] | None = None,
    **fields: Any,
) -> Activity:
    """Change what an activity is. Officers and heads who may see it.

    ``topics`` and ``instruments`` replace all that the writer may see; None leaves them. Refused:
    a stale ``version``; another date of what is confirmed or held without a ``reason``, and any
    date of what is postponed; taking from a confirmed one what was asked for to confirm it; and
    what `add_activity` refuses.
    """
    with writing(
        activity, "activities.activity_changed", by=by, version=version, reason=reason
    ) as current:
        stored = Activity.objects.all().get(pk=current.pk)
        assign(current, fields, FIELDS)
        _check(current, stored, by)
        _check_dates(current, stored, reason)
        if topics is not None:
            _set_topics(current, topics)
        if instruments is not None:
            _set_instruments(current, instruments, by)
    return current


def place_parties(
    kind: str, host: Organisation | None, partners: Sequence[Organisation]
) -> list[tuple[Organisation, PartyRole]]:
    """Say what each body does: the host holds it, an own one sends an outgoing delegation."""
    placed = [(host, PartyRole.HOST)] if host is not None else []
    for body in dict.fromkeys(partners):
        sends = kind == ActivityKind.DELEGATION_OUT and body.is_own
        if body != host:
            placed.append((body, PartyRole.SENDER if sends else PartyRole.PARTICIPANT))
    return placed


def code_for(activity: Activity) -> str:
    """Make a code that says when and what: ``a-2026-05-jp-tham-va-lam-viec``."""
    return free_code(Activity, code_stem(activity))


def code_stem(activity: Activity) -> str:
    """Give the code an activity would have if no other had it."""
    start = activity.start
    month = f"{start.earliest:%m}" if start and start.precision in {"day", "month"} else ""
    words = (year_of(activity) or "", month, activity.country_id or "", activity)
    return slugify(fold(f"a {' '.join(str(word) for word in words)}"))[:CODE_LENGTH].strip("-")


def _check(activity: Activity, stored: Activity, by: User) -> None:
    """Refuse what links and classes forbid. ``stored`` is the activity as it was."""
    check_class(activity.classification, by)
    for name, right in LINKS.items():
        if getattr(activity, f"{name}_id") != getattr(stored, f"{name}_id"):
            require(by, right, getattr(activity, name))
    check_owner(activity, stored)
    check_line(activity, stored)


def _check_dates(activity: Activity, stored: Activity, reason: str) -> None:
    """Refuse to move by a change what is moved by a step."""
    if (activity.start, activity.end) != (stored.start, stored.end):
        if stored.stage == Stage.POSTPONED:
            raise Refused(
                "is_postponed",
                _("It is postponed. Take it up again to give it a new date."),
                field="start",
            )
        if stored.stage in SETTLED and not reason.strip():
            raise Refused("ground_missing", _("Say why the date changes."), field="reason")
    if stored.stage in SETTLED and _plan_differs(activity, stored):
        if year_of(stored) and not year_of(activity):
            raise Refused("date_missing", _("Give at least the year it begins."), field="start")
        check_plan(activity)


def _plan_differs(activity: Activity, stored: Activity) -> bool:
    names = ("start", "plan_line_id", "outside_ground", "outside_act_id", "outside_act_text")
    return any(getattr(activity, name) != getattr(stored, name) for name in names)


def _set_topics(activity: Activity, topics: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(topics))
    activity.topics.exclude(name__in=wanted).delete()
    present = set(activity.topics.values_list("name", flat=True))
    for name in wanted:
        if name not in present:
            store(Topic(activity=activity, name=name))


def _set_instruments(activity: Activity, instruments: Iterable[Instrument], by: User) -> None:
    """Make these the agreements it serves; what the writer may not see stays."""
    wanted = {text.pk: text for text in instruments}
    standing = activity.instruments.select_related("instrument")
    present = {link.instrument_id: link for link in standing}
    for key, link in present.items():
        if key not in wanted and may_see.test(by, link.instrument):
            link.delete()
    for key, text in wanted.items():
        if key not in present:
            require(by, "agreements.view_instrument", text)
            store(ActivityInstrument(activity=activity, instrument=text))
