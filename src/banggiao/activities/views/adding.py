"""The page that enters an activity: what it fills in beforehand, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.activities import queries
from banggiao.activities.actions.activities import add_activity as write_activity
from banggiao.activities.actions.participants import add_participant
from banggiao.activities.enums import PartyRole
from banggiao.activities.forms import NewActivityForm
from banggiao.activities.forms.activities import Choice
from banggiao.activities.models import Series
from banggiao.activities.views.navigation import home
from banggiao.core.pages import form_page
from banggiao.core.pickers import code_in
from banggiao.partners.models import Organisation
from banggiao.plans.enums import ActivityKind
from banggiao.plans.queries import line_for_page, partners_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.core.htmx import Request

OUT, IN = ActivityKind.DELEGATION_OUT, ActivityKind.DELEGATION_IN
BY_THE_OTHERS = frozenset({OUT, ActivityKind.MULTILATERAL_MEETING})
"""Kinds that somebody else holds most often; the rest we hold until one says otherwise."""

FROM_THE_LINE = (
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "place",
    "purpose",
    "funding",
    "classification",
)


def add_activity(request: Request) -> HttpResponse:
    """Enter an activity; the address may name its kind, plan line, series or a partner."""
    require(request.user, "activities.add_activity")
    beforehand = _beforehand(request)
    form = NewActivityForm(request.POST or None, initial=beforehand)
    form.kinds = _kinds(request, beforehand.get("kind", ""))
    return form_page(
        request,
        form,
        lambda: _write(request.user, **form.cleaned_data),
        title=_("Add an activity"),
        way=[home()],
        done=_("The activity is in the register. Below stands what is still missing."),
    )


@transaction.atomic
def _write(user: User, *, people: Sequence[dict[str, Any]], **data: Any) -> Activity:
    """Enter the activity and its first people: all of it or nothing."""
    activity = write_activity(by=user, **data)
    for person in people:
        add_participant(activity, by=user, **person)
    return activity


def _kinds(request: Request, chosen: str) -> tuple[Choice, ...]:
    """Give the ways to begin with what fits a kind; the rest of the address stays."""
    kept = {n: request.GET[n] for n in ("partner", "line", "series") if n in request.GET}
    here = reverse("activities:add_activity")
    return tuple(
        Choice(str(label), f"{here}?{urlencode({**kept, 'kind': kind})}", kind == chosen)
        for kind, label in ActivityKind.choices
    )


def _beforehand(request: Request) -> dict[str, Any]:
    """Give what the address lets one fill in, as far as the reader may see it."""
    user, kind = request.user, request.GET.get("kind", "")
    lines: Any = line_for_page(user)
    line = lines.in_register().filter(code=code_in(request.GET, "line")).first()
    rows = Series.objects.visible_to(user).in_register()
    series = rows.filter(code=code_in(request.GET, "series")).first()
    seen = Organisation.objects.visible_to(user).in_register()
    named = list(seen.filter(code=code_in(request.GET, "partner")))
    first: dict[str, Any] = {}
    if line is not None:
        first |= _from_line(line)
        named = [*named, *partners_of(line)]
    if series is not None:
        first |= _from_series(series, user)
    if kind in ActivityKind.values:
        first["kind"] = kind
    own = seen.filter(code=settings.OWN_BODY).first()
    mine = {"owner": user.pk, "lead_unit": user.unit_id}
    known = {name: value for name, value in first.items() if value is not None}
    return mine | _bodies(first.get("kind", ""), own, named) | known


def _bodies(kind: str, own: Organisation | None, named: Sequence[Organisation]) -> dict[str, Any]:
    """Propose who holds it and who takes part. Nothing is proposed before the kind is known."""
    keys = list(dict.fromkeys(body.pk for body in named))
    if not kind or own is None:
        return {"partners": keys}
    if kind in BY_THE_OTHERS:
        host = keys[0] if kind == OUT and keys else None
        return {"host": host, "partners": [own.pk, *(key for key in keys if key != host)]}
    return {"host": own.pk, "partners": [key for key in keys if key != own.pk]}


def _from_line(line: Any) -> dict[str, Any]:  # a PlanLine
    """Give what the plan says already; dates, way and level as they stand after adjustments."""
    first = {name: getattr(line, name) for name in FROM_THE_LINE}
    return first | {
        "plan_line": line.pk,
        "start": line.now_start or line.start,
        "end": line.now_end or line.end,
        "mode": line.now_mode or line.mode,
        "level": line.now_level or line.level,
        "country": line.country_id,
        "lead_unit": line.lead_unit_id,
        "owner": line.owner_id,
        "topics": [line.topic] if line.topic else [],
        "instruments": [line.instrument_id] if line.instrument_id else [],
    }


def _from_series(series: Series, user: User) -> dict[str, Any]:
    """Give what the next edition most likely shares with the last one."""
    first: dict[str, Any] = {"series": series.pk, "classification": series.classification}
    first |= {name: getattr(series, name) for name in FROM_THE_LINE[:4]}
    editions = list(queries.editions(series, user))
    numbers = [one.edition for one in editions if one.edition]
    first["edition"] = max(numbers) + 1 if numbers else None
    if editions:
        last = editions[0]
        parties = queries.parties(last, user)
        hosts = [p.organisation_id for p in parties if p.role == PartyRole.HOST]
        others = [p.organisation_id for p in parties if p.role != PartyRole.HOST]
        first |= {"kind": last.kind, "lead_unit": last.lead_unit_id}
        first |= {"host": hosts[0] if hosts else None, "partners": list(dict.fromkeys(others))}
    return first
