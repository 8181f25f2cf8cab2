"""What changed in a plan after it was approved."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.core.constraints import in_order
from banggiao.core.dates import PartialDateField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.partners.enums import OfficeLevel
from banggiao.plans.enums import AdjustmentKind, Funding, Mode
from banggiao.plans.models.lines import PlanLine

KIND = AdjustmentKind


class Adjustment(models.Model):
    """One change of a frozen line, with its ground and the act that decided it.

    It counts from ``decided_on``, so that what was planned can be asked for any day. Which value it
    carries follows from its kind; the other values stay empty. A line that came late has an
    adjustment of kind ``added``, which carries none.
    """

    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="adjustments")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("change"), max_length=16, choices=AdjustmentKind)
    decided_on = models.DateField(_("decided on"))
    ground = models.TextField(_("ground"), max_length=2000, validators=[check_text])
    act = models.ForeignKey(
        Document,
        verbose_name=_("deciding paper"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_adjustments",
    )
    act_text = models.CharField(
        _("number and date of the deciding paper"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("Where the paper itself is not in the register."),
    )
    start = PartialDateField(_("from"))
    end = PartialDateField(_("until"))
    mode = models.CharField(_("how people meet"), max_length=12, choices=Mode, blank=True)
    level = models.CharField(_("level of the head"), max_length=20, choices=OfficeLevel, blank=True)
    cost = models.PositiveBigIntegerField(_("cost in dong"), null=True, blank=True)
    funding = models.CharField(_("source of money"), max_length=20, choices=Funding, blank=True)

    objects: ClassVar[models.Manager[Adjustment]] = models.Manager()

    class Meta:
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="plans_adjustment_numbered"),
            models.CheckConstraint(
                condition=Q(kind__in=KIND.values), name="plans_adjustment_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(ground=""),
                name="plans_adjustment_has_ground",
                violation_error_message=_("Say on what ground the plan changes."),
                violation_error_code="ground_missing",
            ),
            models.CheckConstraint(
                condition=Q(act__isnull=False) | ~Q(act_text=""),
                name="plans_adjustment_has_act",
                violation_error_message=_("Name the paper that decided it."),
                violation_error_code="act_missing",
            ),
            models.CheckConstraint(
                condition=Q(kind=KIND.POSTPONED) | Q(start="", end=""),
                name="plans_adjustment_dates_only_postponed",
            ),
            models.CheckConstraint(
                condition=(Q(kind=KIND.MODE_CHANGED) & ~Q(mode=""))
                | (~Q(kind=KIND.MODE_CHANGED) & Q(mode="")),
                name="plans_adjustment_mode_with_its_kind",
                violation_error_message=_("Say how people will meet."),
                violation_error_code="mode_missing",
            ),
            models.CheckConstraint(
                condition=Q(kind=KIND.LEVEL_CHANGED) | Q(level=""),
                name="plans_adjustment_level_with_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=KIND.COST_CHANGED) | Q(cost__isnull=True, funding=""),
                name="plans_adjustment_cost_with_its_kind",
            ),
            in_order("plans_adjustment"),
        ]
        indexes = [models.Index(fields=["decided_on"], name="plans_adjustment_decided")]

    def __str__(self) -> str:
        return self.get_kind_display()
