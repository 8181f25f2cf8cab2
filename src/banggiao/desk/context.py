"""What the frame around every page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from banggiao.accounts.queries import own_body
from banggiao.core import menu

if TYPE_CHECKING:
    from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the frame, worked out only where a template asks for it."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict[str, Any]:
    shared = {
        "demo": (settings.DATA_DIR / "demo").exists(),
        "languages": [
            {
                "code": code,
                "label": capfirst(get_language_info(code)["name_local"]),
                "active": code == get_language(),
            }
            for code, _name in settings.LANGUAGES
        ],
        "set_language_url": reverse("desk:language"),
        "search_url": reverse("desk:search"),
    }
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shared
    body = own_body()
    return shared | {
        "rooms": _rooms(request.path, user),
        "body_name": str(body or ""),
        "unit_name": str(user.unit or "") if user.unit_id != getattr(body, "pk", None) else "",
        "user_name": user.full_name,
        "role_name": user.get_role_display(),
        "account_url": reverse("accounts:me"),
        "own_pages": [item for item in menu.OWN if item.is_for(user)],
        "sign_out_url": reverse("account_logout"),
    }


def _rooms(path: str, user: Any) -> list[dict[str, Any]]:  # the request's user
    items = [item for item in menu.ROOMS if item.is_for(user)]
    active = max(
        (
            i.url
            for i in items
            if path.startswith((i.url, *i.also)) and (i.url != "/" or path == "/")
        ),
        key=len,
        default="",
    )
    return [
        {
            "label": item.label,
            "url": item.url,
            "count": (item.count(user) or None) if item.count else None,
            "active": item.url == active,
        }
        for item in items
    ]
