"""The model field for a date as far as it is known, with its two bounds beside it.

``start = PartialDateField()`` makes three columns: ``start`` (EDTF, empty where not known),
``start_earliest`` and ``start_latest`` (dates or NULL) to filter and sort by. The bounds always
follow the text: on an instance they are read from it, and saving the record saves all three. What
writes single columns (``update``, ``bulk_update``, ``update_fields``) names all three.
"""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from banggiao.core.dates.forms import PartialDateFormField
from banggiao.core.dates.partial import MAX_LENGTH, BadDate, PartialDate

if TYPE_CHECKING:
    from django import forms
    from django.db.backends.base.base import BaseDatabaseWrapper

    _TextField = models.CharField[PartialDate | str | None, PartialDate | None]
    _DayField = models.DateField[Any, Any]
else:
    _TextField, _DayField = models.CharField, models.DateField

BOUNDS = ("earliest", "latest")


class _TextAttribute(DeferredAttribute):
    """Turns what is assigned into a `PartialDate`, where it can be read."""

    def __set__(self, instance: models.Model, value: object) -> None:
        if isinstance(value, str | date):
            # What cannot be read stays in place, so that full_clean() can quote it.
            with suppress(BadDate):
                value = PartialDate.parse(text) if (text := str(value).strip()) else None
        instance.__dict__[self.field.attname] = value


class _BoundAttribute(DeferredAttribute):
    """Reads the bound from the text; from its own column only where the text was not loaded."""

    def __init__(self, field: PartialDateBound) -> None:
        super().__init__(field)
        self.text_name, _underscore, self.bound = field.name.rpartition("_")

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        try:
            value = instance.__dict__[self.text_name]
        except KeyError:
            return super().__get__(instance, cls)
        return getattr(value, self.bound) if isinstance(value, PartialDate) else None

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class PartialDateBound(_DayField):
    """The earliest or latest day of the field it is named after. Made by `PartialDateField`."""

    descriptor_class = _BoundAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field for migrations by the place it is imported from."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "banggiao.core.dates.PartialDateBound", list(args), kwargs


class PartialDateField(_TextField):
    """A `PartialDate`, or None where the date is not known at all (the empty text, never NULL).

    Assign a `PartialDate`, EDTF text, a day or None. Text that is no date stays in place:
    `full_clean` reports it with the code ``bad_date``, saving it is refused. Lookups see the text.
    """

    descriptor_class = _TextAttribute

    def __init__(self, *args: Any, bounds: bool = True, **kwargs: Any) -> None:
        options: dict[str, Any] = {"max_length": MAX_LENGTH, "blank": True, "default": ""}
        super().__init__(*args, **options | kwargs)
        # Made here and not later: fields stand in a table in the order they were made.
        self.bounds = tuple(PartialDateBound() for _bound in BOUNDS) if bounds else ()

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field for migrations, where the bounds stand as fields of their own."""
        name, _path, args, kwargs = super().deconstruct()
        path = "banggiao.core.dates.PartialDateField"
        return name, path, list(args), kwargs | {"bounds": False}

    def contribute_to_class(  # type: ignore[override]  # the last parameter goes by its name
        self, cls: type[models.Model], name: str, **kwargs: Any
    ) -> None:
        """Add the field and, on every model with a table, its bounds."""
        super().contribute_to_class(cls, name, **kwargs)
        if cls._meta.abstract:
            return  # each heir gets a copy of this field, which adds the bounds there
        for bound, which in zip(self.bounds, BOUNDS, strict=False):
            copy(bound).contribute_to_class(cls, f"{name}_{which}")

    def from_db_value(self, value: str | None, *_args: object) -> PartialDate | str | None:
        """Read the column. Unreadable text, which only raw SQL can write, comes as it is."""
        try:
            return PartialDate.parse(value) if value else None
        except BadDate:
            return value

    def to_python(self, value: object) -> PartialDate | None:
        """Read EDTF text. Raises `ValidationError` with the code ``bad_date``."""
        if value is None or isinstance(value, PartialDate):
            return value
        text = str(value).strip()
        try:
            return PartialDate.parse(text) if text else None
        except BadDate as error:
            raise ValidationError(str(error), code="bad_date") from None

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse None only where the field must be filled in: it stands for the empty text."""
        super().validate("" if value is None else value, model_instance)

    def run_validators(self, value: Any) -> None:
        """Run them over the text, such as the one of its length."""
        super().run_validators(value.text if isinstance(value, PartialDate) else value)

    def get_prep_value(self, value: Any) -> Any:
        """Give the text, so that lookups work on it; None is the empty text."""
        if isinstance(value, PartialDate):
            return value.text
        # Not CharField's: that one reads the value as a date, and lookups look for parts of it.
        value = models.Field.get_prep_value(self, value)
        return value if hasattr(value, "as_sql") else str(value or "")

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Give the text to store. Raises `ValidationError` for what is no date."""
        if not hasattr(value, "as_sql"):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def value_to_string(self, obj: models.Model) -> str:
        """Give the text for serializers."""
        return str(self.get_prep_value(self.value_from_object(obj)))

    def formfield(self, *_args: Any, **kwargs: Any) -> forms.Field | None:
        """Give a `PartialDateFormField`; what is typed may be longer than what is stored."""
        kwargs = {"form_class": PartialDateFormField} | kwargs
        return super(models.CharField, self).formfield(**kwargs)
