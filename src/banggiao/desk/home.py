"""The cards of the desk: what is due, what comes, what waits for somebody, how the year stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.enums import Role
from banggiao.activities import queries as activities
from banggiao.agreements import queries as agreements
from banggiao.agreements.queries import consultations
from banggiao.agreements.queries.watches import Watch, by_day
from banggiao.core import menu
from banggiao.core.dates import PartialDate, format_partial
from banggiao.duties import queries as duties
from banggiao.duties.enums import PartyRole
from banggiao.plans import queries as plans
from banggiao.plans.enums import ActivityKind, PlanStatus, PlanStepKind
from banggiao.plans.models import Plan, PlanStep
from banggiao.reports.figures import Period, values
from banggiao.reports.figures.labels import label_of
from banggiao.reports.queries.figures import as_text, figure_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.agreements.queries.watches import Board, Sign
    from banggiao.plans.queries import Comparison

SHOWN = 6
TEXTS = 50
"""So many texts under way the desk names at most; the list of agreements has them all."""
WEEK = dt.timedelta(days=7)
FIRST = ("activities:add_activity", "duties:add_duty")
"""What the two buttons on top of the desk enter, for those who may."""

OVERSEES = frozenset({Role.HEAD, Role.LEADER, Role.AUDITOR})
"""Who is shown what is urgent in the whole office, not only what is their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: a date, what it is, what explains it, a mark."""

    date_text: str
    text: str
    url: str
    sub: str = ""
    tone: str = ""
    word: str = ""
    is_late: bool = False
    class_mark: str = ""


# What comes


def sunday(today: dt.date) -> dt.date:
    """Give the last day of the week."""
    return today + dt.timedelta(days=6 - today.weekday())


def soon(user: User, today: dt.date) -> list[Any]:
    """Give the activities of this week from today on, and of the next, in order."""
    return activities.soon(user, today, sunday(today) + WEEK)


def soon_lines(found: Sequence[Any]) -> list[Line]:
    """Show the first of them."""
    lines = []
    for activity in found[:SHOWN]:
        tone, word = activities.mark(activity.stage)
        bodies = ", ".join(str(body) for body in activities.partners_of(activity))
        parts = (activity.get_kind_display(), bodies, activity.place)
        lines.append(
            Line(
                activities.when(activity),
                str(activity),
                activity.get_absolute_url(),
                sub=" · ".join(part for part in parts if part),
                tone=tone,
                word=word,
                class_mark="restricted" if activity.is_restricted else "",
            )
        )
    return lines


def this_week(found: Iterable[Any], today: dt.date) -> str:
    """Say how much there is in this week."""
    number = sum(one.period_earliest <= sunday(today) for one in found if one.period_earliest)
    if not number:
        return _("Nothing more this week")
    words = ngettext("This week %(number)s activity", "This week %(number)s activities", number)
    return words % {"number": number}


# What is due


def oversees(user: User) -> bool:
    """Whether the desk shows what is urgent in the whole office."""
    return user.role in OVERSEES


def due_lines(user: User, today: dt.date) -> list[Line]:
    """Give the user's open duties; for those who oversee, all of ours that are late or near."""
    found = duties.pressing(user, today) if oversees(user) else duties.mine(user, today)
    return [_due_line(duty, user) for duty in found[:SHOWN]]


def _due_line(duty: Any, user: User) -> Line:  # one that came by `duties.duties_for_list`
    mark = duties.standing(duty)
    theirs = "" if duty.ours else duties.names(duty, PartyRole.PROMISOR)
    owner = duty.owner if duty.owner_id != user.pk else None
    unit = duty.unit if duty.unit_id != user.unit_id and not duty.owner_id else None
    seen_to = [str(one) for one in (theirs, unit, owner) if one]
    return Line(
        format_partial(duty.due) if duty.due else _("no date"),
        str(duty),
        duty.get_absolute_url(),
        sub=" · ".join(seen_to),
        tone=mark.tone if mark else "",
        word=mark.words if mark else "",
        is_late=duty.is_late and duty.ours,
        class_mark="restricted" if duty.is_restricted else "",
    )


# What waits for somebody


def waiting_lines(user: User, today: dt.date) -> list[Line]:
    """Give what waits for the user: plans first, then opinions, texts under way, activities."""
    waiting = [*_plans_waiting(user), *_opinions_waiting(user, today), *_texts_waiting(user, today)]
    for one in activities.waiting_on(user, today):
        activity = one.activity
        waiting.append(
            Line(
                activities.when(activity) or _("no date"),
                str(activity),
                activity.get_absolute_url(),
                sub=one.what,
                tone=one.tone,
                word=activities.mark(activity.stage)[1],
                class_mark="restricted" if activity.is_restricted else "",
            )
        )
    return waiting


def _texts_waiting(user: User, today: dt.date) -> Iterable[Line]:
    """Give the texts on their way to signing and after it, with the step each stands at."""
    for text in agreements.waiting_on_path(user)[:TEXTS]:
        back, due = text.place.is_returned, text.place.due
        late = due is not None and due < today
        yield Line(
            format_partial(PartialDate.parse(due.isoformat())) if due else "",
            str(text),
            reverse("agreements:path", args=[text.code]),
            _("At the step: %(step)s") % {"step": text.place.step},
            tone="bad" if late else "warn" if back else "",
            word=_("late") if late else _("Returned with comments") if back else "",
            is_late=late,
            class_mark="restricted" if text.is_restricted else "",
        )


def _plans_waiting(user: User) -> Iterable[Line]:
    """Give the plans to approve, and those that came back to whoever submits them."""
    approves = user.has_perm("plans.approve_plan")
    submits = user.has_perm("plans.submit_plan")
    if not (approves or submits):
        return
    last = PlanStep.objects.filter(plan=OuterRef("pk")).order_by("-number").values("kind")[:1]
    found: QuerySet[Any] = Plan.objects.visible_to(user).in_register()
    found = found.annotate(last=Subquery(last))
    for plan in found.filter(status__in=[PlanStatus.DRAFT, PlanStatus.SUBMITTED]).order_by("year"):
        if plan.status == PlanStatus.SUBMITTED and approves:
            what = _("It is submitted: approve it, or return it with comments.")
        elif plan.last == PlanStepKind.RETURNED and submits:
            what = _("It came back with comments: change it and submit it again.")
        else:
            continue
        url = plan.get_absolute_url()
        yield Line(
            str(plan.year), str(plan), url, what, tone="warn", word=plan.get_status_display()
        )


def _opinions_waiting(user: User, today: dt.date) -> Iterable[Line]:
    """Give the opinions asked of the user's unit, and the user's consultations to see to."""
    for slip in consultations.own_slips(user, today):
        asked = slip.consultation
        yield Line(
            consultations.day_in_words(slip.due),
            str(asked),
            asked.get_absolute_url(),
            sub=_("Your unit is asked for its opinion: enter the answer."),
            tone="bad" if slip.is_late else "warn",
            word=consultations.lateness(slip) or _("awaited"),
            is_late=slip.is_late,
            class_mark="restricted" if asked.is_restricted else "",
        )
    for one in consultations.waiting_on(user, today):
        mark = consultations.mark_of(one)
        yield Line(
            consultations.day_in_words(one.due_on),
            str(one),
            one.get_absolute_url(),
            sub=_("Remind who is late.") if one.late else _("All have answered: close it."),
            tone=mark.tone if mark else "",
            word=mark.words if mark else "",
            is_late=bool(one.late),
            class_mark="restricted" if one.is_restricted else "",
        )


# How the year stands


def comparison(user: User, today: dt.date) -> Comparison | None:
    """Compare this year's plan with what was done; None where the year has no plan to be seen."""
    plan = plans.plan_of(today.year, user)
    return plans.plan_against_done(plan, user, today) if plan else None


def figures(
    user: User, today: dt.date, against: Comparison | None, expiring: int
) -> list[dict[str, Any]]:
    """Give this year's figures, each of which opens to its records."""
    year = Period(dt.date(today.year, 1, 1), dt.date(today.year, 12, 31))
    until_today = Period(dt.date(today.year, 1, 1), today)
    held = ("delegations_out", "delegations_in", "conferences_hosted")
    standing = ("agreements_in_force", "duties_late_ours")
    found = values(user, year, held) | values(user, until_today, standing)
    planned = _planned(against)
    notes = {
        "delegations_out": _behind(against, ActivityKind.DELEGATION_OUT),
        "delegations_in": _behind(against, ActivityKind.DELEGATION_IN),
        "agreements_in_force": _run_out(expiring),
    }
    shown = []
    for code in (*held, *standing):
        note = notes.get(code, "")
        late = code == "duties_late_ours" and found[code]
        shown.append(
            {
                "label": label_of(code),
                "value": as_text(found[code]),
                "of_text": planned.get(code, ""),
                "note": note or (_("Record what was kept, or postpone it.") if late else ""),
                "tone": "bad" if late else "warn",
                "url": figure_url(code, year if code in held else until_today),
            }
        )
    return shown


def _planned(against: Comparison | None) -> dict[str, str]:
    """Give how many were approved and added, of the two kinds that one figure counts alone."""
    if against is None:
        return {}
    of_kind = {kind.kind: kind.tally.lines for kind in against.kinds}
    codes = {
        "delegations_out": ActivityKind.DELEGATION_OUT,
        "delegations_in": ActivityKind.DELEGATION_IN,
    }
    return {
        code: _("/ %(number)s planned") % {"number": of_kind[kind]}
        for code, kind in codes.items()
        if kind in of_kind
    }


def _behind(against: Comparison | None, kind: str) -> str:
    kinds = against.kinds if against else []
    number = sum(one.tally.overdue for one in kinds if one.kind == kind)
    if not number:
        return ""
    return ngettext(
        "%(number)s line whose time has passed", "%(number)s lines whose time has passed", number
    ) % {"number": number}


def _run_out(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s runs out within 12 months", "%(number)s run out within 12 months", number
    ) % {"number": number}


def running_out(board: Board) -> int:
    """Count the texts whose term ends within a year, also those that renew themselves."""
    return len(board.of(Watch.ENDS)) + len(board.of(Watch.RENEWS))


def lines_to_look_at(board: Board) -> list[Line]:
    """Show the nearest ends and notices, and of each other reason the first; a text once."""
    terms = [*board.of(Watch.ENDS), *board.of(Watch.NOTICE), *board.of(Watch.RENEWS)]
    near: dict[str, Sign] = {}
    for sign in sorted(terms, key=by_day):
        near.setdefault(sign.url, sign)
    first = list(near.values())[: SHOWN // 2]
    known = {sign.url for sign in first}
    for kind in (Watch.PARTNER, Watch.ANNIVERSARY):
        more = next((sign for sign in board.of(kind) if sign.url not in known), None)
        if more is not None:
            first.append(more)
            known.add(more.url)
    return [_sign_line(sign) for sign in first]


def _sign_line(sign: Sign) -> Line:
    return Line(
        sign.when,
        sign.text,
        sign.url,
        sub=f"{sign.kind.label}: {sign.what}",
        tone=sign.tone if sign.word else "warn",
        word=sign.word or sign.left,
        class_mark="restricted" if sign.class_mark == "restricted" else "",
    )


def plan_facts(against: Comparison) -> str:
    """Say in one line how the plan stands."""
    plan, total = against.plan, against.total
    facts = [ngettext("%(number)s line", "%(number)s lines", total.lines) % {"number": total.lines}]
    if plan.approved_on:
        day = format_partial(PartialDate.parse(plan.approved_on.isoformat()))
        facts.append(_("approved on %(day)s") % {"day": day})
    else:
        facts.append(plan.get_status_display())
    if total.overdue:
        words = ngettext(
            "%(number)s whose time has passed", "%(number)s whose time has passed", total.overdue
        )
        facts.append(words % {"number": total.overdue})
    return " · ".join(facts)


def ways(user: User) -> list[menu.Item]:
    """Give what one can enter from here, what people come for most first."""
    found = [item for item in menu.ACTIONS if item.is_for(user)]
    return sorted(found, key=lambda item: item.url_name not in FIRST)


def year(user: User, against: Comparison | None) -> dict[str, Any]:
    """Give what the card of the year's plan shows: the strip, or the next step without a plan."""
    if against is None:
        return {"strip": None, "plan_way": plan_way(user)}
    return {"strip": plans.strip_of(against), "plan_facts": plan_facts(against)}


def plan_way(user: User) -> dict[str, str] | None:
    """Give the next step where the year has no plan."""
    if not user.has_perm("plans.add_plan"):
        return None
    return {"label": _("Enter the plan of the year"), "url": reverse("plans:add_plan")}
