"""Links by which a phone or another program reads a part of the calendar."""

from __future__ import annotations

from copy import copy
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import User
from banggiao.core.enums import Classification
from banggiao.core.models import code_validator
from banggiao.core.text import check_text
from banggiao.exchange.enums import FeedKind
from banggiao.partners.models import Organisation

LISTS = (FeedKind.ACTIVITIES, FeedKind.DUTIES)
"""The kinds that follow a list with its filter."""


class Feed(models.Model):
    """A revocable link to calendar entries, read without sign-in by whoever has it.

    It belongs to one person and shows what that person may see at the moment it is read, never more
    than ``classification``, which is the highest class it shows. Of the link itself only a hash is
    kept. A feed has no ``visible_to``: nobody but its owner opens it, and those who keep accounts
    list all. ``filter`` is that of the list it follows, as it stands in an address.

    ``fingerprint`` and ``content_changed_at`` say what it gave last, so that a program that has it
    already is told so; they and ``last_read_on`` follow from reading and stand in no log.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("organisation",)
    derived: ClassVar[tuple[str, ...]] = (
        "token_hash",
        "last_read_on",
        "fingerprint",
        "content_changed_at",
    )

    code = models.CharField(
        _("code"), max_length=20, unique=True, validators=[code_validator], editable=False
    )
    owner = models.ForeignKey(
        User,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="feeds",
    )
    name = models.CharField(_("name of the calendar"), max_length=200, validators=[check_text])
    kind = models.CharField(_("what it shows"), max_length=12, choices=FeedKind)
    # Not PROTECT: a link of somebody's own does not keep a partner in the register.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("partner"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="feeds",
    )
    filter = models.CharField(
        _("filter of the list"), max_length=1000, blank=True, validators=[check_text]
    )
    with_programme = models.BooleanField(_("with the hours of programmes"), default=False)
    classification = models.PositiveSmallIntegerField(
        _("shows at most"), choices=Classification, default=Classification.INTERNAL
    )
    token_hash = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z")],
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    renewed_at = models.DateTimeField(_("renewed"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    last_read_on = models.DateField(_("last read"), null=True, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, default="", editable=False)
    content_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Feed]] = models.Manager()

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="exchange_feed_named",
                violation_error_message=_("Give the calendar a name."),
                violation_error_code="no_name",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FeedKind.values),
                name="exchange_feed_kind_known",
                violation_error_message=_("Choose what the calendar shows."),
                violation_error_code="kind_unknown",
            ),
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values),
                name="exchange_feed_class_known",
                violation_error_message=_("Choose public, internal or restricted."),
                violation_error_code="class_unknown",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LISTS)
                | Q(kind=FeedKind.PARTNER, organisation__isnull=False)
                | Q(kind__in=[FeedKind.MINE, FeedKind.ALL], organisation__isnull=True),
                name="exchange_feed_of_a_partner",
                violation_error_message=_("Name the partner whose calendar it is."),
                violation_error_code="partner_missing",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LISTS) | Q(filter=""),
                name="exchange_feed_filter_of_a_list",
                violation_error_message=_("Only a list has a filter."),
                violation_error_code="filter_of_nothing",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="exchange_feed_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the link, for its owner."""
        return reverse("exchange:feed", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Whether the link was not revoked. What its owner may see is another question."""
        return self.revoked_at is None

    @property
    def reader(self) -> User:
        """The owner as the one who reads it: cleared for the class of the link at most.

        A copy that is never saved. Everything the link gives is asked for with it.
        """
        reader = copy(self.owner)
        reader.clearance = min(reader.clearance, self.classification)
        return reader
