"""The forms of what an activity is made of: bodies, people, programme."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banggiao.activities.enums import ParticipantRole
from banggiao.activities.forms.fields import HourField
from banggiao.activities.forms.repeated import RepeatedForm
from banggiao.activities.models import Participant, Party, ProgrammeItem
from banggiao.core.dates import DayField
from banggiao.core.forms import ActionForm, PartForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text, normalise
from banggiao.partners.models import Organisation, Person


class PartyForm(PartForm):
    """One more body and what it does."""

    organisation = RecordField(Organisation, label=_("Body"))
    layout: ClassVar[Rows] = (("role", "organisation"),)

    class Meta:
        model = Party
        fields = ("role", "organisation")


class ParticipantForm(RepeatedForm):
    """Somebody who takes part, in one role."""

    part_of = "activity"
    person = RecordField(Person, label=_("Person"), required=False)
    organisation = RecordField(Organisation, label=_("For"), required=False)
    layout: ClassVar[Rows] = (
        ("role", "person"),
        ("name", "title"),
        ("organisation", "remark"),
    )

    class Meta:
        model = Participant
        fields = ("role", "person", "name", "title", "organisation", "remark")
        help_texts = {
            "name": _("As printed. Left empty, it is taken from the person."),
            "title": _("Left empty, it is taken from the post known for that day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class SeveralParticipantsForm(ActionForm, forms.Form):
    """A list as it was sent: one person a line. What the lines mean is read by `read_people`."""

    layout: ClassVar[Rows] = (("role", "organisation"), ("lines",))

    role = forms.ChoiceField(
        label=_("Role"),
        choices=ParticipantRole.choices,
        initial=ParticipantRole.MEMBER,
        help_text=_("For everybody in the list; change single ones afterwards."),
    )
    organisation = RecordField(
        Organisation,
        label=_("For"),
        required=False,
        help_text=_("For every line that names no body."),
    )
    lines = forms.CharField(
        label=_("List of people"),
        max_length=40_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("One person a line: name; title; body. Title and body may be left out."),
    )

    def clean_lines(self) -> list[dict[str, Any]]:
        """Give keyword arguments of `add_participant`, one set a line.

        Refused: each line without a name, with a body that is not in the register, or with a name
        that stands in another line. A list copied from a table of Excel has tabs between its cells.
        """
        people: list[dict[str, Any]] = []
        bad: list[ValidationError] = []
        lines = self.cleaned_data["lines"].splitlines()
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                person = self._read(line)
                _check_once(person, people)
                people.append(person)
            except ValidationError as error:
                said = {"number": number, "message": " ".join(error.messages)}
                bad.append(ValidationError(gettext("Line %(number)s: %(message)s") % said))
        if bad:
            raise ValidationError(bad)
        return people

    def _read(self, line: str) -> dict[str, Any]:
        cells = [" ".join(cell.split()) for cell in re.split(r"[;\t]", normalise(line))]
        if any(cells[3:]):
            raise ValidationError(gettext("Write at most three parts: name; title; body."))
        name, title, body = [*cells, "", ""][:3]
        if not name:
            raise ValidationError(gettext("Begin with the name."))
        for text, limit in ((name, 200), (title, 400)):
            check_text(text)
            if len(text) > limit:
                message = gettext("“%(text)s…” is too long; at most %(limit)s characters.")
                raise ValidationError(message % {"text": text[:30], "limit": limit})
        organisation: Any = self.fields["organisation"]
        found = organisation.clean(body) if body else None
        return {"name": name, "title": title, "organisation": found}


def _check_once(person: dict[str, Any], others: list[dict[str, Any]]) -> None:
    """Refuse a name that stands in a line before."""
    if any(person["name"] == other["name"] for other in others):
        raise ValidationError(gettext("“%(name)s” stands in the list twice.") % person)


class ItemForm(RepeatedForm):
    """One item of the programme."""

    part_of = "activity"
    on = DayField(label=_("Day"), required=False)
    starts_at = HourField(label=_("From"))
    ends_at = HourField(label=_("Until"))
    speaker = RecordField(Person, label=_("Speaker"), required=False)
    layout: ClassVar[Rows] = (
        ("on", "starts_at", "ends_at"),
        ("title",),
        ("place", "in_charge"),
        ("speaker", "speaker_name"),
        ("remark",),
    )

    class Meta:
        model = ProgrammeItem
        fields = (
            "on",
            "starts_at",
            "ends_at",
            "title",
            "place",
            "speaker",
            "speaker_name",
            "in_charge",
            "remark",
        )
        help_texts = {"speaker_name": _("As printed, for a speaker who is not in the register.")}
