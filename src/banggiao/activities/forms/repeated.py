"""A form that is filled in several times in a row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.core.forms import PartForm

AGAIN = "again"


class RepeatedForm(PartForm):
    """A form over a part of which there are many. A new one may lead to the next empty form.

    Whether it does is asked of the posted data: it is no field of the part.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields[AGAIN] = forms.BooleanField(
                label=_("Add another one after this"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """Leave out where the form leads."""
        cleaned = super().clean()
        cleaned.pop(AGAIN, None)
        return cleaned
