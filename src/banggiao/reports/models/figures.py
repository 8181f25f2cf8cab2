"""Numbers that papers state, and the periods that reports cover."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.core.dated_rules import DatedRule
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named, Record
from banggiao.core.text import check_text
from banggiao.partners.models import Organisation
from banggiao.reports.enums import Basis


class StatedFigure(Record):
    """A number that an old paper gives, with its source. It stands beside the count, never in it.

    ``figure`` is the code of a figure (`reports.figures`) or a code of its own, where nothing in
    the register counts the same. ``scope`` says whose number it is: the code of an organisation, a
    country or a mechanism, as the source has it; ``organisation`` is that body if it is in the
    register.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("organisation",)

    figure = models.CharField(_("figure"), max_length=80)
    period = PartialDateField(_("period"))
    scope = models.CharField(_("whose number"), max_length=80, validators=[check_text])
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stated_figures",
    )
    value = models.BigIntegerField(_("number stated"))
    unit = models.CharField(_("unit"), max_length=40, blank=True, validators=[check_text])
    basis = models.CharField(
        pgettext_lazy("stated", "basis"), max_length=12, choices=Basis, default=Basis.ACTUAL
    )
    note = models.TextField(_("remark"), blank=True, max_length=1000, validators=[check_text])

    class Meta:
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values),
                name="reports_statedfigure_basis_known",
                violation_error_message=_("Choose one from the list."),
                violation_error_code="basis_unknown",
            ),
            models.CheckConstraint(
                condition=~Q(figure=""),
                name="reports_statedfigure_of_a_figure",
                violation_error_message=_("Say which figure the number is for."),
                violation_error_code="figure_missing",
            ),
            models.CheckConstraint(
                condition=~Q(period=""),
                name="reports_statedfigure_has_period",
                violation_error_message=_("Say for which period the number stands."),
                violation_error_code="period_missing",
            ),
        ]
        indexes = [
            models.Index(fields=["figure", "period_earliest"], name="reports_stated_figure"),
            models.Index(fields=["period_earliest", "period_latest"], name="reports_stated_when"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.period}: {self.value}"

    def get_absolute_url(self) -> str:
        """The page of the number."""
        return reverse("reports:stated", args=[self.code])


class PeriodRule(DatedRule, Named):
    """From which day to which a report of a name runs: a rule with its basis, not code.

    Month and day are those of the first and last day; ``…_year`` is counted from the year asked
    for: -1 is the year before. Whoever confirmed the rule stands in ``confirmed_by``.
    """

    first_year = models.SmallIntegerField(_("first day: year"), default=0)
    first_month = models.PositiveSmallIntegerField(_("first day: month"))
    first_day = models.PositiveSmallIntegerField(_("first day"))
    last_year = models.SmallIntegerField(_("last day: year"), default=0)
    last_month = models.PositiveSmallIntegerField(_("last day: month"))
    last_day = models.PositiveSmallIntegerField(_("last day"))

    objects: ClassVar[models.Manager[PeriodRule]] = models.Manager()

    class Meta:
        verbose_name = _("rule of a period")
        verbose_name_plural = _("rules of periods")
        constraints = [
            *DatedRule.Meta.constraints,
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(first_month__gte=1, first_month__lte=12)
                & Q(last_month__gte=1, last_month__lte=12)
                & Q(first_day__gte=1, first_day__lte=31)
                & Q(last_day__gte=1, last_day__lte=31),
                name="reports_periodrule_days_possible",
            ),
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year")),
                name="reports_periodrule_in_order",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where the rules of periods are listed."""
        return reverse("reports:periods")
