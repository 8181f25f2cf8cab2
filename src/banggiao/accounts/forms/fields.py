"""A password as this house asks for it."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import PasswordField as AllauthPasswordField
from allauth.account.fields import SetPasswordField
from django import forms
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
)
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.accounts.actions import password_text

LONGEST = 500
"""Hashing takes longer the longer the text, so nobody may send a book."""


def password_rules() -> str:
    """Say what a password must be like, with the length the settings ask for."""
    lengths = (
        validator.min_length
        for validator in get_default_password_validators()
        if isinstance(validator, MinimumLengthValidator)
    )
    return _(
        "At least %(length)s characters, and neither the user name nor a password many people "
        "use. A few words in a row are easy to remember."
    ) % {"length": next(lengths, 1)}


rules_text = lazy(password_rules, str)


class PasswordField(AllauthPasswordField):  # type: ignore[misc]  # allauth has no types
    """An existing password. Compared as it was hashed: NFKC."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Password"))
        kwargs.setdefault("autocomplete", "current-password")
        super().__init__(max_length=LONGEST, help_text="", **kwargs)
        self.widget.attrs.pop("placeholder", None)

    def to_python(self, value: Any) -> str:
        """Give the text as it is hashed."""
        return password_text(super().to_python(value))


class NewPasswordField(SetPasswordField):  # type: ignore[misc]  # allauth has no types
    """A password somebody chooses for themselves; says the rules and checks them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, help_text=rules_text(), **kwargs)
        self.widget.attrs.pop("placeholder", None)

    def to_python(self, value: Any) -> str:
        """Give the text as it is hashed."""
        return password_text(super().to_python(value))


class HandedOverField(forms.CharField):
    """A password an administrator makes for somebody else.

    It is shown as it is typed: it must be read out, and a slip nobody saw locks the person out.
    The action checks it.
    """

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        super().__init__(
            max_length=LONGEST,
            strip=False,
            widget=forms.TextInput(attributes),
            help_text=rules_text(),
            **kwargs,
        )
