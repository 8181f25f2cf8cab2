"""What the pages of a consultation share: finding it, the way back up, its head and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.agreements.models import Consultation, Opinion, Slip
from banggiao.agreements.queries import consultations as queries
from banggiao.agreements.queries.versions import pages_of_clauses
from banggiao.agreements.views import navigation
from banggiao.core.pages import OVERVIEW, Button, Head
from banggiao.core.panels import Tab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument
    from banggiao.core.htmx import Request

CHANGE = "agreements.change_consultation"
ANSWER = "agreements.answer_slip"


def find_consultation(request: Request, code: str) -> Consultation:
    """Find a consultation among those the reader may see."""
    found = Consultation.objects.visible_to(request.user).select_related("instrument", "rule")
    record: Consultation = get_object_or_404(found, code=code)
    return record


def find_slip(request: Request, code: str, body: str) -> Slip:
    """Find a body that was asked, among those the reader may know of."""
    record = find_consultation(request, code)
    found = Slip.objects.visible_to(request.user).select_related("organisation")
    slip: Slip = get_object_or_404(found, consultation=record, organisation__code=body)
    slip.consultation = record
    return slip


def find_point(request: Request, code: str, body: str, number: int) -> Opinion:
    """Find a point of an answer whose body the reader may know of."""
    slip = find_slip(request, code, body)
    point: Opinion = get_object_or_404(Opinion, slip=slip, number=number)
    point.slip = slip
    return point


def way_to(record: Consultation) -> list[tuple[str, str]]:
    """Give the way back up from a form over a consultation."""
    return [*_above(record), (str(record), record.get_absolute_url())]


def _above(record: Consultation) -> list[tuple[str, str]]:
    all_of_it = reverse("agreements:consultations_on", args=[record.instrument.code])
    return [*navigation.way(record.instrument), (_("Consultation"), all_of_it)]


def head_of(request: Request, record: Consultation, slips: Sequence[Slip]) -> Head:
    """Give what stands above every page of a consultation."""
    history = reverse("agreements:consultation_history", args=[record.code])
    return Head(
        record=record,
        title=str(record),
        facts=_headline(record, slips),
        crumbs=_above(record),
        tabs=[
            Tab(OVERVIEW, _("Overview"), record.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=_buttons(request.user, record, slips),
        history_url=history,
    )


def _headline(record: Consultation, slips: Sequence[Slip]) -> list[dict[str, Any]]:
    found = queries.tally(slips)
    if not record.is_open:
        words, tone = _("closed"), "plain"
    elif found.late:
        words, tone = _("answers late"), "bad"
    elif found.asked and found.answered == found.asked:
        words, tone = _("all answered"), "good"
    else:
        words, tone = _("answers awaited"), "plain"
    return [
        {"label": _("State"), "value": "", "pill": (tone, words)},
        {"label": _("Answer by"), "value": queries.day_in_words(record.due_on)},
        {"label": _("Answers"), "value": queries.tally_in_words(found)},
    ]


def _buttons(user: User, record: Consultation, slips: Sequence[Slip]) -> list[Button]:
    def button(label: str, name: str, *, primary: bool = False) -> Button:
        return Button(label, reverse(f"agreements:{name}", args=[record.code]), primary=primary)

    may_change = user.has_perm(CHANGE, record)
    if record.is_set_aside:
        return [button(_("Bring back"), "bring_back_consultation")] if may_change else []
    buttons = [button(_("Edit"), "change_consultation")] if may_change else []
    if may_change and record.is_open:
        buttons += [
            button(_("Ask one more body"), "add_slip"),
            button(pgettext("consultation", "Close"), "close_consultation"),
        ]
    elif may_change:
        buttons.append(button(_("Open again"), "reopen_consultation"))
    if slips:
        buttons.append(button(_("Table of opinions (Word)"), "table_of_opinions", primary=True))
    return buttons


def facts_of(record: Consultation, user: User) -> list[dict[str, Any]]:
    """Give what is known of it, as rows of a card."""
    letter = " · ".join(
        word for word in (record.letter_number, queries.day_in_words(record.letter_on)) if word
    )
    rows: list[dict[str, Any]] = [
        {
            "label": _("Agreement"),
            "value": record.instrument,
            "url": record.instrument.get_absolute_url(),
        },
        {"label": _("Sent on"), "value": queries.day_in_words(record.sent_on)},
        {
            "label": _("Answer by"),
            "value": queries.day_in_words(record.due_on),
            "sub": record.how_due,
        },
        {"label": _("Letter"), "value": letter},
        {"label": _("Who sees to it"), "value": record.owner},
        {"label": _("Closed on"), "value": queries.day_in_words(record.closed_on)},
        {"label": _("Remark"), "value": record.remark},
    ]
    if record.rule is not None:
        silence = record.rule.get_silence_display() if record.rule.silence else ""
        rows.insert(3, {"label": _("Basis"), "value": record.rule.basis, "sub": silence})
    return [row for row in rows if row["value"]]


def told_of_clause(instrument: Instrument, clause: str, user: User) -> list[dict[str, Any]]:
    """Give what was said of a clause when bodies were asked, as its page shows it."""
    found = queries.opinions_on_clause(instrument, clause, user)
    return [{"point": point, "mark": queries.response_mark(point)} for point in found]


def rows_of(record: Consultation, slips: Sequence[Slip], user: User) -> dict[str, Any]:
    """Give the bodies and the points as the page shows them, with what the reader may do."""
    may_change = user.has_perm(CHANGE, record) and not record.is_set_aside
    bodies = [
        {
            "slip": slip,
            "mark": queries.state_of(slip),
            "due": queries.day_in_words(slip.due),
            "answered": queries.day_in_words(slip.answered_on),
            "late": queries.lateness(slip),
            "paper": queries.paper_of(slip, user),
            "reminders": [queries.day_in_words(one.on) for one in slip.reminders.all()],
            "may_answer": not record.is_set_aside and user.has_perm(ANSWER, slip),
            "may_remind": may_change and record.is_open and not slip.is_answered,
        }
        for slip in slips
    ]
    found = queries.points_of(slips)
    pages = pages_of_clauses(record.instrument, {point.wid for point in found} - {""}, user)
    points = [
        {"point": point, "mark": queries.response_mark(point), "url": pages.get(point.wid, "")}
        for point in found
    ]
    return {"bodies": bodies, "points": points}
