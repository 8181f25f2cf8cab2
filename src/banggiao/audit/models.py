"""The sealed log."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import Classification


class Event(models.Model):
    """One thing one person did to one record, with the whole record before and after.

    No foreign keys: the log never stands in the way of the register, and a label outlives its row.
    ``about_*`` names the record whose page tells of it too (a note belongs to its partner's page).
    ``hash`` seals all fields together with the hash of the event before. Rows cannot be changed or
    deleted: the database itself refuses (see the triggers in migration 0002).
    """

    at = models.DateTimeField(_("when"))
    action = models.CharField(_("what"), max_length=80)
    actor = models.CharField(_("user name"), max_length=150)
    actor_name = models.CharField(_("who"), max_length=200)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    object_type = models.CharField(max_length=60)
    object_code = models.CharField(max_length=80)
    about_type = models.CharField(max_length=60, blank=True)
    about_code = models.CharField(max_length=80, blank=True)
    classification = models.PositiveSmallIntegerField(_("class"), choices=Classification)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar[models.Manager[Event]] = models.Manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["object_type", "object_code", "-id"], name="audit_event_object"),
            models.Index(fields=["about_type", "about_code", "-id"], name="audit_event_about"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_code}"
