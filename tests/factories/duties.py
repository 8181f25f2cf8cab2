"""Duties, made the way the office makes them: through the actions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from banggiao.accounts.models import User
from banggiao.core.models import Record
from banggiao.core.references import reference_to
from banggiao.duties.actions import duties
from banggiao.duties.enums import DutyKind
from banggiao.duties.models import Duty
from banggiao.partners.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.partners import country, organisation

numbers = count(1)


def keeper() -> User:
    """Give a head with an account, who sees all: events that name an owner need a row."""
    there = User.objects.filter(username="keeper").first()
    return there or make_user("head", 2, username="keeper")


def own_body() -> Organisation:
    """Give the body that keeps the register; made once."""
    there = Organisation.objects.filter(code="giv").first()
    return there or organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))


def duty(
    name_vi: str = "",
    *,
    promisors: Iterable[Organisation] | None = None,
    by: User | None = None,
    about: Record | None = None,
    **data: Any,
) -> Duty:
    """Enter a duty; ours, and a new name, where nothing else is said."""
    facts: dict[str, Any] = {
        "name_vi": name_vi or f"Việc số {next(numbers)}",
        "kind": DutyKind.PROMISE,
        "promisors": [own_body()] if promisors is None else promisors,
    }
    if about is not None:
        facts["about_type"], facts["about_code"] = reference_to(about)
    return duties.add_duty(by=by or keeper(), **facts | data)


def kept(day: str, name_vi: str = "", *, by: User | None = None, **data: Any) -> Duty:
    """Enter a duty that was kept on the day."""
    by = by or keeper()
    return duties.record_kept(duty(name_vi, by=by, **data), by=by, on=day)
