"""What people said once of spreadsheets, so that nobody is asked again."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import User
from banggiao.core.constraints import known_choice
from banggiao.exchange.enums import AnswerKind, Kind


class Layout(models.Model):
    """Which column of a layout tells which field, as a person corrected it. For everybody.

    ``key`` is a fingerprint of the headings in their order; ``columns`` gives fields by column.
    """

    open_to_all: ClassVar[bool] = True

    key = models.CharField(max_length=32)
    kind = models.CharField(max_length=16, choices=Kind)
    columns = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Layout]] = models.Manager()

    class Meta:
        verbose_name = _("remembered layout")
        verbose_name_plural = _("remembered layouts")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="exchange_layout_once"),
            known_choice("exchange_layout", "kind", Kind.values),
        ]

    def __str__(self) -> str:
        return self.key


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Reads of answers."""

    def of(self, user: User | Any) -> Self:
        """Keep one's own: what a colleague answered may name what one may not see."""
        return self.filter(by=user.pk)


class Answer(models.Model):
    """Which record a text means, as its importer said: ``code``, or none and ``is_new``.

    ``text`` is folded. Neither a code nor new: it is to stay words.
    """

    what = models.CharField(max_length=16, choices=AnswerKind)
    text = models.CharField(max_length=400)
    code = models.CharField(max_length=80, blank=True)
    is_new = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Answer]] = models.Manager.from_queryset(AnswerQuerySet)()

    class Meta:
        verbose_name = _("remembered answer")
        verbose_name_plural = _("remembered answers")
        constraints = [
            models.UniqueConstraint(fields=["what", "text", "by"], name="exchange_answer_once"),
            known_choice("exchange_answer", "what", AnswerKind.values),
        ]

    def __str__(self) -> str:
        return self.text
