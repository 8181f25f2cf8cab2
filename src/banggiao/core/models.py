"""Base models: what every record has, and the index that finds it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banggiao.core.access import RecordManager
from banggiao.core.dates import PartialDate
from banggiao.core.enums import Classification, RecordState
from banggiao.core.text import check_text

code_validator = RegexValidator(
    r"^[a-z0-9][a-z0-9-]*\Z",
    _("A code has only small letters a-z, digits and hyphens."),
    code="bad_code",
)


class Record(models.Model):
    """Anything the register keeps: a stable public code, a class, a state and a version.

    ``visible_through`` names links whose targets decide with the own class who may see the record;
    ``audit_parts`` names related sets that belong to it and stand in its snapshots; ``derived``
    columns that follow from others, so they stand in none; ``belongs_to`` the link to the record on
    whose page it stands, if it has no page of its own.
    """

    visible_through: ClassVar[tuple[str, ...]] = ()
    audit_parts: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[tuple[str, ...]] = ()
    belongs_to: ClassVar[str] = ""

    code = models.CharField(
        _("code"), max_length=80, unique=True, validators=[code_validator], editable=False
    )
    classification = models.PositiveSmallIntegerField(
        _("class"), choices=Classification, default=Classification.INTERNAL
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=RecordState,
        default=RecordState.ACTIVE,
        editable=False,
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[RecordManager[Any]] = RecordManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values),
                name="%(app_label)s_%(class)s_class_known",
                violation_error_message=_("Choose public, internal or restricted."),
                violation_error_code="class_unknown",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecordState.values),
                name="%(app_label)s_%(class)s_state_known",
            ),
        ]

    @property
    def label(self) -> str:
        """How the record is called in lists, links and papers."""
        return str(self)

    @property
    def is_restricted(self) -> bool:
        """Whether pages mark the record as restricted."""
        return self.classification >= Classification.RESTRICTED

    @property
    def is_set_aside(self) -> bool:
        """Whether the record was entered by mistake and counts nowhere."""
        return self.state == RecordState.SET_ASIDE


LANGUAGE_ORDER = ("vi", "en", "ja", "native")


class Multilingual(models.Model):
    """A name or title in Vietnamese, English, Japanese and the partner's own script, if known."""

    name_vi = models.CharField(
        _("name in Vietnamese"), max_length=400, blank=True, validators=[check_text]
    )
    name_en = models.CharField(
        _("name in English"), max_length=400, blank=True, validators=[check_text]
    )
    name_ja = models.CharField(
        _("name in Japanese"), max_length=400, blank=True, validators=[check_text]
    )
    name_native = models.CharField(
        _("name in its own script"), max_length=400, blank=True, validators=[check_text]
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or "vi")

    def name_in(self, language: str) -> str:
        """Give the name in the language, or the first one there is in the usual order."""
        order = (language[:2], *LANGUAGE_ORDER)
        return next((name for name in (getattr(self, f"name_{o}", "") for o in order) if name), "")

    def all_names(self) -> list[str]:
        """Give every name that is filled in, Vietnamese first."""
        return [name for o in LANGUAGE_ORDER if (name := getattr(self, f"name_{o}"))]


def shown_name(path: str = "") -> Coalesce:
    """Give the name a `Multilingual` is shown by, in the language of now, as a column to read.

    ``path`` leads from the row to the record whose name it is; empty: the row itself.
    """
    order = dict.fromkeys(((get_language() or "vi")[:2], *LANGUAGE_ORDER))
    known = {f"name_{language}" for language in LANGUAGE_ORDER}
    columns = [f"{path}__name_{o}" if path else f"name_{o}" for o in order if f"name_{o}" in known]
    return Coalesce(*(NullIf(column, Value("")) for column in columns), Value(""))


class Named(Multilingual):
    """A thing that has a name: any one language suffices.

    ``sort_key`` orders by the Vietnamese alphabet and is set by `core.writing.prepare`, the one
    place that computes it.
    """

    sort_key = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_vi="", name_en="", name_ja="", name_native=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message=_("Give the name in at least one language."),
                violation_error_code="no_name",
            )
        ]

    @property
    def sortable_text(self) -> str:
        """The name lists are ordered by."""
        return self.name_in("vi")


DATE = "date"
"""The key beside the languages under which an entry keeps its record's date, as EDTF."""


class SearchEntry(models.Model):
    """What the search box knows of one record. Written by the action that writes the record.

    ``names`` and ``text`` hold folded words (`core.text.search_key`); ``on`` orders hits of the
    same rank; the class is the record's own, so that a hidden record has no hit.
    """

    kind = models.CharField(max_length=60)
    code = models.CharField(max_length=80)
    labels = models.JSONField(default=dict)
    sub = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    names = models.TextField()
    text = models.TextField(default="")
    on = models.DateField(null=True)
    classification = models.PositiveSmallIntegerField(choices=Classification)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="core_searchentry_one_a_record")
        ]
        indexes = [models.Index(fields=["-on", "-id"], name="core_searchentry_recent")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The record's name in the active language."""
        return _in_language(self.labels)

    @property
    def date(self) -> PartialDate | None:
        """The record's date as far as it is known; ``on`` is only its first possible day."""
        text = self.sub.get(DATE, "")
        return PartialDate.parse(text) if text else None

    @property
    def sub_text(self) -> str:
        """The second line of a hit in the active language."""
        return _in_language(self.sub)


def _in_language(texts: dict[str, str]) -> str:
    order = ((get_language() or "vi")[:2], *LANGUAGE_ORDER)
    return next((texts[o] for o in order if texts.get(o)), "")
