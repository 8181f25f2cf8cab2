"""Forms of this room. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import DayField, PartialDateFormField
from banggiao.core.forms import ActionForm, LinesField, PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.partners.enums import PartyType
from banggiao.partners.models import (
    Country,
    Milestone,
    OfficeTitle,
    Organisation,
    Person,
    PersonalDetails,
    Post,
    Relationship,
    SituationNote,
    Succession,
)

NAMES = ("name_vi", "name_en", "name_ja", "name_native")


class OrganisationForm(RecordForm):
    """An organisation with its other names."""

    parent = RecordField(
        Organisation,
        label=_("Belongs to"),
        required=False,
        help_text=_("The body it is a part of. Type a part of the name and choose."),
    )
    aliases = LinesField(
        label=_("Other names"),
        help_text=_("Former names, short forms, spellings met in papers; one a line."),
        max_length=400,
    )
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("abbreviation", "kind"),
        ("country", "parent"),
        ("founded", "dissolved"),
        ("website", "classification"),
        ("aliases", "remark"),
    )

    class Meta:
        model = Organisation
        fields = (
            *NAMES,
            "abbreviation",
            "kind",
            "country",
            "parent",
            "founded",
            "dissolved",
            "website",
            "classification",
            "remark",
        )
        widgets = {"remark": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["aliases"] = [alias.name for alias in self.instance.aliases.all()]


class SuccessionForm(PartForm):
    """What followed a body."""

    newer = RecordField(Organisation, label=_("Followed by"))

    class Meta:
        model = Succession
        fields = ("newer", "on")


class CountryForm(ActionForm, forms.ModelForm):  # type: ignore[type-arg]  # Meta names the model
    """What the agency calls a country or territory."""

    layout: ClassVar[Rows] = (("name_vi", "name_en"), ("name_ja", "name_native"))

    class Meta:
        model = Country
        fields = (*NAMES, "basis")

    def _post_clean(self) -> None:
        """Leave the country alone: the action writes."""


class TitleForm(PartForm):
    """A title of office and the level it stands on."""

    valid_from = DayField(label=_("Holds from"), required=False)
    valid_until = DayField(label=_("Holds until"), required=False)
    layout: ClassVar[Rows] = (
        ("title", "level"),
        ("country", "basis"),
        ("valid_from", "valid_until"),
        ("confirmed_by",),
        ("remark",),
    )

    class Meta:
        model = OfficeTitle
        fields = (
            "title",
            "level",
            "country",
            "basis",
            "valid_from",
            "valid_until",
            "confirmed_by",
            "remark",
        )
        widgets = {"remark": forms.Textarea({"rows": 3})}


class PersonForm(RecordForm):
    """A person, the name as it is printed."""

    layout: ClassVar[Rows] = (
        ("name", "name_native"),
        ("name_order", "form_of_address"),
        ("country", "classification"),
        ("remark",),
    )

    class Meta:
        model = Person
        fields = (
            "name",
            "name_native",
            "name_order",
            "form_of_address",
            "country",
            "classification",
            "remark",
        )
        widgets = {"remark": forms.Textarea({"rows": 3})}


class PersonalDetailsForm(ActionForm, forms.ModelForm):  # type: ignore[type-arg]  # Meta names the model
    """How to reach a person."""

    layout: ClassVar[Rows] = (("email", "phone"), ("language", "diet"))

    class Meta:
        model = PersonalDetails
        fields = PersonalDetails.FIELDS

    def _post_clean(self) -> None:
        """Leave the details alone: the action writes."""


class PostForm(PartForm):
    """A post of a person at an organisation."""

    part_of = "person"

    organisation = RecordField(Organisation, label=_("Organisation"), required=False)
    known_on = PartialDateFormField(
        label=_("Known in the post on"),
        required=False,
        help_text=_("A day on which a source shows the person in this post."),
    )
    layout: ClassVar[Rows] = (
        ("organisation", "is_head"),
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("start", "end"),
        ("known_on", "remark"),
    )

    class Meta:
        model = Post
        fields = ("organisation", "is_head", *NAMES, "start", "end", "remark")
        labels = {
            "name_vi": _("Title in Vietnamese"),
            "name_en": _("Title in English"),
            "name_ja": _("Title in Japanese"),
            "name_native": _("Title in its own language"),
        }

    def clean(self) -> dict[str, Any]:
        """Give the day known as the list an action takes."""
        cleaned = super().clean()
        day = cleaned.get("known_on")
        return cleaned | {"known_on": [day.text] if day else []}


class RelationshipForm(RecordForm):
    """A tie between two countries or two organisations."""

    organisation_a = RecordField(Organisation, label=_("First organisation"), required=False)
    organisation_b = RecordField(Organisation, label=_("Second organisation"), required=False)
    layout: ClassVar[Rows] = (
        ("party_type", "classification"),
        ("country_a", "country_b"),
        ("organisation_a", "organisation_b"),
        ("remark",),
    )

    class Meta:
        model = Relationship
        fields = (
            "party_type",
            "country_a",
            "country_b",
            "organisation_a",
            "organisation_b",
            "classification",
            "remark",
        )
        widgets = {"remark": forms.Textarea({"rows": 3})}

    def clean(self) -> dict[str, Any]:
        """Keep the two parties of the chosen sort and drop the other two fields."""
        cleaned = super().clean()
        unused = "organisation" if cleaned.get("party_type") == PartyType.COUNTRY else "country"
        cleaned |= {f"{unused}_a": None, f"{unused}_b": None}
        return cleaned


class MilestoneForm(PartForm):
    """A dated step of a tie."""

    part_of = "relationship"

    layout: ClassVar[Rows] = (("level", "on"), ("name_vi", "name_en"), ("name_ja", "name_native"))

    class Meta:
        model = Milestone
        fields = ("level", "on", *NAMES)
        labels = {
            "name_vi": _("In Vietnamese"),
            "name_en": _("In English"),
            "name_ja": _("In Japanese"),
            "name_native": _("In its own language"),
        }


class NoteForm(RecordForm):
    """A dated note on how things stand with a partner."""

    layout: ClassVar[Rows] = (("on", "classification"), ("headline",), ("text",))

    class Meta:
        model = SituationNote
        fields = ("on", "headline", "text", "classification")
        widgets = {"text": forms.Textarea({"rows": 6})}
