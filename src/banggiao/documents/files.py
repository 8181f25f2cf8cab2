"""Keeps files under their fingerprint, and refuses what is not what its name says."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from banggiao.core.errors import Refused

if TYPE_CHECKING:
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
"""What an office files: nothing that a browser or an office program would run."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store."""

    sha256: str
    size: int
    media_type: str


def keep(upload: UploadedFile[Any]) -> Kept:
    """Check the file and put it into the store, written in full or not at all.

    Refused: an empty file, one over the limit, a type that is not kept, a content that is not what
    the name says, a full disk.
    """
    media_type = _checked_type(upload)
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as temporary:
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
    except OSError as error:
        raise Refused(
            "file_not_stored",
            _("The file could not be stored (%(cause)s). Ask the administrator.")
            % {"cause": error.strerror},
            field="file",
        ) from error
    return Kept(digest.hexdigest(), size, media_type)


def path_of(sha256: str) -> Path:
    """Give the place of a file in the store."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def is_whole(sha256: str) -> bool:
    """Whether the stored file still has the fingerprint it was kept under."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _checked_type(upload: UploadedFile[Any]) -> str:
    size = upload.size or 0
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
    ending = Path(upload.name or "").suffix.lower().lstrip(".")
    head = upload.read(HEAD)
    upload.seek(0)
    if ending in PLAIN_TEXT and b"\0" not in head:
        return PLAIN_TEXT[ending]
    if ending not in BINARY and ending not in PLAIN_TEXT:
        raise Refused(
            "file_type_not_kept",
            _("Files of the type “%(ending)s” are not kept. Save it as PDF or Word.")
            % {"ending": ending or "?"},
            field="file",
        )
    if ending not in _endings_that_fit(head):
        raise Refused(
            "file_type_false",
            _("The content is not what the ending “%(ending)s” says. Check the file.")
            % {"ending": ending},
            field="file",
        )
    return BINARY[ending]


def _endings_that_fit(head: bytes) -> set[str]:
    import puremagic  # noqa: PLC0415  # slow import

    try:
        return {match.extension.lstrip(".") for match in puremagic.magic_string(head)}
    except (ValueError, puremagic.PureError):
        return set()
