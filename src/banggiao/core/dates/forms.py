"""The form field for a date as far as it is known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates.partial import BadDate, PartialDate
from banggiao.core.dates.typed import as_typed


class PartialDateFormField(forms.Field):
    """A date typed as text. Cleaned it is a `PartialDate`, or None where nothing was typed."""

    default_help = _("For example 22/4/2013, 4/2013, 2013 or quý III/2026; add ? when unsure.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or self.default_help
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: object) -> PartialDate | None:
        """Read what was typed. Raises `ValidationError` with the code ``bad_date``."""
        if value is None or isinstance(value, PartialDate):
            return value
        text = str(value).strip()
        try:
            return PartialDate.from_input(text) if text else None
        except BadDate as error:
            raise ValidationError(str(error), code="bad_date") from None

    def prepare_value(self, value: object) -> object:
        """Show a stored date the way it would be typed; text that was refused stays as it is."""
        return as_typed(value) if isinstance(value, PartialDate) else value


class DayField(PartialDateFormField):
    """A day typed as any date is, which has to be known in full. Gives a `datetime.date`."""

    default_help = _("For example 22/4/2026.")

    def clean(self, value: Any) -> Any:
        """Give the day. Raises `ValidationError` with ``day_not_exact`` for what is not one day."""
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
