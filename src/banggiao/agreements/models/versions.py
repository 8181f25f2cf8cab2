"""The wording of a text: its versions, each in one or more languages, clause by clause."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.accounts.models import User
from banggiao.agreements.enums import VersionKind
from banggiao.agreements.models.instruments import Instrument
from banggiao.agreements.texts.tree import Kind
from banggiao.core.access import RecordManager
from banggiao.core.constraints import known_choice
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Record
from banggiao.core.text import check_text
from banggiao.documents.languages import check_language
from banggiao.documents.models import Document

CLAUSES = 2000
"""A text of more clauses than this is no agreement; nothing here is slower for fewer."""


class Version(Record):
    """How a text read at one moment: a draft of ours, a proposal of theirs, what was signed.

    It never changes: what comes after is the next version. ``before`` is the one whose clauses it
    carries on. Who may see the text may see it, as far as its own class allows.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("instrument",)
    audit_parts: ClassVar[tuple[str, ...]] = ("texts", "equivalences")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("what it is"), max_length=12, choices=VersionKind)
    name = models.CharField(
        _("name"),
        max_length=200,
        validators=[check_text],
        help_text=_("How people call it, for example: Draft 2 after the first round."),
    )
    made = PartialDateField(pgettext_lazy("version", "date"))
    before = models.ForeignKey(
        "self",
        verbose_name=_("version before it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="later",
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    objects: ClassVar[RecordManager[Any]] = RecordManager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            *Record.Meta.constraints,
            known_choice("agreements_version", "kind", VersionKind.values),
            models.UniqueConstraint(
                fields=["instrument", "number"], name="agreements_version_numbered"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where it is read."""
        return reverse("agreements:version", args=[self.instrument.code, self.number])


class Text(models.Model):
    """A version in one language. ``fingerprint`` is the SHA-256 of all its words, folded.

    ``findings`` are the sentences said when it was read, one a line: numbers that come twice, gaps.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=8, validators=[check_language])
    is_authentic = models.BooleanField(_("authentic"), default=False)
    document = models.ForeignKey(
        Document,
        verbose_name=_("file it was read from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="texts",
    )
    fingerprint = models.CharField(max_length=64, editable=False)
    findings = models.TextField(_("what was noticed"), blank=True, editable=False)

    objects: ClassVar[models.Manager[Text]] = models.Manager()

    class Meta:
        verbose_name = _("text in a language")
        verbose_name_plural = _("texts in languages")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"],
                name="agreements_text_one_a_language",
                violation_error_message=_("The version has a text in this language already."),
                violation_error_code="language_twice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"


class Clause(models.Model):
    """One node of a text, in reading order; see `agreements.texts.tree.Node`.

    ``wid`` is the same for the same clause in every version, language and generation.
    """

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="clauses")
    order = models.PositiveIntegerField()
    eid = models.CharField(max_length=200)
    wid = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    num = models.CharField(max_length=40, blank=True)
    printed = models.CharField(max_length=200, blank=True)
    heading = models.TextField(blank=True)
    body = models.TextField(blank=True)
    parent = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager[Clause]] = models.Manager()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [
            known_choice("agreements_clause", "kind", list(Kind)),
            models.UniqueConstraint(fields=["text", "order"], name="agreements_clause_in_order"),
            models.UniqueConstraint(fields=["text", "eid"], name="agreements_clause_one_place"),
            models.UniqueConstraint(fields=["text", "wid"], name="agreements_clause_one_identity"),
        ]
        indexes = [models.Index(fields=["wid"], name="agreements_clause_wid")]

    def __str__(self) -> str:
        return self.printed or self.heading or self.eid


class Equivalence(models.Model):
    """A named person found that a clause says the same in two languages of a version.

    The languages stand in the order of the alphabet, so that a pair is marked once.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="equivalences")
    wid = models.CharField(max_length=200)
    first = models.CharField(max_length=8)
    second = models.CharField(max_length=8)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Equivalence]] = models.Manager()

    class Meta:
        verbose_name = _("equivalence")
        verbose_name_plural = _("equivalences")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "wid", "first", "second"], name="agreements_equivalence_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="agreements_equivalence_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wid}: {self.first} = {self.second}"
