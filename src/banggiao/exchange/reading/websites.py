"""Reads the address of a website as people write it: www.eaco.ee, eaco.ee/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from banggiao.exchange.reading.cells import line
from banggiao.exchange.values.cells import NOT_KNOWN, is_not_known

if TYPE_CHECKING:
    from banggiao.exchange.reading.result import Cells, Got

NO_ADDRESS = "no_address"
MORE_WORDS = "more_words"
_BETWEEN = re.compile(r"[\s;]+|,(?:\s+|$)")
_AROUND = "<>()[]\"'“”"
_is_url = URLValidator(["http", "https"])


def read_website(cells: Cells) -> Got:
    """Read the address of a website; of several the first. Words that are none are a doubt."""
    got = line(cells, "website")
    if not got.value:
        return got
    words = [word for part in _BETWEEN.split(got.value) if (word := part.strip(_AROUND))]
    found = [address for word in words if (address := address_in(word))]
    if found:
        got.doubt = MORE_WORDS if len(words) > 1 else ""
    else:
        got.doubt = NOT_KNOWN if is_not_known(got.value) else NO_ADDRESS
    got.value = found[0] if found else ""
    return got


def address_in(word: str) -> str:
    """Give a word as an address, with https:// where it says no protocol; empty if it is none."""
    has_protocol = word.lower().startswith(("http://", "https://"))
    address = word if has_protocol else f"https://{word.removeprefix('//').rstrip('.')}"
    host = address.partition("://")[2].partition("/")[0]
    if "@" in host or "." not in host:
        return ""
    try:
        _is_url(address)
    except ValidationError:
        return ""
    return address


def called_also(address: str) -> set[str]:
    """Give what says the same as an address of the register where no protocol was typed."""
    _protocol, _slashes, rest = address.rpartition("://")
    bare = rest.rstrip("/")
    return {f"https://{bare}", f"https://{bare}/"} if bare else set()
