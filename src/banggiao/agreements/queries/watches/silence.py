"""Texts in force under which nothing has happened for long."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import DateField, F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.agreements import panels
from banggiao.agreements.enums import State
from banggiao.agreements.models import Act
from banggiao.agreements.queries.texts import visible_texts
from banggiao.agreements.queries.watches.shapes import Sign, Watch, after_a_later, later_code
from banggiao.agreements.queries.words import day_in_words
from banggiao.agreements.standing import Bounds

if TYPE_CHECKING:
    from banggiao.accounts.models import User

LIMIT = 500


def silent(user: User, today: dt.date) -> list[Sign]:
    """Give our texts in force without an act or an activity for years, the longest silent first.

    How many years is a setting. An activity that is planned breaks the silence; one the reader may
    not know of does not.
    """
    since = Bounds(today).after(months=-12 * settings.SILENT_YEARS).earliest or today
    texts: Any = visible_texts(user).ours().standing_at(State.IN_FORCE, today)
    texts = texts.annotate(last_act=_last_act(), later=later_code(user))
    quiet = Q(last_act__isnull=True) | Q(last_act__lt=since)
    names = []
    for key, last_day in panels.LAST_DAY.items():
        name = f"last_{key}"
        names.append(name)
        texts = texts.annotate(**{name: last_day(user)})
        quiet &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lt": since})
    found = texts.filter(quiet).order_by(F("last_act").asc(nulls_first=True), "pk")
    signs = [_sign(text, [getattr(text, name) for name in names]) for text in found[:LIMIT]]
    return sorted(signs, key=lambda s: (s.days.latest if s.days else None) or dt.date.min)


def _last_act() -> Subquery:
    acts = Act.objects.filter(instrument=OuterRef("pk")).order_by().values("instrument")
    return Subquery(acts.annotate(last=Max("on_latest")).values("last"), output_field=DateField())


def _sign(text: Any, happened: list[dt.date | None]) -> Sign:
    days = [day for day in (text.last_act, *happened) if day]
    last = max(days, default=None)
    years = settings.SILENT_YEARS
    words = ngettext(
        "No act and no activity for %(n)s year or longer.",
        "No act and no activity for %(n)s years or longer.",
        years,
    ) % {"n": years}
    if last is not None and last == text.last_act:
        latest = _("The last act: %(day)s or before.") % {"day": day_in_words(last)}
    elif last is not None:
        latest = _("The last activity: %(day)s.") % {"day": day_in_words(last)}
    else:
        latest = _("No day of an act is known.")
    sign = Sign(
        Watch.SILENT,
        str(text),
        text.get_absolute_url(),
        what=f"{words} {latest}",
        next_step=_("Review with the partner: plan an activity, renew the text, or end it."),
        days=Bounds(None, last) if last else None,
        instrument=text,
        deed="duty",
        classification=text.classification,
    )
    return after_a_later(sign, text.later)
