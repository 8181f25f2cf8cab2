"""Forms of this room. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.core.forms import ActionForm, LinesField, PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text
from banggiao.documents.enums import Secrecy
from banggiao.documents.models import Citation, Document


class DocumentForm(RecordForm):
    """A paper with who issued it."""

    issuers = LinesField(
        label=_("Issued by"), help_text=_("As printed, one a line."), max_length=400
    )
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("kind", "number"),
        ("issued", "language"),
        ("address", "keeper"),
        ("issuers", "remark"),
        ("classification",),
    )

    class Meta:
        model = Document
        fields = (
            "name_vi",
            "name_en",
            "name_ja",
            "name_native",
            "kind",
            "number",
            "issued",
            "language",
            "address",
            "keeper",
            "classification",
            "remark",
        )
        labels = {
            "name_vi": _("Title in Vietnamese"),
            "name_en": _("Title in English"),
            "name_ja": _("Title in Japanese"),
            "name_native": _("Title in its own language"),
        }
        help_texts = {"keeper": _("Where the paper itself lies, if it matters.")}
        widgets = {"remark": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = (
            {i.name: i.code for i in self.instance.issuers.order_by("pk")}
            if self.instance.pk
            else {}
        )
        self.initial["issuers"] = list(self.codes)

    def clean_language(self) -> str:
        """Take the letters however they are typed."""
        return str(self.cleaned_data["language"]).lower()

    def clean(self) -> dict[str, Any]:
        """Keep the codes of issuers whose name was not changed."""
        cleaned = super().clean()
        cleaned["issuers"] = [
            (name, self.codes.get(name, "")) for name in cleaned.get("issuers", [])
        ]
        return cleaned


class StubForm(RecordForm):
    """What may be noted of a state secret."""

    layout: ClassVar[Rows] = (("secrecy", "number"), ("issued", "keeper"), ("classification",))

    secrecy = forms.ChoiceField(
        label=_("Level"), choices=[choice for choice in Secrecy.choices if choice[0]]
    )

    class Meta:
        model = Document
        fields = ("number", "issued", "keeper", "classification")
        help_texts = {
            "keeper": _("Office and place, for example the archive of the Office, safe 2.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["secrecy"] = self.instance.secrecy
        self.fields["number"].required = self.fields["keeper"].required = True


class FileForm(ActionForm, forms.Form):
    """A file of a document."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, pictures or text; at most 50 MB."),
        # One that is empty is refused by the action, like all that is wrong with a file.
        allow_empty_file=True,
    )
    not_secret = forms.BooleanField(
        label=_("This file is no state secret"),
        help_text=_("Law 117/2025/QH15 forbids to store state secrets on a machine in a network."),
        error_messages={
            "required": _("Declare that it is no state secret, or do not store it here.")
        },
    )
    remark = forms.CharField(
        label=_("What is new in it"), required=False, max_length=300, validators=[check_text]
    )


class CitationForm(PartForm):
    """Where a record's facts come from."""

    document = RecordField(
        Document,
        label=_("Document"),
        required=False,
        help_text=_("Type a part of its title or number and choose. Or say below who told it."),
    )
    layout: ClassVar[Rows] = (("document", "place"), ("told_by", "told_on"), ("remark",))

    class Meta:
        model = Citation
        fields = ("document", "place", "told_by", "told_on", "remark")
