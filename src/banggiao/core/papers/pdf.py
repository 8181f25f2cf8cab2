"""Turns a Word paper into PDF by LibreOffice, where that is installed: both are one paper."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from banggiao.core.errors import Refused

SECONDS = 120
PROGRAMS = ("soffice", "libreoffice")


def office() -> str | None:
    """Give the LibreOffice of this machine, or None."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def as_pdf(docx: bytes) -> bytes:
    """Turn the paper into PDF. Refused: no LibreOffice here, or one that does not manage it."""
    program = office()
    if program is None:
        raise Refused(
            "no_libreoffice",
            _("LibreOffice is not installed here, so no PDF can be made. Take the Word file."),
        )
    with tempfile.TemporaryDirectory(prefix="banggiao-pdf-") as name:
        folder = Path(name)
        paper = folder / "report.docx"
        paper.write_bytes(docx)
        command = [
            program,
            "--headless",
            "--norestore",
            # A profile of its own: a LibreOffice that somebody has open would take the work over.
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(paper)),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  # a fixed command on our own file
            return (folder / "report.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Refused(
                "pdf_failed",
                _("LibreOffice could not make the PDF. Take the Word file, or try again."),
            ) from error
