"""One year's report as it would be sent today: every figure, table and list of it."""

from __future__ import annotations

from bench.pages import Page, at
from bench.rooms.reports import REPORT

PAGES = [
    Page("year report", at(f"/reports/{REPORT}/"), seconds=10, user="head", heavy=True),
]
