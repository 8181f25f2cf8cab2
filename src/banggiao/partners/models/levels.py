"""Which title stands on which level of office."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.models import code_validator
from banggiao.core.text import check_text
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models.organisations import Country

if TYPE_CHECKING:
    import datetime as dt

ALWAYS = "1900-01-01"
"""Stands for "since ever" where two rows of the same title are compared."""


class OfficeTitle(models.Model):
    """A title of office as it is printed, in any language, and the level it stands on.

    Plans and reports count heads of delegations by level. Which title stands where is custom and
    changes, so it is data with a basis and with who confirmed it. A title may mean another level in
    one country: that row names the country and goes before the one for all. ``title_key`` is what
    titles are compared by; the actions set it.
    """

    open_to_all: ClassVar[bool] = True
    derived: ClassVar[tuple[str, ...]] = ("title_key",)

    code = models.CharField(
        _("code"), max_length=80, unique=True, validators=[code_validator], editable=False
    )
    title = models.CharField(_("title of office"), max_length=200, validators=[check_text])
    title_key = models.CharField(max_length=400, db_index=True, editable=False)
    country = models.ForeignKey(
        Country,
        verbose_name=_("only in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="office_titles",
        help_text=_("Leave empty if the title stands on this level everywhere."),
    )
    level = models.CharField(_("level of office"), max_length=20, choices=OfficeLevel)
    basis = models.CharField(
        _("basis"),
        max_length=300,
        validators=[check_text],
        help_text=_("The rule or the custom it rests on."),
    )
    valid_from = models.DateField(_("holds from"), null=True, blank=True)
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    confirmed_by = models.CharField(
        _("confirmed by"),
        max_length=200,
        blank=True,
        validators=[check_text],
        help_text=_("Who at the agency confirmed it. Leave empty until somebody has."),
    )
    remark = models.TextField(_("remark"), blank=True, max_length=1000, validators=[check_text])

    objects: ClassVar[models.Manager[OfficeTitle]] = models.Manager()

    class Meta:
        verbose_name = _("title of office")
        verbose_name_plural = _("titles of office")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_key=""),
                name="partners_officetitle_has_words",
                violation_error_message=_("Give the title in words."),
                violation_error_code="title_missing",
            ),
            models.CheckConstraint(
                condition=Q(level__in=OfficeLevel.values),
                name="partners_officetitle_level_known",
                violation_error_message=_("Choose one of the levels."),
                violation_error_code="level_unknown",
            ),
            models.CheckConstraint(
                condition=~Q(basis=""),
                name="partners_officetitle_has_basis",
                violation_error_message=_("Say on what the level rests."),
                violation_error_code="basis_missing",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="partners_officetitle_dates_in_order",
                violation_error_message=_("It cannot have ended before it began."),
                violation_error_code="dates_reversed",
            ),
            models.UniqueConstraint(
                "title_key",
                Coalesce("country", Value("")),
                Coalesce("valid_from", Value(ALWAYS, output_field=models.DateField())),
                name="partners_officetitle_once",
                violation_error_message=_("This title is in the table already for that time."),
                violation_error_code="title_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The table it stands in."""
        return reverse("partners:titles")

    def holds(self, day: dt.date | None) -> bool:
        """Whether it holds on the day; on a day that is not known it may."""
        began = day is None or self.valid_from is None or self.valid_from <= day
        return began and (day is None or self.valid_until is None or day <= self.valid_until)
