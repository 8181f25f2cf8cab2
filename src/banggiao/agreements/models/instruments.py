"""Texts between parties."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.agreements import standing
from banggiao.agreements.enums import InNameOf, InstrumentKind, Relation, Renewal, State
from banggiao.core.access import RecordQuerySet
from banggiao.core.constraints import known_choice
from banggiao.core.dates import PartialDateField
from banggiao.core.dates.periods import perhaps_in, surely_in
from banggiao.core.models import Named, Record
from banggiao.core.text import check_text

if TYPE_CHECKING:
    from banggiao.agreements.models.course import Course
    from banggiao.agreements.models.path import PathPlace

LONGEST_TERM = 1200
ONE_DAY = dt.timedelta(days=1)


class InstrumentQuerySet(RecordQuerySet["Instrument"]):
    """Reads of texts. Each question of days has a ``may_…`` twin for dates known in part."""

    def ours(self) -> Self:
        """Keep the texts to which the own body or one of its units is a party."""
        return self.filter(course__is_ours=True)

    def in_force_at(self, day: dt.date) -> Self:
        """Keep what is surely in force on the day."""
        return self.filter(standing.in_force_on(day))

    def may_be_in_force_at(self, day: dt.date) -> Self:
        """Keep what may be in force on the day and is not surely."""
        return self.filter(standing.perhaps_in_force_on(day))

    def standing_at(self, state: str, day: dt.date) -> Self:
        """Keep what stands so on the day; in force, also what may be."""
        return self.filter(standing.state_on(state, day))

    def signed_in(self, first: dt.date, last: dt.date) -> Self:
        """Keep what was surely signed in the period, both days included."""
        return self.filter(surely_in("course__signed", first, last), course__is_signed=True)

    def may_be_signed_in(self, first: dt.date, last: dt.date) -> Self:
        """Keep what may have been signed in the period and was not surely."""
        return self.filter(perhaps_in("course__signed", first, last), course__is_signed=True)

    def expiring_between(self, first: dt.date, last: dt.date) -> Self:
        """Keep the texts whose last day in force, by their term, surely lies in the period."""
        days = surely_in("course__over", first + ONE_DAY, last + ONE_DAY)
        return self.filter(days, course__over_kind=State.EXPIRED)

    def may_expire_between(self, first: dt.date, last: dt.date) -> Self:
        """Keep the texts whose term may run out in the period and does not surely."""
        days = perhaps_in("course__over", first + ONE_DAY, last + ONE_DAY)
        return self.filter(days, course__over_kind=State.EXPIRED)

    def copies(self) -> int:
        """Count the texts that the records stand for: a series counts as many as it has."""
        total: int | None = self.aggregate(total=Sum("copies"))["total"]
        return total or 0


class InstrumentManager(models.Manager["Instrument"]):
    """Starts every read of a text; forward links of a page load at once."""

    def get_queryset(self) -> InstrumentQuerySet:
        """Give all rows."""
        queryset = InstrumentQuerySet(self.model, using=self._db)
        return queryset.fetch_mode(models.FETCH_PEERS)

    def all(self) -> InstrumentQuerySet:
        """Give all rows, to ask more of."""
        return self.get_queryset()

    def visible_to(self, viewer: Any) -> InstrumentQuerySet:
        """Give the rows the viewer may know of."""
        return self.get_queryset().visible_to(viewer)

    def in_register(self) -> InstrumentQuerySet:
        """Give what counts: nothing that was set aside."""
        return self.get_queryset().in_register()


class Instrument(Record, Named):
    """A text between parties: a memorandum, an agreement, a programme, or several known together.

    It is a ledger of dated acts (`Act`). How it stands on a day follows from them
    (`agreements.standing`); a declared status with its reason may stand beside that.
    Its own class decides who sees it; parties and people one may not see are left out of it.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("parties", "signatories", "topics", "acts", "path")
    course: Course
    place: PathPlace

    kind = models.CharField(_("kind"), max_length=40, choices=InstrumentKind)
    register_number = models.CharField(
        _("number in the office's register"),
        max_length=80,
        blank=True,
        validators=[check_text],
        help_text=_("As the office writes it, for example TTQT-05/2005."),
    )
    in_name_of = models.CharField(
        _("in the name of"),
        max_length=20,
        choices=InNameOf,
        blank=True,
        help_text=_("In whose name the Vietnamese side signs (Law 70/2020/QH14)."),
    )
    languages = models.CharField(
        _("languages and their force"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("For example: Vietnamese and English, both authentic."),
    )
    place_of_originals = models.CharField(
        _("where the originals are kept"), max_length=300, blank=True, validators=[check_text]
    )
    term_start = PartialDateField(_("term from"))
    term_end = PartialDateField(_("term until"))
    term_months = models.PositiveSmallIntegerField(
        _("term in months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_TERM)],
        help_text=_("From entry into force; five years are 60 months."),
    )
    renewal = models.CharField(
        _("when the term runs out"), max_length=20, choices=Renewal, blank=True
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("renewed each time by months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_TERM)],
    )
    notice_months = models.PositiveSmallIntegerField(
        _("notice before the end, in months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_TERM)],
        help_text=_("How long before the end a party must say that it wants none."),
    )
    copies = models.PositiveSmallIntegerField(
        _("number of texts"),
        default=1,
        help_text=_("More than one only for texts known together, without dates of their own."),
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("text before it"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    relation = models.CharField(
        _("what it does to that text"),
        max_length=20,
        choices=Relation,
        blank=True,
        editable=False,
    )
    declared_status = models.CharField(
        _("declared status"), max_length=20, choices=State, blank=True, editable=False
    )
    declared_reason = models.CharField(
        _("reason of the declared status"),
        max_length=500,
        blank=True,
        validators=[check_text],
        editable=False,
    )
    remark = models.TextField(_("remark"), blank=True, max_length=4000, validators=[check_text])

    objects: ClassVar[InstrumentManager] = InstrumentManager()  # type: ignore[assignment]  # a record's manager with more to ask

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            *Record.Meta.constraints,
            *Named.Meta.constraints,
            known_choice("agreements_instrument", "kind", InstrumentKind.values),
            known_choice("agreements_instrument", "in_name_of", InNameOf.values, empty=True),
            known_choice("agreements_instrument", "renewal", Renewal.values, empty=True),
            known_choice("agreements_instrument", "declared_status", State.values, empty=True),
            models.CheckConstraint(
                condition=(Q(declared_status="") & Q(declared_reason=""))
                | (~Q(declared_status="") & ~Q(declared_reason="")),
                name="agreements_instrument_declared_with_reason",
                violation_error_message=_("A declared status needs a reason."),
                violation_error_code="reason_missing",
            ),
            models.CheckConstraint(
                condition=(Q(predecessor__isnull=True) & Q(relation=""))
                | (Q(predecessor__isnull=False) & Q(relation__in=Relation.values)),
                name="agreements_instrument_relation_to_something",
                violation_error_message=_("Name the text before it and what this one does to it."),
                violation_error_code="relation_missing",
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="agreements_instrument_not_its_own_predecessor",
                violation_error_message=_("A text cannot come before itself."),
                violation_error_code="own_predecessor",
            ),
            models.CheckConstraint(
                condition=Q(term_end="") | Q(term_months__isnull=True),
                name="agreements_instrument_one_term",
                violation_error_message=_("Give the end of the term or its months, not both."),
                violation_error_code="two_terms",
            ),
            models.CheckConstraint(
                condition=Q(term_start_earliest__isnull=True)
                | Q(term_end_latest__isnull=True)
                | Q(term_start_earliest__lte=F("term_end_latest")),
                name="agreements_instrument_term_in_order",
                violation_error_message=_("The term cannot end before it begins."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=Q(renewal_months__isnull=True) | ~Q(renewal__in=["", Renewal.NONE]),
                name="agreements_instrument_renewal_said",
                violation_error_message=_("Say how it is renewed, or leave the months empty."),
                violation_error_code="renewal_missing",
            ),
            models.CheckConstraint(
                condition=Q(copies__gte=1),
                name="agreements_instrument_stands_for_a_text",
                violation_error_message=_("A record stands for one text at least."),
                violation_error_code="copies_missing",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "sort_key", "id"], name="agreements_instrument_sorted"),
            models.Index(fields=["kind", "sort_key"], name="agreements_instrument_kind"),
        ]

    def get_absolute_url(self) -> str:
        """The text's page."""
        return reverse("agreements:instrument", args=[self.code])
