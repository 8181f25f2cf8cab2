"""Dates as far as they are known: the value, its words, how it is typed, stored and asked for."""

from banggiao.core.dates.fields import PartialDateBound, PartialDateField
from banggiao.core.dates.forms import DayField, PartialDateFormField
from banggiao.core.dates.partial import BadDate, PartialDate, earliest_of, latest_of
from banggiao.core.dates.typed import as_typed
from banggiao.core.dates.words import format_partial, format_span, format_today

__all__ = [
    "BadDate",
    "DayField",
    "PartialDate",
    "PartialDateBound",
    "PartialDateField",
    "PartialDateFormField",
    "as_typed",
    "earliest_of",
    "format_partial",
    "format_span",
    "format_today",
    "latest_of",
]
