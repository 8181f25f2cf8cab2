"""The plan of a year, and what was done with it as a whole."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import User
from banggiao.core.enums import RecordState
from banggiao.core.models import Record
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.plans.enums import PlanStatus, PlanStepKind

FIRST_YEAR, LAST_YEAR = 1990, 2100

FROZEN = (PlanStatus.APPROVED, PlanStatus.CLOSED)
"""In these states no line changes any more; only adjustments follow."""


class Plan(Record):
    """The external-affairs plan of a year: one a year. Approved, it is frozen.

    What approves it is an issued paper with its number and day; a click only records it.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("steps",)

    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(
        _("status"), max_length=12, choices=PlanStatus, default=PlanStatus.DRAFT, editable=False
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    approving_document = models.ForeignKey(
        Document,
        verbose_name=_("approving paper"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="plans_approved",
    )
    approving_text = models.CharField(
        _("number and date of the approving paper"),
        max_length=300,
        blank=True,
        editable=False,
        validators=[check_text],
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state=RecordState.ACTIVE),
                name="plans_plan_one_a_year",
                violation_error_message=_("This year has a plan already."),
                violation_error_code="year_taken",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="plans_plan_year_in_range",
                violation_error_message=_("Write a year from 1990 to 2100."),
                violation_error_code="year_out_of_range",
            ),
            models.CheckConstraint(
                condition=Q(status__in=PlanStatus.values), name="plans_plan_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=FROZEN)
                | (
                    Q(approved_on__isnull=False)
                    & (Q(approving_document__isnull=False) | ~Q(approving_text=""))
                ),
                name="plans_plan_approved_by_a_paper",
                violation_error_message=_("Name the paper that approves the plan, and its day."),
                violation_error_code="approval_missing",
            ),
        ]
        indexes = [models.Index(fields=["-year", "id"], name="plans_plan_by_year")]

    def __str__(self) -> str:
        return gettext("External-affairs plan %(year)s") % {"year": self.year}

    @property
    def is_frozen(self) -> bool:
        """Whether its lines are fixed and only adjustments follow."""
        return self.status in FROZEN

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("plans:plan", args=[self.code])


class PlanStep(models.Model):
    """What somebody did with a plan as a whole, with their comment."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("step"), max_length=12, choices=PlanStepKind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        User, verbose_name=_("by"), on_delete=models.PROTECT, related_name="plan_steps"
    )
    comment = models.TextField(_("comment"), blank=True, max_length=4000, validators=[check_text])

    objects: ClassVar[models.Manager[PlanStep]] = models.Manager()

    class Meta:
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of a plan")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plans_planstep_numbered"),
            models.CheckConstraint(
                condition=Q(kind__in=PlanStepKind.values), name="plans_planstep_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlanStepKind.RETURNED) | ~Q(comment=""),
                name="plans_planstep_returned_with_comment",
                violation_error_message=_("Say what has to be changed."),
                violation_error_code="comment_missing",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
