"""Reads the environment, and stops the start with one clear sentence when a value is wrong.

Every variable carries the prefix ``BANGGIAO_``. ``VARIABLES`` is the whole list; `docs/operate`
prints it and a test keeps the two in step.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "BANGGIAO_"

VARIABLES = {
    "DATA_DIR": "Folder of the database, the files and the secret key. "
    "Default: the user's data folder.",
    "DATABASE_URL": "postgres://user:password@host:port/name, or sqlite:///file. "
    "Default: SQLite in the data folder.",
    "SECRET_KEY": "Signs sessions. Default: made once and kept in the data folder.",
    "BASE_URL": "Address that papers and exports link to. Default: http://127.0.0.1:8000.",
    "ALLOWED_HOSTS": "Host names to answer to, separated by commas. "
    "Default: the host of BASE_URL and this machine.",
    "OWN_BODY": "Code of the organisation that keeps this register. Default: giv.",
    "ANNIVERSARIES": "Years since a signing or a step of a tie that are announced a year ahead, "
    "separated by commas. Default: 5,10,25,50.",
    "SILENT_YEARS": "After so many years without an act or an activity a text is to be looked at. "
    "Default: 2.",
    "TIME_ZONE": "Default: Asia/Ho_Chi_Minh.",
    "TASKS": "Who does what pages leave for later, such as making papers: database (a worker), "
    "immediate (the page itself), or the dotted path of another backend. Default: database.",
    "DEBUG": "1 shows error details to the developer. Default: 0.",
    "HTTPS": "1 when a proxy serves the register over HTTPS: cookies then travel only there. "
    "Default: 0.",
}


class WrongSetting(ValueError):
    """A variable holds a value that cannot be used. Its text is the sentence to show."""


def text(name: str, default: str = "") -> str:
    """Give the variable's value, or the default where it is not set or empty."""
    return os.environ.get(PREFIX + name, "").strip() or default


def flag(name: str) -> bool:
    """Read an on/off variable. Only 0 and 1 are understood."""
    value = text(name, "0")
    if value not in {"0", "1"}:
        message = f"{PREFIX}{name} is {value!r}. Write 1 for on or 0 for off."
        raise WrongSetting(message)
    return value == "1"


def years(name: str, default: str) -> tuple[int, ...]:
    """Read years separated by commas, each from 1 to 500, in rising order."""
    value = text(name, default)
    parts = [part.strip() for part in value.split(",")]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= 500 for part in parts):
        message = f"{PREFIX}{name} is {value!r}. Write years such as {default}."
        raise WrongSetting(message)
    return tuple(sorted({int(part) for part in parts}))


def year_count(name: str, default: str) -> int:
    """Read one number of years."""
    found = years(name, default)
    if len(found) != 1:
        message = f"{PREFIX}{name} is {text(name)!r}. Write one number of years, such as {default}."
        raise WrongSetting(message)
    return found[0]


def data_dir() -> Path:
    """Give the data folder, an absolute path. It is not created here."""
    default = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "banggiao"
    path = Path(text("DATA_DIR", str(default))).expanduser().absolute()
    if path.exists() and not path.is_dir():
        message = f"{PREFIX}DATA_DIR is {path}, which is a file. Name a folder."
        raise WrongSetting(message)
    return path


def make_data_dir() -> Path:
    """Make the data folder, open to its owner only: it holds restricted records and the key."""
    folder = data_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"The data folder {folder} cannot be made ({error.strerror}). "
            f"Give its owner the right to write there, or set {PREFIX}DATA_DIR."
        )
        raise WrongSetting(message) from error
    return folder


def base_url() -> str:
    """Give the address papers link to, without a slash at the end."""
    value = text("BASE_URL", "http://127.0.0.1:8000")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        message = (
            f"{PREFIX}BASE_URL is {value!r}. Write an address such as https://banggiao.example.vn."
        )
        raise WrongSetting(message)
    return value.rstrip("/")


@dataclass(frozen=True, slots=True)
class Database:
    """Where the register is stored. ``options`` are the keys Django's DATABASES takes."""

    vendor: str
    options: dict[str, object]


def database() -> Database:
    """Read DATABASE_URL.

    SQLite runs in WAL with synchronous=FULL, so that a power cut loses no commit, and takes the
    write lock at the start of a transaction, so that two writers queue instead of failing. A thread
    keeps its connection: SQLite may lose the locks of a process in which one thread closes the file
    while another opens it (ADR 22).
    """
    value = text("DATABASE_URL", f"sqlite:///{data_dir() / 'register.sqlite3'}")
    parts = urlsplit(value)
    if parts.scheme == "sqlite" and parts.path:
        return Database(
            "sqlite",
            {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": unquote(parts.path[1:]),
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                },
            },
        )
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return Database("postgresql", _postgresql(parts.geturl()))
    message = (
        f"{PREFIX}DATABASE_URL cannot be read. "
        "Write postgres://user:password@host:port/name or sqlite:///file."
    )
    raise WrongSetting(message)


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    try:
        port = parts.port or 5432
    except ValueError:
        message = f"{PREFIX}DATABASE_URL has a port that is not a number."
        raise WrongSetting(message) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_key() -> str:
    """Give the key that signs sessions: the variable, or one made once in the data folder."""
    given = text("SECRET_KEY")
    if given:
        return given
    folder = make_data_dir()
    file = folder / "secret-key"
    try:
        if file.exists():
            return file.read_text(encoding="ascii").strip()
        key = secrets.token_urlsafe(50)
        # "x" and the mode keep the key from being overwritten or read by others.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(key)
    except FileExistsError:  # another process made it first
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        message = (
            f"The data folder {folder} cannot be used ({error.strerror}). "
            f"Give its owner the right to write there, or set {PREFIX}DATA_DIR."
        )
        raise WrongSetting(message) from error
    return key


def tasks() -> str:
    """Give the dotted path of the backend that keeps background work."""
    value = text("TASKS", "database")
    known = {
        "database": "django_tasks_db.DatabaseBackend",
        "immediate": "django.tasks.backends.immediate.ImmediateBackend",
    }
    if value in known:
        return known[value]
    from django.utils.module_loading import import_string  # noqa: PLC0415  # leaf

    try:
        import_string(value)
    except ImportError:
        message = (
            f"{PREFIX}TASKS is {value!r}. "
            "Write database, immediate, or the dotted path of a backend."
        )
        raise WrongSetting(message) from None
    return value


def time_zone() -> str:
    """Give the time zone's name; one that this machine does not know is refused."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  # leaf

    value = text("TIME_ZONE", "Asia/Ho_Chi_Minh")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        message = f"{PREFIX}TIME_ZONE is {value!r}. Write a name such as Asia/Ho_Chi_Minh."
        raise WrongSetting(message) from None
    return value


def allowed_hosts() -> list[str]:
    """Give the host names the server answers to."""
    given = [host.strip() for host in text("ALLOWED_HOSTS").split(",") if host.strip()]
    own = urlsplit(base_url()).hostname or "127.0.0.1"
    return given or sorted({own, "127.0.0.1", "localhost", "[::1]"})


def unknown_variables() -> list[str]:
    """Name the variables with our prefix that nobody reads: most often a slip of the pen."""
    known = {PREFIX + name for name in VARIABLES}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
