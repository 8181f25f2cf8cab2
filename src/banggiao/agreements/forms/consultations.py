"""Forms of consultations, answers and points. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.enums import Answer
from banggiao.agreements.models import Consultation, Opinion, Slip
from banggiao.core.dates import DayField
from banggiao.core.enums import Classification
from banggiao.core.forms import ActionForm, PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField, RecordsField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.duties.enums import Matter
from banggiao.duties.queries import possible_owners
from banggiao.partners.models import Organisation

PROCEDURES = (
    (Matter.OPINION, _("International agreement")),
    (Matter.OPINION_SHORT, _("International agreement, short procedure")),
    (Matter.TREATY_OPINION, _("Treaty")),
    (Matter.OTHER, _("None: I give the day to answer by")),
)


class ConsultationForm(RecordForm):
    """What is asked, whom, by which letter and procedure, and by when."""

    organisations = RecordsField(
        Organisation,
        label=_("Bodies and units asked"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("One a line; a part of the name or the abbreviation will do."),
    )
    documents = RecordsField(
        Document,
        label=_("Papers sent"),
        required=False,
        help_text=_("Papers of the register, one a line."),
    )
    procedure = forms.ChoiceField(label=_("Procedure"), choices=PROCEDURES)
    sent_on = DayField(label=_("Sent on"))
    due_on = DayField(
        label=_("Answer by"),
        required=False,
        help_text=_("Leave empty: the day follows from the rule of the procedure."),
    )
    letter_on = DayField(label=_("Date of the letter"), required=False)
    layout: ClassVar[Rows] = (
        ("title",),
        ("organisations",),
        ("procedure", "sent_on"),
        ("due_on", "owner"),
        ("letter_number", "letter_on"),
        ("documents", "enclosed"),
        ("remark", "classification"),
    )

    class Meta:
        model = Consultation
        fields = (
            *("title", "procedure", "sent_on", "due_on", "owner", "letter_number", "letter_on"),
            *("enclosed", "remark", "classification"),
        )
        labels = {"enclosed": _("Other papers sent")}
        widgets = {
            "enclosed": forms.Textarea({"rows": 2}),
            "remark": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record = self.instance
        owners: Any = self.fields["owner"]
        owners.queryset = possible_owners(record.owner_id)
        if record.pk:
            del self.fields["organisations"]
            sent = record.enclosures.order_by("pk").values_list("document_id", flat=True)
            self.initial["documents"] = list(sent)
            if record.due_words:
                self.initial["due_on"] = None
        else:
            self.initial["sent_on"] = timezone.localdate()
            self.initial["classification"] = max(record.classification, Classification.INTERNAL)


class CloseForm(ActionForm, forms.Form):
    """On which day a consultation is closed."""

    on = DayField(label=_("Closed on"))


class SlipForm(PartForm):
    """One more body that is asked."""

    organisation = RecordField(Organisation, label=_("Body or unit asked"))
    sent_on = DayField(
        label=_("Sent on"),
        required=False,
        help_text=_("Only where it was sent on another day; its deadline then counts from there."),
    )
    due_on = DayField(
        label=_("Answer by"),
        required=False,
        help_text=_("Only where it is given another day than the rule gives."),
    )
    layout: ClassVar[Rows] = (("organisation",), ("sent_on", "due_on"))

    class Meta:
        model = Slip
        fields = ("organisation", "sent_on", "due_on")


class ReminderForm(ActionForm, forms.Form):
    """That a body was reminded."""

    layout: ClassVar[Rows] = (("on", "how"),)

    on = DayField(label=_("Reminded on"))
    how = forms.CharField(
        label=_("How"),
        required=False,
        max_length=200,
        validators=[check_text],
        help_text=_("By telephone, by letter with its number."),
    )


class AnswerForm(PartForm):
    """What a body answered, by which letter."""

    answered_on = DayField(label=_("Answered on"))
    answer = forms.ChoiceField(label=_("Answer"), choices=[("", "---------"), *Answer.choices])
    paper = RecordField(
        Document,
        label=_("Its letter in the register"),
        required=False,
        help_text=_("The paper with its file, if it is entered."),
    )
    layout: ClassVar[Rows] = (("answered_on", "answer"), ("letter", "paper"), ("remark",))

    class Meta:
        model = Slip
        fields = ("answered_on", "answer", "letter", "paper", "remark")
        widgets = {"remark": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("reason", None)
        if not self.instance.is_answered:
            self.initial["answered_on"] = timezone.localdate()


class OpinionForm(PartForm):
    """A point of an answer: on which place, and what it says."""

    layout: ClassVar[Rows] = (("place",), ("says",))

    class Meta:
        model = Opinion
        fields = ("place", "says")
        help_texts = {
            "place": _(
                "For example: Article 3, paragraph 2. Empty for the whole text. One clause named so"
                " shows the point on its page."
            )
        }
        widgets = {"says": forms.Textarea({"rows": 5})}


class ResponseForm(PartForm):
    """What becomes of a point, and why."""

    layout: ClassVar[Rows] = (("response",), ("reason",))

    class Meta:
        model = Opinion
        fields = ("response", "reason")
        widgets = {"reason": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self._meta.model._meta.get_field("reason")
        self.fields["reason"] = field.formfield(  # the explanation, not the reason of the change
            widget=forms.Textarea({"rows": 5}), required=False, initial=self.instance.reason
        )
