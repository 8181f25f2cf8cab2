"""A store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    """Keep files in a folder that is gone after the test."""
    folder: Path = tmp_path / "files"
    settings.MEDIA_ROOT = folder
    return folder
