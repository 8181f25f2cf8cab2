"""Writes of what is said about a clause on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.actions.tables import check_round, writing
from banggiao.agreements.models import Remark
from banggiao.core.errors import Refused
from banggiao.core.text import normalise
from banggiao.core.writing import store

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models import Item, Round


@transaction.atomic
def add_remark(
    item: Item,
    *,
    by: User,
    words: str,
    is_internal: bool = True,
    in_round: Round | None = None,
) -> Remark:
    """Write down a remark, for our own people unless said otherwise. It stays as it is.

    Officers and heads who may see the text. Refused: no words, a closed table.
    """
    said = normalise(words)
    if not said:
        raise Refused("words_missing", _("Write the remark."), field="words")
    with writing(item, "agreements.remark_added", by) as current:
        check_round(current.negotiation, in_round)
        last: int | None = current.remarks.aggregate(last=Max("number"))["last"]
        remark = Remark(
            item=current,
            number=(last or 0) + 1,
            is_internal=is_internal,
            words=said,
            round=in_round,
            by=by,
            at=timezone.now(),
        )
        store(remark)
    return remark
