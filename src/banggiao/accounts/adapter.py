"""How allauth behaves here: accounts are opened by an administrator, never by a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.accounts.actions import change_own_password

if TYPE_CHECKING:
    from django.http import HttpRequest

    from banggiao.accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closes sign-up, logs a changed password, and says things in our own words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "User name and password do not fit together. Check both and try again."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many failed attempts. Wait five minutes, then try again."
        ),
        "rate_limited": gettext_lazy("Too many attempts. Wait five minutes, then try again."),
        "enter_current_password": gettext_lazy("This is not your password. Type it again."),
        "incorrect_password": gettext_lazy("This is not your password. Type it again."),
    }
    methods: ClassVar[dict[str, Any]] = {
        "reauthenticate": gettext_lazy("Use the password"),
        "mfa_reauthenticate": gettext_lazy("Use a code"),
        "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        del request
        return False

    def set_password(self, user: User, password: str) -> None:
        """Keep the new password of the person signed in, through the action that logs it."""
        # allauth goes on with its own copy of the user, to keep this session open.
        user.password = change_own_password(user, password=password).password

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to one's account."""
        del request
        return reverse("accounts:me")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to confirm as the pages name them."""
        found = super().get_reauthentication_methods(user)
        return [one | {"description": self.methods[one["id"]]} for one in found]


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """What the second step of sign-in says. Named by MFA_ADAPTER in the settings."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code does not fit. Wait for the next one and try it."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Set up an authenticator app or a passkey first."
        ),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  # allauth's name
        """Number the passkeys of a person until they name them."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415  # app ready

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}
