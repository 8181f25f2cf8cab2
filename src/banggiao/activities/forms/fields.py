"""Form fields of this room: an hour, a plan line, a person or a printed name."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.core.pickers import IN_BRACKETS, RecordField, as_option
from banggiao.core.text import check_text, normalise
from banggiao.partners.models import Person
from banggiao.plans.models import PlanLine
from banggiao.plans.queries import possible_lines

HOUR = re.compile(r"(?P<h>\d{1,2})\s*(?:[:.hg時]\s*(?P<m>\d{2})?\s*(?:分|ph?)?)?", re.IGNORECASE)
NAME_LENGTH = 200


class HourField(forms.CharField):
    """An hour as programmes print it: 8:30, 8h30, 8h. Gives a `datetime.time` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", gettext_lazy("For example 8:30 or 8h30."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the hour. Refused: what is no hour of a day."""
        if value is None or isinstance(value, dt.time):
            return value
        text = str(value).strip()
        if not text:
            return None
        found = HOUR.fullmatch(text)
        hour, minute = (int(found["h"]), int(found["m"] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the hour like 8:30 or 14h."), code="hour_unreadable")
        return dt.time(hour, minute)

    def validate(self, value: Any) -> None:
        """Refuse an empty field only where an hour is required; midnight is an hour."""
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """An hour was read already; nothing of the text is left to check."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored hour as 08:30."""
        return value.strftime("%H:%M") if isinstance(value, dt.time) else value


class LineField(RecordField):
    """The line of a plan that is carried out, chosen from the lines one may choose.

    A drop-down, for what is planned is read, not remembered: a group a year, the newest first.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select)
        kwargs.setdefault("help_text", "")
        super().__init__(PlanLine, **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Give the field with the choices of whoever is asking; a line chosen before stays."""
        bound = super().get_bound_field(form, field_name)
        widget: Any = self.widget
        widget.choices = choices_of_lines(self.viewer, str(bound.value() or ""))
        return bound


def choices_of_lines(viewer: Any, chosen: str) -> list[Any]:
    """Give what a drop-down of plan lines offers: a group a year, the newest first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    found: Any = possible_lines(viewer) if viewer else None
    for line in found.order_by("-plan__year", "number") if found is not None else []:
        value = as_option(line.label, line.code)
        words = _("%(number)s. %(name)s") % {"number": line.number, "name": line.label}
        groups.setdefault(str(line.plan), []).append((value, words))
    offered = {value for lines in groups.values() for value, _words in lines}
    kept = [(chosen, chosen)] if chosen and chosen not in offered else []
    return [("", "---------"), *kept, *groups.items()]


class Somebody(NamedTuple):
    """Somebody as typed: the name as printed, and the person of the register if one was chosen."""

    name: str
    person: Person | None


class PersonOrNameField(RecordField):
    """Somebody of the register, chosen from the suggestions, or any name as printed.

    Only what carries a code in brackets is a link: two people may have one name. Gives
    `Somebody`, or None where nothing was typed.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", "")
        super().__init__(Person, **kwargs)

    def clean(self, value: Any) -> Any:
        """Give who was named. Refused: a code that is not there."""
        text = normalise(str(value or "").strip())
        if text and not IN_BRACKETS.search(text):
            check_text(text)
            if len(text) > NAME_LENGTH:
                raise ValidationError(
                    _("A name has at most %(limit)s characters. Shorten it."),
                    code="name_too_long",
                    params={"limit": NAME_LENGTH},
                )
            return Somebody(text, None)
        person: Any = super().clean(text)
        return Somebody(person.name, person) if person else None
