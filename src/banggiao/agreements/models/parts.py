"""Parts of a text: who made it, who signed it, what it is about, and what was done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.enums import ActKind, SignatoryRole, TopicName
from banggiao.agreements.models.instruments import Instrument
from banggiao.agreements.standing import ENDINGS
from banggiao.core.access import cleared
from banggiao.core.dates import PartialDateField, format_partial
from banggiao.core.models import code_validator
from banggiao.core.text import check_text
from banggiao.partners.models import Organisation, Person

if TYPE_CHECKING:
    from banggiao.core.access import Viewer

BY_ANOTHER = (ActKind.AMENDED, ActKind.EXTENDED, ActKind.UPGRADED, ActKind.REPLACED)


class PartyQuerySet(models.QuerySet["Party"]):
    """Reads of parties."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the parties the viewer may know of, of texts the viewer may know of."""
        return self.filter(cleared(viewer, "instrument", "organisation"))


class Party(models.Model):
    """A body that a text is made by. ``order`` is the place in which it stands."""

    visible_through: ClassVar[tuple[str, ...]] = ("organisation",)

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("party"), on_delete=models.PROTECT, related_name="instruments"
    )
    order = models.PositiveSmallIntegerField(_("place"), default=1)

    objects: ClassVar[models.Manager[Party]] = models.Manager.from_queryset(PartyQuerySet)()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "organisation"],
                name="agreements_party_once",
                violation_error_message=_("This body is a party already."),
                violation_error_code="party_twice",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    """Reads of signatories."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep those whose person and body the viewer may know of: a name could tell of them."""
        return self.filter(cleared(viewer, "instrument", "person", "organisation"))


class Signatory(models.Model):
    """Who signed or witnessed, with the title held that day. The name stands as printed."""

    visible_through: ClassVar[tuple[str, ...]] = ("person", "organisation")

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="signatories")
    role = models.CharField(
        _("what they did"),
        max_length=12,
        choices=SignatoryRole,
        default=SignatoryRole.SIGNATORY,
    )
    name = models.CharField(_("name as printed"), max_length=200, validators=[check_text])
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signed_texts",
    )
    title = models.CharField(
        _("title that day"), max_length=400, blank=True, validators=[check_text]
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signed_texts",
    )

    objects: ClassVar[models.Manager[Signatory]] = models.Manager.from_queryset(SignatoryQuerySet)()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories and witnesses")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="agreements_signatory_named",
                violation_error_message=_("Give the name, or choose the person."),
                violation_error_code="no_name",
            ),
            models.CheckConstraint(
                condition=Q(role__in=SignatoryRole.values), name="agreements_signatory_role_known"
            ),
            models.UniqueConstraint(
                fields=["instrument", "name", "role"],
                name="agreements_signatory_once",
                violation_error_message=_("This person stands here already."),
                violation_error_code="signatory_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """Something a text is about."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(_("topic"), max_length=40, choices=TopicName)

    objects: ClassVar[models.Manager[Topic]] = models.Manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["instrument", "name"], name="agreements_topic_once"),
            models.CheckConstraint(
                condition=Q(name__in=TopicName.values), name="agreements_topic_known"
            ),
        ]
        indexes = [models.Index(fields=["name", "instrument"], name="agreements_topic_of")]

    def __str__(self) -> str:
        return self.get_name_display()


class ActQuerySet(models.QuerySet["Act"]):
    """Reads of acts."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the acts of texts the viewer may know of. The text that did it is asked apart."""
        return self.filter(cleared(viewer, "instrument"))


class Act(models.Model):
    """What the parties did with a text on a day: signed, extended, ended it.

    ``until`` is the new end of an extension. ``by_instrument`` is the later text that did it; its
    day is then the day that text was signed. ``organisation`` is who took the text over. Sources
    cite an act by its code.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="acts")
    code = models.CharField(
        _("code"), max_length=80, unique=True, validators=[code_validator], editable=False
    )
    kind = models.CharField(_("act"), max_length=12, choices=ActKind)
    on = PartialDateField(_("date"))
    place = models.CharField(_("place"), max_length=200, blank=True, validators=[check_text])
    until = PartialDateField(_("new end"))
    by_instrument = models.ForeignKey(
        Instrument,
        verbose_name=_("by the text"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts_on_others",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("taken over by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inherited_texts",
    )
    remark = models.CharField(_("remark"), max_length=500, blank=True, validators=[check_text])

    objects: ClassVar[models.Manager[Act]] = models.Manager.from_queryset(ActQuerySet)()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActKind.values),
                name="agreements_act_kind_known",
                violation_error_message=_("Choose one from the list."),
                violation_error_code="kind_unknown",
            ),
            models.CheckConstraint(
                condition=Q(until="") | Q(kind=ActKind.EXTENDED),
                name="agreements_act_only_extensions_have_a_new_end",
                violation_error_message=_("Only an extension has a new end."),
                violation_error_code="new_end_of_nothing",
            ),
            models.CheckConstraint(
                condition=Q(by_instrument__isnull=True) | Q(kind__in=BY_ANOTHER),
                name="agreements_act_by_another_text",
            ),
            models.CheckConstraint(
                condition=Q(by_instrument__isnull=True) | ~Q(by_instrument=F("instrument")),
                name="agreements_act_not_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(kind=ActKind.INHERITED),
                name="agreements_act_only_heirs_take_over",
            ),
            *(
                models.UniqueConstraint(
                    fields=["instrument"],
                    condition=Q(kind=kind),
                    name=f"agreements_act_{kind}_once",
                    violation_error_message=_("This act is in the ledger already. Correct it."),
                    violation_error_code="act_twice",
                )
                for kind in (ActKind.SIGNED, ActKind.IN_FORCE)
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(kind__in=[str(kind) for kind in ENDINGS]),
                name="agreements_act_over_once",
                violation_error_message=_("The text is over already. Correct that act."),
                violation_error_code="text_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["instrument", "on_earliest"], name="agreements_act_of"),
        ]

    def __str__(self) -> str:
        day = format_partial(self.on) if self.on else ""
        return f"{self.get_kind_display()} {day}".strip()

    def get_absolute_url(self) -> str:
        """The act's place on the page of its text."""
        return f"{self.instrument.get_absolute_url()}#act-{self.code}"
