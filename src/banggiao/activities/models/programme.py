"""What takes place when, within an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.activities.models.activities import Activity
from banggiao.core.access import cleared
from banggiao.core.text import check_text
from banggiao.partners.models import Person

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class ProgrammeItemQuerySet(models.QuerySet["ProgrammeItem"]):
    """Reads of programmes."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the items whose speaker the viewer may know of."""
        return self.filter(cleared(viewer, "activity", "speaker"))


class ProgrammeItem(models.Model):
    """One item of the programme: the day and hour, what, where, who speaks, who sees to it."""

    visible_through: ClassVar[tuple[str, ...]] = ("speaker",)

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="programme")
    order = models.PositiveSmallIntegerField(pgettext_lazy("order", "place"), default=1)
    on = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=400, validators=[check_text])
    place = models.CharField(_("where"), max_length=200, blank=True, validators=[check_text])
    speaker = models.ForeignKey(
        Person,
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programme_items",
    )
    speaker_name = models.CharField(
        _("speaker as printed"), max_length=200, blank=True, validators=[check_text]
    )
    in_charge = models.CharField(
        _("who sees to it"), max_length=200, blank=True, validators=[check_text]
    )
    remark = models.CharField(_("remark"), max_length=500, blank=True, validators=[check_text])

    objects: ClassVar[models.Manager[ProgrammeItem]] = models.Manager.from_queryset(
        ProgrammeItemQuerySet
    )()

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "order"], name="activities_programmeitem_ordered"
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="activities_programmeitem_says_what",
                violation_error_message=_("Say what takes place."),
                violation_error_code="title_missing",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(starts_at__lte=F("ends_at")),
                name="activities_programmeitem_hours_in_order",
                violation_error_message=_("It cannot end before it begins."),
                violation_error_code="hours_reversed",
            ),
        ]

    def __str__(self) -> str:
        return self.title
