"""The countries a new register starts with: ISO codes and names, ours over the library's."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("vi", "en", "ja")
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
"""Codes of the library that ISO 3166-1 does not assign to a country or territory."""


def first_names() -> Iterator[dict[str, str]]:
    """Give code, names and basis of every country and territory.

    The library's names are general usage; `data/territories.csv` holds those that Vietnamese state
    bodies write differently. An administrator may change each in the register.
    """
    from babel import Locale  # noqa: PLC0415  # slow import

    ours = {row["code"]: row for row in _overrides()}
    territories = {language: Locale(language).territories for language in LANGUAGES}
    for code in sorted(territories["en"]):
        if (
            len(code) != 2 or not code.isalpha() or code in NOT_COUNTRIES
        ):  # ISO codes have two letters
            continue
        names = {f"name_{lang}": territories[lang].get(code, "") for lang in LANGUAGES}
        yield {"code": code, "basis": "Unicode CLDR", **names} | ours.get(code, {})


def _overrides() -> Iterator[dict[str, str]]:
    text = files("banggiao.partners").joinpath("data/territories.csv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines())
