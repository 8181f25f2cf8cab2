"""Ties between countries or organisations, and how they grew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banggiao.core.access import cleared
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named, Record, code_validator
from banggiao.core.text import check_text
from banggiao.partners.enums import Level, PartyType
from banggiao.partners.models.organisations import Country, Organisation

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


def _party(model: type[models.Model], label: str | Promise) -> models.ForeignKey[Any, Any]:
    """Make one side of a relationship: one of four, of which two are set."""
    return models.ForeignKey(
        model,
        verbose_name=label,  # type: ignore[arg-type]  # Django takes a lazy text here
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )


COUNTRIES = Q(country_a__isnull=False, country_b__isnull=False)
ORGANISATIONS = Q(organisation_a__isnull=False, organisation_b__isnull=False)
NO_COUNTRY = Q(country_a__isnull=True, country_b__isnull=True)
NO_ORGANISATION = Q(organisation_a__isnull=True, organisation_b__isnull=True)


class Relationship(Record):
    """The tie between two countries or two organisations, sister cities among them.

    Its level today is that of the last `Milestone`; nothing is set by hand.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("organisation_a", "organisation_b")
    audit_parts: ClassVar[tuple[str, ...]] = ("milestones",)

    party_type = models.CharField(_("between"), max_length=20, choices=PartyType)
    country_a = _party(Country, _("first country"))
    country_b = _party(Country, _("second country"))
    organisation_a = _party(Organisation, _("first organisation"))
    organisation_b = _party(Organisation, _("second organisation"))
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    class Meta:
        verbose_name = _("relationship")
        verbose_name_plural = _("relationships")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(party_type=PartyType.COUNTRY) & COUNTRIES & NO_ORGANISATION)
                | (Q(party_type=PartyType.ORGANISATION) & ORGANISATIONS & NO_COUNTRY),
                name="partners_relationship_two_of_a_kind",
                violation_error_message=_("Name two countries or two organisations."),
                violation_error_code="parties_missing",
            ),
            models.CheckConstraint(
                condition=(NO_COUNTRY | ~Q(country_a=F("country_b")))
                & (NO_ORGANISATION | ~Q(organisation_a=F("organisation_b"))),
                name="partners_relationship_two_parties",
                violation_error_message=_("A relationship needs two different parties."),
                violation_error_code="same_party",
            ),
            models.UniqueConstraint(
                fields=["country_a", "country_b"], name="partners_relationship_countries_once"
            ),
            models.UniqueConstraint(
                fields=["organisation_a", "organisation_b"],
                name="partners_relationship_organisations_once",
            ),
        ]

    def __str__(self) -> str:
        return " – ".join(str(party) for party in self.parties)

    @property
    def parties(self) -> tuple[Country | Organisation, Country | Organisation]:
        """The two sides in the order they were entered."""
        if self.party_type == PartyType.COUNTRY:
            return self.country_a, self.country_b
        return self.organisation_a, self.organisation_b

    def get_absolute_url(self) -> str:
        """The relationship's page."""
        return reverse("partners:relationship", args=[self.code])


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Reads of milestones."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the steps of ties the viewer may know of."""
        tie = "relationship"
        return self.filter(cleared(viewer, tie, f"{tie}__organisation_a", f"{tie}__organisation_b"))


class Milestone(Named):
    """A dated step of a relationship and the level it brought."""

    relationship = models.ForeignKey(
        Relationship, on_delete=models.CASCADE, related_name="milestones"
    )
    code = models.CharField(_("code"), max_length=80, unique=True, validators=[code_validator])
    level = models.CharField(_("level"), max_length=40, choices=Level)
    on = PartialDateField(_("date"))

    objects: ClassVar[models.Manager[Milestone]] = models.Manager.from_queryset(MilestoneQuerySet)()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="partners_milestone_level_known",
                violation_error_message=_("Choose one of the levels."),
                violation_error_code="level_unknown",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page of the tie it belongs to."""
        return self.relationship.get_absolute_url()
