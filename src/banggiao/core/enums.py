"""Closed lists that every room uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable


def words_for(choices: Any) -> Callable[[Any], str]:  # any closed list
    """Make a function that gives a value's label.

    For columns of long lists: `get_..._display` reads all labels again at every call.
    """
    labels = dict(choices.choices)
    return lambda value: str(labels.get(value, value))


def words_now(choices: Any) -> Callable[[Any], str]:  # any closed list
    """Make a function that gives a value's label in the language of this moment.

    For the columns of a file, which is written in one language from its first row to its last.
    """
    labels = {value: str(label) for value, label in choices.choices}
    return lambda value: labels.get(value, value)


class Classification(models.IntegerChoices):
    """Who may see a record. The order is the rank: a clearance covers all classes up to it.

    State secrets (Mật and above) have no value here on purpose: they must not be stored on a
    networked machine (Law 117/2025/QH15).
    """

    PUBLIC = 0, _("Public")
    INTERNAL = 1, _("Internal")
    RESTRICTED = 2, _("Restricted")


class RecordState(models.TextChoices):
    """Whether a record counts. A record is never deleted: one entered by mistake is set aside."""

    ACTIVE = "active", _("In the register")
    SET_ASIDE = "set_aside", pgettext_lazy("state", "Set aside")
