"""Activities and the series they belong to."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.accounts.models import Unit, User
from banggiao.activities.enums import Direction, Stage
from banggiao.core.access import RecordQuerySet
from banggiao.core.constraints import in_order, known_choice
from banggiao.core.dates import PartialDateField
from banggiao.core.dates.periods import perhaps_in, surely_in
from banggiao.core.models import Named, Record
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models import Country, Organisation
from banggiao.plans.enums import ActivityKind, Funding, Mode
from banggiao.plans.models import PlanLine


class Series(Record, Named):
    """A row of activities that come again, such as a yearly workshop; each is an edition."""

    organiser = models.ForeignKey(
        Organisation,
        verbose_name=_("held by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="series",
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [*Record.Meta.constraints, *Named.Meta.constraints]
        indexes = [models.Index(fields=["sort_key", "id"], name="activities_series_sorted")]

    def get_absolute_url(self) -> str:
        """The page of the series with its editions."""
        return reverse("activities:series", args=[self.code])


class ActivityQuerySet(RecordQuerySet["Activity"]):
    """Reads of activities. Figures ask of periods; each has a ``may_…`` twin for partial dates."""

    def ours(self) -> Self:
        """Keep what the own body sends, receives, hosts or attends: nothing else counts."""
        return self.filter(~Q(direction=""))

    def held_in(self, first: Any, last: Any) -> Self:
        """Keep what surely took place in the period, both days included, with its whole length."""
        return self.dated_in(first, last).filter(stage=Stage.HELD)

    def may_be_held_in(self, first: Any, last: Any) -> Self:
        """Keep what took place and may lie in the period, and does not surely."""
        return self.filter(perhaps_in("period", first, last), stage=Stage.HELD)

    def dated_in(self, first: Any, last: Any) -> Self:
        """Keep what surely lies in the period, whatever became of it."""
        return self.filter(surely_in("period", first, last))

    def may_be_dated_in(self, first: Any, last: Any) -> Self:
        """Keep what may lie in the period and does not surely, whatever became of it."""
        return self.filter(perhaps_in("period", first, last))


class ActivityManager(models.Manager["Activity"]):
    """Starts every read of an activity; forward links of a page load at once."""

    def get_queryset(self) -> ActivityQuerySet:
        """Give all rows."""
        queryset = ActivityQuerySet(self.model, using=self._db)
        return queryset.fetch_mode(models.FETCH_PEERS)

    def all(self) -> ActivityQuerySet:
        """Give all rows, to ask more of."""
        return self.get_queryset()

    def visible_to(self, viewer: Any) -> ActivityQuerySet:
        """Give the rows the viewer may know of."""
        return self.get_queryset().visible_to(viewer)

    def in_register(self) -> ActivityQuerySet:
        """Give what counts: nothing that was set aside."""
        return self.get_queryset().in_register()


class Activity(Record, Named):
    """Anything that takes place with a partner: a visit, a meeting, a workshop, a signing.

    Its own class decides who sees it; bodies and people one may not see are left out of it.
    What it is for us (``direction``, ``is_chaired``), the days it counts in (``period_…``), how
    many people went (``people``) and the level of the head (``head_level``) follow from its parts
    and are set by `activities.actions.derived.keep_derived` only.

    ``headcount`` is how many people are said to have taken part where nobody has their names;
    ``headcount_is_about`` marks a number that a source calls approximate. An activity without a
    plan line, in a year whose plan is approved, names the ground and the act that let it happen.
    """

    audit_parts: ClassVar[tuple[str, ...]] = (
        "parties",
        "participants",
        "topics",
        "instruments",
        "programme",
        "results",
        "points",
        "steps",
    )
    derived: ClassVar[tuple[str, ...]] = (
        "direction",
        "is_chaired",
        "was_postponed",
        "was_moved_online",
        "period_earliest",
        "period_latest",
        "people",
        "head_level",
    )

    kind = models.CharField(_("kind"), max_length=24, choices=ActivityKind)
    mode = models.CharField(_("how people meet"), max_length=12, choices=Mode, blank=True)
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage, default=Stage.PREPARING, editable=False
    )
    start = PartialDateField(_("from"))
    end = PartialDateField(_("until"), help_text=_("Leave empty where the last day is not known."))
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        db_index=False,  # one of the indexes below begins with it
    )
    place = models.CharField(
        pgettext_lazy("activity", "place"), max_length=200, blank=True, validators=[check_text]
    )
    series = models.ForeignKey(
        Series,
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    plan_line = models.ForeignKey(
        PlanLine,
        verbose_name=_("plan line"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    outside_ground = models.TextField(
        _("why it was not in the plan"), blank=True, max_length=2000, validators=[check_text]
    )
    outside_act = models.ForeignKey(
        Document,
        verbose_name=_("paper that allowed it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities_allowed",
    )
    outside_act_text = models.CharField(
        _("number and date of the paper that allowed it"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("Where the paper itself is not in the register."),
    )
    purpose = models.TextField(_("purpose"), blank=True, max_length=4000, validators=[check_text])
    level = models.CharField(
        _("level of the head"),
        max_length=20,
        choices=OfficeLevel,
        blank=True,
        help_text=_("Leave empty to take it from the title of the head."),
    )
    headcount = models.PositiveIntegerField(
        _("people in all"),
        null=True,
        blank=True,
        help_text=_("Leave empty to count those who are named."),
    )
    headcount_is_about = models.BooleanField(_("the number is approximate"), default=False)
    cost = models.PositiveBigIntegerField(_("cost in dong"), null=True, blank=True)
    funding = models.CharField(_("source of money"), max_length=20, choices=Funding, blank=True)
    lead_unit = models.ForeignKey(
        Unit,
        verbose_name=_("lead unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    owner = models.ForeignKey(
        User,
        verbose_name=_("who sees to it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    remark = models.TextField(_("remark"), blank=True, max_length=4000, validators=[check_text])

    direction = models.CharField(
        _("what it is for us"), max_length=10, choices=Direction, blank=True, editable=False
    )
    is_chaired = models.BooleanField(_("chaired by us"), default=False, editable=False)
    was_postponed = models.BooleanField(_("was postponed"), default=False, editable=False)
    was_moved_online = models.BooleanField(_("was moved online"), default=False, editable=False)
    period_earliest = models.DateField(null=True, blank=True, editable=False)
    period_latest = models.DateField(null=True, blank=True, editable=False)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True, editable=False)
    head_level = models.CharField(
        _("level of the head"), max_length=20, choices=OfficeLevel, blank=True, editable=False
    )

    objects: ClassVar[ActivityManager] = ActivityManager()  # type: ignore[assignment]  # adds reads of its own

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            known_choice("activities_activity", "kind", ActivityKind.values),
            known_choice("activities_activity", "mode", Mode.values, empty=True),
            known_choice("activities_activity", "stage", Stage.values),
            known_choice("activities_activity", "level", OfficeLevel.values, empty=True),
            known_choice("activities_activity", "head_level", OfficeLevel.values, empty=True),
            known_choice("activities_activity", "funding", Funding.values, empty=True),
            known_choice("activities_activity", "direction", Direction.values, empty=True),
            in_order("activities_activity"),
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(series__isnull=False),
                name="activities_activity_edition_of_a_series",
                violation_error_message=_("Name the series this is an edition of."),
                violation_error_code="series_missing",
            ),
            models.CheckConstraint(
                condition=Q(plan_line__isnull=True)
                | Q(outside_ground="", outside_act__isnull=True, outside_act_text=""),
                name="activities_activity_in_plan_or_outside",
                violation_error_message=_(
                    "It carries out a plan line or it is outside the plan, not both."
                ),
                violation_error_code="plan_and_outside",
            ),
            models.CheckConstraint(
                condition=Q(headcount_is_about=False) | Q(headcount__isnull=False),
                name="activities_activity_about_some_number",
                violation_error_message=_("Give the approximate number of people."),
                violation_error_code="headcount_missing",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="activities_activity_sorted"),
            models.Index(
                fields=["state", "-period_earliest", "-id"], name="activities_activity_recent"
            ),
            models.Index(
                fields=["state", "kind", "-period_earliest", "-id"], name="activities_activity_kind"
            ),
            models.Index(
                fields=["direction", "kind", "period_earliest", "period_latest"],
                name="activities_activity_counted",
            ),
            models.Index(fields=["country", "-period_earliest"], name="activities_activity_place"),
            # All that figures ask of what was held: thousands are counted without a look at each.
            models.Index(
                fields=[
                    *("stage", "period_latest", "period_earliest", "direction"),
                    *("classification", "state", "mode", "start", "end"),
                ],
                name="activities_activity_stage",
            ),
            models.Index(
                fields=["stage", "period_latest", "period_earliest"],
                condition=~Q(outside_ground=""),
                name="activities_activity_outside",
            ),
            # Without the rows that have none: many old ones would make it look useless.
            models.Index(
                fields=["owner", "stage"],
                condition=Q(owner__isnull=False),
                name="activities_activity_owner",
            ),
            models.Index(
                fields=["lead_unit", "stage"],
                condition=Q(lead_unit__isnull=False),
                name="activities_activity_unit",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still has to take place or go on."""
        return self.stage not in {Stage.HELD, Stage.CANCELLED}

    @property
    def is_outside_plan(self) -> bool:
        """Whether it was allowed without being in the plan."""
        return bool(self.outside_ground)

    def get_absolute_url(self) -> str:
        """The activity's page."""
        return reverse("activities:activity", args=[self.code])
