"""A negotiation: its rounds, and clause by clause what each side proposes and what is agreed."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.accounts.models import User
from banggiao.agreements.enums import CLAUSE_WORDS, ItemState, Side
from banggiao.agreements.models.instruments import Instrument
from banggiao.agreements.models.versions import Version
from banggiao.core.access import RecordManager, Viewer, cleared
from banggiao.core.constraints import known_choice
from banggiao.core.dates import PartialDateField
from banggiao.core.enums import Classification
from banggiao.core.models import Record, code_validator
from banggiao.core.text import check_text
from banggiao.documents.languages import check_language
from banggiao.documents.models import Document
from banggiao.partners.models import Person


class Negotiation(Record):
    """The work on a text's wording with the other side, from ``base`` to what both agree.

    ``language`` is the one in which the table is worked on first. A text has one that is open.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("instrument",)
    audit_parts: ClassVar[tuple[str, ...]] = ("rounds",)

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="negotiations"
    )
    base = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="negotiations")
    language = models.CharField(_("working language"), max_length=8, validators=[check_language])
    opened = PartialDateField(_("opened"))
    is_closed = models.BooleanField(_("closed"), default=False, editable=False)
    outcome = models.ForeignKey(
        Version,
        verbose_name=_("agreed version"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="outcome_of",
    )

    objects: ClassVar[RecordManager[Any]] = RecordManager()

    class Meta:
        verbose_name = _("negotiation")
        verbose_name_plural = _("negotiations")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(is_closed=False, state="active"),
                name="agreements_negotiation_one_open",
                violation_error_message=_("A negotiation of this text is open already."),
                violation_error_code="open_already",
            ),
        ]

    def __str__(self) -> str:
        return str(self.instrument)

    def get_absolute_url(self) -> str:
        """The negotiation table."""
        return reverse("agreements:negotiation", args=[self.instrument.code])


class PartQuerySet[M: models.Model](models.QuerySet[M]):
    """Reads of what belongs to a negotiation or to a clause on its table."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the parts of what the viewer may know of."""
        owner = "item" if hasattr(self.model, "item") else "negotiation"
        up = "item__negotiation" if owner == "item" else owner
        return self.filter(cleared(viewer, owner, up, f"{up}__instrument"))


class PartManager[M: models.Model](models.Manager[M]):
    """Starts every read of such parts; what they link to is loaded for all rows at once."""

    def get_queryset(self) -> PartQuerySet[M]:
        """Give all rows."""
        queryset: PartQuerySet[M] = PartQuerySet(self.model, using=self._db)
        return queryset.fetch_mode(models.FETCH_PEERS)

    def visible_to(self, viewer: Viewer | Any) -> PartQuerySet[M]:
        """Give the rows the viewer may know of."""
        return self.get_queryset().visible_to(viewer)


class Round(models.Model):
    """A meeting, or an exchange of letters, at which clauses were talked about.

    The meeting is an activity, a room above, so it stands as its code. Without one it was by
    letter (``by_letter``).
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("seats",)

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"), editable=False)
    on = PartialDateField(pgettext_lazy("round", "date"))
    place = models.CharField(
        pgettext_lazy("round", "place"), max_length=200, blank=True, validators=[check_text]
    )
    by_letter = models.BooleanField(_("by letter"), default=False)
    meeting = models.CharField(_("meeting"), max_length=80, blank=True, validators=[code_validator])
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])

    objects: ClassVar[PartManager[Any]] = PartManager()

    class Meta:
        verbose_name = pgettext_lazy("negotiation", "round")
        verbose_name_plural = pgettext_lazy("negotiation", "rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "number"], name="agreements_round_numbered"
            ),
            models.CheckConstraint(
                condition=Q(by_letter=True, meeting="") | (Q(by_letter=False) & ~Q(meeting="")),
                name="agreements_round_meeting_or_letter",
                violation_error_message=_("Name the meeting, or say that it was by letter."),
                violation_error_code="meeting_missing",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Round %(number)s") % {"number": self.number})


class SeatQuerySet(models.QuerySet["Seat"]):
    """Reads of who sat at a round."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep those whose person the viewer may know of."""
        return self.filter(cleared(viewer, "person"))


class Seat(models.Model):
    """Who sat at a round, for which side, with the title of that day."""

    visible_through: ClassVar[tuple[str, ...]] = ("person",)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="seats")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    name = models.CharField(_("name as printed"), max_length=200, validators=[check_text])
    title = models.CharField(
        _("title that day"), max_length=400, blank=True, validators=[check_text]
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="negotiation_seats",
    )

    objects: ClassVar[models.Manager[Seat]] = models.Manager.from_queryset(SeatQuerySet)()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("who sat there")
        constraints = [
            known_choice("agreements_seat", "side", [Side.OURS, Side.THEIRS]),
            models.UniqueConstraint(
                fields=["round", "side", "name"],
                name="agreements_seat_once",
                violation_error_message=_("This person sits there already."),
                violation_error_code="seat_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Item(Record):
    """A clause on the table: how far it is, and the words each side proposed (`Wording`).

    ``printed``, ``heading`` and ``kind`` are those of the working language, for the table's first
    column; ``depth`` is how far it is indented.
    """

    visible_through: ClassVar[tuple[str, ...]] = ("negotiation", "negotiation__instrument")
    audit_parts: ClassVar[tuple[str, ...]] = ("wordings", "remarks")
    derived: ClassVar[tuple[str, ...]] = ("order", "depth", "stage_at")
    belongs_to: ClassVar[str] = "negotiation"

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveIntegerField(editable=False)
    wid = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=12, editable=False)
    printed = models.CharField(_("mark"), max_length=200, blank=True)
    heading = models.TextField(_("heading"), blank=True)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    stage = models.CharField(
        pgettext_lazy("clause", "how far it is"),
        max_length=10,
        choices=ItemState,
        default=ItemState.OPEN,
    )
    stage_round = models.ForeignKey(
        Round,
        verbose_name=_("in round"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settled",
    )
    stage_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("clause", "set by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    stage_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[RecordManager[Any]] = RecordManager()

    class Meta:
        verbose_name = _("clause on the table")
        verbose_name_plural = _("clauses on the table")
        constraints = [
            *Record.Meta.constraints,
            known_choice("agreements_item", "stage", ItemState.values),
            models.UniqueConstraint(fields=["negotiation", "wid"], name="agreements_item_once"),
        ]
        indexes = [
            models.Index(fields=["negotiation", "order"], name="agreements_item_in_order"),
            models.Index(fields=["negotiation", "stage"], name="agreements_item_stage"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.printed, self.heading) if part) or str(
            CLAUSE_WORDS[self.kind]
        )

    def get_absolute_url(self) -> str:
        """The clause's own page."""
        return reverse("agreements:item", args=[self.negotiation.instrument.code, self.code])


class Wording(models.Model):
    """What a side wants a clause to say in one language, or what is agreed. Never overwritten.

    Its first line is the heading, where the clause has one. Nothing in ``body``: the side wants the
    clause struck. ``is_shown`` says that the other side knows it; a draft of ours it does not.
    """

    derived: ClassVar[tuple[str, ...]] = ("at",)

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField(editable=False)
    side = models.CharField(_("side"), max_length=6, choices=Side)
    language = models.CharField(_("language"), max_length=8, validators=[check_language])
    body = models.TextField(_("wording"), blank=True, max_length=50000, validators=[check_text])
    is_shown = models.BooleanField(_("shown to the other side"), default=True)
    round = models.ForeignKey(
        Round,
        verbose_name=pgettext_lazy("negotiation", "round"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="wordings",
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[PartManager[Any]] = PartManager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_shown=True) | Q(side=Side.OURS),
                name="agreements_wording_theirs_is_shown",
                violation_error_message=_("Only words of our own can be kept from the other side."),
                violation_error_code="only_ours_hidden",
            ),
            known_choice("agreements_wording", "side", Side.values),
            models.UniqueConstraint(fields=["item", "number"], name="agreements_wording_numbered"),
        ]
        indexes = [
            models.Index(
                fields=["item", "side", "language", "-number"], name="agreements_wording_latest"
            )
        ]

    def __str__(self) -> str:
        return self.body[:80]


class Remark(models.Model):
    """Something said about a clause, for our own people only or for both sides."""

    derived: ClassVar[tuple[str, ...]] = ("at",)

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="remarks")
    number = models.PositiveIntegerField(editable=False)
    is_internal = models.BooleanField(_("for our own people only"), default=True)
    words = models.TextField(_("remark"), max_length=4000, validators=[check_text])
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[PartManager[Any]] = PartManager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="agreements_remark_numbered")
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Position(Record):
    """What we want of a clause and how far we go. Never shown to the other side.

    It is opened after somebody declared, with the basis, that it is no state secret; else ``paper``
    is the stub of the paper that holds it, and nothing of it stands here.
    """

    visible_through: ClassVar[tuple[str, ...]] = (
        "item",
        "item__negotiation",
        "item__negotiation__instrument",
    )
    belongs_to: ClassVar[str] = "item"

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="position")
    aim = models.TextField(_("aim"), blank=True, max_length=4000, validators=[check_text])
    argument = models.TextField(_("argument"), blank=True, max_length=4000, validators=[check_text])
    red_line = models.TextField(_("red line"), blank=True, max_length=4000, validators=[check_text])
    fallback = models.TextField(_("fallback"), blank=True, max_length=4000, validators=[check_text])
    approved_by = models.CharField(
        _("approved by"), max_length=200, blank=True, validators=[check_text]
    )
    approved_in = models.ForeignKey(
        Document,
        verbose_name=_("paper that approved it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions_approved",
    )
    not_secret_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    not_secret_on = models.DateField(null=True, blank=True, editable=False)
    not_secret_basis = models.CharField(
        _("why it is no state secret"), max_length=500, blank=True, validators=[check_text]
    )
    paper = models.ForeignKey(
        Document,
        verbose_name=_("paper that holds it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions_held",
    )

    objects: ClassVar[RecordManager[Any]] = RecordManager()

    class Meta:
        verbose_name = pgettext_lazy("negotiation", "position")
        verbose_name_plural = pgettext_lazy("negotiation", "positions")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(classification=Classification.RESTRICTED),
                name="agreements_position_restricted",
                violation_error_message=_("A position is restricted."),
                violation_error_code="position_class",
            ),
            models.CheckConstraint(
                condition=Q(
                    paper__isnull=True, not_secret_by__isnull=False, not_secret_on__isnull=False
                )
                & ~Q(not_secret_basis="")
                | Q(
                    paper__isnull=False,
                    aim="",
                    argument="",
                    red_line="",
                    fallback="",
                    not_secret_basis="",
                    not_secret_by__isnull=True,
                    not_secret_on__isnull=True,
                ),
                name="agreements_position_declared_or_stub",
                violation_error_message=_(
                    "Declare with the basis that the position is no state secret, or keep only the "
                    "number, date, level and keeper of its paper."
                ),
                violation_error_code="not_declared",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    def get_absolute_url(self) -> str:
        """Its place on the page of its clause."""
        return f"{self.item.get_absolute_url()}#position"
