"""Texts between parties, made the way the office makes them: through the actions."""

from __future__ import annotations

from itertools import count
from typing import Any

from banggiao.accounts.models import User
from banggiao.agreements.actions import instruments
from banggiao.agreements.enums import InstrumentKind
from banggiao.agreements.models import Instrument
from banggiao.partners.models import Organisation
from tests.factories.partners import organisation, writer

numbers = count(1)


def instrument(
    *parties: Organisation, name: str = "", by: User | None = None, **data: Any
) -> Instrument:
    """Enter a text; a new name and one new party where none is given."""
    facts: dict[str, Any] = {
        "name_vi": name or f"Bản ghi nhớ số {next(numbers)}",
        "kind": InstrumentKind.MEMORANDUM_OF_COOPERATION,
    }
    return instruments.add_instrument(
        by=by or writer(), parties=parties or [organisation()], **facts | data
    )
