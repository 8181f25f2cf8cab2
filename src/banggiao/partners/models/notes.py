"""Dated notes on how things stand with a partner."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import PartialDateField
from banggiao.core.models import Record
from banggiao.core.text import check_text
from banggiao.partners.models.organisations import Organisation


class SituationNote(Record):
    """What somebody should know of a partner from a day on: a reform, a new leader, a sore point.

    It has a class of its own and never a lower one than its partner's page shows.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("organisation",)
    belongs_to: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="notes"
    )
    on = PartialDateField(_("date"), blank=False)
    headline = models.CharField(_("in one line"), max_length=200, validators=[check_text])
    text = models.TextField(_("text"), blank=True, max_length=8000, validators=[check_text])

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(headline=""), name="partners_situationnote_has_headline"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """The note's place on its partner's page."""
        return f"{self.organisation.get_absolute_url()}#note-{self.code}"
