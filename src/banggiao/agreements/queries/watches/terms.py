"""What runs out, renews itself or needs notice: three looks at the same texts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.agreements.queries.watch import YEAR, Watched, expiring
from banggiao.agreements.queries.watches.shapes import Sign, Watch, by_day
from banggiao.agreements.queries.words import one_day

if TYPE_CHECKING:
    from banggiao.accounts.models import User


def ends(user: User, today: dt.date) -> dict[Watch, list[Sign]]:
    """Give our texts whose term ends within a year, by what comes: end, renewal, notice."""
    found: dict[Watch, list[Sign]] = {Watch.ENDS: [], Watch.RENEWS: [], Watch.NOTICE: []}
    until = today + YEAR
    for one in expiring(user, today):
        end = one.days.end
        if end is not None and (end.earliest is None or end.earliest <= until):
            sign = _renewal(one) if one.days.renews else _end(one)
            found[sign.kind].append(sign)
        if one.days.notice is not None and today <= one.days.notice <= until:
            found[Watch.NOTICE].append(_notice(one))
    return {kind: sorted(signs, key=by_day) for kind, signs in found.items()}


def _passed(one: Watched) -> tuple[str, str]:
    return ("bad", _("notice passed")) if one.notice_passed else ("plain", "")


def _end(one: Watched) -> Sign:
    tone, word = _passed(one)
    text = one.instrument
    return Sign(
        Watch.ENDS,
        str(text),
        text.get_absolute_url(),
        what=_("The term ends; no renewal by itself is recorded."),
        next_step=_("Agree with the partner whether to extend, renew or let it end."),
        days=one.days.end,
        left=one.ends_left,
        tone=tone,
        word=word,
        instrument=text,
        deed="extend",
        classification=text.classification,
    )


def _renewal(one: Watched) -> Sign:
    tone, word = _passed(one)
    text = one.instrument
    return Sign(
        Watch.RENEWS,
        str(text),
        text.get_absolute_url(),
        what=_("The term ends and goes on by itself."),
        next_step=_("Review what it brought before it goes on; to end it, give notice in time."),
        days=one.days.end,
        left=one.ends_left,
        tone=tone,
        word=word,
        instrument=text,
        deed="duty",
        classification=text.classification,
    )


def _notice(one: Watched) -> Sign:
    text = one.instrument
    if one.days.renews:
        what = _("The last day to say that it shall not renew itself.")
    else:
        what = _("The last day to give notice before the term ends.")
    return Sign(
        Watch.NOTICE,
        str(text),
        text.get_absolute_url(),
        what=what,
        next_step=_("Decide whether to give notice, and make it a duty with an owner."),
        days=one_day(one.days.notice) if one.days.notice else None,
        left=one.notice_left,
        instrument=text,
        deed="duty",
        classification=text.classification,
    )
