"""Rules by which a day is counted: how many days, of which kind, from when, on what basis."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.dated_rules import DatedRule
from banggiao.core.models import Named
from banggiao.duties.enums import CountsFrom, DayUnit, Matter, Silence

LONGEST = 1000
"""More days no rule counts; what is longer is a date, not a deadline."""


class DeadlineRule(DatedRule, Named):
    """A deadline that a law or the office itself sets, as data: days, basis, since when it holds.

    ``silence`` says what it means that somebody who was asked has not answered; empty where nobody
    is asked.
    """

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
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects: ClassVar[models.Manager[DeadlineRule]] = models.Manager()

    class Meta:
        verbose_name = _("rule of a deadline")
        verbose_name_plural = _("rules of deadlines")
        constraints = [
            *DatedRule.Meta.constraints,
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
