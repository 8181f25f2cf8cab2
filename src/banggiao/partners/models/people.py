"""People and the posts they hold."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banggiao.core.access import cleared
from banggiao.core.dates import PartialDateField
from banggiao.core.enums import RecordState
from banggiao.core.models import Multilingual, Record
from banggiao.core.text import check_text
from banggiao.partners.enums import NameOrder
from banggiao.partners.models.organisations import Country, Organisation

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class Person(Record):
    """A person in office, here or abroad. The name stands as it is printed, in its own order."""

    audit_parts: ClassVar[tuple[str, ...]] = ("posts", "personal_details")

    name = models.CharField(_("name as printed"), max_length=200, validators=[check_text])
    name_native = models.CharField(
        _("name in its own script"), max_length=200, blank=True, validators=[check_text]
    )
    name_order = models.CharField(
        _("order of the name"), max_length=20, choices=NameOrder, default=NameOrder.FAMILY_FIRST
    )
    form_of_address = models.CharField(
        _("form of address"),
        max_length=80,
        blank=True,
        validators=[check_text],
        help_text=_("As in letters and on name plates, for example Mr, H.E., Professor."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    remark = models.TextField(_("remark"), blank=True, max_length=2000, validators=[check_text])
    sort_key = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(name=""),
                name="partners_person_named",
                violation_error_message=_("Give the person's name."),
                violation_error_code="no_name",
            ),
            models.CheckConstraint(
                condition=Q(name_order__in=NameOrder.values),
                name="partners_person_name_order_known",
            ),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="partners_person_sorted")]

    def __str__(self) -> str:
        return self.name

    @property
    def sortable_text(self) -> str:
        """The name lists are ordered by, as printed."""
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("partners:person", args=[self.code])


def new_salt() -> str:
    """Make the salt of one person's details. Erasing it makes the log's hash unreadable."""
    return secrets.token_hex(16)


class PersonalDetails(models.Model):
    """How to reach a person. Kept apart: the log holds only a salted hash of it.

    It may be erased at any time, and the log's chain stays whole.
    """

    FIELDS: ClassVar[tuple[str, ...]] = ("email", "phone", "language", "diet")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="personal_details")
    email = models.EmailField(_("e-mail"), blank=True, max_length=200)
    phone = models.CharField(_("telephone"), max_length=80, blank=True, validators=[check_text])
    language = models.CharField(
        _("languages spoken"), max_length=200, blank=True, validators=[check_text]
    )
    diet = models.CharField(
        _("diet and health to mind"), max_length=300, blank=True, validators=[check_text]
    )
    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    objects: ClassVar[models.Manager[PersonalDetails]] = models.Manager()

    class Meta:
        verbose_name = _("personal details")
        verbose_name_plural = _("personal details")
        constraints = [
            models.UniqueConstraint(fields=["person"], name="partners_personaldetails_one_a_person")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.person_id}"

    def personal_data(self) -> dict[str, str]:
        """Give what the log seals instead of storing."""
        return {name: getattr(self, name) for name in self.FIELDS}


class PostQuerySet(models.QuerySet["Post"]):
    """Reads of posts."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the posts whose person and organisation the viewer may both know of."""
        return self.filter(cleared(viewer, "person", "organisation"))

    def in_register(self) -> Self:
        """Keep what counts: person and organisation are both in the register."""
        active = RecordState.ACTIVE
        at_active = Q(organisation__state=active) | Q(organisation__isnull=True)
        return self.filter(at_active, person__state=active)


class Post(Multilingual):
    """A post a person holds or held; title and organisation may be unknown.

    ``start`` and ``end`` are known or empty; `Sighting` keeps the days on which a source shows the
    person in the post. ``number`` counts the posts of a person from 1, so that a post has an
    address without a database key. ``is_head`` marks the head of the organisation: one at a time.
    """

    audit_parts: ClassVar[tuple[str, ...]] = ("sightings",)
    visible_through: ClassVar[tuple[str, ...]] = ("person", "organisation")

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="posts"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    is_head = models.BooleanField(
        _("heads the organisation"),
        default=False,
        help_text=_("An organisation has one head at a time."),
    )
    start = PartialDateField(_("from"))
    end = PartialDateField(_("until"))
    remark = models.CharField(_("remark"), max_length=500, blank=True, validators=[check_text])

    objects: ClassVar[models.Manager[Post]] = models.Manager.from_queryset(PostQuerySet)()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="partners_post_numbered"),
            models.CheckConstraint(
                condition=Q(start_earliest__isnull=True)
                | Q(end_latest__isnull=True)
                | Q(start_earliest__lte=F("end_latest")),
                name="partners_post_dates_in_order",
                violation_error_message=_("A post cannot end before it begins."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(is_head=False),
                name="partners_post_head_of_something",
                violation_error_message=_("Name the organisation this person heads."),
                violation_error_code="head_of_nothing",
            ),
        ]

    def __str__(self) -> str:
        return super().__str__() or str(_("title not recorded"))

    @property
    def in_full(self) -> str:
        """The title with the organisation, where it is recorded."""
        return f"{self}, {self.organisation}" if self.organisation else str(self)


class Sighting(models.Model):
    """A day on which a source shows the person in the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sightings")
    on = PartialDateField(_("known on"))

    objects: ClassVar[models.Manager[Sighting]] = models.Manager()

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints = [
            models.UniqueConstraint(fields=["post", "on"], name="partners_sighting_once_a_day"),
            models.CheckConstraint(condition=~Q(on=""), name="partners_sighting_dated"),
        ]

    def __str__(self) -> str:
        return str(self.on)
