"""What the page of a pasted block says of a cell, where that is not what a file's page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from banggiao.exchange import words
from banggiao.exchange.reading.participants import NO_NAME, UNKNOWN_ROLE
from banggiao.exchange.reading.partners import UNKNOWN, UNSURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

MISSING = "missing"
NO_COLUMN = _(
    "No column says it. Choose its column, or say above what holds where a row does not say it."
)

_PROBLEMS: dict[str, _StrPromise] = {
    NO_NAME: _("Type the name, or leave the row out."),
    UNKNOWN_ROLE: _("These words name no role. Type member, head, speaker or the like."),
}
_DOUBTS: dict[str, _StrPromise] = {
    UNKNOWN: _("The register has no body of this name. The words go into the remark."),
    UNSURE: _("Is it one of these? If none is chosen, the words go into the remark."),
}


def problem_in_words(problem: Mapping[str, Any], *, has_cell: bool) -> str:
    """Say what is wrong."""
    if problem["code"] == MISSING and not has_cell:
        return str(NO_COLUMN)
    return str(_PROBLEMS.get(problem["code"]) or words.problem_in_words(problem))


def doubt_in_words(doubt: Mapping[str, Any]) -> str:
    """Say what to look at."""
    return str(_DOUBTS.get(doubt["code"]) or words.doubt_in_words(doubt))
