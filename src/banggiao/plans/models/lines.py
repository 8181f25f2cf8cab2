"""Lines of a plan: what was approved, and how it stands after adjustments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit, User
from banggiao.agreements.enums import TopicName
from banggiao.agreements.models import Instrument
from banggiao.core.access import cleared
from banggiao.core.constraints import in_order, known_choice
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named, Record
from banggiao.core.text import check_text
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models import Country, Organisation
from banggiao.plans.enums import ActivityKind, Funding, Mode, Standing
from banggiao.plans.models.plans import Plan

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class PlanLine(Record, Named):
    """One thing a plan foresees. Of an approved plan it never changes: adjustments follow it.

    The ``now_…`` columns and ``standing`` say how it stands after its adjustments; they are
    computed by `plans.actions.adjustments.keep_standing` and by nothing else. ``added_on`` is set
    where the line came by an adjustment, ``dropped_on`` where one took it out. ``period_…`` are the
    days it was approved for, those of the plan's year where it has no date: figures count by them.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("plan",)
    audit_parts: ClassVar[tuple[str, ...]] = ("partners", "adjustments")

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="lines"
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=24, choices=ActivityKind)
    mode = models.CharField(_("how people meet"), max_length=12, choices=Mode, blank=True)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_lines",
    )
    place = models.CharField(_("place"), max_length=200, blank=True, validators=[check_text])
    purpose = models.TextField(_("purpose"), blank=True, max_length=2000, validators=[check_text])
    topic = models.CharField(_("topic"), max_length=40, choices=TopicName, blank=True)
    start = PartialDateField(
        _("from"), help_text=_("A day, a month, a quarter or a year: 12/5/2026, quý II/2026.")
    )
    end = PartialDateField(_("until"))
    level = models.CharField(_("level of the head"), max_length=20, choices=OfficeLevel, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    cost = models.PositiveBigIntegerField(_("cost in dong"), null=True, blank=True)
    funding = models.CharField(_("source of money"), max_length=20, choices=Funding, blank=True)
    lead_unit = models.ForeignKey(
        Unit,
        verbose_name=_("lead unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_lines",
    )
    owner = models.ForeignKey(
        User,
        verbose_name=_("who sees to it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_lines",
    )
    instrument = models.ForeignKey(
        Instrument,
        verbose_name=_("under the agreement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_lines",
    )
    basis = models.TextField(
        _("basis"),
        blank=True,
        max_length=1000,
        validators=[check_text],
        help_text=_("The invitation, the agreement or the yearly meeting it rests on."),
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    standing = models.CharField(
        _("stands"), max_length=12, choices=Standing, default=Standing.PLANNED, editable=False
    )
    period_earliest = models.DateField(null=True, blank=True, editable=False)
    period_latest = models.DateField(null=True, blank=True, editable=False)
    now_start = PartialDateField(_("from, as it stands"), editable=False)
    now_end = PartialDateField(_("until, as it stands"), editable=False)
    now_mode = models.CharField(max_length=12, choices=Mode, blank=True, editable=False)
    now_level = models.CharField(max_length=20, choices=OfficeLevel, blank=True, editable=False)
    now_cost = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    now_funding = models.CharField(max_length=20, choices=Funding, blank=True, editable=False)
    added_on = models.DateField(_("added on"), null=True, blank=True, editable=False)
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("plan line")
        verbose_name_plural = _("plan lines")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "number"], name="plans_planline_numbered"),
            known_choice("plans_planline", "kind", ActivityKind.values),
            known_choice("plans_planline", "mode", Mode.values, empty=True),
            known_choice("plans_planline", "topic", TopicName.values, empty=True),
            known_choice("plans_planline", "level", OfficeLevel.values, empty=True),
            known_choice("plans_planline", "funding", Funding.values, empty=True),
            known_choice("plans_planline", "standing", Standing.values),
            in_order("plans_planline"),
            models.CheckConstraint(
                condition=(Q(standing=Standing.DROPPED) & Q(dropped_on__isnull=False))
                | (~Q(standing=Standing.DROPPED) & Q(dropped_on__isnull=True)),
                name="plans_planline_dropped_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="plans_planline_sorted"),
            models.Index(fields=["plan", "kind", "number"], name="plans_planline_kind"),
            models.Index(fields=["plan", "now_start_earliest"], name="plans_planline_when"),
            models.Index(fields=["lead_unit", "plan"], name="plans_planline_unit"),
            models.Index(
                fields=["kind", "period_earliest", "period_latest"], name="plans_planline_counted"
            ),
        ]

    def get_absolute_url(self) -> str:
        """The line's page."""
        return reverse("plans:line", args=[self.code])


class LinePartnerQuerySet(models.QuerySet["LinePartner"]):
    """Reads of the partners of lines."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the partners the viewer may know of, of lines the viewer may know of."""
        return self.filter(cleared(viewer, "line", "line__plan", "organisation"))


class LinePartner(models.Model):
    """A partner that a line names."""

    visible_through: ClassVar[tuple[str, ...]] = ("organisation",)

    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,
        related_name="plan_lines",
    )

    objects: ClassVar[models.Manager[LinePartner]] = models.Manager.from_queryset(
        LinePartnerQuerySet
    )()

    class Meta:
        verbose_name = _("partner of a plan line")
        verbose_name_plural = _("partners of a plan line")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "organisation"],
                name="plans_linepartner_once",
                violation_error_message=_("This partner stands here already."),
                violation_error_code="partner_twice",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
