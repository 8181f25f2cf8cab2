"""Files on their way into the register, row by row, until a person confirms them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.core.access import clearance_of
from banggiao.core.constraints import known_choice
from banggiao.core.enums import Classification
from banggiao.core.models import code_validator
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.exchange.enums import Decision, ImportState, Kind

AUTO = "auto"
UNDER_WAY = (ImportState.WAITING, ImportState.READING, ImportState.WRITING)
"""A task is at work, or will be."""


class ImportQuerySet(models.QuerySet["Import"]):
    """Reads of imports."""

    def visible_to(self, viewer: User | Any) -> Self:
        """Keep one's own; heads see those of people who see no more than they do.

        Rows hold what their importer could match, so nobody with a lower clearance may look.
        """
        clearance = clearance_of(viewer)
        if clearance is None:
            return self.none()
        own = Q(owner=viewer.pk)
        if getattr(viewer, "role", "") == Role.HEAD:
            own |= Q(owner__clearance__lte=clearance, classification__lte=clearance)
        return self.filter(own)


class Import(models.Model):
    """A spreadsheet on its way: read, looked at, confirmed, and perhaps taken back as a whole.

    Nothing is in the register before it is confirmed. ``classification`` is the class of the file
    and of the records it makes. ``step_id`` is the one id that all its events in the log share.
    ``source`` is the document that the records cite; it is kept when the import is confirmed.
    ``counts`` are rows by decision; ``report`` what else was seen of the file: tables, columns,
    skipped rows, sums, remarks. ``made`` names what it entered beside its rows, by type and code:
    new partners, the plan.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[tuple[str, ...]] = (
        "progress",
        "total",
        "beat_at",
        "counts",
        "report",
        "message",
        "made",
    )

    code = models.CharField(
        _("code"), max_length=40, unique=True, validators=[code_validator], editable=False
    )
    owner = models.ForeignKey(
        User, verbose_name=_("importer"), on_delete=models.PROTECT, related_name="imports"
    )
    kind = models.CharField(_("what it holds"), max_length=16, choices=[*Kind.choices, (AUTO, "")])
    filename = models.CharField(_("file"), max_length=255, validators=[check_text])
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    classification = models.PositiveSmallIntegerField(
        _("class"), choices=Classification, default=Classification.INTERNAL
    )
    year = models.PositiveSmallIntegerField(_("year of the plan"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ImportState, default=ImportState.WAITING
    )
    message = models.CharField(max_length=500, blank=True)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    step_id = models.CharField(max_length=40, blank=True, editable=False)
    made = models.JSONField(default=list, blank=True)
    source = models.ForeignKey(
        Document,
        verbose_name=_("kept file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="imports",
    )
    created_at = models.DateTimeField(_("handed in"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Import]] = models.Manager.from_queryset(ImportQuerySet)()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            known_choice("exchange_import", "state", ImportState.values),
            known_choice("exchange_import", "kind", [*Kind.values, AUTO]),
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values),
                name="exchange_import_class_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.DONE) | Q(confirmed_at__isnull=False),
                name="exchange_import_done_is_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="exchange_import_own"),
            models.Index(fields=["sha256"], name="exchange_import_file"),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        """The import's page."""
        return reverse("exchange:import", args=[self.code])

    @property
    def is_under_way(self) -> bool:
        """Whether a task is at work on it, or waits."""
        return self.state in UNDER_WAY


class ImportRow(models.Model):
    """A row of the file as it was read, and what becomes of it.

    ``texts`` are the cells by field, ``around`` what stands around the row, ``values`` what was
    read: value, text of the cell, column, problem and doubt by field. ``corrections`` are texts a
    person typed instead. ``decision`` is what becomes of it, ``chosen`` that a person said so.
    ``target`` is the code of the record it changes or became; ``seen_version`` the version it was
    compared with; ``differences`` what changes: field, before, after. ``candidates`` are codes of
    records it may be. What a record said before stands in the log, under the import's step.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    section = models.CharField(max_length=400, blank=True)
    label = models.CharField(max_length=400, blank=True)
    texts = models.JSONField(default=dict, blank=True)
    around = models.JSONField(default=dict, blank=True)
    values = models.JSONField(default=dict, blank=True)
    corrections = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=10, choices=Decision)
    chosen = models.BooleanField(default=False)
    problems = models.JSONField(default=list, blank=True)
    doubts = models.JSONField(default=list, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    duplicate_of = models.PositiveIntegerField(null=True)
    target = models.CharField(max_length=80, blank=True)
    seen_version = models.PositiveIntegerField(null=True)
    candidates = models.JSONField(default=list, blank=True)
    differences = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=10, blank=True)

    objects: ClassVar[models.Manager[ImportRow]] = models.Manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="exchange_importrow_numbered"),
            known_choice("exchange_importrow", "decision", Decision.values),
        ]
        indexes = [
            models.Index(fields=["of", "rank", "number"], name="exchange_importrow_doubts"),
            models.Index(fields=["of", "decision", "number"], name="exchange_importrow_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"
