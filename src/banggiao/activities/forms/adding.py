"""The form that enters an activity with its bodies and its first people, all at once."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.activities.enums import ParticipantRole
from banggiao.activities.forms.activities import ActivityForm, Section
from banggiao.activities.forms.fields import PersonOrNameField
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

PEOPLE = 3
BODIES, MOST_BODIES = 3, 50


class NewActivityForm(ActivityForm):
    """An activity with its bodies and its first people.

    ``initial`` may give ``partners``, keys of bodies: there are as many places as they need.
    Cleaned the form holds ``partners`` as a list, and ``people``: keyword arguments of
    `add_participant`, one set a person.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"] = RecordField(Organisation, label=_("Host"), required=False)
        named = self.initial.pop("partners", [])
        posted = sum(1 for name in self.data if name.startswith("partner_"))
        self.bodies = min(MOST_BODIES, max(BODIES, len(named), posted))
        for number in range(1, self.bodies + 1):
            label = _("Who is sent or takes part") if number == 1 else _("Also takes part")
            self.fields[f"partner_{number}"] = RecordField(
                Organisation, label=label, required=False
            )
        for number, key in enumerate(named, 1):
            self.initial[f"partner_{number}"] = key
        for number in range(1, PEOPLE + 1):
            self._add_person(number)

    def _add_person(self, number: int) -> None:
        """Add the four fields that name one person. The first is the head until one says other."""
        nth, first = {"n": number}, number == 1
        self.fields[f"role_{number}"] = forms.ChoiceField(
            label=_("Role") if first else _("Role %(n)s") % nth,
            choices=ParticipantRole.choices,
            initial=ParticipantRole.HEAD if first else ParticipantRole.MEMBER,
            required=False,
        )
        self.fields[f"who_{number}"] = PersonOrNameField(
            label=pgettext("participant", "Name") if first else _("Name %(n)s") % nth
        )
        self.fields[f"title_{number}"] = forms.CharField(
            label=pgettext("participant", "Title") if first else _("Title %(n)s") % nth,
            required=False,
            max_length=400,
            validators=[check_text],
        )
        self.fields[f"body_{number}"] = RecordField(
            Organisation,
            label=_("Body") if first else _("Body %(n)s") % nth,
            required=False,
            help_text="",
        )

    def sections(self) -> tuple[Section, ...]:
        """Give the sections, with the bodies and people after what and when."""
        bodies = ("host", *(f"partner_{n}" for n in range(1, self.bodies + 1)))
        people = tuple(
            (f"role_{n}", f"who_{n}", f"title_{n}", f"body_{n}") for n in range(1, PEOPLE + 1)
        )
        hint = _(
            "Choose people from the register, or type names as printed. A title or body left "
            "empty is taken from the post known for that day. More people can be added later."
        )
        first, *others = self.parts
        with_whom = Section(_("With whom"), tuple(batched(bodies, 2)))
        return (
            first,
            with_whom,
            Section(_("First people"), people, tabular=True, hint=hint),
            *others,
        )

    def clean(self) -> dict[str, Any]:
        """Put bodies and people into one list each. Refused: a title or body without a name."""
        cleaned = super().clean()
        named = [cleaned.pop(f"partner_{n}", None) for n in range(1, self.bodies + 1)]
        cleaned["partners"] = list(dict.fromkeys(body for body in named if body))
        cleaned["people"] = list(self._people(cleaned))
        return cleaned

    def _people(self, cleaned: dict[str, Any]) -> Iterable[dict[str, Any]]:
        for number in range(1, PEOPLE + 1):
            role, who, title, body = (
                cleaned.pop(f"{name}_{number}", None) for name in ("role", "who", "title", "body")
            )
            if who:
                yield {
                    "role": role or ParticipantRole.MEMBER,
                    "name": who.name,
                    "person": who.person,
                    "title": title or "",
                    "organisation": body,
                }
            elif (title or body) and not self.has_error(f"who_{number}"):
                message = _("Say who this is, or leave the whole row empty.")
                self.add_error(f"who_{number}", ValidationError(message, code="no_name"))
