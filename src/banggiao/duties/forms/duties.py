"""Forms of this room. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit, User
from banggiao.core.dates import PartialDateFormField
from banggiao.core.forms import ActionForm, RecordForm, Rows
from banggiao.core.pickers import RecordField, RecordsField
from banggiao.core.text import check_text
from banggiao.duties.enums import PartyRole
from banggiao.duties.models import Duty
from banggiao.duties.queries import possible_owners
from banggiao.partners.models import Organisation


class DutyForm(RecordForm):
    """What is owed, by whom and to whom."""

    promisors = RecordsField(
        Organisation,
        label=_("Owed by"),
        required=False,
        help_text=_("One a line; a part of the name or the abbreviation will do."),
    )
    beneficiaries = RecordsField(
        Organisation,
        label=_("Owed to"),
        required=False,
        help_text=_("One a line. Leave empty where nobody is named."),
    )
    asked_by = RecordField(
        Organisation,
        label=_("Asked by"),
        required=False,
        help_text=_("Who asks for the opinion or report. Type a part of the name and choose."),
    )
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("promisors", "beneficiaries"),
        ("kind", "about_place"),
        ("due", "every"),
        ("asked_by", "unit"),
        ("owner", "classification"),
        ("basis", "remark"),
        ("evidence",),
    )

    class Meta:
        model = Duty
        fields = (
            "name_vi",
            "name_en",
            "name_ja",
            "name_native",
            "kind",
            "about_place",
            "due",
            "every",
            "asked_by",
            "unit",
            "owner",
            "classification",
            "basis",
            "remark",
            "evidence",
        )
        labels = {
            "name_vi": _("In Vietnamese"),
            "name_en": _("In English"),
            "name_ja": _("In Japanese"),
            "name_native": _("In its own language"),
        }
        widgets = {
            "basis": forms.Textarea({"rows": 3}),
            "remark": forms.Textarea({"rows": 3}),
            "evidence": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duty = self.instance
        _offer_people(self, duty.owner_id)
        if not duty.pk or duty.is_open:
            del self.fields["evidence"]
        if not duty.about_type:
            del self.fields["about_place"]
        self.fields["promisors"].required = not duty.pk  # those that stand may be hidden
        if duty.pk:
            parties = list(duty.parties.order_by("pk").values_list("role", "organisation_id"))
            for name, role in (
                ("promisors", PartyRole.PROMISOR),
                ("beneficiaries", PartyRole.BENEFICIARY),
            ):
                self.initial[name] = [key for side, key in parties if side == role]


class HandOverForm(ActionForm, forms.Form):
    """Who sees to a duty from now on."""

    layout: ClassVar[Rows] = (("unit", "owner"), ("reason",))

    unit = forms.ModelChoiceField(
        Unit.objects.order_by("sort_key"), label=_("Lead unit"), required=False
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who sees to it"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        validators=[check_text],
        help_text=_("Stays in the history beside your name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_people(self, self.initial.get("owner"))


class PostponeForm(ActionForm, forms.Form):
    """Another due date, and on what ground."""

    due = PartialDateFormField(label=_("New due date"))
    ground = forms.CharField(
        label=_("On what ground"),
        max_length=500,
        validators=[check_text],
        help_text=_("Stays in the history beside your name."),
    )


class KeptForm(ActionForm, forms.Form):
    """That a duty was kept: the day and what shows it."""

    kept_on = PartialDateFormField(label=_("Kept on"))
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=2000,
        validators=[check_text],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What shows that it was done: a paper, a meeting, a link."),
    )


def _offer_people(form: forms.BaseForm, chosen: int | None) -> None:
    field: Any = form.fields["owner"]
    field.queryset = possible_owners(chosen)
