"""The settings with django-linear-migrations, which only a developer has installed."""

from __future__ import annotations

from banggiao.config.settings import *  # noqa: F403  # the same settings with one app more
from banggiao.config.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = ["django_linear_migrations", *_APPS]
