"""What every test stands on: an empty data folder, the settings, and a flush that leaves no hole.

`DJANGO_SETTINGS_MODULE` is not set in pyproject.toml: pytest-django would load the settings before
this file can point them away from the register of the person who runs the tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import django
import hypothesis
import pytest
from django.conf import settings

from scripts.environment import use_scratch
from tests.flush import flush_as_migrated

if settings.configured or "DJANGO_SETTINGS_MODULE" in os.environ:
    message = "Unset DJANGO_SETTINGS_MODULE and --ds: the tests choose the settings themselves."
    raise pytest.UsageError(message)

DATA_DIR = use_scratch(keep=("BANGGIAO_DATABASE_URL",))
(DATA_DIR / "static").mkdir()  # whitenoise warns of a folder that is not there
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production, and not memory: the server of a browser test runs in threads that
    # must queue for the write lock instead of sharing one connection.
    settings.DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
# No test needs passwords that are hard to guess, and safe hashing is slow on purpose.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Background work is done on the spot: no worker runs beside a test.
settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
django.setup()
# Chosen and loaded. The workers of pytest-xdist inherit the environment and choose for themselves.
del os.environ["DJANGO_SETTINGS_MODULE"]

# A property is not wrong because the machine is slow; CI tries the same examples each time.
hypothesis.settings.register_profile(
    "banggiao", deadline=None, derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("banggiao")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Make the flush of transactional tests restore what the migrations put there."""
    with django_db_blocker.unblock():
        restore = flush_as_migrated()
    yield
    restore()
