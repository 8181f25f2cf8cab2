"""What a body that asks for our opinion sent, and what we answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from banggiao.core.constraints import known_choice
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.duties.enums import Matter
from banggiao.duties.models.duties import Duty


class OpinionRequest(models.Model):
    """The letter that asks for our opinion, what came with it, and our answer with its points.

    A part of a duty of the kind `DutyKind.OPINION`, which says who asks, by when and who sees to
    it. Where the duty has no due date, the rule of ``procedure`` gives one from ``received_on``.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="requests")
    received_on = models.DateField(_("received on"), null=True, blank=True)
    procedure = models.CharField(_("procedure"), max_length=20, choices=Matter, blank=True)
    letter = models.CharField(
        _("number and date of their letter"), max_length=200, blank=True, validators=[check_text]
    )
    paper = models.ForeignKey(
        Document,
        verbose_name=_("their letter in the register"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="opinions_asked",
    )
    enclosed = models.TextField(
        _("what came with it"), blank=True, max_length=2000, validators=[check_text]
    )
    answer_letter = models.CharField(
        _("number and date of our answer"), max_length=200, blank=True, validators=[check_text]
    )
    answer_paper = models.ForeignKey(
        Document,
        verbose_name=_("our answer in the register"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="opinions_given",
    )
    points = models.TextField(
        _("our points"),
        blank=True,
        max_length=8000,
        validators=[check_text],
        help_text=_("One a line, each with its place: Article 3, paragraph 2: …"),
    )

    objects: ClassVar[models.Manager[OpinionRequest]] = models.Manager()

    class Meta:
        verbose_name = _("opinion asked of us")
        verbose_name_plural = _("opinions asked of us")
        constraints = [
            models.UniqueConstraint(fields=["duty"], name="duties_opinionrequest_one_a_duty"),
            known_choice("duties_opinionrequest", "procedure", Matter.values, empty=True),
        ]

    def __str__(self) -> str:
        return self.letter or str(self._meta.verbose_name)
