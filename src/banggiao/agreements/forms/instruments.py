"""Forms of a text and its ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.enums import ActKind, Relation, State, TopicName
from banggiao.agreements.models import Act, Instrument, Party, Signatory
from banggiao.core.dates import PartialDateFormField
from banggiao.core.forms import PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.partners.models import Organisation, Person

NAMES = ("name_vi", "name_en", "name_ja", "name_native")


class InstrumentForm(RecordForm):
    """A text as it is, without its ledger."""

    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        choices=TopicName.choices,
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=_("Hold Ctrl to choose several."),
    )
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("kind", "in_name_of"),
        ("term_start", "term_end"),
        ("term_months", "renewal"),
        ("renewal_months", "notice_months"),
        ("languages", "place_of_originals"),
        ("register_number", "copies"),
        ("topics", "remark"),
        ("classification",),
    )

    class Meta:
        model = Instrument
        fields = (
            *NAMES,
            "kind",
            "register_number",
            "in_name_of",
            "term_start",
            "term_end",
            "term_months",
            "renewal",
            "renewal_months",
            "notice_months",
            "languages",
            "place_of_originals",
            "remark",
            "copies",
            "classification",
        )
        widgets = {"remark": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["topics"] = [topic.name for topic in self.instance.topics.all()]


class NewInstrumentForm(InstrumentForm):
    """A text with its first parties and, where it is signed already, its signing."""

    first_party = RecordField(Organisation, label=_("Party"))
    second_party = RecordField(
        Organisation,
        label=_("Other party"),
        required=False,
        help_text=_("More parties can be added later. Leave empty if it is not known."),
    )
    is_signed = forms.BooleanField(
        label=_("It is signed"),
        required=False,
        help_text=_("Also where the day is not known."),
    )
    signed = PartialDateFormField(label=_("Signed on"), required=False)
    place = forms.CharField(label=_("Place of signing"), required=False, max_length=200)
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("kind", "in_name_of"),
        ("first_party", "second_party"),
        ("signed", "place"),
        ("is_signed",),
        *InstrumentForm.layout[3:],
    )

    def clean(self) -> dict[str, Any]:
        """Put the parties into one list."""
        cleaned = super().clean()
        named = [cleaned.pop(name, None) for name in ("first_party", "second_party")]
        cleaned["parties"] = [party for party in named if party is not None]
        return cleaned


class PartyForm(PartForm):
    """One more party."""

    organisation = RecordField(Organisation, label=_("Party"))

    class Meta:
        model = Party
        fields = ("organisation",)


class SignatoryForm(PartForm):
    """Who signed or witnessed."""

    part_of = "instrument"
    person = RecordField(Person, label=_("Person"), required=False)
    organisation = RecordField(Organisation, label=_("For"), required=False)
    layout: ClassVar[Rows] = (("role", "person"), ("name", "title"), ("organisation",))

    class Meta:
        model = Signatory
        fields = ("role", "person", "name", "title", "organisation")
        help_texts = {
            "name": _("As printed. Left empty, it is taken from the person."),
            "title": _("Left empty, it is taken from the post known for that day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class ActForm(PartForm):
    """An act: what it asks depends on its kind."""

    part_of = "instrument"
    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        ActKind.SIGNED: ("on", "place", "remark"),
        ActKind.IN_FORCE: ("on", "remark"),
        ActKind.EXTENDED: ("on", "until", "remark"),
        ActKind.INHERITED: ("on", "remark"),
    }

    class Meta:
        model = Act
        fields = ("on", "place", "until", "remark")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.ASKED.get(self.instance.kind, ("on", "remark"))
        for name in set(self._meta.fields or ()) - set(asked):
            del self.fields[name]
        if self.instance.by_instrument_id:
            self.fields["on"].disabled = True


class HeirForm(ActForm):
    """Who took a text over."""

    organisation = RecordField(Organisation, label=_("Taken over by"), required=False)
    layout: ClassVar[Rows] = (("organisation", "on"), ("remark",))


class PredecessorForm(PartForm):
    """The text before, and what this one does to it."""

    predecessor = RecordField(Instrument, label=_("Text before it"))
    relation = forms.ChoiceField(label=_("What this text does"), choices=Relation.choices)
    layout: ClassVar[Rows] = (("predecessor", "relation"),)

    class Meta:
        model = Instrument
        fields = ()


AFTER = {
    "name_vi": "Sửa đổi, bổ sung %s",
    "name_en": "Amendment to the %s",
    "name_ja": "%sの改正",
}
"""How the next text is usually called, in its own language whatever the page speaks."""


class SuccessorForm(PartForm):
    """The text that comes after one, with what it is to do to that one."""

    relation = forms.ChoiceField(label=_("What it is to do"), choices=Relation.choices)
    layout: ClassVar[Rows] = (
        ("relation", "classification"),
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
    )

    class Meta:
        model = Instrument
        fields: tuple[str, ...] = (*NAMES, "classification")

    def __init__(self, *args: Any, older: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("classification", older.classification)
        for field, pattern in AFTER.items():
            if name := getattr(older, field):
                self.initial[field] = pattern % name


class DeclarationForm(PartForm):
    """A status that somebody declares, with the reason."""

    status = forms.ChoiceField(label=_("Declared status"), choices=State.choices)
    declared_reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands on the page beside the status that follows from the acts."),
    )

    class Meta:
        model = Instrument
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["status"] = self.instance.declared_status
        self.initial["declared_reason"] = self.instance.declared_reason
        self.fields.pop("reason", None)
