"""Rules kept as data: on what they rest, when they hold, and who confirmed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from banggiao.core.models import code_validator
from banggiao.core.text import check_text

if TYPE_CHECKING:
    import datetime as dt


class DatedRule(models.Model):
    """A legal number, a custom or a table row that holds for a time. Everybody may read it.

    A rule that changes gets the day it held until, and a new row stands beside it: the past is
    judged by the rule of the past.
    """

    open_to_all: ClassVar[bool] = True

    code = models.CharField(
        _("code"), max_length=80, unique=True, validators=[code_validator], editable=False
    )
    basis = models.CharField(
        _("basis"),
        max_length=300,
        validators=[check_text],
        help_text=_("The law, the regulation or the custom it rests on, with its article."),
    )
    valid_from = models.DateField(_("holds from"), null=True, blank=True)
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    confirmed_by = models.CharField(
        _("confirmed by"),
        max_length=200,
        blank=True,
        validators=[check_text],
        help_text=_("Who at the agency confirmed it. Leave empty until somebody has."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=""),
                name="%(app_label)s_%(class)s_has_basis",
                violation_error_message=_("Say on what the rule rests."),
                violation_error_code="basis_missing",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="%(app_label)s_%(class)s_dates_in_order",
                violation_error_message=_("It cannot have ended before it began."),
                violation_error_code="dates_reversed",
            ),
        ]

    def holds(self, day: dt.date | None) -> bool:
        """Whether it holds on the day; on a day that is not known it may."""
        began = day is None or self.valid_from is None or self.valid_from <= day
        return began and (day is None or self.valid_until is None or day <= self.valid_until)
