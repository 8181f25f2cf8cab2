"""Which title stands on which level of office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.dated_rules import DatedRule
from banggiao.core.text import check_text
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models.organisations import Country

ALWAYS = "1900-01-01"
"""Stands for "since ever" where two rows of the same title are compared."""


class OfficeTitle(DatedRule):
    """A title of office as it is printed, in any language, and the level it stands on.

    Plans and reports count heads of delegations by level. Which title stands where is custom and
    changes, so it is data with a basis and with who confirmed it. A title may mean another level in
    one country: that row names the country and goes before the one for all. ``title_key`` is what
    titles are compared by; the actions set it.
    """

    derived: ClassVar[tuple[str, ...]] = ("title_key",)

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
    remark = models.TextField(_("remark"), blank=True, max_length=1000, validators=[check_text])

    objects: ClassVar[models.Manager[OfficeTitle]] = models.Manager()

    class Meta:
        verbose_name = _("title of office")
        verbose_name_plural = _("titles of office")
        constraints = [
            *DatedRule.Meta.constraints,
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
