"""Begins the text that is to amend, renew, upgrade or replace another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import require
from banggiao.agreements.actions.instruments import add_instrument
from banggiao.agreements.actions.lineage import link_predecessor
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.agreements.models import Instrument

CARRIED = ("kind", "in_name_of", "languages")
"""What the next text is like the one before it in, until somebody says otherwise."""


@transaction.atomic
def prepare_successor(older: Instrument, relation: str, *, by: User, **data: Any) -> Instrument:
    """Enter the text that comes after another one, with its parties and topics. Officers, heads.

    ``data`` is what `add_instrument` takes; parties, topics, kind and in whose name are those of
    the older text. The older one changes when this one is signed. Refused: an older text that is
    set aside, and one with a party the writer may not see.
    """
    require(by, "agreements.change_instrument", older)
    if older.is_set_aside:
        raise Refused(
            "predecessor_set_aside", _("That text is set aside. Choose another."), field="relation"
        )
    carried = {name: getattr(older, name) for name in CARRIED}
    newer = add_instrument(
        by=by,
        parties=[party.organisation for party in older.parties.order_by("order", "pk")],
        topics=[topic.name for topic in older.topics.all()],
        **carried | data,
    )
    return link_predecessor(newer, older, relation, by=by)
