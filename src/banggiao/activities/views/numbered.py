"""Finding a part of an activity by the place it has on the page as this reader sees it, from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from banggiao.accounts.rules import require
from banggiao.activities.views.navigation import PREPARE, find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.core.htmx import Request


def find_part[P](
    request: Request,
    code: str,
    number: int,
    parts: Callable[[Activity, User], Sequence[P]],
    right: str = PREPARE,
) -> tuple[Activity, P]:
    """Find an activity one may write, and one of its parts. Not there: 404."""
    record = find(request, code)
    require(request.user, right, record)
    shown = parts(record, request.user)
    if not 1 <= number <= len(shown):
        raise Http404
    return record, shown[number - 1]
