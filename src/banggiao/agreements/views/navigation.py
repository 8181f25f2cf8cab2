"""What the pages of a text share: finding it, the way back up, its head and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.agreements import queries
from banggiao.agreements.models import Instrument
from banggiao.core.pages import OVERVIEW, Button, Head
from banggiao.core.panels import Tab
from banggiao.duties.queries import duties_about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Act
    from banggiao.agreements.queries.words import View
    from banggiao.core.htmx import Request


def find(request: Request, code: str) -> Instrument:
    """Find a text among those the reader may see."""
    found = queries.instrument_for_page(request.user)
    record: Instrument = get_object_or_404(found, code=code)
    return record


def home() -> tuple[str, str]:
    """Give the first crumb of every page here."""
    return _("Agreements"), reverse("agreements:instruments")


def way(instrument: Instrument) -> list[tuple[str, str]]:
    """Give the way back up from a form over a text."""
    return [home(), (str(instrument), instrument.get_absolute_url())]


def sections(active: str, count: int | None = None) -> list[Tab]:
    """Give the room's lists with the current one marked, and how much there is on it if known."""
    names = {
        "instruments": _("All agreements"),
        "watches": _("To look at"),
        "register": _("Register as a paper"),
        "consultations": _("Consultations"),
        "path_steps": _("Steps of the path"),
        "signing_rules": _("Who may sign"),
    }
    return [
        Tab(
            key,
            label,
            reverse(f"agreements:{key}"),
            count if key == active else None,
            active=key == active,
        )
        for key, label in names.items()
    ]


def head(
    request: Request, instrument: Instrument, acts: Sequence[Act] | None = None
) -> tuple[Head, View]:
    """Give the head of a text's pages and how it stands today."""
    today = timezone.localdate()
    acts = queries.acts_of(instrument) if acts is None else acts
    view = queries.view_of(instrument, acts, today)
    history = reverse("agreements:instrument_history", args=[instrument.code])
    duties = duties_about(instrument, request.user).count()
    return (
        Head(
            record=instrument,
            title=str(instrument),
            facts=_headline(instrument, view),
            crumbs=[home()],
            tabs=_tabs(instrument, duties, history),
            buttons=_buttons(request.user, instrument, view),
            history_url=history,
        ),
        view,
    )


def _tabs(instrument: Instrument, duties: int, history: str) -> list[Tab]:
    return [
        Tab(OVERVIEW, _("Overview"), instrument.get_absolute_url()),
        Tab("path", _("Path"), reverse("agreements:path", args=[instrument.code])),
        Tab(
            "texts",
            pgettext("wording", "Texts"),
            reverse("agreements:versions", args=[instrument.code]),
        ),
        Tab(
            "consultations",
            _("Consultation"),
            reverse("agreements:consultations_on", args=[instrument.code]),
        ),
        Tab(
            "negotiation",
            _("Negotiation"),
            reverse("agreements:negotiation", args=[instrument.code]),
        ),
        Tab("duties", _("Duties"), reverse("agreements:duties", args=[instrument.code]), duties),
        Tab("history", _("History"), history),
    ]


def _headline(instrument: Instrument, view: View) -> list[dict[str, Any]]:
    """Give the line under the title: how it stands, what is declared, what comes next."""
    facts: list[dict[str, Any]] = [
        {"label": _("Standing"), "value": "", "pill": (view.tone, view.word), "sub": view.why}
    ]
    if instrument.declared_status:
        same = instrument.declared_status == view.standing.state
        words = _("Declared: %(status)s") % {"status": instrument.get_declared_status_display()}
        pill = ("plain" if same else "warn", words)
        facts.append(
            {
                "label": _("Declared"),
                "value": "",
                "pill": pill,
                "sub": instrument.declared_reason,
            }
        )
    facts.append({"label": _("Kind"), "value": instrument.get_kind_display()})
    place = getattr(instrument, "place", None)  # only a text whose path is kept has one
    if place is not None and place.step is not None:
        returned = _("returned with comments") if place.is_returned else ""
        facts.append({"label": _("At the step"), "value": str(place.step), "sub": returned})
    return [*facts, *next_facts(view)]


def next_facts(view: View) -> list[dict[str, Any]]:
    """Give the days that come next: the end of the term and the last day to give notice."""
    facts: list[dict[str, Any]] = []
    if view.days.end:
        label = _("Renews itself after") if view.days.renews else _("Ends")
        facts.append({"label": label, "value": queries.last_day(view.days.end)})
    if view.days.notice:
        left = (view.days.notice - timezone.localdate()).days
        day = queries.in_words(queries.one_day(view.days.notice))
        facts.append({"label": _("Notice by"), "value": day, "sub": queries.days_left(left)})
    return facts


def _buttons(user: User, instrument: Instrument, view: View) -> list[Button]:
    if not user.has_perm("agreements.change_instrument", instrument):
        return []
    code = [instrument.code]
    if instrument.is_set_aside:
        return [Button(_("Bring back"), reverse("agreements:bring_back_instrument", args=code))]
    edit = Button(_("Edit"), reverse("agreements:change_instrument", args=code))
    if not view.derived.is_signed:
        sign = reverse("agreements:record_act", args=[instrument.code, "sign"])
        return [edit, Button(_("Enter the signing"), sign, primary=True)]
    return [edit]


def deeds_for(instrument: Instrument, view: View) -> list[Button]:
    """Give the acts that can be entered now: signing first, none but corrections once it is over.

    An act that came before the end may still be missing, so amendments stay on offer.
    """
    labels = {
        "sign": _("Signed"),
        "force": _("Entered into force"),
        "extend": _("Extended"),
        "amend": _("Amended"),
        "inherit": _("Taken over"),
        "end": _("Ended"),
    }
    derived = view.derived
    if not derived.is_signed:
        offered = ["sign"]
    elif derived.over_by is not None:
        offered = ["amend", "inherit"]
    else:
        offered = [*([] if derived.force_by else ["force"]), "extend", "amend", "inherit", "end"]
    return [
        Button(labels[deed], reverse("agreements:record_act", args=[instrument.code, deed]))
        for deed in offered
    ]
