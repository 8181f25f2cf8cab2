"""Form fields of this room: a whole day, and an amount of money."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import PartialDate, PartialDateFormField
from banggiao.plans.queries import words

GROUPED = re.compile(r"\d{1,3}([ .,\u00a0\u202f]\d{3})+")


class DayField(PartialDateFormField):
    """A day typed as any date is, which has to be known in full. Gives a `datetime.date`."""

    default_help = _("For example 22/4/2026.")

    def clean(self, value: Any) -> Any:
        """Give the day. Refused: a date that is not one day."""
        known: PartialDate | None = super().clean(value)
        if known is None:
            return None
        if not known.is_exact:
            raise ValidationError(
                _("Give the whole day, for example 22/4/2026."), code="day_not_exact"
            )
        return known.earliest

    def prepare_value(self, value: object) -> object:
        """Show a day the way it would be typed."""
        if isinstance(value, dt.date):
            value = PartialDate.parse(value.isoformat())
        return super().prepare_value(value)


class MoneyField(forms.IntegerField):
    """An amount in dong, typed with or without its thousands apart. Gives a whole number."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        kwargs["help_text"] = kwargs.get("help_text") or _("For example 250.000.000.")
        kwargs.setdefault("min_value", 0)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Write a whole number of dong, such as 250.000.000.")

    def to_python(self, value: Any) -> int | None:
        """Read the number."""
        text = str(value or "" if value != 0 else 0).strip()
        return super().to_python(re.sub(r"\D", "", text) if GROUPED.fullmatch(text) else text)

    def prepare_value(self, value: Any) -> Any:
        """Show a number with its thousands apart."""
        return words.grouped(value) if isinstance(value, int) else value
