"""Reports: what people write, what the register counts, and what was sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import User
from banggiao.core.models import Named, Record
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.partners.models import Organisation
from banggiao.reports.enums import PaperFormat, PaperState, ReportStatus


class Report(Record, Named):
    """A report for an addressee, over a period, in one language, compiled at its class.

    Its figures count the records up to its class, whoever looks; it opens to people cleared for
    that class. Parts and tables follow from ``definition`` (`reports.definitions`); people write
    the sections. Issued, it is frozen: ``content`` keeps all that was sent, `FrozenFigure` the
    values and the records behind them.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("sections",)

    definition = models.CharField(_("kind of report"), max_length=40)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    period_name = models.CharField(_("period"), max_length=120, blank=True)
    period_basis = models.CharField(_("basis of the period"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, default="vi")
    addressee = models.ForeignKey(
        Organisation,
        verbose_name=_("addressee"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports_received",
    )
    addressee_text = models.CharField(
        _("addressee as printed"), max_length=300, blank=True, validators=[check_text]
    )
    status = models.CharField(
        _("status"), max_length=12, choices=ReportStatus, default=ReportStatus.DRAFT, editable=False
    )
    checked_by = models.ForeignKey(
        User,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="reports_checked",
    )
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        User,
        verbose_name=_("issued by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="reports_issued",
    )
    number = models.CharField(
        _("number and symbol"), max_length=80, blank=True, validators=[check_text]
    )
    dated = models.DateField(_("date of the paper"), null=True, blank=True)
    signer_title = models.CharField(
        _("signed as"), max_length=200, blank=True, validators=[check_text]
    )
    signer_name = models.CharField(
        _("signed by"), max_length=200, blank=True, validators=[check_text]
    )
    signed_paper = models.ForeignKey(
        Document,
        verbose_name=_("signed paper"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
    )
    content = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="reports_report_status_known"
            ),
            models.CheckConstraint(
                condition=Q(first__lte=F("last")),
                name="reports_report_period_in_order",
                violation_error_message=_("It cannot end before it begins."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status=ReportStatus.ISSUED)
                    & Q(issued_at__isnull=False, content__isnull=False)
                )
                | (~Q(status=ReportStatus.ISSUED) & Q(issued_at__isnull=True)),
                name="reports_report_issued_is_frozen",
            ),
        ]
        indexes = [
            models.Index(fields=["-last", "-id"], name="reports_report_recent"),
            models.Index(fields=["sort_key", "id"], name="reports_report_sorted"),
        ]

    @property
    def is_frozen(self) -> bool:
        """Whether it was issued and changes no more."""
        return self.status == ReportStatus.ISSUED

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("reports:report", args=[self.code])


class ReportSection(models.Model):
    """What people write under one heading of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(_("heading"), max_length=40)
    text = models.TextField(_("text"), blank=True, max_length=20000, validators=[check_text])

    objects: ClassVar[models.Manager[ReportSection]] = models.Manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="reports_reportsection_once")
        ]

    def __str__(self) -> str:
        return self.key


class FrozenFigure(models.Model):
    """The value of a figure, or of one part of it, as it was sent."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    figure = models.CharField(max_length=80)
    part = models.CharField(
        max_length=80, blank=True, help_text=_("Such as level:minister; empty for the whole.")
    )
    value = models.BigIntegerField()

    objects: ClassVar[models.Manager[FrozenFigure]] = models.Manager()

    class Meta:
        verbose_name = _("figure as sent")
        verbose_name_plural = _("figures as sent")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "figure", "part"], name="reports_frozenfigure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.part}: {self.value}"


class FrozenRecord(models.Model):
    """A record that stood behind a figure when the report was sent. Label and code outlive it.

    ``is_counted`` tells a record that made the value from one listed as "date not certain".
    """

    frozen = models.ForeignKey(FrozenFigure, on_delete=models.CASCADE, related_name="records")
    record_type = models.CharField(max_length=60)
    record_code = models.CharField(max_length=80)
    label = models.CharField(max_length=400)
    date_text = models.CharField(max_length=120, blank=True)
    is_counted = models.BooleanField(default=True)
    is_uncertain = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[FrozenRecord]] = models.Manager()

    class Meta:
        verbose_name = _("record as sent")
        verbose_name_plural = _("records as sent")
        constraints = [
            models.UniqueConstraint(
                fields=["frozen", "record_type", "record_code"], name="reports_frozenrecord_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Paper(models.Model):
    """A file of a report, made by the task worker. ``sha256`` is its name in the store."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField(_("number"))
    format = models.CharField(_("form"), max_length=8, choices=PaperFormat)
    state = models.CharField(
        _("state"), max_length=8, choices=PaperState, default=PaperState.WAITING
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    of_version = models.PositiveIntegerField(_("of the report's version"), default=1)
    is_final = models.BooleanField(_("of the issued report"), default=False)
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    message = models.CharField(_("what went wrong"), max_length=500, blank=True)

    objects: ClassVar[models.Manager[Paper]] = models.Manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_paper_numbered"),
            models.CheckConstraint(
                condition=Q(format__in=PaperFormat.values), name="reports_paper_format_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values), name="reports_paper_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.READY) | ~Q(sha256=""),
                name="reports_paper_ready_has_a_file",
            ),
        ]
        indexes = [models.Index(fields=["report", "-asked_at"], name="reports_paper_of")]

    def __str__(self) -> str:
        return self.filename or self.get_format_display()

    def get_absolute_url(self) -> str:
        """Where the file is fetched."""
        return reverse("reports:paper", args=[self.report.code, self.number])

    @property
    def audit_code(self) -> str:
        """What the log calls it: papers have no code of their own."""
        return f"{self.report.code}/{self.number}"[:80]
