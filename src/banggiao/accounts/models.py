"""Users of the register and the units they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rules.permissions import has_perm

from banggiao.accounts.enums import Role
from banggiao.core.access import cleared
from banggiao.core.enums import Classification
from banggiao.core.models import Named, code_validator
from banggiao.core.text import check_text

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class UnitQuerySet(models.QuerySet["Unit"]):
    """Reads of units."""

    def visible_to(self, viewer: Viewer | Any) -> Self:
        """Keep the units the viewer may know of, and the one they belong to."""
        own = Q(pk=getattr(viewer, "unit_id", None) or 0)
        return self.filter(cleared(viewer, "") | own)


class Unit(Named):
    """The own body or one of its units. ``code`` is that of the organisation it stands for.

    Names and class are kept with the organisation; `keep_unit` copies them here when they change.
    """

    code = models.CharField(_("code"), max_length=80, unique=True, validators=[code_validator])
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    classification = models.PositiveSmallIntegerField(
        _("class"), choices=Classification, default=Classification.INTERNAL, editable=False
    )

    objects: ClassVar[models.Manager[Unit]] = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values),
                name="accounts_unit_class_known",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="accounts_unit_not_its_own_parent",
                violation_error_message=_("A unit cannot belong to itself."),
                violation_error_code="own_parent",
            ),
        ]


class UserManager(BaseUserManager["User"]):
    """Finds users by name, whatever the case they type."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Find the user of this name."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. Never deleted: whoever leaves is closed, and their name stays."""

    open_to_all: ClassVar[bool] = True  # colleagues' names stand in the log for everybody anyway

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9._-]*\Z",
                _("A user name has only small letters a-z, digits, dots and hyphens."),
                code="bad_username",
            )
        ],
        error_messages={"unique": _("This user name is taken. Choose another.")},
    )
    full_name = models.CharField(_("full name"), max_length=200, validators=[check_text])
    job_title = models.CharField(_("position"), max_length=200, blank=True, validators=[check_text])
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    clearance = models.PositiveSmallIntegerField(
        _("may see up to"), choices=Classification, default=Classification.INTERNAL
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="vi"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, default="")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = ""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="accounts_user_role_known",
                violation_error_message=_("Choose one of the roles."),
                violation_error_code="role_unknown",
            ),
            models.CheckConstraint(
                condition=Q(clearance__in=Classification.values),
                name="accounts_user_clearance_known",
                violation_error_message=_("Choose public, internal or restricted."),
                violation_error_code="clearance_unknown",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def sortable_text(self) -> str:
        """The name lists are ordered by."""
        return self.full_name

    def has_perm(self, permission: str, record: Any = None) -> bool:
        """Whether the rules of the rooms let this user do it, with this record if one is named."""
        return self.is_active and bool(has_perm(permission, self, record))
