"""Serves the register: what must be ready first, and which processes it takes."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django.urls import get_resolver
from django.utils import translation
from django_tasks_db import DatabaseBackend
from whitenoise.storage import CompressedManifestStaticFilesStorage

from banggiao.config import memory, web
from banggiao.config.catalogues import compile_stale
from banggiao.config.folder import data_dir
from banggiao.config.processes import Child
from banggiao.core.errors import Refused


def children(host: str, port: int, workers: int, *, background: bool = True) -> list[Child]:
    """Give the processes of one machine: the web server, and a worker where work waits for one.

    A worker that ends by itself is started again: pages go on without it.
    """
    address = f"{bracketed(host)}:{port}"
    server = Child("the web server", "banggiao-web", lambda: web.serve(address, workers))
    worker = Child(
        "the background worker", "banggiao-worker", lambda: call_command("worker"), restarts=True
    )
    return [server, *([worker] if background and needs_worker() else [])]


def needs_worker() -> bool:
    """Whether background work waits in the database for a worker."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def bracketed(host: str) -> str:
    """Give the host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Whether the name or number leads to this machine only."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return all(ipaddress.ip_address(str(one).partition("%")[0]).is_loopback for one in found)


def refuse_busy(host: str, port: int) -> None:
    """Refuse a port that another program listens on, or an address that is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8001
            raise Refused(
                "port_busy",
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Choose another with --port, for example --port {other}.",
            ) from error


def refuse_unmigrated() -> None:
    """Refuse to serve a database that is not up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused(
            "migrations_missing", "The database is not up to date. Run `banggiao migrate` first."
        )


def prepare_pages() -> None:
    """Make what pages need besides the database, and load them: all processes then share them."""
    compile_stale()
    collect_static()
    with memory.loading():
        web.load()
        _ = get_resolver().url_patterns


def warm() -> None:
    """Load what the first pages would: addresses by name, texts of all languages, migrations."""
    with memory.loading():
        _ = get_resolver().reverse_dict
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                translation.gettext("")
        MigrationLoader(None)
    memory.settle()


def collect_static() -> None:
    """Collect the static files of all packages, unless nothing changed since the last time."""
    root = settings.STATIC_ROOT
    stamp, now = root / ".collected-from", _fingerprint()
    if stamp.exists() and (root / "staticfiles.json").exists() and stamp.read_text() == now:
        return
    data_dir()
    command = collectstatic.Command()
    # Not the one of the settings: they know it only once the files are there.
    command.storage = CompressedManifestStaticFilesStorage()
    call_command(command, interactive=False, verbosity=0)
    stamp.write_text(now)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def answers(host: str, port: int) -> bool:
    """Whether the server answers, well or not. No proxy is asked: the machine is this one."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # read, not bound
    try:
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"http://{bracketed(local)}:{port}/healthz", timeout=5):
            return True
    except URLError as error:
        return hasattr(error, "code")
    except OSError:
        return False
