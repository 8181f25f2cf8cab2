"""The way of a text from idea to end: its steps as rules, and what was done of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.enums import InNameOf, InstrumentKind, LedgerStep, Outcome
from banggiao.agreements.models.instruments import Instrument
from banggiao.core.access import cleared
from banggiao.core.constraints import known_choice
from banggiao.core.dated_rules import DatedRule
from banggiao.core.dates import PartialDateField
from banggiao.core.models import Named
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.duties.enums import Matter
from banggiao.partners.enums import OrganisationKind

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.core.access import Viewer

LIST = 400


def check_kinds(value: str) -> None:
    """Refuse a kind of text that there is none of."""
    _check_known(value, InstrumentKind.values)


def check_names(value: str) -> None:
    """Refuse a name to sign in that there is none of."""
    _check_known(value, InNameOf.values)


def check_matter(value: str) -> None:
    """Refuse a matter of deadlines that there is none of. The list stands in the room of duties."""
    _check_known(value, Matter.values)


def _check_known(value: str, known: list[str]) -> None:
    if set(value.split()) - set(known):
        raise ValidationError(_("Choose from the list."), code="choice_unknown")


class PathStep(DatedRule, Named):
    """A step that texts of some kinds go through, signed in some names; empty lists: all.

    ``place`` orders the steps. ``reads`` names the act of the ledger that is this step: it is read
    there and never entered here. ``needs`` are codes of steps that come before it.
    """

    place = models.PositiveSmallIntegerField(
        _("place in the order"), help_text=_("Steps stand by this number, the smallest first.")
    )
    kinds = models.CharField(
        _("kinds of text"), max_length=LIST, blank=True, validators=[check_kinds]
    )
    names = models.CharField(
        _("signed in the name of"), max_length=LIST, blank=True, validators=[check_names]
    )
    reads = models.CharField(
        _("act of the ledger"), max_length=12, choices=LedgerStep, blank=True, editable=False
    )
    needs = models.CharField(_("steps it needs"), max_length=LIST, blank=True)
    deadline = models.CharField(
        _("deadline"),
        max_length=20,
        blank=True,
        validators=[check_matter],
        help_text=_("It counts from the day of the steps it needs, by the rule of that matter."),
    )
    needs_paper = models.BooleanField(
        _("a paper shows it"),
        default=False,
        help_text=_("Number and date of a paper must be given, or the paper itself."),
    )
    may_be_skipped = models.BooleanField(_("may be skipped with a reason"), default=False)
    repeats = models.BooleanField(_("may be done several times"), default=False)

    remark = models.TextField(_("remark"), blank=True, max_length=1000, validators=[check_text])

    objects: ClassVar[models.Manager[PathStep]] = models.Manager()

    class Meta:
        verbose_name = _("step of the path")
        verbose_name_plural = _("steps of the path")
        ordering = ["place", "pk"]
        constraints = [
            *DatedRule.Meta.constraints,
            *Named.Meta.constraints,
            known_choice("agreements_pathstep", "reads", LedgerStep.values, empty=True),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "vi")

    def get_absolute_url(self) -> str:
        """Where the steps are listed."""
        return reverse("agreements:path_steps")

    @property
    def needed(self) -> tuple[str, ...]:
        """The codes of the steps that come before it."""
        return tuple(self.needs.split())

    @property
    def asks_opinions(self) -> bool:
        """Whether it is the step at which other bodies are asked; its code says so, by any rule."""
        return self.code.partition("-")[0] == "consultation"

    def applies_to(self, instrument: Instrument, day: dt.date) -> bool:
        """Whether a text of this kind, signed in this name, goes through it on the day."""
        kinds, names = self.kinds.split(), self.names.split()
        return (
            self.holds(day)
            and (not kinds or instrument.kind in kinds)
            and (not names or instrument.in_name_of in names)
        )


class SigningRule(DatedRule):
    """Whether units of the own body of some kind may be a party to a text.

    ``words`` are those with which the Vietnamese name of the unit begins, such as "Cục"; empty: any
    of the kind. The rule with the longest words decides; where none fits, nothing is refused.
    """

    kind = models.CharField(_("kind of unit"), max_length=40, choices=OrganisationKind)
    words = models.CharField(
        _("name begins with"),
        max_length=60,
        blank=True,
        validators=[check_text],
        help_text=_("Leave empty for all units of this kind."),
    )
    may_sign = models.BooleanField(_("may sign"), default=False)
    remark = models.TextField(_("remark"), blank=True, max_length=1000, validators=[check_text])

    objects: ClassVar[models.Manager[SigningRule]] = models.Manager()

    class Meta:
        verbose_name = _("rule of who signs")
        verbose_name_plural = _("rules of who signs")
        ordering = ["kind", "words", "pk"]
        constraints = [
            *DatedRule.Meta.constraints,
            known_choice("agreements_signingrule", "kind", OrganisationKind.values),
        ]

    def __str__(self) -> str:
        kind = str(self.get_kind_display())
        return f"{kind}: {self.words}…" if self.words else kind

    def get_absolute_url(self) -> str:
        """Where the rules are listed."""
        return reverse("agreements:signing_rules")


class PathEntryQuerySet(models.QuerySet["PathEntry"]):
    """Reads of what was done on a path."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep what was done with texts the viewer may know of; its paper is asked apart."""
        return self.filter(cleared(viewer, "instrument"))


class PathEntry(models.Model):
    """A step of a text that was done, skipped, or from which the text went back with comments.

    ``number`` is the order of entering. A return leads ``back_to`` an earlier step: what was done
    from there on stands, and no longer counts. ``why_late`` says why a step was entered after the
    fact: then its day and paper may be unknown.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="path")
    number = models.PositiveSmallIntegerField(_("number"))
    step = models.ForeignKey(
        PathStep, verbose_name=_("step"), on_delete=models.PROTECT, related_name="entries"
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.DONE)
    on = PartialDateField(_("date"))
    paper = models.ForeignKey(
        Document,
        verbose_name=_("paper"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="path_entries",
    )
    paper_text = models.CharField(
        _("number and date of the paper"), max_length=300, blank=True, validators=[check_text]
    )
    done_by = models.CharField(
        _("who did it"),
        max_length=300,
        blank=True,
        validators=[check_text],
        help_text=_("The unit or the person."),
    )
    remark = models.TextField(_("remark"), blank=True, max_length=4000, validators=[check_text])
    back_to = models.ForeignKey(
        PathStep,
        verbose_name=_("back to the step"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="returns",
    )
    why_late = models.CharField(
        _("why it is entered after the fact"), max_length=500, blank=True, validators=[check_text]
    )

    objects: ClassVar[models.Manager[PathEntry]] = models.Manager.from_queryset(PathEntryQuerySet)()

    class Meta:
        verbose_name = _("step done")
        verbose_name_plural = _("steps done")
        ordering = ["number"]
        constraints = [
            known_choice("agreements_pathentry", "outcome", Outcome.values),
            models.UniqueConstraint(
                fields=["instrument", "number"], name="agreements_pathentry_numbered"
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.RETURNED) & Q(back_to__isnull=False))
                | (~Q(outcome=Outcome.RETURNED) & Q(back_to__isnull=True)),
                name="agreements_pathentry_return_leads_back",
                violation_error_message=_("Say to which step the text goes back."),
                violation_error_code="back_to_missing",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DONE) | ~Q(remark=""),
                name="agreements_pathentry_says_why",
                violation_error_message=_("Say why."),
                violation_error_code="reason_missing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_outcome_display()}"

    def get_absolute_url(self) -> str:
        """The step's place on the path of its text."""
        return f"{reverse('agreements:path', args=[self.instrument.code])}#step-{self.step.code}"

    @property
    def is_late(self) -> bool:
        """Whether it was entered after the fact."""
        return bool(self.why_late)


class PathPlace(models.Model):
    """The step a text stands at, for lists and the desk. Only of texts whose path is kept.

    Nobody enters anything here: `agreements.actions.place.keep_place` writes it anew after every
    step, act and change of a rule, and it stands in no snapshot. ``step`` is empty where nothing
    is left to do; ``is_live``: a step was entered as it was done, so the path is under way. ``due``
    is the day by which the step is due, where a rule says so.
    """

    instrument = models.OneToOneField(
        Instrument, on_delete=models.CASCADE, primary_key=True, related_name="place"
    )
    step = models.ForeignKey(
        PathStep, null=True, on_delete=models.PROTECT, related_name="texts_at_it"
    )
    is_returned = models.BooleanField(default=False)
    is_live = models.BooleanField(default=False)
    due = models.DateField(null=True)

    objects: ClassVar[models.Manager[PathPlace]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["step", "is_live"], name="agreements_pathplace_step")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.instrument_id}"
