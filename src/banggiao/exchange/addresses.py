"""Whole addresses, as files need them that are read outside of the register."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """Give the whole address of a page."""
    return f"{settings.BASE_URL}{path}"


def host() -> str:
    """Give the name of this register's host, which makes the names of its events unique."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"
