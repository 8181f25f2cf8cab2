"""Conditions over the database: which dates lie in a period. All rooms count by these."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

QUARTER = dt.timedelta(days=91)


def surely_in(field: str, first: dt.date, last: dt.date) -> Q:
    """Give the condition that a date lies in the period with its whole interval.

    ``field`` names what has the columns ``…_earliest`` and ``…_latest``. Both days are included.
    What lies in it also begins before its end and ends after its begin: said so, an index by either
    column reads the period only.
    """
    period = first, last
    return Q(**{f"{field}_earliest__range": period, f"{field}_latest__range": period})


def perhaps_in(field: str, first: dt.date, last: dt.date) -> Q:
    """Give the condition that a date may lie in the period and does not surely.

    What has no bound at all, such as a day whose year is not known, belongs to no period
    (docs/adr/0019).
    """
    earliest, latest = f"{field}_earliest", f"{field}_latest"
    bounded = Q(**{f"{earliest}__isnull": False}) | Q(**{f"{latest}__isnull": False})
    begins = Q(**{f"{earliest}__lte": last}) | Q(**{f"{earliest}__isnull": True})
    ends = Q(**{f"{latest}__gte": first}) | Q(**{f"{latest}__isnull": True})
    # Not `~surely_in`: a comparison with NULL is neither true nor false.
    outside = (
        Q(**{f"{earliest}__lt": first})
        | Q(**{f"{latest}__gt": last})
        | Q(**{f"{earliest}__isnull": True})
        | Q(**{f"{latest}__isnull": True})
    )
    return bounded & begins & ends & outside


def near(start: str, end: str, first: dt.date, last: dt.date) -> Q:
    """Give the condition that something may touch the days, its beginning known to the quarter.

    For a calendar: a date known to the year only would stand in every month. ``start`` and ``end``
    name dates as in `surely_in`, and may name the same one.
    """
    known = Q(**{f"{start}_earliest__gte": first - QUARTER, f"{start}_latest__lte": last + QUARTER})
    begins = Q(**{f"{start}_earliest__lte": last})
    goes_on = Q(**{f"{start}_latest__gte": first}) | Q(**{f"{end}_latest__gte": first})
    return known & begins & goes_on
