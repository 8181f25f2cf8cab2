"""Form pieces: our templates, the stale check, and how a refusal reaches its field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from banggiao.core import selects
from banggiao.core.errors import Instead, Refused, Stale
from banggiao.core.models import Record
from banggiao.core.text import check_text, normalise

if TYPE_CHECKING:
    from collections.abc import Callable


type Rows = tuple[tuple[str, ...], ...]
"""Names of fields that stand side by side, row by row."""

MARKED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters, which HTML does not allow, become the sign for a broken character."""

ASKED = "asked"
"""The hidden field in which a conflict page names each choice it asks for."""

BESIDE_THE_RECORD = {"version", "reason"}


class Renderer(TemplatesSetting):
    """Renders forms with our templates: error summary on top, help beside the field."""

    form_template_name = "core/forms/div.html"
    field_template_name = "core/forms/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        """Render; a control character somebody typed shows as a mark, for no page may hold one."""
        if template_name == selects.TEMPLATE:
            text: str = selects.select(context["widget"])
        else:
            text = super().render(template_name, context, request)
        if MARKED.search(text):  # hardly ever: replacing them by a mark reads every letter slower
            text = MARKED.sub("\ufffd", text)
        return mark_safe(text)  # noqa: S308  # marks only, the rest is escaped


class LinesField(forms.CharField):
    """Several short texts, one a line. Gives a list."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        self.line_length = max_length
        super().__init__(widget=forms.Textarea({"rows": 3}), required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the texts one a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Give the lines that are not empty, each once."""
        text = super().to_python(value) or ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for line in lines:
            check_text(line)
        return list(dict.fromkeys(lines))

    def validate(self, value: Any) -> None:
        """Refuse a line that is longer than what is stored."""
        if any(len(line) > self.line_length for line in value):
            raise ValidationError(
                _("A line has at most %(limit)s characters. Shorten it."),
                code="line_too_long",
                params={"limit": self.line_length},
            )

    def run_validators(self, value: Any) -> None:
        """The lines were checked one by one."""


class ReasonField(forms.CharField):
    """Why a record is changed. It goes into the history, never into the record."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(
            label=_("Reason"),
            required=required,
            max_length=500,
            validators=[check_text],
            help_text=_("Stays in the history beside your name."),
        )


class ActionForm(forms.BaseForm):
    """A form that hands what it collected to an action and shows what the action refuses."""

    conflicts: list[dict[str, str]] = []
    instead: Instead | None = None
    """What a refusal offers in place of what was typed."""

    def take(self, offered: str) -> None:
        """Put what was offered into its field: ``field=value``, as the button sends it."""
        name, _equals, value = offered.partition("=")
        if name in self.fields:
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
            data[self.add_prefix(name)] = value
            self.data = data

    def submit[T](self, action: Callable[[], T]) -> tuple[bool, T | None]:
        """Run the action. Gives whether it ran, and its result; a refusal goes to its field."""
        try:
            return True, action()
        except ValidationError as error:
            self._show_model_errors(error)
        except Stale as stale:
            if not self._show_both(stale.current):
                return self.submit(action)  # the other save touched nothing that stands here
            self.add_error(None, ValidationError(str(stale.message), code=stale.code))
        except Refused as refused:
            where = refused.field if refused.field in self.fields else None
            self.add_error(where, ValidationError(str(refused.message), code=refused.code))
            self.instead = refused.instead
        return False, None

    def _show_model_errors(self, error: ValidationError) -> None:
        """Show each rule the model found broken at its field, or on top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(
                name if name in self.fields and name != NON_FIELD_ERRORS else None, errors
            )

    def _show_both(self, current: Any) -> bool:
        """Whether values differ. Only a form over a record or its part can be stale."""
        del current
        return True


class ReasonForm(ActionForm, forms.Form):
    """Asks why before something is set aside, removed or erased."""

    reason = ReasonField(required=True)


class PartForm(ActionForm, forms.ModelForm):  # type: ignore[type-arg]  # each form names its model in Meta
    """A form over a part of a record, such as a post. It checks and collects; an action writes.

    ``layout`` groups field names into rows; ``part_of`` names the link to the record. ``version``
    is the stored version of the record the form was opened with: an action that finds another one
    raises `Stale`, and the page shows both values of each field that differs. On the next post
    ``keep_<field>`` says which of the two stands.
    """

    layout: ClassVar[Rows] = ()
    part_of: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts = []
        if self.instance.pk:
            record = getattr(self.instance, self.part_of) if self.part_of else self.instance
            if isinstance(record, Record):
                self.fields["version"] = forms.IntegerField(
                    widget=forms.HiddenInput, required=False, initial=record.version
                )
            self.fields["reason"] = ReasonField()

    def clean(self) -> dict[str, Any]:
        """Bring text to NFC before any rule looks at it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = normalise(value)
        self._require_choices()
        return cleaned

    def _require_choices(self) -> None:
        """Refuse to go on from a conflict while a field has no choice: no value may be lost."""
        data: Any = self.data
        asked: list[str] = data.getlist(ASKED) if hasattr(data, "getlist") else []
        if any(self.data.get(name) not in {"yours", "theirs"} for name in asked):
            record = getattr(self.instance, self.part_of) if self.part_of else self.instance
            self._show_both(record)
            message = _("Choose for each field which of the two values stands, then save again.")
            self.add_error(None, ValidationError(message, code="choice_missing"))

    def _post_clean(self) -> None:
        """Leave the model alone: the action sets its fields and checks the model's rules."""

    def full_clean(self) -> None:
        """Apply what was chosen after a stale save. Record fields know the viewer by now."""
        if self.is_bound:
            self._keep_what_was_chosen()
        super().full_clean()

    def _show_both(self, current: Any) -> bool:
        """Set out each field whose stored value is not the one typed here; take the new version."""
        fresh = self._meta.model._default_manager.get(pk=self.instance.pk)
        stored = type(self)(instance=fresh)
        for name, field in self.fields.items():
            if name in BESIDE_THE_RECORD:
                continue
            initial = stored.get_initial_for_field(stored.fields[name], name)
            yours, theirs = _shown(field, self[name].value()), _shown(field, initial)
            if yours != theirs:
                self.conflicts.append(
                    {
                        "label": str(field.label),
                        "input_name": self.add_prefix(f"keep_{name}"),
                        "yours": yours,
                        "theirs": theirs,
                        "choice": self.data.get(self.add_prefix(f"keep_{name}"), ""),
                    }
                )
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
        data[self.add_prefix("version")] = str(current.version)
        self.data = data
        self.cleaned_data["version"] = current.version
        return bool(self.conflicts)

    def _keep_what_was_chosen(self) -> None:
        """Put the stored value into each field where the person chose to keep it."""
        for name, field in self.fields.items():
            if self.data.get(self.add_prefix(f"keep_{name}")) != "theirs":
                continue
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
            value = field.prepare_value(self.get_initial_for_field(field, name))
            if isinstance(field, forms.BooleanField) and not value:
                data.pop(self.add_prefix(name), None)
            else:
                data[self.add_prefix(name)] = "" if value is None else str(value)
            self.data = data


class RecordForm(PartForm):
    """A form over one record as a whole."""


def _shown(field: forms.Field, value: Any) -> str:  # whatever the field holds
    """Give a form value as people read it: the label of a choice, not its key."""
    if isinstance(field, forms.ChoiceField):
        return choice_labels(field).get(str(value), str(value)) if value not in (None, "") else ""
    prepared = field.prepare_value(value)
    return "" if prepared in (None, False) else str(prepared)


def choice_labels(field: forms.ChoiceField) -> dict[str, str]:
    """Give what people read for each key of a choice."""
    choices: Any = field.choices
    return {str(key): str(label) for key, label in choices}
