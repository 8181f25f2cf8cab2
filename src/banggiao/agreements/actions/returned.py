"""Taking in what came back from the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.actions.items import propose_wording
from banggiao.agreements.enums import Side
from banggiao.core.errors import Refused, Stale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Item, Negotiation, Round


@transaction.atomic
def take_proposal(
    negotiation: Negotiation,
    *,
    by: User,
    language: str,
    words: Sequence[tuple[Item, str, str]],
    in_round: Round | None = None,
) -> int:
    """Write down what a returned file proposes: clause, words, fingerprint of theirs as previewed.

    All or nothing. Officers and heads. Refused: no clause chosen, and as in `propose_wording`; a
    clause for which somebody wrote other words of theirs since the preview.
    """
    if not words:
        raise Refused("nothing_chosen", _("Choose at least one clause to take."))
    for item, body, seen in words:
        if item.negotiation_id != negotiation.pk:
            raise Refused("foreign_clause", _("This clause is on another table."))
        try:
            propose_wording(
                item,
                by=by,
                side=Side.THEIRS,
                language=language,
                body=body,
                in_round=in_round,
                seen=seen,
            )
        except Stale as stale:
            raise Refused(
                "clause_moved",
                _("Somebody wrote other words of theirs for “%(clause)s”. Read the file again.")
                % {"clause": item},
            ) from stale
    return len(words)
