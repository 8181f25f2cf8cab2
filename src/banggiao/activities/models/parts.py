"""Parts of an activity: bodies, people, topics, agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.activities.enums import ParticipantRole, PartyRole
from banggiao.activities.models.activities import Activity
from banggiao.agreements.enums import TopicName
from banggiao.agreements.models import Instrument
from banggiao.core.access import cleared
from banggiao.core.text import check_text
from banggiao.partners.models import Organisation, Person

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class PartyQuerySet(models.QuerySet["Party"]):
    """Reads of parties."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the bodies the viewer may know of, of activities the viewer may know of."""
        return self.filter(cleared(viewer, "activity", "organisation"))


class Party(models.Model):
    """A body that hosts, organises, sends, takes part or chairs."""

    visible_through: ClassVar[tuple[str, ...]] = ("organisation",)

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("body"),
        on_delete=models.PROTECT,
        related_name="activities",
        db_index=False,  # the index below begins with it
    )
    role = models.CharField(
        _("what it does"),
        max_length=12,
        choices=PartyRole,
        default=PartyRole.PARTICIPANT,
    )
    order = models.PositiveSmallIntegerField(pgettext_lazy("order", "place"), default=1)

    objects: ClassVar[models.Manager[Party]] = models.Manager.from_queryset(PartyQuerySet)()

    class Meta:
        verbose_name = _("body taking part")
        verbose_name_plural = _("bodies taking part")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"],
                name="activities_party_once_a_role",
                violation_error_message=_("This body stands here already."),
                violation_error_code="party_twice",
            ),
            models.CheckConstraint(
                condition=Q(role__in=PartyRole.values), name="activities_party_role_known"
            ),
        ]
        indexes = [
            # What a body stands in, without a look at each row.
            models.Index(fields=["organisation", "activity"], name="activities_party_of_body"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Reads of participants."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep those whose person and body the viewer may know of: a name could tell of them."""
        return self.filter(cleared(viewer, "activity", "person", "organisation"))


class Participant(models.Model):
    """A person in an activity, in one role, with the title held that day, as printed."""

    visible_through: ClassVar[tuple[str, ...]] = ("person", "organisation")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=ParticipantRole,
        default=ParticipantRole.MEMBER,
    )
    name = models.CharField(_("name as printed"), max_length=200, validators=[check_text])
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    title = models.CharField(
        pgettext_lazy("participant", "title that day"),
        max_length=400,
        blank=True,
        validators=[check_text],
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participants",
    )
    order = models.PositiveSmallIntegerField(pgettext_lazy("order", "place"), default=1)
    remark = models.CharField(_("remark"), max_length=500, blank=True, validators=[check_text])

    objects: ClassVar[models.Manager[Participant]] = models.Manager.from_queryset(
        ParticipantQuerySet
    )()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="activities_participant_named",
                violation_error_message=_("Give the name, or choose the person."),
                violation_error_code="no_name",
            ),
            models.CheckConstraint(
                condition=Q(role__in=ParticipantRole.values),
                name="activities_participant_role_known",
            ),
            models.UniqueConstraint(
                fields=["activity", "name", "role"],
                name="activities_participant_once_a_role",
                violation_error_message=_("This person stands here already in this role."),
                violation_error_code="participant_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """Something an activity is about."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(_("topic"), max_length=40, choices=TopicName)

    objects: ClassVar[models.Manager[Topic]] = models.Manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["activity", "name"], name="activities_topic_once"),
            models.CheckConstraint(
                condition=Q(name__in=TopicName.values), name="activities_topic_known"
            ),
        ]
        indexes = [models.Index(fields=["name", "activity"], name="activities_topic_of")]

    def __str__(self) -> str:
        return self.get_name_display()


class ActivityInstrumentQuerySet(models.QuerySet["ActivityInstrument"]):
    """Reads of the agreements that activities serve."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the texts the viewer may know of, of activities the viewer may know of."""
        return self.filter(cleared(viewer, "activity", "instrument"))


class ActivityInstrument(models.Model):
    """An agreement that an activity carries out, negotiates or signs."""

    visible_through: ClassVar[tuple[str, ...]] = ("instrument",)

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="instruments")
    instrument = models.ForeignKey(
        Instrument,
        verbose_name=_("agreement"),
        on_delete=models.PROTECT,
        related_name="activities",
    )

    objects: ClassVar[models.Manager[ActivityInstrument]] = models.Manager.from_queryset(
        ActivityInstrumentQuerySet
    )()

    class Meta:
        verbose_name = _("agreement of an activity")
        verbose_name_plural = _("agreements of an activity")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "instrument"],
                name="activities_activityinstrument_once",
                violation_error_message=_("This agreement stands here already."),
                violation_error_code="instrument_twice",
            )
        ]

    def __str__(self) -> str:
        return str(self.instrument)
