"""Signs for "the same as above"."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from banggiao.exchange.values.ditto import is_ditto


@pytest.mark.parametrize(
    "text",
    [
        "nt",
        "-nt-",
        "- nt -",
        "NT",
        "n.t.",
        "Như trên",
        "(như trên)",
        "nhu tren",
        "〃",
        '"',
        "″",
        "do.",
        "ditto",
        "同上",
        "-//-",
        "''",
    ],
)
def test_a_sign(text):
    assert is_ditto(text)
    assert is_ditto(normalize("NFD", f" {text}\u00a0"))


@pytest.mark.parametrize(
    "text",
    ["", "-", "Nt An", "như trên đã nói rõ", "do Nhật Bản tổ chức", "nts", "Nhật Bản", "a" * 50],
)
def test_other_text_is_none(text):
    assert not is_ditto(text)
