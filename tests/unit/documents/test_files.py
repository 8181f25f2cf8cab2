"""The store: what goes in, under which name, and what is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from banggiao.core.errors import Refused
from banggiao.documents import files
from tests.factories.documents import PDF, upload, zipped


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Refused) as caught:
        files.keep(upload(content, name))
    assert caught.value.field == "file"
    return caught.value.code


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_lies_under_its_fingerprint(store):
    kept = files.keep(upload(PDF))

    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (kept.size, kept.media_type) == (len(PDF), "application/pdf")
    assert stored(store) == [files.path_of(kept.sha256)]
    assert stored(store)[0].read_bytes() == PDF
    assert stored(store)[0].stat().st_mode & 0o077 == 0


def test_the_same_file_is_stored_once(store):
    assert files.keep(upload(PDF, "a.pdf")) == files.keep(upload(PDF, "b.PDF"))
    assert len(stored(store)) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml")),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
        ("a.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml")),
        ("a.odt", zipped("mimetype", "content.xml")),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("a.jpeg", b"\xff\xd8\xff\xe1\0\x10Exif"),
        ("a.tif", b"MM\0*\0\0\0\x08"),
        ("a.tiff", b"II*\0\x08\0\0\0"),
        ("a.txt", "Biên bản".encode()),
        ("a.txt", "Biên bản".encode("utf-16")),
        ("a.csv", b"a,b\n1,2\n"),
    ],
)
def test_what_offices_file_is_kept(name, content):
    kept = files.keep(upload(content, name))

    assert kept.media_type == (files.BINARY | files.PLAIN_TEXT)[name.rsplit(".", 1)[1]]
    assert files.is_whole(kept.sha256)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "file_empty"),
        ("a.exe", b"MZ\x90\0", "file_type_not_kept"),
        ("a.html", b"<script>", "file_type_not_kept"),
        ("a.svg", b"<svg/>", "file_type_not_kept"),
        ("a.docm", zipped("word/document.xml"), "file_type_not_kept"),
        ("pdf", PDF, "file_type_not_kept"),
        ("a.pdf", b"MZ\x90\0" + bytes(100), "file_type_false"),
        ("a.pdf", b"no pdf", "file_type_false"),
        ("a.png", PDF, "file_type_false"),
        ("a.txt", b"MZ\x90\0", "file_type_false"),
        ("a.docx", zipped("a.txt"), "file_type_false"),
        ("a.docx", zipped("[Content_Types].xml", "xl/workbook.xml"), "file_type_false"),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin"), "file_type_false"),
        ("a.docx", zipped("word/document.xml")[:40], "file_type_false"),
        ("a.xlsx", PDF, "file_type_false"),
    ],
)
def test_what_is_refused_leaves_nothing(name, content, code, store):
    assert refusal(content, name) == code
    assert not store.exists()


def test_a_large_file_is_refused(monkeypatch, store):
    monkeypatch.setattr(files, "LIMIT", len(PDF))
    files.keep(upload(PDF))

    assert refusal(PDF + b"\n", "a.pdf") == "file_too_large"


def test_a_store_that_cannot_be_written_refuses(store):
    store.write_text("a file where the folder should be")

    assert refusal(PDF, "a.pdf") == "file_not_stored"


class Breaking(SimpleUploadedFile):
    """Breaks off in the middle, as on a full disk."""

    def chunks(self, chunk_size: int | None = None) -> Any:
        yield PDF[:10]
        raise self.cause

    cause: BaseException = OSError(28, "No space left on device")


def test_a_full_disk_leaves_nothing_half_written(store):
    with pytest.raises(Refused) as caught:
        files.keep(Breaking("a.pdf", PDF))

    assert caught.value.code == "file_not_stored"
    assert "No space left" in str(caught.value.message)
    assert stored(store) == []


def test_an_upload_that_is_cut_off_leaves_nothing(store):
    cut = Breaking("a.pdf", PDF)
    cut.cause = KeyboardInterrupt()

    with pytest.raises(KeyboardInterrupt):
        files.keep(cut)

    assert stored(store) == []


def test_a_changed_file_is_found():
    sha256 = files.keep(upload(PDF)).sha256
    assert files.is_whole(sha256)

    files.path_of(sha256).write_bytes(PDF + b"!")
    assert not files.is_whole(sha256)
    assert files.open_whole(sha256) is None

    files.path_of(sha256).unlink()
    assert not files.is_whole(sha256)


def test_handing_it_in_again_mends_a_changed_file():
    sha256 = files.keep(upload(PDF)).sha256
    files.path_of(sha256).write_bytes(b"")

    files.keep(upload(PDF))

    assert files.is_whole(sha256)
