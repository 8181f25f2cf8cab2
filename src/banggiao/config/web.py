"""The web server: gunicorn with our settings, inside the process that calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

SETTINGS: dict[str, Any] = {
    "worker_class": "gthread",
    "threads": 4,
    # Loaded once, before the workers split off, so that they share memory.
    "preload_app": True,
    "timeout": 120,
    "graceful_timeout": 10,
    "loglevel": "warning",
    "accesslog": None,
    "control_socket_disable": True,
    "proc_name": "banggiao",
}


class _Server(BaseApplication):  # type: ignore[misc]  # has no types
    """Gunicorn, told what to do by us alone: no file, no variable, no argument of the command."""

    def __init__(self, address: str, workers: int) -> None:
        self.options = {**SETTINGS, "bind": address, "workers": workers}
        super().__init__()

    def load_config(self) -> None:
        """Take our settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """Give the application that answers."""
        return load()


def load() -> WSGIHandler:
    """Give the application that answers, made at the first call."""
    from banggiao.config.wsgi import application  # noqa: PLC0415  # app ready

    return application


def serve(address: str, workers: int) -> None:
    """Answer at ``host:port`` with so many processes, until a signal ends this one."""
    _Server(address, workers).run()
