"""What reports count: only the texts to which the own body is a party."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from banggiao.agreements.models import Instrument

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models.instruments import InstrumentQuerySet


def our_instruments(user: User) -> InstrumentQuerySet:
    """Give the texts that count and the user may see, to which the own body is a party."""
    return Instrument.objects.visible_to(user).in_register().ours()


def in_force_at(user: User, day: dt.date) -> InstrumentQuerySet:
    """Give our texts surely in force on the day. Count them with `copies`."""
    return our_instruments(user).in_force_at(day)


def may_be_in_force_at(user: User, day: dt.date) -> InstrumentQuerySet:
    """Give our texts that may be in force on the day: a date is not certain."""
    return our_instruments(user).may_be_in_force_at(day)


def signed_in(user: User, first: dt.date, last: dt.date) -> InstrumentQuerySet:
    """Give our texts surely signed in the period, both days included."""
    return our_instruments(user).signed_in(first, last)


def may_be_signed_in(user: User, first: dt.date, last: dt.date) -> InstrumentQuerySet:
    """Give our texts that may have been signed in the period: the date is not certain."""
    return our_instruments(user).may_be_signed_in(first, last)


def expiring_between(user: User, first: dt.date, last: dt.date) -> InstrumentQuerySet:
    """Give our texts whose term surely runs out in the period."""
    return our_instruments(user).expiring_between(first, last)


def may_expire_between(user: User, first: dt.date, last: dt.date) -> InstrumentQuerySet:
    """Give our texts whose term may run out in the period: the date is not certain."""
    return our_instruments(user).may_expire_between(first, last)
