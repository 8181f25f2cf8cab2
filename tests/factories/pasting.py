"""A pasted block as a browser without scripts sends it: all fields of the page, some typed."""

from __future__ import annotations

from typing import Any

import html5lib


def block(*rows: str) -> str:
    """Give rows as a spreadsheet copies them; a bar stands for a tab."""
    return "\r\n".join(row.replace(" | ", "\t").replace("|", "\t") for row in rows)


def fields(page: Any) -> dict[str, str]:
    """Give the fields of the form that has the cells, as they stand on the page."""
    text = page.content.decode()
    document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(text)
    form = next(f for f in document.iter("form") if "paste-form" in f.get("class", ""))
    found: dict[str, str] = {}
    for one in form.iter("input"):
        is_box = one.get("type") == "checkbox"
        if one.get("name") and (not is_box or one.get("checked") is not None):
            found[one.get("name", "")] = one.get("value", "")
    for one in form.iter("textarea"):
        found[one.get("name", "")] = one.text or ""
    for one in form.iter("select"):
        options = list(one.iter("option"))
        chosen = next((o for o in options if o.get("selected") is not None), options[0])
        found[one.get("name", "")] = chosen.get("value", "")
    return found


def offers(page: Any) -> dict[str, str]:
    """Give the names that are offered for unsure ones, with what a press on each sends."""
    document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page.content.decode())
    buttons = [one for one in document.iter("button") if one.get("name") == "take"]
    return {(one.text or "").strip(): one.get("value", "") for one in buttons}


def said(page: Any, cell: str) -> list[str]:
    """Give what is said of a cell: what is wrong, then what to look at."""
    document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page.content.decode())
    place = next((one for one in document.iter() if one.get("id") == f"{cell}-said"), None)
    return (
        []
        if place is None
        else [" ".join(one.itertext()).strip() for one in place.iter("span")][1:]
    )


def told(page: Any) -> list[str]:
    """Give what the page says is wrong, above the cells."""
    document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page.content.decode())
    box = next((d for d in document.iter() if "error-summary" in d.get("class", "")), None)
    return [] if box is None else [" ".join(" ".join(i.itertext()).split()) for i in box.iter("li")]


def states(page: Any) -> list[str]:
    """Give what becomes of each row, in words."""
    return [row.pill[1] for row in page.context["grid"].rows]
