"""What pages say, taken from the catalogue, and how a person finds things by it.

Journeys are in Vietnamese. They name a text by its English, so that a better translation breaks
no test.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, override, pgettext
from playwright.sync_api import Locator, Page, expect


def vi(message: str, **values: Any) -> str:
    """Give a text as the Vietnamese pages say it."""
    with override("vi"):
        text = gettext(message)
    return text % values if values else text


def vi_in(context: str, message: str) -> str:
    """Give a short word as the Vietnamese pages say it in that context."""
    with override("vi"):
        return pgettext(context, message)


def choice(value: models.Choices) -> str:
    """Give what the Vietnamese pages call a value of a closed list."""
    with override("vi"):
        return str(value.label)


def records(number: int) -> str:
    """Give the total above a list."""
    with override("vi"):
        text = ngettext("%(number)s record", "%(number)s records", number)
    return text % {"number": number}


def field(where: Page | Locator, label: str) -> Locator:
    """Find a control of a form by its label, whether or not it is marked as optional."""
    text, optional = re.escape(capfirst(vi(label))), re.escape(vi("optional"))
    main = where.get_by_role("main") if isinstance(where, Page) else where
    return main.get_by_label(re.compile(rf"^\s*{text}(\s+{optional})?\s*$"))


def button(where: Page | Locator, label: str) -> Locator:
    """Find a button by its words."""
    return where.get_by_role("button", name=vi(label), exact=True)


def link(where: Page | Locator, label: str) -> Locator:
    """Find a link by its words."""
    return where.get_by_role("link", name=vi(label), exact=True)


def heading(page: Page, text: str) -> Locator:
    """Find the page's title by a part of it."""
    return page.get_by_role("heading", level=1, name=text)


def region(page: Page, title: str) -> Locator:
    """Find a box of a page by its title; a number after the title does not matter."""
    return page.get_by_role("region", name=re.compile(rf"^{re.escape(vi(title))}( \d+)?$"))


def open_palette(page: Page) -> Locator:
    """Open Ctrl-K and give its box."""
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog", name=vi("Find and go"))
    expect(box.get_by_role("combobox")).to_be_focused()
    return box


def find_in_palette(page: Page, words: str) -> Locator:
    """Type the words into Ctrl-K and give what was found for them, not for older words."""
    box = open_palette(page)
    control = box.get_by_role("combobox")
    with page.expect_response(lambda answer: "palette=1" in answer.url):
        control.fill(words)
    expect(control).not_to_have_class(re.compile("htmx-request"))
    return box.get_by_role("option")


def summary(where: Page | Locator, label: str) -> Locator:
    """Find what opens a menu or a panel, by its words; the person's menu also has their name."""
    return where.locator("summary").filter(has_text=vi(label))
