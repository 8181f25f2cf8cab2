"""An account in words, for its own page and for the administrator's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from banggiao.core.enums import Classification

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.accounts.queries import SecondStep


def facts_of(user: User, second_step: SecondStep) -> list[dict[str, Any]]:
    """Give who the person is here and what they may see, as label and value."""
    seen = user.last_login
    rows: list[tuple[str, Any]] = [
        (_("User name"), user.username),
        (_("Position"), user.job_title),
        (_("Unit"), user.unit),
        (_("Role"), user.get_role_display()),
        (_("May see up to"), clearance_in_words(user)),
        (_("Language"), user.get_language_display()),
        (_("Second step"), _("on") if second_step.is_on else _("off")),
        (
            _("Last signed in"),
            date_format(timezone.localtime(seen), "H:i d/m/Y") if seen else _("never"),
        ),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def clearance_in_words(user: User) -> str:
    """Say which records the person sees."""
    return {
        Classification.PUBLIC: _("Public: nothing internal, nothing restricted"),
        Classification.INTERNAL: _("Internal: public and internal records, nothing restricted"),
        Classification.RESTRICTED: _("Restricted: every record"),
    }[Classification(user.clearance)]
