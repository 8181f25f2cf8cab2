"""Calendars of working days, a year each: what is off, and what is worked to make up for it."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.models import Multilingual
from banggiao.core.text import check_text
from banggiao.duties.enums import DayKind

FIRST_YEAR, LAST_YEAR = 1945, 2100
WEEKEND = "67"
"""Saturday and Sunday, as a week numbers its days from Monday."""


class CalendarYear(models.Model):
    """The working days of a year as the government sets them: the weekend and what differs.

    A year that has no row is not entered: days counted in it leave out the weekend only, and say
    so. ``rest_days`` are the weekdays off, 1 for Monday to 7 for Sunday.
    """

    open_to_all: ClassVar[bool] = True
    audit_parts: ClassVar[tuple[str, ...]] = ("days",)

    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    rest_days = models.CharField(
        _("weekend"),
        max_length=6,
        default=WEEKEND,
        blank=True,
        validators=[RegexValidator(r"^[1-7]*\Z")],
    )
    basis = models.CharField(
        _("basis"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("The decision that sets the days off of this year, with number and date."),
    )
    confirmed_by = models.CharField(
        _("confirmed by"),
        max_length=200,
        blank=True,
        validators=[check_text],
        help_text=_("Who at the agency confirmed it. Leave empty until somebody has."),
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects: ClassVar[models.Manager[CalendarYear]] = models.Manager()

    class Meta:
        verbose_name = _("calendar of a year")
        verbose_name_plural = _("calendars of years")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_on__isnull=True)
                | (~Q(confirmed_by="") & Q(confirmed_on__isnull=False)),
                name="duties_calendaryear_confirmed_wholly",
                violation_error_message=_("Give both who confirmed it and on which day."),
                violation_error_code="confirmation_incomplete",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        """The page of its days off."""
        return f"{reverse('duties:days_off')}?year={self.year}"

    @property
    def audit_code(self) -> str:
        """How the log names it."""
        return str(self.year)


class DayOff(Multilingual):
    """A day that is not what its weekday says: off, or worked to make up for another."""

    year = models.ForeignKey(
        CalendarYear, verbose_name=_("year"), on_delete=models.CASCADE, related_name="days"
    )
    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind, default=DayKind.OFF)
    basis = models.CharField(
        _("basis"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("Only where it rests on something else than the year."),
    )

    objects: ClassVar[models.Manager[DayOff]] = models.Manager()

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DayKind.values),
                name="duties_dayoff_kind_known",
                violation_error_message=_("Choose one from the list."),
                violation_error_code="kind_unknown",
            ),
            models.CheckConstraint(
                condition=~Q(name_vi="", name_en="", name_ja="", name_native=""),
                name="duties_dayoff_named",
                violation_error_message=_("Give the name in at least one language."),
                violation_error_code="no_name",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page of the days off of its year."""
        return f"{reverse('duties:days_off')}?year={self.day.year}"
