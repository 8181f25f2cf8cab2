"""Forms over accounts. They check and collect; the actions write."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.actions import CHANGING_FIELDS
from banggiao.accounts.forms.fields import HandedOverField
from banggiao.accounts.models import Unit, User
from banggiao.core.forms import ActionForm, PartForm


class ChangeUserForm(PartForm):
    """What an administrator changes of an account."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.order_by("sort_key"), required=False
    )
    layout: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("full_name", "job_title"),
        ("unit", "role"),
        ("clearance", "language"),
        ("reason",),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = CHANGING_FIELDS
        help_texts = {
            "clearance": _("The highest class of record this person sees anything of."),
            "language": _("The person can choose another one."),
        }


class AddUserForm(ChangeUserForm):
    """A new account with its first password."""

    password = HandedOverField(label=_("First password"))
    layout: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("full_name", "job_title"),
        ("unit", "role"),
        ("clearance", "language"),
        ("username", "password"),
    )

    class Meta(ChangeUserForm.Meta):
        fields = ("username", *CHANGING_FIELDS)
        help_texts = {
            **ChangeUserForm.Meta.help_texts,
            "username": _(
                "Small letters, digits, dots and hyphens, such as van.nguyen. It stays for good."
            ),
        }
        widgets = {
            "username": forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
        }

    def clean_username(self) -> str:
        """Take capital letters for small ones: sign-in does so too."""
        return str(self.cleaned_data["username"]).lower()

    def clean(self) -> dict[str, Any]:
        """Bring text to NFC, but leave the password as it was typed, spaces and all."""
        password = self.cleaned_data.get("password")
        cleaned = super().clean()
        if password is not None:
            cleaned["password"] = password
        return cleaned


class SetPasswordForm(ActionForm, forms.Form):
    """A new password for somebody who lost theirs."""

    password = HandedOverField(label=_("New password"))
    drop_second_step = forms.BooleanField(
        label=_("Remove the second step too"),
        required=False,
        help_text=_(
            "For somebody who lost the phone or the passkey. Make sure who is asking: call back."
        ),
    )

    def __init__(self, *args: Any, has_second_step: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_second_step:
            del self.fields["drop_second_step"]


class ReopenForm(ActionForm, forms.Form):
    """Asks, but does not insist, why an account is opened again."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Stays in the history beside your name."),
    )
