"""The registered names of what people do. An action that nobody registered cannot be logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

_LABELS: dict[str, str | _StrPromise] = {}


def register(labels: Mapping[str, str | _StrPromise]) -> None:
    """Add action names with what people read for each. Called in a room's `apps.py`."""
    taken = set(labels) & set(_LABELS)
    if taken:
        message = f"registered twice: {sorted(taken)}"
        raise ValueError(message)
    _LABELS.update(labels)


def label(action: str) -> str:
    """Give the words for an action; an old name nobody registers any more stands for itself."""
    return str(_LABELS.get(action, action))


def names() -> list[str]:
    """Give all registered names."""
    return sorted(_LABELS)


def require_known(action: str) -> None:
    """Raise LookupError for a name that is not registered."""
    if action not in _LABELS:
        message = f"{action} is not registered: add it to the vocabulary in the room's apps.py"
        raise LookupError(message)
