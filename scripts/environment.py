"""An environment in which no tool or test can touch a person's own register."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SETTINGS = "banggiao.config.settings"


def scratch_folder(name: str) -> Path:
    """Make a folder that goes away with this process."""
    folder = Path(tempfile.mkdtemp(prefix=f"banggiao-{name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def use_scratch(*, keep: tuple[str, ...] = ()) -> Path:
    """Point the settings of this process at an empty data folder, and give that folder.

    Whatever a person has set for their own register is left out, but for the names in ``keep``.
    """
    for name in [name for name in os.environ if name.startswith("BANGGIAO_")]:
        if name not in keep:
            del os.environ[name]
    folder = scratch_folder("data")
    os.environ["BANGGIAO_DATA_DIR"] = str(folder)
    os.environ["BANGGIAO_SECRET_KEY"] = "only-for-checks-and-tests-" + "x" * 40
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    return folder


def use_django() -> None:
    """Set Django up in such an environment, for the tools that need the rooms loaded."""
    import django  # noqa: PLC0415  # slow import
    from django.apps import apps  # noqa: PLC0415  # slow import

    if not apps.ready:
        use_scratch()
        django.setup()
