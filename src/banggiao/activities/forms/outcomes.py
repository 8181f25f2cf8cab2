"""The forms of what came of an activity: results, agreed points and their duties."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit, User
from banggiao.activities.forms.repeated import RepeatedForm
from banggiao.activities.models import AgreedPoint, Result
from banggiao.core.dates import PartialDateFormField
from banggiao.core.forms import ActionForm, Rows
from banggiao.duties.queries import possible_owners


class ResultForm(RepeatedForm):
    """One result and what shows it."""

    part_of = "activity"
    layout: ClassVar[Rows] = (("text",), ("state", "evidence"))

    class Meta:
        model = Result
        fields = ("text", "state", "evidence")
        widgets = {
            "text": forms.Textarea({"rows": 3}),
            "evidence": forms.Textarea({"rows": 2}),
        }
        help_texts = {"evidence": _("A signed text, minutes, a link.")}


class PointForm(RepeatedForm):
    """One point that both sides agreed on."""

    part_of = "activity"
    layout: ClassVar[Rows] = (("text",), ("side", "due"))

    class Meta:
        model = AgreedPoint
        fields = ("text", "side", "due")
        widgets = {"text": forms.Textarea({"rows": 3})}


class DutyOfPointForm(ActionForm, forms.Form):
    """Who sees to what was agreed, and by when."""

    layout: ClassVar[Rows] = (("unit", "owner"), ("due",))

    unit = forms.ModelChoiceField(
        Unit.objects.order_by("sort_key"), label=_("Lead unit"), required=False
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who sees to it"), required=False)
    due = PartialDateFormField(label=_("By when"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = possible_owners(self.initial.get("owner"))
