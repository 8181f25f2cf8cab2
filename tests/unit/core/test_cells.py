"""Cells and drop-downs escape what comes from outside, and say what a template would."""

from __future__ import annotations

from django import forms
from django.utils.translation import override

from banggiao.core.cells import body, content
from banggiao.core.selects import select
from banggiao.core.tables import Cell, Heading

EVIL = "<b>\"&'"
SAFE = "&lt;b&gt;&quot;&amp;&#x27;"


def cell(text: str = "", **more: object) -> Cell:
    given = {"url": "", "sub": "", "pill": None, "numeric": False, "flag": ""} | more
    return Cell(text=text, **given)


def heading(label: str, *, numeric: bool = False) -> Heading:
    return Heading("k", label, numeric, hide_on_phone=False, sort_url="", sorted="")


def test_everything_in_a_cell_is_escaped():
    evil = cell(EVIL, url=f"/?q={EVIL}", sub=EVIL, pill=(EVIL, EVIL))

    for html in (content(evil), content(evil, f"/?q={EVIL}")):
        assert EVIL not in html
        assert html.count(SAFE) == 5


def test_a_cell_shows_its_mark_pill_and_second_line():
    with override("en"):
        html = content(cell("A", flag="restricted", pill=("warn", "late"), sub="B"))

    assert html == (
        'A<span class="class-mark class-mark-restricted">restricted</span>'
        '<span class="pill pill-warn">late</span><span class="sub">B</span>'
    )
    assert content(cell(flag="no such class")) == ""


def test_the_first_cell_of_a_row_is_its_head_and_link():
    rows = [{"url": "/a/", "cells": [cell("A"), cell("7"), cell()]}]
    columns = [heading("Name"), heading(EVIL, numeric=True), heading("Empty")]

    assert body(rows, columns) == (
        '<tr><th scope="row"><a class="row-link" href="/a/">A</a></th>'
        f'<td class="n" data-label="{SAFE}">7</td>'
        '<td class="void" data-label="Empty"></td></tr>'
    )


def test_a_drop_down_reads_as_django_writes_it():
    choices = [("", "-"), ("a", EVIL), ("Group", [("b", "B"), (EVIL, "C")])]
    field = forms.Select({"class": EVIL}, choices=choices)
    context = field.get_context(EVIL, "b", {"id": "id_x"})["widget"]

    ours = select(context)
    theirs = field.render(EVIL, "b", {"id": "id_x"}, renderer=forms.renderers.DjangoTemplates())
    assert "".join(ours.split()) == "".join(theirs.split())
