"""Countries and organisations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named, Record
from banggiao.core.text import check_text
from banggiao.partners.enums import OrganisationKind


class Country(Named):
    """A country or territory under its ISO 3166-1 code.

    The names are data with a basis, because a state body follows its own usage and no library's:
    an administrator may change each, and ``basis`` says on what ground.
    """

    open_to_all: ClassVar[bool] = True
    partners: int
    """How many partners the reader may see there; set by `countries_with_partners` only."""

    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    basis = models.CharField(
        _("basis of the name"), max_length=200, blank=True, validators=[check_text]
    )

    objects: ClassVar[models.Manager[Country]] = models.Manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_key", "code"]
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z]$"),
                name="partners_country_iso_code",
                violation_error_message=_("A country code has two capital letters."),
                violation_error_code="bad_country_code",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where the country's partners are listed."""
        return reverse("partners:country", args=[self.code])


class Organisation(Record, Named):
    """A state body, international organisation, mission or local government, here or abroad.

    Its parent is the body it belongs to. When it is merged or renamed, a `Succession` leads to what
    came after, and the old record stays. ``is_own`` marks the own body and its units; it follows
    from the tree and is set by the actions only.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("aliases", "successions")

    kind = models.CharField(_("kind"), max_length=40, choices=OrganisationKind)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text=_("Leave empty for an international organisation."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    abbreviation = models.CharField(
        _("abbreviation"), max_length=40, blank=True, validators=[check_text]
    )
    website = models.URLField(_("website"), blank=True, max_length=300)
    founded = PartialDateField(_("exists since"))
    dissolved = PartialDateField(_("existed until"))
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])
    is_own = models.BooleanField(_("own body"), default=False, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="partners_organisation_not_its_own_parent",
                violation_error_message=_("An organisation cannot belong to itself."),
                violation_error_code="own_parent",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values),
                name="partners_organisation_kind_known",
                violation_error_message=_("Choose one of the kinds."),
                violation_error_code="kind_unknown",
            ),
            models.CheckConstraint(
                condition=Q(founded_earliest__isnull=True)
                | Q(dissolved_latest__isnull=True)
                | Q(founded_earliest__lte=F("dissolved_latest")),
                name="partners_organisation_dates_in_order",
                violation_error_message=_("It cannot have ended before it began."),
                violation_error_code="dates_reversed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["is_own", "state", "sort_key", "id"], name="partners_organisation_sorted"
            ),
            models.Index(fields=["country", "sort_key"], name="partners_organisation_country"),
            models.Index(fields=["kind", "sort_key"], name="partners_organisation_kind"),
            models.Index(
                fields=["parent"],
                condition=Q(is_own=True),
                name="partners_organisation_own",
            ),
            models.Index(
                fields=["country", "is_own", "state", "classification"],
                name="partners_organisation_counted",
            ),
        ]

    @property
    def own_name(self) -> str:
        """The name in the partner's own script, where it is not the one shown already."""
        native = self.name_native or (self.name_ja if self.country_id == "JP" else "")
        return "" if native == str(self) else native

    def get_absolute_url(self) -> str:
        """The partner's page."""
        return reverse("partners:organisation", args=[self.code])


class Alias(models.Model):
    """Another name an organisation is met under: a former name, a short form, a misprint."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("other name"), max_length=400, validators=[check_text])

    objects: ClassVar[models.Manager[Alias]] = models.Manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="partners_alias_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body followed another: by renaming, merger (several old, one new) or division."""

    older = models.ForeignKey(
        Organisation,
        verbose_name=_("older body"),
        on_delete=models.PROTECT,
        related_name="successions",
    )
    newer = models.ForeignKey(
        Organisation,
        verbose_name=_("followed by"),
        on_delete=models.PROTECT,
        related_name="predecessions",
    )
    on = PartialDateField(_("from"))

    objects: ClassVar[models.Manager[Succession]] = models.Manager()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["older", "newer"],
                name="partners_succession_once",
                violation_error_message=_("This succession is in the register already."),
                violation_error_code="succession_twice",
            ),
            models.CheckConstraint(
                condition=~Q(older=F("newer")),
                name="partners_succession_not_itself",
                violation_error_message=_("A body cannot follow itself."),
                violation_error_code="follows_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.older} → {self.newer}"
