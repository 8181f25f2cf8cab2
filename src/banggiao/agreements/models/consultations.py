"""Consultations on a text: who was asked what and until when, who answered, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import User
from banggiao.agreements.enums import Answer, Response
from banggiao.agreements.models.instruments import Instrument
from banggiao.core.access import RecordManager, cleared
from banggiao.core.constraints import known_choice
from banggiao.core.models import Record
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.duties.enums import Matter
from banggiao.duties.models import DeadlineRule
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class Consultation(Record):
    """A round in which bodies and units are asked for their opinion on a text.

    ``due_on`` is the day by which they answer. Where it was counted by a rule, ``rule`` names it
    and ``due_words`` says, in each language, how the day came about; a day that somebody gave has
    neither. It is as hidden as its text.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("instrument",)
    audit_parts: ClassVar[tuple[str, ...]] = ("enclosures", "slips")
    derived: ClassVar[tuple[str, ...]] = ("due_words",)

    asked: int
    """How many bodies were asked, of those the viewer may see; set by queries only."""
    answered: int
    """How many of them answered; set there too."""
    late: int
    """How many of them are late; set there too."""

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="consultations"
    )
    title = models.CharField(
        _("what is asked"),
        max_length=400,
        validators=[check_text],
        help_text=_("For example: opinion on the second draft of the memorandum."),
    )
    letter_number = models.CharField(
        _("number of the letter"), max_length=80, blank=True, validators=[check_text]
    )
    letter_on = models.DateField(_("date of the letter"), null=True, blank=True)
    enclosed = models.TextField(
        _("what was sent"),
        blank=True,
        max_length=2000,
        validators=[check_text],
        help_text=_("What the papers of the register do not show: the draft, the submission."),
    )
    procedure = models.CharField(_("procedure"), max_length=20, choices=Matter)
    rule = models.ForeignKey(
        DeadlineRule,
        verbose_name=_("rule of the deadline"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    sent_on = models.DateField(_("sent on"))
    due_on = models.DateField(_("answer by"))
    due_words = models.JSONField(default=dict, blank=True, editable=False)
    owner = models.ForeignKey(
        User,
        verbose_name=_("who sees to it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    objects: ClassVar[RecordManager[Any]] = RecordManager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            *Record.Meta.constraints,
            known_choice("agreements_consultation", "procedure", Matter.values),
            models.CheckConstraint(
                condition=Q(sent_on__lte=F("due_on")),
                name="agreements_consultation_due_after_sent",
                violation_error_message=_("The answer cannot be due before it is asked for."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("sent_on")),
                name="agreements_consultation_closed_after_sent",
                violation_error_message=_("It cannot be closed before it began."),
                violation_error_code="closed_too_early",
            ),
        ]
        indexes = [
            models.Index(fields=["closed_on", "due_on"], name="agreements_consultation_due"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The consultation's page."""
        return reverse("agreements:consultation", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Whether answers are still awaited."""
        return self.closed_on is None

    @property
    def how_due(self) -> str:
        """How the day came about, in the language of now; empty where somebody gave it."""
        words: dict[str, str] = self.due_words
        return words.get((get_language() or "vi")[:2], words.get("vi", ""))


class EnclosureQuerySet(models.QuerySet["Enclosure"]):
    """Reads of papers that were sent."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the papers the viewer may know of."""
        return self.filter(cleared(viewer, "consultation", "consultation__instrument", "document"))


class Enclosure(models.Model):
    """A paper of the register that was sent with the letter."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="enclosures"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("paper"), on_delete=models.PROTECT, related_name="enclosed_in"
    )

    objects: ClassVar[models.Manager[Enclosure]] = models.Manager.from_queryset(EnclosureQuerySet)()

    class Meta:
        verbose_name = _("paper sent")
        verbose_name_plural = _("papers sent")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "document"], name="agreements_enclosure_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class SlipQuerySet(models.QuerySet["Slip"]):
    """Reads of slips."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the slips of bodies the viewer may know of."""
        return self.filter(
            cleared(viewer, "consultation", "consultation__instrument", "organisation")
        )


class Slip(models.Model):
    """One body or unit that is asked, and what it answered.

    ``sent_on`` and ``due_on`` are empty where those of the consultation hold.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("reminders", "opinions")

    is_late: bool
    """Not answered after its day; set by `queries.consultations.slips_of` only."""
    days_late: int
    """By how many days it is late, or was; set there too."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="slips")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("body asked"),
        on_delete=models.PROTECT,
        related_name="slips",
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    due_on = models.DateField(_("answer by"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=15, choices=Answer, blank=True)
    letter = models.CharField(
        _("number and date of its letter"), max_length=200, blank=True, validators=[check_text]
    )
    paper = models.ForeignKey(
        Document,
        verbose_name=_("its letter in the register"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers",
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    objects: ClassVar[models.Manager[Slip]] = models.Manager.from_queryset(SlipQuerySet)()

    class Meta:
        verbose_name = pgettext_lazy("consultation", "slip")
        verbose_name_plural = pgettext_lazy("consultation", "slips")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                name="agreements_slip_once",
                violation_error_message=_("This body is asked already."),
                violation_error_code="asked_twice",
            ),
            known_choice("agreements_slip", "answer", Answer.values, empty=True),
            models.CheckConstraint(
                condition=(Q(answer="") & Q(answered_on__isnull=True))
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="agreements_slip_answered_wholly",
                violation_error_message=_("Give both the answer and its day."),
                violation_error_code="answer_incomplete",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(sent_on__lte=F("due_on")),
                name="agreements_slip_due_after_sent",
                violation_error_message=_("The answer cannot be due before it is asked for."),
                violation_error_code="dates_reversed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def sent(self) -> Any:  # a day
        """The day it was sent."""
        return self.sent_on or self.consultation.sent_on

    @property
    def due(self) -> Any:  # a day
        """The day by which the body answers."""
        return self.due_on or self.consultation.due_on

    @property
    def is_answered(self) -> bool:
        """Whether the body answered."""
        return self.answered_on is not None


class Reminder(models.Model):
    """A day on which a body was reminded to answer."""

    slip = models.ForeignKey(Slip, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField(_("reminded on"))
    how = models.CharField(
        _("how"),
        max_length=200,
        blank=True,
        validators=[check_text],
        help_text=_("By telephone, by letter with its number."),
    )

    objects: ClassVar[models.Manager[Reminder]] = models.Manager()

    class Meta:
        verbose_name = pgettext_lazy("consultation", "reminder")
        verbose_name_plural = pgettext_lazy("consultation", "reminders")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.on.isoformat()


class Opinion(models.Model):
    """One point of an answer: on which place of the text, what it says, what became of it.

    ``wid`` is the lasting id of the clause, where it is known. ``number`` is its place among the
    points of the answer. A point that is not taken up, or only in part, says why.
    """

    slip = models.ForeignKey(Slip, on_delete=models.CASCADE, related_name="opinions")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    place = models.CharField(
        _("place in the text"),
        max_length=200,
        blank=True,
        validators=[check_text],
        help_text=_("For example: Article 3, paragraph 2. Empty for the whole text."),
    )
    wid = models.CharField(max_length=200, blank=True, editable=False)
    says = models.TextField(_("what it says"), max_length=4000, validators=[check_text])
    response = models.CharField(
        _("what became of the point"), max_length=10, choices=Response, default=Response.OPEN
    )
    reason = models.TextField(
        _("explanation"),
        blank=True,
        max_length=4000,
        validators=[check_text],
        help_text=_("How it was taken up, or why not. It stands in the table of opinions."),
    )
    by = models.ForeignKey(
        User,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="opinions_decided",
    )

    objects: ClassVar[models.Manager[Opinion]] = models.Manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.UniqueConstraint(fields=["slip", "number"], name="agreements_opinion_numbered"),
            known_choice("agreements_opinion", "response", Response.values),
            models.CheckConstraint(
                condition=~Q(says=""),
                name="agreements_opinion_says_something",
                violation_error_message=_("Write what the opinion says."),
                violation_error_code="words_missing",
            ),
            models.CheckConstraint(
                condition=~Q(response__in=[Response.PARTLY, Response.NOT_TAKEN]) | ~Q(reason=""),
                name="agreements_opinion_explained",
                violation_error_message=_("Say why it is not taken up, or only in part."),
                violation_error_code="reason_missing",
            ),
        ]

    def __str__(self) -> str:
        return self.place or self.says[:60]
