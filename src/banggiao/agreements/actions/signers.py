"""Which units of the own body may be a party: the check that every way in shares."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.rules import seen_or_none
from banggiao.agreements.enums import ActKind
from banggiao.agreements.queries.signing import forbidden_to_sign
from banggiao.core.dates import BadDate, PartialDate
from banggiao.core.errors import Instead, Refused
from banggiao.core.pickers import as_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.models import Act, SigningRule
    from banggiao.partners.models import Organisation

type Day = PartialDate | str | None


def check_signer(
    organisation: Organisation,
    *,
    by: User,
    signed: Day = None,
    field: str = "organisation",
    rules: Sequence[SigningRule] | None = None,
) -> None:
    """Refuse a unit of the own body that may not sign (``not_a_signer``); offer the body above.

    The rule of the day of signing decides, without one that of today. A body above that the writer
    may not see is not named.
    """
    forbidden = forbidden_to_sign(organisation, _day(signed), rules)
    if forbidden is None:
        return
    above = seen_or_none(forbidden.above, by)
    words = {"name": organisation, "basis": forbidden.rule.basis, "above": above}
    if above is None:
        message = _(
            "“%(name)s” is not a signing party (basis: %(basis)s). Choose the body it belongs to."
        )
        raise Refused("not_a_signer", message % words, field=field)
    raise Refused(
        "not_a_signer",
        _("“%(name)s” is not a signing party (basis: %(basis)s). “%(above)s” signs instead.")
        % words,
        field=field,
        instead=Instead(
            field,
            as_option(above.label, above.code),
            _("Enter “%(above)s” as the party") % words,
        ),
    )


def signing_day(acts: Iterable[Act]) -> PartialDate | None:
    """Give the day of signing as far as the ledger knows it."""
    return next((act.on for act in acts if act.kind == ActKind.SIGNED), None)


def _day(signed: Day) -> dt.date:
    """Give the day whose rule decides: the first on which it may have been signed, else today."""
    try:
        value = PartialDate.parse(signed) if isinstance(signed, str) and signed else signed
    except BadDate:
        value = None  # refused at its own field
    known = value if isinstance(value, PartialDate) else None
    return (known and (known.earliest or known.latest)) or timezone.localdate()
