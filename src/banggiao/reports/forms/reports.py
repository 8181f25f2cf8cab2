"""Forms of reports. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import DayField
from banggiao.core.enums import Classification
from banggiao.core.forms import ActionForm, PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.partners.models import Organisation
from banggiao.reports.definitions import DEFINITIONS
from banggiao.reports.forms.figures import PeriodForm
from banggiao.reports.models import Report, ReportSection
from banggiao.reports.queries.reports import fingerprint

LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]


class AddReportForm(ActionForm, PeriodForm):
    """Which report, over which days, for whom. What the paper says is written afterwards."""

    definition = forms.ChoiceField(label=_("Kind of report"))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    classification = forms.TypedChoiceField(
        label=_("Class"),
        coerce=int,
        choices=Classification.choices,
        initial=Classification.INTERNAL,
        help_text=_("It counts the records up to this class, and opens only to people cleared."),
    )
    addressee = RecordField(Organisation, label=_("Addressee"), required=False)
    addressee_text = forms.CharField(
        label=_("Addressee as printed"),
        required=False,
        max_length=300,
        validators=[check_text],
        help_text=_("Where it is not in the register, or is printed otherwise."),
    )
    layout: ClassVar[Rows] = (
        ("definition", "language"),
        ("period", "year"),
        ("from", "to"),
        ("addressee", "addressee_text"),
        ("classification",),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["definition"]
        field.choices = [(one.key, str(one.label)) for one in DEFINITIONS.values()]
        if not self.is_bound:
            self.initial.setdefault("year", timezone.localdate().year)
            self.initial.setdefault("period", "year")

    def data_of_report(self) -> dict[str, Any]:
        """Give what the action takes besides the period."""
        names = ("definition", "language", "classification", "addressee", "addressee_text")
        return {name: self.cleaned_data[name] for name in names}


class ReportForm(RecordForm):
    """What a draft is called, for whom it is, who signs."""

    addressee = RecordField(Organisation, label=_("Addressee"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("addressee", "addressee_text"),
        ("signer_title", "signer_name"),
        ("language", "classification"),
    )

    class Meta:
        model = Report
        fields = (
            *("name_vi", "name_en", "addressee", "addressee_text"),
            *("signer_title", "signer_name", "language", "classification"),
        )


class SectionForm(PartForm):
    """What stands under one heading. ``seen`` tells whether somebody else wrote there meanwhile."""

    part_of = "report"
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ReportSection
        fields = ("text",)
        widgets = {"text": forms.Textarea({"rows": 10})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("reason", None)
        self.initial["seen"] = fingerprint(self.instance.text)
        self.fields["text"].help_text = _("An empty line or a new line begins a paragraph.")


class IssueForm(ActionForm, forms.Form):
    """Number and date that the records office gave, and who signs."""

    layout: ClassVar[Rows] = (("number", "dated"), ("signer_title", "signer_name"))

    number = forms.CharField(
        label=_("Number and symbol"),
        max_length=80,
        validators=[check_text],
        help_text=_("As the records office gave it, such as 45/BC-TTCP."),
    )
    dated = DayField(label=_("Date of the paper"))
    signer_title = forms.CharField(
        label=_("Signed as"),
        required=False,
        max_length=200,
        validators=[check_text],
        help_text=_("As it stands over the signature, such as KT. TỔNG THANH TRA."),
    )
    signer_name = forms.CharField(
        label=_("Signed by"), required=False, max_length=200, validators=[check_text]
    )


class SignedPaperForm(ActionForm, forms.Form):
    """Which document is the signed paper."""

    document = RecordField(
        Document,
        label=_("Signed paper"),
        required=False,
        help_text=_("The scanned or digitally signed paper. Enter it under Papers first."),
    )


class SureForm(ActionForm, forms.Form):
    """Asks whether somebody is sure, where nothing else is to be said."""
