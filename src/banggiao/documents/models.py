"""Documents, the versions of their files, and what cites them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.core.access import cleared
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named, Record, code_validator
from banggiao.core.text import check_text
from banggiao.documents.enums import DocumentKind, Secrecy
from banggiao.documents.languages import check_language

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class Document(Record, Named):
    """A paper: a decision, a letter, a web page. Facts cite it; files of it may be kept.

    Who issued it stands in `Issuer`. A state secret is only a stub: number, date, level and who
    keeps the paper, never a file or an address (``secrecy``).
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("issuers", "versions")

    kind = models.CharField(_("kind"), max_length=40, choices=DocumentKind)
    number = models.CharField(
        _("number and symbol"),
        max_length=80,
        blank=True,
        validators=[check_text],
        help_text=_("As printed, for example 188/QĐ-TTCP."),
    )
    issued = PartialDateField(_("date"))
    language = models.CharField(
        _("language"),
        max_length=8,
        blank=True,
        validators=[check_language],
        help_text=_("Two letters, such as vi, en, ja."),
    )
    address = models.URLField(_("web address"), blank=True, max_length=500)
    secrecy = models.CharField(
        _("state secret"),
        max_length=12,
        choices=Secrecy,
        blank=True,
        default=Secrecy.NONE,
        editable=False,
    )
    keeper = models.CharField(
        _("who keeps the paper"), max_length=200, blank=True, validators=[check_text]
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values),
                name="documents_document_kind_known",
                violation_error_message=_("Choose one of the kinds."),
                violation_error_code="kind_unknown",
            ),
            models.CheckConstraint(
                condition=Q(secrecy__in=Secrecy.values),
                name="documents_document_secrecy_known",
                violation_error_message=_("Choose the level of secrecy."),
                violation_error_code="level_missing",
            ),
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.NONE)
                | (
                    Q(name_en="", name_ja="", name_native="", language="", address="", remark="")
                    & ~Q(number="")
                    & ~Q(keeper="")
                ),
                name="documents_document_secret_is_a_stub",
                violation_error_message=_(
                    "Of a state secret only number, date, level and keeper may stand here."
                ),
                violation_error_code="secret_not_a_stub",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="documents_document_sorted"),
            models.Index(fields=["issued_earliest", "id"], name="documents_document_issued"),
            models.Index(fields=["kind", "sort_key"], name="documents_document_kind"),
        ]

    @property
    def is_secret(self) -> bool:
        """Whether this is only the stub of a state secret."""
        return bool(self.secrecy)

    def get_absolute_url(self) -> str:
        """The document's page."""
        return reverse("documents:document", args=[self.code])


class Issuer(models.Model):
    """Who issued a document: the name as printed and, if it is in the register, its code.

    The code is text and no key: organisations live a room above.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="issuers")
    name = models.CharField(_("issued by"), max_length=400, validators=[check_text])
    code = models.CharField(
        _("code"), max_length=80, blank=True, validators=[code_validator], db_index=True
    )

    objects: ClassVar[models.Manager[Issuer]] = models.Manager()

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuers")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"], name="documents_issuer_once_a_document"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A file of a document as it was handed in. Never changed: a new file is a new version.

    ``sha256`` is the file's fingerprint and its name in the store.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    filename = models.CharField(_("file name"), max_length=200, validators=[check_text])
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.CharField(_("added by"), max_length=200)
    remark = models.CharField(_("remark"), max_length=300, blank=True, validators=[check_text])

    objects: ClassVar[models.Manager[Version]] = models.Manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="documents_version_numbered"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="documents_version_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        """Where the file is fetched."""
        return reverse("documents:file", args=[self.document.code, self.number])


class CitationQuerySet(models.QuerySet["Citation"]):
    """Reads of citations."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the citations whose document the viewer may know of.

        Whether the citing record is visible is for the page that shows it.
        """
        return self.filter(cleared(viewer, "document"))


class Citation(models.Model):
    """Where a fact comes from: a place in a document, or a person and the day they said it.

    What cites, a record or a part of one, is named by type and code, because it lives a room above.
    ``code`` follows from what the source says (`code_of_content`), so that one source has one
    address and one name in the log, and an import knows it again.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("document",)

    code = models.CharField(
        _("code"), max_length=40, unique=True, validators=[code_validator], editable=False
    )
    about_type = models.CharField(_("type of the record"), max_length=60)
    about_code = models.CharField(_("code of the record"), max_length=80)
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        validators=[check_text],
        help_text=_("Page, article or paragraph."),
    )
    told_by = models.CharField(_("told by"), max_length=200, blank=True, validators=[check_text])
    told_on = PartialDateField(_("told on"))
    remark = models.CharField(
        _("remark"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("What in the record rests on it, if not all of it."),
    )

    objects: ClassVar[models.Manager[Citation]] = models.Manager.from_queryset(CitationQuerySet)()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, told_by="", told_on="")
                | (Q(document__isnull=True) & ~Q(told_by="")),
                name="documents_citation_one_source",
                violation_error_message=_(
                    "Name either a document, or the person who told it and the day."
                ),
                violation_error_code="source_missing",
            ),
            models.UniqueConstraint(
                fields=["about_type", "about_code", "document", "place", "remark"],
                name="documents_citation_once",
                violation_error_message=_("This source is entered already."),
                violation_error_code="source_twice",
            ),
            models.UniqueConstraint(
                fields=["about_type", "about_code", "told_by", "told_on", "place", "remark"],
                condition=Q(document__isnull=True),
                name="documents_citation_told_once",
                violation_error_message=_("This source is entered already."),
                violation_error_code="source_twice",
            ),
        ]
        indexes = [
            models.Index(fields=["about_type", "about_code"], name="documents_citation_about")
        ]

    def __str__(self) -> str:
        return str(self.document) if self.document else self.told_by

    def get_absolute_url(self) -> str:
        """The page of the document; what somebody told has none."""
        return self.document.get_absolute_url() if self.document else ""

    def code_of_content(self) -> str:
        """Give the code that follows from what the source says."""
        document = self.document.code if self.document else ""
        told_on = str(self.told_on or "")
        said = (self.about_type, self.about_code, document, self.told_by, told_on)
        text = "\0".join((*said, self.place, self.remark))  # no text holds an empty character
        return hashlib.sha256(text.encode()).hexdigest()[:20]
