"""What the page of a pasted block says of a cell, where that is not what a file's page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.exchange import words
from banggiao.exchange.deciding.proposals import UNSURE_PERSON
from banggiao.exchange.reading.participants import NO_NAME, UNKNOWN_ROLE
from banggiao.exchange.reading.partners import UNKNOWN, UNSURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

MISSING, REFUSED = "missing", "refused"
NO_COLUMN = _(
    "No column says it. Choose its column, or say above what holds where a row does not say it."
)

_PROBLEMS: dict[str, str | _StrPromise] = words.PROBLEMS | {
    NO_NAME: _("Type the name, or leave the row out."),
    UNKNOWN_ROLE: _("These words name no role. Type member, head, speaker or the like."),
}
_DOUBTS: dict[str, str | _StrPromise] = words.DOUBTS | {
    UNKNOWN: _("The register has no body of this name. The words go into the remark."),
    UNSURE: _("Is it one of these? If none is chosen, the words go into the remark."),
    UNSURE_PERSON: _("The register has somebody of this name. Is it the same person?"),
}


def problem_in_words(problem: Mapping[str, str], *, has_cell: bool) -> str:
    """Say what is wrong; what a room refuses is a sentence already."""
    if problem["code"] == REFUSED:
        return problem["value"]
    if problem["code"] == MISSING and not has_cell:
        return str(NO_COLUMN)
    return str(_PROBLEMS.get(problem["code"], words.ANY_PROBLEM))


def doubt_in_words(doubt: Mapping[str, str]) -> str:
    """Say what to look at."""
    return str(_DOUBTS.get(doubt["code"], words.ANY_DOUBT))
