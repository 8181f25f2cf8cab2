"""Closed lists of this room."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Basis(models.TextChoices):
    """What a stated number rests on."""

    ACTUAL = "actual", pgettext_lazy("stated", "Done")
    PLAN = "plan", pgettext_lazy("stated", "Planned")
    APPROXIMATE = "approximate", pgettext_lazy("stated", "About")
    NEARLY = "nearly", pgettext_lazy("stated", "Nearly")
    MORE_THAN = "more than", pgettext_lazy("stated", "More than")
    UP_TO = "up to", pgettext_lazy("stated", "Up to")


class ReportStatus(models.TextChoices):
    """How far a report has come. An issued one is frozen."""

    DRAFT = "draft", pgettext_lazy("report", "Draft")
    CHECKED = "checked", pgettext_lazy("report", "Checked")
    ISSUED = "issued", pgettext_lazy("report", "Issued")


class PaperFormat(models.TextChoices):
    """In which form a report leaves the house."""

    DOCX = "docx", "Word (.docx)"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel (.xlsx)"
    JSON = "json", "JSON"


class PaperState(models.TextChoices):
    """How far the making of a paper has come."""

    WAITING = "waiting", pgettext_lazy("paper", "Waiting")
    MAKING = "making", pgettext_lazy("paper", "Being made")
    READY = "ready", pgettext_lazy("paper", "Ready")
    FAILED = "failed", pgettext_lazy("paper", "Failed")
