"""The columns of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from banggiao.audit import vocabulary
from banggiao.core.tables import Column

if TYPE_CHECKING:
    from banggiao.audit.models import Event


def _when(event: Event) -> str:
    return date_format(timezone.localtime(event.at), "H:i:s d/m/Y")


LOG: tuple[Column[Event], ...] = (
    Column("at", _("When"), _when, sort=("pk",)),
    Column("actor", _("Who"), lambda e: e.actor_name, sub=lambda e: e.actor),
    Column("action", _("What"), lambda e: vocabulary.label(e.action), sub=lambda e: e.reason),
    Column("object", _("Record"), lambda e: e.object_code, sub=lambda e: e.object_type),
)
