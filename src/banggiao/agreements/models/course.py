"""What follows from a ledger, in columns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from banggiao.agreements.models.instruments import Instrument


class Course(models.Model):
    """The days of a text that follow from its acts and term, for lists and figures.

    Nobody enters anything here: `agreements.actions.ledger.keep_course` writes it anew after every
    act, and it stands in no snapshot. What is over is over from ``over_earliest`` at the earliest;
    a bound that is NULL lies open. ``term_…`` is the end of the term whether or not it renews
    itself. Between ``lapse_from`` and ``lapse_until`` the text is in doubt: it was extended late.
    """

    instrument = models.OneToOneField(
        Instrument, on_delete=models.CASCADE, primary_key=True, related_name="course"
    )
    is_ours = models.BooleanField(default=False)
    is_signed = models.BooleanField(default=False)
    signed_earliest = models.DateField(null=True)
    signed_latest = models.DateField(null=True)
    force_earliest = models.DateField(null=True)
    force_latest = models.DateField(null=True)
    over_kind = models.CharField(max_length=20, default="")
    over_earliest = models.DateField(null=True)
    over_latest = models.DateField(null=True)
    lapse_from = models.DateField(null=True)
    lapse_until = models.DateField(null=True)
    term_earliest = models.DateField(null=True)
    term_latest = models.DateField(null=True)

    objects: ClassVar[models.Manager[Course]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["is_ours", "signed_earliest"], name="agreements_course_signed"),
            models.Index(fields=["is_ours", "force_latest"], name="agreements_course_force"),
            models.Index(
                fields=["over_kind", "over_earliest", "over_latest"],
                name="agreements_course_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.instrument_id}"
