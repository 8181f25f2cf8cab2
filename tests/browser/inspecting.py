"""Judges pages by axe, in light and dark, on a laptop and on a phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

SCREEN = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
EVERYTHING: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2; axe leaves it out by itself
}
COLOURS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}
"""What a dark page can do worse than a light one: nothing else differs."""

LOADED = Axe("0")
"""Runs the rules that the page has loaded already."""

KNOWN: set[tuple[str, str]] = set()
"""Violations that are told and tolerated, by rule and place. None."""


@dataclass
class Inspector:
    """Looks at one page after the other and keeps what is wrong, so that a run tells all of it."""

    page: Page
    findings: list[str] = field(default_factory=list)

    def open(self, *addresses: str) -> None:
        """Look at the pages of these addresses."""
        for address in addresses:
            self.page.goto(address)
            self.look(address)

    def send_empty(self, *addresses: str) -> None:
        """Look at the forms of these addresses as they come back with what is wrong."""
        for address in addresses:
            self.page.goto(address)
            self.page.locator("main form input:not([type=hidden])").evaluate_all(
                "inputs => inputs.forEach(i => { if (i.type !== 'file') i.value = '' })"
            )
            self.page.locator("main form[novalidate] button[type=submit]").last.click()
            expect(self.page.get_by_role("alert"), address).to_be_visible()
            self.look(f"{address} with errors")

    def report(self) -> None:
        """Fail with all that was found."""
        if self.findings:
            pytest.fail("\n".join(self.findings), pytrace=False)

    def look(self, name: str, *sizes: ViewportSize) -> None:
        """Judge the page as it stands: light at each size, dark at the last."""
        self._check_head(name)
        for size in sizes or (SCREEN, PHONE):
            self.page.set_viewport_size(size)
            self._rest()
            self._check_width(f"{name} at {size['width']}")
            self._judge(f"{name} at {size['width']}", EVERYTHING)
        self.page.emulate_media(color_scheme="dark")
        self._rest()
        self._judge(f"{name} in the dark", COLOURS)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(SCREEN)

    def _rest(self) -> None:
        """Wait until nothing moves: on the way things have other colours and places."""
        self.page.evaluate(
            "Promise.allSettled(document.getAnimations().map(moving => moving.finished))"
        )

    def _check_head(self, name: str) -> None:
        if self.page.locator("h1").count() != 1:
            self.findings.append(f"{name}: {self.page.locator('h1').count()} h1")
        title = self.page.title().removesuffix("· Banggiao").strip()
        if title in {"", "Banggiao"}:
            self.findings.append(f"{name}: its title says nothing: {self.page.title()}")

    def _check_width(self, name: str) -> None:
        wide, there = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if wide > there:
            self.findings.append(f"{name}: {wide} wide, scrolls sideways")

    def _judge(self, name: str, options: dict[str, Any]) -> None:
        axe = LOADED if self.page.evaluate("'axe' in window") else Axe()
        for broken in axe.run(self.page, options=options).response["violations"]:
            for node in broken["nodes"]:
                place = " ".join(map(str, node["target"]))
                if (broken["id"], place) not in KNOWN:
                    line = f"{name}: {broken['id']} ({broken['impact']}): {place}"
                    self.findings.append(line)
