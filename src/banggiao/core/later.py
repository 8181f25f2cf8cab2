"""Views whose modules are loaded when somebody first asks for one of their pages.

For pages that few ask for and that need much: the server starts sooner, and workers that never show
them never hold what they need. The checker of types sees the modules themselves::

    if TYPE_CHECKING:
        from banggiao.room.views import rare
    else:
        rare = Later("banggiao.room.views.rare")

Marks on such a view are not seen before it is loaded, so each wants somebody signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase  # noqa: TID251  # what views give


@dataclass(frozen=True, slots=True)
class View:
    """A view by its module and name."""

    module: str
    name: str

    def __call__(self, *args: Any, **kwargs: Any) -> HttpResponseBase:  # what the address gives
        """Answer as the view does."""
        return self.load()(*args, **kwargs)

    def load(self) -> Callable[..., HttpResponseBase]:
        """Give the view itself."""
        view: Callable[..., HttpResponseBase] = getattr(import_module(self.module), self.name)
        return view


@dataclass(frozen=True, slots=True)
class Later:
    """A module of views, not loaded yet. Its attributes are the views."""

    module: str

    def __getattr__(self, name: str) -> View:
        return View(self.module, name)
