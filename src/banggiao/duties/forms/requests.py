"""The form of what was asked of us and what we answered."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import DayField
from banggiao.core.forms import PartForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.documents.models import Document
from banggiao.duties.enums import Matter
from banggiao.duties.models import OpinionRequest

PROCEDURES = (
    ("", _("None")),
    (Matter.OPINION, _("International agreement")),
    (Matter.OPINION_SHORT, _("International agreement, short procedure")),
    (Matter.TREATY_OPINION, _("Treaty")),
)


class RequestForm(PartForm):
    """Their letter and what came with it; our answer with its paper and points."""

    part_of: ClassVar[str] = "duty"
    received_on = DayField(label=_("Received on"), required=False)
    procedure = forms.ChoiceField(
        label=_("Procedure"),
        choices=PROCEDURES,
        required=False,
        help_text=_("Where the duty has no due date, its rule gives one."),
    )
    paper = RecordField(Document, label=_("Their letter in the register"), required=False)
    answer_paper = RecordField(Document, label=_("Our answer in the register"), required=False)
    layout: ClassVar[Rows] = (
        ("received_on", "procedure"),
        ("letter", "paper"),
        ("enclosed",),
        ("answer_letter", "answer_paper"),
        ("points",),
    )

    class Meta:
        model = OpinionRequest
        fields = (
            *("received_on", "procedure", "letter", "paper", "enclosed"),
            *("answer_letter", "answer_paper", "points"),
        )
        widgets = {
            "enclosed": forms.Textarea({"rows": 2}),
            "points": forms.Textarea({"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.setdefault("version", forms.IntegerField(widget=forms.HiddenInput))
        self.fields["version"].required = False
        self.initial["version"] = self.instance.duty.version
