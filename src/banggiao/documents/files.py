"""Keeps files under their fingerprint, and refuses what is not what its name says."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from django.core.files import File
    from django.core.files.uploadedfile import UploadedFile

LIMIT = 50 * 1024 * 1024
"""Bytes. What offices scan stays well under; larger files belong on a file server."""

HEAD = 64 * 1024
PLAIN_TEXT = {"txt": "text/plain", "csv": "text/csv"}
BINARY = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
"""What an office files. Old Word and Excel files may hold macros: they are sent as downloads only,
and the newer kinds are refused if they hold any."""

INSIDE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "odt": "content.xml"}
"""How the name of a part of a zipped office file begins, which no other zip has."""

MACROS = "vbaproject.bin"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How plain text begins that has empty bytes all the same."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store."""

    sha256: str
    size: int
    media_type: str


def keep(upload: UploadedFile[Any]) -> Kept:
    """Check the file and put it into the store, written in full or not at all.

    Refused: an empty file, one over the limit, a type that is not kept, a content that is not what
    the name says, a full disk. A file lies under its fingerprint, so the same file twice is one
    file, and one whose transaction is rolled back afterwards is only there without being named.
    """
    media_type = _checked_type(upload)
    try:
        sha256, size = _store(upload, Path(settings.MEDIA_ROOT))
    except OSError as error:
        raise _not_stored(error) from error
    return Kept(sha256, size, media_type)


def keep_unread(upload: File[Any]) -> tuple[str, int]:
    """Put a file into the store that another room will read and judge. Fingerprint and size.

    Refused: an empty file, one over the limit, a full disk.
    """
    _check_size(upload.size or 0)
    try:
        return _store(upload, Path(settings.MEDIA_ROOT))
    except OSError as error:
        raise _not_stored(error) from error


def _not_stored(error: OSError) -> Refused:
    return Refused(
        "file_not_stored",
        _("The file could not be stored (%(cause)s). Ask the administrator.")
        % {"cause": error.strerror},
        field="file",
    )


def keep_made(content: bytes) -> tuple[str, int]:
    """Put a file that the register made itself into the store. Gives its fingerprint and size."""
    return _store(ContentFile(content), Path(settings.MEDIA_ROOT))


def _store(upload: File[Any], folder: Path) -> tuple[str, int]:
    """Write beside the store, then move into it; what fails on the way leaves nothing behind."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".upload-", delete=False) as temporary:
        try:
            digest, size = hashlib.sha256(), 0
            for chunk in upload.chunks():
                temporary.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            temporary.flush()
            os.fsync(temporary.fileno())
            place = path_of(digest.hexdigest())
            place.parent.mkdir(parents=True, exist_ok=True)
            Path(temporary.name).replace(place)
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise
    _sync(place.parent)
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    """Make the name of a moved file outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def path_of(sha256: str) -> Path:
    """Give the place of a file in the store."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def is_whole(sha256: str) -> bool:
    """Whether the stored file still has the fingerprint it was kept under."""
    file = open_whole(sha256)
    if file is not None:
        file.close()
    return file is not None


def open_whole(sha256: str) -> BinaryIO | None:
    """Open a stored file; None where it is gone or is no longer what was kept."""
    try:
        file = path_of(sha256).open("rb")
    except OSError:
        return None
    try:
        whole = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        file.seek(0)
    except OSError:
        whole = False
    if not whole:
        file.close()
        return None
    return file


def _checked_type(upload: UploadedFile[Any]) -> str:
    _check_size(upload.size or 0)
    ending = Path(upload.name or "").suffix.lower().lstrip(".")
    media_type = PLAIN_TEXT.get(ending) or BINARY.get(ending)
    if media_type is None:
        raise Refused(
            "file_type_not_kept",
            _("Files of the type “%(ending)s” are not kept. Save it as PDF or Word.")
            % {"ending": ending or "?"},
            field="file",
        )
    if not _is_what_it_says(upload, ending):
        raise Refused(
            "file_type_false",
            _("The content is not what the ending “%(ending)s” says. Check the file.")
            % {"ending": ending},
            field="file",
        )
    return media_type


def _check_size(size: int) -> None:
    if size == 0:
        raise Refused("file_empty", _("The file is empty. Choose another."), field="file")
    if size > LIMIT:
        raise Refused(
            "file_too_large",
            _("The file has %(size)s MB; at most %(limit)s MB are kept. Make it smaller.")
            % {
                "size": number_format(size / 1024 / 1024, 1),
                "limit": number_format(LIMIT // 1024 // 1024),
            },
            field="file",
        )


def _is_what_it_says(upload: UploadedFile[Any], ending: str) -> bool:
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if ending in PLAIN_TEXT:
        return b"\0" not in head or head.startswith(UTF_16)
    if BINARY[ending] not in {BINARY.get(fitting) for fitting in _endings_that_fit(head)}:
        return False
    return ending not in INSIDE or _is_office_file(upload, ending)


def _is_office_file(upload: UploadedFile[Any], ending: str) -> bool:
    """Whether the list of parts is that of such a file, without macros. No part is unpacked."""
    try:
        with zipfile.ZipFile(upload) as parts:
            names = [name.lower() for name in parts.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        upload.seek(0)
    has_parts = any(name.startswith(INSIDE[ending]) for name in names)
    return has_parts and not any(name.endswith(MACROS) for name in names)


def _endings_that_fit(head: bytes) -> set[str]:
    import puremagic  # noqa: PLC0415  # slow import

    try:
        return {match.extension.lstrip(".") for match in puremagic.magic_string(head)}
    except (ValueError, puremagic.PureError):
        return set()
