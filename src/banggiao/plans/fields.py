"""Form fields of this room: a whole day, and an amount of money."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import DayField
from banggiao.plans.queries import words

__all__ = ["DayField", "MoneyField"]

GROUPED = re.compile(r"\d{1,3}([ .,\u00a0\u202f]\d{3})+")


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
