"""Duties and the bodies on both sides of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit, User
from banggiao.core.access import cleared
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named, Record, code_validator
from banggiao.core.text import check_text
from banggiao.duties.enums import DutyKind, Every, PartyRole, Progress
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from banggiao.core.access import Viewer

KEPT, WAIVED = Q(progress=Progress.KEPT), Q(progress=Progress.WAIVED)


class Duty(Record, Named):
    """Something owed by us or by a partner: a promise, a report, an opinion, an obligation.

    The names say what is owed. Whether it is late follows from the due date and the day asked for;
    see `queries`. ``ours`` and ``theirs`` follow from who owes it and are set by the actions only:
    a joint duty is both. Its own class decides who sees it; a party or the record it comes from may
    be hidden from a reader who sees the duty, and then leaves no name. ``about_place`` says where
    in that record it stands, ``about_clause`` is the lasting id of that clause where the record
    keeps clauses. One that comes again (``every``) leads to the next by `previous`.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("parties", "requests")
    derived: ClassVar[tuple[str, ...]] = ("ours", "theirs")

    is_late: bool
    """Open after its due date, on the day asked for; set by `queries.judged` only."""
    is_soon: bool
    """Open and due within a week of that day; set by `queries.judged` only."""
    was_kept_late: bool
    """Kept, and surely after its due date; set by `queries.judged` only."""

    kind = models.CharField(_("kind"), max_length=20, choices=DutyKind)
    due = PartialDateField(_("due"))
    basis = models.TextField(
        _("basis"),
        blank=True,
        max_length=1000,
        validators=[check_text],
        help_text=_("The rule with its article, or the meeting, it rests on."),
    )
    about_type = models.CharField(_("type of the record it comes from"), max_length=60, blank=True)
    about_code = models.CharField(
        _("code of the record it comes from"),
        max_length=80,
        blank=True,
        validators=[code_validator],
    )
    about_place = models.CharField(
        _("place in that record"),
        max_length=120,
        blank=True,
        validators=[check_text],
        help_text=_("Where it says so, such as: Article 5, paragraph 2."),
    )
    about_clause = models.CharField(max_length=200, blank=True, editable=False)
    asked_by = models.ForeignKey(
        Organisation,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duties_asked",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("lead unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duties",
    )
    owner = models.ForeignKey(
        User,
        verbose_name=_("who sees to it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duties",
    )
    progress = models.CharField(
        _("progress"), max_length=8, choices=Progress, default=Progress.OPEN, editable=False
    )
    kept_on = PartialDateField(_("kept on"))
    evidence = models.TextField(
        _("evidence"),
        blank=True,
        max_length=2000,
        validators=[check_text],
        help_text=_("What shows that it was done: a paper, a meeting, a link."),
    )
    waived_reason = models.TextField(
        _("why it was waived"), blank=True, max_length=1000, validators=[check_text]
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])
    every = models.PositiveSmallIntegerField(
        _("comes again"),
        null=True,
        blank=True,
        choices=Every,
        help_text=_("When it is kept, the next one is entered by itself. Leave empty for once."),
    )
    previous = models.OneToOneField(
        "self",
        verbose_name=_("the time before"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="following",
    )
    ours = models.BooleanField(_("owed by us"), default=False, editable=False)
    theirs = models.BooleanField(_("owed by others"), default=False, editable=False)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=DutyKind.values),
                name="duties_duty_kind_known",
                violation_error_message=_("Choose one of the kinds."),
                violation_error_code="kind_unknown",
            ),
            models.CheckConstraint(
                condition=Q(progress__in=Progress.values), name="duties_duty_progress_known"
            ),
            models.CheckConstraint(
                condition=(KEPT & ~Q(kept_on="")) | (~KEPT & Q(kept_on="")),
                name="duties_duty_kept_has_date",
                violation_error_message=_("A kept duty has the date it was kept, no other does."),
                violation_error_code="kept_without_date",
            ),
            models.CheckConstraint(
                condition=(WAIVED & ~Q(waived_reason="")) | (~WAIVED & Q(waived_reason="")),
                name="duties_duty_waived_has_reason",
                violation_error_message=_("A waived duty says why it was waived, no other does."),
                violation_error_code="waived_without_reason",
            ),
            models.CheckConstraint(
                condition=Q(ours=True) | Q(theirs=True),
                name="duties_duty_owed_by_somebody",
                violation_error_message=_("Say who owes it."),
                violation_error_code="no_promisor",
            ),
            models.CheckConstraint(
                condition=Q(about_type="", about_code="") | (~Q(about_type="") & ~Q(about_code="")),
                name="duties_duty_comes_from_one_record",
                violation_error_message=_("A record it comes from has a type and a code."),
                violation_error_code="about_incomplete",
            ),
            models.CheckConstraint(
                condition=~Q(about_type="") | Q(about_place="", about_clause=""),
                name="duties_duty_place_in_a_record",
                violation_error_message=_("Only what comes from a record has a place in it."),
                violation_error_code="place_of_nothing",
            ),
            models.CheckConstraint(
                condition=Q(every__isnull=True) | Q(every__in=Every.values),
                name="duties_duty_every_known",
                violation_error_message=_("Choose one from the list."),
                violation_error_code="every_unknown",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="duties_duty_sorted"),
            models.Index(fields=["progress", "due_latest"], name="duties_duty_due"),
            models.Index(fields=["progress", "kept_on_latest"], name="duties_duty_kept"),
            models.Index(fields=["owner", "progress", "due_latest"], name="duties_duty_owner_due"),
            models.Index(fields=["unit", "progress", "due_latest"], name="duties_duty_unit_due"),
            models.Index(fields=["ours", "progress", "due_latest"], name="duties_duty_ours"),
            models.Index(fields=["theirs", "progress", "due_latest"], name="duties_duty_theirs"),
            models.Index(fields=["about_type", "about_code"], name="duties_duty_about"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.progress == Progress.OPEN

    def get_absolute_url(self) -> str:
        """The duty's page."""
        return reverse("duties:duty", args=[self.code])


class DutyPartyQuerySet(models.QuerySet["DutyParty"]):
    """Reads of parties."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the parties whose name the viewer may know.

        Whether the duty is visible is for the page that shows it.
        """
        return self.filter(cleared(viewer, "organisation"))


class DutyParty(models.Model):
    """A body that owes the duty, or to which it is owed."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="duty_parties",
    )
    role = models.CharField(_("side"), max_length=12, choices=PartyRole)

    objects: ClassVar[models.Manager[DutyParty]] = models.Manager.from_queryset(DutyPartyQuerySet)()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "organisation", "role"], name="duties_dutyparty_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(role__in=PartyRole.values), name="duties_dutyparty_role_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
