"""A form field that takes a record: typed by name or code, completed as one types.

A list of ten thousand partners fits no drop-down. The control is a plain text field with
suggestions of the browser; without scripts a code or a full name does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from banggiao.core import search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.core.access import Viewer
    from banggiao.core.models import Record

IS_CODE = re.compile(r"[a-z0-9-]+")
IN_BRACKETS = re.compile(r"\[([a-z0-9-]+)\]\s*\Z")


def as_option(label: str, code: str) -> str:
    """Write a record as the control shows and takes it: its name, then its code in brackets."""
    return f"{label} [{code}]"


def code_in(parameters: Mapping[str, str], name: str) -> str:
    """Give a code that an address names; empty for other text, some of which no database takes."""
    text = parameters.get(name, "")
    return text if IS_CODE.fullmatch(text) else ""


class RecordInput(forms.TextInput):
    """A text field that asks the search box for names while one types."""

    template_name = "core/forms/record_input.html"

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__({"autocomplete": "off"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the list of suggestions and where to ask for them."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["list_id"] = f"{widget['attrs'].get('id', name)}_options"
        widget["options_url"] = f"{reverse_lazy('desk:options')}?kind={self.kind}"
        return context


class RecordField(forms.Field):
    """Gives the record somebody named, or None. Only records the viewer may see can be named.

    ``hidden`` is a stored record the viewer may not know of: the field looks empty, and left so it
    keeps that record.
    """

    def __init__(self, model: type[Record], **kwargs: Any) -> None:
        self.model = model
        self.viewer: Viewer | None = None
        self.hidden: Record | None = None
        kwargs.setdefault("widget", RecordInput(model._meta.label_lower))
        kwargs.setdefault("help_text", _("Type a part of the name and choose."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored record, or its key, as name and code; nothing of a hidden one."""
        key = value.pk if isinstance(value, self.model) else value
        if not isinstance(key, int):
            return value
        seen: Any = self.model.objects.visible_to(self.viewer) if self.viewer else None
        record = seen.filter(pk=key).first() if seen is not None else None
        return as_option(record.label, record.code) if record else ""

    def clean(self, value: Any) -> Record | None:
        """Find the record named. Refused: a name that fits none, or more than one."""
        text = str(value or "").strip()
        if not text and self.hidden:
            return self.hidden
        super().clean(text)
        if not text:
            return None
        found = self._find(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("Nothing in the register fits “%(text)s”. Type another part of its name."),
                code="record_unknown",
                params={"text": text},
            )
        raise ValidationError(
            _("Several fit “%(text)s”: %(names)s. Choose one of them."),
            code="record_ambiguous",
            params={"text": text, "names": "; ".join(as_option(r.label, r.code) for r in found)},
        )

    def _find(self, text: str) -> list[Record]:
        if self.viewer is None:
            message = "set the field's viewer before the form is checked"
            raise RuntimeError(message)
        visible: Any = self.model.objects.visible_to(self.viewer).in_register()
        bracket = IN_BRACKETS.search(text)
        code = bracket.group(1) if bracket else text
        exact = list(visible.filter(code=code)) if IS_CODE.fullmatch(code) else []
        if exact or bracket:
            return exact
        hits = search.find(self.viewer, text, limit=5, kind=self.model._meta.label_lower)
        records = list(visible.filter(code__in=[hit.code for hit in hits]))
        same_name = [r for r in records if text.casefold() in {n.casefold() for n in _names(r)}]
        return same_name if len(same_name) == 1 else records


class RecordsField(RecordField):
    """Several records, one a line. Gives a list; lines name records as `RecordField` does."""

    def __init__(self, model: type[Record], **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": 2}))
        super().__init__(model, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show stored records one a line; nothing of a hidden one."""
        if not isinstance(value, list):
            return value
        show = super().prepare_value
        return "\n".join(line for key in value if (line := show(key)))

    def clean(self, value: Any) -> Any:
        """Find what each line names. Refused: a line that names none, or more than one."""
        lines = [line for line in str(value or "").splitlines() if line.strip()]
        if self.required and not lines:
            raise ValidationError(self.error_messages["required"], code="required")
        find = super().clean
        return list(dict.fromkeys(find(line) for line in lines))


def _names(record: Any) -> list[str]:
    return record.all_names() if hasattr(record, "all_names") else [str(record)]


def give_viewer(form: forms.BaseForm, viewer: Viewer) -> None:
    """Tell the form's record fields who is asking, and offer only what that person may see.

    A drop-down whose stored choice is hidden leaves the form: what it holds stays as it is.
    """
    for name, field in list(form.fields.items()):
        if isinstance(field, forms.ModelChoiceField):
            _narrow(form, name, field, viewer)
        elif isinstance(field, RecordField):
            field.viewer = viewer
            key = form.get_initial_for_field(field, name)
            if isinstance(key, int) and not field.prepare_value(key):
                field.hidden = field.model._default_manager.filter(pk=key).first()


def _narrow(
    form: forms.BaseForm, name: str, field: forms.ModelChoiceField[Any], viewer: Viewer
) -> None:
    offered: Any = field.queryset
    if not hasattr(offered, "visible_to"):
        return
    field.queryset = offered.visible_to(viewer)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return  # what is hidden is not among the boxes, and several may be chosen beforehand
    chosen = form.get_initial_for_field(field, name)
    key = getattr(chosen, "pk", chosen)
    if key and not field.queryset.filter(pk=key).exists():
        del form.fields[name]
