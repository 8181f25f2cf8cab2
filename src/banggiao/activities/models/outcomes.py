"""What came of an activity, and the steps it went through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.activities.enums import ResultState, Side, Stage, StepKind
from banggiao.activities.models.activities import Activity
from banggiao.core.access import cleared
from banggiao.core.dates import PartialDateField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.duties.models import Duty
from banggiao.plans.enums import Mode

if TYPE_CHECKING:
    from banggiao.core.access import Viewer

WITH_REASON = (StepKind.POSTPONED, StepKind.MOVED_ONLINE, StepKind.CANCELLED)
"""Steps that want a ground: the plan said otherwise."""


class Result(models.Model):
    """One result of an activity, and what shows it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("result"), max_length=2000, validators=[check_text])
    state = models.CharField(
        _("state"), max_length=12, choices=ResultState, default=ResultState.REACHED
    )
    evidence = models.TextField(
        _("what shows it"), blank=True, max_length=1000, validators=[check_text]
    )

    objects: ClassVar[models.Manager[Result]] = models.Manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "number"], name="activities_result_numbered"
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="activities_result_says_what",
                violation_error_message=_("Say what came of it."),
                violation_error_code="text_missing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ResultState.values), name="activities_result_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AgreedPointQuerySet(models.QuerySet["AgreedPoint"]):
    """Reads of agreed points."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the points of activities the viewer may know of. The duty is asked apart."""
        return self.filter(cleared(viewer, "activity"))


class AgreedPoint(models.Model):
    """Something both sides agreed on. It becomes a duty, so that it has an owner and a date."""

    visible_through: ClassVar[tuple[str, ...]] = ("duty",)

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what was agreed"), max_length=2000, validators=[check_text])
    side = models.CharField(_("who does it"), max_length=8, choices=Side, default=Side.BOTH)
    due = PartialDateField(_("by when"))
    duty = models.OneToOneField(
        Duty,
        verbose_name=_("duty"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreed_point",
    )

    objects: ClassVar[models.Manager[AgreedPoint]] = models.Manager.from_queryset(
        AgreedPointQuerySet
    )()

    class Meta:
        verbose_name = _("agreed point")
        verbose_name_plural = _("agreed points")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "number"], name="activities_agreedpoint_numbered"
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="activities_agreedpoint_says_what",
                violation_error_message=_("Say what was agreed."),
                violation_error_code="text_missing",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="activities_agreedpoint_side_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Step(models.Model):
    """What was done with an activity as a whole, and from what it changed, so that it can go back.

    ``on`` is the day from which it counts: how an activity stood on a day follows from its steps.
    What was before stands in the event before too; so the log does not say it twice.
    """

    derived: ClassVar[tuple[str, ...]] = ("was_stage", "was_start", "was_end", "was_mode")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("step"), max_length=12, choices=StepKind)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), blank=True, max_length=2000, validators=[check_text])
    act = models.ForeignKey(
        Document,
        verbose_name=_("deciding paper"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activity_steps",
    )
    act_text = models.CharField(
        _("number and date of the deciding paper"),
        max_length=300,
        blank=True,
        validators=[check_text],
    )
    was_stage = models.CharField(max_length=12, choices=Stage)
    was_start = PartialDateField()
    was_end = PartialDateField()
    was_mode = models.CharField(max_length=12, choices=Mode, blank=True)

    objects: ClassVar[models.Manager[Step]] = models.Manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="activities_step_numbered"),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="activities_step_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(was_stage__in=Stage.values), name="activities_step_stage_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=WITH_REASON) | ~Q(reason=""),
                name="activities_step_has_ground",
                violation_error_message=_("Say on what ground."),
                violation_error_code="ground_missing",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "on"], name="activities_step_kind"),
            # Rare among the steps, and every report of a year asks for them.
            models.Index(
                fields=["activity"],
                condition=Q(kind=StepKind.POSTPONED),
                name="activities_step_postponed",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
