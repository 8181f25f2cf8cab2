"""Rules by which a day is counted: how many days, of which kind, from when, on what basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.models import Named, code_validator
from banggiao.core.text import check_text
from banggiao.duties.enums import CountsFrom, DayUnit, Matter, Silence

if TYPE_CHECKING:
    import datetime as dt

LONGEST = 1000
"""More days no rule counts; what is longer is a date, not a deadline."""


class DeadlineRule(Named):
    """A deadline that a law or the office itself sets, as data: days, basis, since when it holds.

    A rule that changes gets the day it held until, and a new row stands beside it: days of the past
    are counted by the rule of the past. ``silence`` says what it means that somebody who was asked
    has not answered; empty where nobody is asked.
    """

    open_to_all: ClassVar[bool] = True

    code = models.CharField(
        _("code"), max_length=80, unique=True, validators=[code_validator], editable=False
    )
    matter = models.CharField(_("what it is for"), max_length=20, choices=Matter)
    days = models.PositiveSmallIntegerField(
        _("number of days"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    unit = models.CharField(_("kind of days"), max_length=10, choices=DayUnit)
    counts_from = models.CharField(_("counted from"), max_length=10, choices=CountsFrom)
    silence = models.CharField(
        _("who has not answered"),
        max_length=15,
        choices=Silence,
        blank=True,
        help_text=_("Leave empty where nobody is asked."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=300,
        validators=[check_text],
        help_text=_("The law or the regulation, with its article."),
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
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects: ClassVar[models.Manager[DeadlineRule]] = models.Manager()

    class Meta:
        verbose_name = _("rule of a deadline")
        verbose_name_plural = _("rules of deadlines")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(matter__in=Matter.values),
                name="duties_deadlinerule_matter_known",
                violation_error_message=_("Choose one from the list."),
                violation_error_code="matter_unknown",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=DayUnit.values)
                & Q(counts_from__in=CountsFrom.values)
                & Q(silence__in=["", *Silence.values]),
                name="duties_deadlinerule_choices_known",
                violation_error_message=_("Choose one from the list."),
                violation_error_code="choice_unknown",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=LONGEST),
                name="duties_deadlinerule_days_possible",
                violation_error_message=_("Write a number of days from 1 to 1000."),
                violation_error_code="days_impossible",
            ),
            models.CheckConstraint(
                condition=~Q(basis=""),
                name="duties_deadlinerule_has_basis",
                violation_error_message=_("Say on which law or regulation the deadline rests."),
                violation_error_code="basis_missing",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="duties_deadlinerule_dates_in_order",
                violation_error_message=_("It cannot have ended before it began."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_on__isnull=True)
                | (~Q(confirmed_by="") & Q(confirmed_on__isnull=False)),
                name="duties_deadlinerule_confirmed_wholly",
                violation_error_message=_("Give both who confirmed it and on which day."),
                violation_error_code="confirmation_incomplete",
            ),
        ]
        indexes = [models.Index(fields=["matter", "valid_from"], name="duties_deadline_matter")]

    def get_absolute_url(self) -> str:
        """Where the rules are listed."""
        return reverse("duties:deadlines")

    def holds(self, day: dt.date) -> bool:
        """Whether the rule is in force on the day."""
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_until is None or day <= self.valid_until)
