"""The language a document is written in: which codes there are, and what they are called."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODE = re.compile(r"[a-z]{2,3}\Z")


def check_language(value: str) -> None:
    """Refuse what is no code of ISO 639 (a validator)."""
    if not CODE.match(value) or value not in _names("en"):
        raise ValidationError(
            _("Give the language as its two letters, such as vi, en, ja, fr."),
            code="language_unknown",
        )


def name_of(code: str) -> str:
    """Give the language's name in the reader's own; a code nobody knows stands for itself."""
    return _names((get_language() or "vi")[:2]).get(code, code)


def _names(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  # slow import

    return dict(Locale(language).languages)
