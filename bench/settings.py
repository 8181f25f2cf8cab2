"""The settings of the house with the floor pages beside its own."""

from banggiao.config.settings import *  # noqa: F403  # the very settings that are measured
from banggiao.config.settings import INSTALLED_APPS as ROOMS

INSTALLED_APPS = [*ROOMS, "bench.floor"]
ROOT_URLCONF = "bench.floor.urls"
