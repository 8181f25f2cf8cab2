"""What the search box knows of activities and series: their own words only.

No body and no person taking part: those may be hidden from somebody who sees the activity.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from banggiao.activities.queries.words import days_in_words
from banggiao.core.enums import words_for
from banggiao.core.search import Entry, labels_of
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from banggiao.activities.models import Activity, Series

KIND = words_for(ActivityKind)


def of_activity(activity: Activity) -> Entry:
    """Find an activity by its names, place, purpose and remark; hits go by its first day."""
    return Entry(
        names=activity.all_names(),
        texts=[activity.place, activity.purpose, activity.remark],
        labels=labels_of(activity),
        sub={language: _sub(activity, language) for language, _name in settings.LANGUAGES},
        url=activity.get_absolute_url(),
        on=activity.start or activity.end,
    )


def _sub(activity: Activity, language: str) -> str:
    when = days_in_words(activity.start, activity.end, language)
    words = (_kind(activity.kind, language), activity.place, when)
    return " · ".join(word for word in words if word)


@cache
def _kind(kind: str, language: str) -> str:
    with override(language):
        return KIND(kind)


def of_series(series: Series) -> Entry:
    """Find a series by its names and its remark."""
    return Entry(
        names=series.all_names(),
        texts=[series.remark],
        labels=labels_of(series),
        url=series.get_absolute_url(),
    )
