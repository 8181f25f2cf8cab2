"""Forms of calendar links. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import Classification
from banggiao.core.forms import ActionForm, ReasonField, Rows
from banggiao.core.text import check_text, normalise


class FeedForm(ActionForm, forms.Form):
    """How a calendar link is called, and how much it shows."""

    layout: ClassVar[Rows] = (("name",), ("classification",), ("with_programme",))

    name = forms.CharField(
        label=_("Name of the calendar"),
        max_length=200,
        validators=[check_text],
        help_text=_("As your phone lists it."),
    )
    classification = forms.TypedChoiceField(
        label=_("Shows at most"),
        coerce=int,
        help_text=_(
            "The link leaves the house: whoever has it reads the calendar without signing in. "
            "Choose the lowest class that serves you."
        ),
    )
    with_programme = forms.BooleanField(
        label=_("Also the hours of programmes, each as an event of its own"), required=False
    )

    def __init__(
        self, *args: Any, clearance: int, lowest: int, has_programme: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["classification"]
        field.choices = [
            (value, label)
            for value, label in Classification.choices
            if lowest <= value <= clearance
        ]
        self.initial["classification"] = max(min(Classification.INTERNAL, clearance), lowest)
        if not has_programme:
            del self.fields["with_programme"]

    def clean_name(self) -> str:
        """Bring the name to NFC."""
        return normalise(self.cleaned_data["name"])


class RenewForm(ActionForm, forms.Form):
    """Asks once more before the old link stops."""


class RevokeForm(ActionForm, forms.Form):
    """Asks once more; of somebody else's link also why."""

    reason = ReasonField()

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["reason"]
