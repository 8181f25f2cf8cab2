"""Deployment mistakes, found before the first page. `banggiao check` prints them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from banggiao.config import env


@checks.register()
def settings_known(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Warn of variables that nobody reads: most often a slip of the pen."""
    return [
        checks.Warning(
            f"{name} is not a setting of Banggiao.",
            hint="Compare it with docs/operate/configure.md.",
            id="banggiao.W001",
        )
        for name in env.unknown_variables()
    ]


@checks.register(checks.Tags.security, deploy=True)
def served_safely(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Warn when papers link to HTTPS but cookies also travel without it."""
    if settings.BASE_URL.startswith("https://") and not settings.SESSION_COOKIE_SECURE:
        return [
            checks.Warning(
                "BANGGIAO_BASE_URL is https, and BANGGIAO_HTTPS is off.",
                hint="Set BANGGIAO_HTTPS=1, so that cookies travel over HTTPS only.",
                id="banggiao.W002",
            )
        ]
    return []
